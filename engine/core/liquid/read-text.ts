import { createLiquid } from './liquid-engine.ts'
import { liquidProblem, tooLong, type LiquidProblem } from './liquid-problem.ts'
import { liquidTokens } from './liquid-tokens.ts'

/** A variable of a template and where it stands: `path` is what it names (`['profile', 'firstName']`), `from` and `to` are places in the text. */
export interface UsedVariable {
  path: readonly string[]
  from: number
  to: number
  /** It stands alone in `{{ … }}`, first, without a `default` behind it. */
  isHole: boolean
  /** An `if`, `unless` or `case` of the text asks for it. */
  isAsked: boolean
}

/** What a Liquid text says: the variables it takes from outside, in order. With a problem it cannot be read and says nothing. */
export interface ReadText { problem: LiquidProblem | undefined; variables: readonly UsedVariable[] }

const NOTHING: ReadText = { problem: undefined, variables: [] }
const reader = createLiquid({ most: 1_000_000 })
/** Every keystroke asks again for all texts of a journey, and most are what they were. */
const read = new Map<string, ReadText>()
const MOST_KEPT = 4000
/** Names that a text makes itself, wherever in it. */
const OWN = /\{%-?\s*(?:assign|capture|for|tablerow|increment|decrement)\s+["']?([\w-]+)/g
const ALWAYS_OWN = ['forloop', 'tablerowloop', 'nowMs']

/** Reads a text. Linear in its length: liquidjs' own analysis is not (a second for 8,000 places), and journeys hold thousands of texts. */
export function readText(text: string): ReadText {
  if (!text.includes('{{') && !text.includes('{%')) return NOTHING
  const known = read.get(text)
  if (known) return known
  if (read.size >= MOST_KEPT) read.clear()
  const fresh = readAnew(text)
  read.set(text, fresh)
  return fresh
}

function readAnew(text: string): ReadText {
  const long = tooLong(text)
  if (long) return { problem: long, variables: [] }
  try {
    reader.parse(text)
  } catch (cause) {
    return { problem: liquidProblem(cause), variables: [] }
  }
  const own = new Set([...text.matchAll(OWN)].map(([, name]) => name).concat(ALWAYS_OWN))
  const asked = new Set<string>()
  const variables: UsedVariable[] = []
  let tag = ''
  const tokens = liquidTokens(text)
  for (const [index, { from, to, kind }] of tokens.entries()) {
    const written = text.slice(from, to)
    const before = tokens[index - 1]
    const isFirst = before?.kind === 'mark'
    if (kind === 'mark') tag = ''
    if (kind === 'keyword' && isFirst && text.startsWith('{%', before.from)) tag = written
    if (kind !== 'name') continue
    const path = pathOf(written)
    if (own.has(path[0]!)) continue
    if (tag === 'if' || tag === 'elsif' || tag === 'unless' || tag === 'case') asked.add(written)
    variables.push({ path, from, to, isHole: isFirst && text.startsWith('{{', before.from) && !hasDefault(text, to), isAsked: false })
  }
  return { problem: undefined, variables: variables.map((one) => (asked.has(text.slice(one.from, one.to)) ? { ...one, isAsked: true } : one)) }
}

/** `a.b["c d"][0]`: its parts. */
function pathOf(written: string): string[] {
  return [...written.matchAll(/[\w-]+(?![^[]*\])|"([^"]*)"|'([^']*)'|\[(-?\d+)\]/g)].map(([part, double, single, index]) => double ?? single ?? index ?? part)
}

const MOST_BEHIND = 400

function hasDefault(text: string, to: number): boolean {
  const behind = text.slice(to, to + MOST_BEHIND)
  const end = behind.indexOf('}}')
  return /\|\s*default\b/.test(end < 0 ? behind : behind.slice(0, end))
}
