import { parentPort } from 'node:worker_threads'
import { RehearsalError } from '../../core/errors.ts'
import { engineFor, runBlocks, type RunJob, type RunPart } from './run-blocks.ts'

/** What a worker answers: its part, or the failure in a form that survives the trip between threads. */
export type WorkerAnswer =
  | { ok: true; part: RunPart }
  | { ok: false; error: { code: string; message: string; help: string; unusable: boolean } }

// One job after the other, as the pool sends them.
parentPort?.on('message', (job: RunJob) => void answer(job).then((one) => parentPort?.postMessage(one)))

/** A bug rejects, which ends this worker with that error. */
async function answer(job: RunJob): Promise<WorkerAnswer> {
  try {
    const blocks = runBlocks(job, await engineFor(job))
    for (let step = blocks.next(); ; step = blocks.next()) if (step.done) return { ok: true, part: step.value }
  } catch (error) {
    if (!(error instanceof RehearsalError)) throw error
    const { code, message, help, unusable } = error
    return { ok: false, error: { code, message, help, unusable } }
  }
}
