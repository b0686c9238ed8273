import type { JsonValue } from '../../engine/core/json.ts'
import type { PlainEvent, PlainProfile } from '../../engine/core/model/dataset.ts'
import type { RunOptions } from '../../engine/core/simulate/run.ts'
import { ATTRIBUTES, EVENT_NAMES, PLACES, PROPERTIES, VALUES } from './generate-condition.ts'
import { generateZone } from './generate-step.ts'
import type { RandomSource } from './random-source.ts'
import type { Rhythm } from './rhythm.ts'

const PROFILE_IDS = ['a', 'b', 'ab', 'def', '__proto__', '😀', '～', '"quoted", and more']

export interface Stream { events: PlainEvent[]; profiles: PlainProfile[]; options: RunOptions }

/** Events of a few profiles on a rhythm's instants, in any order of rows: many ties, and windows and timers that end exactly at an event. */
export function generateStream(random: RandomSource, rhythm: Rhythm): Stream {
  const ids = PROFILE_IDS.slice(0, random.between(2, PROFILE_IDS.length))
  const instant = () => random.pick(rhythm.instants) + (random.chance(0.1) ? random.pick([-1, 1]) : 0)
  const most = random.pick([8, 16, 28])
  const events: PlainEvent[] = ids.flatMap((profileId) => random.some(2, most, () => event(random, rhythm, profileId, instant())))
  for (const repeated of events.filter(() => random.chance(0.04))) events.push({ ...repeated })
  const inTime = random.chance(0.5) ? events.sort((a, b) => a.at - b.at) : events
  return {
    events: inTime,
    profiles: [...ids, 'silent'].filter(() => random.chance(0.6)).map((profileId) => ({ profileId, attributes: attributes(random, rhythm) })),
    options: {
      ...(random.chance(0.2) ? { from: instant() } : {}),
      ...(random.chance(0.4) ? { until: instant() + random.pick([0, 0, rhythm.instants.at(-1)! - rhythm.instants[0]!]) } : {}),
      ...(random.chance(0.3) ? { seed: random.between(0, 9) } : {}),
      ...(random.chance(0.4) ? { breakDown: random.pick([['plan'], ['n', 'plan'], ['constructor'], ['tags']]) } : {}),
    },
  }
}

function event(random: RandomSource, rhythm: Rhythm, profileId: string, at: number): PlainEvent {
  if (random.chance(0.08)) {
    const zone = random.chance(0.25) ? { timeZone: generateZone(random, { segments: [], hasEvent: false, rhythm }) } : {}
    return { profileId, at, name: '$set', properties: { ...values(random, ATTRIBUTES, 0.5), ...zone, ...(random.chance(0.2) ? { pushOptIn: random.chance(0.6) } : {}) } }
  }
  if (random.chance(0.06)) return { profileId, at, name: '$sent', properties: { channel: random.pick(['push', 'email', 5]) } }
  const name = random.chance(0.16) ? random.pick(['$api:ready', '$api:ready', '$clicked', '$clicked', '$opened', 'noise']) : random.pick(EVENT_NAMES)
  const properties = { ...values(random, PROPERTIES, 0.5), ...(random.chance(0.3) ? random.pick(PLACES) : {}) }
  return random.chance(0.2) ? { profileId, at, name } : { profileId, at, name, properties }
}

function attributes(random: RandomSource, rhythm: Rhythm): Record<string, JsonValue> {
  return {
    ...values(random, ATTRIBUTES, 0.4),
    ...(random.chance(0.7) ? { pushOptIn: random.chance(0.75) } : {}),
    ...(random.chance(0.4) ? { timeZone: generateZone(random, { segments: [], hasEvent: false, rhythm }) } : {}),
    ...(random.chance(0.3) ? { 'score:churn': random.pick([0, 0.1, 1, '5']) } : {}),
  }
}

function values(random: RandomSource, names: readonly string[], share: number): Record<string, JsonValue> {
  const value = (): JsonValue => (random.chance(0.1) ? null : random.chance(0.12) ? ['gold', 5, true] : random.pick(VALUES))
  return Object.fromEntries(names.filter(() => random.chance(share)).map((name) => [name, value()]))
}
