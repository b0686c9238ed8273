import type { JsonValue } from '../../../json.ts'
import type { Answer, Conversation, PlatformCall } from '../../call.ts'
import { at, listAt, numberAt, textAt, wordList } from '../../json-at.ts'
import { PlatformRefusal, type RefusedPart } from '../../refusal.ts'
import { isSuccess, refusalOf } from '../../refused.ts'
import type { Found, PlatformStatus, ResourceKind } from '../../resource.ts'
import type { ListedJourney, Made, TargetApi } from '../../target.ts'
import { everyNode, journeyAsSent, mergePatch, withServerIds } from './as-sent.ts'
import { readNodeId } from './node-names.ts'
import type { OneSignalSettings } from './settings.ts'
import { statisticsOf } from './statistics.ts'

const MARKER = /\[rehearsal:[^[\]]*\]$/
/** A journey is looked at so often while it is being activated, and so far apart: three minutes. */
const MOST_LOOKS = 60
const BETWEEN_LOOKS_MS = 3000
const STATES: Readonly<Record<string, PlatformStatus>> = wordList({ draft: 'draft', processing: 'processing', active: 'active', scheduled: 'active', archived: 'archived' })
const SCOPES: Readonly<Record<string, string>> = { GET: 'permission to view journeys, segments and templates', POST: 'permission to create journeys, segments and templates', PATCH: 'permission to update journeys, segments and templates' }

