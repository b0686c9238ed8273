import { create } from 'zustand'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { arrange } from '../../document/commands/arrange.ts'
import { documentStore } from '../../document/document-store.ts'
import { flowShapeOf } from '../../document/flow-shape.ts'
import { positionOf, withPositions, type Position } from '../../document/layout.ts'
import { nodesIn } from '../../document/room.ts'
import { nameOfNodes } from '../../document/names.ts'
import { notify } from '../../components/notify.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { editText } from '../../document/edit-texts.ts'
import { tidyPositions } from './auto-layout.ts'
import { MOST_ON_CANVAS, refreshCanvas, useCanvasStore } from './canvas-store.ts'
import { fitCanvas, motionMs } from './flow-handle.ts'
import { gestureText } from './gesture-texts.ts'

/** True while a layout is being worked out and that takes long enough to say so. */
export const useArranging = create<{ isArranging: boolean }>()(() => ({ isArranging: false }))

const SAY_AFTER_MS = 150

async function placesOf(document: JourneyDocument, only?: ReadonlySet<string>): Promise<Map<string, Position>> {
  const timer = setTimeout(() => useArranging.setState({ isArranging: true }), SAY_AFTER_MS)
  try {
    return await tidyPositions(document, only)
  } finally {
    clearTimeout(timer)
    useArranging.setState({ isArranging: false })
  }
}

/** Lays the canvas out anew as one undo step; cards glide to their places. Its top left corner stays where it was. */
export async function arrangeCanvas(): Promise<void> {
  const { document, generation } = documentStore.getState()
  const places = await placesOf(document)
  if (documentStore.getState().generation !== generation) return
  const kept = keepingCorner(document, places)
  await glide(kept)
  documentStore.getState().apply(arrange(kept))
  refreshCanvas()
  fitCanvas()
}

/** Lays out the selected cards anew, among themselves: no other moves, and their top left corner stays. */
export async function arrangeSelection(): Promise<void> {
  const { document, generation } = documentStore.getState()
  const chosen = new Set(useUiStore.getState().selection.nodeIds)
  const only = new Set(nodesIn(document).filter((id) => chosen.has(id)))
  if (only.size < 2) return notify(gestureText('selectTwo'))
  const places = keepingCorner(document, await placesOf(document, only))
  if (documentStore.getState().generation !== generation) return
  await glide(places)
  documentStore.getState().apply(arrange(places, editText('arrange', { what: nameOfNodes(document, [...only]) })))
  refreshCanvas()
}

function keepingCorner(document: JourneyDocument, places: ReadonlyMap<string, Position>): Map<string, Position> {
  const before = [...places.keys()].flatMap((id) => positionOf(document, id) ?? [])
  if (before.length === 0) return new Map(places)
  const corner = (all: readonly Position[]) => ({ x: Math.min(...all.map(({ x }) => x)), y: Math.min(...all.map(({ y }) => y)) })
  const [old, made] = [corner(before), corner([...places.values()])]
  return new Map([...places].map(([id, { x, y }]) => [id, { x: x - made.x + old.x, y: y - made.y + old.y }]))
}

/** True if the document says where its cards lie, or has more than are drawn. */
export function isPlaced(): boolean {
  const { document } = documentStore.getState()
  return isTooLarge(document) || unplacedNodes(document).length === 0
}

function isTooLarge({ steps }: JourneyDocument): boolean {
  return flowShapeOf(steps).steps > MOST_ON_CANVAS
}

function unplacedNodes(document: JourneyDocument): string[] {
  return nodesIn(document).filter((id) => positionOf(document, id) === undefined)
}

/** Gives a document that was opened without places its places. That is no edit: nothing to undo, nothing to save. */
export async function placeIfUnplaced(): Promise<void> {
  const { document, generation } = documentStore.getState()
  if (isTooLarge(document)) return
  const unplaced = unplacedNodes(document)
  if (unplaced.length === 0) return
  const places = await placesOf(document)
  if (documentStore.getState().generation !== generation) return
  // One that lacks a few places keeps those it has.
  const missing = unplaced.length === nodesIn(document).length ? places : new Map([...places].filter(([id]) => unplaced.includes(id)))
  documentStore.getState().amend((current) => withPositions(current, missing))
}

function glide(places: ReadonlyMap<string, Position>): Promise<void> {
  const total = motionMs()
  if (total === 0) return Promise.resolve()
  const from = new Map(useCanvasStore.getState().nodes.map((node) => [node.id, node.position]))
  return new Promise((resolve) => {
    const startedAt = performance.now()
    const frame = (now: number) => {
      const t = Math.min(1, (now - startedAt) / total)
      const eased = 1 - (1 - t) ** 3
      useCanvasStore.setState(({ nodes }) => ({
        nodes: nodes.map((node) => {
          const start = from.get(node.id)
          const end = places.get(node.id)
          if (!start || !end) return node
          return { ...node, position: { x: start.x + (end.x - start.x) * eased, y: start.y + (end.y - start.y) * eased } }
        }),
      }))
      if (t < 1) requestAnimationFrame(frame)
      else resolve()
    }
    requestAnimationFrame(frame)
  })
}
