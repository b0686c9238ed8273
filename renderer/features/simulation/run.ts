import { connection } from '../../bridge/connection.ts'
import { documentStore } from '../../document/document-store.ts'
import { asCallError } from '../../document/save.ts'
import { assumptionsRead, runAssumptions } from '../../stores/assumptions-store.ts'
import { cancelJob, forgetJob, newJobId } from '../../stores/job-store.ts'
import { chosenBeside, useRunStore } from '../../stores/run-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { useWorkspaceStore } from '../../stores/workspace-store.ts'

export const CANCELLED = 'CANCELLED'

/** Rehearses the open journey on the chosen dataset and shows what came out; why it was refused is in the run store. */
export async function run(): Promise<void> {
  const { running, datasetId } = useRunStore.getState()
  if (running !== null || datasetId === null) return
  const { document, summary, generation } = documentStore.getState()
  const jobId = newJobId()
  useRunStore.setState({ running: { jobId, cancelling: false }, error: null })
  try {
    // Journeys that steps go through need not be named: the engine finds them.
    const together = [...chosenBeside()]
    await assumptionsRead()
    const { run: finished, ...found } = await connection.call('runs.start', { jobId, journeyId: summary?.id ?? null, document, datasetId, ...(together.length === 0 ? {} : { together }), ...runAssumptions() })
    // Another journey may have been opened meanwhile; these figures are not its own.
    if (documentStore.getState().generation === generation) {
      useRunStore.getState().show({ summary: finished, document, ...found })
      useUiStore.setState({ resultsOpen: true })
    }
  } catch (cause) {
    const error = asCallError(cause)
    if (error.code !== CANCELLED) useRunStore.setState({ error })
  } finally {
    useRunStore.setState({ running: null })
    forgetJob(jobId)
  }
}

export async function cancelRun(): Promise<void> {
  const { running } = useRunStore.getState()
  if (running === null || running.cancelling) return
  useRunStore.setState({ running: { ...running, cancelling: true } })
  await cancelJob(running.jobId)
}

export function chooseDataset(datasetId: string): void {
  if (useRunStore.getState().datasetId === datasetId) return
  useRunStore.setState({ datasetId, error: null })
}

/** After another journey was opened: its last run and its dataset, or the newest dataset if it has none. */
export async function showLastRun(): Promise<void> {
  const { summary, generation } = documentStore.getState()
  useRunStore.getState().clear()
  useRunStore.setState({ datasetId: knownDataset(summary?.datasetId ?? null) })
  if (summary === null) return
  try {
    const runId = summary.lastRunId ?? (await runOfUnsaved(summary.id))
    if (runId === undefined) return
    const { run: last, ...found } = await connection.call('runs.get', { id: runId })
    if (documentStore.getState().generation !== generation) return
    useRunStore.getState().show({ summary: last, ...found })
    useRunStore.setState({ datasetId: knownDataset(last.datasetId) })
  } catch (cause) {
    useRunStore.setState({ error: asCallError(cause) })
  }
}

/** The last run of this very document from before it was saved for the first time, when runs had no journey to belong to. */
async function runOfUnsaved(journeyId: string): Promise<string | undefined> {
  const versions = await connection.call('journeys.versions', { id: journeyId })
  const newest = versions.reduce((latest, one) => (one.version > latest.version ? one : latest), versions[0]!)
  const runs = (await connection.call('runs.list', {})).filter((one) => one.journeyId === null && one.documentDigest === newest.digest)
  return runs.sort((a, b) => b.startedAt - a.startedAt)[0]?.id
}

/** That dataset if it is still there, else the newest; null without any. */
export function knownDataset(wanted: string | null): string | null {
  const { datasets, hiddenDatasets } = useWorkspaceStore.getState()
  if (datasets === null) return wanted
  const there = datasets.filter(({ id }) => !hiddenDatasets.has(id))
  return there.find(({ id }) => id === wanted)?.id ?? there[0]?.id ?? null
}

/** Reads what events and properties the chosen dataset has, for the forms and condition builders. */
export async function loadCatalogue(): Promise<void> {
  const { datasetId } = useRunStore.getState()
  useRunStore.setState({ catalogue: undefined })
  if (datasetId === null) return
  // Without a catalogue the forms take any name, so a failure here is no failure of the person's work.
  const catalogue = await connection.call('datasets.catalogue', { id: datasetId }).catch(() => undefined)
  if (useRunStore.getState().datasetId === datasetId) useRunStore.setState({ catalogue })
}
