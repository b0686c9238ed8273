import * as z from 'zod'
import { RehearsalError } from '../core/errors.ts'
import type { JsonValue } from '../core/json.ts'
import { schemaProblemsInWords } from '../core/schema-words.ts'
import { lintJourney } from '../core/lint/lint-journey.ts'
import { journeySchema, type JourneyDocument } from '../core/model/journey.ts'
import { edited, editSchema, partAt } from './edit-document.ts'
import { WHICH_JOURNEY, whichDocument } from './which-journey.ts'
import { PART_AT, READS, tool, WRITES, type Tool, type ToolContext } from './tool.ts'

const id = z.string().min(1).max(200)
const MOST_EDITS = 200

/** Drafts of an agent, and what it proposes: nothing of it changes a journey, and nothing goes live, before a person took it. */
export const DRAFT_TOOLS: readonly Tool[] = [
  tool({
    name: 'start_draft',
    title: 'Begin a draft',
    description: 'A draft of your own: on the latest version of a journey, of a document you give, or empty. Journeys of the workspace stay as they are.',
    input: z.strictObject({ journeyId: id.optional(), document: z.json().optional() }),
    annotations: WRITES,
    async run({ journeyId, document }, { host, agent }) {
      const given = document === undefined ? {} : { document: journeyIn(document) }
      return about(await host.call('proposals.draft', { from: agent, journeyId: journeyId ?? null, ...given }))
    },
  }),
  tool({
    name: 'read_draft',
    title: 'Read a draft',
    description: 'The document of a draft, whole or the part at a JSON Pointer.',
    input: z.strictObject({ draftId: id, at: z.string().optional() }),
    annotations: READS,
    ofPart: PART_AT,
    run: async ({ draftId, at = '' }, { host }) => ({ draftId, at, document: partAt((await host.call('proposals.getDraft', { id: draftId })).document as JsonValue, at) }), // as: a document is JSON
  }),
  tool({
    name: 'edit_draft',
    title: 'Edit a draft',
    description:
      'Changes a draft by edits, in order, all or none: {"do":"set","at":"/steps/hi/template/title","value":"…"}, "insert" into lists ("/entries/-" at the end), "remove". What comes out has to be a journey. Answers what the checks say of it.',
    input: z.strictObject({ draftId: id, edits: z.array(editSchema).min(1).max(MOST_EDITS) }),
    annotations: WRITES,
    async run({ draftId, edits }, { host }) {
      const { document } = await host.call('proposals.getDraft', { id: draftId })
      return about(await host.call('proposals.redraft', { id: draftId, document: journeyIn(edited(document as JsonValue, edits)) })) // as: a document is JSON
    },
  }),
  tool({
    name: 'check_journey',
    title: 'Check a journey',
    description: 'What the checks say of a journey or draft (errors, warnings, hints, each with what to do), and what each platform could not do as it says.',
    input: z.strictObject({ ...WHICH_JOURNEY, platforms: z.boolean().default(false).describe('true: also what each platform could not do') }),
    annotations: READS,
    async run({ platforms, ...which }, context) {
      const document = await whichDocument(which, context)
      return { findings: findings(document), ...(platforms ? { platforms: await context.host.call('targets.fit', { document }) } : {}) }
    },
  }),
  tool({
    name: 'propose_publish',
    title: 'Propose to publish a draft',
    description:
      'Puts a draft into the inbox of the window, for a person to look at: with your note, what it comes to on a dataset, and the connection you suggest. Nothing is published by this; only a person can.',
    input: z.strictObject({ draftId: id, note: z.string().max(4000), connectionId: id.optional(), datasetId: id.optional() }),
    annotations: WRITES,
    async run({ draftId, note, connectionId, datasetId }, { host, watch }) {
      const named = { ...(connectionId === undefined ? {} : { connectionId }), ...(datasetId === undefined ? {} : { datasetId }) }
      const { id: proposalId, state, rehearsal } = await host.work('proposals.propose', { id: draftId, note, ...named }, watch)
      return { proposalId, state, rehearsal, next: 'A person decides in the window. Ask read_proposal what became of it.' }
    },
  }),
  tool({
    name: 'read_proposal',
    title: 'See what became of a proposal',
    description: 'Whether a proposal waits, was taken as a draft, declined (and why), or withdrawn.',
    input: z.strictObject({ proposalId: id }),
    annotations: READS,
    run: ({ proposalId }, context) => proposalOf(proposalId, context),
  }),
  tool({
    name: 'withdraw_proposal',
    title: 'Withdraw a proposal',
    description: 'Takes a proposal of yours out of the inbox while it waits.',
    input: z.strictObject({ proposalId: id }),
    annotations: WRITES,
    async run({ proposalId }, context) {
      const { from } = await proposalOf(proposalId, context)
      if (from !== context.agent) throw new RehearsalError('E_PROPOSAL', `That proposal is by ${JSON.stringify(from)}.`, 'Only your own can be withdrawn.')
      await context.host.call('proposals.withdraw', { id: proposalId })
      return proposalOf(proposalId, context)
    },
  }),
]

async function proposalOf(id: string, { host }: ToolContext) {
  const found = (await host.call('proposals.list', {})).find((one) => one.id === id)
  if (!found) throw new RehearsalError('E_NOT_FOUND', `There is no proposal ${JSON.stringify(id)} here.`, 'Use the proposalId that propose_publish gave.')
  const { journeyName, from, state, reason } = found
  return { proposalId: id, journeyName, from, state, reason }
}

function about({ id, journeyId, baseVersion, document }: { id: string; journeyId: string | null; baseVersion: number | null; document: JourneyDocument }) {
  return { draftId: id, journeyId, baseVersion, name: document.name ?? document.id, steps: Object.keys(document.steps).length, findings: findings(document) }
}

function findings(document: JourneyDocument) {
  return lintJourney(document).map(({ code, severity, path, message, help }) => ({ code, severity, path, message, help }))
}

function journeyIn(value: JsonValue): JourneyDocument {
  const read = journeySchema.safeParse(value)
  if (read.success) return value as JourneyDocument // as: just parsed; the schema changes nothing
  throw new RehearsalError('E_JOURNEY_FORMAT', `That is no journey: ${schemaProblemsInWords(read.error)}.`, 'Look into read_format. Nothing was changed.')
}
