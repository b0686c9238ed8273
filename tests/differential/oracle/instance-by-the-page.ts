import type { JsonValue } from '../../../engine/core/json.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import type { TraceEntry } from '../../../engine/core/simulate/run.ts'
import type { PastEvent } from './condition-by-the-page.ts'

export interface Stay { step: string; arrived: number; during: number; left?: number; port?: string; outcome?: string; sent: boolean; suppressed?: string }
export interface Taking { step: string; variant: string; at: number; order: number }
export interface Conversion { goal: string; value: number; creditedTo: string; at: number; order: number }
export interface EntryCounts { matched: number; admitted: number; refused: number }

/** One journey of the run, as one profile meets it. */
export interface JourneyHere {
  document: JourneyDocument
  zone: string
  priority: number
  heldOut: boolean
  instances: Instance[]
  entries: Record<string, EntryCounts>
  /** Memberships of its triggers' segments when last looked at. */
  remembered: Map<string, boolean>
}

/** One pass of the profile through a journey, with everything that happened to it. */
export interface Instance {
  journey: JourneyHere
  number: number
  start: number
  /** Number of the event, timer or schedule during which it started. */
  during: number
  endedAt?: number
  outcome?: string
  /** True once goals after the end do not count any more. */
  closed: boolean
  timer?: { due: number; armed: number }
  /** In a dialect that ends later: how it is to end, and since when; and when a goal is looked at daily. */
  mark?: { outcome: string; byGoal: boolean; at: number }
  look?: { due: number; armed: number }
  endedLate?: true
  hand: PastEvent | undefined
  /** With a re-entry key: the value it was started with. */
  key: JsonValue | undefined
  stays: Stay[]
  takings: Taking[]
  conversions: Conversion[]
  lastMessage: string
  breakdown: string[]
  /** The child it waits for; and of such a child, its parent. */
  child?: Instance
  parent?: Instance
}

export type Happening = TraceEntry extends infer One ? (One extends TraceEntry ? Omit<One, 'at' | 'profileId' | 'instance' | 'journey'> : never) : never

export function isActive(one: Instance): boolean {
  return one.endedAt === undefined
}

/** A value as a break-down lists it. */
export function breakdownValue(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '(missing)'
  return typeof value === 'string' ? value : JSON.stringify(value)
}
