import type { Box } from '../../document/layout.ts'

/** A line that shows along what a card is being put, in canvas pixels; `at` is across it. */
export interface Guide { axis: 'x' | 'y'; at: number; from: number; to: number }

export interface Snapped { dx: number; dy: number; guides: readonly Guide[] }

/** Distance of the dots cards lie on where nothing else holds them, in canvas pixels. */
export const GRID = 8

/**
 * How far a box that is being dragged has to move so that an edge or its middle is in line with another card no further than `within`
 * away; else onto the grid.
 */
export function snap(moving: Box, others: readonly Box[], within: number): Snapped {
  const x = snapOn('x', moving, others, within)
  const y = snapOn('y', moving, others, within)
  const moved = { ...moving, x: moving.x + x.by, y: moving.y + y.by }
  return { dx: x.by, dy: y.by, guides: [...guidesOn('x', x.lines, moved, others), ...guidesOn('y', y.lines, moved, others)] }
}

function linesOf(axis: 'x' | 'y', { x, y, width, height }: Box): [number, number, number] {
  const [start, length] = axis === 'x' ? [x, width] : [y, height]
  return [start, start + length / 2, start + length]
}

function snapOn(axis: 'x' | 'y', moving: Box, others: readonly Box[], within: number): { by: number; lines: number[] } {
  const [start, middle, end] = linesOf(axis, moving)
  let best = Infinity
  for (const other of others) {
    const [from, centre, to] = linesOf(axis, other)
    // Edges to edges, middles to middles: a middle on an edge would look like a mistake.
    for (const by of [from - start, to - start, from - end, to - end, centre - middle]) if (Math.abs(by) < Math.abs(best)) best = by
  }
  if (Math.abs(best) > within) return { by: Math.round(start / GRID) * GRID - start, lines: [] }
  const lines = [start + best, middle + best, end + best]
  const isShared = lines.map((line, place) => others.some((other) => touches(linesOf(axis, other), line, place)))
  // Where both edges are in line the middle says nothing more and would run through the words.
  return { by: best, lines: lines.filter((_, place) => isShared[place] && !(place === 1 && isShared[0] && isShared[2])) }
}

function touches([from, centre, to]: [number, number, number], line: number, place: number): boolean {
  const near = (at: number) => Math.abs(at - line) < 0.5
  return place === 1 ? near(centre) : near(from) || near(to)
}

function guidesOn(axis: 'x' | 'y', lines: readonly number[], moved: Box, others: readonly Box[]): Guide[] {
  const across = axis === 'x' ? 'y' : 'x'
  return lines.map((at) => {
    const place = linesOf(axis, moved).findIndex((line) => Math.abs(line - at) < 0.5)
    const along = [moved, ...others.filter((other) => touches(linesOf(axis, other), at, place))].map((box) => linesOf(across, box))
    return { axis, at, from: Math.min(...along.map(([from]) => from)), to: Math.max(...along.map(([, , to]) => to)) }
  })
}
