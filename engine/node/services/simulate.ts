import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { columnsNeeded } from '../../core/compile/columns-needed.ts'
import { lower } from '../../core/compile/lower.ts'
import { RehearsalError } from '../../core/errors.ts'
import { isClean } from '../../core/lint/diagnostics.ts'
import { lintJourney } from '../../core/lint/lint-journey.ts'
import { eventCountOf, profileCountOf, type EventDataset } from '../../core/model/dataset.ts'
import type { JourneyDocument } from '../../core/model/journey.ts'
import { figuresOf, runFacts } from '../../core/simulate/figures.ts'
import type { SimulationResult } from '../../core/simulate/result.ts'
import type { MessageRecord, RunOptions } from '../../core/simulate/run.ts'
import { shardPart, shardRange } from '../../core/simulate/shard.ts'
import { emptyTally, mergeTally } from '../../core/simulate/tally.ts'
import { openDataset } from '../columns/index.ts'
import { documentDigest } from '../document-digest.ts'
import { VERSION } from '../version.ts'
import { CANCELLED, PROFILES_DONE, runBlocks, type EngineName, type RunJob, type RunPart } from '../workers/run-blocks.ts'
import type { WorkerAnswer } from '../workers/simulate-worker.ts'
import { simulateWorkerFile } from '../workers/worker-file.ts'

export interface SimulateRequest {
  document: JourneyDocument
  /** Directory of the dataset's columns; or the dataset itself, with at least the columns the journey reads. */
  directory?: string
  dataset?: EventDataset
  options: RunOptions
  engine: EngineName
  /** Threads; 0 runs in this one, between which the caller's other work goes on. Default: by the size of the dataset. */
  workers?: number
  /** Run only part `index` (0 …) of `of`; the result can be merged with its siblings. */
  shard?: { index: number; of: number }
  signal?: AbortSignal
  onProgress?: (progress: { phase: string; done: number; total: number }) => void
}

export interface SimulateAnswer { result: SimulationResult; messages: MessageRecord[] }

/** Below this many events starting threads costs more than they save (a worker starts in about 40 ms, the kernel runs 20 M events/s). */
const THREADS_PAY_FROM = 1_000_000
const PROGRESS_EVERY_MS = 100

/**
 * Runs a journey over a dataset. The figures are the same on any number of workers. Throws a `RehearsalError`: the first lint error,
 * J090 for what cannot run yet, S001 for an endless loop, CANCELLED after `signal` aborts.
 */
export async function simulate(request: SimulateRequest): Promise<SimulateAnswer> {
  const { document, engine, options } = request
  const program = runnable(document)
  const needed = columnsNeeded(program, options.breakDown)
  const dataset = request.dataset ?? (await openDataset(request.directory!, needed.all ? {} : { properties: needed.properties, attributes: needed.attributes }))
  const startedAt = performance.now()
  const blockSize = engine === 'kernel' ? 4096 : 64
  const asked = request.workers ?? (engine === 'xstate' || eventCountOf(dataset) < THREADS_PAY_FROM ? 0 : Math.min(8, availableParallelism()))
  const workers = Math.min(asked, Math.ceil(profileCountOf(dataset) / blockSize)) // more threads than blocks would find nothing to do
  const job: RunJob = {
    program,
    dataset,
    options: { ...options },
    engine,
    range: shardRange(profileCountOf(dataset), request.shard ?? { index: 0, of: 1 }),
    blockSize,
    control: new Int32Array(new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT)),
  }
  const parts = await watched(job, request, workers === 0 ? inThisThread : (one) => inThreads(one, workers))
  const tally = emptyTally(program, options.breakDown ?? [])
  for (const part of parts) mergeTally(tally, part.tally)
  const messages = parts
    .flatMap((part) => part.messages)
    .sort((a, b) => a.block - b.block)
    .flatMap(({ records }) => records)
  const figures = figuresOf(program, tally, runFacts(program, dataset, { ...options, journeyDigest: documentDigest(document) }))
  const ms = Math.round((performance.now() - startedAt) * 1000) / 1000
  const events = eventCountOf(dataset)
  return {
    result: {
      engine,
      engineVersion: VERSION,
      ...figures,
      ...(request.shard ? { shard: shardPart(program, tally, request.shard, options.breakDown ?? []) } : {}),
      timing: {
        ms,
        events,
        eventsPerSecond: Math.round((events / Math.max(ms, 0.001)) * 1000),
        workers: Math.max(1, workers),
        peakRssBytes: process.resourceUsage().maxRSS * 1024,
      },
    },
    messages,
  }
}

function runnable(document: JourneyDocument) {
  const diagnostics = lintJourney(document)
  const error = diagnostics.find(({ severity }) => severity === 'error')
  if (error && !isClean(diagnostics)) throw new RehearsalError(error.code, `${error.message} (${error.path})`, error.help)
  return lower(document)
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
    if (signal?.aborted) throw new RehearsalError('CANCELLED', 'the run was cancelled', 'press Run to start it again')
    report()
    return parts
  } finally {
    clearInterval(timer)
    signal?.removeEventListener('abort', cancel)
  }
}

/** Runs block by block, letting this thread's other work in every few milliseconds. */
async function inThisThread(job: RunJob): Promise<RunPart[]> {
  const blocks = runBlocks(job)
  let breathed = performance.now()
  for (;;) {
    const step = blocks.next()
    if (step.done) return [step.value]
    if (performance.now() - breathed < 20) continue
    await new Promise((resolve) => setImmediate(resolve))
    breathed = performance.now()
  }
}

async function inThreads(job: RunJob, workers: number): Promise<RunPart[]> {
  return Promise.all(Array.from({ length: workers }, () => inOneThread(job)))
}

function inOneThread(job: RunJob): Promise<RunPart> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(simulateWorkerFile(), { workerData: job })
    worker.once('message', (answer: WorkerAnswer) => {
      if (answer.ok) return resolve(answer.part)
      const { code, message, help, unusable } = answer.error
      Atomics.store(job.control, CANCELLED, 1)
      reject(new RehearsalError(code, message, help, { unusable }))
    })
    worker.once('error', (error) => {
      Atomics.store(job.control, CANCELLED, 1)
      reject(error)
    })
    worker.once('exit', (code) => reject(new Error(`a simulation worker ended early with code ${code}`)))
  })
}
