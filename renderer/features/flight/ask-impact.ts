import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { giveSameFigures } from '../../../engine/core/report/same-figures.ts'
import { connection } from '../../bridge/connection.ts'
import { documentStore } from '../../document/document-store.ts'
import { asCallError } from '../../document/save.ts'
import { cancelJob, forgetJob } from '../../stores/job-store.ts'
import { questionOf } from '../../stores/run-question.ts'
import { useRunStore, type FinishedRun } from '../../stores/run-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { run as rehearse } from '../simulation/run.ts'
import { instantAsked, NOTHING_ASKED, useFlightStore, type AskedPeople, type FlightSide } from './flight-store.ts'

/** Shows what publishing the open journey would do to those under way; `before`: the saved version that runs. Without a run one is made first. */
export async function openImpact(before?: number): Promise<void> {
  if (useRunStore.getState().latest === null) await rehearse()
  const run = useRunStore.getState().latest
  if (run === null) {
    useUiStore.setState({ resultsOpen: true })
    return
  }
  const { summary, document } = documentStore.getState()
  const isEdited = !giveSameFigures(run.document, document)
  const side: FlightSide = before !== undefined ? { kind: 'version', version: before } : !isEdited && summary !== null && summary.version > 1 ? { kind: 'version', version: summary.version - 1 } : { kind: 'run' }
  useFlightStore.setState({ run, before: side, after: { kind: 'open' }, at: null, moves: {}, ...NOTHING_ASKED })
  useUiStore.setState({ resultsOpen: true, resultsTab: 'impact' })
}

export function chooseFlightSide(which: 'before' | 'after', side: FlightSide): void {
  useFlightStore.setState({ [which]: side, moves: {} })
}

export function sendTo(from: string, to: string | null): void {
  const { [from]: _from, ...others } = useFlightStore.getState().moves
  useFlightStore.setState({ moves: to === null ? others : { ...others, [from]: to } })
}

/** The saved versions of the open journey, to choose from. */
export async function readFlightVersions(): Promise<void> {
  const { summary } = documentStore.getState()
  const versions = summary === null ? [] : await connection.call('journeys.versions', { id: summary.id }).catch(() => [])
  useFlightStore.setState({ versions })
}

// An answer that comes after another was asked for is not shown.
let turn = 0

/** Asks for the two versions, the instant and the moves as they stand. */
export async function askImpact(run: FinishedRun): Promise<void> {
  const own = ++turn
  const { before, after, at, moves, jobId: running } = useFlightStore.getState()
  if (running !== null) void cancelJob(running)
  const question = questionOf(run)
  useFlightStore.setState({ run, jobId: question.jobId, error: null, isCancelled: false })
  try {
    const [old, now] = await Promise.all([documentOf(before, run), documentOf(after, run)])
    const asked = { ...question, document: old, after: now, at: instantAsked(run, at), moves: movesBetween(old, now, moves) }
    const impact = await connection.call('flight.impact', asked)
    if (own !== turn) return
    useFlightStore.setState({ impact, asked: { before: old, after: now }, jobId: null })
    // Who stood behind a number may be others now; whoever looks at them is not sent away.
    const { shown } = useFlightStore.getState()
    if (shown !== null) await showFlightPeople(shown.of)
  } catch (cause) {
    const error = asCallError(cause)
    if (own === turn) useFlightStore.setState({ jobId: null, ...(error.code === 'CANCELLED' ? { isCancelled: true } : { error, impact: null, asked: null, shown: null }) })
  } finally {
    forgetJob(question.jobId)
  }
}

export function cancelImpact(): void {
  const { jobId } = useFlightStore.getState()
  if (jobId !== null) void cancelJob(jobId)
}

/** Shows the people behind a number of the impact. */
export async function showFlightPeople(of: AskedPeople): Promise<void> {
  const { run, asked, impact, moves } = useFlightStore.getState()
  if (run === null || asked === null || impact === null) return
  useFlightStore.setState({ shown: { of, answer: null, error: null } })
  const question = questionOf(run)
  const isShown = () => useFlightStore.getState().shown?.of === of
  try {
    const answer = await connection.call('flight.people', { ...question, document: asked.before, after: asked.after, at: impact.at, moves: movesBetween(asked.before, asked.after, moves), of, limit: 200 })
    if (isShown()) useFlightStore.setState({ shown: { of, answer, error: null } })
  } catch (cause) {
    if (isShown()) useFlightStore.setState({ shown: { of, answer: null, error: asCallError(cause) } })
  } finally {
    forgetJob(question.jobId)
  }
}

async function documentOf(side: FlightSide, run: FinishedRun): Promise<JourneyDocument> {
  const { document, summary } = documentStore.getState()
  if (side.kind === 'run') return run.document
  if (side.kind === 'open' || summary === null) return document
  return (await connection.call('journeys.get', { id: summary.id, version: side.version })).document
}

/** What was chosen for other versions, or is there again after an Undo, is left out. */
function movesBetween(before: JourneyDocument, after: JourneyDocument, moves: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(moves).filter(([from, to]) => Object.hasOwn(before.steps, from) && !Object.hasOwn(after.steps, from) && Object.hasOwn(after.steps, to)))
}
