import type { JourneyDocument, Stage } from '../../../engine/core/model/journey.ts'
import {
  BAND_GAP, BAND_MIN, bandsOf, besideOf, cardBox, cardsByStage, isInside, middleOf, nameOfStage, storedBox, unionOf, withBand, type Band,
} from '../bands.ts'
import type { Command } from '../command.ts'
import { dropPlan, type DropPlan } from '../drop-plan.ts'
import { grown, withStages } from '../keep-bands.ts'
import { positionOf, withPositions, type Box, type Position } from '../layout.ts'
import { nameOfNode, nameOfNodes } from '../names.ts'
import { entryNodeId, noteNodeId } from '../node-ids.ts'
import { notesOf } from '../notes.ts'
import { editText } from '../edit-texts.ts'
import { withField } from './journey.ts'

/** Puts cards and notes down where they were dragged to; steps join or leave stages by it. One undo step, which says so. */
export function dropNodes(places: ReadonlyMap<string, Position>, document: JourneyDocument, coalesce?: string): Command {
  const plan = dropPlan(document, places)
  return {
    name: nameOfDrop(places, plan, document),
    ...(coalesce === undefined ? {} : { coalesce }),
    run: (current) => {
      const { stageOf, movingStages, by } = dropPlan(current, places)
      const bands = bandsOf(current)
      const placed = withStages(withPositions(current, places), stageOf)
      if (placed === current) return current
      // A stage that leaves the others behind leaves them as they are drawn.
      const isPart = movingStages.size > 0 && bands.some(({ stageId, isEmpty }) => !isEmpty && !movingStages.has(stageId))
      const before = isPart ? withSizesAsDrawn(current, current) : current
      let moved = isPart ? withSizesAsDrawn(current, placed) : placed
      for (const stageId of movingStages) {
        const box = storedBox(before, stageId)
        if (box) moved = withBand(moved, stageId, { ...box, x: box.x + by.x, y: box.y + by.y })
      }
      for (const band of bands) {
        if (movingStages.has(band.stageId) || !(band.isStored || band.isEmpty)) continue
        const dropped = [...places.keys()].filter((id) => moved.steps[id]?.stage === band.stageId).flatMap((id) => cardBox(moved, id) ?? [])
        if (dropped.length > 0) moved = withBand(moved, band.stageId, grown(band, dropped))
      }
      return moved
    },
  }
}

function nameOfDrop(places: ReadonlyMap<string, Position>, { stageOf }: DropPlan, document: JourneyDocument): string {
  const ids = [...places.keys()]
  const targets = new Set(stageOf.values())
  if (targets.size !== 1) return editText('move', { what: ids.length === 1 && positionOf(document, ids[0]!) ? kindOfNode(document, ids[0]!) : nameOfNodes(document, ids) })
  const what = ids.length === 1 ? nameOfNode(document, ids[0]!) : nameOfNodes(document, ids)
  const [target] = targets
  if (target !== undefined) return editText('moveTo', { what, stage: stageName(document, target) })
  const left = new Set([...stageOf.keys()].map((id) => document.steps[id]?.stage))
  const [from] = left
  return left.size === 1 && from !== undefined ? editText('moveOutOf', { what, stage: stageName(document, from) }) : editText('moveOutOfStages', { what })
}

function kindOfNode(document: JourneyDocument, nodeId: string): string {
  return Object.hasOwn(document.steps, nodeId) ? editText('step') : nameOfNode(document, nodeId)
}

/** Adds a stage at that place of the order (the end without one): around those steps, else as an empty band at `box`, or beside the last. */
export function addStage(stage: Stage, { index, around = [], box }: { index?: number; around?: readonly string[]; box?: Box } = {}): Command {
  return {
    name: editText(around.length === 0 ? 'addStage' : 'stageOfSelection'),
    run: (document) => {
      const stages = document.stages ?? []
      if (stages.some(({ id }) => id === stage.id)) return document
      const added: JourneyDocument = { ...document, stages: stages.toSpliced(index ?? stages.length, 0, stage) }
      const steps = around.filter((id) => Object.hasOwn(document.steps, id))
      if (steps.length > 0) return withStages(added, new Map(steps.map((id) => [id, stage.id])))
      const last = bandsOf(document).toSorted((a, b) => b.x + b.width - a.x - a.width)[0]
      return withBand(added, stage.id, box ?? besideOf(last ?? unionOf(nodeBoxes(document))))
    },
  }
}

