import type { JourneyDocument, Stage } from '../../engine/core/model/journey.ts'
import type { Step } from '../../engine/core/model/steps/registry.ts'
import { CARD_WIDTH, cardHeight } from './card-size.ts'
import { flowShapeOf } from './flow-shape.ts'
import { bandKeyOf, layoutValue, positionOf, withLayout, type Box, type Position } from './layout.ts'
import { entryIdOf, entryNodeId } from './node-ids.ts'

/** Where a stage is drawn. `isStored`: a person gave it that size; else it is fitted to its cards. */
export interface Band extends Box {
  stageId: string
  name: string
  isStored: boolean
  isEmpty: boolean
}

/** Bands lie on this grid and are never smaller than that, in canvas pixels. */
export const BAND_GRID = 8
export const BAND_MIN = { width: 200, height: 160 }
export const BAND_GAP = 24

const EMPTY_SIZE = { width: CARD_WIDTH + 88, height: 320 }
const PAD = { x: 44, top: 96, bottom: 56 }
const FURTHEST = 1_000_000

export function nameOfStage(stage: Stage): string {
  return stage.name ?? stage.id
}

/** The stage a card is drawn in: a step's own; an entry stands with the step it leads to. */
export function stageOfNode(document: JourneyDocument, nodeId: string): string | undefined {
  const entryId = entryIdOf(nodeId)
  const stepId = entryId === undefined ? nodeId : document.entries.find(({ id }) => id === entryId)?.next
  return stepId !== undefined && Object.hasOwn(document.steps, stepId) ? document.steps[stepId]!.stage : undefined
}

/** Where a card lies, figures included; undefined for a node without a place. */
export function cardBox(document: JourneyDocument, nodeId: string): Box | undefined {
  const place = positionOf(document, nodeId)
  const step = Object.hasOwn(document.steps, nodeId) ? document.steps[nodeId] : undefined
  return place && { x: place.x, y: place.y, width: CARD_WIDTH, height: heightOf(step) }
}

// A step that is not changed is asked for its ports once, however often the bands are worked out.
const heights = new WeakMap<Step, number>()

function heightOf(step: Step | undefined): number {
  if (!step) return cardHeight(undefined, true)
  const known = heights.get(step) ?? cardHeight(step, true)
  heights.set(step, known)
  return known
}

/** The cards of every stage. */
export function cardsByStage(document: JourneyDocument): Map<string, string[]> {
  const cards = new Map<string, string[]>()
  const add = (stageId: string | undefined, nodeId: string) => {
    if (stageId === undefined) return
    const list = cards.get(stageId)
    if (list) list.push(nodeId)
    else cards.set(stageId, [nodeId])
  }
  for (const { id, next } of document.entries) add(Object.hasOwn(document.steps, next) ? document.steps[next]!.stage : undefined, entryNodeId(id))
  for (const [id, step] of Object.entries(document.steps)) add(step.stage, id)
  return cards
}

/** The size a person gave a stage; undefined without one, or where the file holds none that can be drawn. */
export function storedBox(document: JourneyDocument, stageId: string): Box | undefined {
  const value = layoutValue(document, bandKeyOf(stageId))
  if (value === undefined || Array.isArray(value)) return undefined
  const { x, y } = value
  const { width, height } = value as Record<string, unknown> // as: a place with any further members
  if (typeof width !== 'number' || typeof height !== 'number' || [x, y, width, height].some((number) => Math.abs(number) > FURTHEST)) return undefined
  return { x, y, width: Math.max(BAND_MIN.width, width), height: Math.max(BAND_MIN.height, height) }
}

/** The document with a stage's band of that size; undefined fits it to its cards again. Whole pixels. */
export function withBand(document: JourneyDocument, stageId: string, box: Box | undefined): JourneyDocument {
  const key = bandKeyOf(stageId)
  if (box === undefined) return withLayout(document, [[key, undefined]])
  const before = layoutValue(document, key)
  const size = { x: Math.round(box.x), y: Math.round(box.y), width: Math.round(box.width), height: Math.round(box.height) }
  const known = Array.isArray(before) ? undefined : (before as Box | undefined) // as: compared member by member
  if (known && known.x === size.x && known.y === size.y && known.width === size.width && known.height === size.height) return document
  return withLayout(document, [[key, { ...known, ...size }]])
}

const drawn = new WeakMap<JourneyDocument, readonly Band[]>()

