import type { AnyActorLogic } from 'xstate'
import { nested } from '../../compile/columns-needed.ts'
import type { DidPredicate, JourneyProgram, Predicate, SequencePredicate } from '../../compile/program.ts'
import type { Places, ReferenceOptions } from './instance.ts'
import { createLogic } from './logic.ts'
import type { Recorder } from './recorder.ts'

/** What all profiles share of one journey: its machine, its counts, and what it can react to at all. */
export interface PreparedJourney {
  index: number
  program: JourneyProgram
  logic: AnyActorLogic
  recorder: Recorder
  options: ReferenceOptions
  countsPressure: boolean
  /** Names of events that can move an instance or convert it. */
  reacting: ReadonlySet<string>
  /** Does a segment move instances, or start them? */
  looks: boolean
  /** What its segments ask of the past, whose answers change as time passes. */
  timed: readonly (DidPredicate | SequencePredicate)[]
  /** Of a version that another one follows: where its numbers stand in the whole that is counted. */
  places?: Places
  /** Of a version that follows another one: its machine with a way into the middle of each step. */
  resuming?: AnyActorLogic
}

export function prepareJourney(program: JourneyProgram, index: number, recorder: Recorder, options: ReferenceOptions, countsPressure: boolean): PreparedJourney {
  const branches = program.steps.flatMap(({ operation }) => (operation.kind === 'waitFor' ? operation.branches : []))
  const exits = program.endings ? program.exits.filter(({ kind }) => kind === 'event') : program.exits // the others are looked at where an instance may end
  const movers = [...program.goals, ...exits, ...branches]
  const segments: Predicate[] = [...movers, ...program.entries.map(({ trigger }) => trigger)].flatMap((one) => ('segment' in one ? [one.segment] : []))
  const timed = new Set(segments.flatMap((segment) => [...nested(segment)]).filter((one) => one.kind === 'did' || one.kind === 'sequence'))
  const reacting = new Set(movers.flatMap((one) => ('event' in one ? [one.event] : [])))
  return { index, program, logic: createLogic(program), recorder, options, countsPressure, reacting, looks: segments.length > 0, timed: [...timed] }
}
