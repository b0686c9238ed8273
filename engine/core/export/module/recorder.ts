import type { Deal, JourneyProgram } from '../../compile/program.ts'
import type { JsonValue } from '../../json.ts'
import type { HistoryEvent } from '../../simulate/reference/evaluate.ts'
import type { ReferenceInstance } from '../../simulate/reference/instance.ts'
import type { MessageRecord, TraceEntry } from '../../simulate/run.ts'
import { templateOf, type ExportedDocument } from './machines.ts'

type Traced = TraceEntry extends infer Entry ? (Entry extends TraceEntry ? Omit<Entry, 'at' | 'profileId' | 'instance' | 'journey'> : never) : never

/** A message that is to be sent now, or was suppressed; `template` as the document has it, Liquid and all. */
export interface JourneyMessage extends Omit<MessageRecord, 'path'> { instance: number; variant: string | undefined; template: JsonValue | undefined }

/** Who is told what happens. `several`: more than one journey runs, so that traces name theirs. */
export interface Listener { several: boolean; onTrace(entry: TraceEntry): void; onMessage(message: JourneyMessage): void }

/** Tells what the actors of one journey do: stands in the exported module for the engine's recorder, which counts. */
export class Recorder {
  /** Who is under way, in start order. */
  readonly underWay = new Set<ReferenceInstance>()
  readonly #program: JourneyProgram
  readonly #document: ExportedDocument
  readonly #listener: Listener

  constructor(program: JourneyProgram, document: ExportedDocument, listener: Listener) {
    this.#program = program
    this.#document = document
    this.#listener = listener
  }

  entryMatched(_entry: number, _admitted: boolean): void {}

  groupOf(_run: Present, _trigger: HistoryEvent | undefined): readonly string[] {
    return []
  }

  start(run: Present, instance: ReferenceInstance): void {
    this.underWay.add(instance)
    this.#trace(run, instance, { what: 'start', entry: this.#program.entries[instance.entry]!.id })
  }

  enter(run: Present, instance: ReferenceInstance, step: number): void {
    this.#trace(run, instance, { what: 'enter', step: this.#step(step) })
  }

  leave(run: Present, instance: ReferenceInstance, step: number, port: number): void {
    this.#trace(run, instance, { what: 'leave', step: this.#step(step), port: this.#program.steps[step]!.ports[port]!.id })
  }

  end(run: Present, instance: ReferenceInstance, step: number, outcome: number): void {
    this.underWay.delete(instance)
    this.#trace(run, instance, { what: 'end', step: this.#step(step), outcome: this.#program.outcomes[outcome]! })
  }

  endedLate(): void {}

  goal(run: Present, instance: ReferenceInstance, goal: number, _event: HistoryEvent): void {
    instance.reached.add(goal)
    const creditedTo = instance.lastMessage < 0 ? 'none' : this.#step(instance.lastMessage)
    this.#trace(run, instance, { what: 'goal', goal: this.#program.goals[goal]!.id, creditedTo })
  }

  dealt(_run: Present, _instance: ReferenceInstance, _deal: Deal, _variant: number): void {}

  sent(run: Present, instance: ReferenceInstance, step: number, channel: JourneyMessage['channel']): void {
    this.#listener.onMessage(this.#message(run, instance, step, channel, 'sent', ''))
    this.#trace(run, instance, { what: 'message', step: this.#step(step), status: 'sent' })
  }

  suppressed(run: Present, instance: ReferenceInstance, step: number, channel: JourneyMessage['channel'], reason: Extract<Traced, { status: 'suppressed' }>['reason']): void {
    this.#listener.onMessage(this.#message(run, instance, step, channel, 'suppressed', reason))
    this.#trace(run, instance, { what: 'message', step: this.#step(step), status: 'suppressed', reason })
  }

  finishProfile(_waiting: readonly ReferenceInstance[]): void {
    this.underWay.clear()
  }

  #step(step: number): string {
    return this.#program.steps[step]!.id
  }

  #message({ profileId, now }: Present, instance: ReferenceInstance, step: number, channel: JourneyMessage['channel'], status: JourneyMessage['status'], reason: string): JourneyMessage {
    const { operation } = this.#program.steps[step]!
    const deal = operation.kind === 'message' ? operation.deal : null
    const dealt = deal ? instance.taken.get(deal.index) : undefined
    const variant = dealt === undefined ? undefined : deal?.variantIds[dealt]
    const stepId = this.#step(step)
    return { profileId, journeyId: this.#program.journeyId, stepId, instance: instance.number, channel, at: now, status, reason, variant, template: templateOf(this.#document, stepId, dealt) }
  }

  #trace({ now, profileId }: Present, { number }: ReferenceInstance, traced: Traced): void {
    const journey = this.#listener.several ? { journey: this.#program.journeyId } : {}
    this.#listener.onTrace({ at: now, profileId, instance: number, ...journey, ...traced } as TraceEntry) // as: the parts of one entry
  }
}

/** Whose instance it is, and when. */
interface Present { profileId: string; now: number }
