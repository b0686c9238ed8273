import * as z from 'zod'
import { CHANNELS } from '../model/steps/message.ts'
import { basisSchema } from '../simulate/responses/response-schema.ts'
import { conditionNodeSchema } from './condition-node.ts'
import { standingSchema } from './standing.ts'

// What an explanation says, as data; `in-words.ts` makes sentences of it. Instants are epoch ms, UTC; spans ms unless they say otherwise.

const instant = z.number()
const condition = conditionNodeSchema.nullable()
const values = z.record(z.string(), z.json())

/** An event of the profile, with all that is known of it. `basis`: it is none of the data, but comes of a message by the scenario's response model. */
export const explainedEventSchema = z.strictObject({ name: z.string(), at: instant, properties: values, basis: basisSchema.optional() })

/** A step by its id, and the name people know it by. */
const stepSchema = z.strictObject({ id: z.string(), name: z.string(), kind: z.string() })

/** What made something happen. `arrival`: nothing held it where it had just arrived; `release`: a parked message is decided again. */
const causeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('event'), event: explainedEventSchema }),
  z.strictObject({ kind: z.enum(['schedule', 'timer', 'arrival', 'segment', 'release', 'journey', 'childEnd', 'parentEnd']) }),
])

/** How near something came. `of` names the branch or the goal it would have served. */
export const missSchema = z.discriminatedUnion('kind', [
  /** It came after all, so much too late; 0: at the very instant, which is too late as well. */
  z.strictObject({ kind: z.literal('late'), of: z.string(), event: explainedEventSchema, condition, byMs: z.number() }),
  /** It had come so long before the wait began, which only counts what comes after. */
  z.strictObject({ kind: z.literal('early'), of: z.string(), event: explainedEventSchema, condition, byMs: z.number() }),
  /** In time and of the right name, but not as wanted: the nearest of `count` such events. */
  z.strictObject({ kind: z.literal('failed'), of: z.string(), event: explainedEventSchema, condition: conditionNodeSchema, count: z.int() }),
  /** Those of the right name that came too late would not have done either: the nearest of `count`. */
  z.strictObject({ kind: z.literal('lateAndFailed'), of: z.string(), event: explainedEventSchema, condition: conditionNodeSchema, count: z.int() }),
  /** In time, but of another value of the re-entry key. */
  z.strictObject({ kind: z.literal('otherKey'), of: z.string(), event: explainedEventSchema, key: z.string(), wanted: z.json() }),
  /** The profile was not in the segment when the wait ended. */
  z.strictObject({ kind: z.literal('notInSegment'), of: z.string(), condition: conditionNodeSchema }),
  /** Nothing of these names came up to the end of the run, from the beginning of the wait (or journey) on. */
  z.strictObject({ kind: z.literal('nothing'), events: z.array(z.string()) }),
])

/** What a waiting instance waits for, and until when at the latest (null: for ever, to the end of the run). */
const waitsSchema = z.strictObject({
  for: z.array(z.strictObject({ branch: z.string(), event: z.string().nullable(), segment: z.string().nullable(), where: z.string().nullable() })),
  until: instant.nullable(),
  /** In words as short as "14 days" or "09:00"; null for a wait without an end. */
  span: z.string().nullable(),
})

/** Which way was taken at a step and why, and why not the others. `judged` false: it was not asked, because one before it had been taken. */
const decisionSchema = z.strictObject({
  taken: z.strictObject({ branch: z.string(), condition }).nullable(),
  others: z.array(z.strictObject({ branch: z.string(), condition, judged: z.boolean() })),
})

/** Why re-entry held a start back, with what it went by. */
const refusalSchema = z.discriminatedUnion('why', [
  z.strictObject({ why: z.literal('once'), startedAt: instant }),
  z.strictObject({ why: z.literal('active'), since: instant }),
  z.strictObject({ why: z.literal('key'), key: z.string(), value: z.json(), since: instant }),
  z.strictObject({ why: z.literal('cooldown'), endedAt: instant, overAt: instant }),
  z.strictObject({ why: z.literal('limit'), count: z.int(), withinMs: z.number(), starts: z.array(instant), overAt: instant }),
])

