import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { StopId } from './stops.ts'

interface TourState {
  /** `left`: it can be gone on with; `done`: it was gone through, or thrown away. */
  status: 'never' | 'preparing' | 'on' | 'left' | 'done'
  stop: StopId | 'end'
  /** The copy of the sample it is made on, as the workspace knows it; null while there is none. */
  journeyId: string | null
  /** The people and events that were made for it, and for nothing else; null where they were there before. */
  datasetId: string | null
}

/** Where the tour stands, remembered on this machine: a window that closes leaves it, and it goes on from there. */
export const useTourStore = create<TourState>()(
  persist((): TourState => ({ status: 'never', stop: 'look', journeyId: null, datasetId: null }), {
    name: 'rehearsal-tour',
    merge: (kept, fresh) => {
      const state = { ...fresh, ...(kept as Partial<TourState>) } // as: written by this store alone
      return { ...state, status: state.status === 'on' ? 'left' : state.status === 'preparing' ? 'never' : state.status }
    },
  }),
)

/** True for the copy of the sample that the tour made, as long as nobody saved it: then it is a journey like any other. */
export function isOfTour(journeyId: string | null, version: number | null): boolean {
  return journeyId !== null && journeyId === useTourStore.getState().journeyId && (version ?? 1) === 1
}
