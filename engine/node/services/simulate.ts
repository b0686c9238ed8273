import { attributesRead } from '../../core/compile/attributes-read.ts'
import { columnsNeeded } from '../../core/compile/columns-needed.ts'
import { lower } from '../../core/compile/lower.ts'
import type { RunProgram } from '../../core/compile/program.ts'
import { RehearsalError } from '../../core/errors.ts'
import type { DialectId } from '../../core/dialect/dialect-id.ts'
import { withSessions } from '../../core/explore/with-sessions.ts'
import { lintJourney } from '../../core/lint/lint-journey.ts'
import { eventCountOf, profileCountOf, type EventDataset } from '../../core/model/dataset.ts'
import type { JourneyDocument } from '../../core/model/journey.ts'
import { joinedLog, type RunLog } from '../../core/playback/run-log.ts'
import { basisOfRun } from '../../core/report/basis-of-run.ts'
import { dailyCap } from '../../core/simulate/daily-cap.ts'
import { jointOutput } from '../../core/simulate/figures.ts'
import { pressureFigures, type PressureFigures } from '../../core/simulate/pressure.ts'
import type { ResponseFigures } from '../../core/simulate/responses/response-figures.ts'
import type { SimulationResult } from '../../core/simulate/result.ts'
import type { MessageRecord, RunNotices, RunOptions } from '../../core/simulate/run.ts'
import { shardParts, shardRange, type Shard } from '../../core/simulate/shard.ts'
import { emptyJointTally, mergeJointTally } from '../../core/simulate/tally.ts'
import { openDataset } from '../columns/index.ts'
import { documentDigest } from '../document-digest.ts'
import { limitsNow } from '../limits.ts'
import { VERSION } from '../version.ts'
import { assertRunSpan } from './run-span.ts'
import { CANCELLED, engineFor, PROFILES_DONE, runBlocks, type EngineName, type RunJob, type RunPart } from '../workers/run-blocks.ts'
import { runInThreads } from '../workers/worker-pool.ts'

export interface SimulateRequest {
  /** The journeys that run together, sharing history and attributes; results come in their order. */
  documents: readonly JourneyDocument[]
  /** Directory of the dataset's columns; or the dataset itself, with at least the columns the run reads (`datasetColumns`). */
  directory?: string
  dataset?: EventDataset
  /** Adds `$session_start` by this gap, unless the dataset has it. */
  sessionGapMs?: number | undefined
  options: RunOptions
  engine: EngineName
  /** Threads; 0 runs in this one, between which the caller's other work goes on. Default: by the size of the dataset. */
  workers?: number
  /** Run only part `index` (0 …) of `of`; the results can be merged with their siblings. */
  shard?: Shard
  signal?: AbortSignal
  onProgress?: (progress: { phase: string; done: number; total: number }) => void
}

export interface SimulateAnswer {
  /** One a journey, as given. */
  results: SimulationResult[]
  messages: MessageRecord[]
  /** Null unless asked for by `options.pressure`: it is always there for several journeys and for a shard. */
  pressure: PressureFigures | null
  /** What came of the messages by the scenario's response model; null without one. */
  responses: ResponseFigures | null
  notices: RunNotices
  /** Every count of the run, if `options.log` asks for it; null else. */
  log: RunLog | null
}

/** Below this many events threads cost more than they save: a cold one takes some 40 ms to start, the kernel runs 20 M events/s. */
const THREADS_PAY_FROM = 1_000_000
/** More threads than any machine's worth, however many are asked for. */
const MOST_THREADS = 64
/** A window is told at least five times a second. */
const PROGRESS_EVERY_MS = 50
/** Long enough that taking blocks costs nothing, short enough that a cancel is heard at once. */
const BLOCK_MS = 20
/** Rows of the first block, well under `BLOCK_MS`: see `RunJob`. */
const FIRST_ROWS = { kernel: 4096, xstate: 64 } as const satisfies Record<EngineName, number>

/**
 * Runs journeys over a dataset. The figures are the same on any number of workers. Throws a `RehearsalError`: the first lint error,
 * E_JOURNEY for two of one id or one that is missing, E_SPAN for a run that ends before it begins, S001 for an endless loop, CANCELLED after `signal` aborts.
 */
