import * as z from 'zod'
import { coverageSchema } from '../core/coverage/coverage.ts'
import { waySchema } from '../core/coverage/way.ts'
import { journeySchema } from '../core/model/journey.ts'
import { scenarioSchema } from '../core/simulate/scenario.ts'
import { id, jobId, method } from './method.ts'
import { runQuestion } from './run-question.ts'

const count = z.int().min(0)

/** Somebody made up: what they do in one line, which ways they go, and the test case that holds them to it. */
export const madePersonSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  does: z.string(),
  reaches: z.array(waySchema),
  /** The ways nobody before in the list goes. */
  adds: z.array(waySchema),
  /** A `*.case.json`, as text. */
  caseText: z.string(),
})
export type MadePersonAnswer = z.infer<typeof madePersonSchema>

/** Which ways of a journey are gone, and by whom they could be. */
export const coverageMethods = {
  /** Of the run that is asked about: how many went each way of the document, and why nobody did where that can be told. */
  'coverage.of': method(z.strictObject(runQuestion), coverageSchema),
  /**
   * Makes up people who go these ways (default: all), as few as a greedy choice gives. Needs no data; journeys that steps go through are found as in `runs.start`. Everybody was run through
   * both engines. What nobody was found for is named with the reason; `never`: nobody can go there. Nothing is stored.
   */
  'coverage.make': method(
    z.strictObject({ jobId, document: journeySchema, together: z.array(id).optional(), scenario: scenarioSchema.optional(), seed: z.int().min(0).optional(), ways: z.array(waySchema).optional() }),
    z.strictObject({
      people: z.array(madePersonSchema),
      total: count,
      reached: z.array(waySchema),
      missed: z.array(z.strictObject({ way: waySchema, why: z.string(), never: z.boolean() })),
    }),
  ),
} as const
