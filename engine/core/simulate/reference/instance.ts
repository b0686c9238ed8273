import type { JourneyProgram } from '../../compile/program.ts'
import type { HistoryEvent } from './evaluate.ts'
import type { Cause, MessageDecision, RunObserver } from './observer.ts'
import type { RunOptions, TraceEntry } from '../run.ts'

/** A message to an instance that started at `startedAt`: the `nth` (from 0) that its step sent it. `variant`: the one it was dealt; -1: none. */
export interface MessageSent { profileId: string; journey: number; step: number; variant: number; startedAt: number; nth: number; at: number }

export interface ReferenceOptions extends RunOptions {
  onTrace?: (entry: TraceEntry) => void
  /** Told the reason of everything; see observer.ts. */
  observer?: RunObserver
  /** What the profile does because of a message, in the order in which it is to come in where instants are equal. */
  reactionsTo?: (sent: MessageSent) => readonly HistoryEvent[]
}

/**
 * Where the numbers of one version of a journey stand in a program that holds two of them: by entry, step, step and port, outcome, goal, deal, deal and
 * variant.
 */
export interface Places {
  entries: readonly number[]
  steps: readonly number[]
  ports: readonly (readonly number[])[]
  outcomes: readonly number[]
  goals: readonly number[]
  deals: readonly number[]
  variants: readonly (readonly number[])[]
}

/** The version an instance goes by, where it is not the one that is counted by. */
export interface InstanceVersion { program: JourneyProgram; places: Places }

/** One pass of the profile, as its actor's guards and actions see it. */
export interface ReferenceInstance {
  number: number
  entry: number
  startedAt: number
  arrivedAt: number
  step: number
  /** The event that last moved it; undefined: none did. */
  hand: HistoryEvent | undefined
  /** Its value of the re-entry key, as canonical JSON; undefined: it has none. */
  key: string | undefined
  heldOut: boolean
  lastMessage: number
  reached: Set<number>
  taken: Map<number, number>
  dealConverted: Set<number>
  path: string[]
  group: readonly string[]
  ended: boolean
  /** The passes over the journeys (one an event or round of a segment pass) in which it started and arrived at its step. */
  startedIn: number
  arrivedIn: number
  /** When its delay is over or its parked message is decided again, where only arrival tells. */
  dueAt: number
  decision: MessageDecision
  webhookFailed: boolean
  /** How often it came to each webhook, and how many messages each step sent it. */
  visits: Map<number, number>
  /** The instance whose step waits for this one, and the one that this one's step waits for. */
  parent: ReferenceInstance | undefined
  child: ReferenceInstance | undefined
  /** Why it moves, if it does. */
  cause: Cause
  /** Undefined: it goes by the program that is counted by. */
  version: InstanceVersion | undefined
  /** Where ends take effect later: how it ends once it is looked at, and since when that is so. */
  mark: { outcome: number; byGoal: boolean; at: number } | undefined
  /** Steps at the instant `countedAt`. */
  stepsNow: number
  countedAt: number
  /** Tells its actor. */
  tell: (type: string, cause: Cause, event?: HistoryEvent) => void
}
