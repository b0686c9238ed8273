import { connectionsOf } from '../../document/connections.ts'
import { desktop } from '../../app/desktop.ts'
import { withChannel } from '../../document/channel.ts'
import { clipOf, paste, type Clip } from '../../document/clipboard.ts'
import { clipOfAll, readClipboardText } from '../../document/clipboard-text.ts'
import { disconnect } from '../../document/commands/connect.ts'
import { addEntry } from '../../document/commands/entries.ts'
import { mergedWays, takeOut } from '../../document/commands/heal.ts'
import { replaceStep } from '../../document/commands/replace.ts'
import { addStep, deleteNodes, insertStep, moveNodes, newStepId } from '../../document/commands/steps.ts'
import { documentStore } from '../../document/document-store.ts'
import { positionOf, type Position } from '../../document/layout.ts'
import { entryNodeId, noteNodeId } from '../../document/node-ids.ts'
import { notesOf } from '../../document/notes.ts'
import { nameOfNode, nameOfNodes } from '../../document/names.ts'
import { freeId } from '../../../engine/core/model/ids.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import type { Step, StepKindName } from '../../../engine/core/model/steps/registry.ts'
import { CARD_BODY, CARD_WIDTH } from '../../document/card-size.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { notify } from '../../components/notify.ts'
import type { PaletteKind } from '../palette/palette-items.ts'
import { openJourneyText } from '../journeys/open-journey-file.ts'
import { likelyStart, likelyStep } from '../start/what-follows.ts'
import { editText } from '../../document/edit-texts.ts'
import { wayInWords } from '../../i18n/in-words.ts'
import { meantNodes } from './focus-card.ts'
import { middleOfCanvas } from './flow-handle.ts'
import { gestureText } from './gesture-texts.ts'
import { channelOf } from './item-icon.ts'
import { canvasText } from './texts.ts'

// The last copy, for browsers that refuse to let a page read the clipboard.
let lastClip: Clip | undefined

function selectedNodes(): readonly string[] {
  return useUiStore.getState().selection.nodeIds
}

export function deleteSelection(): void {
  const { document, apply } = documentStore.getState()
  const { nodeIds, edgeIds } = useUiStore.getState().selection
  if (nodeIds.length > 0) {
    useUiStore.getState().select([])
    apply(deleteNodes(nodeIds, document))
    tellMerged(document, nodeIds)
    return
  }
  const ends = connectionsOf(document).filter(({ id }) => edgeIds.includes(id))
  if (ends.length === 0) return
  useUiStore.getState().select([])
  apply(disconnect(ends))
  if (ends.some(({ from }) => from.startsWith('entry:'))) notify(canvasText('entryStays'))
}

/** Pulls the steps that are meant out of their line; they stay on the canvas, and the line closes. */
export function takeOutSelection(): void {
  const { document, apply } = documentStore.getState()
  const steps = meantNodes().filter((id) => Object.hasOwn(document.steps, id))
  if (steps.length === 0) return notify(gestureText('nothingSelected'))
  const command = takeOut(steps, document)
  if (command.run(document) === document) return notify(gestureText('nothingToTakeOut'))
  apply(command)
  tellMerged(document, steps)
}

/** Says where people now go who left the steps that are gone by several ways; `before` is the document they were in. */
export function tellMerged(before: JourneyDocument, nodeIds: readonly string[]): void {
  const gone = new Set(nodeIds.filter((id) => Object.hasOwn(before.steps, id)))
  for (const { stepId, to } of mergedWays(before, gone)) {
    const name = nameOfNode(before, stepId)
    notify(to === undefined ? gestureText('mergedEnd', { name }) : gestureText('merged', { name, to: nameOfNode(before, to) }))
  }
}

/** Puts another kind of step in the place of one, its connections kept, and says what could not be kept. Returns its node id. */
export function replaceNode(nodeId: string, kind: Exclude<PaletteKind, 'entry'>): string {
  const { document, apply } = documentStore.getState()
  const { command, lost } = replaceStep(nodeId, newStep(kind, connectionsOf(document).find(({ to }) => to === nodeId)?.from), document)
  apply(command)
  if (lost.length > 0) {
    const list = (texts: readonly string[]) => [...new Set(texts)].join(', ')
    notify(gestureText('lost', { count: lost.length, ways: list(lost.map(({ label }) => wayInWords(label))), places: list(lost.map(({ to }) => nameOfNode(document, to))) }))
  }
  useUiStore.getState().select([nodeId])
  return nodeId
}

export function selectAll(): void {
  const { document } = documentStore.getState()
  useUiStore.getState().select([...document.entries.map(({ id }) => entryNodeId(id)), ...Object.keys(document.steps), ...notesOf(document).map(({ id }) => noteNodeId(id))])
}

export async function copySelection(): Promise<void> {
  const nodeIds = selectedNodes()
  if (nodeIds.length === 0) return
  lastClip = clipOf(documentStore.getState().document, nodeIds)
  // Without permission the copy still works inside this window.
  await navigator.clipboard?.writeText(JSON.stringify(lastClip, null, 2)).catch(() => undefined)
}

export async function cutSelection(): Promise<void> {
  await copySelection()
  deleteSelection()
}

