import { create } from 'zustand'
import type { MethodOutput } from '../../../engine/api/contract.ts'

export type Publication = MethodOutput<'publish.apply'>
export type Proposal = MethodOutput<'proposals.list'>[number]

interface WatchedState {
  /** Begun and not ended. */
  interrupted: readonly Publication[]
  /** Of agents, for a person to decide about. */
  waiting: readonly Proposal[]
  /** Of what is not there as it was published: which journey over which connection. */
  drifted: ReadonlySet<string>
}

/** What waits for a person, whichever page is shown. */
export const useWatchedStore = create<WatchedState>()(() => ({ interrupted: [], waiting: [], drifted: new Set() }))

/** One journey at one platform, however often it was published there. */
function placeOf({ journeyId, connectionId }: Publication): string {
  return JSON.stringify([journeyId, connectionId])
}

export function noteDrifted(publication: Publication): void {
  useWatchedStore.setState(({ drifted }) => ({ drifted: new Set(drifted).add(placeOf(publication)) }))
}

/** It was looked at and is what was published, or it was just published. */
export function noteSame(publication: Publication): void {
  const place = placeOf(publication)
  useWatchedStore.setState(({ drifted }) => ({ drifted: new Set([...drifted].filter((one) => one !== place)) }))
}

export function useInterrupted(): number {
  return useWatchedStore((state) => state.interrupted.length)
}

export function useWaiting(): number {
  return useWatchedStore((state) => state.waiting.length)
}

export function useDrifted(): number {
  return useWatchedStore((state) => state.drifted.size)
}

/** Everything that waits, for the rail. */
export function useAllWaiting(): number {
  return useWatchedStore(({ interrupted, waiting, drifted }) => interrupted.length + waiting.length + drifted.size)
}