/**
 * The bands in the order of the stages. Those without a size are fitted to their cards: as columns of one height where they stand side by
 * side. Empty ones without a size stand beside the last.
 */
export function bandsOf(document: JourneyDocument): readonly Band[] {
  const known = drawn.get(document)
  if (known) return known
  const bands = computed(document)
  drawn.set(document, bands)
  return bands
}

/** True if nothing that decides where cards and bands lie is different; then the bands need not be worked out again. */
export function liesTheSame(before: JourneyDocument, after: JourneyDocument): boolean {
  if (before.layout !== after.layout || before.entries !== after.entries || before.stages !== after.stages) return false
  if (before.steps !== after.steps && flowShapeOf(before.steps) !== flowShapeOf(after.steps)) return false
  const known = drawn.get(before)
  if (known) drawn.set(after, known)
  return true
}

function computed(document: JourneyDocument): readonly Band[] {
  const stages = [...new Map((document.stages ?? []).toReversed().map((stage) => [stage.id, stage])).values()].toReversed()
  if (stages.length === 0) return []
  const cards = cardsByStage(document)
  const fits = new Map<string, Box>()
  for (const { id } of stages) {
    if (storedBox(document, id)) continue
    const fit = fitTo((cards.get(id) ?? []).flatMap((nodeId) => cardBox(document, nodeId) ?? []))
    if (fit) fits.set(id, fit)
  }
  const columns = asColumns(fits)
  const placed = stages.flatMap(({ id }) => storedBox(document, id) ?? columns.get(id) ?? [])
  let beside = placed.reduce<Box | undefined>((last, box) => (last === undefined || box.x + box.width > last.x + last.width ? box : last), undefined)
  return stages.flatMap((stage): Band[] => {
    const stored = storedBox(document, stage.id)
    const isEmpty = !cards.has(stage.id)
    let box = stored ?? columns.get(stage.id)
    if (!box) {
      if (!isEmpty) return [] // its cards have no place yet
      box = besideOf(beside)
      beside = box
    }
    return [{ ...box, stageId: stage.id, name: nameOfStage(stage), isStored: stored !== undefined, isEmpty }]
  })
}

/** Where the next empty band stands, right of that one. */
export function besideOf(last: Box | undefined): Box {
  return last ? { x: last.x + last.width + BAND_GAP, y: last.y, width: EMPTY_SIZE.width, height: Math.max(last.height, BAND_MIN.height) } : { x: 0, y: 0, ...EMPTY_SIZE }
}

/** A band around those cards; undefined without any. */
export function fitTo(boxes: readonly Box[]): Box | undefined {
  const all = unionOf(boxes)
  return all && { x: all.x - PAD.x, y: all.y - PAD.top, width: all.width + 2 * PAD.x, height: all.height + PAD.top + PAD.bottom }
}

function asColumns(fits: ReadonlyMap<string, Box>): ReadonlyMap<string, Box> {
  const byLeft = [...fits.values()].toSorted((a, b) => a.x - b.x)
  const sideBySide = byLeft.every((box, index) => index === 0 || box.x >= byLeft[index - 1]!.x + byLeft[index - 1]!.width)
  if (!sideBySide || byLeft.length === 0) return fits
  const all = unionOf(byLeft)!
  return new Map([...fits].map(([id, box]) => [id, { ...box, y: all.y, height: all.height }]))
}

/** The smallest box around those; undefined without any. */
export function unionOf(boxes: readonly Box[]): Box | undefined {
  if (boxes.length === 0) return undefined
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { x, y, width, height } of boxes) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x + width)
    bottom = Math.max(bottom, y + height)
  }
  return { x: left, y: top, width: right - left, height: bottom - top }
}

/** The middle of a card's body: what decides in which band it lies. */
export function middleOf({ x, y, width, height }: Box): Position {
  return { x: x + width / 2, y: y + height / 2 }
}

export function isInside({ x, y }: Position, box: Box): boolean {
  return x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height
}

/** True if two boxes lie on each other. */
export function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

/** The band at a place: `own` if it is one of them, else the smallest. */
export function bandAt(bands: readonly Band[], place: Position, own?: string): Band | undefined {
  const there = bands.filter((band) => isInside(place, band))
  return there.find(({ stageId }) => stageId === own) ?? there.toSorted((a, b) => a.width * a.height - b.width * b.height)[0]
}
