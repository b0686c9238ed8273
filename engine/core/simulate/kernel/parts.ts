import type { JourneyProgram } from '../../compile/program.ts'
import { toKernel, type KernelDeal, type KernelStep, type KernelTables } from '../../compile/to-kernel.ts'
import { textAt, type EventDataset, type ValueColumn } from '../../model/dataset.ts'
import type { WinnerSamples } from '../auto-winner.ts'
import { drawnBucket } from '../draw.ts'
import { endlessLoop, STEPS_PER_INSTANT } from '../endless-loop.ts'
import { shownValue } from '../group-value.ts'
import { bucketOfText, hashSeed } from '../hash.ts'
import type { Instance } from './instance.ts'
import type { CounterLayout } from '../../playback/counters.ts'
import { StepActions } from './actions.ts'
import type { Check, ConditionCompiler } from './conditions.ts'
import { GoalCounter } from './goals.ts'
import { JourneyLog, type LogWriter } from './log-writer.ts'
import type { Hand, ProfileCursor, SentLog } from './history.ts'
import { KernelPolicies, type Verdict } from './policies.ts'
import type { ProfileAttributes } from './profile-attributes.ts'
import type { ProfileClock } from './profile-clock.ts'
import type { KernelReactions } from './reactions.ts'
import type { MessageRecord, RunOptions } from '../run.ts'
import { addDwell, emptyGroup, groupKey, SUPPRESSION_REASONS, tallyLayout, type GroupTally, type SuppressionReason, type Tally } from '../tally.ts'

/** What all journeys of a kernel share while it walks through one profile. */
export interface KernelState extends ProfileCursor {
  readonly dataset: EventDataset
  readonly from: number
  readonly until: number
  readonly attributes: ProfileAttributes
  readonly sent: SentLog
  readonly messages: MessageRecord[]
  /** Rows before `row` have happened. */
  arriveUpTo(row: number): void
  /** Rows before `instant` have happened; `end` is where the profile's rows end. */
  arriveBefore(instant: number, end: number): void
  /** An attribute changed or a message was sent since it was last set to false: memberships may have changed. */
  touched: boolean
  /** Somebody asks for the messages of the run: conditions, caps or the count of message pressure. */
  readonly keepsSent: boolean
  noteSent(journey: number, stepId: string, channel: string): void
  /** What comes of messages; null without a response model. */
  readonly reactions: KernelReactions | null
  /** Where every count is written down; null in a run that only counts. */
  readonly log: LogWriter | null
}

const REASON = Object.fromEntries(SUPPRESSION_REASONS.map((reason, index) => [reason, index])) as Record<SuppressionReason, number> // as: made of all reasons
const SENT: Verdict = { kind: 'send' }
const HELD_OUT: Verdict = { kind: 'suppress', reason: 'holdout' }

/** One journey compiled for one dataset, and what is counted of it: all that does not depend on how its instances are kept. */
export class JourneyParts {
  readonly program: JourneyProgram
  readonly tables: KernelTables
  readonly tally: Tally
  readonly actions: StepActions
  readonly policies: KernelPolicies
  readonly goals: GoalCounter
  readonly log: JourneyLog | null
  readonly entryChecks: readonly Check[]
  readonly audienceChecks: readonly (Check | null)[]
  /** By exit: the event's condition, or the segment's. */
  readonly exitChecks: readonly Check[]
  readonly keyColumn: ValueColumn | undefined
  /** Entries are open from `openFrom` until before `openUntil`. */
  readonly openFrom: number
  readonly openUntil: number
  /** No policy can hold a message back, and nobody asks for it later: sending is counting. */
  readonly sendsFreely: boolean
  /** Starts are told apart by attributes of the profile or properties of their event. */
  readonly breaksDown: boolean
  readonly #index: number
  readonly #state: KernelState
  readonly #breakDown: readonly { slot: number; column: ValueColumn | undefined }[]
  readonly #groups = new Map<string, GroupTally>()
  readonly #seenValues: Set<string>[]
  readonly #variantBase: Int32Array
  readonly #holdoutSeed: number
  readonly #collects: boolean
  readonly #seed: number
  /** By deal: the profile whose variant was found last, and that variant; the same for the holdout. A hash costs more than the look. */
  readonly #dealtTo: Int32Array
  readonly #dealt: Int16Array
  /** By deal: what its automatic winner is found from, if it has one. */
  readonly #winnerOf: readonly (WinnerSamples | undefined)[]
  #judgedFor = -1
  #isHeldOut = false
  #everybody: GroupTally | undefined

