import { DAY_MS, instantOfDate, knownZone, type Zone } from '../model/calendar.ts'
import { Dictionary } from '../simulate/population-columns.ts'
import { cumulativeShares } from '../simulate/random.ts'
import { Catalogue } from './catalogue.ts'
import { delayOf, spreadOf, type Distribution } from './distribution.ts'
import type { PersonShape } from './person.ts'
import { DailyRhythm } from './rhythm.ts'
import type { PopulationDocument, Returns, Start, Track, WayOn } from './spec.ts'
import { drawOf, type Draw, type ValueNames } from './values.ts'

/** A way is open if each attribute has one of the codes, the lists named hold something (or nothing), and the state, if it is `closable`, not closed. */
export interface Condition { attributes: readonly { index: number; codes: ReadonlySet<number> }[]; lists: readonly { list: number; full: boolean }[]; closable: number }

export interface Ways {
  to: Int32Array
  shares: Float64Array
  cumulative: Float64Array
  after: readonly (Distribution | undefined)[]
  /** Undefined where every way is always open, which is most often so. */
  conditions: readonly (Condition | undefined)[] | undefined
  /** What the shares leave over: the chain ends. */
  ending: number
}

export interface StateProgram {
  /** Code of the event's name, -1 if nothing is written. */
  name: number
  isSet: boolean
  writes: readonly { column: number; draw: Draw }[]
  pick: { catalogue: number; same: number; like: string | undefined; shares: Float64Array | undefined } | undefined
  keeps: readonly { list: number; catalogue: number }[]
  clears: readonly number[]
  once: boolean
  leaves: boolean
  dateOnly: boolean
}

/** What is undefined is as the track says. */
export interface ReturnsProgram { starts: Ways | undefined; between: Distribution | undefined; comesBack: number | undefined }

export interface TrackProgram {
  joins: number
  begins: Distribution | undefined
  starts: Ways
  first: Ways | undefined
  between: Distribution | undefined
  comesBack: number
  least: number
  most: number
  lapses: { share: number; wait: Distribution } | undefined
  pace: Distribution | undefined
  slowing: number
  rhythm: DailyRhythm
  broadcasts: readonly { to: number; at: number; share: number; items: readonly { catalogue: number; item: number }[] }[] | undefined
  everybody: boolean
}

export interface KindProgram {
  name: string
  tracks: readonly TrackProgram[]
  /** By state. */
  ways: readonly Ways[]
  returns: readonly (ReturnsProgram | undefined)[]
  /** States that not everybody ever comes to. */
  doers: readonly { state: number; share: number }[]
  /** Cumulative shares of the days on which people arrive. */
  days: Float64Array
  /** Or after how many days they arrive. */
  arrivesAfter: Distribution | undefined
  before: number
  attributesShare: number
}

export interface Sum { list: number; field: string; values: readonly number[] }

/** A spec made ready to be lived through: names are numbers, distributions are tables. Dictionaries fill as people are made. */
export interface PopulationProgram {
  idPrefix: string
  fromDay: number
  days: number
  /** Epoch ms; Infinity if the span ends with its last local day. */
  until: number
  arrivalRhythm: DailyRhythm
  zones: readonly Zone[]
  zoneShares: Float64Array
  names: readonly string[]
  columns: readonly { name: string; dictionary: Dictionary }[]
  attributes: readonly { name: string; dictionary: Dictionary; draw: Draw | undefined }[]
  attributeOfColumn: Int32Array
  kinds: readonly KindProgram[]
  kindShares: Float64Array
  states: readonly StateProgram[]
  catalogues: readonly Catalogue[]
  sums: readonly Sum[]
  shape: PersonShape
}

/** The kind of a population that names none. */
export const ONLY_KIND = 'everybody'

