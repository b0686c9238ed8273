import type { MenuEntry, MenuPart } from '../../engine/api/desktop.ts'

// What a page sends is unknown until it was looked at: a menu is never longer than a screen, and a key Electron does not know would throw.
const MOST_PARTS = 12
const MOST_ENTRIES = 80
const LONGEST = 120
const ID = /^[a-z][A-Za-z]*(\.[a-z][A-Za-z]*)?$/
const NAMED_KEYS: Readonly<Record<string, string>> = { Enter: 'Return', Esc: 'Esc', Escape: 'Esc', Delete: 'Delete', Backspace: 'Backspace', Plus: 'Plus', '+': 'Plus', Space: 'Space', Tab: 'Tab', Insert: 'Insert', Home: 'Home', End: 'End', ArrowUp: 'Up', ArrowDown: 'Down', ArrowLeft: 'Left', ArrowRight: 'Right' }

/** The menu a window asked for; what cannot be one is left out. */
export function menuPartsOf(value: unknown): MenuPart[] {
  return itemsOf(value, MOST_PARTS).flatMap((part): MenuPart[] => {
    const id = idOf(part['id'])
    const label = wordsOf(part['label'])
    return id === undefined || label === undefined ? [] : [{ id, label, entries: itemsOf(part['entries'], MOST_ENTRIES).flatMap(entryOf) }]
  })
}

function entryOf(entry: Record<string, unknown>): MenuEntry[] {
  const id = idOf(entry['id'])
  const label = wordsOf(entry['label'])
  if (id === undefined || label === undefined) return []
  const keys = typeof entry['keys'] === 'string' ? acceleratorOf(entry['keys']) : undefined
  return [{ id, label, enabled: entry['enabled'] !== false, ...(keys === undefined ? {} : { keys }), ...(typeof entry['checked'] === 'boolean' ? { checked: entry['checked'] } : {}), ...(entry['parted'] === true ? { parted: true } : {}) }]
}

/** A shortcut as Electron writes it: "mod+Shift+S" is "CmdOrCtrl+Shift+S"; undefined for what it would not take. */
export function acceleratorOf(keys: string): string | undefined {
  const parts = keys === '+' ? ['+'] : keys.split('+')
  const key = parts.at(-1) ?? ''
  const leading = parts.slice(0, -1)
  if (leading.some((part) => part !== 'mod' && part !== 'Shift' && part !== 'Alt')) return undefined
  const named = NAMED_KEYS[key] ?? (/^[!-~]$/.test(key) ? key.toUpperCase() : /^F([1-9]|1\d|2[0-4])$/.test(key) ? key : undefined)
  return named === undefined ? undefined : [...leading.map((part) => (part === 'mod' ? 'CmdOrCtrl' : part)), named].join('+')
}

function itemsOf(value: unknown, most: number): Record<string, unknown>[] {
  if (!Array.isArray(value)) return []
  return value.slice(0, most).filter((item): item is Record<string, unknown> => typeof item === 'object' && item !== null)
}

function idOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.length <= LONGEST && ID.test(value) ? value : undefined
}

function wordsOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.slice(0, LONGEST) : undefined
}
