import { FILTERS } from '../../../engine/core/liquid/filters.ts'
import { liquidHelp, problemInWords, type LiquidProblem } from '../../../engine/core/liquid/liquid-problem.ts'
import { readText } from '../../../engine/core/liquid/read-text.ts'
import { nearest } from '../../../engine/core/lint/nearest.ts'
import { missOfUse } from '../../../engine/core/lint/template-names.ts'
import { people, share } from '../../i18n/numbers.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import type { Underline } from './liquid-editor.ts'
import type { LiquidNames } from './liquid-names.ts'
import { messageText } from './texts.ts'

/** One change of the text; `cursor` is where the cursor goes, a place in the changed text. */
export interface TextChange { from: number; to: number; insert: string; cursor: number }

/** A remark under a field: what, where, and what one click does about it. */
export interface FieldNote extends Underline { words: string; help: string | undefined; fix: { label: string; change: TextChange } | undefined }

/** Of how many people who would get the message a name is missing; undefined while that is not known. */
export type LackOf = (of: 'profile' | 'event', name: string) => { people: number; lacking: number } | undefined

/** Everything worth saying about one text, in order of the places. */
export function fieldNotes(text: string, names: LiquidNames, lackOf: LackOf): FieldNote[] {
  const { problem, variables } = readText(text)
  if (problem) return [problemNote(text, problem)]
  const notes: FieldNote[] = []
  const told = new Set<string>()
  for (const variable of variables) {
    const { path, from, to, isHole, isAsked } = variable
    const written = text.slice(from, to)
    const miss = missOfUse(variable, names.known)
    if (miss) {
      const { meant } = miss
      notes.push({
        tone: 'warning',
        from,
        to,
        words: missInWords(written, miss.words),
        help: meant === undefined ? undefined : messageText('didYouMean', { what: meant }),
        fix: meant === undefined ? undefined : { label: messageText('change', { what: meant }), change: { from, to, insert: meant, cursor: from + meant.length } },
      })
      continue
    }
    const [root, name] = path
    if (!isHole || isAsked || name === undefined || told.has(written) || (root !== 'profile' && root !== 'event')) continue
    const lack = lackOf(root, name)
    const isNeverThere = root === 'event' && names.known.events.length === 0 && names.known.mayLackEvent && name !== 'name' && name !== 'at'
    if (!isNeverThere && (lack === undefined || lack.lacking === 0 || lack.people === 0)) continue
    told.add(written)
    const excerpt = withoutHole(text, from, to)
    notes.push({
      tone: 'warning',
      from,
      to,
      words: isNeverThere || lack === undefined ? messageText('lackNoEvent', { name: written, excerpt }) : messageText('lackOne', { share: share(lack.lacking / lack.people), people: people(lack.people), name, excerpt }),
      help: undefined,
      // The cursor stands between the quotes: what is to be said there is the designer's.
      fix: { label: messageText('addDefault'), change: { from: to, to, insert: ' | default: ""', cursor: to + ' | default: "'.length } },
    })
  }
  return notes
}

/** Why a name stands for nothing: "No profile of the data has user.name.", "shop.name is no variable here." */
function missInWords(written: string, words: string): string {
  const other = fromEngine(words, 'unknownName')
  if (other !== words) return messageText('unknownVariable', { written, words: other })
  return words.startsWith('which no ') ? messageText('unknownName', { written, words: words.replace('which no', 'No') }) : messageText('unknownVariable', { written, words: words.replace(/^which (is )?/, '') })
}

function problemNote(text: string, problem: LiquidProblem): FieldNote {
  const lines = text.split('\n')
  const start = problem.line === 0 ? 0 : lines.slice(0, problem.line - 1).reduce((sum, line) => sum + line.length + 1, 0) + problem.column - 1
  const unknown = /^undefined filter: (\w+)/.exec(problem.what)?.[1]
  const at = unknown === undefined ? -1 : text.slice(start).search(new RegExp(`\\|\\s*${unknown}\\b`))
  const from = at < 0 ? Math.min(start, Math.max(0, text.length - 1)) : start + at + text.slice(start + at).indexOf(unknown!)
  const to = at < 0 ? Math.min(text.length, (lines[problem.line - 1]?.length ?? text.length) + (start - (problem.column - 1))) : from + unknown!.length
  const near = unknown === undefined ? undefined : nearest(unknown, FILTERS.map(({ name }) => name))
  return {
    tone: 'error',
    from,
    to: Math.max(from, to),
    words: messageText('unreadable', { place: problem.line === 0 ? '' : messageText('place', { line: problem.line, column: problem.column }), what: fromEngine(problemInWords(problem), 'liquid') }),
    help: near === undefined ? fromEngine(liquidHelp(problem)) : messageText('didYouMean', { what: near }),
    fix: near === undefined || at < 0 ? undefined : { label: messageText('change', { what: near }), change: { from, to, insert: near, cursor: from + near.length } },
  }
}

const AROUND = 14

/** What is read where the variable is empty: a few characters on either side, other variables as they are written. */
function withoutHole(text: string, from: number, to: number): string {
  const open = text.lastIndexOf('{{', from)
  const close = text.indexOf('}}', to)
  const before = text.slice(0, open)
  const after = close < 0 ? '' : text.slice(close + 2)
  return `${before.length > AROUND ? '…' : ''}${before.slice(-AROUND)}${after.slice(0, AROUND)}${after.length > AROUND ? '…' : ''}`.replaceAll('\n', ' ')
}
