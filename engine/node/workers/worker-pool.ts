import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { RehearsalError } from '../../core/errors.ts'
import { limitsNow } from '../limits.ts'
import { workerError } from '../memory-errors.ts'
import { CANCELLED, type RunJob, type RunPart } from './run-blocks.ts'
import type { WorkerAnswer } from './simulate-worker.ts'
import { simulateWorkerFile } from './worker-file.ts'

/** How long a worker without work keeps its memory. The process may end before: idle workers do not hold it. */
const IDLE_MS = 5000
/** A block takes some 20 ms: a worker that has not stopped by then is in the middle of one very long profile. */
const CANCEL_GRACE_MS = 100

/** A worker that waits for a run, and what ends its waiting. */
interface IdleWorker { worker: Worker; stopWaiting: () => void }

/** What each may use beside the data, which all of them share: MB, as it was when it was started. */
const memoryMb = new WeakMap<Worker, number>()

/** Workers of this process that wait for a run: starting one takes some 40 ms, which is longer than most runs. */
const idle: IdleWorker[] = []

/** Runs a job on `job.threads` workers, each answering its part. On an abort they stop at the end of their block, or are stopped. */
export async function runInThreads(job: RunJob, signal?: AbortSignal): Promise<RunPart[]> {
  return Promise.all(Array.from({ length: job.threads }, () => runInOneThread(job, signal)))
}

function runInOneThread(job: RunJob, signal: AbortSignal | undefined): Promise<RunPart> {
  return new Promise((resolve, reject) => {
    const worker = hire()
    let grace: NodeJS.Timeout | undefined
    const stop = () => void (grace = setTimeout(() => void worker.terminate(), CANCEL_GRACE_MS))
    const done = () => {
      clearTimeout(grace)
      signal?.removeEventListener('abort', stop)
      worker.off('message', onAnswer).off('error', onEnd).off('exit', onEnd)
    }
    const fail = (error: unknown) => {
      Atomics.store(job.control, CANCELLED, 1) // nobody waits for the other threads' parts any more
      reject(error)
    }
    const onAnswer = (answer: WorkerAnswer) => {
      done()
      keep(worker)
      if (answer.ok) return resolve(answer.part)
      const { code, message, help, unusable } = answer.error
      fail(new RehearsalError(code, message, help, { unusable }))
    }
    const onEnd = (cause: unknown) => {
      done()
      fail(cause instanceof Error ? workerError(cause, { limitMb: memoryMb.get(worker)! }) : new Error(`a simulation worker ended early with code ${String(cause)}`))
    }
    worker.on('message', onAnswer).on('error', onEnd).on('exit', onEnd)
    if (signal?.aborted) stop()
    else signal?.addEventListener('abort', stop)
    worker.postMessage(job)
  })
}

function hire(): Worker {
  const { workerMb } = limitsNow()
  for (let waiting = idle.pop(); waiting; waiting = idle.pop()) {
    waiting.stopWaiting()
    waiting.worker.ref()
    if (memoryMb.get(waiting.worker) === workerMb) return waiting.worker
    void waiting.worker.terminate() // the limit was changed since it was started
  }
  const worker = new Worker(simulateWorkerFile(), { resourceLimits: { maxOldGenerationSizeMb: workerMb } })
  memoryMb.set(worker, workerMb)
  return worker
}

/** Keeps a worker for the next run, unless as many wait already as the machine can use. */
function keep(worker: Worker): void {
  if (idle.length >= availableParallelism()) return void worker.terminate()
  const retire = () => {
    stopWaiting()
    idle.splice(idle.indexOf(waiting), 1)
    void worker.terminate()
  }
  const retirement = setTimeout(retire, IDLE_MS).unref()
  const stopWaiting = () => {
    clearTimeout(retirement)
    worker.off('error', retire).off('exit', retire)
  }
  const waiting: IdleWorker = { worker, stopWaiting }
  worker.on('error', retire).on('exit', retire)
  worker.unref()
  idle.push(waiting)
}
