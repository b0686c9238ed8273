import { DAY_MS } from '../../model/calendar.ts'
import { EXPLICIT_NULL, profileCountOf, type EventDataset, type ValueColumn } from '../../model/dataset.ts'
import { forEachRow, localHour, localWeekday, zonesOf, type LearnOptions } from '../learn/source.ts'
import type { Counts } from './distances.ts'

/** What a dataset looks like, as counts and ascending lists: what real and synthetic people are compared by. */
export interface Figures {
  profiles: number
  byName: Counts
  /** Profiles that did each event at all. */
  peopleByName: Counts
  /** Name and the next name in the same profile. */
  steps: Counts
  hours: Counts
  weekdays: Counts
  weeks: Counts
  eventsPerProfile: Float64Array
  sessionsPerProfile: Float64Array
  eventsPerSession: Float64Array
  /** Ms between an event and the next of the profile; between the end of a session and the next one. */
  gaps: Float64Array
  sessionGaps: Float64Array
}

export function figuresOf(dataset: EventDataset, { timeZone, sessionGapMs }: LearnOptions, weekZero: number): Figures {
  const zoneOf = zonesOf(dataset, timeZone)
  const profiles = profileCountOf(dataset)
  const names = dataset.names
  const byName = new Float64Array(names.length)
  const peopleByName = new Float64Array(names.length)
  const lastOfName = new Int32Array(names.length).fill(-1)
  const steps = new Float64Array(names.length * names.length)
  const hours = new Float64Array(24)
  const weekdays = new Float64Array(7)
  const weeks = new Map<string, number>()
  const sessionsPerProfile = new Float64Array(profiles)
  const eventsPerSession: number[] = []
  const gaps = new Float64Array(Math.max(0, dataset.at.length))
  let gapCount = 0
  const sessionGaps: number[] = []
  let before = -1
  let last = -1
  forEachRow(dataset, (row, profile) => {
    const name = dataset.nameCodes[row]!
    const at = dataset.at[row]!
    const zone = zoneOf(profile)
    byName[name]!++
    if (lastOfName[name] !== profile) peopleByName[name]!++
    lastOfName[name] = profile
    hours[localHour(zone, at)]!++
    weekdays[localWeekday(zone, at)]!++
    const week = `week ${Math.floor((at - weekZero) / (7 * DAY_MS)) + 1}`
    weeks.set(week, (weeks.get(week) ?? 0) + 1)
    const gap = profile === last ? at - dataset.at[before]! : Infinity
    if (profile === last) {
      steps[dataset.nameCodes[before]! * names.length + name]!++
      gaps[gapCount++] = gap
      if (gap >= sessionGapMs) sessionGaps.push(gap)
    }
    if (gap >= sessionGapMs) {
      sessionsPerProfile[profile]!++
      eventsPerSession.push(0)
    }
    eventsPerSession[eventsPerSession.length - 1]!++
    before = row
    last = profile
  })
  const labelled = (counts: Float64Array, labelOf: (index: number) => string): Counts => {
    const map = new Map<string, number>()
    counts.forEach((count, index) => count > 0 && map.set(labelOf(index), count))
    return map
  }
  return {
    profiles,
    byName: labelled(byName, (name) => names[name]!),
    peopleByName: labelled(peopleByName, (name) => names[name]!),
    steps: labelled(steps, (step) => `${names[Math.floor(step / names.length)]} → ${names[step % names.length]}`),
    hours: labelled(hours, (hour) => `${String(hour).padStart(2, '0')}:00`),
    weekdays: labelled(weekdays, (day) => WEEKDAYS[day]!),
    weeks,
    eventsPerProfile: Float64Array.from({ length: profiles }, (_, profile) => dataset.offsets[profile + 1]! - dataset.offsets[profile]!).sort(),
    sessionsPerProfile: sessionsPerProfile.sort(),
    eventsPerSession: Float64Array.from(eventsPerSession).sort(),
    gaps: gaps.slice(0, gapCount).sort(),
    sessionGaps: Float64Array.from(sessionGaps).sort(),
  }
}

