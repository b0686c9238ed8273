import type { EncodedRunLog } from '../../../engine/api/log-methods.ts'
import { activityOf, landmarksOf, type Activity, type Landmark } from '../../../engine/core/playback/activity.ts'
import type { PlayedLog } from '../../../engine/core/playback/playhead.ts'
import { connection } from '../../bridge/connection.ts'
import { asCallError } from '../../document/save.ts'
import { cancelJob, forgetJob } from '../../stores/job-store.ts'
import { usePlaybackStore } from '../../stores/playback-store.ts'
import { questionOf } from '../../stores/run-question.ts'
import { useRunStore, type FinishedRun } from '../../stores/run-store.ts'
import { CANCELLED } from '../simulation/run.ts'

/** A run's log with what the timeline shows of it. */
export interface ReadLog { log: PlayedLog; activity: Activity; landmarks: readonly Landmark[] }

/** Logs of runs that can still be shown. */
const kept = new WeakMap<FinishedRun, ReadLog>()

/** The log of a run, if it was read. */
export function logOf(run: FinishedRun | null): ReadLog | undefined {
  return run === null ? undefined : kept.get(run)
}

/** Rows that are read without being asked for, so that the timeline has its picture: a moment's work. */
const AT_ONCE = 1_000_000

let underWay: { run: FinishedRun; reading: Promise<ReadLog | undefined>; most: number | undefined } | undefined

/**
 * Reads the log of the run that is shown, once; undefined if it is cancelled, refused (the reason is in the store) or the run is not shown any
 * more. `quietly`: nobody asked, so a large one is left alone and no reason is told.
 */
export async function readLog(quietly = false): Promise<ReadLog | undefined> {
  const run = useRunStore.getState().latest
  if (run === null) return undefined
  const read = kept.get(run)
  if (read) return read
  const most = quietly ? AT_ONCE : undefined
  if (underWay?.run === run) {
    const found = await underWay.reading
    if (found || quietly || underWay?.most === undefined) return found
  }
  const reading = ask(run, most)
  underWay = { run, reading, most }
  try {
    return await reading
  } finally {
    if (underWay?.reading === reading) underWay = undefined
  }
}

async function ask(run: FinishedRun, most: number | undefined): Promise<ReadLog | undefined> {
  const question = questionOf(run)
  const { jobId } = question
  const isShown = () => useRunStore.getState().latest === run
  if (most === undefined) usePlaybackStore.setState({ reading: { jobId }, problem: null })
  try {
    const log = decoded(await connection.call('runs.log', { ...question, ...(most === undefined ? {} : { most }) }))
    const { from, until } = run.result
    const activity = activityOf(log, from, until)
    const read: ReadLog = { log, activity, landmarks: landmarksOf(log, activity) }
    kept.set(run, read)
    if (!isShown()) return undefined
    usePlaybackStore.setState({ run, problem: null })
    return read
  } catch (cause) {
    const problem = asCallError(cause)
    if (most === undefined && isShown() && problem.code !== CANCELLED) usePlaybackStore.setState({ problem })
    return undefined
  } finally {
    if (usePlaybackStore.getState().reading?.jobId === jobId) usePlaybackStore.setState({ reading: null })
    forgetJob(jobId)
  }
}

export async function stopReading(): Promise<void> {
  const { reading } = usePlaybackStore.getState()
  if (reading !== null) await cancelJob(reading.jobId)
}

/** A log as it travels, as arrays. */
export function decoded({ counters, instances, at, profile, instance, counter, valueRows, micros, rows }: EncodedRunLog): PlayedLog {
  const values = new Float64Array(rows)
  const places = new Uint32Array(bytesOf(valueRows))
  const amounts = new Float64Array(bytesOf(micros))
  places.forEach((row, index) => (values[row] = amounts[index]!))
  return {
    counters, instances, micros: values,
    at: new Float64Array(bytesOf(at)), profile: new Uint32Array(bytesOf(profile)), instance: new Uint32Array(bytesOf(instance)), counter: new Uint32Array(bytesOf(counter)),
  }
}

function bytesOf(base64: string): ArrayBuffer {
  const text = atob(base64)
  const bytes = new Uint8Array(text.length)
  for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index)
  return bytes.buffer
}
