import type { JsonValue } from '../../core/json.ts'

/** Takes secrets out of what is shown, written or handed on. */
export interface Redactor {
  /** From now on taken out too, such as a token that a secret bought. */
  add(secret: string): void
  text(text: string): string
  /** The same of every text in it, names of members included. */
  json(value: JsonValue): JsonValue
}

const INSTEAD = '[secret]'
/** Shorter ones are taken out as whole words only: they may well be a part of others. */
const SHORTEST_ANYWHERE = 8
/** From this length on a half of it is taken out too, with what it hangs on: platforms shorten keys that they name. */
const HALVED_FROM = 24
/** Fewer characters of base64 or hex are nothing that a secret could be told from. */
const FEWEST_ENCODED = 6

interface Shape { readonly pattern: RegExp; /** What stands around a find and goes with it. */ readonly around: RegExp | null }

/**
 * Finds a secret as it is, percent-encoded, in JSON, in HTML, in any mixture of these, and as base64 or hex, also in the middle of something longer
 * (`user:secret`), whatever the case of its letters.
 */
export function redactor(secrets: readonly string[] = []): Redactor {
  const known = new Set<string>()
  let shapes: Shape[] = []
  const add = (secret: string) => {
    if (secret === '' || known.has(secret)) return
    known.add(secret)
    // Longest first, so that a secret that holds another is taken out as a whole.
    shapes = [...known].toSorted((a, b) => b.length - a.length).flatMap(shapesOf)
  }
  const text = (given: string) => shapes.reduce((left, shape) => without(left, shape), given)
  const json = (value: JsonValue): JsonValue => {
    if (shapes.length === 0) return value
    if (typeof value === 'string') return text(value)
    if (typeof value === 'number') return text(String(value)) === String(value) ? value : INSTEAD
    if (Array.isArray(value)) return value.map(json)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [text(name), json(member)]))
  }
  for (const secret of secrets) add(secret)
  return { add, text, json }
}

function without(text: string, { pattern, around }: Shape): string {
  if (around === null) return text.replace(pattern, INSTEAD)
  let left = ''
  let from = 0
  for (const { index, 0: found } of text.matchAll(pattern)) {
    if (index < from) continue
    let start = index
    let end = index + found.length
    while (start > from && around.test(text[start - 1]!)) start--
    while (end < text.length && around.test(text[end]!)) end++
    left += text.slice(from, start) + INSTEAD
    from = end
  }
  return left + text.slice(from)
}

function shapesOf(secret: string): Shape[] {
  const written = [...secret].map(writtenAs).join('')
  if (secret.length < SHORTEST_ANYWHERE) return [{ pattern: new RegExp(`(?<![\\p{L}\\p{N}])${written}(?![\\p{L}\\p{N}])`, 'giu'), around: null }, ...encoded(secret)]
  return [{ pattern: new RegExp(written, 'giu'), around: null }, ...encoded(secret), ...(secret.length < HALVED_FROM ? [] : halves(secret))]
}

function halves(secret: string): Shape[] {
  const letters = [...secret]
  const middle = Math.ceil(letters.length / 2)
  const pieces = [letters.slice(0, middle), letters.slice(middle)].map((half) => half.map(writtenAs).join(''))
  return [{ pattern: new RegExp(pieces.join('|'), 'giu'), around: /[\w\-.~+/=%]/ }]
}

const HTML: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' }
const JSON_SHORT: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', '\n': 'n', '\t': 't', '\r': 'r', '\b': 'b', '\f': 'f' }

/** All ways in which one character is written. */
function writtenAs(letter: string): string {
  const code = letter.codePointAt(0)!
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0')
  const percent = [...Buffer.from(letter)].map((byte) => `%(?:25)?${hex(byte, 2)}`).join('')
  const units = [...Array(letter.length).keys()].map((at) => `\\\\u${hex(letter.charCodeAt(at), 4)}`).join('')
  const ways = [escaped(letter), percent, units, `&#0*${code};`, `&#x0*${hex(code, 1)};`]
  if (HTML[letter] !== undefined) ways.push(`&${HTML[letter]};`)
  if (JSON_SHORT[letter] !== undefined) ways.push(`\\\\${escaped(JSON_SHORT[letter])}`)
  if (letter === ' ') ways.push('\\+')
  return `(?:${ways.join('|')})`
}

/** Base64 depends on how many bytes stand before; what depends on its neighbours too is left out of the pattern and goes with what is around. */
function encoded(secret: string): Shape[] {
  const bytes = Buffer.from(secret)
  const inBase64 = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64').replaceAll('=', '')
    const mixedAtEnd = (before + bytes.length) % 3 === 0 ? 0 : 1
    return text.slice(before === 0 ? 0 : before + 1, text.length - mixedAtEnd)
  })
  const shapes: Shape[] = []
  const base64 = inBase64.filter(({ length }) => length >= FEWEST_ENCODED).map((text) => [...text].map(base64Letter).join(''))
  if (base64.length > 0) shapes.push({ pattern: new RegExp(base64.join('|'), 'gi'), around: /[\w\-+/=%]/ })
  const inHex = bytes.toString('hex')
  if (inHex.length >= 2 * FEWEST_ENCODED) shapes.push({ pattern: new RegExp(inHex, 'gi'), around: null })
  return shapes
}

function base64Letter(letter: string): string {
  if (letter === '+') return '(?:[+-]|%2b)'
  return letter === '/' ? '(?:\\\\?/|_|%2f)' : letter
}

/** Letters and digits as they are: in unicode mode only marks may stand behind a backslash. */
function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}
