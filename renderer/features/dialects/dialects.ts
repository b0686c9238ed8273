import { DIALECT_IDS, type DialectId } from '../../../engine/core/dialect/dialect-id.ts'
import { connection } from '../../bridge/connection.ts'
import { documentStore } from '../../document/document-store.ts'
import { asCallError } from '../../document/save.ts'
import { assumptionsRead, runAssumptions } from '../../stores/assumptions-store.ts'
import { cancelJob, forgetJob, newJobId } from '../../stores/job-store.ts'
import { chosenBeside, useRunStore } from '../../stores/run-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { openCompare } from '../compare-runs/compare-runs.ts'
import { useCompareRunsStore } from '../compare-runs/compare-runs-store.ts'
import { run } from '../simulation/run.ts'
import { useDialectsStore } from './dialects-store.ts'

// An answer that comes after another question is not shown.
let asked = 0
/** The question that is being answered. */
let underWay: string | undefined

/** Opens the table of platforms, and runs the journey as each of them if that is not known yet. */
export function openDialects(opened: DialectId | null = null): void {
  useDialectsStore.setState({ isOpen: true, ...(opened === null ? {} : { opened }) })
  void listDialects()
  const { compared } = useDialectsStore.getState()
  const question = questionNow()
  if (compared?.asked !== question && underWay !== question) void compareDialects()
}

export function closeDialects(): void {
  useDialectsStore.setState({ isOpen: false })
}

/** What a comparison of the open journey depends on, as text; what only moves cards is no part of it. */
export function questionNow(): string {
  const { layout: _layout, ...document } = documentStore.getState().document
  const { dialect: _dialect, ...assumptions } = runAssumptions()
  return JSON.stringify([document, useRunStore.getState().datasetId, chosenBeside(), assumptions])
}

async function listDialects(): Promise<void> {
  const { document } = documentStore.getState()
  if (useDialectsStore.getState().views?.document === document) return
  try {
    const list = await connection.call('dialects.list', { document })
    useDialectsStore.setState({ views: { document, list } })
  } catch (cause) {
    useDialectsStore.setState({ error: asCallError(cause) })
  }
}

export async function compareDialects(): Promise<void> {
  const { datasetId } = useRunStore.getState()
  const { jobId: before } = useDialectsStore.getState()
  if (before !== null) void cancelJob(before)
  if (datasetId === null) return
  const own = ++asked
  underWay = questionNow()
  const jobId = newJobId()
  useDialectsStore.setState({ jobId, error: null, isStopped: false })
  try {
    await assumptionsRead()
    const question = questionNow()
    const { document } = documentStore.getState()
    const { dialect: _dialect, ...assumptions } = runAssumptions()
    const together = [...chosenBeside()]
    const answer = await connection.call('dialects.compare', { jobId, document, datasetId, dialects: [...DIALECT_IDS], ...(together.length === 0 ? {} : { together }), ...assumptions })
    if (own === asked) useDialectsStore.setState({ compared: { asked: question, answer } })
  } catch (cause) {
    const error = asCallError(cause)
    if (own === asked) useDialectsStore.setState(error.code === 'CANCELLED' ? { isStopped: true } : { error })
  } finally {
    forgetJob(jobId)
    if (own === asked) {
      underWay = undefined
      useDialectsStore.setState({ jobId: null })
    }
  }
}

export function stopComparing(): void {
  const { jobId } = useDialectsStore.getState()
  if (jobId !== null) void cancelJob(jobId)
}

/** The next run of the open journey, and all that is asked of it, goes as that platform would run it; undefined: by our own rules. */
export function rehearseAs(dialect: DialectId | undefined): void {
  useUiStore.getState().setRehearseAs(documentStore.getState().document.id, dialect)
}

/** Shows on every card what differs between our own rules and the platform's; runs the journey first if what is shown is not what is open. */
export async function showOnCanvas(dialect: DialectId): Promise<void> {
  closeDialects()
  useUiStore.setState({ page: 'editor' })
  await run()
  if (useRunStore.getState().latest === null) return
  useCompareRunsStore.setState(({ assumptions }) => ({ generation: documentStore.getState().generation, sides: { before: { kind: 'as', dialect: null }, after: { kind: 'as', dialect } }, assumptions: { ...assumptions, before: 'own', after: 'own' } }))
  openCompare({ kind: 'as', dialect: null })
}
