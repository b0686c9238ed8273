import { create } from 'zustand'
import type { CallError } from '../../../engine/api/contract.ts'
import type { Varied } from '../../../engine/core/doubt/vary.ts'
import type { Turn } from '../../../engine/core/what-if/apply.ts'
import type { FinishedRun } from '../../stores/run-store.ts'

/** What the draws gave so far. */
export interface Drawn {
  run: FinishedRun
  varied: readonly Varied[]
  /** How many draws were asked for. */
  draws: number
  /** One row of figures a run: those of the tornado, then the draws, as far as they are done. */
  tornado: readonly (readonly number[])[]
  settings: readonly Turn[][]
  figures: readonly (readonly number[])[]
  /** How long the runs took, ms. */
  ms: number
}

interface DoubtState {
  /** By the journey's own id: what is in doubt. Left out: what is to begin with. */
  varied: Readonly<Record<string, readonly Varied[]>>
  draws: number
  /** The figure that is looked at, by id; null: the first. */
  figure: string | null
  drawn: Drawn | null
  /** The job that is running draws. */
  job: { id: string; done: number; total: number } | null
  error: CallError | null
}

/** Ranges instead of numbers, and what comes of them. Neither saved nor undone. */
export const useDoubtStore = create<DoubtState>()(() => ({ varied: {}, draws: 200, figure: null, drawn: null, job: null, error: null }))

export function setVaried(journeyId: string, varied: readonly Varied[]): void {
  useDoubtStore.setState((state) => ({ varied: { ...state.varied, [journeyId]: varied } }))
}
