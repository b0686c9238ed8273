import type { Deal, JourneyProgram } from '../../compile/program.ts'
import type { JsonValue } from '../../json.ts'
import type { Channel } from '../../model/steps/message.ts'
import type { HistoryEvent } from './evaluate.ts'
import { shownValue } from '../group-value.ts'
import type { Happening } from './observer.ts'
import type { ReferenceInstance, ReferenceOptions } from './instance.ts'
import type { MessageRecord, TraceEntry } from '../run.ts'
import { addDwell, emptyGroup, groupKey, micros, SUPPRESSION_REASONS, tallyLayout, type GroupTally, type SuppressionReason, type Tally, type TallyLayout } from '../tally.ts'

type Traced = TraceEntry extends infer Entry ? (Entry extends TraceEntry ? Omit<Entry, 'at' | 'profileId' | 'instance' | 'journey'> : never) : never

/** What the recorder has to know of the profile whose instances report to it. */
export interface RecordedProfile { profileId: string; now: number; until: number; attributes: ReadonlyMap<string, JsonValue> }

/** Where the recorders of a run write. `several`: more than one journey runs, so that traces name theirs. */
export interface RunLog { options: ReferenceOptions; messages: MessageRecord[]; several: boolean }

/** Counts and traces what the actors of one journey of the reference engine report. */
export class Recorder {
  readonly tally: Tally
  readonly #program: JourneyProgram
  readonly #log: RunLog
  readonly #layout: TallyLayout
  readonly #groups = new Map<string, GroupTally>()
  #seenValues = new Set<string>()
  #started = false

  constructor(program: JourneyProgram, tally: Tally, log: RunLog) {
    this.#program = program
    this.#log = log
    this.#layout = tallyLayout(program)
    this.tally = tally
  }

  entryMatched(entry: number, admitted: boolean): void {
    this.tally.matched[entry]!++
    if (admitted) this.tally.admitted[entry]!++
    else this.tally.refused[entry]!++
  }