/** documentation.onesignal.com/reference/{create,view,update}-journey(s), view-journey-stats, {create,view,update}-segment(s), {create,view,update}-template(s). */
export const ONESIGNAL_API: TargetApi<OneSignalSettings> = {
  baseUrl: ({ baseUrl }) => baseUrl ?? 'https://api.onesignal.com',
  headers: () => ({ 'content-type': 'application/json' }),
  authentication: () => ({ kind: 'header', header: 'authorization', prefix: 'Key ' }),
  // Limits are declared (429), and their numbers were not found: this is careful.
  budgets: [{ id: 'api', limits: [{ count: 5, perMs: 1000 }] }],

  *probe(settings) {
    yield* ask({ method: 'GET', path: journeysPath(settings), query: { limit: '1' }, repeat: 'read' })
    return { account: `App ${settings.appId}` }
  },

  *journeys(settings) {
    return (yield* everyJourney(settings)).map((journey): ListedJourney => ({ id: textAt(journey, 'id') ?? '', name: textAt(journey, 'name') ?? '', status: statusOf(journey), updatedAt: instantOf(textAt(journey, 'updated_at')) }))
  },

  *lookUp(resource, settings, besides = new Set()) {
    const marker = MARKER.exec(resource.name)?.[0] ?? resource.name
    const listed = resource.kind === 'journey' ? yield* everyJourney(settings) : yield* every(resource.kind === 'segment' ? segmentsPath(settings) : '/templates', resource.kind === 'segment' ? 'segments' : 'templates', settings)
    // The newest first, and one that is archived only if there is no other: it was replaced.
    const fitting = listed.filter((one) => textAt(one, 'name')?.endsWith(marker) && !besides.has(textAt(one, 'id') ?? ''))
    const id = textAt(fitting.find((one) => textAt(one, 'state') !== 'archived') ?? fitting[0], 'id')
    return id === null ? null : yield* read(resource.kind, id, settings)
  },

  read,

  references(journey) {
    const found = new Map<string, { kind: ResourceKind; id: string }>()
    const add = (kind: ResourceKind, value: JsonValue | undefined) => {
      if (typeof value === 'string' && value !== '') found.set(`${kind} ${value}`, { kind, id: value })
    }
    const segmentsIn = (value: JsonValue | undefined) => (['included_segment_ids', 'excluded_segment_ids'] as const).forEach((field) => listAt(value, field).forEach((id) => add('segment', id)))
    segmentsIn(at(journey.body, 'audience'))
    segmentsIn(at(journey.body, 'early_exit', 'rules', 'on_segment'))
    for (const node of everyNode(listAt(journey.body, 'nodes'))) {
      add('template', at(node, 'template_id'))
      for (const branch of listAt(node, 'branches')) segmentsIn(at(branch, 'condition'))
    }
    return [...found.values()]
  },

  *create(resource, settings) {
    const path = resource.kind === 'journey' ? journeysPath(settings) : resource.kind === 'segment' ? segmentsPath(settings) : '/templates'
    const answer = yield* ask({ method: 'POST', path, body: resource.body, repeat: 'once' })
    const id = textAt(answer.body, 'id')
    if (id === null) throw new PlatformRefusal('E_PLATFORM_FAILED', 'OneSignal made something and does not say what', 'Look for it in the dashboard.', { status: answer.status })
    return resource.kind === 'journey' ? madeJourney(answer.body) : { id, token: null, status: null }
  },

  howToUpdate(resource, found) {
    if (resource.kind !== 'journey' || (found.status !== 'active' && found.status !== 'processing')) return found.status === 'archived' ? 'replace' : 'inPlace'
    // With people under way the ways of a split are locked, and so is who comes in.
    const [ours, theirs] = [at(resource.body, 'audience'), at(found.body, 'audience')]
    if (textAt(ours, 'kind') !== textAt(theirs, 'kind')) return 'replace'
    if (at(theirs, 'future_additions_only') === true && mergePatch(theirs, ours ?? null) !== undefined) return 'replace'
    const ways = new Map(everyNode(listAt(found.body, 'nodes')).map((node) => [textAt(node, 'client_node_id'), node]))
    const isLocked = everyNode(listAt(resource.body, 'nodes')).some((node) => {
      const there = ways.get(textAt(node, 'client_node_id'))
      return textAt(node, 'kind') === 'split_range' && textAt(there, 'kind') === 'split_range' && listAt(node, 'branches').length !== listAt(there, 'branches').length
    })
    return isLocked ? 'replace' : 'inPlace'
  },

  *update(resource, found, settings) {
    if (resource.kind === 'segment') {
      yield* ask({ method: 'PATCH', path: `${segmentsPath(settings)}/${encodeURIComponent(found.id)}`, body: resource.body, repeat: 'idempotent' })
      return { id: found.id, token: null, status: null }
    }
    if (resource.kind === 'template') {
      yield* ask({ method: 'PATCH', path: `/templates/${encodeURIComponent(found.id)}`, query: { app_id: settings.appId }, body: resource.body, repeat: 'idempotent' })
      return { id: found.id, token: null, status: null }
    }
    // The ids of nodes from the journey itself; the token from what the plan saw, so that whatever was written meanwhile is a conflict.
    const now = yield* ask({ method: 'GET', path: `${journeysPath(settings)}/${encodeURIComponent(found.id)}`, repeat: 'read' })
    const { body, nodeIds } = journeyAsSent(now.body)
    const { nodes: _nodes, ...patch } = (mergePatch(body, resource.body) ?? {}) as { [key: string]: JsonValue } // as: of two objects
    const nodes = withServerIds(listAt(resource.body, 'nodes'), listAt(body, 'nodes'), nodeIds)
    const token = found.token ?? textAt(now.body, 'concurrency_key')
    const answer = yield* ask({ method: 'PATCH', path: `${journeysPath(settings)}/${encodeURIComponent(found.id)}`, body: { ...patch, nodes, ...(token === null ? {} : { concurrency_key: token }) }, repeat: 'once' })
    return { ...madeJourney(answer.body), id: found.id }
  },

  *setStatus(found, action, settings) {
    const isAllowed = (action === 'activate' && found.status === 'draft') || (action === 'stop' && found.status === 'active')
    if (!isAllowed) throw new PlatformRefusal('E_PLATFORM_STATE', `A OneSignal journey that is ${found.status ?? 'unknown'} cannot be made to ${action}`, 'A draft can be activated, and an active journey can be stopped for good.')
    const starts = textAt(found.body, 'schedule', 'start_at') !== null
    const state = action === 'stop' ? 'archived' : starts ? 'scheduled' : 'active'
    const path = `${journeysPath(settings)}/${encodeURIComponent(found.id)}`
    let answer = yield* ask({ method: 'PATCH', path, body: { state, ...(found.token === null ? {} : { concurrency_key: found.token }) }, repeat: 'once' })
    for (let look = 0; look < MOST_LOOKS && textAt(answer.body, 'state') === 'processing'; look++) answer = yield* ask({ method: 'GET', path, repeat: 'read', afterMs: BETWEEN_LOOKS_MS })
    const status = statusOf(answer.body) ?? 'processing'
    if (action === 'activate' && status === 'draft') {
      const said = textAt(answer.body, 'schedule', 'error')
      throw new PlatformRefusal('E_PLATFORM_FAILED', `OneSignal could not activate the journey${said === null ? '' : `: ${said}`}`, 'Look at it in the dashboard; it is a draft again.')
    }
    return { status, token: textAt(answer.body, 'concurrency_key') }
  },

  *inFlight(found, settings) {
    const stats = yield* statistics(found, settings)
    const [started, completed, exited] = [numberAt(stats, 'started'), numberAt(stats, 'completed'), numberAt(stats, 'exited_early')]
    return started === null ? null : Math.max(0, started - (completed ?? 0) - (exited ?? 0))
  },

  *statistics(found, settings) {
    const stats = yield* statistics(found, settings)
    return stats === null ? null : statisticsOf(stats, found.nodeIds ?? {})
  },
}

