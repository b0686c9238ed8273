import type { RunSummary } from '../../../engine/api/contract.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { differences } from '../../../engine/core/report/differences.ts'
import { connection } from '../../bridge/connection.ts'
import { focusSoon } from '../../components/focus-soon.ts'
import { documentStore } from '../../document/document-store.ts'
import { asCallError } from '../../document/save.ts'
import { assumptionsRead, runAssumptions, type RunAssumptions } from '../../stores/assumptions-store.ts'
import { cancelJob, forgetJob, newJobId } from '../../stores/job-store.ts'
import { assumptionsOfRun, chosenBeside, useRunStore, type FinishedRun } from '../../stores/run-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { useWorkspaceStore } from '../../stores/workspace-store.ts'
import { useCompareRunsStore, type Assumptions, type Side } from './compare-runs-store.ts'

const CANCELLED = 'CANCELLED'

// An answer that comes after another comparison was asked for is not shown.
let asked = 0

/** Opens the comparison of the run that is shown, with what it was chosen to be compared with last, or the run before it. */
export function openCompare(before?: Side): void {
  useUiStore.setState({ resultsOpen: true, resultsTab: 'compare' })
  if (before !== undefined) chooseSide('before', before)
  focusSoon('[data-testid="compare-run-before"]')
}

/** Runs of the open journey, the last first. */
export function runsOfJourney(runs: readonly RunSummary[] | null, journeyId: string | undefined): readonly RunSummary[] {
  return (runs ?? []).filter((run) => journeyId !== undefined && run.journeyId === journeyId).toSorted((a, b) => b.startedAt - a.startedAt)
}

export function chooseSide(which: 'before' | 'after', side: Side): void {
  const { sides } = useCompareRunsStore.getState()
  useCompareRunsStore.setState({ sides: { before: sides?.before ?? { kind: 'shown' }, after: sides?.after ?? { kind: 'shown' }, [which]: side } })
  void compareRuns()
}

export function chooseAssumptions(which: 'before' | 'after', choice: Assumptions): void {
  useCompareRunsStore.setState(({ assumptions }) => ({ assumptions: { ...assumptions, [which]: choice } }))
  void compareRuns()
}

export function swapRuns(): void {
  const { sides, assumptions } = useCompareRunsStore.getState()
  if (sides === null) return
  useCompareRunsStore.setState({ sides: { before: sides.after, after: sides.before }, assumptions: { before: assumptions.after, after: assumptions.before } })
  void compareRuns()
}

/** What to compare with if nobody said: the last run of another journey document, else the version before, else the journey without its assumptions. */
export function usualSides(latest: FinishedRun): { sides: { before: Side; after: Side }; before: Assumptions } {
  const { summary } = documentStore.getState()
  const earlier = runsOfJourney(useWorkspaceStore.getState().runs, summary?.id).find(({ id, documentDigest, startedAt }) => id !== latest.summary.id && documentDigest !== latest.summary.documentDigest && startedAt < latest.summary.startedAt)
  const after: Side = { kind: 'shown' }
  if (earlier !== undefined) return { sides: { before: { kind: 'run', id: earlier.id }, after }, before: 'own' }
  if (summary !== null && summary.version > 1) return { sides: { before: { kind: 'version', version: summary.version - 1 }, after }, before: 'own' }
  return { sides: { before: { kind: 'shown' }, after }, before: latest.scenario === null ? 'own' : 'none' }
}

interface Ready { document: JourneyDocument; assumptions: RunAssumptions; together: readonly string[]; run: FinishedRun | null }

