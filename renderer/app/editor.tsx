import { ReactFlowProvider } from '@xyflow/react'
import { useDeferredValue, useEffect, type ReactNode } from 'react'
import { Canvas } from '../features/canvas/canvas.tsx'
import { FindBar } from '../features/find/find-bar.tsx'
import { usePresentStore } from '../features/present/present-store.ts'
import { SceneStrip } from '../features/present/scene-strip.tsx'
import { usePreviewDialogStore } from '../features/message/preview-dialog-store.ts'
import { PlaybackBar } from '../features/playback/playback-bar.tsx'
import { readLater } from '../components/read-later.tsx'
import { ResizeHandle } from '../components/resize-handle.tsx'
import { afterOpening, wasOpenedForJourney, windowIsDrawn } from '../stores/opening-store.ts'
import { useUiStore } from '../stores/ui-store.ts'
import { readChecks } from '../features/problems/diagnostics-store.ts'
import { RecoveredBar } from '../features/versions/recovered-bar.tsx'
import { desktop } from './desktop.ts'
import { useDrawerHeight } from './drawer-height.ts'
import { TopBar } from './top-bar.tsx'
import { usePanels } from './use-panels.ts'
import { appText } from './texts.ts'
import styles from './editor.module.css'

const PRESENT_KEYS = desktop() === undefined ? 'mod+Alt+F' : 'F5'

/** With all devices it draws. */
const PreviewDialog = readLater(async () => (await import('../features/message/preview-dialog.tsx')).PreviewDialog)

/** Whoever opens the window for a journey waits for its canvas, and for nothing that stands around it. */
let isWaitedFor = wasOpenedForJourney()

/** The editor: palette, canvas, inspector, and the results below. */
export function Editor() {
  const leftOpen = useUiStore((state) => state.leftOpen)
  const inspectorOpen = useUiStore((state) => state.inspectorOpen)
  const resultsOpen = useUiStore((state) => state.resultsOpen)
  const stripOpen = usePresentStore((state) => state.isStripOpen)
  const isPreviewing = usePreviewDialogStore((state) => state.open !== null)
  const isWhole = useDeferredValue(true, !isWaitedFor)
  const read = usePanels()
  const panels = isWhole ? read : undefined
  useEffect(() => void (isWaitedFor = false), [])
  useEffect(() => void (panels && windowIsDrawn()), [panels])
  useEffect(() => afterOpening(() => void readChecks()), [])
  return (
    <ReactFlowProvider>
      <div className={styles.editor}>
        <TopBar />
        <div className={styles.middle}>
          {leftOpen && (panels ? <panels.LeftPanel /> : <div className={styles.leftPlace} />)}
          <div className={styles.centre}>
            <RecoveredBar />
            <div className={styles.canvas} data-part="canvas">
              <Canvas />
              <FindBar />
            </div>
            {stripOpen && <SceneStrip presentKeys={PRESENT_KEYS} />}
            <PlaybackBar />
            {resultsOpen && <ResultsDrawer>{panels && <panels.ResultsPanel />}</ResultsDrawer>}
          </div>
          {inspectorOpen && <InspectorColumn>{panels && <panels.Inspector />}</InspectorColumn>}
        </div>
        {isPreviewing && <PreviewDialog />}
      </div>
    </ReactFlowProvider>
  )
}

function InspectorColumn({ children }: { children: ReactNode }) {
  const width = useUiStore((state) => state.inspectorWidth)
  const leftOpen = useUiStore((state) => state.leftOpen)
  return (
    <aside
      className={styles.inspector}
      aria-label={appText('inspector')}
      data-testid="inspector"
      data-part="inspector"
      style={{ width: `min(${width}px, calc(50vw - var(--rail-width) - ${leftOpen ? 'var(--left-width)' : '0px'}))` }}
    >
      <ResizeHandle
        edge="left"
        label={appText('resizeInspector')}
        value={width}
        min={300}
        max={560}
        onChange={(inspectorWidth) => useUiStore.setState({ inspectorWidth })}
      />
      {children}
    </aside>
  )
}

function ResultsDrawer({ children }: { children: ReactNode }) {
  const { height, set } = useDrawerHeight()
  return (
    <section className={styles.results} aria-label={appText('results')} data-testid="results" data-part="results" style={{ height: `min(${height}px, 45vh)` }}>
      <ResizeHandle
        edge="top"
        label={appText('resizeResults')}
        value={height}
        min={160}
        max={560}
        onChange={set}
      />
      {children}
    </section>
  )
}
