import * as z from 'zod'
import { journeySchema } from '../core/model/journey.ts'
import { planSchema, threeWayChangeSchema } from '../core/publish/plan.ts'
import { empty, id, instant, jobId, method } from './method.ts'
import { targetId } from './target-methods.ts'

const status = z.enum(['draft', 'processing', 'active', 'paused', 'stopped', 'archived'])
const action = z.enum(['activate', 'pause', 'resume', 'stop', 'archive'])
const callError = z.strictObject({ code: z.string(), message: z.string(), help: z.string() })
/** Who confirmed: a name as the person gave it, and through which door. `unattended`: the variable that stands for a person was set. */
const approval = z.strictObject({ by: z.string().min(1).max(120), at: instant, door: z.enum(['window', 'terminal', 'unattended']) })

/** A line of the ledger: a call that changes something, written before it is sent and again when it is answered. Secrets never stand in it. */
const ledgerEntrySchema = z.strictObject({
  id,
  at: instant,
  key: z.string(),
  what: z.string(),
  method: z.string(),
  path: z.string(),
  /** `unknown`: it was sent, and nobody knows what came of it; the platform is asked before anything is sent again. */
  state: z.enum(['sending', 'done', 'refused', 'unknown', 'foundOut']),
  answeredAt: instant.nullable(),
  status: z.int().nullable(),
  problem: callError.nullable(),
})

/** One publication of a journey to a connection: what was approved, how far it came, and what the journey does there now. */
export const publicationSchema = z.strictObject({
  id,
  journeyId: id,
  journeyName: z.string(),
  connectionId: id,
  connectionName: z.string(),
  target: targetId,
  planId: id,
  documentDigest: z.string(),
  startedAt: instant,
  endedAt: instant.nullable(),
  /** `applying`: somebody is at it now. `interrupted`: it ended in the middle and can be resumed. `failed`: the platform said no, see `problem`. */
  state: z.enum(['applying', 'interrupted', 'failed', 'applied']),
  done: z.int(),
  of: z.int(),
  platformId: z.string().nullable(),
  /** As last seen at the platform. */
  status: status.nullable(),
  approval,
  problem: callError.nullable(),
  /** The steps the platform's refusal is about. */
  problemSteps: z.array(id),
})

export const publicationEventSchema = z.strictObject({ id, at: instant, publicationId: id, what: z.enum(['applied', 'failed', 'interrupted', 'resumed', 'activate', 'pause', 'resume', 'stop', 'archive', 'drift']), approval: approval.nullable(), inWords: z.string() })

/** Plan, approve, apply; then, as steps of their own, activate and what follows. */
export const publishMethods = {
  /**
   * Reads the platform and says what publishing would do; changes nothing. `theirs`: what to do where somebody changed the journey there since it was last
   * published; by default that blocks the plan. Refused with what the platform says (E_PLATFORM_…), E_SECRET without a secret, CANCELLED.
   */
  'publish.plan': method(z.strictObject({ jobId, connectionId: id, document: journeySchema, theirs: z.enum(['refuse', 'overwrite']).optional() }), planSchema),
  'publish.getPlan': method(z.strictObject({ id }), planSchema),
  /**
   * A person's consent to exactly this plan. Refused with E_APPROVAL if `digest` is not the plan's, if the plan is blocked, or at a door that may not approve.
   */
  'publish.approve': method(z.strictObject({ planId: id, digest: id, by: z.string().min(1).max(120) }), z.strictObject({ approval })),
  /**
   * Makes and changes what the plan says; nothing is switched on, and nothing that runs is changed unless the plan says `liveAtOnce`. Refused with E_APPROVAL without one, or
   * when it was carried out already; E_PLATFORM_CONFLICT if what is there is not what the plan saw; E_PUBLISHING while another window or command is at it. What else the
   * platform says no to is an answer: `failed` with `problem`, or `interrupted` for what can be gone on with as it stands (no network, a used-up limit, no secret).
   * The same plan again resumes it, without doing anything twice. Progress under `jobId`; cancelling ends it between two calls.
   */
  'publish.apply': method(z.strictObject({ jobId, planId: id }), publicationSchema),
  /** What the action would do now, in words, and the digest of it that a person confirms. */
  'publish.planAction': method(
    z.strictObject({ jobId, publicationId: id, action }),
    z.strictObject({ digest: z.string(), from: status, inWords: z.string(), inFlight: z.int().nullable(), blockers: z.array(z.string()) }),
  ),
  /**
   * Activates, pauses and so on: `digest` is the one of `publish.planAction`, refused with E_APPROVAL if the platform is no longer as that saw it or something blocks it,
   * with E_PUBLISHING while somebody else is at it, and with what the platform says (E_PLATFORM_…). Where the journey takes the place of one that runs, that is switched off first.
   */
  'publish.act': method(z.strictObject({ jobId, publicationId: id, action, digest: id, by: z.string().min(1).max(120) }), publicationSchema),
  /** Newest first; of one journey (its own id), or all. */
  'publish.history': method(z.strictObject({ journeyId: id.optional() }), z.array(z.strictObject({ publication: publicationSchema, events: z.array(publicationEventSchema) }))),
  'publish.ledger': method(z.strictObject({ publicationId: id }), z.array(ledgerEntrySchema)),
  /** The document as it was published, to look at or to publish again. */
  'publish.document': method(z.strictObject({ publicationId: id }), z.strictObject({ document: journeySchema })),
  /** Looks at what is there now: whether it is still what was published, and what it does. */
  'publish.check': method(
    z.strictObject({ jobId, publicationId: id }),
    z.strictObject({ publication: publicationSchema, isThere: z.boolean(), changes: z.array(threeWayChangeSchema), theirs: journeySchema.nullable() }),
  ),
  /** What was begun and not ended, to be resumed. */
  'publish.interrupted': method(empty, z.array(publicationSchema)),
} as const
