import type { JsonValue } from '../../engine/core/json.ts'
import type { PlainEvent, PlainProfile } from '../../engine/core/model/dataset.ts'
import type { RunOptions } from '../../engine/core/simulate/run.ts'
import { ATTRIBUTES, EVENT_NAMES, PROPERTIES, VALUES } from './generate-condition.ts'
import type { RandomSource } from './random-source.ts'

const START = Date.UTC(2026, 0, 1)
const GRID_MS = 10 * 60_000
const PROFILE_IDS = ['a', 'b', 'ab', 'def', '__proto__', '😀', '～', '"quoted", and more']

export interface Stream { events: PlainEvent[]; profiles: PlainProfile[]; options: RunOptions }

/** Events of a few profiles on a coarse grid of instants, in any order of rows: many ties, and windows and timers that end exactly at an event. */
export function generateStream(random: RandomSource): Stream {
  const ids = PROFILE_IDS.slice(0, random.between(1, PROFILE_IDS.length))
  const span = random.pick([3, 12, 30])
  const instant = () => START + random.between(0, span) * GRID_MS + (random.chance(0.1) ? random.pick([-1, 1]) : 0)
  const events: PlainEvent[] = ids.flatMap((profileId) => random.some(2, 24, () => event(random, profileId, instant())))
  for (const repeated of events.filter(() => random.chance(0.04))) events.push({ ...repeated })
  const inTime = random.chance(0.5) ? events.sort((a, b) => a.at - b.at) : events
  return {
    events: inTime,
    profiles: [...ids, 'silent'].filter(() => random.chance(0.5)).map((profileId) => ({ profileId, attributes: values(random, ATTRIBUTES, 0.4) })),
    options: {
      ...(random.chance(0.25) ? { from: instant() } : {}),
      ...(random.chance(0.4) ? { until: instant() + random.pick([0, 0, 6 * GRID_MS]) } : {}),
      ...(random.chance(0.3) ? { seed: random.between(0, 9) } : {}),
      ...(random.chance(0.4) ? { breakDown: random.pick([['plan'], ['n', 'plan'], ['constructor'], ['tags']]) } : {}),
    },
  }
}

function event(random: RandomSource, profileId: string, at: number): PlainEvent {
  if (random.chance(0.08)) return { profileId, at, name: '$set', properties: values(random, ATTRIBUTES, 0.5) }
  const name = random.chance(0.05) ? random.pick(['$api:ready', '$clicked', 'noise', '$sent']) : random.pick(EVENT_NAMES)
  return random.chance(0.2) ? { profileId, at, name } : { profileId, at, name, properties: values(random, PROPERTIES, 0.5) }
}

function values(random: RandomSource, names: readonly string[], share: number): Record<string, JsonValue> {
  const value = (): JsonValue => (random.chance(0.1) ? null : random.chance(0.12) ? ['gold', 5, true] : random.pick(VALUES))
  return Object.fromEntries(names.filter(() => random.chance(share)).map((name) => [name, value()]))
}
