import { useStore, ViewportPortal } from '@xyflow/react'
import { IconSearch } from '@tabler/icons-react'
import type { CSSProperties } from 'react'
import { CARD_BODY, CARD_WIDTH } from '../../document/card-size.ts'
import { useCanvasStore } from '../canvas/canvas-store.ts'
import { useFindStore } from './find-store.ts'
import styles from './find.module.css'

const ROOM = 8

/** A ring with a glass around every card in which something was found, a heavier one around the one gone to; as heavy at every zoom. */
export function FindMarks() {
  const isOpen = useFindStore((state) => state.isOpen && state.found.length > 0)
  return isOpen ? <Marks /> : null
}

function Marks() {
  const found = useFindStore((state) => state.found)
  const current = useFindStore((state) => state.current)
  const nodes = useCanvasStore((state) => state.nodes)
  const zoom = useStore((state) => Math.round(state.transform[2] * 20) / 20 || 0.1)
  const ids = new Map(found.map(({ target }, index) => [target.kind === 'node' ? target.nodeId : target.kind === 'note' ? `note:${target.noteId}` : '', index]))
  return (
    <ViewportPortal>
      {nodes.map(({ id, position, measured, width, height }) => {
        const index = ids.get(id)
        if (index === undefined) return null
        const style = {
          '--zoom': zoom, left: position.x - ROOM, top: position.y - ROOM, width: (measured?.width ?? width ?? CARD_WIDTH) + 2 * ROOM, height: (measured?.height ?? height ?? CARD_BODY) + 2 * ROOM,
        } as CSSProperties // as: React's type knows no custom properties
        return (
          <div key={id} className={styles.mark} data-current={index === current || undefined} data-testid={`found-${id}`} style={style}>
            <span className={styles.flag}>
              <IconSearch width="60%" height="60%" stroke={2.4} aria-hidden="true" />
            </span>
          </div>
        )
      })}
    </ViewportPortal>
  )
}