export async function pasteFromClipboard(): Promise<void> {
  const text = await (desktop()?.readClipboardText() ?? navigator.clipboard?.readText())?.catch(() => undefined)
  const copied = text === undefined || text.trim() === '' ? undefined : await readClipboardText(text)
  if (copied?.kind === 'broken') return notify(canvasText('pasteBroken', { problem: copied.message }), 'error')
  if (copied?.kind === 'foreign') return notify(canvasText('pasteForeign'))
  const { document } = documentStore.getState()
  // A whole journey is opened where there is nothing yet, and joins what there is elsewhere.
  if (copied?.kind === 'journey' && document.entries.length + Object.keys(document.steps).length === 0) return openJourneyText(copied.document.name ?? copied.document.id, text!)
  const clip = copied?.kind === 'clip' ? copied.clip : copied?.kind === 'journey' ? clipOfAll(copied.document) : lastClip
  if (!clip) return notify(canvasText('pasteEmpty'))
  const middle = middleOfCanvas()
  placeClip(clip, freePlace({ x: middle.x - CARD_WIDTH / 2, y: middle.y - CARD_BODY / 2 }), 'paste')
}

export function duplicateSelection(): void {
  const { document } = documentStore.getState()
  const nodeIds = selectedNodes()
  if (nodeIds.length === 0) return
  const places = nodeIds.map((id) => positionOf(document, id) ?? { x: 0, y: 0 })
  const corner = { x: Math.min(...places.map(({ x }) => x)), y: Math.min(...places.map(({ y }) => y)) }
  placeClip(clipOf(document, nodeIds), freePlace({ x: corner.x + 32, y: corner.y + 32 }), 'duplicate')
}

function placeClip(clip: Clip, at: Position, verb: 'paste' | 'duplicate'): void {
  const { document, apply } = documentStore.getState()
  const count = Object.keys(clip.positions)
  const { command, nodeIds } = paste(clip, at, document, editText(verb, { what: count.length === 1 ? editText('step') : nameOfNodes(document, count) }))
  apply(command)
  useUiStore.getState().select(nodeIds)
}

/** Moves the selected cards; presses in a row are one undo step. */
export function nudgeSelection(dx: number, dy: number): void {
  const { document, apply } = documentStore.getState()
  const moved = new Map<string, Position>()
  for (const id of selectedNodes()) {
    const place = positionOf(document, id)
    if (place) moved.set(id, { x: place.x + dx, y: place.y + dy })
  }
  if (moved.size > 0) apply(moveNodes(moved, document, `nudge:${[...moved.keys()].join()}`))
}

/** Adds what the palette was asked for at that place of the canvas and selects it. Returns its node id. */
export function addFromPalette(kind: PaletteKind, at: Position, from?: { from: string; portId: string }): string {
  const { document, apply } = documentStore.getState()
  const place = freePlace(at)
  let nodeId: string
  if (kind === 'entry') {
    const id = freeId('entry', (taken) => document.entries.some((entry) => entry.id === taken))
    apply(addEntry(id, place, likelyStart()))
    nodeId = entryNodeId(id)
  } else {
    nodeId = newStepId(document, channelOf(kind) === undefined ? kind : 'message')
    apply(addStep(nodeId, withStageOf(from?.from, kind), place, from))
  }
  useUiStore.getState().select([nodeId])
  return nodeId
}

/** Puts a step of that kind into a connection and selects it. Returns its node id; undefined if the connection is gone. */
export function insertFromPalette(kind: Exclude<PaletteKind, 'entry'>, edgeId: string): string | undefined {
  const { document, apply } = documentStore.getState()
  const connection = connectionsOf(document).find(({ id }) => id === edgeId)
  if (!connection) return undefined
  const nodeId = newStepId(document, channelOf(kind) === undefined ? kind : 'message')
  apply(insertStep(nodeId, withStageOf(document.steps[connection.from] ? connection.from : connection.to, kind, connection.from), connection))
  useUiStore.getState().select([nodeId])
  return nodeId
}

/** A new step stands in the stage of the one it follows; what it is filled with goes by what it comes `after`. */
function withStageOf(nodeId: string | undefined, kind: Exclude<PaletteKind, 'entry'>, after = nodeId): Step {
  const stage = nodeId === undefined ? undefined : documentStore.getState().document.steps[nodeId]?.stage
  const step = newStep(kind, after)
  return stage === undefined ? step : { ...step, stage }
}

function newStep(kind: Exclude<PaletteKind, 'entry'>, after: string | undefined): Step {
  const channel = channelOf(kind)
  const step = likelyStep(channel === undefined ? (kind as StepKindName) : 'message', after) // as: without a channel it is a kind
  return step.kind === 'message' && channel !== undefined ? withChannel(step, channel) : step
}

/** The wanted place, or one a little further down where no card lies right on it. */
function freePlace(wanted: Position): Position {
  const { document } = documentStore.getState()
  const nodes = [...document.entries.map(({ id }) => entryNodeId(id)), ...Object.keys(document.steps)]
  const taken = nodes.flatMap((id) => positionOf(document, id) ?? [])
  let place = wanted
  while (taken.some(({ x, y }) => Math.abs(x - place.x) < 24 && Math.abs(y - place.y) < 24)) place = { x: place.x + 32, y: place.y + 32 }
  return place
}
