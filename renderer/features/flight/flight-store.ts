import { create } from 'zustand'
import type { CallError, JourneyVersion, MethodOutput } from '../../../engine/api/contract.ts'
import type { Impact } from '../../../engine/core/flight/impact.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import type { FinishedRun } from '../../stores/run-store.ts'

/** One of the two versions: what was rehearsed last, what is open, or a saved one. */
export type FlightSide = { kind: 'run' } | { kind: 'open' } | { kind: 'version'; version: number }

/** The people behind a number. */
export interface AskedPeople { step?: string; fate?: 'same' | 'changed' | 'moved' | 'lost'; differ?: boolean }

interface FlightState {
  /** The run the question is about. */
  run: FinishedRun | null
  before: FlightSide
  after: FlightSide
  versions: readonly JourneyVersion[]
  /** Epoch ms; null: two thirds through the run. */
  at: number | null
  /** Step of the older version that is gone, to step of the newer one. */
  moves: Readonly<Record<string, string>>
  jobId: string | null
  impact: Impact | null
  /** The documents of `impact`. */
  asked: { before: JourneyDocument; after: JourneyDocument } | null
  error: CallError | null
  isCancelled: boolean
  isMarked: boolean
  shown: { of: AskedPeople; answer: MethodOutput<'flight.people'> | null; error: CallError | null } | null
}

export const NOTHING_ASKED = { jobId: null, impact: null, asked: null, error: null, isCancelled: false, shown: null }

/** What another version would do to people under way, while it is looked at. Neither saved nor undone. */
export const useFlightStore = create<FlightState>()(() => ({
  run: null, before: { kind: 'run' }, after: { kind: 'open' }, versions: [], at: null, moves: {}, isMarked: true, ...NOTHING_ASKED,
}))

/** The instant that is asked about. */
export function instantAsked(run: FinishedRun, at: number | null): number {
  const { from, until } = run.result
  return at === null ? Math.round(from + ((until - from) * 2) / 3) : Math.min(until, Math.max(from, at))
}