/** Adds an empty stage right before or after another; what stands in its way moves right. */
export function addStageBeside(stage: Stage, besideId: string, side: 'before' | 'after'): Command {
  return {
    name: editText('addStage'),
    run: (document) => {
      const stages = document.stages ?? []
      const at = stages.findIndex(({ id }) => id === besideId)
      const band = bandsOf(document).find(({ stageId }) => stageId === besideId)
      const added: JourneyDocument = { ...document, stages: stages.toSpliced(at < 0 ? stages.length : at + (side === 'after' ? 1 : 0), 0, stage) }
      if (!band) return added
      const { width } = besideOf(undefined)
      const border = side === 'after' ? band.x + band.width : band.x
      const box = { x: side === 'after' ? border + BAND_GAP : border, y: band.y, width, height: band.height }
      const fixed = withSizesAsDrawn(document, added)
      const room = withRoomAt(document, fixed, border, width + 2 * BAND_GAP)
      return withBand(room, stage.id, box)
    },
  }
}

/** Moves everything that begins at or right of a line so far right that the room is free. */
function withRoomAt(drawn: JourneyDocument, document: JourneyDocument, border: number, room: number): JourneyDocument {
  const bands = bandsOf(drawn).filter(({ x }) => x >= border)
  const staged = new Set(bands.flatMap(({ stageId }) => cardsByStage(drawn).get(stageId) ?? []))
  const nodes = [...nodeIdsOf(drawn)].filter((id) => staged.has(id) || (positionOf(drawn, id)?.x ?? -Infinity) >= border)
  const nearest = Math.min(...bands.map(({ x }) => x), ...nodes.flatMap((id) => positionOf(drawn, id)?.x ?? []))
  const by = Math.max(0, border + room - nearest)
  if (!Number.isFinite(by) || by === 0) return document
  return shifted(document, bands.map(({ stageId }) => stageId), nodes, { x: by, y: 0 })
}

export function renameStage(stageId: string, name: string, coalesce?: string): Command {
  return {
    name: editText('renameStage'),
    ...(coalesce === undefined ? {} : { coalesce }),
    run: (document) => {
      const stages = document.stages?.map((stage) => (stage.id === stageId ? withField(stage, 'name', name) : stage))
      return !stages || stages.every((stage, index) => stage === document.stages![index]) ? document : { ...document, stages }
    },
  }
}

/** Takes a stage away; its steps stay where they are, in no stage. */
export function removeStage(stageId: string, document: JourneyDocument): Command {
  return {
    name: editText('removeStage', { stage: stageName(document, stageId) }),
    run: (current) => {
      const stages = current.stages?.filter(({ id }) => id !== stageId) ?? []
      if (stages.length === (current.stages?.length ?? 0)) return current
      const steps = Object.entries(current.steps).filter(([, step]) => step.stage === stageId)
      const without = withStages(withBand(current, stageId, undefined), new Map(steps.map(([id]) => [id, undefined])))
      return withField(without, 'stages', stages.length === 0 ? undefined : stages)
    },
  }
}

/** Moves a stage one place earlier or later in the order; where the two stand side by side, bands and cards change places. */
export function reorderStage(stageId: string, by: 1 | -1, document: JourneyDocument): Command {
  return {
    name: editText(by < 0 ? 'stageLeft' : 'stageRight', { stage: stageName(document, stageId) }),
    run: (current) => {
      const stages = current.stages ?? []
      const at = stages.findIndex(({ id }) => id === stageId)
      const other = stages[at + by]
      if (at < 0 || !other) return current
      const ordered: JourneyDocument = { ...current, stages: stages.toSpliced(at, 1).toSpliced(at + by, 0, stages[at]!) }
      const bands = bandsOf(current)
      const [first, second] = (by < 0 ? [other.id, stageId] : [stageId, other.id]).map((id) => bands.find((band) => band.stageId === id))
      if (!first || !second || first.x + first.width > second.x) return ordered
      const fixed = withSizesAsDrawn(current, ordered)
      const left = withBandMoved(current, fixed, second, { x: first.x - second.x, y: 0 })
      return withBandMoved(current, left, first, { x: second.x + second.width - first.x - first.width, y: 0 })
    },
  }
}

/** Moves a band with its cards and the notes that lie in it. */
export function moveBand(stageId: string, by: Position, document: JourneyDocument, coalesce?: string): Command {
  return {
    name: editText('moveStage', { stage: stageName(document, stageId) }),
    ...(coalesce === undefined ? {} : { coalesce }),
    run: (current) => {
      const band = bandsOf(current).find((one) => one.stageId === stageId)
      return band && (by.x !== 0 || by.y !== 0) ? withBandMoved(current, withSizesAsDrawn(current, current), band, by) : current
    },
  }
}

