import { create } from 'zustand'
import { desktop } from '../app/desktop.ts'

/** True while the window finds and reads the journey it was opened for: there is no start screen to be drawn before it. */
export const useOpeningStore = create<{ isOpening: boolean }>()(() => ({ isOpening: wasOpenedForJourney() }))

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
