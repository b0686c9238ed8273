import * as z from 'zod'
import { journeySchema } from '../core/model/journey.ts'
import { scenarioSchema } from '../core/simulate/scenario.ts'
import { id, instant, jobId, method } from './method.ts'

/** The text of a `*.scenario.json` as it was saved, and what it says; all null for a journey without one. */
const storedScenarioSchema = z.strictObject({ text: z.string().nullable(), scenario: scenarioSchema.nullable(), savedAt: instant.nullable() })

const findingSchema = z.strictObject({ severity: z.enum(['error', 'warning']), path: z.string(), message: z.string(), help: z.string() })

const learnedScenarioSchema = z.strictObject({
  scenario: scenarioSchema,
  messages: z.int(),
  /** Reactions that no message of the data explains, and messages too near the end of the data to have been opened: both left out. */
  unmatched: z.int(),
  tooLate: z.int(),
  /** False: the data hold no `$delivered`, so every message counts as delivered. */
  hasDeliveries: z.boolean(),
})

/** The assumptions a journey of the workspace is rehearsed under. A run takes what it is given: the window passes these to `runs.start`. */
export const scenarioMethods = {
  'journeys.scenario.get': method(z.strictObject({ id }), storedScenarioSchema),
  /** `text` null takes it away. A text that is no scenario is E_SCENARIO, with the JSON path of every problem. */
  'journeys.scenario.save': method(z.strictObject({ id, text: z.string().nullable() }), storedScenarioSchema),
  /** Holds the text of a `*.scenario.json` against journeys. A text that is no scenario is E_SCENARIO; names that no journey has are findings. */
  'scenarios.check': method(z.strictObject({ text: z.string(), documents: z.array(journeySchema) }), z.strictObject({ scenario: scenarioSchema, findings: z.array(findingSchema) })),
  /** How people responded to the messages of a dataset; effects are never learned. Without messages, reactions or enough of them E_LEARN. */
  'scenarios.learn': method(z.strictObject({ jobId, datasetId: id }), learnedScenarioSchema),
} as const

export type StoredScenario = z.infer<typeof storedScenarioSchema>
export type LearnedScenario = z.infer<typeof learnedScenarioSchema>
