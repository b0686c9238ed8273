import {
  Background, BackgroundVariant, Panel, ReactFlow, SelectionMode, useNodesInitialized, useReactFlow, useStore, type Connection as FlowConnection, type NodeTypes, type EdgeTypes,
} from '@xyflow/react'
import { useCallback, useEffect, useMemo, useRef, type DragEvent, type FocusEvent, type KeyboardEvent, type MouseEvent as ReactMouseEvent, type PointerEvent as ReactPointerEvent } from 'react'
import '@xyflow/react/dist/base.css'
import { connect, reconnect } from '../../document/commands/connect.ts'
import { canConnect, connectionsOf, type Connection } from '../../document/connections.ts'
import { documentStore, useDocumentStore } from '../../document/document-store.ts'
import { CARD_BODY, CARD_WIDTH } from '../../document/card-size.ts'
import type { CanvasEdge, CanvasNode } from '../../document/react-flow-adapter.ts'
import { useOpeningStore } from '../../stores/opening-store.ts'
import { usePersonStore } from '../../stores/person-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { isPlaced, placeIfUnplaced, useArranging } from './arrange-canvas.ts'
import { showDropFromPalette } from './band-drag.ts'
import { endBandDrag, selectBand } from './band-store.ts'
import { CanvasControls } from './canvas-controls.tsx'
import { flowOrder } from '../../document/walk.ts'
import { cardAround } from './add-step.ts'
import { addFromPalette, insertFromPalette, replaceNode } from './canvas-actions.ts'
import { useCanvasStore } from './canvas-store.ts'
import { dragCards, dropCards, snapChanges, watchFreeDrag, type Pointer } from './card-drag.ts'
import { ConnectMenu } from './connect-menu.tsx'
import { ContextMenu } from './context-menu.tsx'
import { contextMenuAt, contextMenuByKey, openContextMenu } from './context-store.ts'
import { DragGuides } from './drag-guides.tsx'
import { cardUnder, edgeUnder, markEdge, ringCard } from './drop-marks.ts'
import { EdgePlus, enterEdge, leaveEdge } from './edge-plus.tsx'
import { EmptyCanvas } from './empty-canvas.tsx'
import { EntryNode } from './entry-node.tsx'
import { currentFlow, motionMs, setFlow, showBeginning } from './flow-handle.ts'
import { DRAWN_WHOLE, FarPicture, useDrawn } from './far-picture.tsx'
import { JourneyEdge } from './journey-edge.tsx'
import { NextStep } from './next-step.tsx'
import { NOTE_TYPE, addNoteAt } from './note-actions.ts'
import { onNoteKey } from './note-keys.ts'
import { NoteNode } from './note-node.tsx'
import { PALETTE_TYPE, draggedKind, type PaletteKind } from '../palette/palette-items.ts'
import { QuickAddMenu } from './quick-add-menu.tsx'
import { gestureText } from './gesture-texts.ts'
import { askForStep } from './quick-add-store.ts'
import { SelectionToolbar } from './selection-toolbar.tsx'
import { focusFirstField } from '../inspector/fields/focus-first-field.ts'
import { FindMarks } from '../find/find-marks.tsx'
import { RefusedMarks } from '../publish/refused-marks.tsx'
import { CoverageMarks } from '../coverage/coverage-marks.tsx'
import { FlightMarks } from '../flight/flight-marks.tsx'
import { TokenLayer } from '../playback/token-layer.tsx'
import { OverviewMap } from './overview-map.tsx'
import { StageBands } from './stage-bands.tsx'
import { StepNode } from './step-node.tsx'
import { TooLarge } from './too-large.tsx'
import { canvasText } from './texts.ts'
import styles from './canvas.module.css'

const nodeTypes: NodeTypes = { step: StepNode, entry: EntryNode, note: NoteNode }
const edgeTypes: EdgeTypes = { journey: JourneyEdge }
const DELETE_KEYS = null // the frame's shortcuts delete, so that one place decides what a key does