/** The policy that held a message back, with what it went by. */
const policySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('holdout'), share: z.number() }),
  z.strictObject({ kind: z.literal('consent'), attribute: z.string(), actual: z.json() }),
  z.strictObject({
    kind: z.literal('cap'),
    channel: z.enum([...CHANNELS, '*']),
    count: z.int(),
    /** ISO 8601, or the calendar period that is counted from its start. */
    within: z.string(),
    calendar: z.boolean(),
    /** What fills it, the oldest first. `step` and `journey`: names; null for a message of the data that does not say. */
    sent: z.array(z.strictObject({ at: instant, step: z.string().nullable(), journey: z.strictObject({ id: z.string(), name: z.string() }).nullable() })),
    /** When the cap has room if nothing else is sent; null: never. */
    roomAt: instant.nullable(),
  }),
  /** Local times; `overAt`: when the quiet hours under way end. */
  z.strictObject({ kind: z.literal('quietHours'), from: z.string(), to: z.string(), localTime: z.string(), overAt: instant }),
])

/** When something happened. `local`: the profile's clock then, `YYYY-MM-DDTHH:MM:SS`, in `zone`. `instance` counts the profile's starts in the journey from 1. */
const when = { at: instant, iso: z.string(), local: z.string(), zone: z.string(), journey: z.string(), instance: z.int().nullable() }

export const happenedSchema = z.discriminatedUnion('what', [
  /** `entry` null: started by a step of another journey, if by anything. */
  z.strictObject({ ...when, what: z.literal('start'), entry: z.string().nullable(), cause: causeSchema, condition, heldOut: z.boolean() }),
  /** An entry matched, and re-entry held it back. */
  z.strictObject({ ...when, what: z.literal('refused'), entry: z.string().nullable(), event: explainedEventSchema.nullable(), condition, refusal: refusalSchema }),
  /** `waits` null: it goes on at once. */
  z.strictObject({ ...when, what: z.literal('arrive'), step: stepSchema, waits: waitsSchema.nullable() }),
  z.strictObject({
    ...when,
    what: z.literal('leave'),
    step: stepSchema,
    port: z.string(),
    to: stepSchema,
    cause: causeSchema,
    afterMs: z.number(),
    decision: decisionSchema.nullable(),
    /** The variant that was dealt, and the share of people who get it. */
    dealt: z.strictObject({ variant: z.string(), name: z.string(), share: z.number() }).nullable(),
    /** Attributes the step changed; null is missing. */
    changes: z.array(z.strictObject({ attribute: z.string(), from: z.json(), to: z.json() })),
    /** Of a webhook. */
    answer: z.enum(['success', 'error']).nullable(),
    misses: z.array(missSchema),
  }),
  z.strictObject({
    ...when,
    what: z.literal('message'),
    step: stepSchema,
    channel: z.enum(CHANNELS),
    variant: z.string().nullable(),
    /** `parked`: decided again at `until`. `ended`: suppressed, and the instance ends with it. */
    status: z.enum(['sent', 'suppressed', 'parked', 'ended']),
    by: policySchema.nullable(),
    until: instant.nullable(),
  }),
  z.strictObject({
    ...when,
    what: z.literal('goal'),
    goal: z.string(),
    event: explainedEventSchema,
    condition,
    /** Null: the goal has no value. */
    value: z.number().nullable(),
    currency: z.string().nullable(),
    /** The message it is credited to; null: none. */
    creditedTo: stepSchema.nullable(),
    endsJourney: z.boolean(),
  }),
  z.strictObject({
    ...when,
    what: z.literal('end'),
    step: stepSchema,
    outcome: z.string(),
    cause: causeSchema,
    afterMs: z.number(),
    /** The exit that ended it, with what held. */
    exit: z.strictObject({ id: z.string(), condition }).nullable(),
    /** Where a way leads nowhere: which, and why. */
    port: z.string().nullable(),
    decision: decisionSchema.nullable(),
    misses: z.array(missSchema),
  }),
  /** At the end of the run it still stands there. */
  z.strictObject({ ...when, what: z.literal('waiting'), step: stepSchema, since: instant, waits: waitsSchema.nullable(), misses: z.array(missSchema) }),
])

