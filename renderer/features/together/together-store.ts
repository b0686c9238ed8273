import { create } from 'zustand'
import type { CallError } from '../../../engine/api/contract.ts'
import type { TogetherView } from '../../../engine/core/together/together-view.ts'
import type { FinishedRun } from '../../stores/run-store.ts'

/** A run tried with other priorities: `first` comes before `second`. */
export interface Swapped { first: string; second: string; view: TogetherView | null }

interface TogetherState {
  /** The run that is looked at. */
  run: FinishedRun | null
  view: TogetherView | null
  jobId: string | null
  error: CallError | null
  isCancelled: boolean
  swapped: Swapped | null
}

export const NOTHING_SEEN = { view: null, jobId: null, error: null, isCancelled: false, swapped: null }

/** What journeys that ran together did to each other. Neither saved nor undone. */
export const useTogetherStore = create<TogetherState>()(() => ({ run: null, ...NOTHING_SEEN }))
