import type { Predicate } from '../../compile/program.ts'
import type { HistoryEvent, ProfileView } from './evaluate.ts'
import type { SuppressionReason } from '../tally.ts'

/** Whose happening it is. `instance` counts a profile's starts in its journey from 1; undefined: nobody's yet. */
export interface Happening { at: number; profileId: string; journeyId: string; instance: number | undefined }

/** What a condition decides. Numbers are indices of the journey's program. */
export type Asked =
  | { what: 'entry'; entry: number }
  | { what: 'audience'; entry: number }
  | { what: 'goal'; goal: number }
  | { what: 'exit'; exit: number }
  | { what: 'branch'; step: number; branch: number }
  /** A branch of a wait: by what comes, or on arrival by what has been. */
  | { what: 'wait'; step: number; branch: number; onArrival: boolean }

/** A condition that was judged. `view` is live: it shows the profile as it is during the call only. */
export interface Judgement extends Happening { asked: Asked; predicate: Predicate; view: ProfileView; atHand: HistoryEvent | undefined; holds: boolean }

/** Why an instance moves. `arrival`: nothing held it where it had just arrived. `release`: the timer of a parked message. */
export type Cause =
  | { kind: 'event'; event: HistoryEvent }
  | { kind: 'schedule'; entry: number }
  | { kind: 'timer' | 'arrival' | 'segment' | 'release' | 'journey' | 'childEnd' | 'parentEnd' }

/** A move of an instance. Numbers are indices of the journey's program. */
export type Move = Happening & { cause: Cause } & (
  | { what: 'start'; entry: number }
  | { what: 'enter'; step: number }
  | { what: 'leave'; step: number; port: number }
  | { what: 'end'; step: number; outcome: number }
)

/** Which policy decided over a message. `cap` numbers the caps of the journey; `sent` is what it counted, `filledBy` the messages themselves, oldest first. */
export type DecidedBy =
  | { kind: 'holdout' }
  | { kind: 'consent'; attribute: string }
  | { kind: 'cap'; cap: number; sent: number; filledBy: readonly HistoryEvent[] }
  | { kind: 'quietHours'; localTimeMs: number }

/** What becomes of a message at arrival or release. `until`: when a parked one is decided again; `outcome`: how the instance ends. */
export type MessageDecision =
  | { kind: 'send' }
  | { kind: 'suppress'; reason: SuppressionReason; by: DecidedBy }
  | { kind: 'end'; reason: 'cap'; by: DecidedBy; outcome: number }
  | { kind: 'park'; until: number; by: DecidedBy }

/** Why re-entry refuses a start: there was one before; one is under way (of the same key); too early after the last end; too many in the limit's span. */
export type Refusal = 'once' | 'active' | 'key' | 'cooldown' | 'limit'

/**
 * An entry that was triggered, or a journey step that starts the other journey (`entry` undefined). `refused` undefined: it was admitted;
 * `closed`: it is outside of the run or of the journey's active span, and is not even asked whether its condition holds.
 */
export interface EntryAnswer extends Happening { entry: number | undefined; refused: Refusal | 'closed' | undefined }

/** An instance that is under way when the run ends, as its machine stands: the names of the states it is in, the outer first, and when its timers are due. */
export interface Standing extends Happening { step: number; state: readonly string[]; timers: readonly number[] }

/** Told why things happen as they happen in the reference engine, in order. A run without one does nothing for it. */
export interface RunObserver {
  judged(judgement: Judgement): void
  moved(move: Move): void
  decided(decision: Happening & { step: number; decision: MessageDecision }): void
  answered(answer: EntryAnswer): void
  stands?(standing: Standing): void
}
