import {
  Background, BackgroundVariant, MiniMap, Panel, ReactFlow, SelectionMode, useNodesInitialized, useReactFlow, useStore, type Connection as FlowConnection, type NodeTypes, type EdgeTypes,
} from '@xyflow/react'
import { useCallback, useEffect, useRef, type DragEvent, type FocusEvent, type KeyboardEvent } from 'react'
import '@xyflow/react/dist/base.css'
import { connect, reconnect } from '../../document/commands/connect.ts'
import { moveNodes } from '../../document/commands/steps.ts'
import { canConnect } from '../../document/connections.ts'
import { documentStore, useDocumentStore } from '../../document/document-store.ts'
import { CARD_BODY, CARD_WIDTH } from '../../document/card-size.ts'
import type { CanvasEdge, CanvasNode } from '../../document/react-flow-adapter.ts'
import { usePersonStore } from '../../stores/person-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { isPlaced, placeIfUnplaced, useArranging } from './arrange-canvas.ts'
import { CanvasControls } from './canvas-controls.tsx'
import { addFromPalette, insertFromPalette, type PaletteKind } from './canvas-actions.ts'
import { useCanvasStore } from './canvas-store.ts'
import { EmptyCanvas } from './empty-canvas.tsx'
import { EntryNode } from './entry-node.tsx'
import { currentFlow, motionMs, setFlow, showBeginning } from './flow-handle.ts'
import { JourneyEdge } from './journey-edge.tsx'
import { PALETTE_TYPE } from '../palette/palette-items.ts'
import { QuickAddMenu } from './quick-add-menu.tsx'
import { openQuickAdd } from './quick-add-store.ts'
import { StageBands } from './stage-bands.tsx'
import { StepNode } from './step-node.tsx'
import { canvasText } from './texts.ts'
import styles from './canvas.module.css'

const nodeTypes: NodeTypes = { step: StepNode, entry: EntryNode }
const edgeTypes: EdgeTypes = { journey: JourneyEdge }
const DELETE_KEYS = null // the frame's shortcuts delete, so that one place decides what a key does

/** The journey as a picture that can be edited. */
export function Canvas() {
  const nodes = useCanvasStore((state) => state.nodes)
  const edges = useCanvasStore((state) => state.edges)
  const changeNodes = useCanvasStore((state) => state.changeNodes)
  const changeEdges = useCanvasStore((state) => state.changeEdges)
  const minimapOpen = useUiStore((state) => state.minimapOpen)
  const isLit = usePersonStore((state) => state.lit !== null)
  const dropEdge = useRef<string | null>(null)

  useFocusRequests()

  const onDrop = useCallback((event: DragEvent) => {
    const kind = event.dataTransfer.getData(PALETTE_TYPE)
    const flow = currentFlow()
    if (kind === '' || !flow) return
    event.preventDefault()
    const edge = edgeUnder(event.clientX, event.clientY)
    markDropEdge(dropEdge.current, null)
    dropEdge.current = null
    if (edge !== null && kind !== 'entry') return insertFromPalette(kind as Exclude<PaletteKind, 'entry'>, edge) // as: the palette wrote it
    const point = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY })
    addFromPalette(kind as PaletteKind, { x: point.x - CARD_WIDTH / 2, y: point.y - CARD_BODY / 2 }) // as: the palette wrote it
  }, [])

  const onDragOver = useCallback((event: DragEvent) => {
    if (!event.dataTransfer.types.includes(PALETTE_TYPE)) return
    event.preventDefault()
    event.dataTransfer.dropEffect = 'copy'
    const edge = edgeUnder(event.clientX, event.clientY)
    markDropEdge(dropEdge.current, edge)
    dropEdge.current = edge
  }, [])

  return (
    <div className={styles.canvas} data-lit-path={isLit || undefined} onDrop={onDrop} onDragOver={onDragOver} onKeyDown={onNodeKey} onFocus={onNodeFocus} data-testid="canvas">
      <ReactFlow<CanvasNode, CanvasEdge>
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={changeNodes}
        onEdgesChange={changeEdges}
        onConnect={onConnect}
        onReconnect={onReconnect}
        onConnectEnd={onConnectEnd}
        isValidConnection={isValidConnection}
        onNodeDragStop={onDragStop}
        onSelectionDragStop={onSelectionDragStop}
        onNodeDoubleClick={openInspector}
        deleteKeyCode={DELETE_KEYS}
        selectionKeyCode="Shift"
        multiSelectionKeyCode={MULTI_KEYS}
        selectionMode={SelectionMode.Partial}
        panActivationKeyCode="Space"
        panOnScroll
        zoomOnDoubleClick={false}
        disableKeyboardA11y
        nodesFocusable
        edgesFocusable
        minZoom={0.1}
        maxZoom={2}
        connectionRadius={36}
        nodeDragThreshold={3}
        elevateNodesOnSelect={false}
        proOptions={PRO_OPTIONS}
        aria-label={canvasText('canvas')}
      >
        <FirstSight />
        <DetailLevel />
        <Background variant={BackgroundVariant.Dots} gap={24} size={1.5} color="var(--canvas-dot)" />
        <StageBands />
        {minimapOpen && <MiniMap<CanvasNode> pannable zoomable className={styles.minimap!} nodeClassName={minimapClass} ariaLabel={canvasText('minimap')} />}
        <CanvasControls />
        <Arranging />
      </ReactFlow>
      <QuickAddMenu />
      <EmptyCanvas />
    </div>
  )
}