  constructor(index: number, program: JourneyProgram, state: KernelState, compiler: ConditionCompiler, clock: ProfileClock, tally: Tally, options: RunOptions, counters: CounterLayout | null) {
    const { dataset, attributes } = state
    const layout = tallyLayout(program)
    const breakDown = options.breakDown ?? []
    this.#index = index
    this.program = program
    this.#state = state
    this.tally = tally
    this.tables = toKernel(program, dataset, layout.portBase)
    this.#variantBase = layout.variantBase
    this.#collects = options.collectMessages ?? false
    this.#seed = options.seed ?? 0
    this.#breakDown = breakDown.map((name) => ({ slot: attributes.names.indexOf(name), column: dataset.properties.get(name) }))
    this.breaksDown = breakDown.length > 0
    this.#seenValues = breakDown.map(() => new Set<string>())
    this.keyColumn = program.reentry.kind === 'always' && program.reentry.key !== null ? dataset.properties.get(program.reentry.key) : undefined
    this.#dealtTo = new Int32Array(program.deals.length).fill(-1)
    this.#dealt = new Int16Array(program.deals.length)
    this.#winnerOf = program.deals.map(({ deal: { index } }) => tally.winners.find(({ deal }) => deal === index))
    this.#holdoutSeed = hashSeed(program.policies.holdout?.seed ?? '')
    this.openFrom = Math.max(state.from, program.open.from ?? -Infinity)
    this.openUntil = program.open.until ?? Infinity
    this.entryChecks = program.entries.map(({ where }) => compiler.check(where))
    this.audienceChecks = program.entries.map(({ trigger }) => (trigger.kind === 'schedule' ? compiler.check(trigger.audience) : null))
    this.exitChecks = program.exits.map((exit) => compiler.check(exit.kind === 'event' ? exit.where : exit.segment))
    this.log = state.log === null || counters === null ? null : new JourneyLog(state.log, counters, state)
    this.goals = new GoalCounter(program, dataset, compiler, layout.variantBase, tally.winners, this.log)
    this.policies = new KernelPolicies(program, dataset, { cursor: state, clock, attributes, sent: state.sent })
    this.sendsFreely = this.policies.isFree && !this.#collects && !state.keepsSent
    this.actions = new StepActions({
      program, dataset, cursor: state, attributes, clock, compiler, tables: this.tables, keyColumn: this.keyColumn, scenario: options.scenario, seed: options.seed ?? 0,
    })
  }

  /** Is this instant one at which an entry may start somebody? */
  isOpen(): boolean {
    const { now } = this.#state
    return now >= this.openFrom && now < this.openUntil
  }

  /** Counts an entry that a profile has triggered, and what re-entry says to it. */
  countEntry(entry: number, admits: boolean): void {
    this.tally.matched[entry]!++
    this.log?.entry('matched', entry)
    this.tally[admits ? 'admitted' : 'refused'][entry]!++
    this.log?.entry(admits ? 'admitted' : 'refused', entry)
  }

  /** Counts a start: the instance gets the group it belongs to and is held out or not. */
  countStart(instance: Instance): void {
    const { tally } = instance
    const { now, until, dataset, profile } = this.#state
    tally.started++
    this.log?.start(instance)
    if (now + this.program.longestWindowMs <= until) tally.mature++
    const { holdout } = this.program.policies
    if (holdout === null) return
    if (this.#judgedFor !== profile) {
      this.#judgedFor = profile
      this.#isHeldOut = bucketOfText(dataset.profileIds, profile, this.#holdoutSeed) < holdout.below
    }
    if (!this.#isHeldOut) return
    instance.heldOut = true
    tally.heldOut++
    if (this.log) this.log.count(this.log.layout.heldOut, instance)
  }

  /** Counts a profile that had at least one instance. */
  countProfile(): void {
    this.tally.profiles++
    for (let index = 0; index < this.#seenValues.length; index++) {
      const values = this.#seenValues[index]!
      const counts = this.tally.profilesByValue[index]!
      for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
      values.clear()
    }
  }

  /** The counts of the instances that start as one does now. */
  groupAtStart(hand: Hand): GroupTally {
    if (this.#breakDown.length === 0) return (this.#everybody ??= this.#group([]))
    return this.#group(
      this.#breakDown.map(({ slot, column }, index) => {
        const ofTrigger = hand < 0 ? undefined : column?.values[column.codes[hand]!]
        const value = shownValue(this.#state.attributes.value(slot)) ?? shownValue(ofTrigger) ?? '(missing)'
        this.#seenValues[index]!.add(value)
        return value
      }),
    )
  }

