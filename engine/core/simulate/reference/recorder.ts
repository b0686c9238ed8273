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
    if (instance.startedAt + (instance.version?.program ?? this.#program).longestWindowMs <= run.until) group.mature++
    this.#trace(run, instance, { what: 'start', entry: (instance.version?.program ?? this.#program).entries[instance.entry]!.id })
    this.#log.options.observer?.moved({ ...this.#happening(run, instance), what: 'start', entry: instance.entry, cause: instance.cause })
  }

  enter(run: RecordedProfile, instance: ReferenceInstance, step: number): void {
    const place = placeOf(instance, step)
    this.#group(instance).entered[place]!++
    this.#trace(run, instance, { what: 'enter', step: this.#program.steps[place]!.id })
    this.#log.options.observer?.moved({ ...this.#happening(run, instance), what: 'enter', step, cause: instance.cause })
  }

  leave(run: RecordedProfile, instance: ReferenceInstance, step: number, port: number): void {
    const place = placeOf(instance, step)
    const portPlace = instance.version?.places.ports[step]![port] ?? port
    this.#stay(run, instance, place)
    this.#group(instance).ports[this.#layout.portBase[place]! + portPlace]!++
    const { id, ports } = this.#program.steps[place]!
    this.#trace(run, instance, { what: 'leave', step: id, port: ports[portPlace]!.id })
    this.#log.options.observer?.moved({ ...this.#happening(run, instance), what: 'leave', step, port, cause: instance.cause })
  }

  end(run: RecordedProfile, instance: ReferenceInstance, step: number, outcome: number): void {
    const group = this.#group(instance)
    const place = placeOf(instance, step)
    const outcomePlace = instance.version?.places.outcomes[outcome] ?? outcome
    this.#stay(run, instance, place)
    group.ended[place * this.#program.outcomes.length + outcomePlace]!++
    group.outcomes[outcomePlace]!++
    group.finished++
    this.#trace(run, instance, { what: 'end', step: this.#program.steps[place]!.id, outcome: this.#program.outcomes[outcomePlace]! })
    this.#log.options.observer?.moved({ ...this.#happening(run, instance), what: 'end', step, outcome, cause: instance.cause })
  }

  /** It ends later than what ends it was met. */
  endedLate(): void {
    this.tally.endedLate++
  }

  goal(run: RecordedProfile, instance: ReferenceInstance, goal: number, event: HistoryEvent): void {
    const group = this.#group(instance)
    const { version } = instance
    const program = version?.program ?? this.#program
    const place = version?.places.goals[goal] ?? goal
    const message = instance.lastMessage < 0 ? -1 : placeOf(instance, instance.lastMessage)
    const { id, value: property } = program.goals[goal]!
    const raw = property === null ? undefined : event.properties[property]
    const value = typeof raw === 'number' ? micros(raw) : 0n
    const isFirst = instance.reached.size === 0
    instance.reached.add(goal)
    if (isFirst) group.converted++
    group.conversions[place]!++
    group.goalValue[place]! += value
    group.credited[place * (this.#program.steps.length + 1) + message + 1]!++
    if (instance.heldOut) {
      if (isFirst) group.heldOutConverted++
      group.heldOutValue += value
    } else {
      for (const { deal } of program.deals) this.#creditVariant(group, instance, deal, goal, value)
      for (const { deal, converted } of this.tally.winners) {
        const variant = instance.taken.get(deal)
        if (variant !== undefined && this.#program.deals[deal]!.winner!.goal === goal) converted[variant]!.push(run.now)
      }
    }
    this.#trace(run, instance, { what: 'goal', goal: id, creditedTo: this.#program.steps[message]?.id ?? 'none' })
  }

  /** Held-out instances are dealt a variant like all others, but counted in none. */
  dealt(run: RecordedProfile, instance: ReferenceInstance, deal: Deal, variant: number): void {
    if (instance.heldOut) return
    this.#group(instance).variantEntered[this.#variantPlace(instance, deal.index, variant)]!++
    this.tally.winners.find((one) => one.deal === deal.index)?.entered[variant]!.push(run.now)
  }

  sent(run: RecordedProfile, instance: ReferenceInstance, step: number, channel: Channel): void {
    const place = placeOf(instance, step)
    this.#group(instance).sent[place]!++
    this.#message(run, instance, place, channel, 'sent', '')
    this.#trace(run, instance, { what: 'message', step: this.#program.steps[place]!.id, status: 'sent' })
  }

  suppressed(run: RecordedProfile, instance: ReferenceInstance, step: number, channel: Channel, reason: SuppressionReason): void {
    const place = placeOf(instance, step)
    this.#group(instance).suppressed[place * SUPPRESSION_REASONS.length + SUPPRESSION_REASONS.indexOf(reason)]!++
    this.#message(run, instance, place, channel, 'suppressed', reason)
    this.#trace(run, instance, { what: 'message', step: this.#program.steps[place]!.id, status: 'suppressed', reason })
  }

  finishProfile(waiting: readonly ReferenceInstance[]): void {
    for (const instance of waiting) this.#group(instance).waiting[placeOf(instance, instance.step)]!++
    if (this.#started) this.tally.profiles++
    this.#started = false
    this.#seenValues = new Set()
  }

  #creditVariant(group: GroupTally, instance: ReferenceInstance, deal: Deal, goal: number, value: bigint): void {
    const variant = instance.taken.get(deal.index)
    if (variant === undefined || (deal.goal !== null && deal.goal !== goal)) return
    const at = this.#variantPlace(instance, deal.index, variant)
    group.variantValue[at]! += value
    if (!instance.dealConverted.has(deal.index)) group.variantConverted[at]!++
    instance.dealConverted.add(deal.index)
  }

  #variantPlace({ version }: ReferenceInstance, deal: number, variant: number): number {
    return this.#layout.variantBase[version?.places.deals[deal] ?? deal]! + (version?.places.variants[deal]![variant] ?? variant)
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

/** Where a step of the version the instance goes by is counted. */
function placeOf({ version }: ReferenceInstance, step: number): number {
  return version?.places.steps[step] ?? step
}
