import { readLater } from '../../components/read-later.tsx'
import { PreparingTour } from './preparing.tsx'
import { useTourStore } from './tour-store.ts'

const Tour = readLater(async () => (await import('./tour.tsx')).Tour)

/** The tour, while one is on it. */
export function TourLayer() {
  const status = useTourStore((state) => state.status)
  if (status === 'preparing') return <PreparingTour />
  return status === 'on' ? <Tour /> : null
}
