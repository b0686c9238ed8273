import { ABSENT } from '../model/dataset.ts'
import { ID_DIGITS, type Dictionary } from '../simulate/population-columns.ts'
import { cumulativeShares } from '../simulate/random.ts'
import type { Catalogue } from './catalogue.ts'
import { drawFrom, pickFrom, spreadOf } from './distribution.ts'
import type { Person } from './person.ts'
import type { ValueSource } from './spec.ts'

/** Draws a value for a person: its code in the dictionary of the column it goes to, ABSENT for none. */
export type Draw = (person: Person) => number

/** The names a source may speak of. `sumOf` gives the place of a sum in `Person.sums`. */
export interface ValueNames {
  kinds: readonly string[]
  attributes: readonly { name: string; dictionary: Dictionary }[]
  catalogues: readonly Catalogue[]
  lists: readonly { name: string; catalogue: number }[]
  sumOf: (list: number, field: string) => number
}

const nothing: Draw = () => ABSENT

/** Makes the function that draws from a source for one column. Names are known to exist: check-spec.ts has looked. */
export function drawOf(source: ValueSource, into: Dictionary, names: ValueNames): Draw {
  if (typeof source !== 'object') {
    const code = into.codeOf(source)
    return () => code
  }
  if ('values' in source) return withShare(source.share, drawListed(source.values, into))
  if ('number' in source) {
    const spread = spreadOf(source.number)
    const rounded = rounding(source.decimals ?? 0)
    return withShare(source.share, (person) => into.codeOf(rounded(drawFrom(spread, person.draws))))
  }
  if ('item' in source) return withShare(source.share, drawField(source, into, names))
  if ('kept' in source) return drawKept(source, into, names)
  if ('attribute' in source) {
    const index = names.attributes.findIndex(({ name }) => name === source.attribute)
    const { dictionary } = names.attributes[index]!
    return (person) => copied(dictionary, person.attributes[index]!, into)
  }
  if ('fresh' in source) {
    const prefix = source.prefix ?? ''
    if (source.fresh === 'event') return (person) => newValue(into, `${prefix}${idOf(person, person.events)}`)
    const latest = latestOf(into, prefix)
    return (person) => {
      if (person.number !== latest.number || person.sessions !== latest.session) {
        latest.number = person.number
        latest.session = person.sessions
        latest.code = newValue(into, `${prefix}${idOf(person, person.sessions)}`)
      }
      return latest.code
    }
  }
  return drawCase(source, into, names)
}

function idOf({ number }: Person, count: number): string {
  return `${String(number).padStart(ID_DIGITS, '0')}-${count}`
}

/** Ids are new by the way they are made: looking each up among millions would take most of the time. */
function newValue(into: Dictionary, value: string): number {
  return into.values.push(value) - 1
}

interface Latest { number: number; session: number; code: number }
const latestIds = new WeakMap<Dictionary, Map<string, Latest>>()

/** The latest id of a session, the same for all states that write it. */
function latestOf(dictionary: Dictionary, prefix: string): Latest {
  const byPrefix = latestIds.get(dictionary) ?? new Map<string, Latest>()
  latestIds.set(dictionary, byPrefix)
  const known = byPrefix.get(prefix) ?? { number: -1, session: -1, code: ABSENT }
  byPrefix.set(prefix, known)
  return known
}

/** Rounds to so many decimals. */
export function rounding(decimals: number): (value: number) => number {
  const factor = 10 ** decimals
  return (value) => Math.round(value * factor) / factor
}

function withShare(share: number | undefined, draw: Draw): Draw {
  return share === undefined || share >= 1 ? draw : (person) => (person.draws.chance(share) ? draw(person) : ABSENT)
}

function drawListed(values: readonly (readonly [value: string | number | boolean | null, weight: number])[], into: Dictionary): Draw {
  if (!values.some(([, weight]) => weight > 0)) return nothing
  const codes = Uint32Array.from(values, ([value]) => (value === null ? ABSENT : into.codeOf(value)))
  const shares = cumulativeShares(values.map(([, weight]) => weight))
  return ({ draws }) => codes[pickFrom(shares, draws)]!
}

function drawField({ item, field, spread, decimals }: Extract<ValueSource, { item: string }>, into: Dictionary, { catalogues }: ValueNames): Draw {
  const index = catalogues.findIndex(({ name }) => name === item)
  const values = catalogues[index]!.field(field)
  if (spread === undefined) {
    const codes = Uint32Array.from(values, (value) => (value === undefined ? ABSENT : into.codeOf(value)))
    return ({ items }) => (items[index]! < 0 ? ABSENT : codes[items[index]!]!)
  }
  const rounded = rounding(decimals ?? 0)
  return ({ items, draws }) => {
    const value = items[index]! < 0 ? undefined : values[items[index]!]
    return typeof value === 'number' ? into.codeOf(rounded(value + (2 * draws.share() - 1) * spread)) : ABSENT
  }
}

function drawKept({ kept, field, sum, count }: Extract<ValueSource, { kept: string }>, into: Dictionary, { lists, catalogues, sumOf }: ValueNames): Draw {
  const list = lists.findIndex(({ name }) => name === kept)
  if (count) return ({ keptCount }) => into.codeOf(keptCount[list]!)
  if (sum !== undefined) {
    const place = sumOf(list, sum)
    const rounded = rounding(6)
    return ({ sums, keptCount }) => (keptCount[list] === 0 ? ABSENT : into.codeOf(rounded(sums[place]!)))
  }
  const codes = Uint32Array.from(catalogues[lists[list]!.catalogue]!.field(field ?? ''), (value) => (value === undefined ? ABSENT : into.codeOf(value)))
  return (person) => (person.kept[list]! < 0 ? ABSENT : codes[person.kept[list]!]!)
}

function drawCase({ by, cases, else: otherwise }: Extract<ValueSource, { by: string }>, into: Dictionary, names: ValueNames): Draw {
  const rest = otherwise === undefined ? nothing : drawOf(otherwise, into, names)
  const draws = new Map(Object.entries(cases).map(([value, source]) => [value, drawOf(source, into, names)]))
  if (by === 'kind') {
    const byKind = names.kinds.map((kind) => draws.get(kind) ?? rest)
    return (person) => byKind[person.kind]!(person)
  }
  const index = names.attributes.findIndex(({ name }) => name === by)
  const { dictionary } = names.attributes[index]!
  // Codes are met as people come: the case of each is looked up once.
  const byCode: Draw[] = []
  return (person) => {
    const code = person.attributes[index]!
    const draw = (byCode[code] ??= code === ABSENT ? rest : (draws.get(String(dictionary.values[code])) ?? rest))
    return draw(person)
  }
}

function copied(from: Dictionary, code: number, into: Dictionary): number {
  const value = from.values[code]
  return value === undefined || value === null || typeof value === 'object' ? ABSENT : into.codeOf(value)
}
