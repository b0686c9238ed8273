import type { JsonValue } from '../../json.ts'
import { ABSENT, EXPLICIT_NULL, type EventDataset, type ValueColumn } from '../../model/dataset.ts'
import type { State, ValueSource } from '../spec.ts'
import { forEachRow, type NameFacts } from './source.ts'
import { LEAST_PEOPLE, quantilesOf, roundedShare } from './summary.ts'

type Scalar = string | number | boolean
type Items = [weight: number, values: Record<string, Scalar>][]

export interface LearnedProperties {
  /** By event name. */
  properties: ReadonlyMap<string, Record<string, ValueSource>>
  picks: ReadonlyMap<string, NonNullable<State['pick']>>
  catalogues: Record<string, Items>
  notes: string[]
}

/** Values of a property that are told apart, by weight; the others become one, `other`. */
const MOST_VALUES = 300
export const OTHER = 'other'
/** A property with more distinct values a row than this, each of one person, is an id. */
const ID_FROM = 0.3
const SHARED_ID_MOST = 0.02
/** A number is told by its values where they cover so much, else by quantiles. */
const VALUES_COVER = 0.95
/** One property settles another if so many rows agree; both are then fields of one thing. */
const SETTLES_FROM = 0.98
/** Below this a value comes up again no more than by chance. */
const SAME_FROM = 0.05

/** How one property looks over all events. */
interface Facts { name: string; column: ValueColumn; rows: number; kind: 'id' | 'listed' | 'number' | 'copy' | 'none'; attribute: string; values: Map<number, number>; perSession: boolean }

/**
 * Learns where the values of properties come from. Values of fewer than ten people are merged, ids are made anew, numbers become quantiles from p1
 * to p99; properties that settle each other become the fields of one thing, which people come back to as often as they do.
 */
export function learnProperties(dataset: EventDataset, names: readonly NameFacts[], attributes: readonly string[], isSameSession: (row: number, before: number) => boolean): LearnedProperties {
  const notes: string[] = []
  const facts = [...dataset.properties].map(([name, column]) => factsOf(dataset, names, name, column, attributes, isSameSession, notes))
  const families = familiesOf(dataset, facts.filter(({ kind, values }) => kind === 'listed' && values.size > 1))
  const things = families.map((family) => ({ ...family, again: shareAgain(dataset, family.key, names.length) }))
  const { rowsOf, profileOf } = rowsByName(dataset)
  const catalogues: Record<string, Items> = {}
  const properties = new Map<string, Record<string, ValueSource>>()
  const picks = new Map<string, NonNullable<State['pick']>>()
  // One thing an event: the first family by rows that people come back to, or that has fields; other families are drawn by themselves.
  names.forEach(({ name, role }, code) => {
    if (role === 'rare') return
    const rows = rowsOf[code]!
    const here = coverageOf(dataset, rows)
    const sources: Record<string, ValueSource> = {}
    const thing = things.find(({ key, again, fields }) => (here.get(key.name) ?? 0) > 0.5 && (fields.length > 0 || (again[code] ?? 0) > SAME_FROM))
    if (thing) {
      catalogues[thing.key.name] ??= itemsOf(thing)
      const same = roundedShare(thing.again[code] ?? 0)
      picks.set(name, { catalogue: thing.key.name, ...(same > SAME_FROM ? { same } : {}), weights: weightsOf(rows, thing.key, catalogues[thing.key.name]!) })
    }
    for (const fact of facts) {
      const coverage = here.get(fact.name) ?? 0
      if (coverage === 0 || fact.kind === 'none') continue
      const share = coverage >= 0.9995 ? {} : { share: roundedShare(coverage) }
      const isField = thing && (thing.key === fact || thing.fields.some(({ fact: field }) => field === fact))
      const source = isField ? { item: thing.key.name, field: fact.name, ...share } : sourceOf(fact, rows, profileOf, share)
      if (source !== undefined) sources[fact.name] = source
    }
    properties.set(name, sources)
  })
  return { properties, picks, catalogues, notes }
}

