import { parentPort, workerData } from 'node:worker_threads'
import { RehearsalError } from '../../core/errors.ts'
import { runBlocks, type RunJob, type RunPart } from './run-blocks.ts'

/** What a worker answers: its part, or the failure in a form that survives the trip between threads. */
export type WorkerAnswer =
  | { ok: true; part: RunPart }
  | { ok: false; error: { code: string; message: string; help: string; unusable: boolean } }

parentPort?.postMessage(answer(workerData as RunJob)) // as: the pool starts this worker with a job

function answer(job: RunJob): WorkerAnswer {
  try {
    const blocks = runBlocks(job)
    for (let step = blocks.next(); ; step = blocks.next()) if (step.done) return { ok: true, part: step.value }
  } catch (error) {
    if (error instanceof RehearsalError) {
      const { code, message, help, unusable } = error
      return { ok: false, error: { code, message, help, unusable } }
    }
    throw error
  }
}
