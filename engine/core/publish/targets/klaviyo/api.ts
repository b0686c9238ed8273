import type { JsonValue } from '../../../json.ts'
import { sameBody } from '../../as-found.ts'
import type { Answer, Conversation, PlatformCall } from '../../call.ts'
import { at, listAt, numberAt, textAt, wordList } from '../../json-at.ts'
import { PlatformRefusal, type RefusedPart } from '../../refusal.ts'
import { isSuccess, refusalOf } from '../../refused.ts'
import type { Found, PlatformStatus, ResourceKind } from '../../resource.ts'
import type { ListedJourney, StepStatistics, TargetApi } from '../../target.ts'
import { readActionId } from './action-ids.ts'
import { actionChange, flowAsSent, keyOf, matchActions } from './as-sent.ts'
import type { KlaviyoSettings } from './settings.ts'

export const KLAVIYO_REVISION = '2026-07-15'
const MARKER = /\[rehearsal:[^[\]]*\]$/
const SECOND = 1000
const MINUTE = 60 * SECOND
const DAY = 24 * 60 * MINUTE
const STATUSES: Readonly<Record<string, PlatformStatus>> = wordList({ draft: 'draft', manual: 'paused', live: 'active' })
const TYPES: Readonly<Record<'segment' | 'template', string>> = { segment: 'segments', template: 'templates' }

