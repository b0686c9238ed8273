import * as z from 'zod'
import { dialectIdSchema } from '../core/dialect/dialect-id.ts'
import { journeySchema } from '../core/model/journey.ts'
import { simulationResultSchema } from '../core/simulate/result.ts'
import { id, method } from './method.ts'
import { runQuestion } from './run-question.ts'

const topic = z.enum(['exits', 'caps', 'splits', 'waits', 'quietHours', 'reentry', 'delays'])

/** What a platform does otherwise, and what of it matters to one journey: see core/dialect/rule.ts. */
export const dialectViewSchema = z.strictObject({
  id: dialectIdSchema,
  name: z.string(),
  rules: z.array(
    z.strictObject({
      topic,
      says: z.string(),
      source: z.strictObject({ title: z.string(), url: z.string() }),
      /** Why this reading is a guess; null: it is what the source says. */
      guess: z.string().nullable(),
      /** What it does to this journey; none: nothing here. */
      effects: z.array(z.strictObject({ stepId: id.nullable(), inWords: z.string() })),
    }),
  ),
  /** What the platform also does otherwise and a rehearsal leaves out. */
  leftOut: z.array(z.string()),
})

const problem = z.strictObject({ code: z.string(), message: z.string(), help: z.string() })
const { dialect: _ours, ...question } = runQuestion

/** Rehearsing as a platform would run it. */
export const dialectMethods = {
  'dialects.list': method(z.strictObject({ document: journeySchema }), z.array(dialectViewSchema)),
  /**
   * The run by our own rules, and the same run as each platform would do it; nothing is stored. What cannot run as one of them is its `error`. Progress under
   * `jobId`, counted in runs.
   */
  'dialects.compare': method(
    z.strictObject({ ...question, dialects: z.array(dialectIdSchema).min(1).max(20) }),
    z.strictObject({ ours: simulationResultSchema, others: z.array(z.strictObject({ id: dialectIdSchema, result: simulationResultSchema.nullable(), error: problem.nullable() })) }),
  ),
} as const
