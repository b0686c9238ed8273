import type { JsonValue } from '../json.ts'
import type { ComparisonOp } from '../model/condition.ts'
import type { Duration } from '../model/duration.ts'
import type { Channel } from '../model/steps/message.ts'
import type { ValueTest } from '../simulate/compare.ts'

// Plain data that survives JSON: a program travels to worker threads and into the results of shards.

/** Where a port leads that is not connected: the journey ends there as completed. */
export const NOWHERE = -1

/** A condition with durations parsed and names resolved; `all` of nothing always holds. Equal conditions of a run are one object. */
export type Predicate =
  | { kind: 'all'; of: readonly Predicate[] }
  | { kind: 'any'; of: readonly Predicate[] }
  | { kind: 'not'; of: Predicate }
  /** A named condition: judged with no event at hand. */
  | { kind: 'segment'; id: string; of: Predicate }
  | { kind: 'attribute'; name: string; test: ValueTest }
  | { kind: 'property'; name: string; test: ValueTest }
  | { kind: 'near'; latitude: number; longitude: number; radiusM: number }
  /** Local times of day in ms; over midnight if from > to. */
  | { kind: 'localTime'; fromMs: number; toMs: number }
  | { kind: 'weekday'; days: readonly number[] }
  | DidPredicate
  | SequencePredicate

/** What is asked of the past events found: how many (of one value of `per`), or an aggregate of a property. */
export type Measure =
  | { kind: 'count'; op: ComparisonOp; value: number; per: string | null }
  | { kind: 'sum' | 'avg' | 'max' | 'min' | 'distinct'; property: string; op: ComparisonOp; value: number }

export interface DidPredicate {
  kind: 'did'
  /** `*`: any but `$sent`, `$set` and `$api:…`. */
  event: string
  where: Predicate
  /** Null: ever. */
  window: Duration | null
  /** How far the window is shifted back; null: it ends now. */
  ago: Duration | null
  /** Only occurrences that this does not follow, once its time has passed. */
  notFollowedBy: { event: string; where: Predicate; within: Duration } | null
  measure: Measure
}

export interface SequencePredicate {
  kind: 'sequence'
  items: readonly { event: string; where: Predicate }[]
  window: Duration | null
  ago: Duration | null
}

export const ALWAYS: Predicate = { kind: 'all', of: [] }

export type ProgramTrigger =
  | { kind: 'event'; event: string }
  | { kind: 'segment'; segment: Predicate; change: 'enter' | 'leave' }
  /** `at`: as written; `every`: an RFC 5545 rule. */
  | { kind: 'schedule'; at: string | null; every: string | null; audience: Predicate }

export interface ProgramEntry { id: string; trigger: ProgramTrigger; where: Predicate; target: number }

export interface ProgramGoal { id: string; event: string; where: Predicate; value: string | null; windowMs: number | null; endsJourney: boolean; outcome: number }

export type ProgramExit =
  | { kind: 'event'; id: string; event: string; where: Predicate; outcome: number }
  | { kind: 'segment'; id: string; segment: Predicate; outcome: number }

export type ProgramReentry =
  | { kind: 'once' }
  | { kind: 'afterExit'; cooldownMs: number; limit: StartLimit | null }
  | { kind: 'always'; key: string | null; limit: StartLimit | null }
export interface StartLimit { count: number; withinMs: number }

export interface ProgramCap {
  /** `*`: every channel, but for those `uncounted`. */
  channel: Channel | '*'
  uncounted?: readonly Channel[]
  count: number
  /** A rolling window in ms, or the calendar period that is counted from its start. */
  window: { kind: 'rolling'; ms: number } | { kind: 'calendar'; period: 'day' | 'week' | 'month' }
  onCap: { kind: 'skip' } | { kind: 'exit'; outcome: number } | { kind: 'retry'; forMs: number }
}

export interface ProgramPolicies {
  /** Local times of day in ms, `from` included, `to` not; over midnight if from > to. */
  quietHours: { fromMs: number; toMs: number; hold: boolean } | null
  caps: readonly ProgramCap[]
  /** Attribute that must be true, by channel; a channel that is not listed needs none. */
  consent: Readonly<Partial<Record<Channel, string>>>
  /** Held out are profiles whose bucket (0 … 9,999) under `seed` is below `below`. */
  holdout: { seed: string; below: number } | null
}

