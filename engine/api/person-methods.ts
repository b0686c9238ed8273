import * as z from 'zod'
import { explanationSchema } from '../core/explain/explanation.ts'
import { journeySchema } from '../core/model/journey.ts'
import { assumeSchema } from '../core/simulate/responses/response-schema.ts'
import { scenarioSchema } from '../core/simulate/scenario.ts'
import { sessionGapMs } from './explore-methods.ts'
import { id, instant, method } from './method.ts'

/** Events of one person that can be looked at and changed one by one. */
export const MOST_EVENTS_OF_A_PERSON = 5000

/** Whole milliseconds, as in data. `properties` of a `$set` are the attributes it sets, null takes one away. */
const eventSchema = z.strictObject({ at: z.int(), name: id, properties: z.record(z.string(), z.json()) })

/** `known`: there is a row of attributes, however empty, so that schedules ask the person before the first event. */
const profileSchema = z.strictObject({ id, attributes: z.record(z.string(), z.json()), known: z.boolean() })

export type PersonEvent = z.infer<typeof eventSchema>
export type PersonProfile = z.infer<typeof profileSchema>

/** One person alone: what the data hold of them, and what would happen to them with other events. */
export const personMethods = {
  /** The events of one person in order, at most MOST_EVENTS_OF_A_PERSON of `total`; `firstAt`: the first instant of all the data. Nobody of that id is E_PROFILE. */
  'people.events': method(
    z.strictObject({ datasetId: id, profileId: id, sessionGapMs: sessionGapMs.optional() }),
    z.strictObject({ profile: profileSchema, events: z.array(eventSchema), total: z.int(), firstAt: instant }),
  ),
  /**
   * Runs one person with these events alone, in the order given where instants are equal, and tells it as `runs.explain` does: with what `people.events`
   * answers it is the same story. `firstAt` (default: the first event) is the first instant of the data, which schedules without a date count from.
   */
  'people.rehearse': method(
    z.strictObject({
      document: journeySchema,
      together: z.array(id).optional(),
      scenario: scenarioSchema.optional(),
      assume: assumeSchema.optional(),
      seed: z.int().min(0).optional(),
      from: instant,
      until: instant,
      firstAt: instant.optional(),
      profile: profileSchema,
      events: z.array(eventSchema).max(MOST_EVENTS_OF_A_PERSON),
      /** Also where the person stands at `until`: machine, timers, what is listened for. */
      standing: z.boolean().optional(),
    }),
    explanationSchema,
  ),
} as const
