import type { JourneyProgram, Operation, Predicate } from '../../compile/program.ts'
import type { JsonValue } from '../../json.ts'
import { evaluate, type HistoryEvent, type ProfileView } from './evaluate.ts'
import type { Asked, Happening, RunObserver } from './observer.ts'
import type { Recorder } from './recorder.ts'
import type { ReferenceInstance } from './instance.ts'
import type { Scenario } from '../scenario.ts'

/** One journey of one profile as its rules see it: what they may read, and the few things that they may do. */
export interface RunningJourney extends ProfileView {
  readonly program: JourneyProgram
  readonly profileId: string
  readonly until: number
  readonly seed: number
  readonly scenario: Scenario | undefined
  readonly recorder: Recorder
  readonly observer: RunObserver | undefined
  /** Number of the pass under way: see `ReferenceInstance.arrivedIn`. */
  readonly pass: number
  /** An attribute changes by a step; undefined or null takes it away. */
  change(attribute: string, value: JsonValue | undefined): void
  /** A message sent now joins the history; it does not arrive. */
  send(message: HistoryEvent): void
  /** What comes of the message that the step has just sent will arrive in its time. */
  awaitReactions(instance: ReferenceInstance, step: number): void
  /** Starts the journey that a journey step leads to, once the actor that asks has come to rest. */
  startChild(parent: ReferenceInstance, step: number): void
  /** The instance comes to a step, goes on by one of its ports, or ends there. */
  arrive(instance: ReferenceInstance, step: number): void
  leave(instance: ReferenceInstance, step: number, port: number): void
  end(instance: ReferenceInstance, step: number, outcome: number): void
  /** It is to end by the outcome once it is looked at; a goal takes the place of an exit, else what came first stays. */
  mark(instance: ReferenceInstance, outcome: number, byGoal: boolean): void
  endAsMarked(instance: ReferenceInstance, step: number): void
}

/** Judges a condition for a decision, and tells the observer. */
export function judge(run: RunningJourney, instance: ReferenceInstance | undefined, asked: Asked, predicate: Predicate, atHand: HistoryEvent | undefined): boolean {
  const holds = evaluate(predicate, run, atHand)
  run.observer?.judged({ ...happening(run, instance), asked, predicate, view: run, atHand, holds })
  return holds
}

/** Whose turn it is, as observers are told. */
export function happening({ now, profileId, program }: RunningJourney, instance: ReferenceInstance | undefined): Happening {
  return { at: now, profileId, journeyId: program.journeyId, instance: instance?.number }
}

/** The step's operation, of a kind that its machine state tells. */
export function operationOf<K extends Operation['kind']>(program: JourneyProgram, step: number, kind: K): Extract<Operation, { kind: K }> {
  const { operation } = program.steps[step]!
  if (operation.kind !== kind) throw new Error(`step ${step} is no ${kind}`)
  return operation as Extract<Operation, { kind: K }> // as: just checked
}
