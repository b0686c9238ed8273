import { Background, BackgroundVariant, ReactFlow, useReactFlow, useStore, ViewportPortal, type EdgeTypes, type NodeTypes, type ReactFlowInstance } from '@xyflow/react'
import { memo, useEffect, type ReactNode } from 'react'
import '@xyflow/react/dist/base.css'
import { bandsOf } from '../../document/bands.ts'
import { useDocumentStore } from '../../document/document-store.ts'
import { noteIdOf } from '../../document/node-ids.ts'
import { noteOf } from '../../document/notes.ts'
import type { CanvasEdge, CanvasNode } from '../../document/react-flow-adapter.ts'
import { people, share } from '../../i18n/numbers.ts'
import { useStageNumbers } from '../../stores/run-store.ts'
import { useCanvasStore } from '../canvas/canvas-store.ts'
import { EntryNode } from '../canvas/entry-node.tsx'
import { JourneyEdge } from '../canvas/journey-edge.tsx'
import { NoteText } from '../canvas/note-text.tsx'
import { StepNode } from '../canvas/step-node.tsx'
import { canvasText } from '../canvas/texts.ts'
import { TokenLayer } from '../playback/token-layer.tsx'
import { DRAWN_WHOLE } from '../canvas/far-picture.tsx'
import bandStyles from '../canvas/stage-bands.module.css'
import noteStyles from '../canvas/note.module.css'
import { presentText } from './texts.ts'
import styles from './stage-canvas.module.css'

export type StageFlow = ReactFlowInstance<CanvasNode, CanvasEdge>

const nodeTypes: NodeTypes = { step: StepNode, entry: EntryNode, note: StageNote }
const edgeTypes: EdgeTypes = { journey: JourneyEdge }
const PRO_OPTIONS = { hideAttribution: true }
const PAN_BUTTONS = [0, 1, 2]
// A connection has its numbers as parts, which no picture has.
const EDGE_OPTIONS = { ariaRole: 'group' } as const

interface StageCanvasProps {
  /** False leaves the figures out. */
  numbers: boolean
  /** True for a canvas in a page that scrolls: the wheel scrolls the page, and zooms with Ctrl held. */
  inPage: boolean
  onReady(flow: StageFlow): void
  onClick?(): void
  children?: ReactNode
}

/** The open journey to be looked at: moved and zoomed, and nothing else. What it shows of a run is what the run store says. */
export function StageCanvas({ numbers, inPage, onReady, onClick, children }: StageCanvasProps) {
  const nodes = useCanvasStore((state) => state.nodes)
  const edges = useCanvasStore((state) => state.edges)
  const changeNodes = useCanvasStore((state) => state.changeNodes)
  return (
    <div className={styles.stage} data-numbers={numbers ? 'on' : 'off'} data-testid="stage-canvas">
      <ReactFlow<CanvasNode, CanvasEdge>
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        defaultEdgeOptions={EDGE_OPTIONS}
        // Only sizes: nothing is chosen or moved here.
        onNodesChange={(changes) => changeNodes(changes.filter(({ type }) => type === 'dimensions'))}
        {...(onClick === undefined ? {} : { onPaneClick: onClick, onNodeClick: onClick })}
        nodesConnectable={false}
        nodesDraggable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        disableKeyboardA11y
        onlyRenderVisibleElements={nodes.length > DRAWN_WHOLE}
        panOnDrag={PAN_BUTTONS}
        panOnScroll={!inPage}
        zoomOnScroll={false}
        preventScrolling={!inPage}
        zoomOnDoubleClick={false}
        minZoom={0.05}
        maxZoom={2.5}
        proOptions={PRO_OPTIONS}
        aria-label={presentText('canvas')}
      >
        <Ready onReady={onReady} />
        <Detail />
        <Background variant={BackgroundVariant.Dots} gap={24} size={1.5} color="var(--canvas-dot)" />
        <Bands />
        <TokenLayer />
        {children}
      </ReactFlow>
    </div>
  )
}

/** Hands out the flow once it has a size; draws nothing. */
function Ready({ onReady }: Pick<StageCanvasProps, 'onReady'>) {
  const flow = useReactFlow<CanvasNode, CanvasEdge>()
  const hasRoom = useStore((state) => state.width > 0 && state.height > 0)
  useEffect(() => {
    if (hasRoom) onReady(flow)
  }, [flow, hasRoom, onReady])
  return null
}

/** How much detail the zoom allows, as the cards' styles read it. */
function Detail() {
  const detail = useStore((state) => (state.transform[2] < 0.4 ? (state.transform[2] < 0.25 ? 'icon far' : 'icon') : state.transform[2] < 0.6 ? 'name' : 'full'))
  const domNode = useStore((state) => state.domNode)
  useEffect(() => {
    domNode?.setAttribute('data-detail', detail)
  }, [detail, domNode])
  return null
}

const Bands = memo(function Bands() {
  const bands = useDocumentStore((state) => bandsOf(state.document))
  if (bands.length === 0) return null
  return (
    <ViewportPortal>
      {bands.map(({ stageId, name, x, y, width, height, isEmpty }, index) => (
        <section key={stageId} className={bandStyles.band} data-odd={index % 2 === 1 || undefined} data-empty={isEmpty || undefined} aria-label={name} data-testid={`stage-${stageId}`} style={{ transform: `translate(${x}px, ${y}px)`, width, height }}>
          <header className={`${bandStyles.header} ${styles.bandHeader} tabular`}>
            <div className={bandStyles.title}>
              <span className={bandStyles.name}>{name}</span>
            </div>
            <BandNumbers stageId={stageId} />
          </header>
        </section>
      ))}
    </ViewportPortal>
  )
})

function BandNumbers({ stageId }: { stageId: string }) {
  const numbers = useStageNumbers(stageId)
  if (numbers === undefined) return null
  return (
    <span className={`${bandStyles.numbers} ${styles.bandNumbers}`}>
      {canvasText('stagePeople', { people: people(numbers.people) })}
      {numbers.shareToNext !== null && ` · ${canvasText('stageOn', { share: share(numbers.shareToNext) })}`}
    </span>
  )
}

function StageNote({ id }: { id: string }) {
  const note = useDocumentStore((state) => noteOf(state.document, noteIdOf(id) ?? ''))
  if (!note) return null
  return (
    <div className={noteStyles.note} data-colour={note.colour}>
      <span className={noteStyles.corner} data-colour={note.colour} aria-hidden="true" />
      <div className={noteStyles.body}>
        <NoteText text={note.text} />
      </div>
    </div>
  )
}
