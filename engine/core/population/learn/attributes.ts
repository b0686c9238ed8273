import { ABSENT, EXPLICIT_NULL, profileCountOf, type EventDataset, type ValueColumn } from '../../model/dataset.ts'
import type { ValueSource } from '../spec.ts'
import { LEAST_PEOPLE, quantilesOf, roundedShare } from './summary.ts'

type Scalar = string | number | boolean

export interface LearnedAttributes {
  attributes: Record<string, ValueSource>
  zones: [string, number][] | undefined
  /** Share of each kind that has attributes. */
  shareOfKind: number[]
  notes: string[]
}

const OTHER = 'other'
/** Values of an attribute that are told apart at most. */
const MOST_VALUES = 100
/** A number of more values than this becomes quantiles. */
const MOST_NUMBERS = 30

/** An attribute as codes from 0 by profile; -1 for people without a row. Level names are values, null for missing. */
interface Levels { name: string; codes: Int32Array; levels: (Scalar | null)[] }

/**
 * Learns attributes one after the other, each as a tree of questions about the kind and the attributes before it. Values of fewer than ten people become
 * `other`; combinations of values of fewer than ten people are merged.
 */
export function learnAttributes(dataset: EventDataset, kindOf: Uint8Array, kindNames: readonly string[]): LearnedAttributes {
  const notes: string[] = []
  const profiles = profileCountOf(dataset)
  const columns = [...dataset.attributes].filter(([name]) => name !== 'timeZone')
  const hasRow = (profile: number) => (dataset.attributeRows ? dataset.attributeRows[profile] === 1 : true) && [...dataset.attributes.values()].some(({ codes }) => codes[profile]! > EXPLICIT_NULL)
  const rowed: number[] = []
  for (let profile = 0; profile < profiles; profile++) if (dataset.attributes.size > 0 && hasRow(profile)) rowed.push(profile)
  const shareOfKind = kindNames.map((_, kind) => {
    const all = kindOf.reduce((sum, one) => sum + (one === kind ? 1 : 0), 0)
    return all === 0 ? 0 : roundedShare(rowed.filter((profile) => kindOf[profile] === kind).length / all)
  })
  if (rowed.length < LEAST_PEOPLE) return { attributes: {}, zones: undefined, shareOfKind: shareOfKind.map(() => 1), notes }

  const zoneLevels = dataset.attributes.has('timeZone') ? levelsOf('timeZone', dataset.attributes.get('timeZone')!, rowed, []) : undefined
  const zones = zoneLevels?.levels.flatMap((level, code): [string, number][] => (typeof level === 'string' && level !== OTHER ? [[level, countOf(zoneLevels.codes, code)]] : []))
  const known: Levels[] = [{ name: 'kind', codes: Int32Array.from(rowed, (profile) => kindOf[profile]!), levels: [...kindNames] }, ...(zones && zones.length > 0 ? [zoneLevels!] : [])]
  const numbers: [string, ValueSource][] = []
  const waiting: Levels[] = []
  for (const [name, column] of columns) {
    const number = numberOf(column, rowed)
    if (number !== undefined) numbers.push([name, number])
    else {
      const levels = levelsOf(name, column, rowed, notes)
      if (levels) waiting.push(levels)
    }
  }
  const attributes: Record<string, ValueSource> = {}
  const everybody = rowed.map((_, index) => index)
  while (waiting.length > 0) {
    // The one that the others known so far tell most about comes next; of those that nothing tells about, the first.
    const gains = waiting.map((child) => Math.max(0, ...known.map((parent) => gainOf(parent, child, everybody))))
    const child = waiting[gains.indexOf(Math.max(...gains))]!
    attributes[child.name] = treeOf(child, known, everybody)
    known.push(child)
    waiting.splice(waiting.indexOf(child), 1)
  }
  for (const [name, source] of numbers) attributes[name] = source
  return { attributes, zones: zones && zones.length > 0 ? zones : undefined, shareOfKind, notes }
}

