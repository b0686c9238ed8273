import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import type { Command } from '../command.ts'
import { withBandsAround } from '../keep-bands.ts'
import { withPositions, type Box, type Position } from '../layout.ts'
import { nameOfNodes } from '../names.ts'
import { editText } from '../edit-texts.ts'

export type Alignment = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom'
export type Axis = 'horizontally' | 'vertically'

/** Lays cards out anew: the whole canvas, or those that were selected. */
export function arrange(positions: ReadonlyMap<string, Position>, name = editText('arrangeAll')): Command {
  return {
    name,
    run: (document) => {
      const placed = withPositions(document, positions)
      // Stages with a size of their own stand around their cards again; a part that is arranged stays in its stages.
      return Object.keys(document.steps).every((id) => positions.has(id)) ? withBandsAround(placed) : placed
    },
  }
}

/** Puts cards on one line: an edge, or the middle, of the box around them. `boxes` are the cards as they lie, by node id. */
export function align(boxes: ReadonlyMap<string, Box>, to: Alignment, document: JourneyDocument): Command {
  return { name: editText(`align_${to}`, { what: nameOfNodes(document, [...boxes.keys()]) }), run: (current) => withPositions(current, aligned(boxes, to)) }
}

/** Spaces cards evenly; the two outermost stay. */
export function distribute(boxes: ReadonlyMap<string, Box>, axis: Axis, document: JourneyDocument): Command {
  return { name: editText(`distribute_${axis}`, { what: nameOfNodes(document, [...boxes.keys()]) }), run: (current) => withPositions(current, distributed(boxes, axis)) }
}

function aligned(boxes: ReadonlyMap<string, Box>, to: Alignment): Map<string, Position> {
  const all = [...boxes.values()]
  const [left, top] = [Math.min(...all.map(({ x }) => x)), Math.min(...all.map(({ y }) => y))]
  const [right, bottom] = [Math.max(...all.map(({ x, width }) => x + width)), Math.max(...all.map(({ y, height }) => y + height))]
  const place = ({ x, y, width, height }: Box): Position => {
    switch (to) {
      case 'left':
        return { x: left, y }
      case 'centre':
        return { x: (left + right - width) / 2, y }
      case 'right':
        return { x: right - width, y }
      case 'top':
        return { x, y: top }
      case 'middle':
        return { x, y: (top + bottom - height) / 2 }
      case 'bottom':
        return { x, y: bottom - height }
    }
  }
  return new Map([...boxes].map(([id, box]) => [id, place(box)]))
}

function distributed(boxes: ReadonlyMap<string, Box>, axis: Axis): Map<string, Position> {
  const start = ({ x, y }: Box) => (axis === 'horizontally' ? x : y)
  const length = ({ width, height }: Box) => (axis === 'horizontally' ? width : height)
  const ordered = [...boxes].sort(([, a], [, b]) => start(a) + length(a) / 2 - (start(b) + length(b) / 2))
  const [first, last] = [ordered[0]?.[1], ordered.at(-1)?.[1]]
  if (!first || !last || ordered.length < 3) return new Map()
  const room = start(last) + length(last) - start(first) - ordered.reduce((sum, [, box]) => sum + length(box), 0)
  const gap = room / (ordered.length - 1)
  let at = start(first)
  return new Map(
    ordered.map(([id, box]) => {
      const place = axis === 'horizontally' ? { x: at, y: box.y } : { x: box.x, y: at }
      at += length(box) + gap
      return [id, place]
    }),
  )
}