/** developers.klaviyo.com/en/v2026-07-15/reference; rate limits as each page says, per account. */
export const KLAVIYO_API: TargetApi<KlaviyoSettings> = {
  baseUrl: ({ baseUrl }) => baseUrl ?? 'https://a.klaviyo.com',
  headers: () => ({ revision: KLAVIYO_REVISION, accept: 'application/vnd.api+json', 'content-type': 'application/vnd.api+json' }),
  authentication: () => ({ kind: 'header', header: 'authorization', prefix: 'Klaviyo-API-Key ' }),
  budgets: [
    { id: 'create', label: 'making flows', limits: [{ count: 1, perMs: SECOND }, { count: 15, perMs: MINUTE }, { count: 100, perMs: DAY }] },
    { id: 'createSegment', label: 'making segments', limits: [{ count: 1, perMs: SECOND }, { count: 15, perMs: MINUTE }, { count: 100, perMs: DAY }] },
    { id: 'updateSegment', label: 'changing segments', limits: [{ count: 1, perMs: SECOND }, { count: 15, perMs: MINUTE }] },
    { id: 'flows', label: 'changing flows', limits: [{ count: 3, perMs: SECOND }, { count: 60, perMs: MINUTE }] },
    { id: 'accounts', limits: [{ count: 1, perMs: SECOND }, { count: 15, perMs: MINUTE }] },
    { id: 'other', limits: [{ count: 10, perMs: SECOND }, { count: 150, perMs: MINUTE }] },
    { id: 'reports', limits: [{ count: 1, perMs: SECOND }, { count: 2, perMs: MINUTE }, { count: 225, perMs: DAY }] },
  ],

  *probe() {
    // A key for flows alone may not read the account; it is good for everything else all the same.
    const answer = yield* ask({ method: 'GET', path: '/api/accounts', repeat: 'read', budget: 'accounts' }, null, 403)
    if (isSuccess(answer)) return { account: textAt(listAt(answer.body, 'data')[0], 'attributes', 'contact_information', 'organization_name') ?? textAt(listAt(answer.body, 'data')[0], 'id') ?? 'Klaviyo' }
    yield* ask({ method: 'GET', path: '/api/flows', query: { 'page[size]': '1' }, repeat: 'read', budget: 'flows' })
    return { account: 'Klaviyo' }
  },

  *journeys() {
    return (yield* every('/api/flows', 'flows')).map((flow): ListedJourney => ({ id: textAt(flow, 'id') ?? '', name: textAt(flow, 'attributes', 'name') ?? '', status: statusOf(flow), updatedAt: instantOf(textAt(flow, 'attributes', 'updated')) }))
  },

  *lookUp(resource, _settings, besides = new Set()) {
    if (resource.kind === 'event') {
      const metric = (yield* every('/api/metrics', 'other')).find((one) => textAt(one, 'attributes', 'name') === resource.name)
      return metric === undefined ? null : foundMetric(metric)
    }
    if (resource.kind === 'source') return null
    const marker = MARKER.exec(resource.name)?.[0] ?? resource.name
    // Only flows can be asked for by the end of their name.
    const listed = resource.kind === 'journey' ? yield* every('/api/flows', 'flows', { filter: `ends-with(name,${JSON.stringify(marker)})` }) : yield* every(`/api/${TYPES[resource.kind]}`, 'other')
    const fitting = listed.filter((one) => textAt(one, 'attributes', 'name')?.endsWith(marker) && !besides.has(textAt(one, 'id') ?? ''))
    const newest = [...fitting].sort((a, b) => (textAt(b, 'attributes', 'created') ?? '').localeCompare(textAt(a, 'attributes', 'created') ?? ''))
    const id = textAt(newest.find((one) => at(one, 'attributes', 'archived') !== true) ?? newest[0], 'id')
    if (id === null) return null
    return resource.kind === 'journey' ? yield* readFlow(id, at(resource.body, 'data', 'attributes', 'definition')) : yield* read(resource.kind, id)
  },

  read,

  references(journey) {
    const found = new Map<string, { kind: ResourceKind; id: string }>()
    const add = (kind: ResourceKind, id: JsonValue | undefined) => {
      if (typeof id === 'string' && id !== '') found.set(`${kind} ${id}`, { kind, id })
    }
    const definition = at(journey.body, 'data', 'attributes', 'definition')
    for (const trigger of listAt(definition, 'triggers')) add(textAt(trigger, 'type') === 'metric' ? 'event' : 'segment', at(trigger, 'id'))
    const walk = (value: JsonValue | undefined): void => {
      if (Array.isArray(value)) return value.forEach(walk)
      if (typeof value !== 'object' || value === null) return
      add('event', value['metric_id'])
      add('template', value['template_id'])
      if (Array.isArray(value['group_ids'])) value['group_ids'].forEach((id) => add('segment', id))
      Object.values(value).forEach(walk)
    }
    walk(definition)
    return [...found.values()]
  },

  *create(resource) {
    if (resource.kind === 'event' || resource.kind === 'source') {
      throw new PlatformRefusal('E_PLATFORM_INVALID', `Klaviyo has not seen the event "${resource.name}" yet, and makes its metric only then`, 'Send such an event once, and plan again.', { parts: resource.stepIds.map((stepId) => ({ path: null, stepId, message: `there is no metric "${resource.name}"` })) })
    }
    if (resource.kind !== 'journey') {
      const made = yield* ask({ method: 'POST', path: `/api/${TYPES[resource.kind]}`, body: resource.body, repeat: 'once', budget: resource.kind === 'segment' ? 'createSegment' : 'other' }, resource.stepIds[0] ?? null)
      return { id: idIn(made), token: null, status: null }
    }
    const answer = yield* ask({ method: 'POST', path: '/api/flows', body: resource.body, query: { 'additional-fields[flow]': 'definition' }, repeat: 'once', budget: 'create' })
    const id = idIn(answer)
    const told = at(answer.body, 'data', 'attributes', 'definition')
    const ours = at(resource.body, 'data', 'attributes', 'definition') ?? null
    const definition = Array.isArray(at(told, 'actions')) ? told! : yield* definitionOf(id)
    const ids = matchActions(ours, definition ?? null)
    return { id, token: null, status: 'draft', ...(ids ? { nodeIds: Object.fromEntries(ids) } : {}) }
  },

  /** Only what an action does can be changed; trigger, ways, re-entry and the name of a flow are set when it is made. */
  howToUpdate(resource, found) {
    if (resource.kind !== 'journey') return 'inPlace'
    const [ours, theirs] = [resource.body, found.body].map((body) => at(body, 'data', 'attributes') ?? null) as [JsonValue, JsonValue] // as: two in, two out
    if (textAt(ours, 'name') !== textAt(theirs, 'name') || !matchActions(at(ours, 'definition') ?? null, at(theirs, 'definition') ?? null)) return 'replace'
    const isAlike = (field: string) => sameBody(at(ours, 'definition', field) ?? null, at(theirs, 'definition', field) ?? null)
    return ['triggers', 'profile_filter', 'reentry_criteria'].every(isAlike) ? 'inPlace' : 'replace'
  },

  *update(resource, found) {
    if (resource.kind === 'segment' || resource.kind === 'template') {
      const given = at(resource.body, 'data', 'attributes')
      const { editor_type: _kind, ...attributes } = (typeof given === 'object' && given !== null && !Array.isArray(given) ? given : {}) as { [key: string]: JsonValue } // as: just looked at
      yield* ask({ method: 'PATCH', path: `/api/${TYPES[resource.kind]}/${encodeURIComponent(found.id)}`, body: { data: { type: resource.kind, id: found.id, attributes } }, repeat: 'idempotent', budget: resource.kind === 'segment' ? 'updateSegment' : 'other' }, resource.stepIds[0] ?? null)
      return { id: found.id, token: null, status: null }
    }
    const theirs = yield* definitionOf(found.id)
    const ours = at(resource.body, 'data', 'attributes', 'definition') ?? null
    const ids = theirs === null ? null : matchActions(ours, theirs)
    if (!ids) throw new PlatformRefusal('E_PLATFORM_CONFLICT', 'The ways of the flow are no longer those that were planned', 'Plan again: a new flow takes its place.')
    const mine = new Map(listAt(ours, 'actions').map((action) => [keyOf(action), action]))
    const asSent = new Map(listAt(flowAsSent('', theirs, ids), 'data', 'attributes', 'definition', 'actions').map((action) => [keyOf(action), action]))
    for (const there of listAt(theirs, 'actions')) {
      const name = ids.get(keyOf(there))!
      const wanted = mine.get(name)!
      if (sameBody(wanted, asSent.get(name) ?? null)) continue
      const id = textAt(there, 'id') ?? ''
      yield* ask({ method: 'PATCH', path: `/api/flow-actions/${encodeURIComponent(id)}`, body: { data: { type: 'flow-action', id, attributes: { definition: actionChange(wanted, there) } } }, repeat: 'idempotent', budget: 'flows' }, readActionId(name).stepId)
    }
    return { id: found.id, token: null, status: found.status, nodeIds: Object.fromEntries(ids) }
  },

  *setStatus(found, action) {
    const TO = { activate: 'live', resume: 'live', pause: 'manual', stop: 'draft' } as const
    const FROM: Readonly<Record<string, readonly (PlatformStatus | null)[]>> = { activate: ['draft'], resume: ['paused'], pause: ['active'], stop: ['active', 'paused'] }
    if (action === 'archive' || !FROM[action]!.includes(found.status)) throw new PlatformRefusal('E_PLATFORM_STATE', `A Klaviyo flow that is ${found.status ?? 'unknown'} cannot be made to ${action}`, 'Drafts can be activated, live flows paused or stopped, paused ones resumed or stopped.')
    const answer = yield* ask({ method: 'PATCH', path: `/api/flows/${encodeURIComponent(found.id)}`, body: { data: { type: 'flow', id: found.id, attributes: { status: TO[action] } } }, repeat: 'idempotent', budget: 'flows' })
    return { status: statusOf(at(answer.body, 'data') ?? null) ?? STATUSES[TO[action]]!, token: null }
  },

  // Klaviyo does not tell how many people are in a flow.
  // eslint-disable-next-line require-yield
  *inFlight() {
    return null
  },

  *statistics(found) {
    const definition = yield* definitionOf(found.id)
    if (definition === null) return null
    const trigger = listAt(definition, 'triggers')[0]
    // A report wants a metric to count conversions by; what is asked for here does not depend on it.
    const metric = textAt(trigger, 'type') === 'metric' ? textAt(trigger, 'id') : textAt((yield* every('/api/metrics', 'other'))[0], 'id')
    if (metric === null) return null
    const attributes = { timeframe: { key: 'last_365_days' }, conversion_metric_id: metric, filter: `equals(flow_id,${JSON.stringify(found.id)})`, statistics: ['recipients', 'delivered', 'opens', 'clicks'] }
    const answer = yield* ask({ method: 'POST', path: '/api/flow-values-reports', body: { data: { type: 'flow-values-report', attributes } }, repeat: 'read', budget: 'reports' })
    const stepOf = new Map(listAt(definition, 'actions').flatMap((action): [string, string][] => {
      const message = textAt(action, 'data', 'message', 'id')
      const id = textAt(action, 'id') ?? ''
      return message === null ? [] : [[message, readActionId(found.nodeIds && Object.hasOwn(found.nodeIds, id) ? found.nodeIds[id]! : id).stepId]]
    }))
    const steps = new Map<string, StepStatistics>()
    for (const result of listAt(answer.body, 'data', 'attributes', 'results')) {
      const step = stepOf.get(textAt(result, 'groupings', 'flow_message_id') ?? '')
      if (step === undefined) continue
      const known = steps.get(step)
      const sum = (name: string, before: number | null | undefined) => {
        const count = numberAt(result, 'statistics', name)
        return count === null ? (before ?? null) : count + (before ?? 0)
      }
      steps.set(step, { entered: null, sent: sum('recipients', known?.sent), delivered: sum('delivered', known?.delivered), opened: sum('opens', known?.opened), clicked: sum('clicks', known?.clicked) })
    }
    return steps
  },
}

