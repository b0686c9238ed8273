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

/** A list that keeps its memory: an array that is emptied and filled a million times would be allocated as often. */
export class InstanceList {
  readonly #items: Instance[] = []
  length = 0

  at(index: number): Instance {
    return this.#items[index]!
  }

  add(instance: Instance): void {
    this.#items[this.length++] = instance
  }

  takeLast(): Instance | undefined {
    return this.length === 0 ? undefined : this.#items[--this.length]
  }

  /** Keeps the order of the others. */
  remove(instance: Instance): void {
    let index = 0
    while (this.#items[index] !== instance) index++
    for (this.length--; index < this.length; index++) this.#items[index] = this.#items[index + 1]!
  }
}

/** Instances are used again and again: a run allocates as many as one profile ever has at once. */
export class InstancePool {
  readonly #program: JourneyProgram
  readonly #free = new InstanceList()

  constructor(program: JourneyProgram) {
    this.#program = program
  }

  take(startedAt: number, hand: Hand, tally: GroupTally): Instance {
    const instance = this.#free.takeLast() ?? this.#create(tally)
    instance.tally = tally
    instance.startedAt = startedAt
    instance.arrivedAt = startedAt
    instance.due = Infinity
    instance.hand = hand
    instance.lastMessage = -1
    instance.converted = false
    // Plain loops: for the few elements there are, `fill` costs more than the whole rest.
    for (let goal = 0; goal < instance.reached.length; goal++) instance.reached[goal] = 0
    for (let deal = 0; deal < instance.taken.length; deal++) {
      instance.taken[deal] = -1
      instance.dealConverted[deal] = 0
    }
    instance.path = ''
    instance.countedAt = NaN
    instance.stepsNow = 0
    return instance
  }

  release(instance: Instance): void {
    this.#free.add(instance)
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