function factsOf(dataset: EventDataset, names: readonly NameFacts[], name: string, column: ValueColumn, attributes: readonly string[], isSameSession: (row: number, before: number) => boolean, notes: string[]): Facts {
  const distinct = column.values.length
  const people = new Uint32Array(distinct)
  const last = new Int32Array(distinct).fill(-1)
  const counts = new Uint32Array(distinct)
  let rows = 0
  let together = 0
  let alike = 0
  let before = -1
  let beforeProfile = -1
  forEachRow(dataset, (row, profile) => {
    const code = column.codes[row]!
    if (code === ABSENT || code === EXPLICIT_NULL || names[dataset.nameCodes[row]!]!.role === 'rare') return
    rows++
    counts[code]!++
    if (last[code] !== profile) {
      last[code] = profile
      people[code]!++
    }
    if (beforeProfile === profile && isSameSession(row, before)) {
      together++
      if (column.codes[before] === code) alike++
    }
    before = row
    beforeProfile = profile
  })
  const used = column.values.flatMap((value, code) => (counts[code]! > 0 ? [{ value, code }] : []))
  const known = new Map(used.filter(({ code }) => people[code]! >= LEAST_PEOPLE).sort((a, b) => counts[b.code]! - counts[a.code]! || a.code - b.code).slice(0, MOST_VALUES).map(({ code }) => [code, counts[code]!]))
  const facts = { name, column, rows, attribute: '', values: known, perSession: together > 0 && alike >= 0.9 * together }
  if (used.some(({ value }) => typeof value === 'object')) {
    notes.push(`Property ${name} holds lists or objects: left out.`)
    return { ...facts, kind: 'none' }
  }
  const attribute = attributes.find((one) => isCopy(dataset, column, rows, one))
  if (attribute !== undefined) return { ...facts, kind: 'copy', attribute }
  const isNumber = used.length > 0 && used.every(({ value }) => typeof value === 'number')
  const shared = used.filter(({ code }) => people[code]! > 1).length
  const covered = [...known.values()].reduce((sum, count) => sum + count, 0)
  const isDecimal = isNumber && used.some(({ value }) => !Number.isInteger(value))
  if (!isDecimal && used.length > ID_FROM * rows && shared <= SHARED_ID_MOST * used.length && rows >= 10 * LEAST_PEOPLE) {
    notes.push(`Property ${name} is an id (${used.length.toLocaleString('en')} values, of one person each): made anew for each ${facts.perSession ? 'session' : 'event'}.`)
    return { ...facts, kind: 'id' }
  }
  if (isNumber && covered < VALUES_COVER * rows) return { ...facts, kind: 'number' }
  if (known.size === 0) {
    notes.push(`Property ${name}: no value belongs to ten people: left out.`)
    return { ...facts, kind: 'none' }
  }
  if (known.size < used.length && !isNumber) {
    const merged = rows - covered
    notes.push(`Property ${name}: ${known.size.toLocaleString('en')} of ${used.length.toLocaleString('en')} values kept, the others (${percent(merged / rows)} of rows) are "${OTHER}".`)
  }
  return { ...facts, kind: 'listed' }
}

/** Is a property nearly always the person's attribute of that name, such as the platform written beside each event? */
function isCopy(dataset: EventDataset, column: ValueColumn, rows: number, name: string): boolean {
  const attribute = dataset.attributes.get(name)!
  const texts = new Map(attribute.values.map((value, code) => [value, code]))
  const codeOf = column.values.map((value) => texts.get(value) ?? -1)
  let alike = 0
  let different = 0
  forEachRow(dataset, (row, profile) => {
    if (different > (1 - SETTLES_FROM) * rows || column.codes[row]! <= EXPLICIT_NULL) return
    if (codeOf[column.codes[row]!] === attribute.codes[profile]) alike++
    else different++
  })
  return alike >= SETTLES_FROM * rows
}

