import { lazy, Suspense } from 'react'
import { PreparingTour } from './preparing.tsx'
import { useTourStore } from './tour-store.ts'

const Tour = lazy(async () => ({ default: (await import('./tour.tsx')).Tour }))

/** The tour, while one is on it. */
export function TourLayer() {
  const status = useTourStore((state) => state.status)
  if (status === 'preparing') return <PreparingTour />
  return status === 'on' ? (
    <Suspense>
      <Tour />
    </Suspense>
  ) : null
}
