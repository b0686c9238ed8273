import { ActionIcon, Switch } from '@mantine/core'
import { Panel, ReactFlowProvider, useReactFlow, useStore } from '@xyflow/react'
import { IconArrowsMaximize, IconMinus, IconPlus, type Icon } from '@tabler/icons-react'
import { useCallback, useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { positionOf } from '../document/layout.ts'
import { entryNodeId } from '../document/node-ids.ts'
import { documentStore } from '../document/document-store.ts'
import { Hint } from '../components/hint.tsx'
import { motionMs } from '../features/canvas/flow-handle.ts'
import { placeIfUnplaced } from '../features/canvas/arrange-canvas.ts'
import { refreshCanvas } from '../features/canvas/canvas-store.ts'
import { showBox } from '../features/present/camera.ts'
import { StageCanvas, type StageFlow } from '../features/present/stage-canvas.tsx'
import { percent } from '../i18n/numbers.ts'
import { viewerText } from './texts.ts'
import styles from './viewer.module.css'

const STEP = 80

/** The journey in the page: it is moved by dragging or by arrows, and zoomed by its buttons, by keys, or by the wheel with Ctrl held. */
export function PageCanvas() {
  const [flow, setFlow] = useState<StageFlow | null>(null)
  const [numbers, setNumbers] = useState(true)
  const room = useRef<HTMLDivElement>(null)
  const fit = useCallback((duration: number) => {
    const size = room.current?.getBoundingClientRect()
    if (flow && size) showBox(flow, undefined, size, duration)
  }, [flow])
  useEffect(() => {
    void placed().then(() => fit(0))
  }, [fit])
  const onKey = (event: KeyboardEvent) => {
    if (!flow || event.ctrlKey || event.metaKey || event.altKey || event.target !== room.current) return
    const { x, y, zoom } = flow.getViewport()
    const moves: Record<string, [number, number]> = { ArrowLeft: [STEP, 0], ArrowRight: [-STEP, 0], ArrowUp: [0, STEP], ArrowDown: [0, -STEP] }
    const move = moves[event.key]
    if (move) void flow.setViewport({ x: x + move[0], y: y + move[1], zoom }, { duration: 0 })
    else if (event.key === '+' || event.key === '=') void flow.zoomIn({ duration: motionMs() })
    else if (event.key === '-') void flow.zoomOut({ duration: motionMs() })
    else if (event.key === '1') fit(motionMs())
    else return
    event.preventDefault()
  }
  return (
    <div ref={room} className={styles.room} tabIndex={0} role="group" aria-label={`${viewerText('journey')}. ${viewerText('arrows')}`} title={viewerText('wheel')} onKeyDown={onKey} data-testid="viewer-canvas">
      <ReactFlowProvider>
        <StageCanvas numbers={numbers} inPage onReady={setFlow}>
          <Panel position="bottom-left" className={styles.zoom!}>
            <Zoom onFit={() => fit(motionMs())} />
            <Switch size="sm" label={viewerText('numbers')} checked={numbers} data-testid="viewer-numbers" onChange={(event) => setNumbers(event.currentTarget.checked)} />
          </Panel>
        </StageCanvas>
      </ReactFlowProvider>
    </div>
  )
}

/** A journey that came without places is laid out as in the window. */
async function placed(): Promise<void> {
  const { document } = documentStore.getState()
  const nodes = [...document.entries.map(({ id }) => entryNodeId(id)), ...Object.keys(document.steps)]
  if (nodes.some((id) => positionOf(document, id) === undefined)) await placeIfUnplaced()
  refreshCanvas()
}

function Zoom({ onFit }: { onFit(): void }) {
  const { zoomIn, zoomOut } = useReactFlow()
  const zoom = useStore((state) => Math.round(state.transform[2] * 100))
  const button = (label: string, Glyph: Icon, keys: string, run: () => void) => (
    <Hint label={label} keys={keys} position="top">
      <ActionIcon variant="subtle" color="gray" size={30} aria-label={label} onClick={run}>
        <Glyph size={16} />
      </ActionIcon>
    </Hint>
  )
  return (
    <>
      {button(viewerText('zoomOut'), IconMinus, '-', () => void zoomOut({ duration: motionMs() }))}
      <span className={`${styles.percent} tabular`}>{percent(zoom)}</span>
      {button(viewerText('zoomIn'), IconPlus, '+', () => void zoomIn({ duration: motionMs() }))}
      {button(viewerText('fit'), IconArrowsMaximize, '1', onFit)}
    </>
  )
}
