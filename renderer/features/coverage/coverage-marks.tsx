import { useStore, ViewportPortal } from '@xyflow/react'
import { IconCircleDashed } from '@tabler/icons-react'
import type { CSSProperties } from 'react'
import { CARD_BODY, CARD_WIDTH } from '../../document/card-size.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { useCanvasStore } from '../canvas/canvas-store.ts'
import { missingByNode, useCoverageStore } from './coverage-store.ts'
import { openCoverage } from './ask-coverage.ts'
import { coverageText } from './texts.ts'
import { wayInWords } from './way-words.ts'
import styles from './coverage.module.css'

const ROOM = 8

/** A dashed frame around every card with a way that nobody went, and how many; as heavy at every zoom. */
export function CoverageMarks() {
  const isMarked = useCoverageStore((state) => state.isMarked && state.coverage !== null)
  const isOfThisRun = useCoverageStore((state) => state.run) === useRunStore((state) => state.latest)
  return isMarked && isOfThisRun ? <Marks /> : null
}

function Marks() {
  const coverage = useCoverageStore((state) => state.coverage)!
  const document = useCoverageStore((state) => state.run!.document)
  const nodes = useCanvasStore((state) => state.nodes)
  const zoom = useStore((state) => Math.round(state.transform[2] * 20) / 20 || 0.1)
  const missing = missingByNode(coverage)
  return (
    <ViewportPortal>
      {nodes.map(({ id, position, measured, width, height }) => {
        const ways = missing.get(id)
        if (ways === undefined) return null
        const style = {
          '--zoom': zoom, left: position.x - ROOM, top: position.y - ROOM, width: (measured?.width ?? width ?? CARD_WIDTH) + 2 * ROOM, height: (measured?.height ?? height ?? CARD_BODY) + 2 * ROOM,
        } as CSSProperties // as: React's type knows no custom properties
        return (
          <div key={id} className={styles.mark} data-testid={`not-gone-${id}`} style={style}>
            <button type="button" className={`nodrag nopan ${styles.flag}`} tabIndex={-1} onClick={openCoverage} title={ways.map((way) => wayInWords(way, document).which).join('\n')}>
              <IconCircleDashed width="1.1em" height="1.1em" stroke={2.2} aria-hidden="true" />
              {coverageText('marked', { count: ways.length })}
            </button>
          </div>
        )
      })}
    </ViewportPortal>
  )
}
