import type { JourneyProgram } from '../compile/program.ts'
import { NO_EVENT, type Hand } from './kernel-conditions.ts'
import type { GroupTally } from './tally.ts'

/** More steps of one instance at one instant than this is an endless loop. */
export const STEPS_PER_INSTANT = 1000

/** One pass of a profile through the journey, as the kernel keeps it. Instants are epoch ms; `due` is Infinity while no timer runs. */
export interface Instance {
  tally: GroupTally
  step: number
  startedAt: number
  arrivedAt: number
  due: number
  duePort: number
  /** Arming order, for timers due at one instant. */
  armed: number
  /** The event that last moved it. */
  hand: Hand
  /** Step of the last message sent to it; -1: none. */
  lastMessage: number
  converted: boolean
  /** By goal: 1 once it has converted. */
  reached: Uint8Array
  /** By deal: the variant it was dealt, -1 before; and 1 once it has converted after that. */
  taken: Int16Array
  dealConverted: Uint8Array
  /** Variants taken so far, for message records. */
  path: string
  countedAt: number
  stepsNow: number
}

/** Instances are used again and again: a run allocates as many as one profile ever has at once. */
export class InstancePool {
  readonly #program: JourneyProgram
  readonly #free: Instance[] = []

  constructor(program: JourneyProgram) {
    this.#program = program
  }

  take(startedAt: number, hand: Hand, tally: GroupTally): Instance {
    const instance = this.#free.pop() ?? this.#create(tally)
    instance.tally = tally
    instance.startedAt = startedAt
    instance.arrivedAt = startedAt
    instance.due = Infinity
    instance.hand = hand
    instance.lastMessage = -1
    instance.converted = false
    instance.reached.fill(0)
    instance.taken.fill(-1)
    instance.dealConverted.fill(0)
    instance.path = ''
    instance.countedAt = NaN
    instance.stepsNow = 0
    return instance
  }

  release(instance: Instance): void {
    this.#free.push(instance)
  }

  #create(tally: GroupTally): Instance {
    const { goals, deals } = this.#program
    return {
      tally, step: 0, startedAt: 0, arrivedAt: 0, due: Infinity, duePort: 0, armed: 0, hand: NO_EVENT, lastMessage: -1, converted: false,
      reached: new Uint8Array(goals.length), taken: new Int16Array(deals.length), dealConverted: new Uint8Array(deals.length),
      path: '', countedAt: NaN, stepsNow: 0,
    }
  }
}