function levelsOf(name: string, { codes, values }: ValueColumn, rowed: readonly number[], notes: string[]): Levels | undefined {
  const counts = new Map<number, number>()
  for (const profile of rowed) counts.set(codes[profile]!, (counts.get(codes[profile]!) ?? 0) + 1)
  const isPlain = [...counts.keys()].every((code) => code <= EXPLICIT_NULL || typeof values[code] !== 'object')
  const present = [...counts].filter(([code]) => code > EXPLICIT_NULL).sort((a, b) => b[1] - a[1] || a[0] - b[0])
  const kept = present.filter(([, count]) => count >= LEAST_PEOPLE).slice(0, MOST_VALUES)
  if (!isPlain || kept.length === 0) {
    if (present.length > 0) notes.push(`Attribute ${name}: ${isPlain ? 'no value belongs to ten people' : 'lists or objects'}: left out.`)
    return undefined
  }
  const merged = present.slice(kept.length).reduce((sum, [, count]) => sum + count, 0)
  if (kept.length < present.length) notes.push(`Attribute ${name}: ${present.length - kept.length} values of few people (${merged} in all) are ${merged >= LEAST_PEOPLE ? `"${OTHER}"` : 'left out'}.`)
  const isText = kept.some(([code]) => typeof values[code] === 'string')
  const levels: (Scalar | null)[] = kept.map(([code]) => values[code] as Scalar) // as: checked above
  const place = new Map(kept.map(([code], index) => [code, index]))
  const missing = levels.push(null) - 1
  const other = merged >= LEAST_PEOPLE && isText ? levels.push(OTHER) - 1 : missing
  return { name, levels, codes: Int32Array.from(rowed, (profile) => place.get(codes[profile]!) ?? (codes[profile]! <= EXPLICIT_NULL || codes[profile] === ABSENT ? missing : other)) }
}

function numberOf({ codes, values }: ValueColumn, rowed: readonly number[]): ValueSource | undefined {
  const present = rowed.map((profile) => values[codes[profile]!]).filter((value) => value !== undefined && value !== null)
  if (present.length < LEAST_PEOPLE || !present.every((value) => typeof value === 'number') || new Set(present).size <= MOST_NUMBERS) return undefined
  const ascending = present.filter((value) => typeof value === 'number').sort((a, b) => a - b)
  const decimals = ascending.every(Number.isInteger) ? 0 : 2
  const share = roundedShare(ascending.length / rowed.length)
  return { number: quantilesOf(ascending, (value) => Number(value.toFixed(decimals))), decimals, ...(share < 1 ? { share } : {}) }
}

function countOf(codes: Int32Array, code: number): number {
  return codes.reduce((sum, one) => sum + (one === code ? 1 : 0), 0)
}

/** How often each pair of levels occurs among these people. */
function tableOf(parent: Levels, child: Levels, people: readonly number[]): number[][] {
  const table = parent.levels.map(() => new Array<number>(child.levels.length).fill(0))
  for (const index of people) table[parent.codes[index]!]![child.codes[index]!]!++
  return table
}

/** Mutual information in nats beyond what chance makes of a table of that size; above 0 the parent says something. */
function gainOf(parent: Levels, child: Levels, people: readonly number[]): number {
  const table = tableOf(parent, child, people)
  const total = people.length
  const rows = table.map((row) => row.reduce((sum, count) => sum + count, 0))
  const columns = child.levels.map((_, column) => table.reduce((sum, row) => sum + row[column]!, 0))
  let information = 0
  table.forEach((row, at) => row.forEach((count, column) => {
    if (count > 0) information += (count / total) * Math.log((count * total) / (rows[at]! * columns[column]!))
  }))
  const used = (counts: readonly number[]) => Math.max(0, counts.filter((count) => count > 0).length - 1)
  return information - (2 * used(rows) * used(columns)) / (2 * total)
}

