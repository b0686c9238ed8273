import * as z from 'zod'
import { conditionSchema } from '../core/model/condition.ts'
import { journeySchema } from '../core/model/journey.ts'
import { isTimeZone } from '../core/model/time-zone.ts'
import { MOST_SEGMENTS } from '../core/segments/membership-tally.ts'
import { sessionGapMs } from './explore-methods.ts'
import { empty, id, instant, jobId, method } from './method.ts'

/**
 * A segment of the library in its latest version. `id` is what conditions of other library segments call it by, and the id its first copy
 * in a journey gets.
 */
export const segmentSummarySchema = z.strictObject({
  id,
  name: z.string(),
  description: z.string(),
  version: z.int().min(1),
  savedAt: instant,
  when: conditionSchema,
  /** `when` for people: "did product_view at least 3 times within 5 days". */
  inWords: z.string(),
  /** Library segments that `when` refers to, directly. */
  uses: z.array(id),
})

/** What the checks say of a segment; `path` leads into it (`$.when…`). Errors are refused when it is saved, so these are warnings and hints. */
const findingSchema = z.strictObject({ code: z.string(), severity: z.enum(['error', 'warning', 'info']), message: z.string(), help: z.string(), path: z.string() })

/** A name as people give it; an id made from it keeps letters and digits. */
const name = z.string().regex(/\S/, 'a name must not be empty')
const newSegmentId = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{M}\p{N}_.-]*$/u, 'an id begins with a letter or a digit and holds letters, digits, "-", "_" and "." only')
const timeZone = z.string().refine(isTimeZone, { error: (issue) => `"${String(issue.input)}" is not a time zone; use an IANA name such as Europe/Istanbul` })

/**
 * How a copy in a journey stands to the library, by name and condition. `both`: each was changed since it was copied; also when it was not
 * copied here and fits no version the library ever had, so that nobody can tell.
 */
const driftStatus = z.enum(['same', 'libraryChanged', 'copyChanged', 'both'])

/** One difference between a copy and the library; null: that side has nothing of the kind. `path` leads into the copy, else into the library's. */
const differenceSchema = z.strictObject({ path: z.string(), inCopy: z.string().nullable(), inLibrary: z.string().nullable(), inWords: z.string() })

const driftSchema = z.strictObject({
  /** The id of the copy in the journey. */
  copyId: id,
  segmentId: id,
  name: z.string(),
  status: driftStatus,
  /** The version that was copied; null if that cannot be told. */
  copiedVersion: z.int().min(1).nullable(),
  libraryVersion: z.int().min(1),
  /** Known from `segments.embed` in this workspace, or found by its id or name. */
  foundBy: z.enum(['link', 'id', 'name']),
  differences: z.array(differenceSchema),
})

/** Conditions to be measured side by side; one of the library is `{"segment": "<id>"}`. */
const asked = z.array(z.strictObject({ name, condition: conditionSchema })).min(1).max(MOST_SEGMENTS)

/**
 * What every measurement takes: `segments` are named conditions (those of the open journey) that come before those of the library;
 * `timeZone`, default UTC, is that of profiles without one, and of the boundaries of days, weeks and months. `sessionGapMs` adds
 * `$session_start` as in `runs.start`.
 */
const measured = {
  jobId,
  datasetId: id,
  segments: z.record(z.string(), z.strictObject({ name: z.string().optional(), when: conditionSchema })).optional(),
  timeZone: timeZone.optional(),
  sessionGapMs: sessionGapMs.optional(),
}
const overPeriods = { by: z.enum(['day', 'week', 'month']).optional(), from: instant.optional(), until: instant.optional() }
const count = z.int().min(0)

/**
 * Membership "at t" is judged after everything that happens at t. Counted are profiles known by then: with a row of attributes, or an
 * event at or before t.
 */
export const audienceSchema = z.strictObject({
  at: instant,
  /** Profiles known at that instant, and those of them the condition holds for. */
  known: count,
  members: count,
  /** Members of known; null if nobody is known. */
  share: z.number().nullable(),
  /** Ids of the first members, in the order of ids. */
  sample: z.array(z.string()),
})

/** One point is the last millisecond of a period (of the last one: `until`, by default the dataset's last instant). */
const pointSchema = z.strictObject({ periodStart: instant, at: instant, known: count, sizes: z.array(count) })
export const overTimeSchema = z.strictObject({ by: z.enum(['day', 'week', 'month']), names: z.array(z.string()), points: z.array(pointSchema) })

export const overlapSchema = z.strictObject({
  at: instant,
  known: count,
  names: z.array(z.string()),
  /** Profiles in both segments, row and column in the order of `names`; on the diagonal the size. */
  counts: z.array(z.array(count)),
  /** Those in both, of those in at least one: 0 to 1; null if both are empty. */
  jaccard: z.array(z.array(z.number().nullable())),
  /** In this segment and in no other. */
  only: z.array(count),
  none: count,
})

