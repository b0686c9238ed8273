import { Notifications } from '@mantine/notifications'
import type { CSSProperties } from 'react'
import { useRunStore } from '../stores/run-store.ts'
import { useUiStore } from '../stores/ui-store.ts'
import { useDrawerHeight } from './drawer-height.ts'

/** Pixels above the zoom buttons, which stand at the bottom of the canvas. */
const ABOVE_CONTROLS = 56
/** Pixels of what stands above and below the canvas: the top bar; the playback bar, and as slim as it is over open results. */
const TOP_BAR = 52
const PLAYBACK_BAR = 111
const SLIM_BAR = 64

/** Where short words about what just happened appear: at the bottom of the window; in the editor above the results and the zoom buttons, which they would cover. */
export function Notices() {
  const hasBar = useRunStore(({ latest }) => latest !== null)
  const isEditor = useUiStore(({ page }) => page === 'editor')
  const resultsOpen = useUiStore((state) => state.resultsOpen)
  const { height } = useDrawerHeight()
  const bar = !hasBar ? 0 : resultsOpen ? SLIM_BAR : PLAYBACK_BAR
  // What stands below the canvas leaves it half of the window.
  const below = resultsOpen ? `min(${height + bar}px, 45vh + ${bar}px, 50vh - ${TOP_BAR}px)` : `${bar}px`
  const lift = isEditor ? `calc(${below} + ${ABOVE_CONTROLS}px)` : '0px'
  const style = { '--notices-lift': lift } as CSSProperties // as: React's type knows no custom properties
  return <Notifications position="bottom-center" limit={3} containerWidth={360} style={style} />
}
