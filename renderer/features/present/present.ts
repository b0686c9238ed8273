import { documentStore } from '../../document/document-store.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { scenesToShow } from './own-scenes.ts'
import { usePresentStore } from './present-store.ts'

/** What is shown, and in which order. */
export function currentScenes() {
  return scenesToShow(documentStore.getState().document, useRunStore.getState().latest)
}

/** Shows the scenes full screen, from the one that is chosen in the strip. */
export function present(): void {
  const { isStripOpen, index } = usePresentStore.getState()
  usePresentStore.setState({ isOn: true, isBlack: false, isRolling: false, index: isStripOpen ? Math.min(index, currentScenes().length - 1) : 0 })
}

export function endPresentation(): void {
  usePresentStore.setState({ isOn: false, isBlack: false, isRolling: false })
}

export function goToScene(index: number): void {
  const { length } = currentScenes()
  usePresentStore.setState({ index: Math.max(0, Math.min(length - 1, index)), isBlack: false })
}

/** The next (1) or previous (-1) scene. */
export function goOn(by: 1 | -1): void {
  goToScene(usePresentStore.getState().index + by)
}

/** Full screen is being left by our own button or key, which the page hears of later: the presentation goes on. */
let isLeaving = false

/** Full screen where the platform allows it; a presentation fills the window in any case. */
export function toggleFullScreen(): void {
  if (globalThis.document.fullscreenElement === null) return enterFullScreen()
  isLeaving = true
  globalThis.document.exitFullscreen().catch(() => (isLeaving = false))
}

/** A platform that wants a key or a press first refuses; the next one asks again. */
export function enterFullScreen(): void {
  void globalThis.document.documentElement.requestFullscreen?.().catch(() => undefined)
}

/** Escape leaves full screen before any page hears of it: then the presentation is over, too. */
export function onFullScreenChange(): void {
  const isOurs = isLeaving
  isLeaving = false
  if (globalThis.document.fullscreenElement === null && !isOurs) endPresentation()
}

export function toggleStrip(): void {
  usePresentStore.setState(({ isStripOpen }) => ({ isStripOpen: !isStripOpen }))
}
