import type { JsonValue } from '../../engine/core/json.ts'
import type { JourneyDocument } from '../../engine/core/model/journey.ts'
import type { Delay, Response, Share } from '../../engine/core/simulate/responses/response-schema.ts'
import type { RunOptions } from '../../engine/core/simulate/run.ts'
import type { Scenario, WebhookAnswer } from '../../engine/core/simulate/scenario.ts'
import { PROPERTIES, VALUES } from './generate-condition.ts'
import { CHANNELS, generateSet } from './generate-step.ts'
import type { RandomSource } from './random-source.ts'
import type { Rhythm } from './rhythm.ts'

/** What webhooks answer, and how people respond to messages: one, the other, both or nothing. */
export function generateScenario(random: RandomSource, rhythm: Rhythm, documents: readonly JourneyDocument[]): Pick<RunOptions, 'scenario' | 'assume'> {
  const webhooks = generateWebhooks(random, rhythm, documents)
  const responses = generateResponses(random, rhythm, documents)
  if (!webhooks && !responses) return {}
  const mode = responses && random.chance(0.4) ? { mode: random.pick(['backtest', 'whatIf', 'whatIf'] as const) } : {}
  const scenario: Scenario = { format: 'scenario', formatVersion: 1, ...(webhooks ? { webhooks } : {}), ...mode, ...(responses ? { responses } : {}) }
  return { scenario, ...(random.chance(0.4) ? { assume: random.pick(['low', 'middle', 'high'] as const) } : {}) }
}

function generateWebhooks(random: RandomSource, rhythm: Rhythm, documents: readonly JourneyDocument[]): Scenario['webhooks'] {
  const hooks = documents.flatMap(({ id, steps }) => Object.entries(steps).flatMap(([step, { kind }]) => (kind === 'webhook' ? [random.chance(0.5) ? step : `${id}/${step}`] : [])))
  if (hooks.length === 0 || random.chance(0.15)) return undefined
  const answer = (): WebhookAnswer => ({
    ...random.pick([{ answer: 'error' as const }, { answer: 'success' as const }, {}, { errorShare: random.pick([0, 0.5, 0.25, 1]) }, { errorShare: 0.5 }]),
    ...(random.chance(0.7) ? { set: generateSet(random, { segments: [], hasEvent: false, rhythm }, false) } : {}),
  })
  return Object.fromEntries(hooks.filter(() => random.chance(0.8)).map((key) => [key, answer()]))
}

/** Entries for the messages there are, each of another reach; some for messages that are not there. */
function generateResponses(random: RandomSource, rhythm: Rhythm, documents: readonly JourneyDocument[]): Response[] | undefined {
  const messages = documents.flatMap(({ id, steps }) => Object.entries(steps).flatMap(([step, one]) => (one.kind === 'message' ? [{ journey: id, step, variants: one.variants ?? [] }] : [])))
  if (messages.length === 0 || random.chance(0.3)) return undefined
  const entries = [...random.some(1, 4, () => {
    const { journey, step, variants } = random.pick(messages)
    const isOfStep = random.chance(0.6)
    return generateResponse(random, rhythm, {
      ...(random.chance(0.3) ? { journey } : {}),
      ...(isOfStep ? { step } : {}),
      ...(isOfStep && variants.length > 0 && random.chance(0.6) ? { variant: random.pick(variants).id } : {}),
      ...(random.chance(0.2) ? { channel: random.pick(CHANNELS) } : {}),
    })
  })]
  const keys = entries.map(({ journey, step, variant, channel }) => JSON.stringify([journey, step, variant, channel]))
  return entries.filter((_, index) => keys.indexOf(keys[index]!) === index)
}

function generateResponse(random: RandomSource, rhythm: Rhythm, reach: Pick<Response, 'journey' | 'step' | 'variant' | 'channel'>): Response {
  const delay = <K extends 'openDelay' | 'clickDelay' | 'delay'>(key: K): { [key in K]?: Delay } => (random.chance(0.6) ? { [key]: generateDelay(random, rhythm) } : {}) as { [key in K]?: Delay } // as: the one key, or none
  const opens = random.chance(0.85)
  return {
    ...reach,
    basis: random.pick(['assumed', 'learned']),
    ...(random.chance(0.2) ? { note: 'a guess' } : {}),
    ...(random.chance(0.4) ? { delivered: generateShare(random) } : {}),
    ...(opens ? { opened: generateShare(random), ...delay('openDelay') } : {}),
    ...(opens && random.chance(0.7) ? { clicked: generateShare(random), ...delay('clickDelay') } : {}),
    ...(random.chance(0.8)
      ? {
          effects: random.some(1, 2, (index) => ({
            event: random.pick(index === 0 ? ['a', 'a', 'b', 'b', 'a.*', '$set', '$api:ready'] : ['toString', 'toString', 'noise']),
            after: random.pick(['sent', 'delivered', 'opened', 'clicked'] as const),
            ...(index === 0 ? generateRepeat(random, rhythm) : { share: random.pick([0.5, 1, { low: 0.1, high: 0.9 }]), ...delay('delay') }),
            ...(random.chance(0.7) ? { properties: generateProperties(random) } : {}),
          })),
        }
      : {}),
  }
}

/** Of what may send again: seldom and late enough that it comes to an end; at once, a new instance of the same start would draw the same for ever. */
function generateRepeat(random: RandomSource, { timers }: Rhythm): { share: Share; delay?: Delay } {
  return { share: random.pick([0.2, 0.3, 0.4, { low: 0.1, high: 0.4 }]), delay: random.pick(timers) }
}

function generateShare(random: RandomSource): Share {
  return random.pick([0, 0.5, 0.9, 1, 1, 1, { low: 0.2, high: 0.9 }, { low: 0, high: 1 }])
}

function generateDelay(random: RandomSource, { timers }: Rhythm): Delay {
  const span = () => random.pick([...timers, 'PT0S', 'PT10M', 'PT1S'])
  if (random.chance(0.55)) return span()
  return random.pick([{ median: 'PT1S' }, { median: 'PT10M', p90: 'PT3H' }, { median: 'PT0S', p90: 'PT0S', longest: 'P1D' }, { median: 'PT2H', longest: 'PT2H' }, { median: 'PT0.001S' }])
}

function generateProperties(random: RandomSource): Record<string, JsonValue> {
  const value = (): JsonValue => (random.chance(0.1) ? random.pick<JsonValue>([null, ['gold', 5, true]]) : random.pick(VALUES))
  return Object.fromEntries(random.some(0, 3, () => [random.pick([...PROPERTIES, 'pushOptIn', 'stepId']), value()]))
}
