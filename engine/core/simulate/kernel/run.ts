import type { Instance } from './instance.ts'
import type { Hand } from './history.ts'
import type { KernelState } from './parts.ts'

/** What one journey of a kernel asks of another: its instances may wait for each other. */
export interface OtherJourney {
  startChild(hand: Hand, parent: Instance | null, stepId: string): Instance | null
  leave(instance: Instance, port: number): void
  end(instance: Instance, outcome: number): void
}

/** What the journeys of a kernel share besides where the profile stands, while their instances are kept in lists. */
export interface KernelRun extends KernelState {
  readonly journeys: readonly OtherJourney[]
  /** Instances that can still be moved or count a goal. */
  live: number
  /** No timer is due before it. */
  nextDue: number
  /** Timers set so far: the order among those due at one instant. */
  armed: number
  /** Number of the pass over the instances that is on: an event, or a round of segments. */
  pass: number
  /** Starts inside starts, by journey steps. */
  nesting: number
}