/** `target` is a step index or NOWHERE. */
export interface ProgramPort { id: string; target: number }

/**
 * Who gets which variant: by the hash of `seed` and the profile id. `index` numbers the dealing steps of the program. `redrawn`: a split that draws anew each
 * time somebody comes to it, by the place this names.
 */
export interface Deal { index: number; seed: string; weights: readonly number[]; variantIds: readonly string[]; goal: number | null; redrawn?: string }

/** When a split would name a winner by itself: not before `afterMs` from its first deal, with `minimum` people in each variant, by a goal. */
export interface AutoWinner { afterMs: number; goal: number; minimum: number }

/** What ends a delay. `timeMs`: local time of day; `weekday` 1 (Monday) to 7; `date` as written. */
export type DelayUntil =
  | { kind: 'for'; ms: number }
  | { kind: 'time'; timeMs: number; weekday: number | null }
  | { kind: 'date'; date: string; timeMs: number }
  | { kind: 'bestTime'; withinMs: number }

export type WaitBranch =
  | { kind: 'event'; event: string; where: Predicate; port: number }
  | { kind: 'segment'; segment: Predicate; port: number }

/** What a step does; port numbers index the step's `ports`. */
export type Operation =
  | { kind: 'message'; channel: Channel; deal: Deal | null; exemptCaps: boolean; exemptQuietHours: boolean; suppressedPort: number }
  | { kind: 'delay'; until: DelayUntil }
  | {
      kind: 'waitFor'
      branches: readonly WaitBranch[]
      timeout: { ms: number; port: number } | null
      /** How far back an event counts: not at all, to the instance's start, or this many ms. */
      look: 'arrival' | 'entry' | number
    }
  /** A wait that hears nothing and looks at its timeout for what has happened: `look` reaches back from there. Null: it is never over. */
  | { kind: 'poll'; branches: readonly WaitBranch[]; timeout: { ms: number; port: number } | null; look: 'entry' | number }
  | { kind: 'branch'; branches: readonly { when: Predicate; port: number }[]; elsePort: number }
  | { kind: 'split'; deal: Deal }
  | { kind: 'update'; set: readonly { attribute: string; value: JsonValue; liquid: boolean }[] }
  | { kind: 'webhook'; errorPort: number }
  /** `journey`: index of the other journey in the run. */
  | { kind: 'journey'; journey: number; wait: boolean }
  | { kind: 'exit'; outcome: number }

/** When exits and goals that end the journey take effect, where that is not at once: see `Switches.endings`. */
export interface Endings { at: 'stepEnd' | 'waitEnd' | 'beforeAction'; goalsDaily: boolean }

export interface ProgramStep { id: string; ports: readonly ProgramPort[]; operation: Operation }

/**
 * A journey as both engines run it: everything resolved to indices, in document order. `outcomes` lists every way an instance can end;
 * `deals` every step that deals variants.
 */
export interface JourneyProgram {
  journeyId: string
  timeZone: string
  priority: number
  /** Entries open from `from` until before `until`, epoch ms; null: no bound. */
  open: { from: number | null; until: number | null }
  entries: readonly ProgramEntry[]
  reentry: ProgramReentry
  goals: readonly ProgramGoal[]
  exits: readonly ProgramExit[]
  policies: ProgramPolicies
  steps: readonly ProgramStep[]
  outcomes: readonly string[]
  deals: readonly { step: number; deal: Deal; winner: AutoWinner | null }[]
  /** Longest goal window in ms; 0 without windows. */
  longestWindowMs: number
  /** Absent: at once. */
  endings?: Endings
}

/** Journeys that run together, in the order of their documents. `turns`: their indices by priority, the higher first, ties as given. */
export interface RunProgram { journeys: readonly JourneyProgram[]; turns: readonly number[] }

/** Index of the outcome `completed`, always the first, and of `parent`, always the second: a child whose parent ended. */
export const COMPLETED_OUTCOME = 0
export const PARENT_OUTCOME = 1
