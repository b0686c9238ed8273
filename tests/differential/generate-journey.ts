import type { Entry, ExitCriterion, JourneyDocument, Policies, Reentry, Trigger } from '../../engine/core/model/journey.ts'
import { clockTimes, EVENT_NAMES, generateCondition, generateSegment, generateWhere, type Place } from './generate-condition.ts'
import { CHANNELS, generateStep, Ways, type Focus } from './generate-step.ts'
import type { RandomSource } from './random-source.ts'
import type { Rhythm } from './rhythm.ts'

const STEP_IDS = ['s0', 's1', '7', 'constructor', 'a b', 'it\'s "so"', 'a.b', 'ö', 'none', '#12']

/** The journeys a journey may start: those after it, and those before it too if it cannot be started without end. */
export interface Company { id: string; later: readonly string[]; earlier: readonly string[]; focus: Focus }

/** A valid journey of anything the format knows: loops always pass time, everything else leads forward. */
export function generateJourney(random: RandomSource, rhythm: Rhythm, { id, later, earlier, focus }: Company): JourneyDocument {
  const ids = STEP_IDS.slice(0, random.between(3, earlier.length + later.length > 0 ? 7 : STEP_IDS.length))
  const segmentIds = ['s1', 'toString', 'of others'].slice(0, random.pick([0, 1, 2, 2, 3]))
  const goalIds = ['g1', 'g2', 'constructor'].slice(0, random.between(0, 3))
  const place: Place = { segments: segmentIds, hasEvent: true, rhythm }
  // "not sent within a millisecond" may start somebody who sends, every millisecond
  const unhurried = { ...rhythm, spans: rhythm.timers }
  const { reentry } = generateReentry(random, rhythm)
  const endless = reentry?.kind === 'always' && !reentry.limit
  const journeyIds = endless ? later : [...later, ...later, ...earlier]
  const steps = Object.fromEntries(ids.map((step, index) => [step, generateStep(random, { place, goalIds, journeyIds, focus }, new Ways(random, ids, index), index)]))
  const shuffled = random.chance(0.3) ? Object.fromEntries(Object.entries(steps).reverse()) : steps
  return {
    format: 'journey',
    formatVersion: 1,
    id,
    ...(random.chance(0.6) ? { timeZone: random.pick(rhythm.zones) } : {}),
    ...(random.chance(0.08) ? { activeFrom: generateBound(random, rhythm) } : {}),
    ...(random.chance(0.08) ? { activeUntil: generateBound(random, rhythm) } : {}),
    ...(segmentIds.length === 0
      ? {}
      : {
          segments: Object.fromEntries(
            segmentIds.map((segment, index) => [segment, { when: generateSegment(random, { segments: segmentIds.slice(0, index), hasEvent: false, rhythm: unhurried }) }]),
          ),
        }),
    entries: random.some(1, 4, (index): Entry => ({
      id: `e${index}`,
      trigger: generateTrigger(random, place, index === 0),
      ...generateWhere(random, place, index === 0 ? 0.1 : 0.35),
      next: index === 0 ? ids[0]! : random.pick(ids.slice(0, 4)),
    })),
    ...(reentry ? { reentry } : {}),
    ...(goalIds.length === 0
      ? {}
      : {
          goals: goalIds.map((goal) => ({
            id: goal,
            event: random.pick([...EVENT_NAMES, 'b', 'b', '$set']),
            ...generateWhere(random, place, 0.5),
            ...(random.chance(0.6) ? { value: 'n' } : {}),
            ...(random.chance(0.6) ? { window: random.pick(rhythm.spans) } : {}),
            ...(random.chance(0.4) ? { endsJourney: true } : {}),
          })),
        }),
    ...(random.chance(0.4)
      ? {
          exits: random.some(1, 2, (index): ExitCriterion =>
            segmentIds.length > 0 && random.chance(0.45)
              ? { id: `x${index}`, segment: random.pick(segmentIds) }
              : { id: `x${index}`, event: random.pick(EVENT_NAMES), ...generateWhere(random, place, 0.8) },
          ),
        }
      : {}),
    ...generatePolicies(random, rhythm, focus),
    steps: shuffled,
  }
}

