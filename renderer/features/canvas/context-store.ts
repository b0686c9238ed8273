import { create } from 'zustand'
import { entryIdOf, noteIdOf } from '../../document/node-ids.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { besideCard, meantEdge, meantNodes, middleOfPane } from './focus-card.ts'
import { middleOfEdge } from './add-step.ts'
import type { ScreenPoint } from './quick-add-store.ts'

/** What a context menu is about. */
export type ContextKind = 'step' | 'entry' | 'note' | 'several' | 'connection' | 'canvas'

interface ContextMenuState { kind: ContextKind; at: ScreenPoint }

/** The context menu that is open; null while none is. */
export const useContextMenu = create<{ open: ContextMenuState | null }>()(() => ({ open: null }))

export function closeContextMenu(): void {
  useContextMenu.setState({ open: null })
}

export function openContextMenu(kind: ContextKind, at: ScreenPoint): void {
  useContextMenu.setState({ open: { kind, at } })
}

/** The right button on a card, on a connection or on several cards: selects what is under it, unless it is selected, and opens its menu. */
export function contextMenuAt(target: Element, at: ScreenPoint): boolean {
  const { selection, select } = useUiStore.getState()
  const nodeId = target.closest('.react-flow__node')?.getAttribute('data-id') ?? undefined
  const edgeId = target.closest('.react-flow__edge')?.getAttribute('data-id') ?? target.closest('[data-edge-plus]')?.getAttribute('data-edge-plus') ?? undefined
  if (nodeId !== undefined && !selection.nodeIds.includes(nodeId)) select([nodeId])
  else if (nodeId === undefined && edgeId !== undefined) select([], [edgeId])
  else if (nodeId === undefined && !target.closest('.react-flow__nodesselection')) return false
  openContextMenu(kindOfSelection(), at)
  return true
}

/** The menu key: the menu of what is selected or has the focus, else of the canvas. */
export function contextMenuByKey(): void {
  const [nodes, edge] = [meantNodes(), meantEdge()]
  if (nodes.length > 0) useUiStore.getState().select(nodes)
  else if (edge !== undefined) useUiStore.getState().select([], [edge])
  const kind = kindOfSelection()
  const last = nodes.at(-1)
  openContextMenu(kind, last !== undefined ? besideCard(last) : edge !== undefined ? middleOfEdge(edge) : middleOfPane())
}

function kindOfSelection(): ContextKind {
  const { nodeIds, edgeIds } = useUiStore.getState().selection
  const [only] = nodeIds
  if (only === undefined) return edgeIds.length > 0 ? 'connection' : 'canvas'
  if (nodeIds.length > 1) return 'several'
  return entryIdOf(only) !== undefined ? 'entry' : noteIdOf(only) !== undefined ? 'note' : 'step'
}
