import type { JourneyProgram } from '../compile/program.ts'
import type { KernelDeal, KernelStep, KernelTables } from '../compile/to-kernel.ts'
import type { JsonValue } from '../json.ts'
import { textAt, type EventDataset } from '../model/dataset.ts'
import type { ProfileCursor } from './did-window.ts'
import { bucketAfter } from './hash.ts'
import type { Instance } from './instance.ts'
import { NO_EVENT, type Check, type ConditionCompiler, type Hand, type SentLog } from './kernel-conditions.ts'
import { renderValue } from './liquid.ts'
import type { ProfileAttributes } from './profile-attributes.ts'
import type { MessageRecord } from './run.ts'

interface Surroundings {
  program: JourneyProgram
  dataset: EventDataset
  cursor: ProfileCursor
  attributes: ProfileAttributes
  sent: SentLog
  compiler: ConditionCompiler
  tables: KernelTables
  variantBase: Int32Array
  collects: boolean
}

/** What the steps of a journey do when an instance of the kernel arrives at them; each answers the port to leave by, where there is a choice. */
export class StepActions {
  readonly messages: MessageRecord[] = []
  /** By step and event code: the branches of a wait, in order. */
  readonly waitChecks: readonly (readonly (readonly { check: Check; port: number }[] | undefined)[])[]
  readonly #branchChecks: readonly (readonly { check: Check; port: number }[])[]
  readonly #program: JourneyProgram
  readonly #dataset: EventDataset
  readonly #cursor: ProfileCursor
  readonly #attributes: ProfileAttributes
  readonly #sent: SentLog
  readonly #variantBase: Int32Array
  readonly #collects: boolean

  constructor({ program, dataset, cursor, attributes, sent, compiler, tables, variantBase, collects }: Surroundings) {
    this.#program = program
    this.#dataset = dataset
    this.#cursor = cursor
    this.#attributes = attributes
    this.#sent = sent
    this.#variantBase = variantBase
    this.#collects = collects
    this.waitChecks = tables.steps.map(({ awaited }) =>
      awaited.map((branches) => branches?.map(({ where, port }) => ({ check: compiler.check(where), port }))),
    )
    this.#branchChecks = program.steps.map(({ operation }) =>
      operation.kind === 'branch' ? operation.branches.map(({ when, port }) => ({ check: compiler.check(when), port })) : [],
    )
  }

  /** Deals a message its text and sends it. */
  send(instance: Instance, index: number, step: KernelStep): void {
    if (step.deal) this.deal(instance, step.deal, step)
    const { operation } = step.program
    if (operation.kind !== 'message') throw new Error(`step ${step.id} is no message`)
    instance.tally.sent[index]!++
    instance.lastMessage = index
    const { length } = this.#sent
    this.#sent.at[length] = this.#cursor.now
    this.#sent.stepIds[length] = step.id
    this.#sent.channels[length] = operation.channel
    this.#sent.length = length + 1
    if (!this.#collects) return
    this.messages.push({
      profileId: textAt(this.#dataset.profileIds, this.#cursor.profile),
      stepId: step.id,
      channel: operation.channel,
      at: this.#cursor.now,
      status: 'sent',
      reason: '',
      path: instance.path,
    })
  }

  /** The port of the first branch that already holds by looking back, the latest match being the event at hand; -1: none. */
  alreadyHappened(instance: Instance, step: KernelStep): number {
    const { operation } = step.program
    if (operation.kind !== 'waitFor' || operation.look === 'arrival') return -1
    const { at, nameCodes } = this.#dataset
    const since = operation.look === 'entry' ? instance.startedAt - 1 : this.#cursor.now - operation.look // whole ms: "at or after" is "after one ms before"
    let best = -1
    let bestPort = Infinity
    for (let row = this.#cursor.arrived - 1; row >= this.#cursor.firstRow && at[row]! > since; row--) {
      for (const { check, port } of this.waitChecks[instance.step]![nameCodes[row]!] ?? []) {
        if (port < bestPort && check(row)) {
          bestPort = port
          best = row
        }
      }
    }
    if (best < 0) return -1
    instance.hand = best
    return bestPort
  }

  /** The port of the first branch that holds, else the last way out. */
  branch(instance: Instance, index: number, step: KernelStep): number {
    for (const { check, port } of this.#branchChecks[index]!) if (check(instance.hand)) return port
    const { operation } = step.program
    if (operation.kind !== 'branch') throw new Error(`step ${step.id} is no branch`)
    return operation.elsePort
  }

  /** Deals the profile its variant; the same one whenever it comes here. The variant's number is also the split's port. */
  deal(instance: Instance, deal: KernelDeal, step: KernelStep): number {
    const variant = deal.variantOfBucket[bucketAfter(deal.seedHash, textAt(this.#dataset.profileIds, this.#cursor.profile))]!
    if (instance.taken[deal.index]! < 0) {
      instance.taken[deal.index] = variant
      instance.tally.variantEntered[this.#variantBase[deal.index]! + variant]!++
      if (this.#collects) instance.path += `${instance.path === '' ? '' : '/'}${step.id}=${deal.variantIds[variant]!}`
    }
    return variant
  }

  /** Sets attributes; texts with Liquid see the profile and the event at hand. */
  update(instance: Instance, step: KernelStep): void {
    const { operation } = step.program
    if (operation.kind !== 'update') throw new Error(`step ${step.id} is no update`)
    const scope = operation.set.some(({ liquid }) => liquid) ? this.#liquidScope(instance.hand) : undefined
    for (const { attribute, value, liquid } of operation.set) {
      const next = liquid ? renderValue(String(value), scope!) : value
      this.#attributes.set(this.#attributes.names.indexOf(attribute), next)
    }
  }

  #liquidScope(hand: Hand) {
    const { names, nameCodes, properties, at } = this.#dataset
    const profile: Record<string, JsonValue> = {}
    this.#attributes.names.forEach((name, slot) => {
      const value = this.#attributes.value(slot)
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
    profile.id = textAt(this.#dataset.profileIds, this.#cursor.profile)
    return { profile, event, journey: { id: this.#program.journeyId }, nowMs: this.#cursor.now }
  }
}
