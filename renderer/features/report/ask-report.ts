import type { CallError, DatasetCatalogue } from '../../../engine/api/contract.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { connection } from '../../bridge/connection.ts'
import { asCallError } from '../../document/save.ts'
import { cancelJob, forgetJob, newJobId } from '../../stores/job-store.ts'
import { questionOf } from '../../stores/run-question.ts'
import type { FinishedRun } from '../../stores/run-store.ts'
import { useReportStore, type Asked } from './report-store.ts'

const MOST_RUNS = 30
const MOST_GROUPS_CHOSEN = 3

/** Asks for what the report of a run tells beyond its result, unless that is there or on its way; `again` after a failure. */
export async function askReport(run: FinishedRun, again = false): Promise<void> {
  const { id } = run.summary
  await ask('reports', id, again, (jobId) => connection.call('runs.report', { ...questionOf(run), jobId }))
}

/** The figures by the values of those attributes: the run is run again and not kept. */
export async function askGroups(run: FinishedRun, attributes: readonly string[], again = false): Promise<void> {
  await ask('groups', groupKey(run, attributes), again, async (jobId) => {
    const { result } = await connection.call('runs.start', { ...questionOf(run), jobId, journeyId: null, breakDown: [...attributes], keep: false })
    return result.breakdowns
  })
}

export function groupKey({ summary }: FinishedRun, attributes: readonly string[]): string {
  return JSON.stringify([summary.id, ...attributes])
}

async function ask<K extends 'reports' | 'groups'>(where: K, key: string, again: boolean, call: (jobId: string) => Promise<AnswerOf<K>>): Promise<void> {
  const known = useReportStore.getState()[where][key]
  if (known !== undefined && !(again && known.state !== 'asking')) return
  const jobId = newJobId()
  const put = (asked: Asked<AnswerOf<K>>) => useReportStore.setState((state) => ({ [where]: { ...state[where], [key]: asked } }) as Partial<ReturnType<typeof useReportStore.getState>>) // as: of one of the two
  put({ state: 'asking', jobId })
  try {
    put({ state: 'there', answer: await call(jobId) })
  } catch (cause) {
    const error: CallError = asCallError(cause)
    put(error.code === 'CANCELLED' ? { state: 'stopped' } : { state: 'failed', error })
  } finally {
    forgetJob(jobId)
  }
}

type AnswerOf<K extends 'reports' | 'groups'> = Extract<ReturnType<typeof useReportStore.getState>[K][string], { state: 'there' }>['answer']

export function stopAsking(jobId: string): void {
  void cancelJob(jobId)
}

/** Earlier runs, the latest first. */
export async function listRuns(): Promise<void> {
  const runs = await connection.call('runs.list', {}).catch(() => [])
  useReportStore.setState({ runs: runs.toSorted((a, b) => b.startedAt - a.startedAt).slice(0, MOST_RUNS) })
}

/** Makes the report one of an earlier run; null: of the one on the canvas. Rejects with a `CallError` if it is gone. */
export async function chooseRun(id: string | null): Promise<void> {
  if (id === null) {
    useReportStore.setState({ chosen: null })
    return
  }
  const { run: summary, ...found } = await connection.call('runs.get', { id })
  useReportStore.setState({ chosen: { summary, ...found } })
}

/** Which saved version the run's document is. */
export async function askVersion({ summary: { id, journeyId, documentDigest } }: FinishedRun): Promise<void> {
  if (useReportStore.getState().versions[id] !== undefined) return
  const versions = journeyId === null ? [] : await connection.call('journeys.versions', { id: journeyId }).catch(() => [])
  const own = versions.find(({ digest }) => digest === documentDigest)
  useReportStore.setState((state) => ({ versions: { ...state.versions, [id]: own === undefined ? null : { version: own.version, label: own.label } } }))
}

/** What the people of a run can be told apart by. */
export async function askAttributes({ document, summary: { datasetId } }: FinishedRun): Promise<void> {
  if (useReportStore.getState().attributes[datasetId] !== undefined) return
  // Without a catalogue an attribute can still be typed.
  const catalogue = await connection.call('datasets.catalogue', { id: datasetId }).catch(() => undefined)
  useReportStore.setState((state) => ({ attributes: { ...state.attributes, [datasetId]: catalogue === undefined ? [] : namesIn(catalogue, document) } }))
}

/** More values than that tell single people apart, not groups. */
const MOST_VALUES = 200

function namesIn({ attributes, events }: DatasetCatalogue, { entries }: JourneyDocument): string[] {
  const triggers = new Set(entries.flatMap(({ trigger }) => (trigger.kind === 'event' ? [trigger.event] : [])))
  const properties = events.filter(({ name }) => triggers.has(name)).flatMap((event) => event.properties)
  return [...new Set([...attributes, ...properties].filter(({ distinct, types }) => distinct > 1 && distinct <= MOST_VALUES && !types.includes('list') && !types.includes('object')).map(({ name }) => name))]
}

const USUAL = [/platform|^os$|device|channel/i, /country|region|city|locale|language|lang$/i]

/** What a report is broken down by before anybody chose: where people are and what they hold in their hands. */
export function usualBreakDown(names: readonly string[]): string[] {
  return [...new Set(USUAL.flatMap((pattern) => names.find((name) => pattern.test(name)) ?? []))].slice(0, MOST_GROUPS_CHOSEN)
}