export async function simulate(request: SimulateRequest): Promise<SimulateAnswer> {
  const { documents, engine } = request
  const program = runnable(documents, request.options.dialect)
  const options: RunOptions = {
    ...request.options,
    pressure: request.options.pressure === true || documents.length > 1 || request.shard !== undefined,
    journeyDigests: documents.map(documentDigest),
  }
  const opened = request.dataset ?? (await openDataset(request.directory!, datasetColumns(program, options)))
  const dataset = request.sessionGapMs === undefined ? opened : withSessions(opened, request.sessionGapMs)
  assertRunSpan(options, dataset)
  const startedAt = performance.now()
  const range = shardRange(profileCountOf(dataset), request.shard ?? { index: 0, of: 1 })
  const workers = workersFor(request, dataset, range)
  const job: RunJob = {
    program,
    dataset,
    options,
    engine,
    range,
    threads: Math.max(1, workers),
    firstRows: FIRST_ROWS[engine],
    blockMs: BLOCK_MS,
    control: new Int32Array(new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT)),
  }
  const parts = await watched(job, request, workers === 0 ? inThisThread : (one) => runInThreads(one, request.signal))
  const breakDown = options.breakDown ?? []
  const tally = emptyJointTally(program, breakDown)
  for (const part of parts) mergeJointTally(tally, part.tally)
  const { figures, messages, pressure, responses, notices } = jointOutput(program, tally, inOrder(parts), dataset, options)
  const undated = dataset.attributesAsOfExport === true ? attributesRead(program, breakDown, dataset.attributes.keys()) : []
  const ms = Math.round((performance.now() - startedAt) * 1000) / 1000
  const events = eventCountOf(dataset)
  const timing = {
    ms,
    events,
    eventsPerSecond: Math.round((events / Math.max(ms, 0.001)) * 1000),
    workers: job.threads,
    peakRssBytes: process.resourceUsage().maxRSS * 1024,
  }
  const shards = request.shard ? shardParts(program, tally, request.shard, breakDown, { responses, basis: basisOfRun({ responses, scenario: options.scenario, documents }) }) : undefined
  return {
    results: figures.map((one, index) => ({ engine, engineVersion: VERSION, ...one, ...(shards ? { shard: shards[index]! } : {}), timing })),
    messages,
    pressure: options.pressure === true ? pressureFigures(pressure, documents.map(({ id }) => id), dailyCap(program.journeys)) : null,
    responses,
    notices: undated.length > 0 ? { ...notices, attributesAsOfExport: undated } : notices,
    log: options.log === undefined ? null : logOf(parts),
  }
}

/** The columns a run reads, as `openDataset` takes them. */
export function datasetColumns(program: RunProgram, { breakDown, scenario }: RunOptions): { properties?: string[]; attributes?: string[] } {
  const { properties, attributes, all } = columnsNeeded(program, breakDown, scenario)
  return all ? {} : { properties, attributes }
}

/** The journeys, lowered to run together, as a platform would run them if one is named. Throws the first lint error of one of them, or E_JOURNEY. */
export function runnable(documents: readonly JourneyDocument[], dialect?: DialectId): RunProgram {
  for (const document of documents) {
    const error = lintJourney(document, { others: documents }).find(({ severity }) => severity === 'error')
    if (error) throw new RehearsalError(error.code, `${error.message} (${documents.length === 1 ? '' : `"${document.id}" `}${error.path})`, error.help)
  }
  return lower(documents, dialect)
}

/** More threads than first blocks would find nothing to do. */
function workersFor({ workers, engine }: SimulateRequest, dataset: EventDataset, { first, end }: RunJob['range']): number {
  const byDefault = engine === 'xstate' || eventCountOf(dataset) < THREADS_PAY_FROM ? 0 : limitsNow().threads
  const rows = dataset.offsets[end]! - dataset.offsets[first]! + end - first
  return Math.min(workers ?? byDefault, MOST_THREADS, Math.ceil(rows / FIRST_ROWS[engine]))
}

/** Reports progress and passes a cancel on while the blocks are being run. */
async function watched(job: RunJob, { signal, onProgress }: SimulateRequest, run: (job: RunJob) => Promise<RunPart[]>): Promise<RunPart[]> {
  const total = job.range.end - job.range.first
  const report = () => onProgress?.({ phase: 'profiles', done: Atomics.load(job.control, PROFILES_DONE), total })
  const cancel = () => Atomics.store(job.control, CANCELLED, 1)
  if (signal?.aborted) cancel()
  signal?.addEventListener('abort', cancel)
  const timer = setInterval(report, PROGRESS_EVERY_MS)
  try {
    const parts = await run(job)
    if (signal?.aborted) throw cancelled()
    report()
    return parts
  } catch (error) {
    throw signal?.aborted ? cancelled(error) : error
  } finally {
    clearInterval(timer)
    signal?.removeEventListener('abort', cancel)
  }
}

function cancelled(cause?: unknown): RehearsalError {
  return new RehearsalError('CANCELLED', 'the run was cancelled', 'press Run to start it again', { cause })
}

/** Runs block by block, letting this thread's other work in between them. */
async function inThisThread(job: RunJob): Promise<RunPart[]> {
  const blocks = runBlocks(job, await engineFor(job))
  let breathed = performance.now()
  for (;;) {
    const step = blocks.next()
    if (step.done) return [step.value]
    if (performance.now() - breathed < BLOCK_MS / 2) continue
    await new Promise((resolve) => setImmediate(resolve))
    breathed = performance.now()
  }
}

function logOf(parts: readonly RunPart[]): RunLog {
  const blocks = parts.flatMap(({ log }) => log).sort((a, b) => a.first - b.first)
  return joinedLog(blocks.map(({ rows }) => rows), parts.reduce((sum, { logRows }) => sum + logRows, 0))
}

/** Messages of all threads: blocks in the order of their profiles, which each thread left in the order of sending. */
function inOrder(parts: readonly RunPart[]): MessageRecord[] {
  return parts
    .flatMap(({ messages }) => messages)
    .sort((a, b) => a.first - b.first)
    .flatMap(({ records }) => records)
}
