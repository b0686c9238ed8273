import { defineTexts } from '../i18n/define-texts.ts'

export const shortcutText = defineTexts('shortcuts', {
  search: 'Find a shortcut', nothing: 'No shortcut is called that.', canvas: 'On the canvas', outline: 'In the outline',
  browserKeys: 'A browser keeps Ctrl+N, Ctrl+T and Ctrl+W for itself; the desktop app has Ctrl+N for a new journey.',
  nudge: 'Move the selected steps', nudgeFar: 'Move them further', nextCard: 'Go to the next card', openCard: 'Open the form of a card', selectCard: 'Select a card', addToSelection: 'Select several', boxSelect: 'Select what a frame covers',
  or: 'or', pan: 'Move the canvas', zoom: 'Zoom', leaveForm: 'From a form back to where it was opened', freeDrag: 'Drag without snapping', dragOut: 'Drag out of its line', pageMenu: 'What can be done here',
  upDown: 'Go from line to line', fold: 'Fold and unfold', firstLast: 'First and last line', letters: 'Go to a name', open: 'Open the form', rename: 'Rename in place', addAfter: 'Add a step after this, or on this way', connect: 'Connect to another step', move: 'Move among its neighbours', extend: 'Select several', lineMenu: 'Everything else',
})

export interface KeyLine { label: Parameters<typeof shortcutText>[0]; keys: readonly string[] }

/** Keys and gestures of the canvas that are no actions of their own. */
export const CANVAS_KEYS: readonly KeyLine[] = [
  { label: 'nextCard', keys: ['Tab'] },
  { label: 'openCard', keys: ['Enter'] },
  { label: 'selectCard', keys: ['Space'] },
  { label: 'nudge', keys: ['← ↑ → ↓'] },
  { label: 'nudgeFar', keys: ['Shift+← ↑ → ↓'] },
  { label: 'addToSelection', keys: ['Shift+click'] },
  { label: 'boxSelect', keys: ['Shift+drag'] },
  { label: 'pan', keys: ['Space+drag'] },
  { label: 'zoom', keys: ['mod+wheel'] },
  { label: 'freeDrag', keys: ['mod+drag'] },
  { label: 'dragOut', keys: ['Alt+drag'] },
  { label: 'pageMenu', keys: ['Shift+F10'] },
  { label: 'leaveForm', keys: ['Esc'] },
]

/** Keys of the outline; those of the journey work there too. */
export const OUTLINE_KEYS: readonly KeyLine[] = [
  { label: 'upDown', keys: ['↑ ↓'] },
  { label: 'fold', keys: ['← →'] },
  { label: 'firstLast', keys: ['Home', 'End'] },
  { label: 'letters', keys: ['A … Z'] },
  { label: 'open', keys: ['Enter'] },
  { label: 'rename', keys: ['F2'] },
  { label: 'addAfter', keys: ['/', 'Insert'] },
  { label: 'connect', keys: ['C'] },
  { label: 'move', keys: ['Alt+↑', 'Alt+↓'] },
  { label: 'extend', keys: ['Shift+↑ ↓'] },
  { label: 'lineMenu', keys: ['Shift+F10'] },
]
