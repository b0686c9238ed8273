import { Background, BackgroundVariant, ReactFlow, ReactFlowProvider, useReactFlow, useStore, type EdgeTypes, type NodeTypes } from '@xyflow/react'
import { useEffect, useMemo, useState } from 'react'
import '@xyflow/react/dist/base.css'
import { CARD_BODY, CARD_WIDTH } from '../../document/card-size.ts'
import { positionOf, type Position } from '../../document/layout.ts'
import { entryNodeId } from '../../document/node-ids.ts'
import { nameOfNode } from '../../document/names.ts'
import { lineText } from '../../document/react-flow-adapter.ts'
import { tidyPositions } from '../canvas/auto-layout.ts'
import { motionMs } from '../canvas/flow-handle.ts'
import { useCompareStore } from './compare-store.ts'
import { DiffCard, type DiffNode } from './diff-card.tsx'
import { DiffEdge, type DiffEdgeType } from './diff-edge.tsx'
import { nodeOfChange, overlayGraph } from './overlay-graph.ts'
import { versionText } from './texts.ts'
import styles from './compare.module.css'

const nodeTypes: NodeTypes = { diff: DiffCard }
const edgeTypes: EdgeTypes = { diff: DiffEdge }
const PRO_OPTIONS = { hideAttribution: true }

/** Both versions in one picture that is only looked at; choosing a card chooses its change. */
export function CompareCanvas() {
  return (
    <ReactFlowProvider>
      <Picture />
    </ReactFlowProvider>
  )
}

function Picture() {
  const compared = useCompareStore((state) => state.compared)
  const shown = useCompareStore((state) => state.shown)
  const places = usePlaces()
  const current = useCurrentNode()
  const graph = useMemo(() => (compared === null || places === null ? { nodes: [], edges: [] } : overlayGraph(compared.before, compared.after, compared.diff, shown, places)), [compared, shown, places])
  const nodes = useMemo(
    () => graph.nodes.map(({ id, position, mark, side }): DiffNode => ({ id, type: 'diff', position, data: { mark, side, isCurrent: id === current }, width: CARD_WIDTH, height: CARD_BODY, draggable: false, focusable: false })),
    [graph, current],
  )
  const edges = useMemo(() => {
    const nameIn = (nodeId: string) => (compared === null ? nodeId : nameOfNode(Object.hasOwn(compared.after.steps, nodeId) ? compared.after : compared.before, nodeId))
    return graph.edges.map(({ id, from, to, mark }): DiffEdgeType => ({ id, type: 'diff', source: from, target: to, data: { mark }, focusable: false, ariaLabel: lineText('line', { from: nameIn(from), to: nameIn(to) }) }))
  }, [graph, compared])
  const different = graph.nodes.filter(({ mark }) => mark !== 'same')
  const first = (different.length === 0 ? graph.nodes : different).map(({ id }) => id)
  return (
    <div className={styles.canvas} data-testid="compare-canvas" role="img" aria-label={versionText('canvas')}>
      <ReactFlow<DiffNode, DiffEdgeType>
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodeClick={(_event, { id }) => choose(id)}
        nodesConnectable={false}
        nodesDraggable={false}
        elementsSelectable={false}
        disableKeyboardA11y
        onlyRenderVisibleElements
        panOnScroll
        zoomOnDoubleClick={false}
        minZoom={0.08}
        maxZoom={1.5}
        proOptions={PRO_OPTIONS}
      >
        <Background variant={BackgroundVariant.Dots} gap={24} size={1.5} color="var(--canvas-dot)" />
        <Camera nodeIds={first} current={current} />
      </ReactFlow>
    </div>
  )
}

function choose(nodeId: string): void {
  const { compared } = useCompareStore.getState()
  const change = compared?.diff.changes.find((one) => nodeOfChange(one, compared.before, compared.after) === nodeId)
  if (change) useCompareStore.setState({ current: change.key })
}

function useCurrentNode(): string | undefined {
  return useCompareStore(({ compared, current }) => {
    const change = compared?.diff.changes.find(({ key }) => key === current)
    return change && compared ? nodeOfChange(change, compared.before, compared.after) : undefined
  })
}

/** Places of cards whose document says none; null while they are worked out. */
function usePlaces(): ReadonlyMap<string, Position> | null {
  const compared = useCompareStore((state) => state.compared)
  const [placed, setPlaced] = useState<{ of: object; places: ReadonlyMap<string, Position> } | null>(null)
  useEffect(() => {
    if (compared === null) return undefined
    let isCurrent = true
    const unplaced = [compared.before, compared.after].filter((document) => [...document.entries.map(({ id }) => entryNodeId(id)), ...Object.keys(document.steps)].some((id) => positionOf(document, id) === undefined))
    void Promise.all(unplaced.map((document) => tidyPositions(document))).then((found) => {
      if (isCurrent) setPlaced({ of: compared, places: new Map(found.flatMap((places) => [...places])) })
    })
    return () => {
      isCurrent = false
    }
  }, [compared])
  return placed !== null && placed.of === compared ? placed.places : null
}

/** Shows what differs first, then what is looked at; draws nothing. */
function Camera({ nodeIds, current }: { nodeIds: readonly string[]; current: string | undefined }) {
  const flow = useReactFlow<DiffNode, DiffEdgeType>()
  const far = useStore((state) => (state.transform[2] < 0.3 ? 'very' : state.transform[2] < 0.55 ? 'far' : undefined))
  const domNode = useStore((state) => state.domNode)
  const hasRoom = useStore((state) => state.width > 0)
  const key = JSON.stringify(nodeIds)
  useEffect(() => {
    if (far === undefined) domNode?.removeAttribute('data-far')
    else domNode?.setAttribute('data-far', far)
  }, [domNode, far])
  useEffect(() => {
    const ids = JSON.parse(key) as string[] // as: written just above; a text is the same while the cards are
    if (hasRoom && ids.length > 0) void flow.fitView({ nodes: ids.map((id) => ({ id })), padding: 0.15, maxZoom: 1, minZoom: 0.08, duration: 0 })
  }, [flow, hasRoom, key])
  useEffect(() => {
    const node = current === undefined ? undefined : flow.getNode(current)
    if (!node) return
    void flow.setCenter(node.position.x + CARD_WIDTH / 2, node.position.y + CARD_BODY / 2, { zoom: Math.max(0.7, Math.min(1, flow.getZoom())), duration: motionMs() })
  }, [flow, current])
  return null
}

