import { useEffect } from 'react'
import { documentStore } from '../../document/document-store.ts'
import { usePlaybackStore } from '../../stores/playback-store.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { usePeopleStore } from '../people/people-store.ts'
import { run } from '../simulation/run.ts'
import { goToStop } from './start-tour.ts'
import { NEED_RUN, type Stop } from './stops.ts'
import { useTourStore } from './tour-store.ts'

/** What was asked for is seen for so long before the tour goes on, ms. */
const SEE_IT = 700

/** Opens what a stop needs, goes on once what it asks for was done, and leaves the tour with its journey. */
export function useStop(stop: Stop | undefined): void {
  useEffect(() => watch(stop), [stop])
}

function watch(stop: Stop | undefined): () => void {
  const { journeyId } = useTourStore.getState()
  if (stop !== undefined && isAtHome()) {
    stop.prepare?.()
    if (NEED_RUN.has(stop.id) && useRunStore.getState().latest === null) void run().then(() => useTourStore.getState().stop === stop.id && stop.prepare?.())
  }
  const before = stop?.watch?.()
  let going: ReturnType<typeof setTimeout> | undefined
  const look = () => {
    if (useTourStore.getState().status !== 'on') return
    // Somebody opened a journey of their own: the tour is not for that one.
    if (documentStore.getState().summary?.id !== journeyId) return void useTourStore.setState({ status: 'left' })
    if (going === undefined && stop?.isDone?.(stop.watch?.(), before) === true) going = setTimeout(() => goToStop(1), SEE_IT)
  }
  const stops = [documentStore.subscribe(look), useRunStore.subscribe(look), useUiStore.subscribe(look), usePlaybackStore.subscribe(look), usePeopleStore.subscribe(look)]
  return () => {
    clearTimeout(going)
    for (const end of stops) end()
  }
}

function isAtHome(): boolean {
  return useUiStore.getState().page === 'editor'
}
