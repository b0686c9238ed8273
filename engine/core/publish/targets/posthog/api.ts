import * as z from 'zod'
import { canonicalJson, type JsonValue } from '../../../json.ts'
import type { Answer, Conversation, PlatformCall } from '../../call.ts'
import { wordList } from '../../json-at.ts'
import { PlatformRefusal } from '../../refusal.ts'
import type { Found, PlatformStatus, Resource } from '../../resource.ts'
import type { ListedJourney, Made, StatusAction, StepStatistics, TargetApi } from '../../target.ts'
import { complaintOf, refuse } from './errors.ts'
import { withoutWhatPostHogAdds } from './as-sent.ts'
import { flowBody, PART } from './payload.ts'
import type { PostHogSettings } from './settings.ts'

const BUDGET = 'posthog'
const STATUSES: Readonly<Record<string, PlatformStatus>> = wordList({ draft: 'draft', active: 'active', archived: 'archived' })
const NEXT: Readonly<Record<StatusAction, string>> = { activate: 'active', resume: 'active', pause: 'draft', stop: 'draft', archive: 'archived' }

const flowSchema = z.looseObject({ id: z.string(), key: z.string().nullish(), name: z.string().nullish(), status: z.string().nullish(), updated_at: z.string().nullish(), draft_updated_at: z.string().nullish() })
type StoredFlow = z.infer<typeof flowSchema>

const pageSchema = z.looseObject({ next: z.string().nullish(), results: z.array(flowSchema) })
const impactSchema = z.looseObject({ in_flight_runs: z.number().nullish(), confirm_token: z.string().nullish() })
const publishedSchema = z.looseObject({ workflow: flowSchema.optional() })

function* send(call: PlatformCall): Conversation<Answer> {
  return yield { ...call, budget: BUDGET }
}

function* ask(call: PlatformCall): Conversation<JsonValue> {
  const answer = yield* send(call)
  if (answer.status >= 200 && answer.status < 300) return answer.body
  return refuse(answer, call)
}

function parsed<T>(schema: z.ZodType<T>, body: JsonValue): T {
  const read = schema.safeParse(body)
  if (!read.success) throw new PlatformRefusal('E_PLATFORM_FAILED', 'PostHog answered something else than expected', 'Check the address and the project of the connection.')
  return read.data
}

function pathOf({ projectId }: PostHogSettings, id?: string): string {
  return `/api/projects/${encodeURIComponent(projectId)}/hog_flows/${id === undefined ? '' : `${encodeURIComponent(id)}/`}`
}

function tokenOf({ updated_at, draft_updated_at }: StoredFlow): string | null {
  return draft_updated_at ?? updated_at ?? null
}

function instant(text: string | null | undefined): number | null {
  const at = text ? Date.parse(text) : Number.NaN
  return Number.isNaN(at) ? null : at
}

function foundOf(flow: StoredFlow): Found {
  return {
    kind: 'journey', id: flow.id, name: flow.name ?? '', body: withoutWhatPostHogAdds(flow as { [key: string]: JsonValue }), // as: it came as JSON
    status: STATUSES[flow.status ?? ''] ?? null, token: tokenOf(flow), updatedAt: instant(flow.updated_at),
  }
}

function madeOf(flow: StoredFlow): Made {
  return { id: flow.id, token: tokenOf(flow), status: STATUSES[flow.status ?? ''] ?? null }
}

function* byKey(key: string, settings: PostHogSettings): Conversation<Found | null> {
  const { results } = parsed(pageSchema, yield* ask({ method: 'GET', path: pathOf(settings), query: { key }, repeat: 'read' }))
  const flow = results.find((one) => one.key === key)
  // A list may leave out what a flow is made of.
  return flow ? yield* readFlow(flow.id, settings) : null
}

function* readFlow(id: string, settings: PostHogSettings): Conversation<Found | null> {
  const call: PlatformCall = { method: 'GET', path: pathOf(settings, id), repeat: 'read' }
  const answer = yield* send(call)
  if (answer.status === 404) return null
  if (answer.status < 200 || answer.status >= 300) return refuse(answer, call)
  return foundOf(parsed(flowSchema, answer.body))
}

function bodyOf({ body }: Pick<Resource, 'body'>): { [key: string]: JsonValue } {
  return body as { [key: string]: JsonValue } // as: written by the mapping
}

/** Live at once: what is staged is published in two steps, of which the first tells what it means for those under way. */
function* publish(id: string, settings: PostHogSettings): Conversation<StoredFlow | undefined> {
  const path = `${pathOf(settings, id)}publish/`
  const { confirm_token } = parsed(impactSchema, yield* ask({ method: 'POST', path, body: {}, repeat: 'read' }))
  if (!confirm_token) throw new PlatformRefusal('E_PLATFORM_FAILED', 'PostHog gave nothing to confirm the change with', 'Publish the staged change in PostHog.')
  return parsed(publishedSchema, yield* ask({ method: 'POST', path, body: { confirm: true, confirm_token }, repeat: 'once' })).workflow
}

const totalsSchema = z.looseObject({ totals: z.record(z.string(), z.number()) })
const MINUTE_MS = 60_000