/**
 * Profiles by where they were at one point and where at the next: rows are the segments, then `none`, then `new` (not known before); columns
 * are the segments, then `none`. Who is in several segments counts in the row and column of each.
 */
const transitions = z.array(z.array(count))
export const movementSchema = z.strictObject({
  by: z.enum(['day', 'week', 'month']),
  names: z.array(z.string()),
  steps: z.array(z.strictObject({ from: instant, to: instant, matrix: transitions })),
  /** All steps together. */
  total: transitions,
})

/** The segment library of the workspace: named conditions with versions, their copies in journeys, and how many people are in them. */
export const segmentMethods = {
  /** By name. */
  'segments.list': method(empty, z.array(segmentSummarySchema)),
  /** With `version`, `when` and `name` are as they were then; `segment` is always the latest. With `datasetId`, names are compared with its data. */
  'segments.get': method(
    z.strictObject({ id, version: z.int().min(1).optional(), datasetId: id.optional() }),
    z.strictObject({
      segment: segmentSummarySchema,
      name: z.string(),
      when: conditionSchema,
      versions: z.array(z.strictObject({ version: z.int().min(1), savedAt: instant, digest: z.string(), name: z.string() })),
      findings: z.array(findingSchema),
    }),
  ),
  /**
   * `id` null: a new one, its id made from the name. `baseVersion` null puts it on top whatever is there, also if nothing is; behind the latest
   * it is refused with E_CONFLICT. A save that changes nothing makes no version. A condition with errors is refused with their code.
   */
  'segments.save': method(
    z.strictObject({ id: newSegmentId.nullable(), name, description: z.string().optional(), when: conditionSchema, baseVersion: z.int().nullable(), datasetId: id.optional() }),
    z.strictObject({ segment: segmentSummarySchema, findings: z.array(findingSchema) }),
  ),
  /** Refused with E_SEGMENT_USED while other library segments refer to it; copies in journeys stay as they are. */
  'segments.delete': method(z.strictObject({ id }), empty),
  /** Brings back a deleted segment: deleting is undone, not confirmed. */
  'segments.restore': method(z.strictObject({ id }), segmentSummarySchema),
  'segments.whereUsed': method(
    z.strictObject({ id }),
    z.strictObject({
      /** Latest versions of saved journeys with a copy of it; `places` are JSON paths that refer to the copy. */
      journeys: z.array(z.strictObject({ journeyId: id, name: z.string(), copyId: id, status: driftStatus, places: z.array(z.string()) })),
      segments: z.array(z.strictObject({ id, name: z.string() })),
    }),
  ),
  /** How each copy of a library segment in the document stands to the library. Segments that are no copies are left out. */
  'segments.drift': method(z.strictObject({ document: journeySchema }), z.array(driftSchema)),
  /**
   * Puts a copy of a library segment, and of those it refers to, into the document, or brings the copy that is there up to date (`copyId`
   * names one, if it is not the only one). The document is not saved; that it is a copy is remembered by the document's id.
   */
  'segments.embed': method(
    z.strictObject({ document: journeySchema, segmentId: id, copyId: id.optional() }),
    z.strictObject({ document: journeySchema, copyId: id, embedded: z.array(z.strictObject({ segmentId: id, copyId: id, version: z.int().min(1) })) }),
  ),
  /** The journey keeps its own: this segment of the document is no copy from now on, whatever it is called. */
  'segments.detach': method(z.strictObject({ document: journeySchema, copyId: id }), empty),

  /** How many people a condition holds for at `at` (default: the dataset's last instant). Cancel by `jobId`. */
  'segments.measure': method(
    z.strictObject({ ...measured, condition: conditionSchema, at: instant.optional(), sample: z.int().min(0).max(1000).optional() }),
    audienceSchema,
  ),
  /** Sizes at the end of each day, week (default; from Monday) or month. More than 1,000 of them are refused with E_SEGMENT_SPAN. */
  'segments.overTime': method(z.strictObject({ ...measured, ...overPeriods, asked }), overTimeSchema),
  'segments.overlap': method(z.strictObject({ ...measured, asked, at: instant.optional() }), overlapSchema),
  /** Who was in which segment at the end of one period, and where at the end of the next. */
  'segments.movement': method(z.strictObject({ ...measured, ...overPeriods, asked }), movementSchema),
} as const

export type SegmentSummary = z.infer<typeof segmentSummarySchema>
export type SegmentDrift = z.infer<typeof driftSchema>
export type Audience = z.infer<typeof audienceSchema>
export type SegmentsOverTime = z.infer<typeof overTimeSchema>
export type SegmentOverlap = z.infer<typeof overlapSchema>
export type SegmentMovement = z.infer<typeof movementSchema>
export type SegmentFinding = z.infer<typeof findingSchema>
