import { create } from 'zustand'
import type { Differences, PlaceDifference } from '../../engine/core/report/differences.ts'

/** Where a comparison stands that is drawn on the canvas; null while none is looked at. */
export const useDifferenceStore = create<{ shown: Differences | null }>()(() => ({ shown: null }))

/** A card's own difference; undefined while nothing is compared, or nothing changes there. */
export function useNodeDifference(nodeId: string): PlaceDifference | undefined {
  return useDifferenceStore(({ shown }) => (shown !== null && Object.hasOwn(shown.nodes, nodeId) ? changed(shown.nodes[nodeId]!) : undefined))
}

/** True if only one of the compared sides has that card. */
export function useNodeMark(nodeId: string): 'same' | 'added' | 'removed' {
  return useDifferenceStore(({ shown }) => (shown?.added.has(nodeId) === true ? 'added' : shown?.removed.has(nodeId) === true ? 'removed' : 'same'))
}

/** A connection's own difference, as above; its id is `<node id>:<port id>`. */
export function useEdgeDifference(edgeId: string): PlaceDifference | undefined {
  return useDifferenceStore(({ shown }) => (shown !== null && Object.hasOwn(shown.edges, edgeId) ? changed(shown.edges[edgeId]!) : undefined))
}

function changed(place: PlaceDifference): PlaceDifference | undefined {
  const { people, share } = place
  return people.before === people.after && share.before === share.after ? undefined : place
}