function* read(kind: ResourceKind, id: string, settings: OneSignalSettings): Conversation<Found | null> {
  if (kind === 'event' || kind === 'source') return null
  const [path, query] = kind === 'journey' ? [journeysPath(settings), undefined] as const : kind === 'segment' ? [segmentsPath(settings), { 'include-segment-detail': 'true' }] : ['/templates', { app_id: settings.appId }]
  const answer = yield* ask({ method: 'GET', path: `${path}/${encodeURIComponent(id)}`, ...(query ? { query } : {}), repeat: 'read' }, 404)
  if (answer.status === 404) return null
  const told = { kind, id, updatedAt: instantOf(textAt(answer.body, 'updated_at')) }
  if (kind === 'journey') {
    const { body, nodeIds } = journeyAsSent(answer.body)
    return { ...told, name: textAt(body, 'name') ?? '', body, status: statusOf(answer.body), token: textAt(answer.body, 'concurrency_key'), nodeIds }
  }
  const plain = { ...told, status: null, token: null }
  if (kind === 'segment') {
    const segment = at(answer.body, 'payload') ?? answer.body
    const name = textAt(segment, 'name') ?? ''
    return { ...plain, name, body: { name, filters: [...listAt(segment, 'filters')] } }
  }
  const name = textAt(answer.body, 'name') ?? ''
  const content = at(answer.body, 'content') ?? answer.body
  return { ...plain, name, body: { app_id: settings.appId, name, ...templateContent(content) } }
}

/** Of all that OneSignal keeps with a template, what we write. */
function templateContent(content: JsonValue): { [key: string]: JsonValue } {
  const keep = (fields: readonly string[]) => Object.fromEntries(fields.flatMap((field): [string, JsonValue][] => {
    const value = at(content, field)
    return value === undefined || value === null ? [] : [[field, value]]
  }))
  if (at(content, 'isEmail') === true) return keep(['isEmail', 'email_subject', 'email_body'])
  return at(content, 'isSMS') === true ? keep(['isSMS', 'contents']) : keep(['contents', 'headings', 'url', 'big_picture', 'ios_attachments'])
}

function madeJourney(journey: JsonValue): Made {
  const { nodeIds } = journeyAsSent(journey)
  return { id: textAt(journey, 'id') ?? '', token: textAt(journey, 'concurrency_key'), status: statusOf(journey), nodeIds }
}

