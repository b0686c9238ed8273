import type { JsonValue } from '../json.ts'
import type { ComparisonOp } from '../model/condition.ts'
import type { Channel } from '../model/steps/message.ts'
import type { ValueTest } from '../simulate/compare.ts'

/** Where a port leads that is not connected: the journey ends there as completed. */
export const NOWHERE = -1

/** A condition with segments written out and durations in ms; `true` always holds. Equal conditions of a program are one object. */
export type Predicate =
  | { kind: 'all'; of: readonly Predicate[] }
  | { kind: 'any'; of: readonly Predicate[] }
  | { kind: 'not'; of: Predicate }
  | { kind: 'attribute'; name: string; test: ValueTest }
  | { kind: 'property'; name: string; test: ValueTest }
  | DidPredicate

export interface DidPredicate {
  kind: 'did'
  event: string
  where: Predicate
  /** Null: ever. */
  windowMs: number | null
  count: { op: ComparisonOp; value: number }
  /** Count each value of this property by itself. */
  per: string | null
}

export const ALWAYS: Predicate = { kind: 'all', of: [] }

export interface ProgramEntry { id: string; event: string; where: Predicate; target: number }

export interface ProgramGoal { id: string; event: string; where: Predicate; value: string | null; windowMs: number | null; endsJourney: boolean; outcome: number }

export interface ProgramExit { id: string; event: string; where: Predicate; outcome: number }

/** `target` is a step index or NOWHERE. */
export interface ProgramPort { id: string; target: number }

/** Who gets which variant: by the hash of `seed` and the profile id. `index` numbers the dealing steps of the program. */
export interface Deal { index: number; seed: string; weights: readonly number[]; variantIds: readonly string[]; goal: number | null }

/** What a step does; port numbers index the step's `ports`. */
export type Operation =
  | { kind: 'message'; channel: Channel; deal: Deal | null }
  | { kind: 'delay'; ms: number }
  | {
      kind: 'waitFor'
      branches: readonly { event: string; where: Predicate; port: number }[]
      timeout: { ms: number; port: number } | null
      /** How far back an event counts: not at all, to the instance's start, or this many ms. */
      look: 'arrival' | 'entry' | number
    }
  | { kind: 'branch'; branches: readonly { when: Predicate; port: number }[]; elsePort: number }
  | { kind: 'split'; deal: Deal }
  | { kind: 'update'; set: readonly { attribute: string; value: JsonValue; liquid: boolean }[] }
  | { kind: 'exit'; outcome: number }

export interface ProgramStep { id: string; ports: readonly ProgramPort[]; operation: Operation }

/**
 * A journey as both engines run it: everything resolved to indices, in document order. `outcomes` lists every way an instance can end;
 * `deals` every step that deals variants.
 */
export interface JourneyProgram {
  journeyId: string
  entries: readonly ProgramEntry[]
  reentry: { kind: 'once' } | { kind: 'afterExit'; cooldownMs: number }
  goals: readonly ProgramGoal[]
  exits: readonly ProgramExit[]
  steps: readonly ProgramStep[]
  outcomes: readonly string[]
  deals: readonly { step: number; deal: Deal }[]
  /** Longest goal window in ms; 0 without windows. */
  longestWindowMs: number
}

/** Index of the outcome `completed`, always the first. */
export const COMPLETED_OUTCOME = 0