/** The journey as a picture that can be edited. */
export function Canvas() {
  const nodes = useCanvasStore((state) => state.nodes)
  const edges = useCanvasStore((state) => state.edges)
  const changeNodes = useCanvasStore((state) => state.changeNodes)
  const changeEdges = useCanvasStore((state) => state.changeEdges)
  const isLarge = nodes.length > DRAWN_WHOLE
  // Whoever waits for the window waits for what is in view.
  const isDrawn = useOpeningStore((state) => state.isDrawn)
  const minimapOpen = useUiStore((state) => state.minimapOpen)
  const isLit = usePersonStore((state) => state.lit !== null)
  const ordered = useFlowOrder(nodes)
  const drawn = useDrawn(ordered, edges)

  useFocusRequests()
  useEffect(watchFreeDrag, [])

  const changeSnapped = useCallback((changes: Parameters<typeof changeNodes>[0]) => changeNodes(snapChanges(changes)), [changeNodes])

  return (
    <div className={styles.canvas} data-lit-path={isLit || undefined} onDrop={onDrop} onDragOver={onDragOver} onDragLeave={onDragLeave} onKeyDownCapture={onNoteKey} onKeyDown={onNodeKey} onFocus={onNodeFocus} onDoubleClick={onDoubleClick} onContextMenu={onContextMenu} onPointerDownCapture={rememberSelection} data-testid="canvas">
      <ReactFlow<CanvasNode, CanvasEdge>
        nodes={drawn.nodes}
        edges={drawn.edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={changeSnapped}
        onEdgesChange={changeEdges}
        onConnect={onConnect}
        onReconnect={onReconnect}
        onConnectEnd={onConnectEnd}
        isValidConnection={isValidConnection}
        onNodeDrag={onDrag}
        onNodeDragStop={onDragStop}
        onSelectionDrag={dragCards}
        onSelectionDragStop={dropCards}
        onSelectionEnd={addToRemembered}
        onEdgeMouseEnter={enterEdge}
        onEdgeMouseLeave={leaveEdge}
        onPaneContextMenu={onPaneContextMenu}
        onPaneClick={() => selectBand(null)}
        onNodeDoubleClick={openInspector}
        deleteKeyCode={DELETE_KEYS}
        // Drawing on the empty canvas selects, as in every drawing program; Space, the middle and the right button and the wheel pan.
        selectionOnDrag
        selectionKeyCode={null}
        panOnDrag={PAN_BUTTONS}
        multiSelectionKeyCode={MULTI_KEYS}
        selectionMode={SelectionMode.Partial}
        panActivationKeyCode="Space"
        panOnScroll
        zoomOnDoubleClick={false}
        disableKeyboardA11y
        nodesFocusable
        edgesFocusable
        onlyRenderVisibleElements={isLarge || !isDrawn}
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
        <FarPicture />
        <StageBands />
        <FindMarks />
        <CoverageMarks />
        <RefusedMarks />
        <FlightMarks />
        {minimapOpen && <OverviewMap />}
        <CanvasControls />
        <Arranging />
        <EdgePlus />
        <TokenLayer />
        <DragGuides />
        <SelectionToolbar />
      </ReactFlow>
      <QuickAddMenu />
      <ConnectMenu />
      <ContextMenu />
      <EmptyCanvas />
      <TooLarge />
      <NextStep />
    </div>
  )
}

const MULTI_KEYS = ['Meta', 'Control', 'Shift']
const PAN_BUTTONS = [1, 2]

/** The cards in the order in which people meet them, so that Tab follows the flow. Of a large journey, only what is in view is in the document at all. */
function useFlowOrder(nodes: CanvasNode[]): CanvasNode[] {
  const isOrdered = nodes.length > 0 && nodes.length <= DRAWN_WHOLE
  const connections = useDocumentStore((state) => (isOrdered ? connectionsOf(state.document) : NO_WAYS))
  return useMemo(() => {
    if (!isOrdered) return nodes
    const places = new Map(flowOrder(documentStore.getState().document).map((id, place) => [id, place]))
    return nodes.toSorted((a, b) => (places.get(a.id) ?? Infinity) - (places.get(b.id) ?? Infinity) || 0)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the order is that of the connections
  }, [nodes, isOrdered, connections])
}

const NO_WAYS: readonly Connection[] = []

/** What letting go of a palette item would do at a point: replace the step there, go into the connection there, or stand there. */
function dropTargetAt(x: number, y: number): { card: string | null; edge: string | null } {
  const kind = draggedKind()
  const card = kind === 'entry' ? null : cardUnder(x, y)
  if (card !== null && Object.hasOwn(documentStore.getState().document.steps, card)) return { card, edge: null }
  return { card: null, edge: kind === 'entry' ? null : edgeUnder(x, y) }
}

function onDragOver(event: DragEvent): void {
  const { types } = event.dataTransfer
  if (!types.includes(PALETTE_TYPE) && !types.includes(NOTE_TYPE)) return
  event.preventDefault()
  event.dataTransfer.dropEffect = 'copy'
  if (types.includes(NOTE_TYPE)) return
  const { card, edge } = dropTargetAt(event.clientX, event.clientY)
  markEdge(edge)
  ringCard(card, gestureText('replace'))
  if (card !== null || edge !== null || draggedKind() === 'entry') endBandDrag()
  else showDropFromPalette({ x: event.clientX, y: event.clientY })
}

function onDragLeave({ currentTarget, relatedTarget }: DragEvent): void {
  if (relatedTarget instanceof Node && currentTarget.contains(relatedTarget)) return
  markEdge(null)
  ringCard(null)
  endBandDrag()
}

function onDrop(event: DragEvent): void {
  if (event.dataTransfer.types.includes(NOTE_TYPE)) {
    event.preventDefault()
    return addNoteAt(currentFlow()?.screenToFlowPosition({ x: event.clientX, y: event.clientY }))
  }
  const kind = event.dataTransfer.getData(PALETTE_TYPE) as PaletteKind | '' // as: the palette wrote it, or nobody
  const flow = currentFlow()
  if (kind === '' || !flow) return
  event.preventDefault()
  endBandDrag()
  const { card, edge } = dropTargetAt(event.clientX, event.clientY)
  markEdge(null)
  ringCard(null)
  if (kind !== 'entry' && card !== null) replaceNode(card, kind)
  else if (kind !== 'entry' && edge !== null) insertFromPalette(kind, edge)
  else addFromPalette(kind, cardAround(flow.screenToFlowPosition({ x: event.clientX, y: event.clientY })))
}

/** A double click on the empty canvas asks what should stand there. */
function onDoubleClick({ target, clientX, clientY }: ReactMouseEvent): void {
  const flow = currentFlow()
  if (!flow || !(target instanceof Element) || !target.matches('.react-flow__pane')) return
  askForStep({ kind: 'here', place: cardAround(flow.screenToFlowPosition({ x: clientX, y: clientY })) }, { x: clientX, y: clientY })
}

function onContextMenu(event: ReactMouseEvent): void {
  const { target, currentTarget, clientX, clientY } = event
  if (!(target instanceof Element) || !currentTarget.contains(target) || target.closest('input, textarea, [contenteditable="true"]')) return
  if (contextMenuAt(target, { x: clientX, y: clientY })) event.preventDefault()
}

function onPaneContextMenu(event: ReactMouseEvent | MouseEvent): void {
  // The library says so of connections, too, which have a menu of their own.
  if (!(event.target instanceof Element) || !event.target.matches('.react-flow__pane')) return
  event.preventDefault()
  useUiStore.getState().select([])
  openContextMenu('canvas', { x: event.clientX, y: event.clientY })
}

// What was selected when a rectangle was begun with Shift, which adds to it.
let remembered: readonly string[] = []

function rememberSelection(event: ReactPointerEvent): void {
  remembered = event.shiftKey ? useUiStore.getState().selection.nodeIds : []
}

function addToRemembered(): void {
  const { selection, select } = useUiStore.getState()
  if (remembered.length > 0) select([...new Set([...remembered, ...selection.nodeIds])], selection.edgeIds)
}

// The mark would lie on the drawing; the library's MIT licence does not ask for it.
const PRO_OPTIONS = { hideAttribution: true }

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
  const at = { x: point.clientX, y: point.clientY }
  const dropped = currentFlow()?.screenToFlowPosition(at)
  askForStep({ kind: 'after', from: fromHandle.nodeId, portId: fromHandle.id ?? 'next', ...(dropped ? { place: { x: dropped.x, y: dropped.y - CARD_BODY / 2 } } : {}) }, at)
}

function isValidConnection({ source, sourceHandle, target }: CanvasEdge | FlowConnection): boolean {
  const { document } = documentStore.getState()
  return canConnect(document, source, sourceHandle ?? 'next', target)
}

function onDrag(event: Pointer, _node: CanvasNode, dragged: CanvasNode[]): void {
  dragCards(event, dragged)
}

function onDragStop(event: Pointer, _node: CanvasNode, dragged: CanvasNode[]): void {
  dropCards(event, dragged)
}

function openInspector(): void {
  useUiStore.setState({ inspectorOpen: true })
  focusFirstField()
}

/** Enter on a focused card selects it and opens its form; Space only selects. The menu key opens the menu of what is meant. */
function onNodeKey(event: KeyboardEvent): void {
  if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
    if (!(event.target instanceof Element) || !event.currentTarget.contains(event.target) || event.target.closest('input, textarea')) return
    event.preventDefault()
    return contextMenuByKey()
  }
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