function* statistics(found: Found, settings: OneSignalSettings): Conversation<JsonValue> {
  const answer = yield* ask({ method: 'GET', path: `${journeysPath(settings)}/${encodeURIComponent(found.id)}/stats`, repeat: 'read' }, 404)
  return answer.status === 404 ? null : answer.body
}

function* everyJourney(settings: OneSignalSettings): Conversation<JsonValue[]> {
  const all: JsonValue[] = []
  let cursor: string | null = null
  do {
    const answer: Answer = yield* ask({ method: 'GET', path: journeysPath(settings), query: { limit: '50', ...(cursor === null ? {} : { cursor }) }, repeat: 'read' })
    all.push(...listAt(answer.body, 'journeys'))
    cursor = at(answer.body, 'has_more') === true ? textAt(answer.body, 'next_cursor') : null
  } while (cursor !== null)
  return all
}

function* every(path: string, field: string, settings: OneSignalSettings): Conversation<JsonValue[]> {
  const all: JsonValue[] = []
  for (;;) {
    const answer = yield* ask({ method: 'GET', path, query: { limit: field === 'segments' ? '300' : '50', offset: String(all.length), ...(field === 'templates' ? { app_id: settings.appId } : {}) }, repeat: 'read' })
    const page = listAt(answer.body, field)
    all.push(...page)
    if (page.length === 0 || all.length >= (numberAt(answer.body, 'total_count') ?? 0)) return all
  }
}

/** Throws for every answer that is no success but for `expected`. */
function* ask(call: PlatformCall, expected?: number): Conversation<Answer> {
  const answer = yield { ...call, budget: 'api' }
  if (isSuccess(answer) || answer.status === expected) return answer
  const refusal = refusalOf(answer, 'OneSignal', SCOPES[call.method] ?? 'permission for this app', (body) => partsOf(body, call.body ?? null))
  const isState = answer.status === 422 && listAt(answer.body, 'errors').some((error) => textAt(error, 'code') === 'invalid_state_transition')
  throw isState ? new PlatformRefusal('E_PLATFORM_STATE', refusal.message, 'Look at what state the journey is in, and plan again.', { status: answer.status, parts: refusal.parts }) : refusal
}

/** Errors are texts, or objects with a title and, in `meta`, a path such as `nodes[0].branches[1].nodes[0].template_id`. */
function partsOf(body: JsonValue, sent: JsonValue): RefusedPart[] {
  const errors = listAt(body, 'errors')
  const all = errors.length > 0 ? errors : textAt(body, 'errors') === null ? [] : [textAt(body, 'errors')!]
  return all.map((error): RefusedPart => {
    const message = typeof error === 'string' ? error : (textAt(error, 'title') ?? textAt(error, 'message') ?? JSON.stringify(error))
    const path = textAt(error, 'meta', 'path') ?? /\b(?:nodes|audience|early_exit|reentry_rules|schedule)\b[\w.[\]]*/.exec(message)?.[0] ?? null
    return { path: path === null ? null : `$.${path}`, stepId: path === null ? null : stepAt(sent, path), message }
  })
}

/** The step of the innermost node on a path into what was sent. */
function stepAt(sent: JsonValue, path: string): string | null {
  let here: JsonValue | undefined = sent
  let stepId: string | null = null
  for (const [, name, index] of path.matchAll(/([A-Za-z_]\w*)|\[(\d+)\]/g)) {
    here = at(here, index === undefined ? name! : Number(index))
    const client = textAt(here, 'client_node_id')
    if (client !== null) stepId = readNodeId(client).stepId
  }
  return stepId
}

function statusOf(journey: JsonValue): PlatformStatus | null {
  return STATES[textAt(journey, 'state') ?? ''] ?? null
}

function instantOf(text: string | null): number | null {
  const at = text === null ? Number.NaN : Date.parse(text)
  return Number.isNaN(at) ? null : at
}

function journeysPath({ appId }: OneSignalSettings): string {
  return `/apps/${encodeURIComponent(appId)}/journeys`
}

function segmentsPath({ appId }: OneSignalSettings): string {
  return `/apps/${encodeURIComponent(appId)}/segments`
}

