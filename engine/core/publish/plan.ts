import * as z from 'zod'
import { targetProblemSchema } from './problem.ts'

const status = z.enum(['draft', 'processing', 'active', 'paused', 'stopped', 'archived'])

/** One difference in three ways: what was published last, what we have, what is there now. Null: not there. In words of the document. */
export const threeWayChangeSchema = z.strictObject({
  /** As in a JourneyDiff: `step:wait-1`. */
  key: z.string(),
  name: z.string(),
  by: z.enum(['us', 'them', 'both', 'bothAlike']),
  /** What changed since the last publication, on either side. */
  ours: z.array(z.string()),
  theirs: z.array(z.string()),
})

/** What will be done to one thing at the platform. */
export const planStepSchema = z.strictObject({
  /** Of the resource: `journey`, `template/hi/-`. */
  key: z.string(),
  kind: z.enum(['event', 'segment', 'template', 'source', 'journey']),
  name: z.string(),
  /** `bind`: it is there, and only its id is needed. `replace`: a new one is made, and takes the old one's place when it is activated. */
  action: z.enum(['create', 'update', 'replace', 'unchanged', 'bind']),
  stepIds: z.array(z.string()),
  /** The exact payload, with `{"$ref": key}` where an id the platform will give goes. Null for what is bound. */
  body: z.json().nullable(),
  /** What is there now, in the same shape; null if nothing. */
  there: z.json().nullable(),
  platformId: z.string().nullable(),
})

/** What publishing will do, before it does anything. `digest` is what a person approves: of target, account, every payload and what was there. */
export const planSchema = z.strictObject({
  id: z.string(),
  /** The document's own id. */
  journeyId: z.string(),
  journeyName: z.string(),
  connectionId: z.string(),
  connectionName: z.string(),
  target: z.string(),
  documentDigest: z.string(),
  madeAt: z.number(),
  steps: z.array(planStepSchema),
  changes: z.array(threeWayChangeSchema),
  problems: z.array(targetProblemSchema),
  /** The journey there now; null if it is not there. `drifted`: it is not what was published last. */
  there: z.strictObject({ platformId: z.string(), status: status.nullable(), updatedAt: z.number().nullable(), drifted: z.boolean() }).nullable(),
  /** Whether what it changes takes effect as soon as it is changed, since the journey runs there: then applying it is not only a draft. */
  liveAtOnce: z.boolean(),
  /** Null: the platform does not tell. */
  inFlight: z.number().nullable(),
  /** Calls that change something. */
  calls: z.int(),
  /** Of each rate budget it takes from: what is left of the tightest limit now, and how many calls it needs. */
  budgets: z.array(z.strictObject({ id: z.string(), label: z.string().optional(), count: z.int(), perMs: z.number(), left: z.int(), needed: z.int() })),
  /** Why it cannot be applied: errors of the target, somebody else's changes that nobody decided about, a budget that does not reach. Empty: it can. */
  blockers: z.array(z.string()),
  digest: z.string(),
})

export type ThreeWayChange = z.infer<typeof threeWayChangeSchema>
export type PlanStep = z.infer<typeof planStepSchema>
export type PublishPlan = z.infer<typeof planSchema>
