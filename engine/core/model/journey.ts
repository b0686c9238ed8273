import * as z from 'zod'
import { conditionSchema, whereSchema } from './condition.ts'
import { exactDurationSchema, spanSchema } from './duration.ts'
import { idSchema, nameSchema } from './ids.ts'
import { CHANNELS } from './steps/message.ts'
import { stepSchema } from './steps/registry.ts'
import { isTimeZone } from './time-zone.ts'

export const FORMAT_VERSION = 1

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a local time such as 22:00')

const instant = z.union([z.iso.datetime({ offset: true, local: true }), z.iso.date()], {
  error: 'expected an instant such as 2026-12-01T09:00:00Z, or a date',
})

const timeZone = z.string().refine(isTimeZone, { error: (issue) => `"${String(issue.input)}" is not a time zone; use an IANA name such as Europe/Istanbul` })

const triggerSchema = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('event'), event: idSchema }),
    z.strictObject({ kind: z.literal('segment'), segment: idSchema, change: z.enum(['enter', 'leave']) }),
    z
      .strictObject({ kind: z.literal('schedule'), at: instant.optional(), every: z.string().min(1).optional(), audience: whereSchema.optional() })
      .refine((trigger) => trigger.at !== undefined || trigger.every !== undefined, 'a schedule needs "at", "every" or both'),
    z.strictObject({ kind: z.literal('api'), name: idSchema }),
  ],
  { error: () => 'expected a trigger: an object whose "kind" is one of event, segment, schedule, api' },
)

const entrySchema = z.strictObject({ id: idSchema, trigger: triggerSchema, where: whereSchema.optional(), next: idSchema })

const limitSchema = z.strictObject({ count: z.int().min(1), within: exactDurationSchema })

const reentrySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('once') }),
  z.strictObject({ kind: z.literal('afterExit'), cooldown: exactDurationSchema.optional(), limit: limitSchema.optional() }),
  z.strictObject({ kind: z.literal('always'), key: idSchema.optional(), limit: limitSchema.optional() }),
])

const goalSchema = z.strictObject({
  id: idSchema,
  event: idSchema,
  where: whereSchema.optional(),
  value: z.string().min(1).optional(),
  window: exactDurationSchema.optional(),
  endsJourney: z.boolean().optional(),
})

const exitSchema = z.union(
  [z.strictObject({ id: idSchema, event: idSchema, where: whereSchema.optional() }), z.strictObject({ id: idSchema, segment: idSchema })],
  { error: 'expected an exit: {id, event, where?} or {id, segment}' },
)

const policiesSchema = z.strictObject({
  quietHours: z
    .strictObject({ from: clock, to: clock, mode: z.enum(['hold', 'drop']).optional() })
    .refine(({ from, to }) => from !== to, 'from and to are the same time, so no hour would be quiet; make them differ')
    .optional(),
  caps: z
    .array(
      z
        .strictObject({
          channel: z.enum([...CHANNELS, '*']),
          count: z.int().min(0),
          within: spanSchema,
          calendar: z.boolean().optional(),
          onCap: z.union([z.enum(['skip', 'exit']), z.strictObject({ retryFor: exactDurationSchema })]).optional(),
        })
        .refine((cap) => cap.calendar === true || !/^P\d+[MY]/.test(cap.within), 'a rolling cap needs an exact duration; P1M needs "calendar": true')
        .refine((cap) => cap.calendar !== true || ['P1D', 'P1W', 'P1M'].includes(cap.within), 'a calendar cap counts per P1D, P1W or P1M'),
    )
    .optional(),
  consent: z.partialRecord(z.enum(CHANNELS), idSchema).optional(),
  holdout: z.strictObject({ share: z.number().min(0).max(1), key: idSchema.optional() }).optional(),
  priority: z.number().optional(),
})

const positionSchema = z.object({ x: z.number(), y: z.number() }).loose()
// `notes` is a list of notes and comments; what is none stays in the file as it came.
const layoutSchema = z.record(z.string(), z.union([positionSchema, z.array(z.unknown())]))

/** The journey document, version 1, as the format page says; unknown keys are refused with their path. */
export const journeySchema = z.strictObject({
  format: z.literal('journey', 'this is no journey document: "format" must be "journey"'),
  formatVersion: z.literal(FORMAT_VERSION, `"formatVersion" must be ${FORMAT_VERSION}`),
  id: idSchema,
  name: nameSchema.optional(),
  description: z.string().optional(),
  timeZone: timeZone.optional(),
  currency: z.string().min(1).optional(),
  activeFrom: instant.optional(),
  activeUntil: instant.optional(),
  stages: z.array(z.strictObject({ id: idSchema, name: nameSchema.optional() })).optional(),
  segments: z.record(idSchema, z.strictObject({ name: nameSchema.optional(), when: conditionSchema })).optional(),
  entries: z.array(entrySchema),
  reentry: reentrySchema.optional(),
  goals: z.array(goalSchema).optional(),
  exits: z.array(exitSchema).optional(),
  policies: policiesSchema.optional(),
  steps: z.record(idSchema, stepSchema),
  layout: layoutSchema.optional(),
})

export type JourneyDocument = z.infer<typeof journeySchema>
export type Entry = JourneyDocument['entries'][number]
export type Trigger = Entry['trigger']
export type Goal = NonNullable<JourneyDocument['goals']>[number]
export type ExitCriterion = NonNullable<JourneyDocument['exits']>[number]
export type Reentry = NonNullable<JourneyDocument['reentry']>
export type Stage = NonNullable<JourneyDocument['stages']>[number]
export type Segment = NonNullable<JourneyDocument['segments']>[string]
export type Policies = NonNullable<JourneyDocument['policies']>