function* read(kind: ResourceKind, id: string): Conversation<Found | null> {
  if (kind === 'source') return null
  if (kind === 'journey') return yield* readFlow(id, undefined)
  if (kind === 'event') {
    const answer = yield* ask({ method: 'GET', path: `/api/metrics/${encodeURIComponent(id)}`, repeat: 'read', budget: 'other' }, null, 404)
    return answer.status === 404 ? null : foundMetric(at(answer.body, 'data') ?? null)
  }
  let answer = yield* ask({ method: 'GET', path: `/api/${TYPES[kind]}/${encodeURIComponent(id)}`, repeat: 'read', budget: 'other' }, null, 404)
  // Flows are begun by lists too, whose ids stand where those of segments do.
  if (answer.status === 404 && kind === 'segment') answer = yield* ask({ method: 'GET', path: `/api/lists/${encodeURIComponent(id)}`, repeat: 'read', budget: 'other' }, null, 404)
  if (answer.status === 404) return null
  const attributes = at(answer.body, 'data', 'attributes')
  const name = textAt(attributes, 'name') ?? ''
  const said = kind === 'segment' ? { name, definition: at(attributes, 'definition') ?? null } : { name, editor_type: textAt(attributes, 'editor_type') ?? 'CODE', html: textAt(attributes, 'html') ?? '' }
  return { kind, id, name, body: { data: { type: kind, attributes: said } }, status: null, token: null, updatedAt: instantOf(textAt(attributes, 'updated')) }
}

