import { ActionIcon, Menu } from '@mantine/core'
import { IconCheck, IconFlame, IconX } from '@tabler/icons-react'
import { Hint } from '../../components/hint.tsx'
import { keysOf } from '../../components/keys.ts'
import { useRunBasis } from '../../stores/run-basis.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { BasisBadge } from '../assumptions/basis-badge.tsx'
import { METRICS } from './heat-levels.ts'
import { chooseHeat, heatInWords, useHeatStore } from './heat-store.ts'
import { HEAT_KEYS } from './heat-keys.ts'
import { heatText } from './heat-texts.ts'
import styles from './heat.module.css'

/** Chooses what the cards are coloured by. There only after a run: before it there is nothing to colour them with. */
export function HeatMenu() {
  const hasRun = useRunStore((state) => state.latest !== null)
  const metric = useHeatStore((state) => state.metric)
  const isMenuOpen = useHeatStore((state) => state.isMenuOpen)
  if (!hasRun) return null
  return (
    <Menu opened={isMenuOpen} onChange={(opened) => useHeatStore.setState({ isMenuOpen: opened })} position="top-start" withinPortal>
      <Menu.Target>
        <Hint label={heatText('menu')} keys={keysOf(HEAT_KEYS)} position="top">
          <ActionIcon variant="subtle" color="gray" size={30} aria-label={heatText('menu')} aria-pressed={metric !== null} onClick={() => useHeatStore.setState({ isMenuOpen: !isMenuOpen })} data-testid="heat-menu">
            <IconFlame size={16} />
          </ActionIcon>
        </Hint>
      </Menu.Target>
      <Menu.Dropdown>
        {METRICS.map((one) => (
          <Menu.RadioItem key={one} value={one} checked={one === metric} checkIcon={<IconCheck size={15} />} closeMenuOnClick title={heatText(`${one}Hint`)} onClick={() => chooseHeat(one)} data-testid={`heat-by-${one}`}>
            {heatText(one)}
          </Menu.RadioItem>
        ))}
        <Menu.Divider />
        <Menu.RadioItem value="" checked={metric === null} checkIcon={<IconCheck size={15} />} closeMenuOnClick onClick={() => chooseHeat(null)} data-testid="heat-none">
          {heatText('none')}
        </Menu.RadioItem>
      </Menu.Dropdown>
    </Menu>
  )
}

/** What the colours and gauges of the cards say. */
export function HeatLegend() {
  const hasRun = useRunStore((state) => state.latest !== null)
  const metric = useHeatStore((state) => state.metric)
  const most = useHeatStore((state) => state.most)
  const basis = useRunBasis()
  if (metric === null || !hasRun) return null
  const top = heatInWords(metric, most)
  return (
    <div className={`${styles.legend} tabular`} role="note" aria-label={heatText('legend', { metric: heatText(metric), most: top })} data-testid="heat-legend">
      <span className={styles.metric}>{heatText(metric)}</span>
      {basis !== null && <BasisBadge basis={basis} isSmall />}
      {most === 0 ? (
        heatText('nothing')
      ) : (
        <>
          {heatText('from')}
          <span className={styles.ramp} aria-hidden="true" />
          {top}
        </>
      )}
      <ActionIcon variant="subtle" color="gray" size={26} aria-label={heatText('off')} onClick={() => chooseHeat(null)} data-testid="heat-off">
        <IconX size={15} />
      </ActionIcon>
    </div>
  )
}
