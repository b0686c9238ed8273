import type { PointerEvent } from 'react'
import { addStage } from '../../document/commands/stages.ts'
import { addNote, resizeNote } from '../../document/commands/notes.ts'
import { documentStore } from '../../document/document-store.ts'
import { BAND_GRID, BAND_MIN, cardBox, overlaps } from '../../document/bands.ts'
import { freeId } from '../../../engine/core/model/ids.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import type { Box, Position } from '../../document/layout.ts'
import { noteIdOf, noteNodeId } from '../../document/node-ids.ts'
import { NOTE_MIN, NOTE_SIZE } from '../../document/note-items.ts'
import { noteOf, notesOf } from '../../document/notes.ts'
import { nodesIn } from '../../document/room.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { followPointer, stretched, type Side } from './band-drag.ts'
import { startRenaming } from './band-store.ts'
import { refreshCanvas, useCanvasStore } from './canvas-store.ts'
import { middleOfCanvas } from './flow-handle.ts'
import { startWriting } from './note-store.ts'
import { canvasText } from './texts.ts'

/** The drag-and-drop type of a note that is dragged out of the palette. */
export const NOTE_TYPE = 'application/x-rehearsal-note'

/** A new name for a note or a comment, also beside those another person adds to a copy meanwhile. */
export function newItemId(): string {
  return crypto.randomUUID().slice(0, 8)
}

/** Puts an empty note on the canvas, its middle at that place, or without one near the middle of what is shown; ready to be written. */
export function addNoteAt(place?: Position): void {
  const { document, apply } = documentStore.getState()
  const id = newItemId()
  const { x, y } = place ?? middleOfCanvas()
  const grid = (value: number) => Math.round(value / BAND_GRID) * BAND_GRID
  const box = { x: grid(x - NOTE_SIZE.width / 2), y: grid(y - NOTE_SIZE.height / 2), ...NOTE_SIZE }
  apply(addNote({ id, ...(place ? box : besideCards(box, document)), text: '', colour: 'amber' }))
  useUiStore.getState().select([noteNodeId(id)])
  startWriting(id)
}

/** The nearest place above or below where a note covers no card; the wanted one if there is none near. */
function besideCards(wanted: Box, document: JourneyDocument): Box {
  const taken = [...nodesIn(document).flatMap((id) => cardBox(document, id) ?? []), ...notesOf(document)]
  const tries = Array.from({ length: 2 * TRIES }, (_, index) => (index % 2 === 0 ? 1 : -1) * Math.ceil(index / 2) * 5 * BAND_GRID)
  const y = tries.map((by) => wanted.y + by).find((top) => taken.every((box) => !overlaps({ ...wanted, y: top }, box)))
  return { ...wanted, y: y ?? wanted.y }
}

const TRIES = 10

/** Makes a stage around the selected steps, or an empty one at a place of the canvas (beside the last without one), ready to be named. */
export function addStageHere(place?: Position): void {
  const { document, apply } = documentStore.getState()
  const id = freeId('stage', (taken) => document.stages?.some((stage) => stage.id === taken) === true)
  const around = useUiStore.getState().selection.nodeIds.filter((nodeId) => Object.hasOwn(document.steps, nodeId))
  const size = { width: BAND_MIN.width + 128, height: BAND_MIN.height + 160 }
  apply(addStage({ id, name: canvasText('newStage') }, { around, ...(place && around.length === 0 ? { box: { ...place, ...size } } : {}) }))
  useUiStore.getState().select([])
  startRenaming(id)
}

/** Drags a border of a note: shown as it goes, one undo step when it is let go. */
export function dragNoteBorder(event: PointerEvent, nodeId: string, side: Side): void {
  const noteId = noteIdOf(nodeId) ?? nodeId
  const note = noteOf(documentStore.getState().document, noteId)
  if (!note) return
  useUiStore.getState().select([nodeId])
  const sized = (by: Position) => allowed(note, stretched(note, side, by))
  followPointer(event, {
    move: (by) => {
      const { x, y, width, height } = sized(by)
      useCanvasStore.setState(({ nodes }) => ({ nodes: nodes.map((node) => (node.id === nodeId ? { ...node, position: { x, y }, width, height } : node)) }))
    },
    end: (by) => {
      documentStore.getState().apply(resizeNote(noteId, sized(by)))
      refreshCanvas()
    },
    cancel: refreshCanvas,
  })
}

/** Held at the border that is dragged when it would become too small. */
function allowed(note: Box, wanted: Box): Box {
  const width = Math.max(NOTE_MIN.width, wanted.width)
  const height = Math.max(NOTE_MIN.height, wanted.height)
  return {
    x: wanted.x === note.x ? note.x : wanted.x + wanted.width - width,
    y: wanted.y === note.y ? note.y : wanted.y + wanted.height - height,
    width,
    height,
  }
}
