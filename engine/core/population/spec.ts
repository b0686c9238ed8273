import * as z from 'zod'
import { exactDurationSchema } from '../model/duration.ts'
import { isTimeZone } from '../model/time-zone.ts'

// The document of a synthetic population, `*.population.json`. What the schema cannot say (names that must exist, shares that must not
// exceed 1) is in check-spec.ts. `walk.ts` is the meaning of it.

export const POPULATION_FORMAT_VERSION = 1

/** Names of states, tracks, kinds, catalogues and kept lists. */
const name = z.string().min(1)
/** Names of delays begin with a small letter: a duration begins with P. */
const delayName = z.string().regex(/^\p{Ll}/u, { error: 'expected a name that begins with a small letter' })
const share = z.number().min(0).max(1)
const weight = z.number().min(0)
const scalar = z.union([z.string(), z.number(), z.boolean()])

/** Seconds, or an ISO 8601 duration. */
const span = z.union([z.number().min(0), exactDurationSchema], { error: 'expected seconds or a duration such as PT15M' })

/** Six points of a distribution, ascending: [shortest, 25 %, median, 75 %, 95 %, longest], straight lines between. */
const six = <T extends z.ZodType>(of: T) => z.tuple([of, of, of, of, of, of])
/** Points [share of draws below, value], shares from 0 to 1 ascending, straight lines between. */
const points = <T extends z.ZodType>(of: T) => z.strictObject({ quantiles: z.array(z.tuple([share, of])).min(2) })

/**
 * How long something takes: always the same, six points, quantiles, a log-normal by its median and 90 % point, or the name of one of `delays`.
 */
export const delaySchema = z.union([span, six(span), points(span), z.strictObject({ median: span, p90: span }), delayName], {
  error: 'expected seconds, a duration, six ascending spans, {median, p90}, {quantiles}, or the name of a delay',
})

/** How a number is spread: always the same, six points, quantiles, or a log-normal. */
const spreadSchema = z.union([z.number(), six(z.number()), points(z.number()), z.strictObject({ median: z.number().positive(), p90: z.number().positive() })], {
  error: 'expected a number, six ascending numbers, {median, p90} or {quantiles}',
})

const decimals = z.int().min(0).max(9).optional()
/** Share of the events, or people, that have the value at all; default 1. */
const has = { share: share.optional() }

/** Where a value comes from; one that comes from nowhere (an empty list, a share not met) is missing. */
export type ValueSource =
  | string | number | boolean
  | { values: [value: string | number | boolean | null, weight: number][]; share?: number | undefined }
  | { number: z.infer<typeof spreadSchema>; decimals?: number | undefined; share?: number | undefined }
  | { item: string; field: string; spread?: number | undefined; decimals?: number | undefined; share?: number | undefined }
  | { kept: string; field?: string | undefined; sum?: string | undefined; count?: true | undefined }
  | { attribute: string }
  | { fresh: 'event' | 'session'; prefix?: string | undefined }
  | { by: string; cases: Record<string, ValueSource>; else?: ValueSource | undefined }

export const valueSourceSchema: z.ZodType<ValueSource> = z.lazy(() => z.union([
  scalar,
  /** One of a list, by weight; null is missing. */
  z.strictObject({ values: z.array(z.tuple([z.union([z.string(), z.number(), z.boolean(), z.null()]), weight])).min(1), ...has }),
  z.strictObject({ number: spreadSchema, decimals, ...has }),
  /** A field of the item of a catalogue at hand; `spread`: evenly up to so much more or less (a place near a shop). */
  z.strictObject({ item: name, field: z.string().min(1), spread: z.number().min(0).optional(), decimals, ...has }),
  /** Of the items kept under a name: a field of the latest, the sum of a field, or how many. */
  z.strictObject({ kept: name, field: z.string().min(1).optional(), sum: z.string().min(1).optional(), count: z.literal(true).optional() }),
  z.strictObject({ attribute: z.string().min(1) }),
  /** An id nobody else has: a new one for each event, or for each session. */
  z.strictObject({ fresh: z.enum(['event', 'session']), prefix: z.string().optional() }),
  /** Another source for each kind of people, or for each value of an attribute listed before. */
  z.strictObject({ by: z.string().min(1), cases: z.record(z.string(), valueSourceSchema), else: valueSourceSchema.optional() }),
], { error: 'expected a value, or one of {values}, {number}, {item, field}, {kept, …}, {attribute}, {fresh}, {by, cases}' }))

