import { COMPLETED_OUTCOME, NOWHERE } from '../../compile/program.ts'
import { DELAY, EXIT, MESSAGE, WAIT, type KernelStep } from '../../compile/to-kernel.ts'
import type { GroupTally } from '../tally.ts'
import type { JourneyParts } from './parts.ts'

/** What a chain comes to: a step that has to be decided over, a step in which time passes, the end of the instance. */
export const DECIDES = 0
export const RESTS = 1
export const ENDS = 2

/** What happens at once, without a choice, to an instance that comes to a step. A step that has to be decided over is not entered yet. */
interface Chain { kind: number; end: number; entered: readonly number[]; ports: readonly number[]; sent: readonly number[] }

/**
 * For every step what follows from coming there, up to where an instance rests, ends or needs a decision: a free message and the wait after
 * it are one chain. Walking it takes one count; those of its steps are made up from it afterwards. All arrays go by the step it begins with.
 */
export class Chains {
  readonly kind: Uint8Array
  readonly end: Int32Array
  /** RESTS: for how long, and the port by which the rest is over; Infinity and -1 without a timeout. */
  readonly restMs: Float64Array
  readonly restPort: Int32Array
  /** ENDS: as what. */
  readonly outcome: Int32Array
  /** The last message sent on the way; -1: none. */
  readonly lastMessage: Int32Array
  readonly #chains: readonly Chain[]
  readonly #outcomes: number

  constructor({ program, tables: { steps, hasLoops }, sendsFreely }: JourneyParts) {
    const isFree = ({ kind, deal }: KernelStep) => kind === MESSAGE && deal === null && sendsFreely && program.policies.holdout === null
    this.#chains = steps.map((_, index) => (hasLoops ? undecided(index) : chainFrom(steps, index, isFree)))
    this.#outcomes = program.outcomes.length
    const ends = this.#chains.map(({ end }) => steps[end]!)
    this.kind = Uint8Array.from(this.#chains, ({ kind }) => kind)
    this.end = Int32Array.from(this.#chains, ({ end }) => end)
    this.restMs = Float64Array.from(ends, ({ ms }) => (ms < 0 ? Infinity : ms))
    this.restPort = Int32Array.from(ends, portInTime)
    this.outcome = Int32Array.from(ends, ({ kind, outcome }) => (kind === EXIT ? outcome : COMPLETED_OUTCOME))
    this.lastMessage = Int32Array.from(this.#chains, ({ sent }) => sent.at(-1) ?? -1)
  }

  /** Adds what follows from how often each chain was walked, and sets those numbers to 0. */
  settle(walked: Float64Array, tally: GroupTally): void {
    this.#chains.forEach(({ kind, end, entered, ports, sent }, first) => {
      const times = walked[first]!
      if (times === 0) return
      walked[first] = 0
      for (const step of entered) tally.entered[step]! += times
      for (const port of ports) tally.ports[port]! += times
      for (const step of sent) tally.sent[step]! += times
      if (kind !== ENDS) return
      tally.ended[end * this.#outcomes + this.outcome[first]!]! += times
      tally.outcomes[this.outcome[first]!]! += times
      tally.finished += times
    })
  }
}

/** With loops every step is counted by itself, so that an endless one is found. */
function undecided(end: number): Chain {
  return { kind: DECIDES, end, entered: [], ports: [], sent: [] }
}

function chainFrom(steps: readonly KernelStep[], first: number, isFree: (step: KernelStep) => boolean): Chain {
  const entered: number[] = []
  const ports: number[] = []
  const sent: number[] = []
  for (let end = first; ; ) {
    const step = steps[end]!
    const isWait = step.kind === DELAY || (step.kind === WAIT && !step.looks)
    if (!isWait && step.kind !== EXIT && !isFree(step)) return { kind: DECIDES, end, entered, ports, sent }
    entered.push(end)
    if (step.kind === EXIT) return { kind: ENDS, end, entered, ports, sent }
    if (isWait && step.ms !== 0) return { kind: RESTS, end, entered, ports, sent }
    if (!isWait) sent.push(end)
    const port = portInTime(step)
    if (step.targets[port] === NOWHERE) return { kind: ENDS, end, entered, ports, sent }
    ports.push(step.portBase + port)
    end = step.targets[port]!
  }
}

/** The way on when nothing happens. */
function portInTime({ kind, timeoutPort }: KernelStep): number {
  return kind === WAIT ? timeoutPort : 0
}
