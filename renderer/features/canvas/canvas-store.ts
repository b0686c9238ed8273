import { applyEdgeChanges, applyNodeChanges, type EdgeChange, type NodeChange } from '@xyflow/react'
import { create } from 'zustand'
import { liesTheSame } from '../../document/bands.ts'
import { documentStore } from '../../document/document-store.ts'
import { flowShapeOf } from '../../document/flow-shape.ts'
import { noteIdOf } from '../../document/node-ids.ts'
import { noteOf } from '../../document/notes.ts'
import { edgesOf, nodesOf, type CanvasEdge, type CanvasNode } from '../../document/react-flow-adapter.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'

interface CanvasState {
  nodes: CanvasNode[]
  edges: CanvasEdge[]
  changeNodes(changes: NodeChange<CanvasNode>[]): void
  changeEdges(changes: EdgeChange<CanvasEdge>[]): void
}

/**
 * React Flow's view of the document: what it measures and what is being dragged live here, between two edits. Everything else is
 * derived from the document and the selection.
 */
export const useCanvasStore = create<CanvasState>()((set, get) => ({
  nodes: [],
  edges: [],
  changeNodes: (changes) => {
    const kept = changes.filter(({ type }) => type !== 'remove' && type !== 'select' && type !== 'add' && type !== 'replace')
    if (kept.length > 0) set({ nodes: applyNodeChanges(kept, get().nodes) })
    select(changes, [])
  },
  changeEdges: (changes) => {
    const kept = changes.filter(({ type }) => type !== 'remove' && type !== 'select' && type !== 'add' && type !== 'replace')
    if (kept.length > 0) set({ edges: applyEdgeChanges(kept, get().edges) })
    select([], changes)
  },
}))

function select(nodeChanges: readonly NodeChange[], edgeChanges: readonly EdgeChange[]): void {
  const ui = useUiStore.getState()
  const chosen = (ids: readonly string[], changes: readonly (NodeChange | EdgeChange)[]) => {
    const next = new Set(ids)
    for (const change of changes) {
      if (change.type !== 'select') continue
      if (change.selected) next.add(change.id)
      else next.delete(change.id)
    }
    return [...next]
  }
  if (![...nodeChanges, ...edgeChanges].some(({ type }) => type === 'select')) return
  ui.select(chosen(ui.selection.nodeIds, nodeChanges), chosen(ui.selection.edgeIds, edgeChanges))
}

/** Steps up to which a journey is drawn. With more, each edit and each frame of a drag would take longer than a person waits. */
export const MOST_ON_CANVAS = 5000

/** Draws the document anew: after an edit, a selection, or a drag that was given up. */
export function refreshCanvas(): void {
  const { document } = documentStore.getState()
  const { selection } = useUiStore.getState()
  const { nodes, edges } = useCanvasStore.getState()
  if (flowShapeOf(document.steps).steps > MOST_ON_CANVAS) {
    if (nodes.length > 0) useCanvasStore.setState({ nodes: [], edges: [] })
    return
  }
  useCanvasStore.setState({
    nodes: keptIfSame(nodes, nodesOf(document, nodes, new Set(selection.nodeIds), hasNumbers)),
    edges: keptIfSame(edges, edgesOf(document, edges, new Set(selection.edgeIds))),
  })
}

/** The very list there was, if nothing in it changed: React Flow takes over every card of another list. */
function keptIfSame<T>(before: T[], now: T[]): T[] {
  return before.length === now.length && before.every((item, index) => item === now[index]) ? before : now
}

function hasNumbers(nodeId: string): boolean {
  return Object.hasOwn(useRunStore.getState().figures.steps, nodeId)
}

documentStore.subscribe((state, before) => {
  if (state.document === before.document) return
  // A card whose words changed looks them up itself.
  if (state.generation === before.generation && liesTheSame(before.document, state.document)) return
  const { selection, select: choose } = useUiStore.getState()
  if (state.generation !== before.generation) {
    useCanvasStore.setState({ nodes: [], edges: [] })
    choose([])
  } else {
    const gone = selection.nodeIds.filter((id) => !(id in state.document.steps) && !id.startsWith('entry:') && (noteIdOf(id) === undefined || !noteOf(state.document, noteIdOf(id)!)))
    if (gone.length > 0) choose(selection.nodeIds.filter((id) => !gone.includes(id)), selection.edgeIds)
  }
  refreshCanvas()
})
useRunStore.subscribe((state, before) => {
  if (state.figures !== before.figures) refreshCanvas()
})
useUiStore.subscribe((state, before) => {
  if (state.selection !== before.selection) refreshCanvas()
})
