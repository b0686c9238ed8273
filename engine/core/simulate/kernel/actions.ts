import { ALWAYS, type JourneyProgram, type Operation } from '../../compile/program.ts'
import type { KernelDeal, KernelStep, KernelTables } from '../../compile/to-kernel.ts'
import type { JsonValue } from '../../json.ts'
import { DAY_MS, HOUR_MS, instantOfDate, nextTimeOfDay } from '../../model/calendar.ts'
import { textAt, type EventDataset, type ValueColumn } from '../../model/dataset.ts'
import { drawOf } from '../draw.ts'
import { bucketOfText } from '../hash.ts'
import type { Instance } from './instance.ts'
import type { Check, ConditionCompiler } from './conditions.ts'
import type { DidTerms } from './did-terms.ts'
import { NO_EVENT, type Hand, type ProfileCursor } from './history.ts'
import { renderValue } from '../liquid.ts'
import type { ProfileAttributes } from './profile-attributes.ts'
import type { ProfileClock } from './profile-clock.ts'
import { webhookAnswer, type Scenario, type WebhookAnswer } from '../scenario.ts'

interface Surroundings {
  program: JourneyProgram
  dataset: EventDataset
  cursor: ProfileCursor
  attributes: ProfileAttributes
  clock: ProfileClock
  compiler: ConditionCompiler
  tables: KernelTables
  keyColumn: ValueColumn | undefined
  scenario: Scenario | undefined
  seed: number
}

/** No row: neither one of the dataset nor `NO_EVENT`. */
const NONE = -2

/** One branch of a wait as it is asked on arrival; `code` is that of its event, -1 if the dataset has none of that name. */
interface ArrivalCheck extends WaitCheck { code: number }

/** One branch of a wait as the loop asks it: an event of the code it is listed under, or a segment. */
export interface WaitCheck { check: Check; port: number; isSegment: boolean; always: boolean }

/** What the steps of a journey decide when an instance of the kernel arrives at them; messages are apart, in kernel/policies.ts. */
export class StepActions {
  /** By step and event code: the branches of a wait, in order. */
  readonly waitChecks: readonly (readonly (readonly WaitCheck[] | undefined)[])[]
  /** By step: the segment branches of a wait, in order. */
  readonly segmentChecks: readonly (readonly WaitCheck[])[]
  /** By step: all branches of a wait, in order. */
  readonly #onArrival: readonly (readonly ArrivalCheck[])[]
  readonly #branchChecks: readonly (readonly { check: Check; terms: DidTerms | undefined; port: number }[])[]
  readonly #around: Surroundings
  readonly #answers: readonly (WebhookAnswer | undefined)[]
  readonly #reactionCodes: Uint8Array