/** The rows of each name, and whose each row is. */
function rowsByName(dataset: EventDataset): { rowsOf: Uint32Array[]; profileOf: Uint32Array } {
  const counts = dataset.names.map(() => 0)
  for (const name of dataset.nameCodes) counts[name]!++
  const rowsOf = counts.map((count) => new Uint32Array(count))
  const profileOf = new Uint32Array(dataset.at.length)
  const filled = counts.map(() => 0)
  forEachRow(dataset, (row, profile) => {
    const name = dataset.nameCodes[row]!
    rowsOf[name]![filled[name]!++] = row
    profileOf[row] = profile
  })
  return { rowsOf, profileOf }
}

/** Share of these rows that have each property. */
function coverageOf(dataset: EventDataset, rows: Uint32Array): Map<string, number> {
  return new Map([...dataset.properties].map(([property, { codes }]) => [property, rows.length === 0 ? 0 : rows.reduce((sum, row) => sum + (codes[row]! > EXPLICIT_NULL ? 1 : 0), 0) / rows.length]))
}

/** Where a property of the events of one name comes from; undefined if fewer than ten people have it there. */
function sourceOf(fact: Facts, rows: Uint32Array, profileOf: Uint32Array, share: { share?: number }): ValueSource | undefined {
  const { codes, values } = fact.column
  const crowds = new Map<number, { count: number; people: number; last: number }>()
  const numbers: number[] = []
  let people = 0
  let lastProfile = -1
  for (const row of rows) {
    const code = codes[row]!
    if (code <= EXPLICIT_NULL) continue
    const profile = profileOf[row]!
    if (profile !== lastProfile) people++
    lastProfile = profile
    if (fact.kind === 'number') numbers.push(values[code] as number) // as: a number column holds numbers only
    if (fact.kind !== 'listed') continue
    const crowd = crowds.get(code) ?? { count: 0, people: 0, last: -1 }
    crowds.set(code, crowd)
    crowd.count++
    if (crowd.last !== profile) crowd.people++
    crowd.last = profile
  }
  if (people < LEAST_PEOPLE) return undefined
  if (fact.kind === 'copy') return { attribute: fact.attribute }
  if (fact.kind === 'id') return { fresh: fact.perSession ? 'session' : 'event', prefix: `${fact.name}-` }
  if (fact.kind === 'number') {
    const decimals = decimalsOf(numbers)
    const factor = 10 ** decimals
    numbers.sort((a, b) => a - b)
    return { number: quantilesOf(numbers, (value) => Math.round(value * factor) / factor), decimals, ...share }
  }
  const isNumber = [...fact.values.keys()].every((code) => typeof values[code] === 'number')
  let merged = 0
  const listed: [Scalar, number][] = []
  for (const [code, crowd] of crowds) {
    if (fact.values.has(code) && crowd.people >= LEAST_PEOPLE) listed.push([values[code] as Scalar, crowd.count]) // as: lists and objects were left out
    else merged += crowd.count
  }
  listed.sort((a, b) => b[1] - a[1] || (String(a[0]) < String(b[0]) ? -1 : 1))
  if (merged > 0 && !isNumber) listed.push([OTHER, merged])
  return listed.length === 0 ? undefined : { values: listed, ...share }
}

/** Decimals that nine in ten of the values need no more than, at most four. */
function decimalsOf(numbers: readonly number[]): number {
  for (let decimals = 0; decimals < 4; decimals++) {
    const factor = 10 ** decimals
    if (numbers.filter((value) => Math.abs(value * factor - Math.round(value * factor)) < 1e-6).length >= 0.9 * numbers.length) return decimals
  }
  return 4
}

interface Family { key: Facts; fields: { fact: Facts; valueOf: Map<number, number> }[] }

/** Groups properties that one of them settles, the one with most values first. */
function familiesOf(dataset: EventDataset, facts: readonly Facts[]): Family[] {
  const families: Family[] = []
  for (const fact of [...facts].sort((a, b) => b.values.size - a.values.size || b.rows - a.rows)) {
    const owner = families.map((family) => ({ family, valueOf: settledBy(dataset, family.key, fact) })).find(({ valueOf }) => valueOf !== undefined)
    if (owner?.valueOf) owner.family.fields.push({ fact, valueOf: owner.valueOf })
    else families.push({ key: fact, fields: [] })
  }
  return families
}