const MULTI_KEYS = ['Meta', 'Control', 'Shift']
// The mark would lie on the drawing; the library's MIT licence does not ask for it.
const PRO_OPTIONS = { hideAttribution: true }

function minimapClass(node: CanvasNode): string {
  return node.type === 'entry' ? styles.minimapEntry! : styles.minimapStep!
}

function onConnect({ source, sourceHandle, target }: FlowConnection): void {
  const { document, apply } = documentStore.getState()
  apply(connect(source, sourceHandle ?? 'next', target, document))
}

function onReconnect(old: CanvasEdge, { source, sourceHandle, target }: FlowConnection): void {
  const { document, apply } = documentStore.getState()
  apply(reconnect({ from: old.source, portId: old.sourceHandle ?? 'next' }, { from: source, portId: sourceHandle ?? 'next', to: target }, document))
}

/** A line dropped on the empty canvas asks which step should stand there. */
function onConnectEnd(event: MouseEvent | TouchEvent, state: { isValid: boolean | null; fromHandle: { id?: string | null; nodeId: string; type: string } | null; toNode: unknown }): void {
  const { fromHandle } = state
  if (state.isValid === true || state.toNode !== null || !fromHandle || fromHandle.type !== 'source') return
  const point = 'changedTouches' in event ? event.changedTouches[0] : event
  const under = point && globalThis.document.elementFromPoint(point.clientX, point.clientY)
  if (!point || !under?.closest('.react-flow__pane')) return
  openQuickAdd({ from: fromHandle.nodeId, portId: fromHandle.id ?? 'next', at: { x: point.clientX, y: point.clientY }, drop: true })
}

function isValidConnection({ source, sourceHandle, target }: CanvasEdge | FlowConnection): boolean {
  const { document } = documentStore.getState()
  return canConnect(document, source, sourceHandle ?? 'next', target)
}

function onDragStop(_event: unknown, _node: CanvasNode, dragged: CanvasNode[]): void {
  commitDrag(dragged)
}

function onSelectionDragStop(_event: unknown, dragged: CanvasNode[]): void {
  commitDrag(dragged)
}

function commitDrag(dragged: readonly CanvasNode[]): void {
  const { document, apply } = documentStore.getState()
  apply(moveNodes(new Map(dragged.map(({ id, position }) => [id, position])), document))
}

function openInspector(): void {
  useUiStore.setState({ inspectorOpen: true })
  requestAnimationFrame(() => globalThis.document.querySelector<HTMLElement>('[data-testid="inspector"] input, [data-testid="inspector"] textarea')?.focus())
}

