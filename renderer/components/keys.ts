import { defineTexts } from '../i18n/define-texts.ts'

export const text = defineTexts('keys', { click: 'click', drag: 'drag', wheel: 'wheel', Space: 'Space' })

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)
const ARROWS = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓' }
const MAC: Record<string, string> = { mod: '⌘', Shift: '⇧', Alt: '⌥', Enter: '↩', Delete: '⌫', Escape: 'esc', ...ARROWS }
const OTHER: Record<string, string> = { mod: 'Ctrl', Enter: 'Enter', Delete: 'Del', Escape: 'Esc', ...ARROWS }

/** A shortcut as this machine's people write it: "mod+Shift+Z" is "⇧⌘Z" or "Ctrl+Shift+Z". */
export function keysOf(shortcut: string): string {
  const names = isMac ? MAC : OTHER
  const parts = shortcut.split('+').map((part) => names[part] ?? (isWord(part) ? text(part) : undefined) ?? (part.length === 1 ? part.toUpperCase() : part))
  return parts.join(isMac ? '' : '+')
}

const WORDS = ['click', 'drag', 'wheel', 'Space'] as const
const isWord = (part: string): part is (typeof WORDS)[number] => (WORDS as readonly string[]).includes(part) // as: looked up among other texts

/** True for the key that leads shortcuts on this machine. */
export function hasMod(event: { metaKey: boolean; ctrlKey: boolean }): boolean {
  return isMac ? event.metaKey : event.ctrlKey
}
