import { documentStore } from '../document/document-store.ts'
import { useHeatStore } from '../features/heat/heat-store.ts'
import { usePeopleStore } from '../features/people/people-store.ts'
import { useFindStore } from '../features/find/find-store.ts'
import { useDiagnosticsStore } from '../features/problems/diagnostics-store.ts'
import { isSafeFix } from '../document/commands/fix-all.ts'
import { usePlaybackStore } from '../stores/playback-store.ts'
import { useRunStore } from '../stores/run-store.ts'
import { usePresentStore } from '../features/present/present-store.ts'
import { useUiStore } from '../stores/ui-store.ts'
import { desktop } from './desktop.ts'
import type { Action } from './actions.ts'

const ui = () => useUiStore.getState()
const chosen = () => ui().selection.nodeIds.length
const anything = () => chosen() + ui().selection.edgeIds.length > 0
const several = () => chosen() > 1
const hasRun = () => useRunStore.getState().latest !== null

/** Which actions could do something just now, where that depends on more than the page. */
const CAN: Readonly<Record<string, () => boolean>> = {
  'edit.cut': () => chosen() > 0,
  'edit.copy': () => chosen() > 0,
  'edit.duplicate': () => chosen() > 0,
  'edit.delete': anything,
  'edit.rename': () => chosen() === 1,
  'edit.replace': () => chosen() === 1,
  'edit.takeOut': () => chosen() > 0,
  'edit.connect': () => chosen() > 0,
  'edit.comment': () => chosen() === 1,
  'edit.arrangeSelection': several,
  'edit.findNext': () => useFindStore.getState().query !== '',
  'edit.findPrevious': () => useFindStore.getState().query !== '',
  'edit.fixSafe': () => useDiagnosticsStore.getState().all.some(isSafeFix),
  'run.start': () => useRunStore.getState().running === null,
  // Without a run, playing makes one first.
  'run.play': () => useRunStore.getState().latest !== null || useRunStore.getState().datasetId !== null,
  'run.stepForward': hasRun,
  'run.stepBack': hasRun,
  'run.dayForward': hasRun,
  'run.dayBack': hasRun,
  'run.toStart': hasRun,
  'run.toEnd': hasRun,
  'run.whole': () => usePlaybackStore.getState().at !== null,
  'run.people': hasRun,
  'run.nextPerson': () => usePeopleStore.getState().list.length > 0,
  'run.previousPerson': () => usePeopleStore.getState().list.length > 0,
  'run.heat': hasRun,
  'run.cancel': () => useRunStore.getState().running !== null,
}

/** Choices that are marked where they are offered. */
const CHECKED: Readonly<Record<string, () => boolean>> = {
  'view.themeSystem': () => ui().theme === 'system',
  'view.themeLight': () => ui().theme === 'light',
  'view.themeDark': () => ui().theme === 'dark',
  'view.contrast': () => ui().highContrast,
  'view.left': () => ui().leftOpen,
  'view.inspector': () => ui().inspectorOpen,
  'view.results': () => ui().resultsOpen,
  'run.heat': () => useHeatStore.getState().metric !== null,
  'view.scenes': () => usePresentStore.getState().isStripOpen,
}

/** Keys a browser keeps for itself, which the desktop app has besides the others; there they come first. */
const DESKTOP_KEYS: Readonly<Record<string, readonly string[]>> = {
  'file.new': ['mod+N'],
  'view.present': ['F5'],
  'view.zoomIn': ['mod+Plus'],
  'view.zoomOut': ['mod+-'],
  'view.zoomReset': ['mod+0'],
  'view.fit': ['mod+1'],
  'help.shortcuts': ['mod+/'],
}

/** Actions that are not in the command palette, each with the reason. */
export const NOT_IN_PALETTE: Readonly<Record<string, string>> = { 'help.commands': 'the palette is open' }

/** True if the action makes sense on the page that is shown, and has something to do. Undo and redo do: a text field may have something of its own to take back. */
export function canRun({ id, inEditor }: Action): boolean {
  if (inEditor && ui().page !== 'editor') return false
  if (id.startsWith('edit.align')) return several()
  if (id.startsWith('edit.distribute')) return chosen() > 2
  return CAN[id]?.() ?? true
}

export function isChecked({ id }: Action): boolean | undefined {
  return CHECKED[id]?.()
}

/** The keys of an action behind this door, the one to show first. */
export function keysHere({ id, keys }: Pick<Action, 'id' | 'keys'>, isDesktop = desktop() !== undefined): readonly string[] {
  return isDesktop ? [...(DESKTOP_KEYS[id] ?? []), ...keys] : keys
}

/** What Undo or Redo would do, named; the plain label for everything else. */
export function namedLabel(id: string, label: string): string {
  const { undoName, redoName } = documentStore.getState()
  const name = id === 'edit.undo' ? undoName : id === 'edit.redo' ? redoName : null
  return name === null ? label : `${label} ${name}`
}
