import { applyEdgeChanges, applyNodeChanges, type EdgeChange, type NodeChange } from '@xyflow/react'
import { create } from 'zustand'
import { documentStore } from '../../document/document-store.ts'
import { edgesOf, nodesOf, type CanvasEdge, type CanvasNode } from '../../document/react-flow-adapter.ts'
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

/** Draws the document anew: after an edit, a selection, or a drag that was given up. */
export function refreshCanvas(): void {
  const { document } = documentStore.getState()
  const { selection } = useUiStore.getState()
  const { nodes, edges } = useCanvasStore.getState()
  useCanvasStore.setState({
    nodes: nodesOf(document, nodes, new Set(selection.nodeIds)),
    edges: edgesOf(document, edges, new Set(selection.edgeIds)),
  })
}

documentStore.subscribe((state, before) => {
  if (state.document === before.document) return
  const { selection, select: choose } = useUiStore.getState()
  if (state.generation !== before.generation) {
    useCanvasStore.setState({ nodes: [], edges: [] })
    choose([])
  } else {
    const gone = selection.nodeIds.filter((id) => !(id in state.document.steps) && !id.startsWith('entry:'))
    if (gone.length > 0) choose(selection.nodeIds.filter((id) => !gone.includes(id)), selection.edgeIds)
  }
  refreshCanvas()
})
useUiStore.subscribe((state, before) => {
  if (state.selection !== before.selection) refreshCanvas()
})
