import { catalogueSchema, type DatasetCatalogue } from '../../api/dataset-methods.ts'
import { explore } from '../../core/explore/exploration.ts'
import { SessionExploration } from '../../core/explore/sessions.ts'
import { canonicalJson, type JsonValue } from '../../core/json.ts'
import { ABSENT, EXPLICIT_NULL, eventCountOf, profileCountOf, type EventDataset, type ValueColumn } from '../../core/model/dataset.ts'
import { keepIn, keptIn } from './catalogue/kept-file.ts'
import { rateOf } from './catalogue/rate.ts'
import { openDataset } from './dataset-files.ts'

const catalogueFile = 'catalogue.json'
const mostEvents = 1000
const topValues = 10
const longestValue = 200

type PropertyFacts = DatasetCatalogue['attributes'][number]

/** The catalogue of a dataset on disk: computed the first time it is asked for, and kept beside the columns. */
export async function catalogueOf(directory: string): Promise<DatasetCatalogue> {
  const kept = keptIn(directory, catalogueFile, catalogueSchema)
  if (kept) return kept
  const catalogue = describeDataset(await openDataset(directory))
  keepIn(directory, catalogueFile, catalogue)
  return catalogue
}

/**
 * What events a dataset has, how often, when, and with which properties; its attributes likewise; and the sessions they make. Events and
 * properties come most frequent first, names in UTF-16 order where equal; at most 1,000 events and 10 values a property.
 */
export function describeDataset(dataset: EventDataset): DatasetCatalogue {
  const { starts, rows } = rowsByName(dataset)
  const profileOf = new Uint32Array(eventCountOf(dataset))
  for (let profile = 0; profile < profileCountOf(dataset); profile++) profileOf.fill(profile, dataset.offsets[profile]!, dataset.offsets[profile + 1]!)
  const { unit, starts: periods, indexOf } = rateOf(dataset)
  const rate = (own: Iterable<number>): number[] => {
    const counts = new Array<number>(periods.length).fill(0)
    for (const row of own) {
      const period = indexOf(dataset.at[row]!)
      if (period >= 0) counts[period]!++
    }
    return counts
  }
  const tallies = new Map([...dataset.properties].map(([name, column]) => [name, new Tally(column)]))

  const events = dataset.names.map((name, code) => {
    const own = rows.subarray(starts[code]!, starts[code + 1]!)
    let first = Infinity
    let last = -Infinity
    let profiles = 0
    let before = -1
    for (const row of own) {
      const at = dataset.at[row]!
      if (at < first) first = at
      if (at > last) last = at
      const profile = profileOf[row]! // rows are sorted by profile
      if (profile !== before) profiles++
      before = profile
    }
    return { name, count: own.length, profiles, first, last, own }
  })
  const shown = events.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count || order(a.name, b.name)).slice(0, mostEvents)
  return {
    rate: { unit, starts: periods, total: rate(dataset.at.keys()) },
    events: shown.map(({ own, ...facts }) => ({
      ...facts,
      rate: rate(own),
      properties: sorted([...tallies].map(([name, tally]) => tally.facts(name, own))),
    })),
    attributes: sorted([...dataset.attributes].map(([name, column]) => new Tally(column).facts(name, column.codes.keys(), column.codes.length))),
    sessions: explore(dataset, new SessionExploration(dataset)),
  }
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function sorted(facts: (PropertyFacts | undefined)[]): PropertyFacts[] {
  return facts.filter((one) => one !== undefined).sort((a, b) => b.coverage - a.coverage || order(a.name, b.name))
}

function rowsByName({ nameCodes, names }: EventDataset): { starts: Uint32Array; rows: Uint32Array } {
  const starts = new Uint32Array(names.length + 1)
  for (let row = 0; row < nameCodes.length; row++) starts[nameCodes[row]! + 1]!++
  for (let code = 0; code < names.length; code++) starts[code + 1]! += starts[code]!
  const next = starts.slice()
  const rows = new Uint32Array(nameCodes.length)
  for (let row = 0; row < nameCodes.length; row++) rows[next[nameCodes[row]!]!++] = row
  return { starts, rows }
}

/** Counts the values of one column over some rows, again and again, with one array for all of them. */
class Tally {
  readonly #column: ValueColumn
  readonly #counts: Uint32Array

  constructor(column: ValueColumn) {
    this.#column = column
    this.#counts = new Uint32Array(column.values.length)
  }

  /** Undefined if none of the rows has a value. */
  facts(name: string, rows: Iterable<number> | Uint32Array, length?: number): PropertyFacts | undefined {
    const { codes, values } = this.#column
    const counts = this.#counts
    const met: number[] = []
    let present = 0
    let total = length ?? 0
    for (const row of rows) {
      if (length === undefined) total++
      const code = codes[row]!
      if (code === ABSENT || code === EXPLICIT_NULL) continue
      present++
      if (counts[code]!++ === 0) met.push(code)
    }
    if (present === 0) return undefined
    const types = new Set<PropertyFacts['types'][number]>()
    let min: number | null = null
    let max: number | null = null
    const top: { value: string; count: number }[] = []
    for (const code of met) {
      const value = values[code]!
      types.add(typeOf(value))
      if (typeof value === 'number') {
        if (min === null || value < min) min = value
        if (max === null || value > max) max = value
      }
      insert(top, value, counts[code]!)
      counts[code] = 0
    }
    return { name, types: [...types].sort(), coverage: present / total, distinct: met.length, top, min, max }
  }
}

function insert(top: { value: string; count: number }[], value: JsonValue, count: number): void {
  const last = top.at(-1)
  if (top.length === topValues && last && count < last.count) return
  const text = typeof value === 'string' ? value : canonicalJson(value)
  top.push({ value: text.slice(0, longestValue), count })
  top.sort((a, b) => b.count - a.count || order(a.value, b.value))
  if (top.length > topValues) top.pop()
}

function typeOf(value: JsonValue): PropertyFacts['types'][number] {
  if (Array.isArray(value)) return 'list'
  if (typeof value === 'string') return 'text'
  return typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'object'
}