/** Enter on a focused card selects it and opens its form; Space only selects. */
function onNodeKey(event: KeyboardEvent): void {
  if (event.key !== 'Enter' && event.key !== ' ') return
  if (event.ctrlKey || event.metaKey || !(event.target instanceof Element) || !event.target.matches('.react-flow__node, .react-flow__edge')) return
  const id = event.target.getAttribute('data-id')
  if (id === null) return
  event.preventDefault()
  if (event.target.matches('.react-flow__edge')) return useUiStore.getState().select([], [id])
  useUiStore.getState().select([id])
  if (event.key === 'Enter') openInspector()
}

/** A card reached with Tab is brought into view. */
function onNodeFocus({ target, currentTarget }: FocusEvent): void {
  if (!target.matches('.react-flow__node:focus-visible')) return
  const card = target.getBoundingClientRect()
  const pane = currentTarget.getBoundingClientRect()
  if (card.left >= pane.left && card.right <= pane.right && card.top >= pane.top && card.bottom <= pane.bottom) return
  const flow = currentFlow()
  const middle = flow?.screenToFlowPosition({ x: card.x + card.width / 2, y: card.y + card.height / 2 })
  if (flow && middle) void flow.setCenter(middle.x, middle.y, { zoom: flow.getZoom(), duration: motionMs() })
}

function edgeUnder(x: number, y: number): string | null {
  for (const element of globalThis.document.elementsFromPoint(x, y)) {
    const edge = element.closest('.react-flow__edge')
    if (edge) return edge.getAttribute('data-id')
  }
  return null
}

function markDropEdge(before: string | null, now: string | null): void {
  if (before === now) return
  const mark = (id: string | null, on: boolean) =>
    id !== null && globalThis.document.querySelector(`.react-flow__edge[data-id="${CSS.escape(id)}"]`)?.classList.toggle(styles.dropEdge!, on)
  mark(before, false)
  mark(now, true)
}

/** Says on the canvas element how much detail its zoom allows; the cards' styles do the rest, so no card draws anew. */
function DetailLevel() {
  const detail = useStore((state) => (state.transform[2] < 0.4 ? (state.transform[2] < 0.25 ? 'icon far' : 'icon') : state.transform[2] < 0.6 ? 'name' : 'full'))
  const domNode = useStore((state) => state.domNode)
  useEffect(() => {
    domNode?.setAttribute('data-detail', detail)
  }, [detail, domNode])
  return null
}

/** Another journey is placed, if it came without places, and its beginning shown; draws nothing. */
function FirstSight() {
  const generation = useDocumentStore((state) => state.generation)
  const isMeasured = useNodesInitialized()
  const flow = useReactFlow<CanvasNode, CanvasEdge>()
  const shown = useRef(-1)
  useEffect(() => {
    setFlow(flow)
    return () => setFlow(undefined)
  }, [flow])
  useEffect(() => {
    void placeIfUnplaced()
  }, [generation])
  useEffect(() => {
    const isEmpty = useCanvasStore.getState().nodes.length === 0
    if ((!isMeasured && !isEmpty) || shown.current === generation || !isPlaced()) return
    shown.current = generation
    showBeginning()
  })
  return null
}

/** Says that the layout is being worked out; most are done before it would show. */
function Arranging() {
  const isArranging = useArranging((state) => state.isArranging)
  if (!isArranging) return null
  return (
    <Panel position="top-center" className={styles.arranging!} role="status">
      {canvasText('arranging')}
    </Panel>
  )
}

/** The outline and the problems ask for a node: bring it to the middle, near enough to read. */
function useFocusRequests(): void {
  const focus = useUiStore((state) => state.focus)
  useEffect(() => {
    const node = focus && useCanvasStore.getState().nodes.find(({ id }) => id === focus.nodeId)
    const flow = currentFlow()
    if (!node || !flow) return
    const zoom = Math.max(0.7, Math.min(1.2, flow.getZoom()))
    void flow.setCenter(node.position.x + CARD_WIDTH / 2, node.position.y + (node.measured?.height ?? CARD_BODY) / 2, { zoom, duration: motionMs() })
  }, [focus])
}
