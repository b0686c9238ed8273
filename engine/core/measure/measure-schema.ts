import * as z from 'zod'
import { conditionSchema, type Condition } from '../model/condition.ts'
import { exactDurationSchema } from '../model/duration.ts'
import { idSchema } from '../model/ids.ts'
import { STAGES, type Stage } from '../simulate/responses/response-schema.ts'

// What a figure of a scenario is: a small language over two worlds, one population with the journey and the same without it. `evaluate-measure.ts` is its meaning.

const within = { within: exactDurationSchema.optional() }
const text = z.string().min(1)
const MEASURE = 'expected a count ({profiles}, {events}, {sum, of}, {messages}, {goal}, {instances}), {ratio: [a, b]}, {growth: a}, {times: a} or {without: a}'

/** A number of one world; unless `without` says otherwise, of the one with the journey. */
export type Measure =
  | { profiles: Condition; endingAgo?: string | undefined }
  | { events: string; within?: string | undefined }
  | { sum: string; of: string; within?: string | undefined }
  | { messages: Stage; steps?: string[] | undefined }
  | { goal: string; value?: true | undefined }
  | { instances: 'started' | 'converted' | 'profiles' }
  | { ratio: [Measure, Measure] }
  | { growth: Measure }
  | { times: Measure }
  | { without: Measure }

export const measureSchema: z.ZodType<Measure> = z.lazy(() => z.union([
  /** Profiles for whom the condition holds at the end; `endingAgo`: so long before it. */
  z.strictObject({ profiles: conditionSchema, endingAgo: exactDurationSchema.optional() }),
  /** Events of a name; `within`: in the last stretch of the run. */
  z.strictObject({ events: text, ...within }),
  /** Sum of a property over the events `of` a name; what is no number counts 0. */
  z.strictObject({ sum: text, of: text, ...within }),
  /** Messages that were sent, delivered, opened or clicked, of these steps or of all. */
  z.strictObject({ messages: z.enum(STAGES), steps: z.array(idSchema).min(1).optional() }),
  /** Conversions of a goal, or their value. */
  z.strictObject({ goal: idSchema, value: z.literal(true).optional() }),
  z.strictObject({ instances: z.enum(['started', 'converted', 'profiles']) }),
  z.strictObject({ ratio: z.tuple([measureSchema, measureSchema]) }),
  /** With the journey against without it, less 1: 0.5 is half as much again. */
  z.strictObject({ growth: measureSchema }),
  /** With the journey against without it. */
  z.strictObject({ times: measureSchema }),
  z.strictObject({ without: measureSchema }),
], { error: MEASURE }))

/** How a figure is written: 0.08 as 8 %, growth 0.5 as +50 %, times 9 as × 9, a count as it is. */
export const figureUnitSchema = z.enum(['share', 'growth', 'times', 'count'])
export type FigureUnit = z.infer<typeof figureUnitSchema>

/** A figure somebody published, and how it is measured in a rehearsal. */
export const figureSchema = z.strictObject({
  id: idSchema,
  name: text,
  unit: figureUnitSchema,
  /** Null: nobody published it; it is shown for what it is, the scenario's own assumption. */
  published: z.number().nullable(),
  measure: measureSchema,
})
export type Figure = z.infer<typeof figureSchema>
