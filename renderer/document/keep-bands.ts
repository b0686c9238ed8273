import type { JourneyDocument } from '../../engine/core/model/journey.ts'
import type { Step } from '../../engine/core/model/steps/registry.ts'
import { BAND_GAP, bandAt, bandsOf, cardBox, cardsByStage, isInside, liesTheSame, middleOf, overlaps, stageOfNode, storedBox, unionOf, withBand, type Band } from './bands.ts'
import { CARD_WIDTH } from './card-size.ts'
import { withField } from './commands/journey.ts'
import { bandKeyOf, layoutValue, positionOf, withPositions, type Box, type Position } from './layout.ts'

/** Room between a card and the border of a band that grew for it, the header above included, in canvas pixels. */
const ROOM = { x: 24, top: 80, bottom: 32 }
/** A band grows for a new card that lies at most this far beside it, in canvas pixels. */
const REACH = 240

/**
 * What holds of stages after any edit: a new step belongs to the band it was put into, a step that was given a stage by a form stands in
 * its band, and bands with a size of their own go along with their cards or grow for them. A band that the edit itself changed is left.
 */
export function withBandsKept(before: JourneyDocument, after: JourneyDocument): JourneyDocument {
  if (!after.stages || after.stages.length === 0) return after
  if ((after.steps === before.steps && after.layout === before.layout) || liesTheSame(before, after)) return after
  const staged = withStagesOfNewSteps(before, after)
  return withRoomForCards(before, withPlacesInBands(before, staged))
}

function withStagesOfNewSteps(before: JourneyDocument, after: JourneyDocument): JourneyDocument {
  const added = Object.keys(after.steps).filter((id) => !Object.hasOwn(before.steps, id) && positionOf(after, id) !== undefined)
  if (added.length === 0) return after
  // Where the bands lie once those have gone along that moved to make room.
  const isNew = new Set(added)
  const others = { ...after, steps: Object.fromEntries(Object.entries(after.steps).filter(([id]) => !isNew.has(id))) }
  const bands = bandsOf(withRoomForCards(before, others))
  const stageOf = new Map<string, string | undefined>()
  for (const id of added) {
    const box = cardBox(after, id)!
    const { stage } = after.steps[id]!
    const there = bandAt(bands, middleOf(box), stage)
    if (there) stageOf.set(id, there.stageId)
    else if (stage !== undefined && isFarFrom(box, bands.find((band) => band.stageId === stage && band.isStored))) stageOf.set(id, undefined)
  }
  return withStages(after, stageOf)
}

function isFarFrom(card: Box, band: Box | undefined): boolean {
  if (!band) return false
  const dx = Math.max(band.x - (card.x + card.width), card.x - (band.x + band.width))
  const dy = Math.max(band.y - (card.y + card.height), card.y - (band.y + band.height))
  return Math.max(dx, dy) > REACH
}

/** The document with those steps in those stages, or in none. */
export function withStages(document: JourneyDocument, stageOf: ReadonlyMap<string, string | undefined>): JourneyDocument {
  const changed = [...stageOf].filter(([id, stage]) => Object.hasOwn(document.steps, id) && document.steps[id]!.stage !== stage)
  if (changed.length === 0) return document
  const next = new Map<string, Step>(changed.map(([id, stage]) => [id, withField(document.steps[id]!, 'stage', stage)]))
  return { ...document, steps: Object.fromEntries(Object.entries(document.steps).map(([id, step]) => [id, next.get(id) ?? step])) }
}

function withPlacesInBands(before: JourneyDocument, after: JourneyDocument): JourneyDocument {
  if (after.steps === before.steps) return after
  const bands = new Map(bandsOf(before).map((band) => [band.stageId, band]))
  const places = new Map<string, Position>()
  for (const [id, step] of Object.entries(after.steps)) {
    const old = Object.hasOwn(before.steps, id) ? before.steps[id] : undefined
    if (!old || old === step || old.stage === step.stage || step.stage === undefined) continue
    const [card, was] = [cardBox(after, id), positionOf(before, id)]
    const band = bands.get(step.stage)
    if (!card || !was || was.x !== card.x || was.y !== card.y || !band || !(band.isStored || band.isEmpty) || isInside(middleOf(card), band)) continue
    places.set(id, freePlaceIn(band, withPositions(after, places), id))
  }
  return withPositions(after, places)
}

/** A place in a band below the cards that are in it. */
function freePlaceIn(band: Band, document: JourneyDocument, but: string): Position {
  const own = (cardsByStage(document).get(band.stageId) ?? []).filter((id) => id !== but).flatMap((id) => cardBox(document, id) ?? [])
  const inside = unionOf(own.filter((box) => isInside(middleOf(box), band)))
  if (!inside) return { x: band.x + Math.max(ROOM.x, Math.round((band.width - CARD_WIDTH) / 2)), y: band.y + ROOM.top }
  return { x: inside.x, y: inside.y + inside.height + BAND_GAP }
}