/** `ours`: the definition it was made from, whose names of actions are given back if it is still built so. */
function* readFlow(id: string, ours: JsonValue | undefined): Conversation<Found | null> {
  const answer = yield* ask({ method: 'GET', path: `/api/flows/${encodeURIComponent(id)}`, query: { 'additional-fields[flow]': 'definition' }, repeat: 'read', budget: 'flows' }, null, 404)
  if (answer.status === 404) return null
  const flow = at(answer.body, 'data') ?? null
  const definition = at(flow, 'attributes', 'definition') ?? null
  const ids = ours === undefined ? null : matchActions(ours, definition)
  const name = textAt(flow, 'attributes', 'name') ?? ''
  return { kind: 'journey', id, name, body: flowAsSent(name, definition, ids ?? new Map()), status: statusOf(flow), token: null, updatedAt: instantOf(textAt(flow, 'attributes', 'updated')), ...(ids ? { nodeIds: Object.fromEntries(ids) } : {}) }
}

function* definitionOf(id: string): Conversation<JsonValue> {
  const answer = yield* ask({ method: 'GET', path: `/api/flows/${encodeURIComponent(id)}`, query: { 'additional-fields[flow]': 'definition' }, repeat: 'read', budget: 'flows' }, null, 404)
  return answer.status === 404 ? null : (at(answer.body, 'data', 'attributes', 'definition') ?? null)
}

