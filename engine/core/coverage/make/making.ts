import type { DidPredicate, SequencePredicate } from '../../compile/program.ts'
import type { Chooser } from './chooser.ts'
import type { Demand } from './demands.ts'
import type { Draft } from './draft.ts'
import type { Played } from './play.ts'
import type { ValuePools } from './values.ts'

/** What is asked of the past, and when. */
export interface PastDemand { predicate: DidPredicate | SequencePredicate; want: boolean; at: number }

/** What edits go by. */
export interface Making {
  played: Played | null
  zone: string
  pools: ValuePools
  /** An event that no condition names. */
  neutralEvent: string
  chooser: Chooser
  /** Attributes change when they have to, by an event, instead of having been so from the start. */
  late: boolean
  /** How deep conditions on the past stand in one another. */
  depth: number
  /** Conditions on the past that hold already: what is added should leave them so. */
  keep: readonly PastDemand[]
  /** `meet`: the filter of a past event is met as any condition is. */
  meet: (draft: Draft, demands: readonly Demand[], making: Making) => Draft | undefined
}
