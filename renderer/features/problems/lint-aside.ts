import type { Diagnostic } from '../../../engine/core/lint/diagnostics.ts'
import type { LintContext } from '../../../engine/core/lint/lint-context.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'

export interface LintRequest { id: number; document: JourneyDocument; context: LintContext }
export interface LintAnswer { id: number; diagnostics: Diagnostic[] }

/** Without a pause of that many ms the checks of a large journey wait: nobody reads them while typing. */
const PAUSE_MS = 200

/**
 * Checks documents beside the window's thread, so that no key waits for it: the last one asked for, once no other is asked for in a while; what
 * was asked before that is left out.
 */
export class LintAside {
  readonly #answer: (diagnostics: Diagnostic[]) => void
  #worker: Worker | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #wanted: Omit<LintRequest, 'id'> | undefined
  #busyWith = 0
  #last = 0

  constructor(answer: (diagnostics: Diagnostic[]) => void) {
    this.#answer = answer
  }

  ask(document: JourneyDocument, context: LintContext): void {
    this.#wanted = { document, context }
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#send(), PAUSE_MS)
  }

  /** What was asked for is not wanted any more. */
  drop(): void {
    clearTimeout(this.#timer)
    this.#wanted = undefined
    this.#last++
  }

  #send(): void {
    if (!this.#wanted || this.#busyWith !== 0) return
    const { document, context } = this.#wanted
    this.#wanted = undefined
    this.#worker ??= this.#start()
    this.#busyWith = ++this.#last
    this.#worker.postMessage({ id: this.#busyWith, document, context } satisfies LintRequest)
  }

  #start(): Worker {
    const worker = new Worker(new URL('./lint-worker.ts', import.meta.url), { type: 'module' })
    worker.addEventListener('message', ({ data: { id, diagnostics } }: MessageEvent<LintAnswer>) => {
      this.#busyWith = 0
      if (id === this.#last) this.#answer(diagnostics)
      // Asked for while this one was being checked.
      this.#send()
    })
    worker.addEventListener('error', () => {
      this.#busyWith = 0
      this.#worker = undefined
      worker.terminate()
    })
    return worker
  }
}
