import fc from 'fast-check'
import { buildDataset } from '../../engine/core/model/dataset.ts'
import { simulateWithKernel } from '../../engine/core/simulate/kernel.ts'
import type { RunOutput } from '../../engine/core/simulate/run.ts'
import { generateJourney } from '../differential/generate-journey.ts'
import { generateStream } from '../differential/generate-stream.ts'
import type { PlainRun } from '../differential/oracle/run-by-the-page.ts'
import { RandomSource } from '../differential/random-source.ts'

/** A valid journey of what runs, with a stream of events for it: any seed makes one. */
export const generatedRun: fc.Arbitrary<PlainRun> = fc.integer({ min: 0, max: 0xffff_ffff }).map((seed) => {
  const random = new RandomSource(seed)
  return { document: generateJourney(random), ...generateStream(random) }
})

export function simulate(run: PlainRun): RunOutput {
  return simulateWithKernel(run.document, buildDataset(run.events, run.profiles), { ...run.options, collectMessages: true })
}
