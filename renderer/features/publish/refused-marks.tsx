import { useStore, ViewportPortal } from '@xyflow/react'
import { IconOctagonMinus } from '@tabler/icons-react'
import type { CSSProperties } from 'react'
import { CARD_BODY, CARD_WIDTH } from '../../document/card-size.ts'
import { useDocumentStore } from '../../document/document-store.ts'
import { cut } from '../../i18n/cut.ts'
import { errorInWords } from '../../i18n/in-words.ts'
import { useCanvasStore } from '../canvas/canvas-store.ts'
import { usePlanStore } from './plan-store.ts'
import { planText } from './plan-texts.ts'
import { openPublish } from './publish-store.ts'
import type { Publication } from './watched-store.ts'
import styles from './refused-marks.module.css'

const ROOM = 8

/** A frame around every card a platform refused, and what it said, until the journey is planned again; as heavy at every zoom. */
export function RefusedMarks() {
  const refused = usePlanStore(({ applying }) => (applying?.state === 'there' && applying.answer.state === 'failed' && applying.answer.problemSteps.length > 0 ? applying.answer : null))
  const isOpen = useDocumentStore((state) => state.document.id === refused?.journeyId)
  return refused !== null && isOpen ? <Marks refused={refused} /> : null
}

function Marks({ refused: { problemSteps, problem } }: { refused: Publication }) {
  const nodes = useCanvasStore((state) => state.nodes)
  const zoom = useStore((state) => Math.round(state.transform[2] * 20) / 20 || 0.1)
  return (
    <ViewportPortal>
      {nodes.map(({ id, position, measured, width, height }) => {
        if (!problemSteps.includes(id)) return null
        const style = {
          '--zoom': zoom, left: position.x - ROOM, top: position.y - ROOM, width: (measured?.width ?? width ?? CARD_WIDTH) + 2 * ROOM, height: (measured?.height ?? height ?? CARD_BODY) + 2 * ROOM,
        } as CSSProperties // as: React's type knows no custom properties
        return (
          <div key={id} className={styles.mark} data-testid={`refused-${id}`} style={style}>
            <button type="button" className={`nodrag nopan ${styles.flag}`} tabIndex={-1} onClick={() => openPublish('plan')} title={problem === null ? '' : cut(errorInWords(problem))}>
              <IconOctagonMinus width="1.1em" height="1.1em" stroke={2.2} aria-hidden="true" />
              {planText('refusedHere')}
            </button>
          </div>
        )
      })}
    </ViewportPortal>
  )
}