/** When a way is open: attributes with one of the values, and lists that hold something (`cart`) or nothing (`!cart`). */
const open = { when: z.record(z.string(), z.array(scalar).min(1)).optional(), needs: z.array(z.string().min(1)).optional() }

/** `share` of the times the state is left; what the shares leave over ends the session. Of closed ways the share goes to all others in proportion. */
const wayOnSchema = z.strictObject({ to: name, share, after: delaySchema.optional(), ...open })
const startSchema = z.strictObject({ to: name, weight, ...open })

/** How the person comes back after a session that ended here, where that is not as the track says. */
const returnsSchema = z.strictObject({ starts: z.array(startSchema).min(1).optional(), between: delaySchema.optional(), comesBack: share.optional() })

const stateSchema = z.strictObject({
  /** Name of the event; default: the state's own. Null: nothing is written, the state only leads on. */
  event: z.string().min(1).nullable().optional(),
  properties: z.record(z.string(), valueSourceSchema).optional(),
  /**
   * Takes an item of a catalogue in hand: with chance `same` the one at hand, else a new one by weight; `like`: one with the same value of that
   * field; `weights`: instead of the catalogue's, one an item.
   */
  pick: z.strictObject({ catalogue: name, same: share.optional(), like: z.string().min(1).optional(), weights: z.array(weight).optional() }).optional(),
  /** Puts the item at hand of a catalogue on a list of the profile's: `{"cart": "products"}`. */
  keep: z.record(name, name).optional(),
  clear: z.array(name).optional(),
  /** A profile comes here once at most; afterwards the way here is closed. */
  once: z.boolean().optional(),
  /** Share of the people who ever come here; to the others the way here is closed. Default 1. */
  doers: share.optional(),
  /** Nothing happens to the profile after this. */
  leaves: z.boolean().optional(),
  /** The instant is 00:00 of its local day: what systems write that know the day only. */
  dateOnly: z.boolean().optional(),
  next: z.array(wayOnSchema).optional(),
  returns: returnsSchema.optional(),
})

const rhythmSchema = z.strictObject({
  /** Weights of the local hours, 0 to 23, in which sessions begin. */
  hours: z.array(weight).length(24).optional(),
  /** Weights of the local weekdays, Monday first. */
  weekdays: z.array(weight).length(7).optional(),
})

const trackMembers = {
  /** Share of the people who do this at all; default 1. */
  joins: share.optional(),
  /** From the arrival of a person to the first session; default: at once. */
  begins: delaySchema.optional(),
  starts: z.array(startSchema).min(1).optional(),
  /** How the first session of those who arrive starts, if not like every other. */
  first: z.array(startSchema).min(1).optional(),
  /** From the end of a session to the start of the next; the rhythm then settles day and hour. */
  between: delaySchema.optional(),
  /** Share of sessions after which there is another one; default 1. */
  comesBack: share.optional(),
  /** Sessions a person has at least (it comes back for sure until then, if the span is long enough) and at most. */
  least: z.int().min(0).optional(),
  most: z.int().min(0).optional(),
  /** After a session, `share` of the times the person goes quiet for so long. */
  lapses: z.strictObject({ share, for: delaySchema }).optional(),
  /** Factor on `between`, drawn once a person: 0.5 comes twice as often. */
  pace: spreadSchema.optional(),
  /** Factor on `between` from session to session: 1.1 comes ever more seldom. */
  slowing: z.number().positive().max(10).optional(),
  rhythm: rhythmSchema.optional(),
  /** Instead of sessions: what comes over many people at one instant. `reach` is a factor on all shares. */
  broadcasts: z
    .array(
      z.strictObject({
        to: name,
        /** Without an offset local to `timeZone`; a date is its 00:00. */
        at: z.union([z.iso.datetime({ offset: true, local: true }), z.iso.date()]),
        share,
        /** Items it puts in hand, each by its place in its catalogue, from 0: what the broadcast is about. */
        items: z.record(name, z.int().min(0)).optional(),
      }),
    )
    .optional(),
  reach: z.number().min(0).optional(),
  /** Broadcasts also reach people who have not arrived yet. */
  everybody: z.boolean().optional(),
}

