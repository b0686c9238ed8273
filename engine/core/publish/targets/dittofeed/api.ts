import * as z from 'zod'
import type { JsonValue } from '../../../json.ts'
import type { Answer, Conversation, PlatformCall } from '../../call.ts'
import { wordList } from '../../json-at.ts'
import { PlatformRefusal } from '../../refusal.ts'
import type { Found, PlatformStatus, Resource, ResourceKind } from '../../resource.ts'
import type { Made, StatusAction, StepStatistics, TargetApi } from '../../target.ts'
import { refuse } from './errors.ts'
import { journeyBody, PART } from './payload.ts'
import type { DittofeedSettings } from './settings.ts'

const PLACES = { journey: ['/api/admin/journeys/', 'journeys'], segment: ['/api/admin/segments/', 'segments'], template: ['/api/admin/content/templates', 'templates'] } as const
type Kept = keyof typeof PLACES

const STATUSES: Readonly<Record<string, PlatformStatus>> = wordList({ NotStarted: 'draft', Running: 'active', Paused: 'paused', Broadcast: 'active' })
const thing = z.looseObject({ id: z.string(), name: z.string(), status: z.string().optional(), updatedAt: z.number().optional() })
type Thing = z.infer<typeof thing>

/** What of a thing is ours: Dittofeed adds status, times and what its window draws. */
const OURS: Readonly<Record<Kept, readonly string[]>> = { journey: ['workspaceId', 'id', 'name', 'canRunMultiple', 'definition'], segment: ['workspaceId', 'id', 'name', 'definition'], template: ['workspaceId', 'id', 'name', 'definition'] }

function* ask(call: PlatformCall): Conversation<JsonValue> {
  const answer: Answer = yield call
  if (answer.status >= 200 && answer.status < 300) return answer.body
  return refuse(answer, call)
}

function unreadable(): PlatformRefusal {
  return new PlatformRefusal('E_PLATFORM_FAILED', 'Dittofeed answered something else than expected', 'Check the address of the connection.')
}

function kept(kind: ResourceKind): Kept {
  if (kind === 'journey' || kind === 'segment' || kind === 'template') return kind
  throw new Error(`Dittofeed keeps no ${kind}`)
}

function* list(kind: Kept, query: Readonly<Record<string, string>>, { workspaceId }: DittofeedSettings): Conversation<Thing[]> {
  const [path, name] = PLACES[kind]
  const body = yield* ask({ method: 'GET', path, query: { workspaceId, ...query }, repeat: 'read' })
  const parsed = z.looseObject({ [name]: z.array(thing) }).safeParse(body)
  if (!parsed.success) throw unreadable()
  return parsed.data[name] as Thing[] // as: the schema has just one member of that name
}

function foundOf(kind: Kept, one: Thing): Found {
  const members = Object.fromEntries(OURS[kind].flatMap((key): [string, JsonValue][] => (one[key] === undefined || one[key] === null ? [] : [[key, one[key] as JsonValue]]))) // as: it came as JSON
  return {
    kind, id: one.id, name: one.name, token: null, updatedAt: one.updatedAt ?? null,
    body: kind === 'journey' ? { canRunMultiple: false, ...members } : members,
    status: kind === 'journey' ? (STATUSES[one.status ?? 'NotStarted'] ?? null) : null,
  }
}

function* read(kind: ResourceKind, id: string, settings: DittofeedSettings): Conversation<Found | null> {
  const all = yield* list(kept(kind), { ids: id }, settings)
  const one = all.find((candidate) => candidate.id === id)
  return one ? foundOf(kept(kind), one) : null
}

function* put(kind: Kept, body: JsonValue): Conversation<Thing> {
  // The id is ours and the whole is written: sent twice is sent once.
  const answer = yield* ask({ method: 'PUT', path: PLACES[kind][0], body, repeat: 'idempotent' })
  const parsed = thing.safeParse(answer)
  if (!parsed.success) throw unreadable()
  return parsed.data
}

function* write(resource: Resource): Conversation<Made> {
  const kind = kept(resource.kind)
  const made = yield* put(kind, resource.body)
  return { id: made.id, token: null, status: kind === 'journey' ? (STATUSES[made.status ?? 'NotStarted'] ?? null) : null }
}

const NEXT: Readonly<Partial<Record<StatusAction, 'Running' | 'Paused'>>> = { activate: 'Running', resume: 'Running', pause: 'Paused' }

/** Every instant there is, since numbers are asked for in a window. */
const EVER = { startDate: '2000-01-01T00:00:00.000Z', endDate: '2100-01-01T00:00:00.000Z' }

