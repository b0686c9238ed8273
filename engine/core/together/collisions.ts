import type { ProfileMessages } from './pressure-by-day.ts'

/** An hour (UTC, its first instant) of a profile in which two journeys both sent something, and when each first did in it. */
export interface CollisionExample { profile: number; hour: number; at: [number, number] }

/** Hours of a profile in which both journeys sent something; `first` and `last` are such hours, `examples` the earliest ones of different people. */
export interface Collision { journeys: [number, number]; hours: number; people: number; first: number; last: number; examples: CollisionExample[] }

const HOUR_MS = 3_600_000
const MOST_EXAMPLES = 5

/** Collisions by pair of journeys, the smaller index first. */
export class Collisions {
  readonly #pairs = new Map<string, Collision>()

  add(profile: number, { length, journeys, hours, at }: ProfileMessages): void {
    /** By hour and journey, the first message. */
    const byHour = new Map<number, Map<number, number>>()
    for (let index = 0; index < length; index++) {
      const inHour = byHour.get(hours[index]!) ?? new Map<number, number>()
      byHour.set(hours[index]!, inHour)
      if (!inHour.has(journeys[index]!)) inHour.set(journeys[index]!, at[index]!)
    }
    const met = new Set<string>()
    for (const [hour, firsts] of byHour) {
      const present = [...firsts.keys()].sort((a, b) => a - b)
      for (const [index, a] of present.entries()) for (const b of present.slice(index + 1)) this.#meet(profile, hour * HOUR_MS, [a, b], [firsts.get(a)!, firsts.get(b)!], met)
    }
  }

  get all(): Collision[] {
    return [...this.#pairs.values()].sort((a, b) => b.hours - a.hours || a.journeys[0] - b.journeys[0] || a.journeys[1] - b.journeys[1])
  }

  #meet(profile: number, hour: number, journeys: [number, number], at: [number, number], met: Set<string>): void {
    const key = journeys.join(' ')
    const pair = this.#pairs.get(key) ?? { journeys, hours: 0, people: 0, first: hour, last: hour, examples: [] }
    this.#pairs.set(key, pair)
    pair.hours++
    pair.first = Math.min(pair.first, hour)
    pair.last = Math.max(pair.last, hour)
    if (met.has(key)) return
    met.add(key)
    pair.people++
    if (pair.examples.length < MOST_EXAMPLES || hour < pair.examples.at(-1)!.hour) {
      pair.examples.push({ profile, hour, at })
      pair.examples.sort((a, b) => a.hour - b.hour)
      pair.examples.length = Math.min(pair.examples.length, MOST_EXAMPLES)
    }
  }
}