const arrivalsSchema = z.strictObject({
  /** Arrivals of the last day relative to the first; default 1. */
  growth: z.number().positive().optional(),
  /** Or after how many days from `from` a person arrives. */
  after: spreadSchema.optional(),
  /** Share of the people who were there before `from`: their first session lies anywhere in the wait for it. */
  before: share.optional(),
})

const kindSchema = z.strictObject({
  share: weight,
  arrivals: arrivalsSchema.optional(),
  attributesShare: share.optional(),
  /** What is different from the tracks and states above; a list replaces the list. */
  tracks: z.record(name, z.strictObject(trackMembers)).optional(),
  states: z.record(name, z.strictObject({ next: z.array(wayOnSchema).optional(), returns: returnsSchema.optional(), doers: share.optional() })).optional(),
})

/** A synthetic population. Spans in seconds or ISO 8601; local times in `timeZone`, or in each person's zone if `zones` are given. */
export const populationSchema = z.strictObject({
  format: z.literal('population'),
  formatVersion: z.literal(POPULATION_FORMAT_VERSION),
  id: z.string().min(1),
  name: z.string().optional(),
  description: z.string().optional(),
  /** Profile ids are this and eight digits. Plain ASCII. */
  idPrefix: z.string().regex(/^[\x21-\x7e]*$/, { error: 'expected plain letters, digits and signs, without spaces' }).optional(),
  /** First local day. */
  from: z.iso.date(),
  days: z.int().min(1).max(36_525),
  /** Nothing happens at or after this instant, if the last day is not a whole one. */
  until: z.iso.datetime({ offset: true }).optional(),
  timeZone: z.string().refine(isTimeZone, { error: 'expected a time zone such as Europe/Istanbul' }).optional(),
  /** Weighted zones: each person lives in one, has it as attribute `timeZone`, and goes by its clock. */
  zones: z.array(z.tuple([z.string().refine(isTimeZone, { error: 'expected a time zone such as Europe/Istanbul' }), weight])).min(1).optional(),
  rhythm: rhythmSchema.optional(),
  arrivals: arrivalsSchema.optional(),
  delays: z.record(delayName, delaySchema).optional(),
  kinds: z.record(name, kindSchema).optional(),
  /** In the order in which they may depend on each other. */
  attributes: z.record(z.string().min(1), valueSourceSchema).optional(),
  /** Share of the people who have a row of attributes at all; default 1. */
  attributesShare: share.optional(),
  catalogues: z.record(name, z.array(z.tuple([weight, z.record(z.string().min(1), scalar)])).min(1)).optional(),
  /** Properties that every event has besides its own. */
  everyEvent: z.record(z.string().min(1), valueSourceSchema).optional(),
  states: z.record(name, stateSchema),
  tracks: z.record(name, z.strictObject(trackMembers)),
})

export type PopulationDocument = z.infer<typeof populationSchema>
export type Delay = z.infer<typeof delaySchema>
export type Spread = z.infer<typeof spreadSchema>
export type State = z.infer<typeof stateSchema>
export type WayOn = z.infer<typeof wayOnSchema>
export type Start = z.infer<typeof startSchema>
export type Returns = z.infer<typeof returnsSchema>
export type Track = PopulationDocument['tracks'][string]
export type Arrivals = z.infer<typeof arrivalsSchema>
export type Rhythm = z.infer<typeof rhythmSchema>
