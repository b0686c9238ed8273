import type { JourneyDocument } from '../../engine/core/model/journey.ts'
import { portsOf } from '../../engine/core/model/steps/registry.ts'
import { CARD_WIDTH, cardHeight } from '../document/card-size.ts'
import { positionOf, type Position } from '../document/layout.ts'
import { entryNodeId } from '../document/node-ids.ts'

// Stands in the page where features/canvas/auto-layout.ts stands in the window: the layouter is larger than the page, and only a journey that never was on
// a canvas has no places.

const COLUMN = CARD_WIDTH + 150
const ROW_GAP = 56
const STAGE_GAP = 240

/** A place for every card without one: stage by stage from left to right, in columns by how many steps it takes to come there. */
export async function tidyPositions(document: JourneyDocument): Promise<Map<string, Position>> {
  const depth = depths(document)
  const stages = [undefined, ...(document.stages ?? []).map(({ id }) => id)]
  const entries = document.entries.map(({ id }) => entryNodeId(id))
  const places = new Map<string, Position>()
  let left = 0
  for (const stage of stages) {
    const own = Object.keys(document.steps).filter((id) => document.steps[id]!.stage === stage)
    const nodes = stage === undefined ? [...entries, ...own] : own
    if (nodes.length === 0) continue
    const columns = [...new Set(nodes.map((id) => depth.get(id) ?? 0))].sort((a, b) => a - b)
    const bottoms = columns.map(() => 0)
    for (const id of nodes) {
      const column = columns.indexOf(depth.get(id) ?? 0)
      places.set(id, positionOf(document, id) ?? { x: left + column * COLUMN, y: bottoms[column]! })
      bottoms[column]! += cardHeight(document.steps[id], true) + ROW_GAP
    }
    left += columns.length * COLUMN - 150 + STAGE_GAP
  }
  return places
}

/** Steps it takes at least to come to a node from any entry. */
function depths(document: JourneyDocument): Map<string, number> {
  const depth = new Map(document.entries.map(({ id }): [string, number] => [entryNodeId(id), 0]))
  const open = document.entries.map(({ next }): [string, number] => [next, 1])
  for (let at = open.shift(); at; at = open.shift()) {
    const [id, steps] = at
    const step = document.steps[id]
    if (step === undefined || depth.has(id)) continue
    depth.set(id, steps)
    for (const { target } of portsOf(step)) if (target !== undefined) open.push([target, steps + 1])
  }
  return depth
}
