const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)
const ARROWS = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓' }
const MAC: Record<string, string> = { mod: '⌘', Shift: '⇧', Alt: '⌥', Enter: '↩', Delete: '⌫', Escape: 'esc', ...ARROWS }
const OTHER: Record<string, string> = { mod: 'Ctrl', Enter: 'Enter', Delete: 'Del', Escape: 'Esc', ...ARROWS }

/** A shortcut as this machine's people write it: "mod+Shift+Z" is "⇧⌘Z" or "Ctrl+Shift+Z". */
export function keysOf(shortcut: string): string {
  const names = isMac ? MAC : OTHER
  const parts = shortcut.split('+').map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part))
  return parts.join(isMac ? '' : '+')
}

/** True for the key that leads shortcuts on this machine. */
export function hasMod(event: { metaKey: boolean; ctrlKey: boolean }): boolean {
  return isMac ? event.metaKey : event.ctrlKey
}
