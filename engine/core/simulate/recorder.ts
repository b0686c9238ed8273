import type { Deal, JourneyProgram } from '../compile/program.ts'
import type { Channel } from '../model/steps/message.ts'
import type { HistoryEvent } from './evaluate.ts'
import { shownValue } from './group-value.ts'
import type { RecordedProfile, ReferenceInstance, ReferenceOptions } from './reference-instance.ts'
import type { MessageRecord, TraceEntry } from './run.ts'
import { addDwell, emptyGroup, emptyTally, groupKey, micros, tallyLayout, type GroupTally, type Tally, type TallyLayout } from './tally.ts'

type Happening = TraceEntry extends infer Entry ? (Entry extends TraceEntry ? Omit<Entry, 'at' | 'profileId' | 'instance'> : never) : never

/** Counts and traces what the reference engine's actors report. */
export class Recorder {
  readonly tally: Tally
  readonly messages: MessageRecord[] = []
  readonly #program: JourneyProgram
  readonly #options: ReferenceOptions
  readonly #layout: TallyLayout
  readonly #groups = new Map<string, GroupTally>()
  #seenValues = new Set<string>()
  #started = false

  constructor(program: JourneyProgram, options: ReferenceOptions) {
    this.#program = program
    this.#options = options
    this.#layout = tallyLayout(program)
    this.tally = emptyTally(program, options.breakDown ?? [])
  }

  entryMatched(entry: number, admitted: boolean): void {
    this.tally.matched[entry]!++
    if (admitted) this.tally.admitted[entry]!++
    else this.tally.refused[entry]!++
  }

  /** Values of the break-down attributes at a start: the profile's, else the trigger's, else `(missing)`. */
  groupOf(run: RecordedProfile, trigger: HistoryEvent): readonly string[] {
    return (this.#options.breakDown ?? []).map((name) => shownValue(run.attributes.get(name)) ?? shownValue(trigger.properties[name]) ?? '(missing)')
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
    if (instance.startedAt + this.#program.longestWindowMs <= run.until) group.mature++
    this.#trace(run, instance, { what: 'start', entry: this.#program.entries[instance.entry]!.id })
  }

  enter(run: RecordedProfile, instance: ReferenceInstance, step: number): void {
    this.#group(instance).entered[step]!++
    this.#trace(run, instance, { what: 'enter', step: this.#program.steps[step]!.id })
  }

  leave(run: RecordedProfile, instance: ReferenceInstance, step: number, port: number): void {
    this.#stay(run, instance, step)
    this.#group(instance).ports[this.#layout.portBase[step]! + port]!++
    const { id, ports } = this.#program.steps[step]!
    this.#trace(run, instance, { what: 'leave', step: id, port: ports[port]!.id })
  }

  end(run: RecordedProfile, instance: ReferenceInstance, step: number, outcome: number): void {
    const group = this.#group(instance)
    this.#stay(run, instance, step)
    group.ended[step * this.#program.outcomes.length + outcome]!++
    group.outcomes[outcome]!++
    group.finished++
    this.#trace(run, instance, { what: 'end', step: this.#program.steps[step]!.id, outcome: this.#program.outcomes[outcome]! })
  }

  goal(run: RecordedProfile, instance: ReferenceInstance, goal: number, event: HistoryEvent): void {
    const group = this.#group(instance)
    const { id, value: property } = this.#program.goals[goal]!
    const raw = property === null ? undefined : event.properties[property]
    const value = typeof raw === 'number' ? micros(raw) : 0n
    if (instance.reached.size === 0) group.converted++
    instance.reached.add(goal)
    group.conversions[goal]!++
    group.goalValue[goal]! += value
    group.credited[goal * (this.#program.steps.length + 1) + instance.lastMessage + 1]!++
    for (const { deal } of this.#program.deals) this.#creditVariant(group, instance, deal, goal, value)
    this.#trace(run, instance, { what: 'goal', goal: id, creditedTo: this.#program.steps[instance.lastMessage]?.id ?? 'none' })
  }

  dealt(instance: ReferenceInstance, deal: Deal, variant: number): void {
    this.#group(instance).variantEntered[this.#layout.variantBase[deal.index]! + variant]!++
  }

  sent(run: RecordedProfile, instance: ReferenceInstance, step: number, channel: Channel): void {
    this.#group(instance).sent[step]!++
    const { id: stepId } = this.#program.steps[step]!
    if (this.#options.collectMessages) {
      this.messages.push({ profileId: run.profileId, stepId, channel, at: run.now, status: 'sent', reason: '', path: instance.path.join('/') })
    }
    this.#trace(run, instance, { what: 'message', step: stepId, status: 'sent' })
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

  #trace(run: RecordedProfile, instance: ReferenceInstance, happening: Happening): void {
    this.#options.onTrace?.({ at: run.now, profileId: run.profileId, instance: instance.number, ...happening } as TraceEntry) // as: the parts of one entry
  }
}
