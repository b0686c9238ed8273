import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { bandsOf, type Band } from '../../document/bands.ts'
import { handlesOf, MOST_PORTS } from '../../document/card-ports.ts'
import { CARD_BODY, CARD_WIDTH, cardHeight, PORT_ROW } from '../../document/card-size.ts'
import { connectionsOf } from '../../document/connections.ts'
import { positionOf, type Box, type Position } from '../../document/layout.ts'
import { entryIdOf, entryNodeId } from '../../document/node-ids.ts'
import { notesOf } from '../../document/notes.ts'

/** A connection from rim to rim, in canvas pixels. */
export interface PictureLine { id: string; fromX: number; fromY: number; toX: number; toY: number }

export interface PictureLayout {
  cards: ReadonlyMap<string, Box>
  lines: readonly PictureLine[]
  bands: readonly Band[]
  /** What all of it takes up. */
  box: Box
}

/** Cards a picture has room for: of more, no word could be read. */
export const MOST_DRAWN = 800
/** Below a card: what drops off, and messages that were not sent. */
const BELOW = 58
const MARGIN = 28
const CARD_OF_MOST = cardHeight(undefined, true) + MOST_PORTS * PORT_ROW

/** Where everything of a journey lies in a picture of it; `placeOf` knows cards that the document has no place for. */
export function pictureLayout(document: JourneyDocument, hasNumbers: boolean, placeOf: (nodeId: string) => Position | undefined): PictureLayout {
  const ids = [...document.entries.map(({ id }) => entryNodeId(id)), ...Object.keys(document.steps)]
  const cards = new Map(
    ids.map((id, index): [string, Box] => {
      const place = positionOf(document, id) ?? placeOf(id) ?? { x: (index % 8) * 320, y: Math.floor(index / 8) * 240 }
      const step = entryIdOf(id) === undefined ? document.steps[id] : undefined
      return [id, { x: place.x, y: place.y, width: CARD_WIDTH, height: Math.min(cardHeight(step, hasNumbers), CARD_OF_MOST) }]
    }),
  )
  const lines = connectionsOf(document).flatMap(({ id, from, portId, to }): PictureLine[] => {
    const [start, end] = [cards.get(from), cards.get(to)]
    const port = handlesOf(entryIdOf(from) === undefined ? document.steps[from] : undefined).find((handle) => handle.type === 'source' && handle.id === portId)
    if (!start || !end || !port) return []
    return [{ id, fromX: start.x + CARD_WIDTH, fromY: start.y + port.y + (port.height ?? 0) / 2, toX: end.x, toY: end.y + CARD_BODY / 2 }]
  })
  const bands = bandsOf(document)
  const notes = notesOf(document)
  const boxes = [...[...cards.values()].map((card) => ({ ...card, height: card.height + BELOW })), ...bands, ...notes]
  return { cards, lines, bands, box: around(boxes) }
}

function around(boxes: readonly Box[]): Box {
  if (boxes.length === 0) return { x: 0, y: 0, width: CARD_WIDTH, height: CARD_BODY }
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { x, y, width, height } of boxes) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x + width)
    bottom = Math.max(bottom, y + height)
  }
  return { x: left - MARGIN, y: top - MARGIN, width: right - left + 2 * MARGIN, height: bottom - top + 2 * MARGIN }
}