function withRoomForCards(before: JourneyDocument, after: JourneyDocument): JourneyDocument {
  const cards = cardsByStage(after)
  const drawnBefore = new Map(bandsOf(before).map((band) => [band.stageId, band]))
  let kept = after
  for (const { id: stageId } of after.stages ?? []) {
    const band = storedBox(after, stageId)
    const own = cards.get(stageId) ?? []
    if (!band) {
      // A stage that gets its first card, or loses its last, keeps the place it was laid out at.
      const was = drawnBefore.get(stageId)
      if (was && !was.isStored && was.isEmpty !== (own.length === 0)) kept = withBand(kept, stageId, grown(was, own.flatMap((id) => cardBox(after, id) ?? [])))
      continue
    }
    if (layoutValue(before, bandKeyOf(stageId)) !== layoutValue(after, bandKeyOf(stageId))) continue
    const moved = own.filter((id) => hasChanged(before, after, id))
    if (moved.length === 0) continue
    const boxes = moved.flatMap((id) => cardBox(after, id) ?? [])
    if (boxes.every((box) => isWithin(box, band))) continue
    kept = withBand(kept, stageId, follow(before, after, own, band) ?? grown(band, boxes))
  }
  return kept
}

function hasChanged(before: JourneyDocument, after: JourneyDocument, nodeId: string): boolean {
  if (before.layout === after.layout && before.entries === after.entries && before.steps[nodeId] === after.steps[nodeId] && after.steps[nodeId] !== undefined) return false
  const [a, b] = [cardBox(before, nodeId), cardBox(after, nodeId)]
  return !a || !b || a.x !== b.x || a.y !== b.y || a.height !== b.height || stageOfNode(before, nodeId) !== stageOfNode(after, nodeId)
}

/** The band moved by as much as all of its cards were, if others were too, to make room; undefined if they moved apart or alone. */
function follow(before: JourneyDocument, after: JourneyDocument, own: readonly string[], band: Box): Box | undefined {
  let by: Position | undefined
  for (const id of own) {
    const [from, to] = [positionOf(before, id), positionOf(after, id)]
    if (!from || !to || stageOfNode(before, id) !== stageOfNode(after, id)) return undefined
    const delta = { x: to.x - from.x, y: to.y - from.y }
    if (by && (by.x !== delta.x || by.y !== delta.y)) return undefined
    by = delta
  }
  const isAlone = () => {
    const mine = new Set(own)
    return Object.keys(after.steps).every((id) => {
      const [from, to] = [positionOf(before, id), positionOf(after, id)]
      return mine.has(id) || !from || !to || to.x - from.x !== by!.x || to.y - from.y !== by!.y
    })
  }
  return by === undefined || isAlone() ? undefined : { ...band, x: band.x + by.x, y: band.y + by.y }
}

function isWithin(card: Box, band: Box): boolean {
  return card.x >= band.x && card.y >= band.y && card.x + card.width <= band.x + band.width && card.y + card.height <= band.y + band.height
}

/** The band with room for those cards. */
export function grown(band: Box, cards: readonly Box[]): Box {
  const outside = cards.filter((card) => !isWithin(card, band))
  const needed = outside.map(({ x, y, width, height }) => ({ x: x - ROOM.x, y: y - ROOM.top, width: width + 2 * ROOM.x, height: height + ROOM.top + ROOM.bottom }))
  return unionOf([band, ...needed])!
}

/** After cards were laid out anew: bands with a size of their own stand around them again, as large as they were where there is room. */
export function withBandsAround(document: JourneyDocument): JourneyDocument {
  const cards = cardsByStage(document)
  const sizes = new Map<string, Box>()
  let fitted = document
  for (const { id } of document.stages ?? []) {
    const stored = storedBox(document, id)
    if (!stored || !cards.has(id)) continue
    sizes.set(id, stored)
    fitted = withBand(fitted, id, undefined)
  }
  if (sizes.size === 0) return document
  // First as close as they get, then out to their old sizes as far as no other band is in the way.
  for (const band of bandsOf(fitted)) if (sizes.has(band.stageId)) fitted = withBand(fitted, band.stageId, band)
  for (const [id, { width, height }] of sizes) {
    const band = storedBox(fitted, id)!
    const large = { ...band, width: Math.max(band.width, width), height: Math.max(band.height, height) }
    if (bandsOf(fitted).every((other) => other.stageId === id || !overlaps(large, other))) fitted = withBand(fitted, id, large)
  }
  return fitted
}
