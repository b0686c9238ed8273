import { generateJourney } from './generate-journey.ts'
import { generateScenario } from './generate-scenario.ts'
import { FOCUS, type Focus } from './generate-step.ts'
import { generateStream } from './generate-stream.ts'
import type { PlainRun } from './oracle/run-by-the-page.ts'
import type { RandomSource } from './random-source.ts'
import { generateRhythm } from './rhythm.ts'

/** One to three journeys of anything the format knows, and a stream of events for them. */
export function generateRun(random: RandomSource): PlainRun {
  const rhythm = generateRhythm(random)
  const focus = random.chance(0.3) ? 'nothing' : random.pick(Object.keys(FOCUS) as Focus[]) // as: the keys of a constant
  const ids = random.pick(focus === 'journeys' ? [['j', 'passo'], ['ö', 'j', 'constructor']] : [['j'], ['passo'], ['ö'], ['j'], ['j', 'passo'], ['ö', 'j', 'constructor']])
  const documents = ids.map((id, index) => generateJourney(random, rhythm, { id, later: ids.slice(index + 1), earlier: ids.slice(0, index), focus }))
  const { options, ...stream } = generateStream(random, rhythm)
  const assumed = generateScenario(random, rhythm, documents)
  // so that what comes of late messages comes, too
  const longer = assumed.scenario?.responses && random.chance(0.6) ? { until: rhythm.instants.at(-1)! + random.pick([3_600_000, 86_400_000]) } : {}
  return { documents, ...stream, options: { ...options, ...longer, ...assumed, ...(random.chance(0.3) ? { pressure: true } : {}) } }
}