/** Makes a spec without problems (check-spec.ts) ready; throws on one that has some, which is a bug of the caller. */
export function compilePopulation(spec: PopulationDocument): PopulationProgram {
  const fromDay = Date.parse(`${spec.from}T00:00Z`) / DAY_MS
  const stateIds = Object.keys(spec.states)
  const stateOf = (id: string) => stateIds.indexOf(id)
  const names = [...new Set(stateIds.flatMap((id) => eventOf(spec, id) ?? []))]
  const catalogues = Object.entries(spec.catalogues ?? {}).map(([name, items]) => new Catalogue(name, items))
  const catalogueOf = (name: string) => catalogues.findIndex((one) => one.name === name)
  const lists = listsOf(spec).map(({ name, catalogue }) => ({ name, catalogue: catalogueOf(catalogue) }))
  const listOf = (name: string) => lists.findIndex((one) => one.name === name)
  const kinds = Object.entries(spec.kinds ?? { [ONLY_KIND]: { share: 1 } })
  const sums: Sum[] = []
  const attributes: { name: string; dictionary: Dictionary; draw: Draw | undefined }[] = []
  const valueNames: ValueNames = {
    kinds: kinds.map(([name]) => name), attributes, catalogues, lists,
    sumOf(list, field) {
      const known = sums.findIndex((sum) => sum.list === list && sum.field === field)
      if (known >= 0) return known
      return sums.push({ list, field, values: catalogues[lists[list]!.catalogue]!.field(field).map((value) => (typeof value === 'number' ? value : 0)) }) - 1
    },
  }
  const zones = spec.zones ?? [[spec.timeZone ?? 'UTC', 1] as const]
  if (spec.zones) attributes.push({ name: 'timeZone', dictionary: zoneDictionary(spec.zones.map(([zone]) => zone)), draw: undefined })
  for (const [name, source] of Object.entries(spec.attributes ?? {})) {
    const dictionary = new Dictionary()
    attributes.push({ name, dictionary, draw: drawOf(source, dictionary, valueNames) })
  }

  const columns = propertiesOf(spec).map((name) => ({ name, dictionary: new Dictionary() }))
  const states = stateIds.map((id): StateProgram => {
    const state = spec.states[id]!
    const event = eventOf(spec, id)
    const properties = event === undefined ? {} : { ...spec.everyEvent, ...state.properties }
    return {
      name: event === undefined ? -1 : names.indexOf(event),
      isSet: event === '$set',
      writes: Object.entries(properties).map(([name, source]) => {
        const column = columns.findIndex((one) => one.name === name)
        return { column, draw: drawOf(source, columns[column]!.dictionary, valueNames) }
      }),
      pick: state.pick && { catalogue: catalogueOf(state.pick.catalogue), same: state.pick.same ?? 0, like: state.pick.like, shares: state.pick.weights && cumulativeShares(state.pick.weights) },
      keeps: Object.entries(state.keep ?? {}).map(([list, catalogue]) => ({ list: listOf(list), catalogue: catalogueOf(catalogue) })),
      clears: (state.clear ?? []).map(listOf),
      once: state.once ?? false,
      leaves: state.leaves ?? false,
      dateOnly: state.dateOnly ?? false,
    }
  })

  const conditionOf = (way: Pick<WayOn, 'to' | 'when' | 'needs'>): Condition | undefined => {
    const closable = isClosable(spec, way.to) ? stateOf(way.to) : -1
    const { when = {}, needs = [] } = way
    if (closable < 0 && needs.length === 0 && Object.keys(when).length === 0) return undefined
    return {
      closable,
      attributes: Object.entries(when).map(([name, values]) => {
        const index = attributes.findIndex((one) => one.name === name)
        return { index, codes: new Set(values.map((value) => attributes[index]!.dictionary.codeOf(value))) }
      }),
      lists: needs.map((need) => (need.startsWith('!') ? { list: listOf(need.slice(1)), full: false } : { list: listOf(need), full: true })),
    }
  }
  const waysOf = (ways: readonly WayOn[]): Ways => {
    const conditions = ways.map(conditionOf)
    let sum = 0
    return {
      to: Int32Array.from(ways, ({ to }) => stateOf(to)),
      shares: Float64Array.from(ways, ({ share }) => share),
      cumulative: Float64Array.from(ways, ({ share }) => (sum += share)),
      after: ways.map(({ after }) => (after === undefined ? undefined : delayOf(after, spec.delays))),
      conditions: conditions.some(Boolean) ? conditions : undefined,
      ending: Math.max(0, 1 - sum),
    }
  }
  const startsOf = (starts: readonly Start[]): Ways => {
    const total = starts.reduce((sum, { weight }) => sum + weight, 0)
    return { ...waysOf(starts.map(({ weight, ...rest }) => ({ ...rest, share: total > 0 ? weight / total : 0 }))), ending: 0 }
  }
  const returnsOf = (ofAll: Returns | undefined, ofKind: Returns | undefined): ReturnsProgram | undefined => {
    if (!ofAll && !ofKind) return undefined
    const { starts, between, comesBack } = { ...ofAll, ...ofKind }
    return { starts: starts && startsOf(starts), between: between === undefined ? undefined : delayOf(between, spec.delays), comesBack }
  }
  const trackOf = (track: Track): TrackProgram => ({
    joins: track.joins ?? 1,
    begins: track.begins === undefined ? undefined : delayOf(track.begins, spec.delays),
    starts: startsOf(track.starts ?? []),
    first: track.first && startsOf(track.first),
    between: track.between === undefined ? undefined : delayOf(track.between, spec.delays),
    comesBack: track.comesBack ?? 1,
    least: track.least ?? 0,
    most: track.most ?? Infinity,
    lapses: track.lapses && { share: track.lapses.share, wait: delayOf(track.lapses.for, spec.delays) },
    pace: track.pace === undefined ? undefined : spreadOf(track.pace),
    slowing: track.slowing ?? 1,
    rhythm: new DailyRhythm(track.rhythm ?? spec.rhythm),
    broadcasts: track.broadcasts
      ?.map(({ to, at, share, items = {} }) => ({
        to: stateOf(to), at: instantOfLocal(at, spec.timeZone ?? 'UTC'), share: Math.min(1, share * (track.reach ?? 1)),
        items: Object.entries(items).map(([catalogue, item]) => ({ catalogue: catalogueOf(catalogue), item })),
      }))
      .sort((a, b) => a.at - b.at),
    everybody: track.everybody ?? false,
  })
  const arrivalRhythm = new DailyRhythm(spec.rhythm)
  const shared = stateIds.map((id) => waysOf(spec.states[id]!.next ?? []))
  const kindPrograms = kinds.map(([name, kind]): KindProgram => {
    const arrivals = kind.arrivals ?? spec.arrivals ?? {}
    return {
      name,
      tracks: Object.entries(spec.tracks).map(([id, track]) => trackOf({ ...track, ...kind.tracks?.[id] })),
      ways: stateIds.map((id, state) => (kind.states?.[id]?.next ? waysOf(kind.states[id].next) : shared[state]!)),
      doers: stateIds.map((id, state) => ({ state, share: kind.states?.[id]?.doers ?? spec.states[id]!.doers ?? 1 })).filter(({ share }) => share < 1),
      returns: stateIds.map((id) => returnsOf(spec.states[id]!.returns, kind.states?.[id]?.returns)),
      days: cumulativeShares(Array.from({ length: spec.days }, (_, day) => (1 + ((arrivals.growth ?? 1) - 1) * (day / Math.max(1, spec.days - 1))) * arrivalRhythm.dayWeight(fromDay + day))),
      arrivesAfter: arrivals.after === undefined ? undefined : spreadOf(arrivals.after),
      before: arrivals.before ?? 0,
      attributesShare: kind.attributesShare ?? spec.attributesShare ?? 1,
    }
  })
  return {
    idPrefix: spec.idPrefix ?? 'p-',
    fromDay, days: spec.days, until: spec.until === undefined ? Infinity : Date.parse(spec.until), names, columns, attributes, states, catalogues, sums, arrivalRhythm,
    zones: zones.map(([zone]) => knownZone(zone)),
    zoneShares: cumulativeShares(zones.map(([, weight]) => weight)),
    attributeOfColumn: Int32Array.from(columns, ({ name }) => attributes.findIndex((one) => one.name === name)),
    kinds: kindPrograms,
    kindShares: cumulativeShares(kinds.map(([, { share }]) => share)),
    shape: { attributes: attributes.length, catalogues: catalogues.length, lists: lists.length, sums: sums.length, states: states.length },
  }
}