/** Everything that goes along when a band is moved. */
export function nodesInBand(document: JourneyDocument, band: Band): string[] {
  const notes = notesOf(document).filter((note) => isInside(middleOf(note), band))
  return [...(cardsByStage(document).get(band.stageId) ?? []), ...notes.map(({ id }) => noteNodeId(id))]
}

/**
 * Gives a band a size. It does not shrink over the cards that are in it, and takes in steps without a stage that lie in it. The other
 * bands keep the sizes they are drawn with.
 */
export function resizeBand(stageId: string, box: Box, document: JourneyDocument, coalesce?: string): Command {
  return {
    name: editText('resizeStage', { stage: stageName(document, stageId) }),
    ...(coalesce === undefined ? {} : { coalesce }),
    run: (current) => {
      const band = bandsOf(current).find((one) => one.stageId === stageId)
      if (!band) return current
      const size = allowedSize(current, band, box)
      if (band.isStored && size.x === band.x && size.y === band.y && size.width === band.width && size.height === band.height) return current
      const taken = Object.entries(current.steps).filter(([id, step]) => {
        const card = step.stage === undefined ? cardBox(current, id) : undefined
        return card !== undefined && isInside(middleOf(card), size) && bandsOf(current).every((other) => other === band || !isInside(middleOf(card), other))
      })
      const cards = taken.flatMap(([id]) => cardBox(current, id) ?? [])
      return withBand(withStages(withSizesAsDrawn(current, current), new Map(taken.map(([id]) => [id, stageId]))), stageId, grown(size, cards))
    },
  }
}

/** The wanted size of a band, or as close to it as the cards in it and the smallest size allow. */
export function allowedSize(document: JourneyDocument, band: Band, wanted: Box): Box {
  const own = (cardsByStage(document).get(band.stageId) ?? []).flatMap((id) => cardBox(document, id) ?? [])
  const inside = unionOf(own.filter((card) => isInside(middleOf(card), band)))
  const width = Math.max(BAND_MIN.width, wanted.width)
  const height = Math.max(BAND_MIN.height, wanted.height)
  // Too small is held at the border that was dragged.
  const x = wanted.x === band.x ? wanted.x : wanted.x + wanted.width - width
  const y = wanted.y === band.y ? wanted.y : wanted.y + wanted.height - height
  const size = { x, y, width, height }
  return inside ? unionOf([size, { x: inside.x - 8, y: inside.y - 48, width: inside.width + 16, height: inside.height + 56 }])! : size
}

/** Fits a stage to its cards again, now and from now on; an empty one stands beside the others again. */
export function fitBand(stageId: string, document: JourneyDocument): Command {
  return { name: editText('fitStage', { stage: stageName(document, stageId) }), run: (current) => withBand(current, stageId, undefined) }
}

/** `changed` with every band that `drawn` draws given the size it is drawn with, so that none jumps when another is moved. */
function withSizesAsDrawn(drawn: JourneyDocument, changed: JourneyDocument): JourneyDocument {
  return bandsOf(drawn).reduce((document, { stageId, isStored, x, y, width, height }) => (isStored ? document : withBand(document, stageId, { x, y, width, height })), changed)
}

function withBandMoved(drawn: JourneyDocument, document: JourneyDocument, band: Band, by: Position): JourneyDocument {
  return shifted(document, [band.stageId], nodesInBand(drawn, band), by)
}

function shifted(document: JourneyDocument, stageIds: readonly string[], nodeIds: readonly string[], by: Position): JourneyDocument {
  const places = new Map<string, Position>()
  for (const id of nodeIds) {
    const place = positionOf(document, id)
    if (place) places.set(id, { x: place.x + by.x, y: place.y + by.y })
  }
  return stageIds.reduce((moved, id) => {
    const box = storedBox(document, id)
    return box ? withBand(moved, id, { ...box, x: box.x + by.x, y: box.y + by.y }) : moved
  }, withPositions(document, places))
}

function* nodeIdsOf(document: JourneyDocument): Generator<string> {
  for (const { id } of document.entries) yield entryNodeId(id)
  yield* Object.keys(document.steps)
  for (const { id } of notesOf(document)) yield noteNodeId(id)
}

function nodeBoxes(document: JourneyDocument): Box[] {
  return [...nodeIdsOf(document)].flatMap((id) => cardBox(document, id) ?? [])
}

function stageName(document: JourneyDocument, stageId: string): string {
  const stage = document.stages?.find(({ id }) => id === stageId)
  return stage ? nameOfStage(stage) : stageId
}
