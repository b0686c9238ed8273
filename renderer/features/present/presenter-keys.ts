import { step, stepDay, togglePlay } from '../playback/player.ts'
import { endPresentation, goOn, goToScene, toggleFullScreen } from './present.ts'
import { usePresentStore } from './present-store.ts'

const KEYS: Readonly<Record<string, () => unknown>> = {
  ArrowRight: () => goOn(1), ArrowDown: () => goOn(1), PageDown: () => goOn(1), ' ': () => goOn(1), Enter: () => goOn(1),
  ArrowLeft: () => goOn(-1), ArrowUp: () => goOn(-1), PageUp: () => goOn(-1), Backspace: () => goOn(-1),
  Home: () => goToScene(0), End: () => goToScene(Infinity),
  Escape: endPresentation,
  b: () => usePresentStore.setState(({ isBlack }) => ({ isBlack: !isBlack })),
  '.': () => usePresentStore.setState(({ isBlack }) => ({ isBlack: !isBlack })),
  f: toggleFullScreen,
  p: togglePlay, k: togglePlay, l: () => step(1), j: () => step(-1), L: () => stepDay(1), J: () => stepDay(-1),
  a: () => usePresentStore.setState(({ isRolling }) => ({ isRolling: !isRolling })),
}

/** The keys of a presentation, before any other part of the window hears them. Of a button or the timeline that has the focus, its own keys stay its own. */
export function onPresenterKey(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  const target = event.target instanceof Element ? event.target : null
  const isOwn = target?.closest('[role="slider"]') ? /^(Arrow|Page|Home|End)/.test(event.key) : target?.closest('button, a') ? event.key === ' ' || event.key === 'Enter' : target?.closest('input, textarea, [role="option"]')
  if (isOwn && event.key !== 'Escape') return
  const run = KEYS[event.key.length === 1 && !event.shiftKey ? event.key.toLowerCase() : event.key]
  if (!run) return
  event.preventDefault()
  event.stopPropagation()
  run()
}