export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** Values of an attribute over all profiles, `(missing)` among them. */
export function attributeCounts(column: ValueColumn | undefined, profiles: number): Counts {
  const counts = new Map<string, number>()
  for (let profile = 0; profile < profiles; profile++) count(counts, textOf(column, profile))
  return counts
}

/** Pairs of values of two attributes. */
export function pairCounts(a: ValueColumn | undefined, b: ValueColumn | undefined, profiles: number): Counts {
  const counts = new Map<string, number>()
  for (let profile = 0; profile < profiles; profile++) count(counts, `${textOf(a, profile)} | ${textOf(b, profile)}`)
  return counts
}

/** Values of a property over the events of one name that have it. */
export function propertyValues(dataset: EventDataset, name: string, property: string): (string | number | boolean)[] {
  const code = dataset.names.indexOf(name)
  const column = dataset.properties.get(property)
  const values: (string | number | boolean)[] = []
  if (!column || code < 0) return values
  for (let row = 0; row < dataset.at.length; row++) {
    const value = dataset.nameCodes[row] === code && column.codes[row]! > EXPLICIT_NULL ? column.values[column.codes[row]!] : undefined
    if (value !== undefined && value !== null && typeof value !== 'object') values.push(value)
  }
  return values
}

/** Quantile of an ascending list, nearest rank; null for an empty one. */
export function quantile(ascending: ArrayLike<number>, share: number): number | null {
  return ascending.length === 0 ? null : ascending[Math.min(ascending.length - 1, Math.floor(share * ascending.length))]!
}

/**
 * The most usual chain of events: what most people do first, then again and again what most of those who came so far do next for the first time; up
 * to `most` events, as long as one in fifty of all people gets there.
 */
export function usualChain(dataset: EventDataset, most = 5): string[] {
  const chain: number[] = []
  const profiles = profileCountOf(dataset)
  while (chain.length < Math.min(most, dataset.names.length)) {
    const next = new Float64Array(dataset.names.length)
    for (let profile = 0; profile < profiles; profile++) {
      const row = reachOf(dataset, chain, profile, chain.length).row
      if (row < 0) continue
      for (let later = row; later < dataset.offsets[profile + 1]!; later++) {
        if (chain.includes(dataset.nameCodes[later]!)) continue
        next[dataset.nameCodes[later]!]!++
        break
      }
    }
    const best = next.indexOf(Math.max(...next))
    if (next[best]! < 0.02 * profiles) break
    chain.push(best)
  }
  return chain.map((name) => dataset.names[name]!)
}

/** How many people got to each event of a chain, in its order. */
export function funnelOf(dataset: EventDataset, chain: readonly string[]): number[] {
  const codes = chain.map((name) => dataset.names.indexOf(name))
  const reached = chain.map(() => 0)
  for (let profile = 0; profile < profileCountOf(dataset); profile++) {
    const { stages } = reachOf(dataset, codes, profile, codes.length)
    for (let stage = 0; stage < stages; stage++) reached[stage]!++
  }
  return reached
}

/** Stages reached, and the row after the last of `wanted` stages; -1 if not all were. */
function reachOf(dataset: EventDataset, chain: readonly number[], profile: number, wanted: number): { stages: number; row: number } {
  let stages = 0
  let row = dataset.offsets[profile]!
  for (; row < dataset.offsets[profile + 1]! && stages < wanted; row++) if (dataset.nameCodes[row] === chain[stages]) stages++
  return { stages, row: stages === wanted ? row : -1 }
}

function count(counts: Map<string, number>, label: string): void {
  counts.set(label, (counts.get(label) ?? 0) + 1)
}

function textOf(column: ValueColumn | undefined, profile: number): string {
  const code = column?.codes[profile] ?? 0
  return code <= EXPLICIT_NULL ? '(missing)' : String(column!.values[code])
}
