import type { JourneyProgram } from '../../compile/program.ts'
import { NO_EVENT, type Hand } from './history.ts'
import type { GroupTally } from '../tally.ts'

/** `Instance.duePort` of a parked message: the timer asks its checks again instead of leaving by a port. */
export const ASK_AGAIN = -2
/** Of a wait that looks at its timeout for what has happened. */
export const LOOK_NOW = -3
/** The daily look at a goal that was reached: the instance ends. */
export const END_NOW = -4

/** One pass of a profile through a journey, as the kernel keeps it. Instants are epoch ms; `due` is Infinity while no timer runs. */
export interface Instance {
  /** Which instance it is: the object is used again for others. */
  serial: number
  /** Index of its journey in the run. */
  journey: number
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
  heldOut: boolean
  ended: boolean
  /** Code of its key value in the key's column; below 2: it has none. */
  key: number
  /** The pass over the instances that looked at it last, and the one that it was born in. */
  seen: number
  bornIn: number
  /** The pass in which it arrived at its step. */
  arrivedIn: number
  /** The instance whose step waits for this one, and the one that this one's step waits for. */
  parent: Instance | null
  child: Instance | null
  /** By goal: 1 once it has converted. */
  reached: Uint8Array
  /** By deal: the variant it was dealt, -1 before; and 1 once it has converted after that. */
  taken: Int16Array
  dealConverted: Uint8Array
  /** By step: how often it came to a webhook, how many messages a step sent it; empty where nobody asks. */
  visits: Uint32Array
  /** Variants taken so far, for message records. */
  path: string
  countedAt: number
  stepsNow: number
  /** Its number in the run's log, if one is written. */
  logged: number
  /** Where ends take effect later: the outcome by which it ends, -1 without one; whether a goal brought it; and since when. */
  mark: number
  markedByGoal: boolean
  markedAt: number
  /** When it is looked at daily, and the arming order of that; Infinity: not. */
  lookedAtNext: number
  lookArmed: number
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
  readonly #journey: number
  readonly #goals: number
  readonly #deals: number
  readonly #visits: number
  readonly #free = new InstanceList()
  #taken = 0

  /** `countsMessages`: reactions to messages are told apart by their number. */
  constructor({ goals, deals, steps }: JourneyProgram, journey: number, countsMessages = false) {
    const countsVisits = steps.some(({ operation }) => operation.kind === 'webhook' || (operation.kind === 'split' && operation.deal.redrawn !== undefined))
    this.#journey = journey
    this.#goals = goals.length
    this.#deals = deals.length
    this.#visits = countsMessages || countsVisits ? steps.length : 0
  }

  take(startedAt: number, hand: Hand, tally: GroupTally): Instance {
    const instance = this.#free.takeLast() ?? this.#create(tally)
    instance.serial = ++this.#taken
    InstancePool.renew(instance, startedAt, hand, tally)
    return instance
  }

  /** Makes an instance one that starts now. */
  static renew(instance: Instance, startedAt: number, hand: Hand, tally: GroupTally): void {
    instance.tally = tally
    instance.startedAt = startedAt
    instance.arrivedAt = startedAt
    instance.due = Infinity
    instance.hand = hand
    instance.lastMessage = -1
    instance.converted = false
    instance.heldOut = false
    instance.ended = false
    instance.key = 0
    instance.parent = null
    instance.child = null
    // Plain loops: for the few elements there are, `fill` costs more than the whole rest.
    for (let goal = 0; goal < instance.reached.length; goal++) instance.reached[goal] = 0
    for (let deal = 0; deal < instance.taken.length; deal++) {
      instance.taken[deal] = -1
      instance.dealConverted[deal] = 0
    }
    for (let step = 0; step < instance.visits.length; step++) instance.visits[step] = 0
    instance.path = ''
    instance.countedAt = NaN
    instance.stepsNow = 0
    instance.mark = -1
    instance.lookedAtNext = Infinity
  }

  release(instance: Instance): void {
    this.#free.add(instance)
  }

  #create(tally: GroupTally): Instance {
    return {
      serial: 0, journey: this.#journey, tally, step: 0, startedAt: 0, arrivedAt: 0, due: Infinity, duePort: 0, armed: 0, hand: NO_EVENT, lastMessage: -1,
      converted: false, heldOut: false, ended: false, key: 0, seen: -1, bornIn: -1, arrivedIn: -1, parent: null, child: null,
      reached: new Uint8Array(this.#goals), taken: new Int16Array(this.#deals), dealConverted: new Uint8Array(this.#deals), visits: new Uint32Array(this.#visits),
      path: '', countedAt: NaN, stepsNow: 0, logged: 0, mark: -1, markedByGoal: false, markedAt: 0, lookedAtNext: Infinity, lookArmed: 0,
    }
  }
}