  constructor(around: Surroundings) {
    const { program, tables, compiler, dataset } = around
    this.#around = around
    const waitCheck = (branch: (Operation & { kind: 'waitFor' })['branches'][number]): WaitCheck =>
      branch.kind === 'event'
        ? { check: compiler.pastCheck(branch.where), port: branch.port, isSegment: false, always: branch.where === ALWAYS }
        : { check: compiler.check(branch.segment), port: branch.port, isSegment: true, always: false }
    this.waitChecks = tables.steps.map(({ awaited }) => awaited.map((branches) => branches?.map(waitCheck)))
    this.#onArrival = program.steps.map(({ operation }) =>
      operation.kind === 'waitFor' || operation.kind === 'poll'
        ? operation.branches.map((branch) => ({ ...waitCheck(branch), code: branch.kind === 'event' ? dataset.names.indexOf(branch.event) : -1 }))
        : [],
    )
    this.segmentChecks = program.steps.map(({ operation }) => (operation.kind === 'waitFor' ? operation.branches.filter(({ kind }) => kind === 'segment').map(waitCheck) : []))
    this.#branchChecks = program.steps.map(({ operation }) =>
      operation.kind === 'branch' ? operation.branches.map(({ when, port }) => ({ check: compiler.check(when), terms: compiler.asTerms(when), port })) : [],
    )
    this.#answers = program.steps.map(({ id, operation }) => (operation.kind === 'webhook' ? webhookAnswer(around.scenario, program.journeyId, id) : undefined))
    this.#reactionCodes = Uint8Array.from(dataset.names, (name) => (name === '$opened' || name === '$clicked' ? 1 : 0))
  }

  /** The port of the first branch of a wait that already holds, which gives the instance its event at hand; -1: none. */
  alreadyHolds(instance: Instance, { program: { operation } }: KernelStep): number {
    const branches = this.#onArrival[instance.step]!
    const look = operation.kind === 'waitFor' || operation.kind === 'poll' ? operation.look : 'arrival'
    for (let index = 0; index < branches.length; index++) {
      const { check, port, isSegment, code } = branches[index]!
      const row = isSegment ? NO_EVENT : look === 'arrival' ? NONE : this.#lookBack(instance, look, code, check)
      if (isSegment ? !check(NO_EVENT) : row === NONE) continue
      instance.hand = row
      return port
    }
    return -1
  }

  /** Where a wait leads that looks now for what has happened; the event at hand stays what it was. */
  pollPort(instance: Instance, step: KernelStep): number {
    const { hand } = instance
    const port = this.alreadyHolds(instance, step)
    instance.hand = hand
    return port < 0 ? step.timeoutPort : port
  }

  /** The latest row of the look-back that satisfies a branch; NONE if there is none. */
  #lookBack(instance: Instance, look: 'entry' | number, code: number, check: Check): number {
    const { dataset: { at, nameCodes }, cursor } = this.#around
    // No such event in the data, or none of this profile since its first row: nothing to look through.
    if (code < 0 || cursor.lastRows[code]! < cursor.firstRow) return NONE
    const since = look === 'entry' ? instance.startedAt - 1 : cursor.now - look // whole ms: "at or after" is "after one ms before"
    for (let row = cursor.lastRows[code]!; row >= cursor.firstRow && at[row]! > since; row--) {
      if (nameCodes[row] === code && this.concerns(instance, row) && check(row)) return row
    }
    return NONE
  }

  /** An instance with a key is not concerned by an event that carries another value of it. */
  concerns(instance: Instance, row: number): boolean {
    if (instance.key < 2) return true
    const code = this.#around.keyColumn!.codes[row]! // an instance has a key only if there is such a column
    return code < 2 || code === instance.key
  }

  /** The port of the first branch that holds, else the last way out. */
  branch(instance: Instance, index: number, step: KernelStep): number {
    const checks = this.#branchChecks[index]!
    for (let branch = 0; branch < checks.length; branch++) {
      const { terms, check, port } = checks[branch]!
      if (terms !== undefined ? terms.holds() : check(instance.hand)) return port
    }
    const { operation } = step.program
    if (operation.kind !== 'branch') throw new Error(`step ${step.id} is no branch`)
    return operation.elsePort
  }

  /** The variant that the profile is dealt: the same one whenever it comes here. Its number is also a split's port. */
  variant(deal: KernelDeal): number {
    return deal.variantOfBucket[bucketOfText(this.#around.dataset.profileIds, this.#around.cursor.profile, deal.seedHash)]!
  }

  /** Sets attributes; texts with Liquid see the profile and the event at hand. */
  update(instance: Instance, { id, program: { operation } }: KernelStep): void {
    if (operation.kind !== 'update') throw new Error(`step ${id} is no update`)
    const { attributes } = this.#around
    const scope = operation.set.some(({ liquid }) => liquid) ? this.#liquidScope(instance.hand) : undefined
    for (const { attribute, value, liquid } of operation.set) attributes.set(attributes.names.indexOf(attribute), liquid ? renderValue(String(value), scope!) : value)
  }

  /** How a webhook answers this call; a good answer may set attributes. Answers true for an error. */
  webhookFails(instance: Instance, index: number, step: KernelStep): boolean {
    const { attributes, dataset, cursor, program, seed } = this.#around
    const answer = this.#answers[index]
    const nth = instance.visits[index]!++
    if (!answer) return false
    const fails =
      answer.errorShare === undefined
        ? answer.answer === 'error'
        : drawOf(seed, textAt(dataset.profileIds, cursor.profile), `${program.journeyId}/${step.id}`, instance.startedAt, nth) < answer.errorShare
    if (!fails) for (const [name, value] of Object.entries(answer.set ?? {})) attributes.set(attributes.names.indexOf(name), value as JsonValue) // as: z.json() is JSON
    return fails
  }

  /** When a delay until a local time or the best time ends; now: it passes at once. */
  delayEnds({ program: { operation } }: KernelStep): number {
    if (operation.kind !== 'delay') throw new Error('no delay')
    const { cursor: { now }, clock } = this.#around
    const { until } = operation
    switch (until.kind) {
      case 'for': return now + until.ms
      case 'time': return nextTimeOfDay(clock.zone(), now, until.timeMs, until.weekday)
      case 'date': return Math.max(now, instantOfDate(clock.zone(), until.date, until.timeMs))
      case 'bestTime': {
        const hour = this.#bestHour()
        if (hour < 0) return now
        const start = nextTimeOfDay(clock.zone(), now - 1, hour * HOUR_MS) // now counts
        return start - now > until.withinMs ? now : start
      }
    }
  }

  /** The local hour with most opens and clicks so far, the earlier of equals; -1 without any. */
  #bestHour(): number {
    const { dataset: { at, nameCodes }, cursor, clock } = this.#around
    const zone = clock.zone()
    const counts = new Uint32Array(24)
    for (let row = cursor.firstRow; row < cursor.arrived; row++) {
      if (this.#reactionCodes[nameCodes[row]!] === 0) continue
      const wall = zone.wallAt(at[row]!)
      counts[Math.floor((((wall % DAY_MS) + DAY_MS) % DAY_MS) / HOUR_MS)]!++
    }
    let best = -1
    for (let hour = 0; hour < 24; hour++) if (counts[hour]! > 0 && (best < 0 || counts[hour]! > counts[best]!)) best = hour
    return best
  }

  #liquidScope(hand: Hand) {
    const { dataset, attributes, program, cursor } = this.#around
    const { names, nameCodes, properties, at } = dataset
    const profile: Record<string, JsonValue> = {}
    attributes.names.forEach((name, slot) => {
      const value = attributes.value(slot)
      if (value !== undefined && value !== null) profile[name] = value
    })
    const event: Record<string, JsonValue> = {}
    if (hand !== NO_EVENT) {
      event.name = names[nameCodes[hand]!]!
      event.at = at[hand]!
      for (const [name, column] of properties) {
        const value = column.values[column.codes[hand]!]
        if (value !== undefined && value !== null) event[name] = value
      }
    }
    profile.id = textAt(dataset.profileIds, cursor.profile)
    return { profile, event, journey: { id: program.journeyId }, nowMs: cursor.now }
  }
}
