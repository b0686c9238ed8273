import type { EventPayload } from '../../api/contract.ts'
import { RehearsalError } from '../../core/errors.ts'

export interface Progress { phase: string; done: number; total: number }

/** What long work is given: a signal to stop at, and where to tell how far it is, as often as it likes. */
export interface Job { signal: AbortSignal; onProgress: (progress: Progress) => void }

/** A window is told ten times a second at most: often enough to look alive. */
const TELL_EVERY_MS = 100

const NOTHING_KEPT = 'Nothing of it was kept; start it again.'

/** Long work under way, by the id its caller chose. */
export class Jobs {
  readonly #running = new Map<string, AbortController>()
  readonly #tell: (progress: EventPayload<'job.progress'>) => void
  #closed = false

  constructor(tell: (progress: EventPayload<'job.progress'>) => void) {
    this.#tell = tell
  }

  /** Runs `work` as the job `jobId`. Throws E_JOB_RUNNING if that id is at work already, CANCELLED once it was cancelled, with `left` as help: what a cancel leaves behind. */
  async run<T>(jobId: string, work: (job: Job) => Promise<T>, left = NOTHING_KEPT): Promise<T> {
    if (this.#running.has(jobId)) {
      throw new RehearsalError('E_JOB_RUNNING', `A job ${JSON.stringify(jobId)} is at work already.`, 'Give every job an id of its own.')
    }
    if (this.#closed) throw cancelled(NOTHING_KEPT)
    const controller = new AbortController()
    this.#running.set(jobId, controller)
    try {
      const done = await work({ signal: controller.signal, onProgress: throttled((progress) => this.#tell({ jobId, ...progress })) })
      // Work that was too far on to stop is not handed over: the caller was told that it is cancelled.
      if (controller.signal.aborted) throw cancelled(left)
      return done
    } catch (error) {
      throw controller.signal.aborted ? cancelled(left, error) : error
    } finally {
      this.#running.delete(jobId)
    }
  }

  /** False if no such job is at work. */
  cancel(jobId: string): boolean {
    const controller = this.#running.get(jobId)
    controller?.abort()
    return controller !== undefined
  }

  /** Cancels all of them, and whatever is still to come. */
  close(): void {
    this.#closed = true
    for (const controller of this.#running.values()) controller.abort()
  }
}

function cancelled(help: string, error?: unknown): RehearsalError {
  if (error instanceof RehearsalError && error.code === 'CANCELLED') return error
  return new RehearsalError('CANCELLED', 'This was cancelled.', help, { cause: error })
}

/** Passes on the first of each phase, the last (done = total), and in between what is worth a repaint. */
function throttled(tell: (progress: Progress) => void): (progress: Progress) => void {
  let toldAt = -Infinity
  let told: Progress | undefined
  return (progress) => {
    const now = performance.now()
    const isFirst = progress.phase !== told?.phase
    const isLast = progress.total > 0 && progress.done >= progress.total && progress.done !== told?.done
    if (!isFirst && !isLast && now - toldAt < TELL_EVERY_MS) return
    toldAt = now
    told = progress
    tell(progress)
  }
}
