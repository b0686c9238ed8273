import * as z from 'zod'
import { RehearsalError } from '../core/errors.ts'
import type { JsonValue } from '../core/json.ts'
import { conditionSchema } from '../core/model/condition.ts'
import { journeySchema } from '../core/model/journey.ts'
import { partAt } from './edit-document.ts'
import { PART_AT, READS, tool, WRITES, type Tool } from './tool.ts'

const id = z.string().min(1).max(200)
const instantText = (instant: number) => new Date(instant).toISOString()

/** A library that people still find their way in; what is more, a person adds. */
const MOST_SEGMENTS = 500

/** What is in the workspace. */
export const READ_TOOLS: readonly Tool[] = [
  tool({
    name: 'list_journeys',
    title: 'List journeys',
    description: 'The journeys of the workspace: key, name, latest version, number of steps.',
    input: z.strictObject({}),
    annotations: READS,
    run: async (_input, { host }) => (await host.call('journeys.list', {})).map(({ id, name, description, version, savedAt, steps, datasetId }) => ({ journeyId: id, name, description, version, savedAt: instantText(savedAt), steps, datasetId })),
  }),
  tool({
    name: 'read_journey',
    title: 'Read a journey',
    description: 'A journey document, whole or the part at a JSON Pointer such as /steps/hi. Texts over 4,000 characters are cut.',
    input: z.strictObject({ journeyId: id, version: z.int().min(1).optional(), at: z.string().optional() }),
    annotations: READS,
    ofPart: PART_AT,
    async run({ journeyId, version, at = '' }, { host }) {
      const { journey, document } = await host.call('journeys.get', { id: journeyId, ...(version === undefined ? {} : { version }) })
      return { journeyId, name: journey.name, version: version ?? journey.version, at, document: partAt(document as JsonValue, at) } // as: a document is JSON
    },
  }),
  tool({
    name: 'read_format',
    title: 'Read the format of journeys',
    description: 'The JSON Schema of a journey document (steps, conditions, triggers, policies), to draft one. Every id refers inside the document; layout may be left out.',
    input: z.strictObject({ of: z.enum(['journey', 'condition']).default('journey') }),
    annotations: READS,
    run: ({ of }) => Promise.resolve(z.toJSONSchema(of === 'journey' ? journeySchema : conditionSchema, { unrepresentable: 'any', io: 'input' })),
  }),
  tool({
    name: 'list_datasets',
    title: 'List datasets',
    description: 'The event data of the workspace: id, name, events, people, time span.',
    input: z.strictObject({}),
    annotations: READS,
    run: async (_input, { host }) => (await host.call('datasets.list', {})).map(({ id, name, events, profiles, from, to }) => ({ datasetId: id, name, events, profiles, from: instantText(from), to: instantText(to) })),
  }),
  tool({
    name: 'read_catalogue',
    title: 'Read the catalogue of a dataset',
    description: 'Which events a dataset has, how often, with which properties, and which attributes people have. No rows of single people.',
    input: z.strictObject({ datasetId: id }),
    annotations: READS,
    async run({ datasetId }, { host }) {
      const { events, attributes } = await host.call('datasets.catalogue', { id: datasetId })
      return { events: events.map(({ rate: _rate, first, last, ...event }) => ({ ...event, first: instantText(first), last: instantText(last) })), attributes }
    },
  }),
  tool({
    name: 'list_segments',
    title: 'List segments',
    description: 'The segment library: named conditions, also in words.',
    input: z.strictObject({}),
    annotations: READS,
    run: async (_input, { host }) => (await host.call('segments.list', {})).map(({ id, name, description, version, when, inWords }) => ({ segmentId: id, name, description, version, when, inWords })),
  }),
  tool({
    name: 'measure_segment',
    title: 'Count the people of a condition',
    description: 'How many people of a dataset a condition holds for at the end of the data, or at an instant (ISO 8601). One of the library is {"segment": "<id>"}.',
    input: z.strictObject({ datasetId: id, condition: conditionSchema, at: z.iso.datetime({ offset: true }).optional() }),
    annotations: READS,
    async run({ datasetId, condition, at }, { host, watch }) {
      const { members, known, share, at: when } = await host.work('segments.measure', { datasetId, condition, sample: 0, ...(at === undefined ? {} : { at: Date.parse(at) }) }, watch)
      return { members, known, share, at: instantText(when) }
    },
  }),
  tool({
    name: 'build_segment',
    title: 'Add a segment to the library',
    description: 'Adds a new named condition to the segment library; none that is there is changed. Answers what the checks say of it.',
    input: z.strictObject({ name: z.string().min(1).max(120), description: z.string().max(1000).optional(), when: conditionSchema, datasetId: id.optional() }),
    annotations: WRITES,
    async run({ name, description, when, datasetId }, { host }) {
      if ((await host.call('segments.list', {})).length >= MOST_SEGMENTS) throw new RehearsalError('E_SEGMENTS', `The library has ${MOST_SEGMENTS} segments or more.`, 'Use one that is there, or ask the person to tidy it up.')
      const added = { id: null, name, when, baseVersion: null, ...(description === undefined ? {} : { description }), ...(datasetId === undefined ? {} : { datasetId }) }
      const { segment, findings } = await host.call('segments.save', added)
      return { segmentId: segment.id, name: segment.name, inWords: segment.inWords, findings }
    },
  }),
  tool({
    name: 'list_connections',
    title: 'List connections',
    description: 'Accounts at platforms that a person connected: name and platform, to name one in a proposal. Nothing can be sent to them from here.',
    input: z.strictObject({}),
    annotations: READS,
    run: async (_input, { host }) => (await host.call('connections.list', {})).map(({ id, name, target }) => ({ connectionId: id, name, platform: target })),
  }),
]