/** Runs both sides on the data of the run that is shown, and then pairs their people. */
export async function compareRuns(): Promise<void> {
  const own = ++asked
  const { jobId: before, sides: chosen, assumptions } = useCompareRunsStore.getState()
  if (before !== null) void cancelJob(before)
  const { latest } = useRunStore.getState()
  if (latest === null) return
  const usual = usualSides(latest)
  const sides = chosen ?? usual.sides
  const taken = chosen === null ? { ...assumptions, before: usual.before } : assumptions
  const jobId = newJobId()
  useCompareRunsStore.setState({ sides, assumptions: taken, jobId, error: null, isStopped: false })
  const data = { datasetId: latest.summary.datasetId, from: latest.result.from, until: latest.result.until, seed: latest.result.seed }
  try {
    const [old, now] = [await ready(sides.before, taken.before, latest), await ready(sides.after, taken.after, latest)]
    const asQuestion = ({ document, assumptions: given, together }: Ready) => ({ document, ...(together.length === 0 ? {} : { together: [...together] }), ...given })
    const figures = async (side: Ready) => (side.run !== null ? side.run.result : (await connection.call('whatIf.run', { jobId, ...data, ...asQuestion(side) })).result)
    const oldResult = await figures(old)
    if (own !== asked) return
    const newResult = await figures(now)
    if (own !== asked) return
    const compared = {
      before: old.document,
      after: now.document,
      differences: differences({ document: old.document, result: oldResult }, { document: now.document, result: newResult }),
      paired: null,
      isAssumed: [old, now].some((side) => (side.assumptions.scenario?.responses ?? []).length > 0),
    }
    useCompareRunsStore.setState({ compared })
    const paired = await connection.call('whatIf.paired', { jobId, ...data, before: asQuestion(old), after: asQuestion(now) })
    if (own === asked) useCompareRunsStore.setState({ compared: { ...compared, paired } })
  } catch (cause) {
    const error = asCallError(cause)
    if (own === asked) useCompareRunsStore.setState(error.code === CANCELLED ? { isStopped: true } : { error, compared: null })
  } finally {
    forgetJob(jobId)
    if (own === asked) useCompareRunsStore.setState({ jobId: null })
  }
}

export function stopComparing(): void {
  const { jobId } = useCompareRunsStore.getState()
  if (jobId !== null) void cancelJob(jobId)
}

/** A side with its document and assumptions. `run` is there where its figures are known: the run that is shown, as it ran. */
async function ready(side: Side, choice: Assumptions, latest: FinishedRun): Promise<Ready> {
  if (side.kind === 'shown') {
    const own = assumptionsOfRun(latest)
    return { document: latest.document, assumptions: taken(own, choice), together: latest.together.map(({ journeyId }) => journeyId), run: choice === 'own' ? latest : null }
  }
  if (side.kind === 'as') {
    const { dialect: ran, ...own } = assumptionsOfRun(latest)
    const as = side.dialect === null ? {} : { dialect: side.dialect }
    const isIt = choice === 'own' && ran === (side.dialect ?? undefined)
    return { document: latest.document, assumptions: { ...taken(own, choice), ...as }, together: latest.together.map(({ journeyId }) => journeyId), run: isIt ? latest : null }
  }
  if (side.kind === 'run') {
    const { document, scenario, responses, together, result } = await connection.call('runs.get', { id: side.id })
    const as = result.dialect === undefined ? {} : { dialect: result.dialect.id }
    const own = scenario === null ? as : { scenario, ...(responses === null ? {} : { assume: responses.assume }), ...as }
    return { document, assumptions: taken(own, choice), together: together.map(({ journeyId }) => journeyId), run: null }
  }
  await assumptionsRead()
  const { document, summary } = documentStore.getState()
  const chosen = side.kind === 'open' || summary === null ? document : (await connection.call('journeys.get', { id: summary.id, version: side.version })).document
  return { document: chosen, assumptions: taken(runAssumptions(), choice), together: chosenBeside(), run: null }
}

function taken(own: RunAssumptions, choice: Assumptions): RunAssumptions {
  if (choice === 'own' || own.scenario === undefined) return own
  if (choice === 'none') return own.dialect === undefined ? {} : { dialect: own.dialect }
  return { ...own, assume: choice }
}
