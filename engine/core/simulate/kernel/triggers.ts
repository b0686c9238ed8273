import type { KernelTables } from '../../compile/to-kernel.ts'
import type { ProgramEntry } from '../../compile/program.ts'
import type { Check, ConditionCompiler } from './conditions.ts'
import { NO_EVENT } from './history.ts'

/** Memberships of the trigger segments of one journey, as they were when last looked at. */
export class SegmentTriggers {
  readonly #entries: readonly number[]
  readonly #checks: readonly Check[]
  readonly #entersOn: readonly boolean[]
  readonly #wasIn: Uint8Array
  /** By entry: 1 if the last look found a change the way the entry waits for. */
  readonly #changed: Uint8Array

  constructor(entries: readonly ProgramEntry[], { segmentEntries }: KernelTables, compiler: ConditionCompiler) {
    this.#entries = segmentEntries
    const triggers = segmentEntries.map((entry) => entries[entry]!.trigger)
    this.#checks = triggers.map((trigger) => (trigger.kind === 'segment' ? compiler.check(trigger.segment) : () => false))
    this.#entersOn = triggers.map((trigger) => trigger.kind === 'segment' && trigger.change === 'enter')
    this.#wasIn = new Uint8Array(entries.length)
    this.#changed = new Uint8Array(entries.length)
  }

  look(): void {
    for (let index = 0; index < this.#entries.length; index++) {
      const entry = this.#entries[index]!
      const isIn = this.#checks[index]!(NO_EVENT) ? 1 : 0
      this.#changed[entry] = isIn !== this.#wasIn[entry] && this.#entersOn[index] === (isIn === 1) ? 1 : 0
      this.#wasIn[entry] = isIn
    }
  }

  fires(entry: number): boolean {
    return this.#changed[entry] === 1
  }
}
