import fc from 'fast-check'
import { RehearsalError } from '../../engine/core/errors.ts'
import { buildDataset } from '../../engine/core/model/dataset.ts'
import { simulateTogetherWithKernel } from '../../engine/core/simulate/kernel.ts'
import type { JointOutput } from '../../engine/core/simulate/run.ts'
import { generateRun } from '../differential/generate-run.ts'
import type { PlainRun } from '../differential/oracle/run-by-the-page.ts'
import { RandomSource } from '../differential/random-source.ts'

/** One to three valid journeys of anything the format knows, with a stream of events for them: any seed makes some. */
export const generatedRun: fc.Arbitrary<PlainRun> = fc.integer({ min: 0, max: 0xffff_ffff }).map((seed) => generateRun(new RandomSource(seed)))

/** A run that stops because somebody goes round in a loop at one instant is no case of any property: another one is taken. */
export function simulate({ documents, events, profiles, options }: PlainRun): JointOutput {
  try {
    return simulateTogetherWithKernel(documents, buildDataset(events, profiles), { ...options, collectMessages: true })
  } catch (error) {
    fc.pre(!(error instanceof RehearsalError && ['S001', 'S003', 'S004'].includes(error.code)))
    throw error
  }
}

/** An output as plain JSON, so that whole ones can be compared. Lists that go by the steps of a document are put in an order of their own. */
export function comparable({ figures, messages, pressure, responses, notices }: JointOutput) {
  return {
    figures,
    messages,
    responses: responses && { ...responses, messages: inOrder(responses.messages) },
    pressure: { profileDays: Array.from(pressure.profileDays, (days) => days ?? 0), collisions: Object.fromEntries(pressure.collisions) },
    notices: { ...notices, ...(notices.winners ? { winners: inOrder(notices.winners) } : {}) },
  }
}

function inOrder<T extends { journey: string; step: string; variant: string | null }>(rows: readonly T[]): T[] {
  return rows.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}

function keyOf({ journey, step, variant }: { journey: string; step: string; variant: string | null }): string {
  return JSON.stringify([journey, step, variant])
}
