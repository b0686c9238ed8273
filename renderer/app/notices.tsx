import { Notifications } from '@mantine/notifications'
import type { CSSProperties } from 'react'
import { useUiStore } from '../stores/ui-store.ts'

/** Pixels above the zoom buttons, which stand at the bottom of the canvas. */
const ABOVE_CONTROLS = 56

/** Where short words about what just happened appear: at the bottom of the window; in the editor above the results and the zoom buttons, which they would cover. */
export function Notices() {
  const lift = useUiStore(({ page, resultsOpen, resultsTab, resultsHeight, personHeight }) => {
    if (page !== 'editor') return '0px'
    return resultsOpen ? `calc(min(${resultsTab === 'person' ? personHeight : resultsHeight}px, 45vh) + ${ABOVE_CONTROLS}px)` : `${ABOVE_CONTROLS}px`
  })
  const style = { '--notices-lift': lift } as CSSProperties // as: React's type knows no custom properties
  return <Notifications position="bottom-center" limit={3} containerWidth={360} style={style} />
}
