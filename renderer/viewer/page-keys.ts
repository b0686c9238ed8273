import { seekEnd, seekStart, step, stepDay, togglePlay } from '../features/playback/player.ts'
import { present } from '../features/present/present.ts'
import { usePresentStore } from '../features/present/present-store.ts'

/** Those of the window's playback, and one for what has a key of the app there: P plays, J and L step, with Shift by days; F presents. */
const KEYS: Readonly<Record<string, () => unknown>> = {
  p: togglePlay, k: togglePlay, l: () => step(1), j: () => step(-1), L: () => stepDay(1), J: () => stepDay(-1), 'Shift+Home': seekStart, 'Shift+End': seekEnd, f: present,
}

export function onPageKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || usePresentStore.getState().isOn) return
  if (event.target instanceof Element && event.target.closest('input, textarea, [role="listbox"], [role="menu"]')) return
  const key = event.key.length === 1 ? (event.shiftKey ? event.key.toUpperCase() : event.key.toLowerCase()) : `${event.shiftKey ? 'Shift+' : ''}${event.key}`
  const run = KEYS[key]
  if (!run) return
  event.preventDefault()
  run()
}
