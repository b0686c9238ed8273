import { Button } from '@mantine/core'
import { IconCompass } from '@tabler/icons-react'
import { putAwayCopy, startOrResumeTour } from '../tour/start-tour.ts'
import { STOPS } from '../tour/stops.ts'
import { tourText } from '../tour/texts.ts'
import { useTourStore } from '../tour/tour-store.ts'
import { startText } from './texts.ts'
import styles from './tour-left.module.css'

/** The tour that was left, where it can be gone on with. */
export function TourLeft() {
  const status = useTourStore((state) => state.status)
  const stop = useTourStore((state) => state.stop)
  if (status !== 'left') return null
  const at = STOPS.findIndex(({ id }) => id === stop)
  return (
    <section className={styles.left} aria-label={startText('tourLeftTitle')} data-testid="tour-left">
      <IconCompass size={22} stroke={1.6} aria-hidden="true" />
      <p className={`${styles.words} tabular`}>
        <strong>{startText('tourLeftTitle')}</strong>
        <span>{startText('tourLeftBody', { at: at < 0 ? STOPS.length : at + 1, of: STOPS.length, stop: tourText(stop) })}</span>
      </p>
      <Button size="xs" h={32} variant="subtle" color="gray" onClick={() => void putAwayCopy()} data-testid="tour-throw">
        {startText('tourThrow')}
      </Button>
      <Button size="xs" h={32} onClick={() => void startOrResumeTour()} data-testid="tour-resume">
        {tourText('goOn')}
      </Button>
    </section>
  )
}