  #group(values: readonly string[]): GroupTally {
    const key = groupKey(values)
    let group = this.#groups.get(key)
    if (!group) {
      this.#groups.set(key, (group = emptyGroup(this.program, values)))
      this.tally.groups.push(group)
    }
    return group
  }

  /** Counts the goals an event reaches; the outcome of the first of them that ends the journey, -1 if none does. */
  countGoals(instance: Instance, goals: readonly number[], row: number): number {
    let ends = -1
    for (let index = 0; index < goals.length; index++) {
      const goal = goals[index]!
      if (!this.goals.matches(instance, goal, row, this.#state.now)) continue
      this.goals.convert(instance, goal, row, this.#state.now)
      if (ends < 0 && this.program.goals[goal]!.endsJourney) ends = this.program.goals[goal]!.outcome
    }
    return ends
  }

  /** The same for an instance that has ended: only goals with a window count. */
  countGoalsAfterEnd(instance: Instance, goals: readonly number[], row: number): void {
    for (let index = 0; index < goals.length; index++) {
      const goal = goals[index]!
      if (this.program.goals[goal]!.windowMs !== null && this.goals.matches(instance, goal, row, this.#state.now)) this.goals.convert(instance, goal, row, this.#state.now)
    }
  }

  webhook(instance: Instance, index: number, step: KernelStep): number {
    const { operation } = step.program
    const fails = this.actions.webhookFails(instance, index, step)
    this.#state.touched = true
    return fails && operation.kind === 'webhook' ? operation.errorPort : 0
  }

  update(instance: Instance, step: KernelStep): void {
    this.actions.update(instance, step)
    this.#state.touched = true
  }

  /** Deals the profile its variant; counted once an instance, for held-out ones not at all. */
  deal(instance: Instance, deal: KernelDeal, step: KernelStep): number {
    const { profile } = this.#state
    if (deal.redrawn !== null) return this.#redraw(instance, deal, deal.redrawn, step)
    if (this.#dealtTo[deal.index] !== profile) {
      this.#dealtTo[deal.index] = profile
      this.#dealt[deal.index] = this.actions.variant(deal)
    }
    const variant = this.#dealt[deal.index]!
    if (instance.taken[deal.index]! < 0) this.#take(instance, deal, variant, step)
    return variant
  }

  /** Draws a variant for this visit alone; counted where it is not the one of the visit before. */
  #redraw(instance: Instance, deal: KernelDeal, place: string, step: KernelStep): number {
    const variant = deal.variantOfBucket[drawnBucket(this.#seed, this.profileId(), place, instance.startedAt, instance.visits[instance.step]!++)]!
    if (instance.taken[deal.index] !== variant) this.#take(instance, deal, variant, step)
    return variant
  }

  #take(instance: Instance, deal: KernelDeal, variant: number, step: KernelStep): void {
    instance.taken[deal.index] = variant
    if (!instance.heldOut) {
      instance.tally.variantEntered[this.#variantBase[deal.index]! + variant]!++
      this.log?.at('variantEntered', this.#variantBase[deal.index]! + variant, instance)
      this.#winnerOf[deal.index]?.entered[variant]!.push(this.#state.now)
    }
    if (this.#collects) instance.path += `${instance.path === '' ? '' : '/'}${step.id}=${deal.variantIds[variant]!}`
  }

  /** Decides over a message and counts what becomes of it; parking and ending are left to the caller. */
  decide(instance: Instance, index: number, step: KernelStep): Verdict {
    const { operation } = step.program
    if (operation.kind !== 'message') throw new Error(`step ${step.id} is no message`)
    const verdict = instance.heldOut ? HELD_OUT : this.policies.isFree ? SENT : this.policies.judge(operation, instance.arrivedAt)
    if (verdict.kind === 'send') {
      instance.tally.sent[index]!++
      this.log?.at('sent', index, instance)
      instance.lastMessage = index
      this.#state.touched = true
      if (this.#state.keepsSent) this.#state.noteSent(this.#index, step.id, operation.channel)
      if (this.#state.reactions !== null) this.#state.reactions.follow(this.#index, index, step.deal ? instance.taken[step.deal.index]! : -1, instance)
      if (this.#collects) this.#record(instance, step, operation.channel, 'sent', '')
    } else if (verdict.kind !== 'park') {
      const reason = verdict.kind === 'suppress' ? verdict.reason : 'cap'
      const counter = index * SUPPRESSION_REASONS.length + REASON[reason]
      instance.tally.suppressed[counter]!++
      this.log?.at('suppressed', counter, instance)
      if (this.#collects) this.#record(instance, step, operation.channel, 'suppressed', reason)
    }
    return verdict
  }

  #record(instance: Instance, step: KernelStep, channel: MessageRecord['channel'], status: MessageRecord['status'], reason: string): void {
    this.#state.messages.push({ profileId: this.profileId(), journeyId: this.program.journeyId, stepId: step.id, channel, at: this.#state.now, status, reason, path: instance.path })
  }

  /** One more step of the instance at this instant. Throws S001 when they are too many. */
  countStep(instance: Instance, step: KernelStep): void {
    const { now } = this.#state
    if (instance.countedAt !== now) {
      instance.countedAt = now
      instance.stepsNow = 0
    }
    if (++instance.stepsNow > STEPS_PER_INSTANT) throw endlessLoop(step.id, this.profileId())
  }

  profileId(): string {
    return textAt(this.#state.dataset.profileIds, this.#state.profile)
  }
}

/** Counts how long the instance has been in the step that it leaves now. */
export function countStay(instance: Instance, now: number): void {
  const stay = now - instance.arrivedAt
  if (stay > 0) addDwell(instance.tally.dwell[instance.step]!, stay)
}

/** The port by which a message that was sent or suppressed is left. */
export function portAfter(verdict: Verdict, step: KernelStep): number {
  const { operation } = step.program
  return verdict.kind === 'suppress' && verdict.reason !== 'holdout' && operation.kind === 'message' ? operation.suppressedPort : 0
}