function generateTrigger(random: RandomSource, place: Place, first: boolean): Trigger {
  const roll = random.next()
  if (roll < (first ? 0.6 : 0.4)) return { kind: 'event', event: first ? 'a' : random.pick(['a', 'a', 'b', 'b', 'a.*', '$set']) }
  if (roll < (first ? 0.63 : 0.48)) return { kind: 'api', name: 'ready' }
  if (roll < 0.82 && place.segments.length > 0) return { kind: 'segment', segment: random.pick(place.segments), change: random.pick(['enter', 'enter', 'leave']) }
  const { rules, dates, clocks } = place.rhythm
  const date = random.pick(dates)
  const local = `${date}T${random.pick(clocks)}`
  const at = random.pick([undefined, date, local, local, `${local}:00${random.pick(['Z', '+02:00', '-05:00'])}`])
  const every = at === undefined || random.chance(0.5) ? { every: random.pick(rules) } : {}
  const audience = random.chance(0.4) ? { audience: generateCondition(random, { ...place, hasEvent: random.chance(0.3) }, 1) } : {}
  return { kind: 'schedule', ...(at === undefined ? {} : { at }), ...every, ...audience }
}

function generateBound(random: RandomSource, { dates, clocks }: Rhythm): string {
  const date = random.pick(dates)
  return random.pick([date, `${date}T${random.pick(clocks)}`, `${date}T${random.pick(clocks)}:00Z`, `${date}T${random.pick(clocks)}:00+01:00`])
}

function generateReentry(random: RandomSource, { spans }: Rhythm): { reentry?: Reentry } {
  const roll = random.next()
  if (roll < 0.12) return {}
  if (roll < 0.2) return { reentry: { kind: 'once' } }
  const limit = random.chance(0.25) ? { limit: { count: random.between(1, 3), within: random.pick(spans) } } : {}
  if (roll < 0.6) return { reentry: { kind: 'afterExit', ...(random.chance(0.5) ? { cooldown: random.pick([...spans, 'PT0S']) } : {}), ...limit } }
  return { reentry: { kind: 'always', ...(random.chance(0.65) ? { key: random.pick(['n', 'n', 'plan', 'tags']) } : {}), ...limit } }
}

function generatePolicies(random: RandomSource, rhythm: Rhythm, focus: Focus): { policies?: Policies } {
  if (random.chance(focus === 'messages' ? 0.02 : 0.25)) return {}
  const { spans } = rhythm
  return {
    policies: {
      ...(random.chance(focus === 'messages' ? 0.6 : 0.4)
        ? { quietHours: { ...clockTimes(random, rhythm), ...(random.chance(0.5) ? { mode: random.pick(['hold', 'drop', 'drop'] as const) } : {}) } }
        : {}),
      ...(random.chance(focus === 'messages' ? 0.7 : 0.45)
        ? {
            caps: random.some(1, 2, () => ({
              channel: random.pick([...CHANNELS, '*'] as const),
              count: random.pick([0, 1, 1, 1, 2, 3]),
              ...(random.chance(0.4) ? { within: random.pick(['P1D', 'P1W', 'P1M']), calendar: true } : { within: random.pick(spans) }),
              ...(random.chance(0.7) ? { onCap: random.pick(['skip', 'exit', 'exit', { retryFor: random.pick([...spans, 'PT0S']) }, { retryFor: random.pick(spans) }] as const) } : {}),
            })),
          }
        : {}),
      ...(random.chance(0.25) ? { consent: { [random.pick(CHANNELS)]: 'pushOptIn' } } : {}),
      ...(random.chance(0.2) ? { holdout: { share: random.pick([0, 0.5, 0.3333, 1]), ...(random.chance(0.5) ? { key: random.pick(['seed', 'foo']) } : {}) } } : {}),
      ...(random.chance(focus === 'journeys' ? 0.7 : 0.4) ? { priority: random.pick([1, -1, 0, 2.5]) } : {}),
    },
  }
}
