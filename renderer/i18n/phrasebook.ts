import { language, locale } from './language.ts'
import { MARK, matched, partsOf, type Mark, type Part } from './phrase-pattern.ts'
import { disguised } from './pseudo.ts'

/**
 * What the engine says in English, and the same in the language of the window. The engine speaks one language everywhere (files, logs and
 * the command line are the same for everybody), so its English is the name of a phrase, as in gettext. Marks stand for what varies:
 * `{name}` somebody's own words, left as they are; `{name@}` one word of them; `{name~}` words of them that join nothing (no "and", no brackets); `{name#}` a number; `{name!}` a phrase again;
 * `{name*}` phrases in a row ("a, b and c"); `{name:kind}` a piece of that kind, `{name:kind?}` one that may be missing.
 */
export type Phrase = readonly [english: string, translated: string]

/**
 * Parts of sentences by kind. Unlike phrases they are nothing by themselves, and they are tried in the order in which they stand.
 * One with an empty translation forbids: what looks like it is not of this kind.
 */
export type Pieces = Readonly<Record<string, readonly Phrase[]>>

/** What was found so deep in a sentence; nearer to its beginning there may be more, since one that is looked into too deeply is given up. */
interface Remembered<T> { found: T | undefined; depth: number }
interface Known { english: string; parts: readonly Part[]; translated: string; literal: number }
interface Kind { known: readonly Known[]; exact: ReadonlyMap<string, string>; starts: readonly string[] | undefined; remembered: Map<string, Remembered<string>> }

/** Remembered answers; a text is asked for again with every drawing. */
const MOST_REMEMBERED = 5_000
/** Longer texts are somebody's document, not a phrase. */
const LONGEST = 4_000
const DEEPEST = 24
/** Characters of its own that a phrase needs to be known by them alone. */
const LEAST_SAID = 9

let exact = new Map<string, string>()
let byStart = new Map<string, Known[]>()
let open: Known[] = []
let kinds = new Map<string, Kind>()
const remembered = new Map<string, Remembered<{ text: string; isWhole: boolean }>>()

/** Hands over the phrases of the window's language. */
export function takePhrases(phrases: readonly Phrase[], pieces: Pieces = {}): void {
  exact = new Map()
  byStart = new Map()
  open = []
  remembered.clear()
  for (const [english, translated] of phrases) {
    if (english.search(MARK) < 0) {
      exact.set(english, translated)
      continue
    }
    const known = readPhrase(english, translated)
    const start = typeof known.parts[0] === 'string' ? startOf(known.parts[0]) : undefined
    if (start === undefined) open.push(known)
    else byStart.set(start, [...(byStart.get(start) ?? []), known])
  }
  // The phrase with the most words of its own is the one that was meant.
  const fullest = (a: Known, b: Known) => b.literal - a.literal
  for (const list of byStart.values()) list.sort(fullest)
  open.sort(fullest)
  kinds = new Map(Object.entries(pieces).map(([kind, list]) => [kind, readKind(list)]))
}

/** A text the engine made, in the language of the window; as it is where no phrase fits. `kind`: it is no sentence but a piece of that kind. */
export function fromEngine(text: string, kind?: string): string {
  if (language() === 'en') return text
  return (kind === undefined ? translate(text, 0)?.text : pieceOf(kind, text, 0)) ?? text
}

/** Whether the whole of it is known, down to its last piece; for tests. */
export function isPhrase(text: string, kind?: string): boolean {
  return kind === undefined ? translate(text, 0)?.isWhole === true : pieceOf(kind, text, 0) !== undefined
}

function translate(text: string, depth: number): { text: string; isWhole: boolean } | undefined {
  if (text.length > LONGEST || depth > DEEPEST) return undefined
  const before = remembered.get(text)
  if (before && (before.found?.isWhole === true || before.depth <= depth)) return before.found
  const found = find(text, depth)
  if (remembered.size >= MOST_REMEMBERED) remembered.clear()
  remembered.set(text, { found, depth })
  return found
}

function find(text: string, depth: number): { text: string; isWhole: boolean } | undefined {
  const plain = exact.get(text)
  if (plain !== undefined) return { text: language() === 'pseudo' ? disguised(text) : plain, isWhole: true }
  const start = startOf(text)
  const candidates = [...(start === undefined ? [] : (byStart.get(start) ?? [])), ...open]
  // First with everything in it known; else as much of it as is.
  for (const isWhole of [true, false]) {
    for (const known of candidates) {
      if (!isWhole && known.literal < LEAST_SAID) continue
      const values = matched(known.parts, text, (mark, found) => valueOf(mark, found, depth) ?? (isWhole || mark.kind === '#' || mark.optional ? undefined : asFarAsKnown(mark, found, depth)), canBegin(isWhole))
      if (values) return { text: filled(known, values), isWhole }
    }
  }
  return undefined
}

