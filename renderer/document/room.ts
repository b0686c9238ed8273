import type { JourneyDocument } from '../../engine/core/model/journey.ts'
import { CARD_WIDTH, cardHeight } from './card-size.ts'
import { positionOf, type Box, type Position } from './layout.ts'
import { entryNodeId } from './node-ids.ts'

/** Room a card keeps to the ones above and below it, in canvas pixels. */
const MARGIN = 32

/** The nodes of a document: entries, then steps. */
export function nodesIn(document: JourneyDocument): string[] {
  return [...document.entries.map(({ id }) => entryNodeId(id)), ...Object.keys(document.steps)]
}

/** Where a card lies and how much it takes with figures on it; undefined if it has no place yet. */
export function boxOf(document: JourneyDocument, nodeId: string): Box | undefined {
  const place = positionOf(document, nodeId)
  return place && { ...place, width: CARD_WIDTH, height: cardHeight(document.steps[nodeId], true) }
}

/** The wanted place for a card of that height, or the nearest below (or above) it where it lies on no other card but those in `except`. */
export function freePlace(
  document: JourneyDocument,
  wanted: Position,
  height: number,
  { except = NOBODY, upwards = false }: { except?: ReadonlySet<string>; upwards?: boolean } = {},
): Position {
  const boxes = nodesIn(document).flatMap((id) => (except.has(id) ? [] : (boxOf(document, id) ?? [])))
  const beside = boxes.filter((box) => box.x < wanted.x + CARD_WIDTH && wanted.x < box.x + box.width).sort((a, b) => (upwards ? b.y - a.y : a.y - b.y))
  let { y } = wanted
  for (const box of beside) {
    if (box.y >= y + height || y >= box.y + box.height) continue
    y = upwards ? box.y - height - MARGIN : box.y + box.height + MARGIN
  }
  return { x: wanted.x, y }
}

/** True if a card of that height would lie on another one there. */
export function isTaken(document: JourneyDocument, place: Position, height: number, except: ReadonlySet<string> = NOBODY): boolean {
  return freePlace(document, place, height, { except }).y !== place.y
}

const NOBODY: ReadonlySet<string> = new Set()
