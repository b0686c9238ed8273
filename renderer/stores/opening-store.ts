import { create } from 'zustand'
import { desktop } from '../app/desktop.ts'
import { whenIdle } from '../components/when-idle.ts'

/**
 * `isOpening`: the window finds and reads the journey it was opened for, and there is no start screen to be drawn before it. `isDrawn`: that journey stands there with
 * everything around it, or there is none to wait for.
 */
export const useOpeningStore = create<{ isOpening: boolean; isDrawn: boolean }>()(() => ({ isOpening: wasOpenedForJourney(), isDrawn: !wasOpenedForJourney() }))

export function wasOpenedForJourney(): boolean {
  return desktop()?.facts.openSample === true || askedJourney() !== null
}

/** The journey that the address asks for (`#journey=<id>`); null if it asks for none. */
export function askedJourney(): string | null {
  return new URLSearchParams(globalThis.location?.hash.slice(1)).get('journey')
}

export function openingIsOver(): void {
  useOpeningStore.setState({ isOpening: false })
}

export function windowIsDrawn(): void {
  useOpeningStore.setState({ isDrawn: true })
}

/** Does something that nobody waits for, once what the window was opened for is drawn and it has had a rest; the function that is returned calls it off. */
export function afterOpening(does: () => void): () => void {
  if (useOpeningStore.getState().isDrawn) return whenIdle(does)
  let callOff = useOpeningStore.subscribe(({ isDrawn }) => {
    if (!isDrawn) return
    callOff()
    callOff = whenIdle(does)
  })
  return () => callOff()
}