function foundMetric(metric: JsonValue): Found {
  return { kind: 'event', id: textAt(metric, 'id') ?? '', name: textAt(metric, 'attributes', 'name') ?? '', body: null, status: null, token: null, updatedAt: instantOf(textAt(metric, 'attributes', 'updated')) }
}

function* every(path: string, budget: string, query: Readonly<Record<string, string>> = {}): Conversation<JsonValue[]> {
  const all: JsonValue[] = []
  let cursor: string | null = null
  do {
    const answer: Answer = yield* ask({ method: 'GET', path, query: { ...query, ...(cursor === null ? {} : { 'page[cursor]': cursor }) }, repeat: 'read', budget })
    all.push(...listAt(answer.body, 'data'))
    const encoded: string | undefined = /[?&]page(?:%5B|\[)cursor(?:%5D|\])=([^&]+)/i.exec(textAt(answer.body, 'links', 'next') ?? '')?.[1]
    cursor = encoded === undefined ? null : decodeURIComponent(encoded.replaceAll('+', ' '))
  } while (cursor !== null)
  return all
}

/** Throws for every answer that is no success but for `expected`. `stepId`: what the call is about, where it does not say so itself. */
function* ask(call: PlatformCall, stepId: string | null = null, expected?: number): Conversation<Answer> {
  const answer = yield call
  if (isSuccess(answer) || answer.status === expected) return answer
  throw refusalOf(answer, 'Klaviyo', `the scope ${scopeOf(call)}`, (body) => partsOf(body, call.body ?? null, stepId))
}

function scopeOf({ method, path, repeat }: PlatformCall): string {
  const kind = /^\/api\/(flow|segment|template|metric|list|account)/.exec(path)?.[1] ?? 'flow'
  return `${kind}s:${method === 'GET' || repeat === 'read' ? 'read' : 'write'}`
}

/** JSON:API errors point into what was sent: `/data/attributes/definition/actions/3/data/message`. */
function partsOf(body: JsonValue, sent: JsonValue, stepId: string | null): RefusedPart[] {
  return listAt(body, 'errors').map((error): RefusedPart => {
    const pointer = textAt(error, 'source', 'pointer')
    const index = /\/actions\/(\d+)(?:\/|$)/.exec(pointer ?? '')?.[1]
    const action = index === undefined ? undefined : listAt(sent, 'data', 'attributes', 'definition', 'actions')[Number(index)]
    const path = pointer === null ? null : `$${pointer.split('/').slice(1).filter((key) => key !== '').map((key) => (/^\d+$/.test(key) ? `[${key}]` : `.${key}`)).join('')}`
    return { path, stepId: action === undefined ? stepId : readActionId(keyOf(action)).stepId, message: textAt(error, 'detail') ?? textAt(error, 'title') ?? '' }
  })
}

function idIn(answer: Answer): string {
  const id = textAt(answer.body, 'data', 'id')
  if (id === null) throw new PlatformRefusal('E_PLATFORM_FAILED', 'Klaviyo made something and does not say what', 'Look for it there.', { status: answer.status })
  return id
}

function statusOf(flow: JsonValue): PlatformStatus | null {
  return at(flow, 'attributes', 'archived') === true ? 'archived' : (STATUSES[textAt(flow, 'attributes', 'status') ?? ''] ?? null)
}

function instantOf(text: string | null): number | null {
  const instant = text === null ? Number.NaN : Date.parse(text)
  return Number.isNaN(instant) ? null : instant
}
