import { canonicalJson, jsonPath, type JsonValue } from '../json.ts'
import { parseDuration } from '../model/duration.ts'
import type { JourneyDocument } from '../model/journey.ts'
import type { TargetProblem } from './problem.ts'

/**
 * Where a document that came back from a platform says something else than the one that went there: JSON paths, as deep as both agree on the shape. Positions are
 * left out, and so is what means the same: a default written out, a span spelt otherwise, weights in another scale.
 */
export function differences(went: JourneyDocument, back: JourneyDocument): string[] {
  const { layout: _went, ...ours } = went
  const { layout: _back, ...theirs } = back
  const paths: string[] = []
  compare(ours as JsonValue, theirs as JsonValue, [], paths) // as: a document is plain JSON
  return paths
}

/** The differences that no problem names yet: those at, or inside, a named path are left out. */
export function unnamed(paths: readonly string[], problems: readonly TargetProblem[]): string[] {
  const named = problems.filter(({ severity }) => severity !== 'error').map(({ path }) => path)
  return paths.filter((path) => !named.some((one) => path === one || (path.startsWith(one) && /[.[]/.test(path.charAt(one.length)))))
}

const DEFAULTS: Readonly<Record<string, JsonValue>> = { look: 'arrival', endsJourney: false, mode: 'hold', calendar: false, onCap: 'skip', priority: 0, cooldown: 'PT0S', wait: true, method: 'POST' }
const SPANS = new Set(['for', 'within', 'after', 'window', 'cooldown', 'endingAgo', 'retryFor'])
const CONDITIONS = new Set(['when', 'where', 'audience'])
const EMPTY_IS_NONE = new Set(['where', 'segments', 'goals', 'exits', 'stages', 'policies', 'exempt', 'caps', 'consent', 'template'])

function compare(ours: JsonValue | undefined, theirs: JsonValue | undefined, path: PropertyKey[], paths: string[]): void {
  const key = path.at(-1)
  const a = inShort(ours, key, path.length)
  const b = inShort(theirs, key, path.length)
  if (a === undefined && b === undefined) return
  if (typeof key === 'string' && CONDITIONS.has(key)) {
    // A condition is named as a whole: a piece of one tells nobody anything.
    if (canonicalJson(a ?? null) !== canonicalJson(b ?? null)) paths.push(jsonPath(path))
  } else if (Array.isArray(a) && Array.isArray(b) && a.length === b.length) {
    a.forEach((member, index) => compare(member, b[index], [...path, index], paths))
  } else if (isRecord(a) && isRecord(b)) {
    for (const name of new Set([...Object.keys(a), ...Object.keys(b)])) compare(own(a, name), own(b, name), [...path, name], paths)
  } else if (a === undefined || b === undefined || canonicalJson(a) !== canonicalJson(b)) {
    paths.push(jsonPath(path))
  }
}

function own(record: Readonly<Record<string, JsonValue>>, name: string): JsonValue | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined
}

/** Undefined for what says no more than its absence. */
function inShort(value: JsonValue | undefined, key: PropertyKey | undefined, depth: number): JsonValue | undefined {
  if (value === undefined || typeof key !== 'string') return shares(value)
  if (Object.hasOwn(DEFAULTS, key) && DEFAULTS[key] === value) return undefined
  if (EMPTY_IS_NONE.has(key) && isEmpty(value)) return undefined
  if (depth === 1 && key === 'reentry' && canonicalJson(value) === '{"kind":"once"}') return undefined
  if (typeof value === 'string' && SPANS.has(key)) {
    const span = parseDuration(value)
    return span?.kind === 'exact' ? span.ms : value
  }
  return shares(value)
}

/** Weights count in their sum only; a bucket is a ten-thousandth. */
function shares(value: JsonValue | undefined): JsonValue | undefined {
  if (!Array.isArray(value) || value.length === 0 || !value.every((member) => isRecord(member) && typeof member['weight'] === 'number')) return value
  const members = value as { weight: number }[] // as: just looked at
  const sum = members.reduce((total, { weight }) => total + weight, 0)
  return sum > 0 ? members.map((member) => ({ ...member, weight: Math.round((member.weight / sum) * 10_000) })) : value
}

function isRecord(value: JsonValue | undefined): value is { [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isEmpty(value: JsonValue): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}
