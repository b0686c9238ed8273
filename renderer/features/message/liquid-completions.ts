import { insertCompletionText, pickedCompletion, snippet, type Completion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete'
import type { EditorView } from '@codemirror/view'
import { FILTERS, TAGS } from '../../../engine/core/liquid/filters.ts'
import { inLiquid } from '../../../engine/core/lint/template-names.ts'
import { share } from '../../i18n/numbers.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import type { LiquidNames, OfferedName } from './liquid-names.ts'
import { messageText } from './texts.ts'

const MOST_SEEN = 5

/** Offers names behind `{{`, tags behind `{%` and filters behind `|`; elsewhere, when asked for (Ctrl+Space), a whole `{{ … }}`. */
export function liquidCompletions(namesNow: () => LiquidNames): (context: CompletionContext) => CompletionResult | null {
  return (context) => {
    const before = context.state.doc.sliceString(0, context.pos)
    const open = Math.max(before.lastIndexOf('{{'), before.lastIndexOf('{%'))
    const isInside = open >= 0 && !before.slice(open).includes(before.startsWith('{%', open) ? '%}' : '}}')
    if (!isInside) return context.explicit ? { from: context.pos, options: names(namesNow(), '', (written) => `{{ ${written} }}`), filter: false } : null
    const inner = before.slice(open + 2).replace(/^-/, '')
    // Inside quotes nothing is a name.
    if ((inner.match(/"/g)?.length ?? 0) % 2 === 1 || (inner.match(/'/g)?.length ?? 0) % 2 === 1) return null
    const isTag = before.startsWith('{%', open)
    const close = isTag ? '%}' : '}}'
    const filter = /\|\s*(\w*)$/.exec(inner)
    if (filter) return { from: context.pos - filter[1]!.length, options: filters(), validFor: /^\w*$/ }
    const tag = isTag ? /^\s*(\w*)$/.exec(inner) : null
    if (tag) return { from: context.pos - tag[1]!.length, options: tags(tag[0]), validFor: /^\w*$/ }
    const member = /(?:^|[^\w.])(profile|event|journey)\.([\w-]*)$/.exec(inner)
    if (member) {
      const [, root, typed] = member
      return { from: context.pos - typed!.length - root!.length - 1, options: names(namesNow(), root!, (written) => written, close), validFor: /^[\w.-]*$/ }
    }
    const word = /(^|[\s(,=<>:])([\w-]*)$/.exec(inner)
    if (!word || (word[2] === '' && inner.trim() !== '' && !context.explicit)) return null
    return { from: context.pos - word[2]!.length, options: names(namesNow(), '', (written) => (inner === '' ? ` ${written}` : written), isTag ? undefined : close), validFor: /^[\w.-]*$/ }
  }
}

function names({ offered }: LiquidNames, root: string, written: (name: string) => string, close?: string): Completion[] {
  const options = offered.filter(({ of }) => root === '' || of === root).map((one, index): Completion => {
    const name = inLiquid(one.of, one.name)
    const about = one.name === 'id' && one.of === 'profile' ? messageText('about_id') : one.of === 'event' && (one.name === 'name' || one.name === 'at') ? messageText(one.name === 'at' ? 'about_at' : 'about_name') : undefined
    return { label: name, type: one.of, detail: about ?? detailOf(one), ...infoOf(one), boost: 50 - Math.min(49, index), apply: inserting(written(name), close) }
  })
  if (root === '' || root === 'journey') options.push({ label: 'journey.id', type: 'journey', detail: messageText('about_journeyId'), boost: -50, apply: inserting(written('journey.id'), close) })
  return options
}

function detailOf({ of, coverage }: OfferedName): string {
  const whose = messageText(of === 'profile' ? 'ofProfile' : 'ofEvent')
  return coverage === undefined || coverage === 1 ? whose : `${whose}, ${messageText('coverage', { share: share(coverage) })}`
}

function infoOf({ seen }: OfferedName): Pick<Completion, 'info'> {
  if (seen.length === 0) return {}
  return { info: messageText('seen', { values: seen.slice(0, MOST_SEEN).map((value) => (value.length > 32 ? `${value.slice(0, 31)}…` : value)).join(', ') }) }
}

/** Puts a name in and closes the braces, where nothing closes them yet; the cursor stays behind the name, ready for a filter. */
function inserting(written: string, close: string | undefined): string | ((view: EditorView, completion: Completion, from: number, to: number) => void) {
  if (close === undefined) return written
  return (view, completion, from, to) => {
    const rest = view.state.doc.sliceString(to)
    const next = rest.search(/\{\{|\{%|\n/)
    const isClosed = rest.slice(0, next < 0 ? undefined : next).includes(close)
    // What closes it may stand right behind the cursor, put there as the braces were typed.
    const insert = !isClosed ? `${written} ${close}` : rest.startsWith(close) ? `${written} ` : written
    view.dispatch({ ...insertCompletionText(view.state, insert, from, to), selection: { anchor: from + written.length }, annotations: pickedCompletion.of(completion) })
  }
}

function filters(): Completion[] {
  return FILTERS.map(({ name, does, insert }, index) => ({ label: name, type: 'filter', detail: fromEngine(does), boost: 50 - index, apply: insert === undefined ? name : snippet(insert.replaceAll('…', '#{}')) }))
}

function tags(typed: string): Completion[] {
  return TAGS.map(({ name, does, insert }, index) => ({
    label: name,
    type: 'tag',
    detail: fromEngine(does),
    boost: 50 - index,
    apply: (view, completion, from, to) => {
      const lead = typed === '' ? ' ' : ''
      const rest = view.state.doc.sliceString(to, to + 3)
      // Where the tag is closed already, only what opens it is wanted.
      const text = lead + (/^\s?%\}/.test(rest) ? insert.slice(0, insert.indexOf('%}')).trimEnd() : insert)
      const cursor = text.indexOf('§')
      const plain = text.replace('§', '')
      view.dispatch({ changes: { from, to, insert: plain }, selection: { anchor: from + (cursor < 0 ? plain.length : cursor) }, annotations: pickedCompletion.of(completion), userEvent: 'input.complete' })
    },
  }))
}
