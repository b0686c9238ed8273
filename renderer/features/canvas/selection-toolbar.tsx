import { ActionIcon } from '@mantine/core'
import { useStore } from '@xyflow/react'
import {
  IconCopy, IconLayoutAlignBottom, IconLayoutAlignCenter, IconLayoutAlignLeft, IconLayoutAlignMiddle, IconLayoutAlignRight, IconLayoutAlignTop,
  IconLayoutDistributeHorizontal, IconLayoutDistributeVertical, IconSitemap, IconTrash, type Icon,
} from '@tabler/icons-react'
import { useLayoutEffect, useRef, type KeyboardEvent } from 'react'
import { Hint } from '../../components/hint.tsx'
import { keysOf } from '../../components/keys.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { alignSelection, distributeSelection, selectedBoxes } from './align-cards.ts'
import { arrangeSelection } from './arrange-canvas.ts'
import { deleteSelection, duplicateSelection } from './canvas-actions.ts'
import { useCanvasStore } from './canvas-store.ts'
import { gestureText } from './gesture-texts.ts'
import styles from './selection-toolbar.module.css'

interface Tool { id: Parameters<typeof gestureText>[0]; keys: string; icon: Icon; run(): void; atLeast?: number }

const GROUPS: readonly (readonly Tool[])[] = [
  [
    { id: 'alignLeft', keys: 'Alt+A', icon: IconLayoutAlignLeft, run: () => alignSelection('left') },
    { id: 'alignCentre', keys: 'Alt+H', icon: IconLayoutAlignCenter, run: () => alignSelection('centre') },
    { id: 'alignRight', keys: 'Alt+D', icon: IconLayoutAlignRight, run: () => alignSelection('right') },
    { id: 'alignTop', keys: 'Alt+W', icon: IconLayoutAlignTop, run: () => alignSelection('top') },
    { id: 'alignMiddle', keys: 'Alt+V', icon: IconLayoutAlignMiddle, run: () => alignSelection('middle') },
    { id: 'alignBottom', keys: 'Alt+S', icon: IconLayoutAlignBottom, run: () => alignSelection('bottom') },
  ],
  [
    { id: 'distributeHorizontally', keys: 'Alt+Shift+H', icon: IconLayoutDistributeVertical, run: () => distributeSelection('horizontally'), atLeast: 3 },
    { id: 'distributeVertically', keys: 'Alt+Shift+V', icon: IconLayoutDistributeHorizontal, run: () => distributeSelection('vertically'), atLeast: 3 },
    { id: 'arrangeSelection', keys: 'Alt+L', icon: IconSitemap, run: () => void arrangeSelection() },
  ],
  [
    { id: 'duplicate', keys: 'mod+D', icon: IconCopy, run: duplicateSelection },
    { id: 'delete', keys: 'Delete', icon: IconTrash, run: deleteSelection },
  ],
]

/** Above several selected cards: what can be done with all of them. */
export function SelectionToolbar() {
  const count = useUiStore(({ selection }) => selection.nodeIds.length)
  return count < 2 ? null : <Toolbar count={count} />
}

const ABOVE = 18
const EDGE = 8

function Toolbar({ count }: { count: number }) {
  // The cards' places are read as they are drawn: a drag moves them without an edit.
  useCanvasStore((state) => state.nodes)
  const [panX, panY, zoom] = useStore((state) => state.transform)
  const [width, height] = [useStore((state) => state.width), useStore((state) => state.height)]
  const bar = useRef<HTMLDivElement>(null)
  const boxes = [...selectedBoxes().values()]
  const left = Math.min(...boxes.map(({ x }) => x)) * zoom + panX
  const right = Math.max(...boxes.map((box) => box.x + box.width)) * zoom + panX
  const top = Math.min(...boxes.map(({ y }) => y)) * zoom + panY
  useLayoutEffect(() => {
    const own = bar.current
    if (!own) return
    const x = Math.min(Math.max(EDGE, (left + right - own.offsetWidth) / 2), Math.max(EDGE, width - own.offsetWidth - EDGE))
    const y = Math.min(Math.max(EDGE, top - own.offsetHeight - ABOVE), Math.max(EDGE, height - own.offsetHeight - EDGE))
    own.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`
  }, [left, right, top, width, height, count])
  if (boxes.length < 2) return null
  return (
    <div ref={bar} className={`${styles.toolbar} nopan nodrag nowheel`} style={{ left: 0, top: 0 }} role="toolbar" aria-label={gestureText('toolbar')} data-testid="selection-toolbar" onKeyDown={moveAlong}>
      <span className={`${styles.count} tabular`}>{gestureText('several', { count })}</span>
      {GROUPS.map((tools, index) => [
        <span key={index} className={styles.divider} aria-hidden="true" />,
        ...tools.map(({ id, keys, icon: Glyph, run, atLeast = 2 }) => (
          <Hint key={id} label={gestureText(id)} keys={keysOf(keys)} position="top">
            <ActionIcon variant="subtle" color="gray" size={30} aria-label={gestureText(id)} data-testid={`toolbar-${id}`} disabled={count < atLeast} onClick={run}>
              <Glyph size={17} stroke={1.7} />
            </ActionIcon>
          </Hint>
        )),
      ])}
    </div>
  )
}

/** Arrows move between the buttons. */
function moveAlong(event: KeyboardEvent<HTMLDivElement>): void {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
  if (by === undefined || event.altKey) return
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button:not(:disabled)')]
  const at = buttons.findIndex((button) => button === globalThis.document.activeElement)
  buttons[(at + by + buttons.length) % buttons.length]?.focus()
  event.preventDefault()
}