export const POSTHOG_API: TargetApi<PostHogSettings> = {
  baseUrl: ({ baseUrl }) => baseUrl,
  headers: () => ({}),
  authentication: () => ({ kind: 'header', header: 'authorization', prefix: 'Bearer ' }),
  // Of each key; from a copy of the documentation of somebody else.
  budgets: [{ id: BUDGET, limits: [{ count: 480, perMs: MINUTE_MS }, { count: 4800, perMs: 60 * MINUTE_MS }] }],

  *probe(settings) {
    // A key for workflows alone may not read the project, so its name is not asked for.
    yield* ask({ method: 'GET', path: pathOf(settings), query: { limit: '1' }, repeat: 'read' })
    return { account: `project ${settings.projectId}` }
  },

  *journeys(settings) {
    const all: ListedJourney[] = []
    for (;;) {
      const page = parsed(pageSchema, yield* ask({ method: 'GET', path: pathOf(settings), query: { limit: '100', offset: String(all.length) }, repeat: 'read' }))
      all.push(...page.results.map(({ id, name, status, updated_at }) => ({ id, name: name ?? '', status: STATUSES[status ?? ''] ?? null, updatedAt: instant(updated_at) })))
      if (!page.next || page.results.length === 0) return all
    }
  },

  *lookUp(resource, settings) {
    return yield* byKey(String(bodyOf(resource)['key']), settings)
  },

  *read(kind, id, settings) {
    return kind === 'journey' ? yield* readFlow(id, settings) : null
  },

  references: () => [],

  *create(resource, settings) {
    const body = bodyOf(resource)
    // The key is ours, so that a second one is refused: sent twice makes one.
    const call: PlatformCall = { method: 'POST', path: pathOf(settings), body, repeat: 'idempotent' }
    const answer = yield* send(call)
    if (answer.status >= 200 && answer.status < 300) return madeOf(parsed(flowSchema, answer.body))
    if (answer.status === 400 && complaintOf(answer.body).code === 'unique') {
      const there = yield* byKey(String(body['key']), settings)
      if (there && canonicalJson(there.body) === canonicalJson(body)) return { id: there.id, token: there.token, status: there.status }
      throw new PlatformRefusal('E_PLATFORM_CONFLICT', `another workflow has the key "${String(body['key'])}"`, 'Read it and publish over it, or change the id of the journey.', { status: 400, parts: [{ path: '$.key', stepId: null, message: complaintOf(answer.body).detail }] })
    }
    return refuse(answer, call)
  },

  howToUpdate: () => 'inPlace',

  *update(resource, found, settings) {
    const isLive = found.status === 'active'
    const body = { ...bodyOf(resource), ...(isLive ? { stage_draft: true } : {}), ...(found.token === null ? {} : { base_updated_at: found.token }) }
    // With a token, a second one would be taken for somebody else's: who does not know what became of it looks.
    const flow = parsed(flowSchema, yield* ask({ method: 'PATCH', path: pathOf(settings, found.id), body, repeat: 'once' }))
    if (!isLive) return madeOf(flow)
    const live = yield* publish(found.id, settings)
    return live ? madeOf(live) : { id: found.id, token: null, status: 'active' }
  },

  *setStatus(found, action, settings) {
    if (found.status === 'archived') throw new PlatformRefusal('E_PLATFORM_STATE', 'an archived workflow stays as it is', 'Publish the journey under another id.')
    const status = NEXT[action]
    const flow = parsed(flowSchema, yield* ask({ method: 'PATCH', path: pathOf(settings, found.id), body: { status }, repeat: 'idempotent' }))
    return { status: STATUSES[flow.status ?? status] ?? 'draft', token: tokenOf(flow) }
  },

  *inFlight(found, settings) {
    // Told with a staged change only: without one the question is refused, and nothing is known.
    const call: PlatformCall = { method: 'POST', path: `${pathOf(settings, found.id)}publish/`, body: {}, repeat: 'read' }
    const answer = yield* send(call)
    if (answer.status === 400) return null
    if (answer.status < 200 || answer.status >= 300) return refuse(answer, call)
    return parsed(impactSchema, answer.body).in_flight_runs ?? null
  },

  *statistics(found, settings) {
    const flow = flowBody.safeParse(found.body)
    if (!flow.success) return null
    const steps = new Map<string, StepStatistics>()
    for (const { id, type } of flow.data.actions) {
      if (type === 'trigger' || type === 'exit') continue
      // Metrics are kept by action ("instance"); which names the numbers of one action have is not documented.
      const { totals } = parsed(totalsSchema, yield* ask({ method: 'GET', path: `${pathOf(settings, found.id)}metrics/totals/`, query: { instance_id: id, breakdown_by: 'name', after: '-90d' }, repeat: 'read' }))
      const count = (...names: string[]) => names.map((name) => totals[name]).find((number) => number !== undefined) ?? null
      const now = { entered: count('succeeded'), sent: count('email_sent', 'push_sent', 'sms_sent'), delivered: count('email_delivered'), opened: count('email_opened'), clicked: count('email_link_clicked') }
      const stepId = id.split(PART)[0]!
      const before = steps.get(stepId)
      steps.set(stepId, before ? { entered: before.entered, sent: plus(before.sent, now.sent), delivered: plus(before.delivered, now.delivered), opened: plus(before.opened, now.opened), clicked: plus(before.clicked, now.clicked) } : now)
    }
    return steps
  },
}

function plus(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : a + b
}
