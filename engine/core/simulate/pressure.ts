/**
 * How much people get. `profileDays[n]`: days of one profile, by its own clock, with n messages of the run (n >= 1). `collisions`: hours (UTC) of
 * one profile in which two journeys both sent something, by the pair of their indices `"0 1"`, the smaller first.
 */
export interface PressureTally { profileDays: number[]; collisions: Map<string, number> }

/** Messages sent to one profile, `length` of them in use: the journey's index, the local day on the profile's clock and the hour in UTC, both numbered from 1970. */
export interface PressureSamples { length: number; journeys: readonly number[]; days: readonly number[]; hours: readonly number[] }

export function emptyPressure(): PressureTally {
  return { profileDays: [], collisions: new Map() }
}

/** Adds the messages sent to one profile. A day comes again only where the zone has changed in between, so days are counted by looking back. */
export function addPressure(pressure: PressureTally, { length, journeys, days, hours }: PressureSamples): void {
  for (let index = 0; index < length; index++) {
    let isFirst = true
    for (let before = index - 1; before >= 0 && isFirst; before--) isFirst = days[before] !== days[index]
    if (!isFirst) continue
    let messages = 1
    for (let later = index + 1; later < length; later++) if (days[later] === days[index]) messages++
    pressure.profileDays[messages] = (pressure.profileDays[messages] ?? 0) + 1
  }
  for (let second = 1; second < length; second++) {
    for (let first = 0; first < second; first++) {
      if (hours[first] === hours[second] && journeys[first] !== journeys[second]) addCollision(pressure, first, second, { journeys, hours })
    }
  }
}

/** Counts the hour for the pair of journeys of two messages, unless an earlier pair of messages has. */
function addCollision({ collisions }: PressureTally, first: number, second: number, { journeys, hours }: Pick<PressureSamples, 'journeys' | 'hours'>): void {
  const low = Math.min(journeys[first]!, journeys[second]!)
  const high = Math.max(journeys[first]!, journeys[second]!)
  for (let b = 1; b <= second; b++) {
    for (let a = 0; a < b; a++) {
      if (b === second && a >= first) break
      if (hours[a] !== hours[second] || hours[b] !== hours[second]) continue
      if (Math.min(journeys[a]!, journeys[b]!) === low && Math.max(journeys[a]!, journeys[b]!) === high) return
    }
  }
  const pair = `${low} ${high}`
  collisions.set(pair, (collisions.get(pair) ?? 0) + 1)
}

export function mergePressure(whole: PressureTally, part: PressureTally): void {
  part.profileDays.forEach((days, messages) => (whole.profileDays[messages] = (whole.profileDays[messages] ?? 0) + days))
  for (const [pair, hours] of part.collisions) whole.collisions.set(pair, (whole.collisions.get(pair) ?? 0) + hours)
}

/** Message pressure as people read it. `cap`: messages a day that the strictest cap over all channels allows; null without such a cap. */
export interface PressureFigures {
  profileDays: number
  messagesPerDay: { p50: number | null; p90: number | null; max: number | null }
  /** `[messages a day, how many profile-days]`, rising. */
  distribution: [messages: number, profileDays: number][]
  cap: number | null
  /** Share of the profile-days with messages that have more than `cap`; null without a cap or without messages. */
  shareOverCap: number | null
  /** Hours of a profile in which both journeys sent something; only pairs with any. */
  collisions: { journeys: [string, string]; hours: number }[]
}

/** Nearest rank over the days of profiles that got at least one message. */
export function pressureFigures(pressure: PressureTally, journeyIds: readonly string[], cap: number | null): PressureFigures {
  const distribution = pressure.profileDays.flatMap((days, messages): [number, number][] => (days > 0 ? [[messages, days]] : []))
  const profileDays = distribution.reduce((sum, [, days]) => sum + days, 0)
  const rank = (share: number): number | null => {
    let left = Math.ceil(profileDays * share)
    for (const [messages, days] of distribution) if ((left -= days) <= 0) return messages
    return null
  }
  const over = distribution.reduce((sum, [messages, days]) => sum + (cap !== null && messages > cap ? days : 0), 0)
  return {
    profileDays,
    messagesPerDay: { p50: rank(0.5), p90: rank(0.9), max: distribution.at(-1)?.[0] ?? null },
    distribution,
    cap,
    shareOverCap: cap === null || profileDays === 0 ? null : over / profileDays,
    collisions: [...pressure.collisions]
      .map(([pair, hours]) => ({ pair: pair.split(' ').map(Number), hours }))
      .sort((a, b) => a.pair[0]! - b.pair[0]! || a.pair[1]! - b.pair[1]!)
      .map(({ pair, hours }) => ({ journeys: [journeyIds[pair[0]!]!, journeyIds[pair[1]!]!], hours })),
  }
}
