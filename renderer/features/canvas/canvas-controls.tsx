import { ActionIcon } from '@mantine/core'
import { Panel, useReactFlow, useStore } from '@xyflow/react'
import { IconArrowsMaximize, IconLayoutDistributeHorizontal, IconMap, IconMinus, IconPlus } from '@tabler/icons-react'
import { Hint } from '../../components/hint.tsx'
import { keysOf } from '../../components/keys.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { HeatLegend, HeatMenu } from '../heat/heat-menu.tsx'
import { percent } from '../../i18n/numbers.ts'
import { arrangeCanvas } from './arrange-canvas.ts'
import { fitCanvas, motionMs } from './flow-handle.ts'
import { canvasText } from './texts.ts'
import styles from './canvas-controls.module.css'

/** Zoom, fit, arrange and the overview map, in the canvas's corner. */
export function CanvasControls() {
  const { zoomIn, zoomOut, zoomTo } = useReactFlow()
  const zoom = useStore((state) => Math.round(state.transform[2] * 100))
  const minimapOpen = useUiStore((state) => state.minimapOpen)
  const button = (label: string, keys: string | undefined, icon: React.ReactElement, run: () => void, pressed?: boolean) => (
    <Hint label={label} {...(keys === undefined ? {} : { keys })} position="top">
      <ActionIcon variant="subtle" color="gray" size={30} aria-label={label} aria-pressed={pressed} onClick={run}>
        {icon}
      </ActionIcon>
    </Hint>
  )
  const duration = motionMs()
  return (
    <Panel position="bottom-left" className={styles.corner!}>
      <HeatLegend />
      <div className={styles.bar}>
      {button(canvasText('zoomOut'), '-', <IconMinus size={16} />, () => void zoomOut({ duration }))}
      <Hint label={canvasText('zoomReset')} keys="0" position="top">
        <button type="button" className={`${styles.percent} tabular`} onClick={() => void zoomTo(1, { duration })} aria-label={`${canvasText('zoomReset')}, ${percent(zoom)}`}>
          {percent(zoom)}
        </button>
      </Hint>
      {button(canvasText('zoomIn'), '+', <IconPlus size={16} />, () => void zoomIn({ duration }))}
      <span className={styles.divider} />
      {button(canvasText('fit'), '1', <IconArrowsMaximize size={16} />, fitCanvas)}
      {button(canvasText('arrange'), keysOf('mod+Shift+L'), <IconLayoutDistributeHorizontal size={16} />, () => void arrangeCanvas())}
      {button(canvasText('minimap'), undefined, <IconMap size={16} />, () => useUiStore.setState({ minimapOpen: !minimapOpen }), minimapOpen)}
        <HeatMenu />
      </div>
    </Panel>
  )
}
