import type { LogRows } from '../../core/playback/run-log.ts'
import type { LogWriter } from '../../core/simulate/kernel/log-writer.ts'
import type { RunProgram } from '../../core/compile/program.ts'
import type { EventDataset } from '../../core/model/dataset.ts'
import type { MessageRecord, RunOptions } from '../../core/simulate/run.ts'
import type { JointTally } from '../../core/simulate/tally.ts'

export type EngineName = 'kernel' | 'xstate'

/** One run as every thread of it gets it. `control` is shared: see the indices below. */
export interface RunJob {
  program: RunProgram
  dataset: EventDataset
  options: RunOptions
  engine: EngineName
  /** Profiles to run: all, or a shard's. */
  range: { first: number; end: number }
  /** How many threads take blocks: towards the end each takes smaller ones, so that none waits long for another. */
  threads: number
  /** Rows of the first block; the next ones grow or shrink to take about `blockMs`. A row is an event, and one more for each profile. */
  firstRows: number
  blockMs: number
  control: Int32Array
}

/** Indices of `control`: profiles taken, profiles done, and 1 once the run is cancelled. */
export const PROFILES_TAKEN = 0
export const PROFILES_DONE = 1
export const CANCELLED = 2

/** What one thread brings back: its counts, and its messages and log by the first profile of their block, so that they can be put in order. */
export interface RunPart {
  tally: JointTally
  messages: { first: number; records: MessageRecord[] }[]
  /** Blocks of the run's log, and how many rows there were, kept or not. */
  log: { first: number; rows: LogRows & { instances: number } }[]
  logRows: number
}

/** What runs profiles: the kernel or the reference. */
export interface Engine {
  readonly tally: JointTally
  readonly messages: MessageRecord[]
  /** Null where none is written. */
  readonly log?: LogWriter | null
  /** Runs profiles `first` up to but not including `end`. */
  run(first: number, end: number): void
}

/** Each engine is loaded only where it runs: a run of the kernel does not wait for XState. */
export async function engineFor({ engine, program, dataset, options }: RunJob): Promise<Engine> {
  if (engine === 'kernel') {
    const { Kernel } = await import('../../core/simulate/kernel.ts')
    return new Kernel(program, dataset, options)
  }
  const { Reference } = await import('../../core/simulate/reference.ts')
  return new Reference(program, dataset, options)
}

/**
 * Takes blocks of profiles until none is left or the run is cancelled. Yields after each block, so that a caller may breathe between
 * them; where blocks begin and end changes no figure. A block holds at least one profile, however long that one takes.
 */
export function* runBlocks({ dataset: { offsets }, range, threads, firstRows, blockMs, control }: RunJob, engine: Engine): Generator<void, RunPart> {
  const messages: RunPart['messages'] = []
  const log: RunPart['log'] = []
  const rowsBefore = (profile: number) => offsets[profile]! + profile
  let rows = firstRows
  while (Atomics.load(control, CANCELLED) === 0) {
    const taken = Atomics.load(control, PROFILES_TAKEN)
    const first = range.first + taken
    if (first >= range.end) break
    const fair = threads === 1 ? Infinity : Math.max(firstRows, (rowsBefore(range.end) - rowsBefore(first)) / (2 * threads))
    const end = profileAt(rowsBefore, rowsBefore(first) + Math.min(rows, fair), first + 1, range.end)
    if (Atomics.compareExchange(control, PROFILES_TAKEN, taken, end - range.first) !== taken) continue // another thread was first
    const startedAt = performance.now()
    engine.run(first, end)
    if (engine.messages.length > 0) messages.push({ first, records: engine.messages.splice(0) })
    if (engine.log) log.push({ first, rows: engine.log.take() })
    Atomics.add(control, PROFILES_DONE, end - first)
    rows = nextRows(rowsBefore(end) - rowsBefore(first), performance.now() - startedAt, blockMs)
    yield
  }
  return { tally: engine.tally, messages, log, logRows: engine.log?.total ?? 0 }
}

/** The first profile from `low` to `high` that this many rows, or more, come before; else `high`. */
function profileAt(rowsBefore: (profile: number) => number, rows: number, low: number, high: number): number {
  while (low < high) {
    const middle = (low + high) >>> 1
    if (rowsBefore(middle) < rows) low = middle + 1
    else high = middle
  }
  return low
}

/** As many rows as would have taken `blockMs`, but at most four times as many as last time: one quick block does not speak for the next. */
function nextRows(rows: number, ms: number, blockMs: number): number {
  return Math.max(1, rows * Math.min(4, blockMs / Math.max(ms, 0.001)))
}
