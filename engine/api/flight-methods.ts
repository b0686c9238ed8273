import * as z from 'zod'
import { impactSchema } from '../core/flight/impact.ts'
import { journeySchema } from '../core/model/journey.ts'
import { id, instant, method } from './method.ts'
import { runQuestion } from './run-question.ts'

const count = z.int().min(0)
/** `document` of the question is the version that runs, `after` the one that takes over at `at`. */
const switchQuestion = { ...runQuestion, after: journeySchema, at: instant, moves: z.record(z.string(), id).optional() }

const faredSchema = z.strictObject({ messages: count, suppressed: count, goals: z.array(id), outcome: id.nullable(), step: id.nullable() })

/** What another version of a journey does to people under way. */
export const flightMethods = {
  /**
   * `moves`: from steps that are gone to steps of the newer version; whoever stands in another one that is gone is lost. Progress under `jobId`. A move from a
   * step that is still there, or to one that is not, is E_MOVE.
   */
  'flight.impact': method(z.strictObject(switchQuestion), impactSchema),
  /** The people behind a number of the impact, by profile id: under way in a step, those who are lost or moved, those who fare differently. */
  'flight.people': method(
    z.strictObject({
      ...switchQuestion,
      of: z.strictObject({ step: id.optional(), fate: z.enum(['same', 'changed', 'moved', 'lost']).optional(), differ: z.boolean().optional() }),
      offset: count.optional(),
      limit: z.int().min(1).max(1000).optional(),
    }),
    z.strictObject({
      found: count,
      list: z.array(z.strictObject({ profileId: id, step: id, startedAt: instant, since: instant, differs: z.boolean(), finish: faredSchema, follow: faredSchema })),
    }),
  ),
} as const