/** What a number counts, by its name. That they bear the names of the internal events is a guess: the documentation calls them numbers by name. */
const COUNTS: Readonly<Record<keyof StepStatistics, readonly string[]>> = {
  entered: ['DFJourneyNodeProcessed', 'processed'], sent: ['DFInternalMessageSent', 'DFMessageSent', 'sent'], delivered: ['DFEmailDelivered', 'DFSmsDelivered', 'delivered'], opened: ['DFEmailOpened', 'opened'], clicked: ['DFEmailClicked', 'clicked'],
}

function countOf(numbers: Readonly<Record<string, number>>, what: keyof StepStatistics): number | null {
  const name = COUNTS[what].find((one) => Object.hasOwn(numbers, one))
  return name === undefined ? null : numbers[name]!
}

function plus(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : a + b
}

export const DITTOFEED_API: TargetApi<DittofeedSettings> = {
  baseUrl: ({ baseUrl }) => baseUrl,
  headers: () => ({}),
  authentication: () => ({ kind: 'header', header: 'authorization', prefix: 'Bearer ' }),
  budgets: [],

  *probe(settings) {
    // Nothing tells the name of a workspace to an admin key: that its journeys can be listed is what is asked.
    yield* list('journey', { getPartial: 'true' }, settings)
    return { account: `workspace ${settings.workspaceId}` }
  },

  *journeys(settings) {
    const all = yield* list('journey', { getPartial: 'true' }, settings)
    return all.map(({ id, name, status, updatedAt }) => ({ id, name, status: STATUSES[status ?? 'NotStarted'] ?? null, updatedAt: updatedAt ?? null }))
  },

  *lookUp(resource, settings) {
    const { id } = z.looseObject({ id: z.string() }).parse(resource.body)
    return yield* read(resource.kind, id, settings)
  },

  read,

  references(journey) {
    const parsed = journeyBody.safeParse(journey.body)
    if (!parsed.success) return []
    const { entryNode, nodes } = parsed.data.definition
    const segments = [
      ...(entryNode.type === 'EntryNode' ? [entryNode.segment] : []),
      ...nodes.flatMap((node) => (node.type === 'SegmentSplitNode' ? [node.variant.segment] : node.type === 'WaitForNode' ? node.segmentChildren.map(({ segmentId }) => segmentId) : [])),
    ]
    const templates = nodes.flatMap((node) => (node.type === 'MessageNode' ? [node.variant.templateId] : []))
    return [...[...new Set(segments)].map((id) => ({ kind: 'segment' as const, id })), ...[...new Set(templates)].map((id) => ({ kind: 'template' as const, id }))]
  },

  create: write,
  howToUpdate: () => 'inPlace',
  *update(resource, found) {
    const body = resource.body as { [key: string]: JsonValue } // as: written by the mapping
    return yield* write({ ...resource, body: { ...body, id: found.id } })
  },

  *setStatus(found, action, { workspaceId }) {
    const status = NEXT[action]
    if (status === undefined) throw new PlatformRefusal('E_PLATFORM_STATE', `Dittofeed cannot ${action} a journey`, 'Pause it: nobody comes in any more, and nothing is sent.')
    if (status === 'Paused' && found.status === 'draft') throw new PlatformRefusal('E_PLATFORM_STATE', 'a journey that was never started cannot be paused', 'There is nothing to pause.')
    const made = yield* put('journey', { workspaceId, id: found.id, name: found.name, status })
    return { status: STATUSES[made.status ?? status] ?? 'active', token: null }
  },

  // Nothing tells how many people are under way.
  // eslint-disable-next-line require-yield
  *inFlight() {
    return null
  },

  *statistics(found, { workspaceId }) {
    const body = yield* ask({ method: 'GET', path: '/api/admin/analysis/journey-stats', query: { workspaceId, journeyId: found.id, ...EVER }, repeat: 'read' })
    const parsed = z.looseObject({ nodeStats: z.record(z.string(), z.record(z.string(), z.number())) }).safeParse(body)
    if (!parsed.success) return null
    const steps = new Map<string, StepStatistics>()
    for (const [nodeId, numbers] of Object.entries(parsed.data.nodeStats)) {
      const stepId = nodeId.split(PART)[0]!
      const before = steps.get(stepId)
      const now = { entered: countOf(numbers, 'entered'), sent: countOf(numbers, 'sent'), delivered: countOf(numbers, 'delivered'), opened: countOf(numbers, 'opened'), clicked: countOf(numbers, 'clicked') }
      // The texts of a message are nodes of their own behind the one that chooses, and who comes to the step comes to that.
      steps.set(stepId, before ? { entered: nodeId === stepId ? now.entered : before.entered, sent: plus(before.sent, now.sent), delivered: plus(before.delivered, now.delivered), opened: plus(before.opened, now.opened), clicked: plus(before.clicked, now.clicked) } : now)
    }
    return steps
  },
}
