import { canonicalJson, jsonPath } from '../json.ts'
import { AGGREGATES, conditionForm, isAlways, type Condition, type DidCondition, type Where } from '../model/condition.ts'
import { conditionInWords } from '../model/condition-in-words.ts'

/** One difference between a copy and the library's segment, each side in words; null: that side has nothing of the kind. */
export interface Difference { path: string; inCopy: string | null; inLibrary: string | null; inWords: string }

type Path = (string | number)[]

/** What makes up a `did` besides its event: each group is told as one. */
const DID_FIELDS = [['count', 'per'], [...AGGREGATES], ['within', 'endingAgo'], ['notFollowedBy']] as const

/**
 * Where two conditions differ, as small as it can be told: a bound, a window, a part that only one of them has. Empty if they are equal.
 * `path` is where it begins, the condition itself being at `path`.
 */
export function differences(copy: Condition, library: Condition, path: Path = ['when']): Difference[] {
  if (same(copy, library)) return []
  const found = [...compared(copy, library, path)]
  return found.length > 0 ? found : [difference(path, conditionInWords(copy), conditionInWords(library))] // e.g. the same parts in another order
}

export function difference(path: Path, inCopy: string | null, inLibrary: string | null): Difference {
  const inWords = inCopy === null ? `only in the library: ${inLibrary}` : inLibrary === null ? `only here: ${inCopy}` : `here: ${inCopy}; in the library: ${inLibrary}`
  return { path: jsonPath(path), inCopy, inLibrary, inWords }
}

function* compared(copy: Condition, library: Condition, path: Path): Generator<Difference> {
  if (same(copy, library)) return
  if ('all' in copy && 'all' in library) yield* parts(copy.all, library.all, [...path, 'all'])
  else if ('any' in copy && 'any' in library) yield* parts(copy.any, library.any, [...path, 'any'])
  else if ('not' in copy && 'not' in library) yield* compared(copy.not, library.not, [...path, 'not'])
  else if ('did' in copy && 'did' in library && copy.did === library.did) yield* didCompared(copy, library, path)
  else yield difference(path, conditionInWords(copy), conditionInWords(library))
}

/** Equal parts are left out, those about the same thing are compared, and the rest belong to one side only. */
function* parts(copy: readonly Condition[], library: readonly Condition[], path: Path): Generator<Difference> {
  const theirs = new Set(library)
  const take = (isMeant: (one: Condition) => boolean): Condition | undefined => {
    const found = [...theirs].find(isMeant)
    if (found) theirs.delete(found)
    return found
  }
  const mine = [...copy.entries()].filter(([, one]) => !take((other) => same(one, other)))
  const alone: [number, Condition][] = []
  for (const [index, one] of mine) {
    const other = take((candidate) => subjectOf(candidate) === subjectOf(one))
    if (other) yield* compared(one, other, [...path, index])
    else alone.push([index, one])
  }
  for (const [index, one] of alone) yield difference([...path, index], conditionInWords(one), null)
  for (const one of theirs) yield difference([...path, library.indexOf(one)], null, conditionInWords(one))
}

function* didCompared(copy: DidCondition, library: DidCondition, path: Path): Generator<Difference> {
  const { did } = copy
  for (const fields of DID_FIELDS) {
    const [mine, theirs] = [copy, library].map((one) => ({ did, ...Object.fromEntries(fields.filter((field) => one[field] !== undefined).map((field) => [field, one[field]])) }) as DidCondition) // as: some of its fields
    const field = fields.find((one) => !same(copy[one], library[one]))
    if (field) yield difference([...path, field], conditionInWords(mine!), conditionInWords(theirs!))
  }
  yield* wheres(copy.where, library.where, [...path, 'where'])
}

function* wheres(copy: Where | undefined, library: Where | undefined, path: Path): Generator<Difference> {
  if (isAlways(copy) && isAlways(library)) return
  if (isAlways(copy)) yield difference(path, null, conditionInWords(library!))
  else if (isAlways(library)) yield difference(path, conditionInWords(copy as Condition), null) // as: not empty, here and below
  else yield* compared(copy as Condition, library as Condition, path)
}

/** What a condition is about: two of one subject are versions of each other. */
function subjectOf(condition: Condition): string {
  const form = conditionForm(condition)!
  if ('not' in condition) return `not ${subjectOf(condition.not)}`
  const about = (condition as Record<string, unknown>)[form] // as: its form is a member of it
  return `${form} ${typeof about === 'string' ? about : ''}`
}

function same(a: unknown, b: unknown): boolean {
  return a === b || (a !== undefined && b !== undefined && canonicalJson(a) === canonicalJson(b))
}
