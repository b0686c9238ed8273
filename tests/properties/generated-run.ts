import fc from 'fast-check'
import { buildDataset } from '../../engine/core/model/dataset.ts'
import { simulateTogetherWithKernel } from '../../engine/core/simulate/kernel.ts'
import type { JointOutput } from '../../engine/core/simulate/run.ts'
import { generateRun } from '../differential/generate-run.ts'
import type { PlainRun } from '../differential/oracle/run-by-the-page.ts'
import { RandomSource } from '../differential/random-source.ts'

/** One to three valid journeys of anything the format knows, with a stream of events for them: any seed makes some. */
export const generatedRun: fc.Arbitrary<PlainRun> = fc.integer({ min: 0, max: 0xffff_ffff }).map((seed) => generateRun(new RandomSource(seed)))

export function simulate({ documents, events, profiles, options }: PlainRun): JointOutput {
  return simulateTogetherWithKernel(documents, buildDataset(events, profiles), { ...options, collectMessages: true })
}

/** An output as plain JSON, so that whole ones can be compared. */
export function comparable({ figures, messages, pressure, responses, notices }: JointOutput) {
  return { figures, messages, responses, pressure: { profileDays: Array.from(pressure.profileDays, (days) => days ?? 0), collisions: Object.fromEntries(pressure.collisions) }, notices: { ...notices } }
}