/** The event a state writes; undefined for none. */
export function eventOf(spec: PopulationDocument, state: string): string | undefined {
  const { event } = spec.states[state]!
  return event === null ? undefined : (event ?? state)
}

/** Can the ways to a state be closed to a person, at first or after a visit? */
function isClosable(spec: PopulationDocument, id: string): boolean {
  const { once = false, doers = 1 } = spec.states[id]!
  return once || doers < 1 || Object.values(spec.kinds ?? {}).some(({ states }) => (states?.[id]?.doers ?? 1) < 1)
}

/** Every property an event may have, in the order in which they are first named. */
export function propertiesOf(spec: PopulationDocument): string[] {
  const named = Object.keys(spec.states).flatMap((id) => (eventOf(spec, id) === undefined ? [] : Object.keys(spec.states[id]!.properties ?? {})))
  return [...new Set([...Object.keys(spec.everyEvent ?? {}), ...named])]
}

/** The lists things are kept on, each with the catalogue of its first use. */
export function listsOf(spec: PopulationDocument): { name: string; catalogue: string }[] {
  const lists = new Map<string, string>()
  for (const { keep = {} } of Object.values(spec.states)) for (const [list, catalogue] of Object.entries(keep)) if (!lists.has(list)) lists.set(list, catalogue)
  return [...lists].map(([name, catalogue]) => ({ name, catalogue }))
}

function zoneDictionary(zones: readonly string[]): Dictionary {
  const dictionary = new Dictionary()
  for (const zone of zones) dictionary.codeOf(zone)
  return dictionary
}

/** An instant as the spec writes it: with an offset that very instant, without one local to the zone, a date its 00:00. */
function instantOfLocal(text: string, timeZone: string): number {
  if (/(Z|[+-]\d\d:\d\d)$/.test(text)) return Date.parse(text)
  const date = text.slice(0, 10)
  return instantOfDate(knownZone(timeZone), date, text.length > 10 ? Date.parse(`${text}Z`) - Date.parse(`${date}T00:00Z`) : 0)
}
