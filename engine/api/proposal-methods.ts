import * as z from 'zod'
import { journeySchema } from '../core/model/journey.ts'
import { scenarioSchema } from '../core/simulate/scenario.ts'
import { empty, id, instant, jobId, method } from './method.ts'

const count = z.int().min(0)
const figures = { started: count, converted: count, sent: count, suppressed: count }
const agent = z.string().min(1).max(80)

/** What an agent would like published; it waits for a person, and nothing follows from it by itself. Texts of agents are shown as text and capped. */
export const proposalSchema = z.strictObject({
  id,
  /** Workspace key of the journey it is about; null: a new one. */
  journeyId: id.nullable(),
  journeyName: z.string(),
  /** The version it was drafted on. */
  baseVersion: z.int().nullable(),
  connectionId: id.nullable(),
  /** Null: none was named, or it is gone. */
  connectionName: z.string().nullable(),
  /** By whom, as the agent called itself. */
  from: z.string(),
  note: z.string(),
  madeAt: instant,
  state: z.enum(['waiting', 'taken', 'declined', 'withdrawn']),
  decidedAt: instant.nullable(),
  /** What the person said when they declined. */
  reason: z.string().nullable(),
  /** What a run of it came to, and of the version it was drafted on where there is one. */
  rehearsal: z.strictObject({ datasetId: id, datasetName: z.string(), ...figures, before: z.strictObject(figures).nullable() }).nullable(),
})

/** A journey an agent is at work on, before it proposes it. */
export const agentDraftSchema = z.strictObject({ id, journeyId: id.nullable(), baseVersion: z.int().nullable(), from: z.string(), document: journeySchema })

export const MOST_NOTE = 4000
export const MOST_REASON = 2000

export const proposalMethods = {
  /** Newest first; without `state` all of them. */
  'proposals.list': method(z.strictObject({ state: z.enum(['waiting', 'taken', 'declined', 'withdrawn']).optional() }), z.array(proposalSchema)),
  /** `base`: the version it was drafted on; `current`: the latest one of that journey. Null for a new journey. */
  'proposals.get': method(z.strictObject({ id }), z.strictObject({ proposal: proposalSchema, document: journeySchema, base: journeySchema.nullable(), current: journeySchema.nullable() })),
  /** A person took it as a draft, or declined it. Refused with E_PROPOSAL if it is decided already. */
  'proposals.decide': method(z.strictObject({ id, decision: z.enum(['taken', 'declined']), reason: z.string().max(MOST_REASON).optional() }), proposalSchema),
  /** Begins a draft of an agent: of a new journey, or on the latest version of one of the workspace. Refused with E_PROPOSAL if there are too many, or it is too long. */
  'proposals.draft': method(z.strictObject({ from: agent, journeyId: id.nullable(), document: journeySchema.optional() }), agentDraftSchema),
  'proposals.getDraft': method(z.strictObject({ id }), agentDraftSchema),
  /** Takes the place of the draft's document. Refused with E_PROPOSAL once it is proposed. */
  'proposals.redraft': method(z.strictObject({ id, document: journeySchema }), agentDraftSchema),
  /**
   * Puts the draft into the inbox, with what it comes to on a dataset if one is named. A draft with errors is refused with E_PROPOSAL_ERRORS;
   * one that took the id of another journey, or one too many for a person to look through, with E_PROPOSAL.
   * Progress under `jobId`.
   */
  'proposals.propose': method(
    z.strictObject({ jobId, id, note: z.string().max(MOST_NOTE), connectionId: id.optional(), datasetId: id.optional(), scenario: scenarioSchema.optional() }),
    proposalSchema,
  ),
  /** By the agent, while it waits. */
  'proposals.withdraw': method(z.strictObject({ id }), empty),
} as const
