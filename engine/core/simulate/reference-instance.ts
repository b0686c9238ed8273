import type { JsonValue } from '../json.ts'
import type { HistoryEvent } from './evaluate.ts'
import type { RunOptions, TraceEntry } from './run.ts'

export interface ReferenceOptions extends RunOptions { onTrace?: (entry: TraceEntry) => void }

/** One pass of the profile, as its actor's guards and actions see it. */
export interface ReferenceInstance {
  number: number
  entry: number
  startedAt: number
  arrivedAt: number
  step: number
  hand: HistoryEvent | undefined
  lastMessage: number
  reached: Set<number>
  taken: Map<number, number>
  dealConverted: Set<number>
  path: string[]
  group: readonly string[]
  ended: boolean
  stepsNow: number
  countedAt: number
}

/** What the recorder has to know of the profile whose instances report to it. */
export interface RecordedProfile { profileId: string; now: number; until: number; attributes: ReadonlyMap<string, JsonValue> }
