import type { KeyboardEvent } from 'react'
import { hasMod } from '../../components/keys.ts'
import { documentStore } from '../../document/document-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { folded } from '../../i18n/letters.ts'
import { addAtLine, connectLine } from './ask-at-line.ts'
import { deleteLine, moveLine, openLine, selectLine, startRenaming } from './edit-line.ts'
import { nameOfItem } from './lines.ts'
import { focusLine, setFolded, useOutlineStore } from './outline-store.ts'
import type { OutlineItem } from './outline-items.ts'

/** Letters typed within this time of each other are one word that is looked for. */
const TYPING_MS = 1000
let typed = ''
let typedAt = 0

/** Whoever walks on within this time need not have every form on the way drawn. */
const REST_MS = 80
let resting: { item: OutlineItem; timer: ReturnType<typeof setTimeout> } | null = null

function selectAtRest(item: OutlineItem): void {
  if (resting) clearTimeout(resting.timer)
  resting = { item, timer: setTimeout(selectNow, REST_MS) }
}

/** Selects the line one has come to: before a key that is for what is selected, and when one stays. */
export function selectNow(): void {
  if (!resting) return
  clearTimeout(resting.timer)
  const { item } = resting
  resting = null
  selectLine(item)
}

/** A line was chosen otherwise. */
export function forgetRest(): void {
  if (resting) clearTimeout(resting.timer)
  resting = null
}

/** What a key does on a line of the outline. `items` are the lines in sight. True if the key was for the outline. */
export function onLineKey(event: KeyboardEvent<HTMLElement>, items: readonly OutlineItem[]): boolean {
  const at = items.findIndex(({ key }) => key === useOutlineStore.getState().activeKey)
  const item = items[at]
  if (!item) return false
  const isWalking = !event.altKey && !hasMod(event) && !event.shiftKey && (WALKING.has(event.key) || (event.key.length === 1 && isTyping(event)))
  if (!isWalking) selectNow()
  if (event.altKey && !hasMod(event)) {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return false
    moveLine(item, event.key === 'ArrowUp' ? -1 : 1)
    return true
  }
  if (hasMod(event)) return false
  if (move(event, items, at) || act(event, item)) {
    // What was typed before belongs to another place.
    typed = ''
    return true
  }
  return find(event, items, at)
}

const WALKING = new Set(['ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageDown', 'PageUp'])

function move(event: KeyboardEvent, items: readonly OutlineItem[], at: number): boolean {
  const item = items[at]!
  const isFolded = useOutlineStore.getState().closed.has(item.key)
  switch (event.key) {
    case 'ArrowDown':
      return go(items[at + 1], event.shiftKey)
    case 'ArrowUp':
      return go(items[at - 1], event.shiftKey)
    case 'Home':
      return go(items[0], false)
    case 'End':
      return go(items.at(-1), false)
    case 'PageDown':
      return go(items[Math.min(items.length - 1, at + 10)], false)
    case 'PageUp':
      return go(items[Math.max(0, at - 10)], false)
    case 'ArrowRight':
      if (item.hasChildren && isFolded) setFolded(item.key, false)
      else if (item.hasChildren) go(items[at + 1], false)
      else if ((item.kind === 'way' || item.kind === 'mention') && item.to !== undefined) goTo(item.to)
      return true
    case 'ArrowLeft':
      if (item.hasChildren && !isFolded) setFolded(item.key, true)
      else go(items.slice(0, at).findLast(({ level, hasChildren }) => level < item.level && hasChildren), false)
      return true
    case '*':
      useOutlineStore.setState({ closed: new Set() })
      return true
    default:
      return false
  }
}

/** Goes to a line and selects what it stands for; with `extend` what was selected stays so. */
function go(item: OutlineItem | undefined, extend: boolean): true {
  if (!item) return true
  const before = useUiStore.getState().selection.nodeIds
  if (extend && item.kind === 'node') useUiStore.getState().select([...new Set([...before, item.nodeId])])
  else if (!extend) selectAtRest(item)
  focusLine(item.key)
  return true
}

/** Goes to the line of a step that may be folded away. */
export function goTo(nodeId: string): void {
  useUiStore.getState().reveal(nodeId)
  focusLine(nodeId)
}

function act(event: KeyboardEvent<HTMLElement>, item: OutlineItem): boolean {
  const beside = () => placeBeside(event.currentTarget.querySelector(`[data-key="${CSS.escape(item.key)}"]`))
  switch (event.key) {
    case 'Enter':
      openLine(item)
      return true
    case ' ':
      // Within a name that is being typed it is a space.
      if (isTyping(event)) return false
      if (item.kind === 'node') toggle(item.nodeId)
      return true
    case 'F2':
      startRenaming(item)
      return true
    case 'Delete':
    case 'Backspace':
      deleteLine(item)
      return true
    case '/':
    case 'Insert':
      addAtLine(item, beside())
      return true
    case 'F10':
    case 'ContextMenu':
      if (event.key === 'F10' && !event.shiftKey) return false
      useOutlineStore.setState({ menu: { key: item.key, at: beside() } })
      return true
    case 'c':
    case 'C':
      if (event.shiftKey || isTyping(event)) return false
      connectLine(item, beside())
      return true
    default:
      return false
  }
}

/** Under the name of a line, in window pixels: where its menus open. */
export function placeBeside(line: Element | null): { x: number; y: number } {
  const box = line?.getBoundingClientRect()
  return box ? { x: box.left + Math.min(box.width, 48), y: box.bottom } : { x: globalThis.innerWidth / 2, y: globalThis.innerHeight / 3 }
}

function toggle(nodeId: string): void {
  const { selection, select } = useUiStore.getState()
  select(selection.nodeIds.includes(nodeId) ? selection.nodeIds.filter((id) => id !== nodeId) : [...selection.nodeIds, nodeId])
}

function isTyping(event: KeyboardEvent): boolean {
  return typed !== '' && event.timeStamp - typedAt < TYPING_MS
}

/** Typing a name goes to the next line that begins with it; to the step itself, not to where it is mentioned. */
function find(event: KeyboardEvent, items: readonly OutlineItem[], at: number): boolean {
  if (event.key.length !== 1 || event.key === '?') return false
  typed = (isTyping(event) ? typed : '') + folded(event.key)
  typedAt = event.timeStamp
  const { document } = documentStore.getState()
  // The same letter again goes on to the next; a longer word may be the line one is on.
  const word = [...typed].every((letter) => letter === typed[0]) ? typed[0]! : typed
  const first = word.length === 1 ? at + 1 : at
  const found = [...items.slice(first), ...items.slice(0, first)].find((item) => item.kind !== 'mention' && folded(nameOfItem(item, document)).startsWith(word))
  if (found) go(found, false)
  return true
}