function asFarAsKnown(mark: Mark, found: string, depth: number): string {
  const one = (text: string) => translate(text, depth + 1)?.text ?? text
  return (mark.kind === '*' ? inRow(found, one) : one(found)) ?? found
}

function pieceOf(name: string, text: string, depth: number): string | undefined {
  const kind = kinds.get(name)
  if (!kind || text.length > LONGEST || depth > DEEPEST) return undefined
  const before = kind.remembered.get(text)
  if (before && (before.found !== undefined || before.depth <= depth)) return before.found
  const found = findPiece(kind, text, depth)
  if (kind.remembered.size >= MOST_REMEMBERED) kind.remembered.clear()
  kind.remembered.set(text, { found, depth })
  return found
}

function findPiece(kind: Kind, text: string, depth: number): string | undefined {
  const plain = kind.exact.get(text)
  if (plain !== undefined) return language() === 'pseudo' ? disguised(text) : plain
  for (const known of kind.known) {
    const values = matched(known.parts, text, (mark, found) => valueOf(mark, found, depth), canBegin(true))
    if (values) return known.translated === '' ? undefined : filled(known, values)
  }
  return undefined
}

/** What a mark found, in the language of the window; undefined if it is not what the mark stands for. */
function valueOf({ kind, piece }: Mark, found: string, depth: number): string | undefined {
  const one = (text: string) => (piece === undefined ? wholePhrase(text, depth + 1) : pieceOf(piece, text, depth + 1))
  if (kind === '#') return numberIn(found)
  if (kind === '*') return one(found) ?? inRow(found, one)
  return kind === '!' || piece !== undefined ? one(found) : found
}

function wholePhrase(text: string, depth: number): string | undefined {
  const found = translate(text, depth)
  return found?.isWhole ? found.text : undefined
}

function canBegin(isStrict: boolean) {
  return (piece: string, text: string, at: number): boolean => {
    const starts = kinds.get(piece)?.starts
    return !isStrict || starts === undefined || starts.some((start) => text.startsWith(start, at))
  }
}

/** "a, b and c" with each of them translated, joined as the language joins them. */
function inRow(value: string, one: (part: string) => string | undefined): string | undefined {
  const type = / or [^,]*$/.test(value) ? 'disjunction' : 'conjunction'
  const parts = value.split(type === 'disjunction' ? /, or |, | or / : /, and |, | and /).map(one)
  return parts.every((part) => part !== undefined) ? new Intl.ListFormat(locale(), { type }).format(parts) : undefined
}

/** "1,234.5" as the language writes it. */
function numberIn(value: string): string {
  const decimals = value.split('.')[1]?.length ?? 0
  const number = Number(value.replaceAll(',', '').replace('−', '-'))
  if (!Number.isFinite(number)) return value
  const grouped = value.includes(',') || Math.abs(number) < 1000
  return new Intl.NumberFormat(locale(), { minimumFractionDigits: decimals, maximumFractionDigits: decimals, useGrouping: grouped }).format(number)
}

function filled({ english, translated }: Known, values: ReadonlyMap<string, string>): string {
  if (language() !== 'pseudo') return translated.replaceAll(MARK, (whole, name: string) => values.get(name) ?? whole)
  return disguised(english.replaceAll(MARK, '{{$1}}')).replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) => values.get(name) ?? whole)
}

function readPhrase(english: string, translated: string): Known {
  const parts = partsOf(english)
  return { english, parts, translated, literal: parts.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : 0), 0) }
}

function readKind(list: readonly Phrase[]): Kind {
  const known = list.filter(([english]) => english.search(MARK) >= 0).map(([english, translated]) => readPhrase(english, translated))
  const plain = list.filter(([english]) => english.search(MARK) < 0)
  const starts = [...known.filter(({ translated }) => translated !== '').map(({ parts: [first] }) => first), ...plain.map(([english]) => english)]
  return {
    known,
    exact: new Map(plain),
    starts: starts.every((start) => typeof start === 'string') ? starts : undefined,
    remembered: new Map(),
  }
}

/** The first whole word; phrases that begin alike are looked through together. */
function startOf(text: string): string | undefined {
  return /^[^\s{]+(?=\s)/.exec(text)?.[0]
}