  /** Values of the break-down attributes at a start: the profile's, else the trigger's, else `(missing)`. */
  groupOf(run: RecordedProfile, trigger: HistoryEvent | undefined): readonly string[] {
    return (this.#log.options.breakDown ?? []).map((name) => shownValue(run.attributes.get(name)) ?? shownValue(trigger?.properties[name]) ?? '(missing)')
  }

  start(run: RecordedProfile, instance: ReferenceInstance): void {
    this.#started = true
    instance.group.forEach((value, index) => {
      const key = JSON.stringify([index, value])
      if (this.#seenValues.has(key)) return
      this.#seenValues.add(key)
      const counts = this.tally.profilesByValue[index]!
      counts.set(value, (counts.get(value) ?? 0) + 1)
    })
    const group = this.#group(instance)
    group.started++
    if (instance.heldOut) group.heldOut++
    if (instance.startedAt + this.#program.longestWindowMs <= run.until) group.mature++
    this.#trace(run, instance, { what: 'start', entry: this.#program.entries[instance.entry]!.id })
    this.#log.options.observer?.moved({ ...this.#happening(run, instance), what: 'start', entry: instance.entry, cause: instance.cause })
  }

  enter(run: RecordedProfile, instance: ReferenceInstance, step: number): void {
    this.#group(instance).entered[step]!++
    this.#trace(run, instance, { what: 'enter', step: this.#program.steps[step]!.id })
    this.#log.options.observer?.moved({ ...this.#happening(run, instance), what: 'enter', step, cause: instance.cause })
  }

  leave(run: RecordedProfile, instance: ReferenceInstance, step: number, port: number): void {
    this.#stay(run, instance, step)
    this.#group(instance).ports[this.#layout.portBase[step]! + port]!++
    const { id, ports } = this.#program.steps[step]!
    this.#trace(run, instance, { what: 'leave', step: id, port: ports[port]!.id })
    this.#log.options.observer?.moved({ ...this.#happening(run, instance), what: 'leave', step, port, cause: instance.cause })
  }

  end(run: RecordedProfile, instance: ReferenceInstance, step: number, outcome: number): void {
    const group = this.#group(instance)
    this.#stay(run, instance, step)
    group.ended[step * this.#program.outcomes.length + outcome]!++
    group.outcomes[outcome]!++
    group.finished++
    this.#trace(run, instance, { what: 'end', step: this.#program.steps[step]!.id, outcome: this.#program.outcomes[outcome]! })
    this.#log.options.observer?.moved({ ...this.#happening(run, instance), what: 'end', step, outcome, cause: instance.cause })
  }

  goal(run: RecordedProfile, instance: ReferenceInstance, goal: number, event: HistoryEvent): void {
    const group = this.#group(instance)
    const { id, value: property } = this.#program.goals[goal]!
    const raw = property === null ? undefined : event.properties[property]
    const value = typeof raw === 'number' ? micros(raw) : 0n
    const isFirst = instance.reached.size === 0
    instance.reached.add(goal)
    if (isFirst) group.converted++
    group.conversions[goal]!++
    group.goalValue[goal]! += value
    group.credited[goal * (this.#program.steps.length + 1) + instance.lastMessage + 1]!++
    if (instance.heldOut) {
      if (isFirst) group.heldOutConverted++
      group.heldOutValue += value
    } else {
      for (const { deal } of this.#program.deals) this.#creditVariant(group, instance, deal, goal, value)
      for (const { deal, converted } of this.tally.winners) {
        const variant = instance.taken.get(deal)
        if (variant !== undefined && this.#program.deals[deal]!.winner!.goal === goal) converted[variant]!.push(run.now)
      }
    }
    this.#trace(run, instance, { what: 'goal', goal: id, creditedTo: this.#program.steps[instance.lastMessage]?.id ?? 'none' })
  }

  /** Held-out instances are dealt a variant like all others, but counted in none. */
  dealt(run: RecordedProfile, instance: ReferenceInstance, deal: Deal, variant: number): void {
    if (instance.heldOut) return
    this.#group(instance).variantEntered[this.#layout.variantBase[deal.index]! + variant]!++
    this.tally.winners.find((one) => one.deal === deal.index)?.entered[variant]!.push(run.now)
  }

  sent(run: RecordedProfile, instance: ReferenceInstance, step: number, channel: Channel): void {
    this.#group(instance).sent[step]!++
    this.#message(run, instance, step, channel, 'sent', '')
    this.#trace(run, instance, { what: 'message', step: this.#program.steps[step]!.id, status: 'sent' })
  }

  suppressed(run: RecordedProfile, instance: ReferenceInstance, step: number, channel: Channel, reason: SuppressionReason): void {
    this.#group(instance).suppressed[step * SUPPRESSION_REASONS.length + SUPPRESSION_REASONS.indexOf(reason)]!++
    this.#message(run, instance, step, channel, 'suppressed', reason)
    this.#trace(run, instance, { what: 'message', step: this.#program.steps[step]!.id, status: 'suppressed', reason })
  }

  finishProfile(waiting: readonly ReferenceInstance[]): void {
    for (const instance of waiting) this.#group(instance).waiting[instance.step]!++
    if (this.#started) this.tally.profiles++
    this.#started = false
    this.#seenValues = new Set()
  }

  #creditVariant(group: GroupTally, instance: ReferenceInstance, deal: Deal, goal: number, value: bigint): void {
    const variant = instance.taken.get(deal.index)
    if (variant === undefined || (deal.goal !== null && deal.goal !== goal)) return
    const at = this.#layout.variantBase[deal.index]! + variant
    group.variantValue[at]! += value
    if (!instance.dealConverted.has(deal.index)) group.variantConverted[at]!++
    instance.dealConverted.add(deal.index)
  }

  #message({ profileId, now }: RecordedProfile, instance: ReferenceInstance, step: number, channel: Channel, status: MessageRecord['status'], reason: string): void {
    if (!this.#log.options.collectMessages) return
    const { id: stepId } = this.#program.steps[step]!
    this.#log.messages.push({ profileId, journeyId: this.#program.journeyId, stepId, channel, at: now, status, reason, path: instance.path.join('/') })
  }

  #stay(run: RecordedProfile, instance: ReferenceInstance, step: number): void {
    const ms = run.now - instance.arrivedAt
    if (ms > 0) addDwell(this.#group(instance).dwell[step]!, ms)
  }

  #group(instance: ReferenceInstance): GroupTally {
    const key = groupKey(instance.group)
    let group = this.#groups.get(key)
    if (!group) {
      this.#groups.set(key, (group = emptyGroup(this.#program, instance.group)))
      this.tally.groups.push(group)
    }
    return group
  }

  #trace({ now, profileId }: RecordedProfile, { number }: ReferenceInstance, traced: Traced): void {
    const journey = this.#log.several ? { journey: this.#program.journeyId } : {}
    this.#log.options.onTrace?.({ at: now, profileId, instance: number, ...journey, ...traced } as TraceEntry) // as: the parts of one entry
  }

  #happening({ now, profileId }: RecordedProfile, { number }: ReferenceInstance): Happening {
    return { at: now, profileId, journeyId: this.#program.journeyId, instance: number }
  }
}
