import { DAY_MS, HOUR_MS, zoneNamed, type Zone } from '../../model/calendar.ts'
import { profileCountOf, type EventDataset } from '../../model/dataset.ts'
import { LEAST_PEOPLE } from './summary.ts'

/** What is learned from, and how it is read. */
export interface LearnOptions { timeZone: string; sessionGapMs: number }

/**
 * How an event name comes about. `broadcast`: over many people at one instant. `answer`: hardly ever without a broadcast before it.
 * `session`: of the person's own accord. `rare`: of too few people to be learned.
 */
export type NameRole = 'broadcast' | 'answer' | 'session' | 'rare'
export interface NameFacts { name: string; rows: number; people: number; dateOnly: boolean; role: NameRole }

/** Shares of rows from which a name counts as known by its day only, as broadcast, as answer. */
const DATE_ONLY_FROM = 0.98
const BROADCAST_FROM = 0.8
const ANSWER_FROM = 0.95
/** Instants that many people share are broadcasts only where they fall on few days: data that know days only share all instants. */
const MOST_BROADCAST_DAYS = 0.25
/** An answer must follow broadcasts more than everything else does. */
const ANSWER_ABOVE_OTHERS = 1.15

/** The clock of each profile: its attribute `timeZone`, else the one given. */
export function zonesOf(dataset: EventDataset, timeZone: string): (profile: number) => Zone {
  const usual = zoneNamed(timeZone)!
  const column = dataset.attributes.get('timeZone')
  if (!column) return () => usual
  const byCode = column.values.map((value) => (typeof value === 'string' ? (zoneNamed(value) ?? usual) : usual))
  return (profile) => byCode[column.codes[profile]!]!
}

export function localHour(zone: Zone, at: number): number {
  const wall = zone.wallAt(at)
  return Math.floor((wall - Math.floor(wall / DAY_MS) * DAY_MS) / HOUR_MS)
}

/** 0 is Monday. */
export function localWeekday(zone: Zone, at: number): number {
  return (((Math.floor(zone.wallAt(at) / DAY_MS) + 3) % 7) + 7) % 7
}

/** The names of a dataset with their roles, by code. */
export function nameFacts(dataset: EventDataset, { timeZone }: LearnOptions): NameFacts[] {
  const zoneOf = zonesOf(dataset, timeZone)
  const count = dataset.names.length
  const rows = new Float64Array(count)
  const people = new Float64Array(count)
  const midnights = new Float64Array(count)
  const lastProfile = new Int32Array(count).fill(-1)
  const atInstant = Array.from({ length: count }, () => new Map<number, number>())
  forEachRow(dataset, (row, profile) => {
    const name = dataset.nameCodes[row]!
    const at = dataset.at[row]!
    rows[name]!++
    if (lastProfile[name] !== profile) {
      lastProfile[name] = profile
      people[name]!++
    }
    if (zoneOf(profile).wallAt(at) % DAY_MS === 0) midnights[name]!++
    atInstant[name]!.set(at, (atInstant[name]!.get(at) ?? 0) + 1)
  })
  const days = Math.max(1, (dataset.lastAt - dataset.firstAt) / DAY_MS)
  const isBroadcast = (name: number) => {
    const shared = [...atInstant[name]!].filter(([, many]) => many >= LEAST_PEOPLE)
    const inShared = shared.reduce((sum, [, many]) => sum + many, 0)
    return inShared >= BROADCAST_FROM * rows[name]! && new Set(shared.map(([at]) => Math.floor(at / DAY_MS))).size <= MOST_BROADCAST_DAYS * days
  }
  const roles = Array.from({ length: count }, (_, name): NameRole => (people[name]! < LEAST_PEOPLE ? 'rare' : isBroadcast(name) ? 'broadcast' : 'session'))
  const answers = answersTo(dataset, roles)
  return dataset.names.map((name, code) => ({
    name, rows: rows[code]!, people: people[code]!, dateOnly: midnights[code]! >= DATE_ONLY_FROM * rows[code]!, role: answers[code] ? 'answer' : roles[code]!,
  }))
}

