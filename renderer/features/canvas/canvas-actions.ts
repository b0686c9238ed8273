import { connectionsOf } from '../../document/connections.ts'
import { clipOf, parseClip, paste, type Clip } from '../../document/clipboard.ts'
import { disconnect } from '../../document/commands/connect.ts'
import { addEntry } from '../../document/commands/entries.ts'
import { addStep, blankStep, deleteNodes, insertStep, moveNodes, newStepId } from '../../document/commands/steps.ts'
import { documentStore } from '../../document/document-store.ts'
import { positionOf, type Position } from '../../document/layout.ts'
import { entryNodeId } from '../../document/node-ids.ts'
import { nameOfNodes } from '../../document/names.ts'
import { freeId } from '../../../engine/core/model/ids.ts'
import type { StepKindName } from '../../../engine/core/model/steps/registry.ts'
import { CARD_BODY, CARD_WIDTH } from '../../document/card-size.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { notify } from '../../components/notify.ts'
import { middleOfCanvas } from './flow-handle.ts'
import { canvasText } from './texts.ts'

/** What the palette offers: every kind of step, and entries. */
export type PaletteKind = StepKindName | 'entry'

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
    return
  }
  const ends = connectionsOf(document).filter(({ id }) => edgeIds.includes(id))
  if (ends.length === 0) return
  useUiStore.getState().select([])
  apply(disconnect(ends))
  if (ends.some(({ from }) => from.startsWith('entry:'))) notify(canvasText('entryStays'))
}

export function selectAll(): void {
  const { document } = documentStore.getState()
  useUiStore.getState().select([...document.entries.map(({ id }) => entryNodeId(id)), ...Object.keys(document.steps)])
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
  const text = await navigator.clipboard?.readText().catch(() => undefined)
  const clip = (text === undefined ? undefined : parseClip(text)) ?? lastClip
  if (!clip) return notify(canvasText('pasteEmpty'))
  const middle = middleOfCanvas()
  placeClip(clip, freePlace({ x: middle.x - CARD_WIDTH / 2, y: middle.y - CARD_BODY / 2 }), 'Paste')
}

export function duplicateSelection(): void {
  const { document } = documentStore.getState()
  const nodeIds = selectedNodes()
  if (nodeIds.length === 0) return
  const places = nodeIds.map((id) => positionOf(document, id) ?? { x: 0, y: 0 })
  const corner = { x: Math.min(...places.map(({ x }) => x)), y: Math.min(...places.map(({ y }) => y)) }
  placeClip(clipOf(document, nodeIds), freePlace({ x: corner.x + 32, y: corner.y + 32 }), 'Duplicate')
}

function placeClip(clip: Clip, at: Position, verb: string): void {
  const { document, apply } = documentStore.getState()
  const count = Object.keys(clip.positions)
  const { command, nodeIds } = paste(clip, at, document, `${verb} ${count.length === 1 ? 'step' : nameOfNodes(document, count)}`)
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
    apply(addEntry(id, place))
    nodeId = entryNodeId(id)
  } else {
    nodeId = newStepId(document, kind)
    apply(addStep(nodeId, withStageOf(from?.from, kind), place, from))
  }
  useUiStore.getState().select([nodeId])
  return nodeId
}

/** Puts a step of that kind into a connection. */
export function insertFromPalette(kind: StepKindName, edgeId: string): void {
  const { document, apply } = documentStore.getState()
  const connection = connectionsOf(document).find(({ id }) => id === edgeId)
  if (!connection) return
  const nodeId = newStepId(document, kind)
  apply(insertStep(nodeId, withStageOf(document.steps[connection.from] ? connection.from : connection.to, kind), connection))
  useUiStore.getState().select([nodeId])
}

/** A new step stands in the stage of the one it follows. */
function withStageOf(nodeId: string | undefined, kind: StepKindName) {
  const stage = nodeId === undefined ? undefined : documentStore.getState().document.steps[nodeId]?.stage
  const step = blankStep(kind)
  return stage === undefined ? step : { ...step, stage }
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
