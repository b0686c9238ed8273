import { language, locale } from './language.ts'
import { disguised } from './pseudo.ts'

/**
 * What the engine says in English, and the same in the language of the window. The engine speaks one language everywhere (files, logs and
 * the command line are the same for everybody), so its English is the name of a phrase, as in gettext. Marks stand for what varies:
 * `{name}` somebody's own words, left as they are; `{name!}` a phrase again; `{name#}` a number; `{name*}` phrases in a row ("a, b and c").
 */
export type Phrase = readonly [english: string, translated: string]

type Kind = '' | '!' | '#' | '*'
interface Known { english: string; pattern: RegExp; kinds: ReadonlyMap<string, Kind>; translated: string; literal: number }

const MARK = /\{(\w+)([!#*]?)\}/g
const NUMBER = String.raw`[-+−]?\d[\d,]*(?:\.\d+)?`
/** Remembered answers; a text is asked for again with every drawing. */
const MOST_REMEMBERED = 5_000
/** Longer texts are somebody's document, not a phrase. */
const LONGEST = 4_000
const DEEPEST = 6

let exact = new Map<string, string>()
let byStart = new Map<string, Known[]>()
let open: Known[] = []
const remembered = new Map<string, string | undefined>()

/** Hands over the phrases of the window's language. */
export function takePhrases(phrases: readonly Phrase[]): void {
  exact = new Map()
  byStart = new Map()
  open = []
  remembered.clear()
  for (const [english, translated] of phrases) {
    if (!english.includes('{')) {
      exact.set(english, translated)
      continue
    }
    const known = readPhrase(english, translated)
    const start = startOf(english.slice(0, english.indexOf('{')))
    if (start === undefined) open.push(known)
    else byStart.set(start, [...(byStart.get(start) ?? []), known])
  }
  // The phrase with the most words of its own is the one that was meant.
  const fullest = (a: Known, b: Known) => b.literal - a.literal
  for (const list of byStart.values()) list.sort(fullest)
  open.sort(fullest)
}

/** A text the engine made, in the language of the window; as it is where no phrase fits. */
export function fromEngine(text: string): string {
  return language() === 'en' ? text : (translate(text, 0) ?? text)
}

/** Whether a phrase fits; for tests. */
export function isPhrase(text: string): boolean {
  return translate(text, 0) !== undefined
}

function translate(text: string, depth: number): string | undefined {
  if (text.length > LONGEST || depth > DEEPEST) return undefined
  if (remembered.has(text)) return remembered.get(text)
  const found = find(text, depth)
  if (remembered.size >= MOST_REMEMBERED) remembered.clear()
  remembered.set(text, found)
  return found
}

function find(text: string, depth: number): string | undefined {
  const plain = exact.get(text)
  if (plain !== undefined) return language() === 'pseudo' ? disguised(text) : plain
  const start = startOf(text)
  for (const known of [...(start === undefined ? [] : (byStart.get(start) ?? [])), ...open]) {
    const groups = known.pattern.exec(text)?.groups
    if (groups === undefined) continue
    const values = new Map(Object.entries(groups).map(([name, value]) => [name, valueOf(value, known.kinds.get(name) ?? '', depth)]))
    const fill = (shape: string) => shape.replaceAll(MARK, (whole, name: string) => values.get(name) ?? whole)
    return language() === 'pseudo' ? fill(disguised(known.english.replaceAll(MARK, '{{$1}}')).replaceAll(/\{(\{\w+\})\}/g, '$1')) : fill(known.translated)
  }
  return undefined
}

function valueOf(value: string, kind: Kind, depth: number): string {
  if (kind === '#') return numberIn(value)
  if (kind === '!') return translate(value, depth + 1) ?? value
  if (kind === '*') return inRow(value, depth)
  return value
}

/** "a, b and c" with each of them translated, joined as the language joins them. */
function inRow(value: string, depth: number): string {
  const whole = translate(value, depth + 1)
  if (whole !== undefined) return whole
  const type = / or [^,]*$/.test(value) ? 'disjunction' : 'conjunction'
  const parts = value.split(type === 'disjunction' ? /, or |, | or / : /, and |, | and /)
  return new Intl.ListFormat(locale(), { type }).format(parts.map((part) => translate(part, depth + 1) ?? part))
}

/** "1,234.5" as the language writes it. */
function numberIn(value: string): string {
  const decimals = value.split('.')[1]?.length ?? 0
  const number = Number(value.replaceAll(',', '').replace('−', '-'))
  if (!Number.isFinite(number)) return value
  const grouped = value.includes(',') || Math.abs(number) < 1000
  return new Intl.NumberFormat(locale(), { minimumFractionDigits: decimals, maximumFractionDigits: decimals, useGrouping: grouped }).format(number)
}

function readPhrase(english: string, translated: string): Known {
  const kinds = new Map<string, Kind>()
  let source = ''
  let literal = 0
  let from = 0
  for (const mark of english.matchAll(MARK)) {
    const [whole, name = '', kind = ''] = mark
    const before = english.slice(from, mark.index)
    source += escaped(before)
    literal += before.length
    source += kinds.has(name) ? String.raw`\k<${name}>` : `(?<${name}>${kind === '#' ? NUMBER : String.raw`[\s\S]+?`})`
    kinds.set(name, kind as Kind) // as: MARK takes no other
    from = mark.index + whole.length
  }
  source += escaped(english.slice(from))
  literal += english.length - from
  return { english, pattern: new RegExp(`^${source}$`, 'u'), kinds, translated, literal }
}

function escaped(text: string): string {
  return text.replaceAll(/[$()*+./?[\\\]^{|}]/g, String.raw`\$&`)
}

/** The first whole word; phrases that begin alike are looked through together. */
function startOf(text: string): string | undefined {
  return /^[^\s{]+(?=\s)/.exec(text)?.[0]
}
