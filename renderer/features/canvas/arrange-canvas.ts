import { create } from 'zustand'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { arrange } from '../../document/commands/steps.ts'
import { documentStore } from '../../document/document-store.ts'
import { positionOf, withPositions, type Position } from '../../document/layout.ts'
import { entryNodeId } from '../../document/node-ids.ts'
import { tidyPositions } from './auto-layout.ts'
import { refreshCanvas, useCanvasStore } from './canvas-store.ts'
import { fitCanvas, motionMs } from './flow-handle.ts'

/** True while a layout is being worked out and that takes long enough to say so. */
export const useArranging = create<{ isArranging: boolean }>()(() => ({ isArranging: false }))

const SAY_AFTER_MS = 150

async function placesOf(document: JourneyDocument): Promise<Map<string, Position>> {
  const timer = setTimeout(() => useArranging.setState({ isArranging: true }), SAY_AFTER_MS)
  try {
    return await tidyPositions(document)
  } finally {
    clearTimeout(timer)
    useArranging.setState({ isArranging: false })
  }
}

/** Lays the canvas out anew as one undo step; cards glide to their places. */
export async function arrangeCanvas(): Promise<void> {
  const { document, generation } = documentStore.getState()
  const places = await placesOf(document)
  if (documentStore.getState().generation !== generation) return
  await glide(places)
  documentStore.getState().apply(arrange(places))
  refreshCanvas()
  fitCanvas()
}

/** True if the document says where its cards lie. */
export function isPlaced(): boolean {
  return unplacedNodes(documentStore.getState().document).length === 0
}

function nodesIn(document: JourneyDocument): string[] {
  return [...document.entries.map(({ id }) => entryNodeId(id)), ...Object.keys(document.steps)]
}

function unplacedNodes(document: JourneyDocument): string[] {
  return nodesIn(document).filter((id) => positionOf(document, id) === undefined)
}

/** Gives a document that was opened without places its places. That is no edit: nothing to undo, nothing to save. */
export async function placeIfUnplaced(): Promise<void> {
  const { document, generation } = documentStore.getState()
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
