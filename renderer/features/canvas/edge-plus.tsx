import { ViewportPortal, useStore } from '@xyflow/react'
import { IconPlus } from '@tabler/icons-react'
import { useLayoutEffect, useRef } from 'react'
import { create } from 'zustand'
import { documentStore } from '../../document/document-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { edgeInWords, middleOfEdge } from './add-step.ts'
import { useCanvasStore } from './canvas-store.ts'
import { edgeElement } from './drop-marks.ts'
import { gestureText } from './gesture-texts.ts'
import { askForStep } from './quick-add-store.ts'
import styles from './edge-plus.module.css'

/** Names the connection the "+" stands on, for whoever meets it instead of the line. */
const PLUS = 'data-edge-plus'

/** The connection the mouse is on. */
const useHovered = create<{ edgeId: string | null }>()(() => ({ edgeId: null }))

export function enterEdge(_event: unknown, { id }: { id: string }): void {
  useHovered.setState({ edgeId: id })
}

/** Left for the "+" on it is not left. */
export function leaveEdge({ relatedTarget }: { relatedTarget: EventTarget | null }): void {
  if (relatedTarget instanceof Element && relatedTarget.closest(`[${PLUS}]`)) return
  useHovered.setState({ edgeId: null })
}

/** The "+" in the middle of the connection that is hovered or selected: one element for all connections. */
export function EdgePlus() {
  const hovered = useHovered((state) => state.edgeId)
  const selected = useUiStore(({ selection }) => (selection.nodeIds.length === 0 && selection.edgeIds.length === 1 ? selection.edgeIds[0]! : null))
  const edgeId = hovered ?? selected
  return edgeId === null ? null : <Plus key={edgeId} edgeId={edgeId} />
}

function Plus({ edgeId }: { edgeId: string }) {
  const nodes = useCanvasStore((state) => state.nodes)
  const edges = useCanvasStore((state) => state.edges)
  const pixel = useStore((state) => 1 / state.transform[2])
  const button = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => {
    const path = edgeElement(edgeId)?.querySelector<SVGPathElement>('path.react-flow__edge-path')
    const point = path?.getPointAtLength(path.getTotalLength() / 2)
    if (!button.current) return
    button.current.hidden = point === undefined
    button.current.style.left = `${point?.x ?? 0}px`
    button.current.style.top = `${point?.y ?? 0}px`
  }, [edgeId, nodes, edges])
  return (
    <ViewportPortal>
      <button
        ref={button}
        type="button"
        className={`${styles.plus} nopan nodrag`}
        {...{ [PLUS]: edgeId }}
        data-testid="edge-plus"
        aria-label={gestureText('addIntoEdge', edgeInWords(documentStore.getState().document, edgeId))}
        style={{ transform: `scale(${pixel})` }}
        onPointerLeave={() => useHovered.setState({ edgeId: null })}
        onClick={() => askForStep({ kind: 'into', edgeId }, middleOfEdge(edgeId))}
      >
        <IconPlus size={15} stroke={2.2} aria-hidden="true" />
      </button>
    </ViewportPortal>
  )
}
