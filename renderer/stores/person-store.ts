import { create } from 'zustand'
import type { CallError, Explanation } from '../../engine/api/contract.ts'
import type { FinishedRun } from './run-store.ts'

/** A way through the journey on the canvas: by node, its places in the order of visits, counted from 1; and the connections gone along. */
export interface LitPath {
  visits: Readonly<Record<string, readonly number[]>>
  edges: ReadonlySet<string>
}

/** Whom the engine is being asked about; null: somebody. */
export interface Asking { id: string | null }

interface PersonState {
  /** What happened to one person in `run`. `changed`: names of journeys beside it that were saved anew since, and are told as they are now. */
  story: { explanation: Explanation; run: FinishedRun; changed: readonly string[] } | null
  asking: Asking | null
  /** Why nobody is told of, and ids of people like the one that was asked for. */
  problem: { id: string | null; error: CallError; like: readonly string[] } | null
  /** The first people of the run's data, to begin with. */
  firstIds: readonly string[]
  /** Nobody came to the node where somebody was searched for; `nodeId` null: there is nobody else at all. */
  foundNobody: { nodeId: string | null } | null
  /** Lit on the canvas while the person is looked at. */
  lit: LitPath | null
  /** The steps of the open journey at which the person who is tried out stands now. */
  standing: readonly string[]
}

/** One person of the run that is shown. Neither saved nor undone. */
export const usePersonStore = create<PersonState>()(() => ({ story: null, asking: null, problem: null, firstIds: [], foundNobody: null, lit: null, standing: [] }))

/** The places of a node in the way that is lit; undefined if it is not on it, or none is lit. */
export function useLitVisits(nodeId: string): readonly number[] | undefined {
  return usePersonStore((state) => state.lit?.visits[nodeId])
}

export function useLitEdge(edgeId: string): boolean {
  return usePersonStore((state) => state.lit?.edges.has(edgeId) === true)
}

/** True for a step at which the person who is tried out stands now. */
export function useIsStanding(nodeId: string): boolean {
  return usePersonStore((state) => state.standing.includes(nodeId))
}