/** The value of `fact` that goes with each value of `key`, if a value of `key` nearly always has the same; undefined if not. */
function settledBy(dataset: EventDataset, key: Facts, fact: Facts): Map<number, number> | undefined {
  const pairs = new Map<number, Map<number, number>>()
  let both = 0
  for (let row = 0; row < dataset.nameCodes.length; row++) {
    const keyCode = key.column.codes[row]!
    const code = fact.column.codes[row]!
    if (keyCode <= EXPLICIT_NULL || code <= EXPLICIT_NULL || !key.values.has(keyCode)) continue
    both++
    const inner = pairs.get(keyCode)
    if (inner) inner.set(code, (inner.get(code) ?? 0) + 1)
    else pairs.set(keyCode, new Map([[code, 1]]))
  }
  if (both < 0.5 * Math.min(key.rows, fact.rows)) return undefined
  let agreed = 0
  const valueOf = new Map<number, number>()
  for (const [keyCode, inner] of pairs) {
    const [code, count] = [...inner].reduce((most, one) => (one[1] > most[1] ? one : most))
    agreed += count
    if (fact.values.has(code)) valueOf.set(keyCode, code)
  }
  return agreed >= SETTLES_FROM * both ? valueOf : undefined
}

function itemsOf({ key, fields }: Family): Items {
  const text = (fact: Facts, code: number) => fact.column.values[code] as Scalar // as: listed values are scalars
  const covered = [...key.values.values()].reduce((sum, count) => sum + count, 0)
  const items: Items = [...key.values].map(([code, count]) => {
    const own = fields.flatMap(({ fact, valueOf }) => (valueOf.has(code) ? [[fact.name, text(fact, valueOf.get(code)!)] as const] : []))
    return [count, { [key.name]: text(key, code), ...Object.fromEntries(own) }]
  })
  if (covered < key.rows && items.some(([, values]) => typeof values[key.name] === 'string')) items.push([key.rows - covered, { [key.name]: OTHER }])
  return items
}

/** By event name: how much oftener than by chance an event has the value that the person had last. */
function shareAgain(dataset: EventDataset, key: Facts, names: number): number[] {
  const seen = new Float64Array(names)
  const again = new Float64Array(names)
  let last = 0
  let lastProfile = -1
  forEachRow(dataset, (row, profile) => {
    if (profile !== lastProfile) last = 0
    lastProfile = profile
    const code = key.column.codes[row]!
    if (code <= EXPLICIT_NULL) return
    const name = dataset.nameCodes[row]!
    if (last > 0) {
      seen[name]!++
      if (last === code) again[name]!++
    }
    last = code
  })
  const chance = [...key.values.values()].reduce((sum, count) => sum + (count / key.rows) ** 2, 0)
  return Array.from(seen, (count, name) => (count < LEAST_PEOPLE || chance >= 1 ? 0 : Math.max(0, (again[name]! / count - chance) / (1 - chance))))
}

function percent(share: number): string {
  return `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`
}

/** What these events are about, by item; of fewer than ten of an item none is told, unless all are so few. */
function weightsOf(rows: Uint32Array, key: Facts, items: Items): number[] {
  const places = placesOf(items, key.name)
  const counts = new Array<number>(items.length).fill(0)
  for (const row of rows) {
    const code = key.column.codes[row]!
    if (code <= EXPLICIT_NULL) continue
    const place = places.get(key.values.has(code) ? key.column.values[code]! : OTHER)
    if (place !== undefined) counts[place]!++
  }
  const told = counts.map((count) => (count >= LEAST_PEOPLE ? count : 0))
  return told.some((count) => count > 0) ? told : items.map(([weight]) => weight)
}

/** Values of a catalogue's key, to its place in the list. */
export function placesOf(items: Items, key: string): Map<JsonValue, number> {
  return new Map(items.map(([, values], place) => [values[key]!, place]))
}
