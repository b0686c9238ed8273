import { useEffect } from 'react'
import { hasMod } from '../components/keys.ts'
import { nudgeSelection } from '../features/canvas/canvas-actions.ts'
import { useUiStore } from '../stores/ui-store.ts'
import { keysHere } from './action-facts.ts'
import { ACTIONS, type Action } from './actions.ts'

const GRID = 8
const FAR = 40
const ARROWS: Record<string, readonly [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
/** What a text field does itself. */
const FIELD_KEYS = new Set(['edit.undo', 'edit.redo', 'edit.cut', 'edit.copy', 'edit.paste', 'edit.delete', 'edit.selectAll', 'edit.duplicate'])

/** The keyboard, in one place. */
export function useShortcuts(): void {
  useEffect(() => {
    globalThis.window.addEventListener('keydown', onKeyDown)
    return () => globalThis.window.removeEventListener('keydown', onKeyDown)
  }, [])
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return
  const target = event.target instanceof Element ? event.target : null
  const inField = target !== null && target.closest('input, textarea, select, [contenteditable="true"]') !== null
  const inDialog = target !== null && target.closest('[role="dialog"]:not([data-beside]), [role="menu"], [role="listbox"]') !== null
  const action = ACTIONS.find((one) => keysHere(one).some((keys) => matches(event, keys)))
  if (action && mayRun(action, event, inField, inDialog)) {
    event.preventDefault()
    action.run()
    return
  }
  const arrow = ARROWS[event.key]
  if (!arrow || inField || inDialog || hasMod(event) || event.altKey || useUiStore.getState().page !== 'editor') return
  if (target?.closest('[role="tablist"], [role="tree"], [role="separator"], [role="radiogroup"], [role="toolbar"]')) return
  if (useUiStore.getState().selection.nodeIds.length === 0) return
  event.preventDefault()
  const distance = event.shiftKey ? FAR : GRID
  nudgeSelection(arrow[0] * distance, arrow[1] * distance)
}

function mayRun(action: Action, event: KeyboardEvent, inField: boolean, inDialog: boolean): boolean {
  if (action.inEditor && useUiStore.getState().page !== 'editor') return false
  // Help is asked for where one is stuck.
  if (action.id === 'help.here') return true
  if (inDialog) return false
  if (inField) return (hasMod(event) || /^F\d+$/.test(event.key)) && !FIELD_KEYS.has(action.id)
  // Text that is selected is what a person wants to copy.
  if (action.id === 'edit.copy' && (globalThis.getSelection()?.toString() ?? '') !== '') return false
  return true
}

/** True if that key with these held down is the shortcut. */
export function matches(event: Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'altKey' | 'ctrlKey' | 'metaKey'>, shortcut: string): boolean {
  const parts = shortcut === '+' ? ['+'] : shortcut.split('+')
  const key = parts.at(-1)!
  const isLetter = /^[a-z]$/i.test(key)
  if (parts.includes('mod') !== hasMod(event) || parts.includes('Alt') !== event.altKey) return false
  // "?" and "+" need Shift on many keyboards, so beside signs and digits it counts only with another key held.
  if ((isLetter || key.length > 1 || parts.length > 1) && parts.includes('Shift') !== event.shiftKey) return false
  // With Alt a Mac writes another sign; the key is the same.
  if (isLetter && event.altKey) return event.code === `Key${key.toUpperCase()}`
  const pressed = event.key.length === 1 ? event.key.toUpperCase() : event.key
  return pressed === (key.length === 1 ? key.toUpperCase() : key)
}