function answersTo(dataset: EventDataset, roles: readonly NameRole[]): boolean[] {
  const rows = new Float64Array(roles.length)
  const after = new Float64Array(roles.length)
  let last = -1
  let reached = false
  forEachRow(dataset, (row, profile) => {
    if (profile !== last) reached = false
    last = profile
    const name = dataset.nameCodes[row]!
    if (roles[name] === 'broadcast') reached = true
    rows[name]!++
    if (reached) after[name]!++
  })
  const isSession = (name: number) => roles[name] === 'session'
  return roles.map((_, name) => {
    if (!isSession(name) || after[name]! < ANSWER_FROM * rows[name]!) return false
    let others = 0
    let othersAfter = 0
    for (let other = 0; other < roles.length; other++) {
      if (other === name || !isSession(other)) continue
      others += rows[other]!
      othersAfter += after[other]!
    }
    return others > 0 && after[name]! / rows[name]! >= ANSWER_ABOVE_OTHERS * (othersAfter / others)
  })
}

export function forEachRow(dataset: EventDataset, visit: (row: number, profile: number) => void): void {
  for (let profile = 0; profile < profileCountOf(dataset); profile++) {
    for (let row = dataset.offsets[profile]!; row < dataset.offsets[profile + 1]!; row++) visit(row, profile)
  }
}

/** Chains of events of one kind of names: rows in order, chain `c` those from `begins[c]` up to but not including `begins[c + 1]`. */
export interface Chains { rows: Uint32Array; begins: Uint32Array; profiles: Uint32Array }

/** Splits the rows of the names taken into chains, a new one where `breaks` says so; rows of other names are passed over. */
export function chainsOf(dataset: EventDataset, takes: (name: number) => boolean, breaks: (row: number, before: number) => boolean): Chains {
  const rows: number[] = []
  const begins: number[] = []
  const profiles: number[] = []
  let before = -1
  let last = -1
  forEachRow(dataset, (row, profile) => {
    if (!takes(dataset.nameCodes[row]!)) return
    if (profile !== last || breaks(row, before)) {
      begins.push(rows.length)
      profiles.push(profile)
    }
    last = profile
    before = row
    rows.push(row)
  })
  begins.push(rows.length)
  return { rows: Uint32Array.from(rows), begins: Uint32Array.from(begins), profiles: Uint32Array.from(profiles) }
}

/** The people of a dataset with these numbers (ascending), as a dataset of their own; digest and dictionaries are the whole's. */
export function peopleOf(dataset: EventDataset, numbers: readonly number[]): EventDataset {
  const offsets = new Uint32Array(numbers.length + 1)
  numbers.forEach((number, index) => (offsets[index + 1] = offsets[index]! + dataset.offsets[number + 1]! - dataset.offsets[number]!))
  const rows = new Uint32Array(offsets[numbers.length]!)
  numbers.forEach((number, index) => {
    for (let row = dataset.offsets[number]!; row < dataset.offsets[number + 1]!; row++) rows[offsets[index]! + row - dataset.offsets[number]!] = row
  })
  const taken = <C extends Uint8Array | Uint16Array | Uint32Array | Float64Array>(codes: C, from: ArrayLike<number>): C => {
    const out = codes.slice(0, from.length) as C // as: slice keeps the kind of array; rows taken are never more than there are
    for (let index = 0; index < from.length; index++) out[index] = codes[from[index]!]!
    return out
  }
  const bytes: number[] = []
  const idOffsets = new Uint32Array(numbers.length + 1)
  numbers.forEach((number, index) => {
    for (let place = dataset.profileIds.offsets[number]!; place < dataset.profileIds.offsets[number + 1]!; place++) bytes.push(dataset.profileIds.bytes[place]!)
    idOffsets[index + 1] = bytes.length
  })
  return {
    ...dataset,
    offsets,
    profileIds: { bytes: Uint8Array.from(bytes), offsets: idOffsets },
    at: taken(dataset.at, rows),
    nameCodes: taken(dataset.nameCodes, rows),
    properties: new Map([...dataset.properties].map(([name, { codes, values }]) => [name, { codes: taken(codes, rows), values }])),
    attributes: new Map([...dataset.attributes].map(([name, { codes, values }]) => [name, { codes: taken(codes, numbers), values }])),
    ...(dataset.attributeRows ? { attributeRows: taken(dataset.attributeRows, numbers) } : {}),
  }
}
