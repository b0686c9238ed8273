import * as z from 'zod'
import { journeySchema } from '../core/model/journey.ts'
import { capabilitiesSchema } from '../core/publish/capabilities.ts'
import { targetProblemSchema } from '../core/publish/problem.ts'
import { TARGET_IDS } from '../core/publish/target.ts'
import { empty, id, method } from './method.ts'

export const targetId = z.enum(TARGET_IDS)

/** Platforms without an API for journeys, and every other: for them a colleague rebuilds it from paper. */
export const HAND_OVER_IDS = ['netmera', 'braze', 'iterable', 'moengage', 'clevertap', ...TARGET_IDS] as const

const fieldSchema = z.strictObject({
  id,
  label: z.string(),
  help: z.string(),
  kind: z.enum(['text', 'url', 'number', 'choice', 'longText']),
  choices: z.array(z.strictObject({ value: z.string(), label: z.string() })).optional(),
  isRequired: z.boolean(),
  initial: z.string().optional(),
  isVerbatim: z.boolean().optional(),
})

export const settingsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))

/** What platforms take, without being connected to one. */
export const targetMethods = {
  'targets.list': method(
    empty,
    z.array(
      z.strictObject({
        id: targetId,
        name: z.string(),
        fields: z.array(fieldSchema),
        secret: z.strictObject({ label: z.string(), help: z.string(), scopes: z.array(z.string()) }),
        capabilities: capabilitiesSchema,
      }),
    ),
  ),
  /**
   * What each platform cannot do as this journey says, step by step. `settings`: of the accounts one would publish to, by target, since what a platform takes may
   * depend on them; those left out take what stands in for an account nobody named.
   */
  'targets.fit': method(z.strictObject({ document: journeySchema, settings: z.partialRecord(targetId, settingsSchema).optional() }), z.array(z.strictObject({ target: targetId, problems: z.array(targetProblemSchema) }))),
  /** The payloads as a file, references unfilled; settings left out take their initial values. Settings that are wrong are E_SETTINGS. */
  'targets.export': method(
    z.strictObject({ document: journeySchema, target: targetId, settings: settingsSchema.optional() }),
    z.strictObject({ fileName: z.string(), text: z.string(), problems: z.array(targetProblemSchema) }),
  ),
  /** Reads what a platform's API gives for a journey, or what `targets.export` wrote, as a document. What is no journey of that platform is E_TARGET_INPUT. */
  'targets.import': method(
    z.strictObject({ target: targetId, name: z.string(), text: z.string() }),
    z.strictObject({ document: journeySchema, notes: z.array(targetProblemSchema) }),
  ),
  /** A pack from which a colleague rebuilds the journey by hand, in the platform's own words: a page to print, and its tables as CSV. */
  'targets.handOver': method(
    z.strictObject({ document: journeySchema, platform: z.enum(HAND_OVER_IDS) }),
    z.strictObject({ files: z.array(z.strictObject({ fileName: z.string(), mediaType: z.string(), text: z.string() })), problems: z.array(targetProblemSchema) }),
  ),
} as const
