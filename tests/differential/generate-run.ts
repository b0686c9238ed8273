import type { JourneyDocument } from '../../engine/core/model/journey.ts'
import type { RunOptions } from '../../engine/core/simulate/run.ts'
import type { Scenario, WebhookAnswer } from '../../engine/core/simulate/scenario.ts'
import { generateJourney } from './generate-journey.ts'
import { FOCUS, generateSet, type Focus } from './generate-step.ts'
import { generateStream } from './generate-stream.ts'
import type { PlainRun } from './oracle/run-by-the-page.ts'
import type { RandomSource } from './random-source.ts'
import { generateRhythm, type Rhythm } from './rhythm.ts'

/** One to three journeys of anything the format knows, and a stream of events for them. */
export function generateRun(random: RandomSource): PlainRun {
  const rhythm = generateRhythm(random)
  const focus = random.chance(0.3) ? 'nothing' : random.pick(Object.keys(FOCUS) as Focus[]) // as: the keys of a constant
  const ids = random.pick(focus === 'journeys' ? [['j', 'passo'], ['ö', 'j', 'constructor']] : [['j'], ['passo'], ['ö'], ['j'], ['j', 'passo'], ['ö', 'j', 'constructor']])
  const documents = ids.map((id, index) => generateJourney(random, rhythm, { id, later: ids.slice(index + 1), earlier: ids.slice(0, index), focus }))
  const { options, ...stream } = generateStream(random, rhythm)
  return { documents, ...stream, options: { ...options, ...scenario(random, rhythm, documents), ...(random.chance(0.3) ? { pressure: true } : {}) } }
}

function scenario(random: RandomSource, rhythm: Rhythm, documents: readonly JourneyDocument[]): Pick<RunOptions, 'scenario'> {
  const hooks = documents.flatMap(({ id, steps }) => Object.entries(steps).flatMap(([step, { kind }]) => (kind === 'webhook' ? [random.chance(0.5) ? step : `${id}/${step}`] : [])))
  if (hooks.length === 0 || random.chance(0.15)) return {}
  const answer = (): WebhookAnswer => ({
    ...random.pick([{ answer: 'error' as const }, { answer: 'success' as const }, {}, { errorShare: random.pick([0, 0.5, 0.25, 1]) }, { errorShare: 0.5 }]),
    ...(random.chance(0.7) ? { set: generateSet(random, { segments: [], hasEvent: false, rhythm }, false) } : {}),
  })
  const scripted: Scenario = { format: 'scenario', formatVersion: 1, webhooks: Object.fromEntries(hooks.filter(() => random.chance(0.8)).map((key) => [key, answer()])) }
  return { scenario: scripted }
}
