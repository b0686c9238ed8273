import type { JourneyDocument } from '../../engine/core/model/journey.ts'
import { bandAt, bandsOf, cardBox, cardsByStage, middleOf, storedBox, type Band } from './bands.ts'
import { positionOf, type Position } from './layout.ts'
import { entryNodeId } from './node-ids.ts'

/** What putting cards down somewhere means for the stages. */
export interface DropPlan {
  /** The stages the steps are in afterwards; steps that stay in theirs are not listed. */
  stageOf: ReadonlyMap<string, string | undefined>
  /** Stages that go along because all their cards do. */
  movingStages: ReadonlySet<string>
  /** How far everything is moved. */
  by: Position
}

/**
 * A card belongs to the band its middle lies in. A stage all of whose cards are taken along goes with them: one that is fitted to its
 * cards, and one with a size of its own if another stage goes along too; unless they are put into a band that stays. When all cards are
 * moved, everything is.
 */
export function dropPlan(document: JourneyDocument, places: ReadonlyMap<string, Position>): DropPlan {
  const stageOf = new Map<string, string | undefined>()
  const by = deltaOf(document, places)
  const bands = bandsOf(document)
  if (bands.length === 0) return { stageOf, movingStages: new Set(), by }
  if (isEverything(document, places)) return { stageOf, movingStages: new Set(bands.map(({ stageId }) => stageId)), by }
  const whole = [...cardsByStage(document)].filter(([, cards]) => cards.every((id) => places.has(id)))
  const mayMove = whole.filter(([stageId]) => storedBox(document, stageId) === undefined || whole.length > 1)
  const moving = new Set(mayMove.map(([stageId]) => stageId))
  const staying = () => bands.filter(({ stageId }) => !moving.has(stageId))
  for (const [stageId, cards] of mayMove) {
    const targets = new Set(cards.map((id) => bandAfter(document, id, places, staying())?.stageId))
    if (targets.size === 1 && !targets.has(undefined)) moving.delete(stageId)
  }
  for (const id of places.keys()) {
    const step = Object.hasOwn(document.steps, id) ? document.steps[id] : undefined
    if (!step || (step.stage !== undefined && moving.has(step.stage))) continue
    const band = bandAfter(document, id, places, staying())
    if (band?.stageId !== step.stage) stageOf.set(id, band?.stageId)
  }
  return { stageOf, movingStages: moving, by }
}

function isEverything(document: JourneyDocument, places: ReadonlyMap<string, Position>): boolean {
  const cards = Object.keys(document.steps)
  return cards.length + document.entries.length > 1 && cards.every((id) => places.has(id)) && document.entries.every(({ id }) => places.has(entryNodeId(id)))
}

function bandAfter(document: JourneyDocument, nodeId: string, places: ReadonlyMap<string, Position>, bands: readonly Band[]): Band | undefined {
  const box = cardBox(document, nodeId)
  const place = places.get(nodeId)
  return box && place ? bandAt(bands, middleOf({ ...box, ...place }), document.steps[nodeId]?.stage) : undefined
}

function deltaOf(document: JourneyDocument, places: ReadonlyMap<string, Position>): Position {
  for (const [id, { x, y }] of places) {
    const before = positionOf(document, id)
    if (before) return { x: x - before.x, y: y - before.y }
  }
  return { x: 0, y: 0 }
}
