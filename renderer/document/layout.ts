import type { JourneyDocument } from '../../engine/core/model/journey.ts'

/** A place on the canvas: the top left corner of a card, in canvas pixels. */
export interface Position { x: number; y: number }

/** Where a node lies; undefined if the document does not say. */
export function positionOf(document: JourneyDocument, nodeId: string): Position | undefined {
  const place = document.layout?.[nodeId]
  return place === undefined || Array.isArray(place) ? undefined : place
}

/** The document with those nodes moved; whole pixels, so that saved files differ only where something moved. */
export function withPositions(document: JourneyDocument, positions: ReadonlyMap<string, Position>): JourneyDocument {
  const layout = { ...document.layout }
  let moved = false
  for (const [nodeId, { x, y }] of positions) {
    const before = positionOf(document, nodeId)
    const after = { x: Math.round(x), y: Math.round(y) }
    if (before && before.x === after.x && before.y === after.y) continue
    layout[nodeId] = { ...before, ...after }
    moved = true
  }
  return moved ? { ...document, layout } : document
}

/** The document without the places of those nodes. */
export function withoutPositions(document: JourneyDocument, nodeIds: ReadonlySet<string>): JourneyDocument {
  if (!document.layout || ![...nodeIds].some((id) => id in document.layout!)) return document
  return { ...document, layout: Object.fromEntries(Object.entries(document.layout).filter(([id]) => !nodeIds.has(id))) }
}
