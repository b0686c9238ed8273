import * as z from 'zod'
import { instantOfBound } from '../model/calendar.ts'
import { idSchema } from '../model/ids.ts'
import { journeySchema } from '../model/journey.ts'
import { CHANNELS } from '../model/steps/message.ts'
import { scenarioSchema } from '../simulate/scenario.ts'

export const CASE_FORMAT_VERSION = 1

/** The profile id of a case that names none. Splits and holdouts go by the id, so a case that turns on one should name its own. */
export const DEFAULT_PROFILE_ID = 'somebody'

const HELP = 'expected an instant such as 2026-12-01T09:00:00Z (without a zone: UTC), or a date'

const instant = z.union([z.iso.datetime({ offset: true, local: true }), z.iso.date()], { error: HELP })

/** Epoch ms of an instant of a case: without a zone it is UTC, a date is its 00:00. */
export function caseInstant(text: string): number {
  return instantOfBound(text, 'UTC')
}

/** One event that happens to the profile; `properties` as any event has them, of a `$set` event the attributes it sets. */
const eventSchema = z.strictObject({ at: instant, name: idSchema, properties: z.record(z.string(), z.json()).optional() })

/** A journey: the path of its file, seen from the case file, or the document itself. */
const journeyInCase = z.union([z.string().min(1), journeySchema], { error: 'expected the path of a journey file, or a journey document' })

/**
 * What a profile is expected to go through. Only what is named is checked:
 * - `path`: every step it comes to, in order, over all its starts: `"step"`, or `"step:port"` to name the port it leaves by. With several
 *   journeys `"journey/step"` names whose step it is, where that matters.
 * - `messages`: every message, sent or held back, in order; of each only the named members are compared.
 * - `outcome`: how the last start of the (first) journey ended; null: it is still under way when the run ends.
 * - `goals`: ids of all goals reached, in order. `started`: how often it started, all journeys together.
 */
const expectSchema = z.strictObject({
  path: z.array(z.string().min(1)).optional(),
  messages: z
    .array(
      z.strictObject({
        at: instant.optional(),
        step: idSchema,
        channel: z.enum(CHANNELS).optional(),
        status: z.enum(['sent', 'suppressed']).optional(),
        /** Of a message that was held back. */
        reason: z.enum(['consent', 'cap', 'quietHours', 'holdout']).optional(),
      }),
    )
    .optional(),
  outcome: z.string().min(1).nullable().optional(),
  goals: z.array(idSchema).optional(),
  started: z.int().min(0).optional(),
})

/** One of several profiles: what it is like, what happens to it, and what is expected of it. */
const profileSchema = z.strictObject({
  id: idSchema,
  attributes: z.record(z.string(), z.json()).optional(),
  events: z.array(eventSchema),
  expect: expectSchema,
})

const givenSchema = z.strictObject({
  /** One journey, or several that run together. */
  journey: z.union([journeyInCase, z.array(journeyInCase).min(1)], { error: 'expected a journey (the path of its file, or the document), or a list of them' }),
  /** Only what happens at or after it enters; default: the first event. */
  from: instant.optional(),
  /** The end of the run; default: the last event. A case that waits for a timeout has to name it. */
  until: instant.optional(),
  seed: z.int().min(0).optional(),
  /** What webhooks answer, as in a scenario file. */
  scenario: scenarioSchema.optional(),
  /** The one profile of the case; several stand under `profiles`. */
  profile: z.strictObject({ id: idSchema.optional(), attributes: z.record(z.string(), z.json()).optional() }).optional(),
  events: z.array(eventSchema).optional(),
})

/**
 * A test case of a journey (`*.case.json`), version 1: given these events, this is expected. For one profile its events stand in `given`
 * and what is expected in `expect`; for several, each has both in `profiles`.
 */
export const caseSchema = z
  .strictObject({
    format: z.literal('case', 'this is no test case: "format" must be "case"'),
    formatVersion: z.literal(CASE_FORMAT_VERSION, `"formatVersion" must be ${CASE_FORMAT_VERSION}`),
    /** A sentence that says what is tested. */
    name: z.string().min(1).optional(),
    given: givenSchema,
    expect: expectSchema.optional(),
    profiles: z.array(profileSchema).min(1).optional(),
  })
  .superRefine(({ given, expect, profiles }, context) => {
    if (given.from !== undefined && given.until !== undefined && caseInstant(given.from) > caseInstant(given.until)) context.addIssue({ code: 'custom', message: 'the run ends before it begins', path: ['given', 'until'] })
    const isOne = given.events !== undefined || given.profile !== undefined || expect !== undefined
    if (profiles && isOne) context.addIssue({ code: 'custom', message: 'takes "given.events" and "expect", or "profiles", not both', path: ['profiles'] })
    if (!profiles && given.events === undefined) context.addIssue({ code: 'custom', message: 'needs "events" (or "profiles" beside "given")', path: ['given', 'events'] })
    if (!profiles && expect === undefined) context.addIssue({ code: 'custom', message: 'needs "expect" (or "profiles")', path: ['expect'] })
    const twice = profiles?.findIndex(({ id }, index) => profiles.some((one, other) => other < index && one.id === id)) ?? -1
    if (twice >= 0) context.addIssue({ code: 'custom', message: 'two profiles have one id', path: ['profiles', twice, 'id'] })
  })

export type CaseFile = z.infer<typeof caseSchema>
export type CaseProfile = z.infer<typeof profileSchema>
export type CaseExpectation = z.infer<typeof expectSchema>

/** The profiles of a case, whichever way it is written. */
export function profilesOf({ given, expect = {}, profiles }: CaseFile): CaseProfile[] {
  return profiles ?? [{ id: given.profile?.id ?? DEFAULT_PROFILE_ID, attributes: given.profile?.attributes, events: given.events ?? [], expect }]
}