/** Questions asked one after the other before a value is drawn, and people it takes to ask another one. */
const MOST_QUESTIONS = 3
const LEAST_TO_ASK = 4 * LEAST_PEOPLE

/** The people at the end of a line of questions. `merged`: how many of them have values that fewer than ten of them share. */
interface Leaf { counts: number[]; merged: number; source: { values: [Scalar | null, number][] } }

/**
 * The values of an attribute as a tree of questions about the attributes before it, each the one that says most where it is asked. No value is told of
 * fewer than ten people: at the end of a line they are dealt out as in everybody, and where even together they are fewer, as in all such ends together.
 */
function treeOf(child: Levels, known: readonly Levels[], everybody: readonly number[]): ValueSource {
  const leaves: Leaf[] = []
  const grow = (people: readonly number[], asked: readonly Levels[]): ValueSource => {
    const questions = people.length < LEAST_TO_ASK || asked.length >= MOST_QUESTIONS ? [] : known.filter((one) => !asked.includes(one))
    const best = questions.map((parent) => ({ parent, gain: gainOf(parent, child, people) })).reduce<{ parent: Levels; gain: number } | undefined>((most, one) => (one.gain > Math.max(0, most?.gain ?? 0) ? one : most), undefined)
    if (!best) return leaf(people)
    const { parent } = best
    const cases: Record<string, ValueSource> = {}
    const rest: number[] = []
    const groups = parent.levels.map(() => [] as number[])
    for (const index of people) groups[parent.codes[index]!]!.push(index)
    groups.forEach((group, level) => {
      const value = parent.levels[level]!
      if (group.length >= LEAST_PEOPLE && value !== null) cases[String(value)] = grow(group, [...asked, parent])
      else rest.push(...group)
    })
    if (Object.keys(cases).length === 0) return leaf(people)
    return { by: parent.name, cases, else: rest.length >= LEAST_PEOPLE ? grow(rest, [...asked, parent]) : leaf(people) }
  }
  const leaf = (people: readonly number[]): ValueSource => {
    const counts = child.levels.map(() => 0)
    for (const index of people) counts[child.codes[index]!]!++
    const source: Leaf['source'] = { values: [] }
    leaves.push({ counts, merged: counts.reduce((sum, count) => sum + (count < LEAST_PEOPLE ? count : 0), 0), source })
    return source
  }
  const tree = grow(everybody, [])
  const usual = child.levels.map((_, code) => everybody.reduce((sum, index) => sum + (child.codes[index] === code ? 1 : 0), 0))
  const few = leaves.filter(({ merged }) => merged > 0 && merged < LEAST_PEOPLE)
  const fewTogether = few.reduce((sum, { merged }) => sum + merged, 0)
  const fewPeople = few.reduce((sum, { counts }) => sum + counts.reduce((all, count) => all + count, 0), 0)
  for (const { counts, merged, source } of leaves) {
    const people = counts.reduce((sum, count) => sum + count, 0)
    const isFew = merged > 0 && merged < LEAST_PEOPLE
    // What those ends have together, in equal measure for each of their people.
    const toDeal = !isFew ? merged : fewTogether >= LEAST_PEOPLE ? (fewTogether * people) / fewPeople : 0
    const usualOfSmall = usual.reduce((sum, count, code) => sum + (counts[code]! < LEAST_PEOPLE ? count : 0), 0)
    counts.forEach((count, code) => {
      const weight = count >= LEAST_PEOPLE ? count : usualOfSmall > 0 && usual[code]! >= LEAST_PEOPLE ? Math.round((10 * toDeal * usual[code]!) / usualOfSmall) / 10 : 0
      if (weight > 0) source.values.push([child.levels[code]!, weight])
    })
    if (source.values.length === 0) source.values.push(...usual.flatMap((count, code): [Scalar | null, number][] => (count >= LEAST_PEOPLE ? [[child.levels[code]!, count]] : [])))
  }
  return tree
}