/** How near a profile came to an entry by which it did not start. */
export const entryMissSchema = z.discriminatedUnion('kind', [
  /** The nearest of `count` events (of a schedule: askings) that it was asked by. */
  z.strictObject({ kind: z.literal('failed'), at: instant, event: explainedEventSchema.nullable(), condition: conditionNodeSchema, count: z.int() }),
  /** It came while entries were closed: before the run began, or outside of the time the journey is open. */
  z.strictObject({ kind: z.literal('closed'), event: explainedEventSchema, from: instant.nullable(), until: instant.nullable(), why: z.enum(['beforeRun', 'notOpen']) }),
  /** No event of that name came at all; `seen`: what came instead, the most frequent first. */
  z.strictObject({ kind: z.literal('noEvent'), event: z.string(), seen: z.array(z.strictObject({ name: z.string(), count: z.int() })) }),
  /** Membership of the segment never changed so; the instant at which it came nearest. */
  z.strictObject({ kind: z.literal('segment'), change: z.enum(['enter', 'leave']), at: instant, condition: conditionNodeSchema }),
  /** The schedule asked nobody in the span of the run, or when the profile was not yet known. */
  z.strictObject({ kind: z.literal('notAsked'), why: z.enum(['noInstant', 'unknownThen']) }),
])

const explainedGoalSchema = z.strictObject({ id: z.string(), reachedAt: instant.nullable(), misses: z.array(missSchema) })

const explainedInstanceSchema = z.strictObject({
  number: z.int(),
  startedAt: instant,
  /** Null: still under way. */
  endedAt: instant.nullable(),
  outcome: z.string().nullable(),
  heldOut: z.boolean(),
  goals: z.array(explainedGoalSchema),
})

export const explainedJourneySchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  timeZone: z.string(),
  instances: z.array(explainedInstanceSchema),
  /** Of a journey that never started for the profile: how near it came, entry by entry. */
  entries: z.array(z.strictObject({ id: z.string(), trigger: z.string(), miss: entryMissSchema })),
})

/** Everything that happened to one profile in a run, in order, with the reasons. */
export const explanationSchema = z.strictObject({
  profile: z.strictObject({ id: z.string(), timeZone: z.string(), events: z.int(), attributes: values }),
  from: instant,
  until: instant,
  journeys: z.array(explainedJourneySchema),
  happenings: z.array(happenedSchema),
  /** Where it stands at the end, if that was asked for. */
  standing: standingSchema.optional(),
})

export type Explanation = z.infer<typeof explanationSchema>
export type ExplainedJourney = z.infer<typeof explainedJourneySchema>
export type ExplainedInstance = z.infer<typeof explainedInstanceSchema>
export type ExplainedEvent = z.infer<typeof explainedEventSchema>
export type ExplainedStep = z.infer<typeof stepSchema>
export type ExplainedCause = z.infer<typeof causeSchema>
export type Happened = z.infer<typeof happenedSchema>
export type HappenedOf<W extends Happened['what']> = Extract<Happened, { what: W }>
export type Decision = z.infer<typeof decisionSchema>
export type Miss = z.infer<typeof missSchema>
export type EntryMiss = z.infer<typeof entryMissSchema>
export type ExplainedRefusal = z.infer<typeof refusalSchema>
export type ExplainedPolicy = z.infer<typeof policySchema>
export type Waits = z.infer<typeof waitsSchema>
