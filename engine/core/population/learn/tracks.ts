import { DAY_MS, type Zone } from '../../model/calendar.ts'
import type { EventDataset } from '../../model/dataset.ts'
import type { Arrivals, Rhythm, Track } from '../spec.ts'
import type { LearnedKind } from './kinds.ts'
import { localHour, localWeekday, type Chains } from './source.ts'
import { LEAST_PEOPLE, quantilesOf, roundedSeconds, roundedShare } from './summary.ts'
import { learnEndedWaits, learnWaits, type Wait } from './waits.ts'

/** The span people were watched, epoch ms, half open. */
export interface Watched { from: number; until: number }

/** When each person first did something of its own accord; Infinity for never. */
export function arrivalsOf(profiles: number, dataset: EventDataset, tracks: readonly Chains[]): Float64Array {
  const first = new Float64Array(profiles).fill(Infinity)
  for (const chains of tracks) {
    chains.profiles.forEach((profile, chain) => {
      first[profile] = Math.min(first[profile]!, dataset.at[chains.rows[chains.begins[chain]!]!]!)
    })
  }
  return first
}

/** After how many days people arrive, to a tenth of a day. */
export function learnArrivals(arrived: readonly number[], { from }: Watched): Arrivals | undefined {
  if (arrived.length < LEAST_PEOPLE) return undefined
  const days = arrived.map((at) => (at - from) / DAY_MS).sort((a, b) => a - b)
  return { after: quantilesOf(days, (value) => Math.round(value * 10) / 10) }
}

/** At which local hours and weekdays sessions begin. */
export function learnRhythm(dataset: EventDataset, chains: Chains, zoneOf: (profile: number) => Zone): Rhythm {
  const hours = new Array<number>(24).fill(0)
  const weekdays = new Array<number>(7).fill(0)
  chains.profiles.forEach((profile, chain) => {
    const at = dataset.at[chains.rows[chains.begins[chain]!]!]!
    hours[localHour(zoneOf(profile), at)]!++
    weekdays[localWeekday(zoneOf(profile), at)]!++
  })
  const total = Math.max(1, chains.profiles.length)
  const perMille = (counts: readonly number[]) => counts.map((count) => Math.round((count / total) * 10_000) / 10)
  return { hours: perMille(hours), weekdays: perMille(weekdays) }
}

/** What a kind does in one track of sessions: who joins, when they begin after they arrived, how long they stay away, whether they come back. */
export function learnSessions(dataset: EventDataset, chains: Chains, people: readonly number[], arrivals: Float64Array, { until }: Watched, known?: LearnedKind): Track {
  const mine = new Set(people)
  const waits: Wait[] = []
  const begins: number[] = []
  let before = -1
  let ended = 0
  chains.profiles.forEach((profile, chain) => {
    if (!mine.has(profile)) return
    const at = dataset.at[chains.rows[chains.begins[chain]!]!]!
    if (profile === before) waits.push({ ms: at - ended, ended: true })
    else {
      if (before >= 0) waits.push({ ms: until - ended, ended: false })
      begins.push(Math.max(0, at - arrivals[profile]!))
    }
    before = profile
    ended = dataset.at[chains.rows[chains.begins[chain + 1]! - 1]!]!
  })
  if (before >= 0) waits.push({ ms: until - ended, ended: false })
  const most = known?.most ?? null
  const learned = most === null ? learnWaits(waits, LEAST_PEOPLE) : countedReturns(chains, mine, waits, known?.least ?? 0, most)
  begins.sort((a, b) => a - b)
  const later = begins.length >= LEAST_PEOPLE ? quantilesOf(begins, roundedSeconds) : undefined
  return {
    joins: people.length === 0 ? 0 : roundedShare(begins.length / people.length),
    ...(later === undefined || later.quantiles.at(-1)![1] === 0 ? {} : { begins: later }),
    ...learned,
  }
}

/** Where a kind is known by its number of sessions, how many they are is told by it, and the waits are those that ended. */
function countedReturns(chains: Chains, people: ReadonlySet<number>, waits: readonly Wait[], least: number, most: number): Track {
  const sessions = new Map<number, number>()
  for (const profile of chains.profiles) if (people.has(profile)) sessions.set(profile, (sessions.get(profile) ?? 0) + 1)
  let asked = 0
  let cameBack = 0
  for (const count of sessions.values()) {
    asked += Math.min(count, most - 1) - Math.max(1, least) + 1
    cameBack += count - Math.max(1, least)
  }
  return { ...learnEndedWaits(waits, LEAST_PEOPLE), comesBack: asked > 0 ? Math.min(1, Math.max(0, roundedShare(cameBack / asked))) : 0, least, most }
}
