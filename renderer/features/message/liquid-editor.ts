import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, completionStatus } from '@codemirror/autocomplete'
import { defaultKeymap, history, isolateHistory, redo, undo } from '@codemirror/commands'
import { Annotation, Compartment, EditorState, Prec, RangeSetBuilder, type Extension } from '@codemirror/state'
import { Decoration, EditorView, keymap, placeholder, tooltips, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view'
import type { LiquidNames } from './liquid-names.ts'
import { liquidCompletions } from './liquid-completions.ts'
import { messageText } from './texts.ts'
import { liquidTokens } from '../../../engine/core/liquid/liquid-tokens.ts'

/** A change that came from the document, not from this field. */
export const fromOutside = Annotation.define<true>()

/** A stretch of the text that something is wrong with. */
export interface Underline { from: number; to: number; tone: 'error' | 'warning' }

export interface LiquidEditorOptions {
  isSingleLine: boolean
  /** Attributes of the text box itself: its name, test id, description. */
  attributes: () => Record<string, string>
  placeholder: string | undefined
  names: () => LiquidNames
  onChange(text: string): void
  onLeave(): void
  /** The field has nothing of its own left to undo, or to do again. */
  onUndo(): void
  onRedo(): void
}

/** Underlines of problems; set anew with `underlined`. */
export const underlines = new Compartment()

export function underlined(marks: readonly Underline[], length: number): Extension {
  const inside = marks.filter(({ from, to }) => from < to && to <= length)
  return EditorView.decorations.of(Decoration.set(inside.map(({ from, to, tone }) => Decoration.mark({ class: `liquid-${tone}` }).range(from, to)), true))
}

/**
 * The extensions of a field. Tab is left alone, so that it leaves the field. Typing is undone here first; what the field has no more of is
 * undone in the journey, so that Ctrl+Z never stops at the edge of a field.
 */
export function liquidExtensions({ isSingleLine, attributes, placeholder: hint, names, onChange, onLeave, onUndo, onRedo }: LiquidEditorOptions): Extension[] {
  return [
    history(),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of((view) => ({
      ...attributes(),
      'aria-multiline': String(!isSingleLine),
      spellcheck: 'true',
      autocorrect: 'on',
      // A dialog around the field leaves Escape to the list of completions while that is open.
      ...(completionStatus(view.state) === 'active' ? { 'data-mantine-stop-propagation': 'true' } : {}),
    })),
    ...(hint === undefined ? [] : [placeholder(hint)]),
    colours,
    underlines.of([]),
    closeBrackets(),
    // The list opens inside Liquid only, where Enter means what is chosen: no grace period in which it would break the line instead.
    EditorState.phrases.of({ Completions: messageText('completions') }),
    autocompletion({ override: [liquidCompletions(names)], icons: false, interactionDelay: 0, tooltipClass: () => 'liquid-completions', maxRenderedOptions: 60 }),
    tooltips({ parent: document.body }),
    ...(isSingleLine ? [singleLine, Prec.high(keymap.of([{ key: 'Enter', run: () => true, shift: () => true }]))] : []),
    keymap.of([
      { key: 'Mod-z', preventDefault: true, run: (view) => (undo(view) ? true : (onUndo(), true)) },
      { key: 'Mod-y', mac: 'Mod-Shift-z', preventDefault: true, run: (view) => (redo(view) ? true : (onRedo(), true)) },
      { key: 'Mod-Shift-z', preventDefault: true, run: (view) => (redo(view) ? true : (onRedo(), true)) },
      ...closeBracketsKeymap,
      ...completionKeymap,
      // Keys that mean something to the window (run, comment) are not the field's.
      ...defaultKeymap.filter(({ key }) => key !== 'Mod-Enter' && key !== 'Mod-i' && key !== 'Mod-/' && key !== 'Escape'),
    ]),
    EditorView.updateListener.of((update) => {
      if (update.docChanged && update.transactions.some((transaction) => transaction.docChanged && transaction.annotation(fromOutside) === undefined)) onChange(update.state.doc.toString())
      if (update.focusChanged && !update.view.hasFocus) onLeave()
    }),
  ]
}

/** A change from outside: it replaces the text and is no step of the field's own undo. */
export function replaced(state: EditorState, text: string) {
  return state.update({ changes: { from: 0, to: state.doc.length, insert: text }, annotations: [fromOutside.of(true), isolateHistory.of('full')], scrollIntoView: false })
}

/** What is pasted or dropped on several lines becomes one. */
const singleLine = EditorState.transactionFilter.of((transaction) => {
  if (!transaction.docChanged || transaction.newDoc.lines === 1) return transaction
  const text = transaction.newDoc.toString().replace(/\s*\n\s*/g, ' ')
  return [{ changes: { from: 0, to: transaction.startState.doc.length, insert: text }, selection: { anchor: Math.min(text.length, transaction.newSelection.main.head) }, annotations: transaction.annotation(fromOutside) ? fromOutside.of(true) : [] }]
})

const colours = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet
    constructor(view: EditorView) {
      this.decorations = coloured(view)
    }
    update(update: ViewUpdate) {
      if (update.docChanged) this.decorations = coloured(update.view)
    }
  },
  { decorations: ({ decorations }) => decorations },
)

/** Beyond this a text is not coloured: a field is not for reading books. */
const MOST_COLOURED = 50_000

function coloured(view: EditorView): DecorationSet {
  const set = new RangeSetBuilder<Decoration>()
  if (view.state.doc.length > MOST_COLOURED) return set.finish()
  for (const { from, to, kind } of liquidTokens(view.state.doc.toString())) set.add(from, to, Decoration.mark({ class: `liquid-${kind}` }))
  return set.finish()
}
