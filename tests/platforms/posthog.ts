import type { JsonValue } from '../../engine/core/json.ts'
import { bearer, Platform, route, type Reply, type Request } from './platform.ts'
import { configErrors, graphErrors } from './posthog-rules.ts'
import { RateLimits } from './rate-limits.ts'
import { posthogSchema } from './schemas.ts'
import type { StubJourney, StubOptions } from './stub.ts'
import { copy, isThing, list, text, thing, things, type Thing } from './thing.ts'

const PROJECT = '4711'
/** What a draft is made of; everything else is live at once. */
const CONTENT = ['actions', 'edges', 'trigger_masking', 'conversion', 'exit_condition', 'email_sending_rate_limit', 'abort_action', 'variables']
const WRITABLE = [...CONTENT, 'key', 'name', 'description', 'status']

/**
 * PostHog Workflows. Read in PostHog/posthog: products/workflows/backend/api/{hog_flow,publish_impact}.py and their tests test_hog_flow_{key,draft_publish,revisions}.py.
 * A guess: the words of the 409 (a StaleWorkflowUpdateError there), and which names the numbers of one action have.
 */
export class PostHog extends Platform {
  readonly target = 'posthog'
  readonly secret = 'phx_3c4d5e6f708192a3b4c5'
  readonly routes = [
    route('GET /api/users/@me', () => ({ status: 200, body: { email: 'designer@example.com', organization: { name: 'Example shop' } } })),
    route(`GET /api/projects/:project`, () => ({ status: 200, body: { id: Number(PROJECT), name: 'Example shop' } })),
    route('GET /api/projects/:project/hog_flows', (request) => this.#page(this.shelf('journey').list().reverse(), request, (flow) => !request.query.has('key') || flow['key'] === request.query.get('key'))),
    route('POST /api/projects/:project/hog_flows', (request) => this.#create(thing(request.body))),
    route('GET /api/projects/:project/hog_flows/:id', (_, { id = '' }) => this.#shown(id, (flow) => ({ status: 200, body: flow }))),
    route('PATCH /api/projects/:project/hog_flows/:id', (request, { id = '' }) => this.#known(id, (flow) => this.#change(flow, thing(request.body)))),
    route('DELETE /api/projects/:project/hog_flows/:id', (_, { id = '' }) => this.#known(id, (flow) => (this.#isManaged(flow) ?? (this.shelf('journey').remove(id), { status: 204 })))),
    route('POST /api/projects/:project/hog_flows/:id/publish', (request, { id = '' }) => this.#known(id, (flow) => this.#publish(flow, thing(request.body)))),
    route('POST /api/projects/:project/hog_flows/:id/discard_draft', (_, { id = '' }) => this.#known(id, (flow) => this.#discard(flow))),
    route('GET /api/projects/:project/hog_flows/:id/revisions', (request, { id = '' }) => this.#known(id, (flow) => this.#page(this.#revisions(flow).map(({ content: _content, ...light }) => light), request))),
    route('GET /api/projects/:project/hog_flows/:id/revisions/:version', (_, { id = '', version = '' }) => this.#known(id, (flow) => this.#revision(flow, version, (revision) => ({ status: 200, body: revision })))),
    route('POST /api/projects/:project/hog_flows/:id/revisions/:version/restore', (request, { id = '', version = '' }) => this.#known(id, (flow) => this.#revision(flow, version, (revision) => this.#restore(flow, revision, thing(request.body))))),
    route('GET /api/projects/:project/hog_flows/:id/metrics/totals', (request, { id = '' }) => this.#known(id, () => this.#totals(id, request))),
    route('GET /api/projects/:project/hog_flows/:id/schedules', (request, { id = '' }) => this.#known(id, () => this.#page(this.shelf('schedule').list().filter((one) => one['hog_flow'] === id), request))),
    route('POST /api/projects/:project/hog_flows/:id/schedules', (request, { id = '' }) => this.#known(id, () => this.#schedule(id, thing(request.body)))),
    route('GET /api/projects/:project/integrations', (request) => this.#page(this.shelf('integration').list(), request)),
    route('GET /api/projects/:project/cohorts', (request) => this.#page(this.shelf('cohort').list(), request)),
    route('GET /api/projects/:project/event_definitions', (request) => this.#page(this.shelf('event').list(), request, (event) => text(event['name']).includes(request.query.get('search') ?? ''))),
  ]
  readonly #limits: RateLimits

  constructor(options: StubOptions) {
    super(options)
    this.#limits = new RateLimits([{ count: 480, perMs: 60_000 }, { count: 4800, perMs: 3_600_000 }], this.isQuick)
    this.seed('integration', { id: 1, kind: 'email', display_name: 'hi@example.com' })
    this.seed('integration', { id: 6, kind: 'firebase', display_name: 'Example app' })
    this.seed('integration', { id: 7, kind: 'twilio', display_name: '+15550100' })
  }

  override settings(url: string): Record<string, string | number> {
    return { baseUrl: url, projectId: PROJECT, emailIntegrationId: 1, pushIntegrationIds: '6', smsIntegrationId: 7, smsFrom: '+15550100' }
  }

  override authenticate(request: Request): Reply | null {
    if (bearer(request, 'Bearer') !== this.secret) return this.unauthorized()
    const scope = request.method === 'GET' ? 'hog_flow:read' : 'hog_flow:write'
    if (request.path.includes('/hog_flows') && !this.has(scope)) {
      return { status: 403, body: { type: 'authentication_error', code: 'permission_denied', detail: `API key missing required scope '${scope}'`, attr: null } }
    }
    if (request.parts[1] === 'projects' && request.parts[2] !== PROJECT) return notFound
    const waitMs = this.#limits.take(Date.now())
    return waitMs === null ? null : { status: 429, headers: { 'retry-after': String(Math.ceil(waitMs / 1000)) }, body: this.words(429, '') }
  }

  override unauthorized(): Reply {
    return { status: 401, body: { type: 'authentication_error', code: 'authentication_failed', detail: 'Invalid personal API key.', attr: null } }
  }

  override words(status: number, message: string): JsonValue {
    if (status === 429) return { type: 'throttled_error', code: 'throttled', detail: 'Request was throttled. Expected available in 1 second.', attr: null }
    if (status === 404) return { type: 'invalid_request', code: 'not_found', detail: 'Not found.', attr: null }
    if (status === 409) return { type: 'invalid_request', code: 'conflict', detail: 'This workflow was changed since you loaded it.', attr: null }
    return { type: status >= 500 ? 'server_error' : 'invalid_request', code: 'error', detail: message, attr: null }
  }

  override journeyById(id: string): Thing | undefined {
    return this.shelf('journey').get(id)
  }

  override touched(flow: Thing): void {
    flow['updated_at'] = this.isoNow()
    flow['version'] = Number(flow['version']) + 1
  }

  override journeys(): StubJourney[] {
    return this.shelf('journey').all().map((flow) => ({ id: text(flow['id']), name: text(flow['name']), state: text(flow['status']), body: copy(flow), inFlight: this.inFlight.get(text(flow['id'])) ?? 0 }))
  }

  override seed(kind: string, given: Thing): string {
    const id = given['id'] === undefined ? this.uuid() : String(given['id'])
    this.shelf(kind).put(id, { id, ...given })
    return id
  }

  #known(id: string, then: (flow: Thing) => Reply): Reply {
    const flow = this.shelf('journey').get(id)
    return flow ? then(flow) : notFound
  }

  #shown(id: string, then: (flow: Thing) => Reply): Reply {
    const flow = this.shelf('journey').look(id)
    return flow ? then(flow) : notFound
  }

  #page(all: readonly Thing[], request: Request, isWanted: (one: Thing) => boolean = () => true): Reply {
    const wanted = all.filter(isWanted)
    const limit = Number(request.query.get('limit') ?? 100)
    const offset = Number(request.query.get('offset') ?? 0)
    const next = offset + limit < wanted.length ? `http://${request.headers['host'] ?? ''}${request.path}?${new URLSearchParams({ ...Object.fromEntries(request.query), limit: String(limit), offset: String(offset + limit) })}` : null
    return { status: 200, body: { count: wanted.length, next, previous: null, results: wanted.slice(offset, offset + limit) } }
  }

  #isManaged(flow: Thing): Reply | null {
    if (flow['managed_by'] !== 'code') return null
    return { status: 403, body: { type: 'authentication_error', code: 'immutable', detail: 'This workflow is managed by code and cannot be edited here.', attr: null } }
  }

  #create(body: Thing): Reply {
    const key = body['key']
    if (typeof key === 'string' && !/^[\w-]+$/.test(key)) return invalid('key', 'invalid_key', 'Only letters, numbers, hyphens (-) & underscores (_) are allowed.')
    if (typeof key === 'string' && this.shelf('journey').all().some((flow) => flow['key'] === key)) return invalid('key', 'unique', 'There is already a workflow with this key.')
    const wrong = this.#refuse(body)
    if (wrong) return wrong
    const now = this.isoNow()
    const id = this.uuid()
    const flow: Thing = {
      id, key: null, name: '', description: '', status: 'draft', version: 1, exit_condition: 'exit_only_at_end', conversion: null, trigger_masking: null, variables: [], edges: [], actions: [],
      draft: null, draft_updated_at: null, action_redirects: null, managed_by: null, created_at: now, created_by: { email: 'designer@example.com' }, ...compiled(writable(body)), updated_at: now,
    }
    flow['trigger'] = triggerOf(flow)
    this.put('journey', id, flow)
    return { status: 201, body: copy(flow) }
  }

  #change(flow: Thing, body: Thing): Reply {
    const managed = this.#isManaged(flow)
    if (managed) return managed
    if (body['key'] !== undefined && body['key'] !== flow['key']) return invalid('key', 'invalid_input', 'The key of a workflow cannot be changed.')
    const toDraft = flow['status'] === 'active' && body['stage_draft'] === true && CONTENT.some((field) => field in body)
    const guard = text(toDraft && flow['draft_updated_at'] ? flow['draft_updated_at'] : flow['updated_at'])
    const base = body['base_updated_at']
    if (typeof base === 'string' && Date.parse(guard) > Date.parse(base)) return { status: 409, body: this.words(409, '') }
    if (body['status'] !== undefined && !['draft', 'active', 'archived'].includes(text(body['status']))) return invalid('status', 'invalid_choice', `"${text(body['status'])}" is not a valid choice.`)
    const given = writable(body)
    const before = toDraft && isThing(flow['draft']) ? flow['draft'] : flow
    const wrong = this.#refuse({ ...pick(before, CONTENT), name: flow['name'] ?? '', ...given })
    if (wrong) return wrong
    if (toDraft) {
      flow['draft'] = { ...pick(before, CONTENT), ...compiled(pick(given, CONTENT)) }
      flow['draft_updated_at'] = this.isoNow()
      Object.assign(flow, pick(given, ['name', 'description']))
    } else this.#goLive(flow, given)
    return { status: 200, body: copy(flow) }
  }

  #goLive(flow: Thing, given: Thing): void {
    const changesContent = CONTENT.some((field) => field in given)
    if (changesContent) {
      this.#keepRevision(flow)
      flow['version'] = Number(flow['version']) + 1
    }
    Object.assign(flow, compiled(given))
    flow['trigger'] = triggerOf(flow)
    flow['updated_at'] = this.isoNow()
  }

  /** Two steps: the first tells what it would do and gives a token for exactly that, the second does it. */
  #publish(flow: Thing, body: Thing): Reply {
    const managed = this.#isManaged(flow)
    if (managed) return managed
    if (!isThing(flow['draft'])) return invalid('', 'invalid_input', 'This workflow has no staged draft to publish.')
    const token = `${text(flow['id'])}:${text(flow['draft_updated_at'])}:${text(flow['updated_at'])}`
    if (body['confirm'] !== true) {
      const there = new Set(things(flow['draft']['actions']).map((action) => text(action['id'])))
      const deleted = things(flow['actions']).filter((action) => !there.has(text(action['id']))).map((action) => ({ action_id: text(action['id']), name: text(action['name']), runs: 0, moves_to: null, exits: true }))
      const impact = { deleted_steps: deleted, position_unknown: 0, empty_variables: [], schedule_conflicts: [] }
      return { status: 200, body: { published: false, in_flight_runs: this.inFlight.get(text(flow['id'])) ?? 0, draft_updated_at: flow['draft_updated_at'] ?? null, confirm_token: token, impact } }
    }
    const shown = text(body['confirm_token'])
    if (shown === '') return invalid('confirm_token', 'invalid_input', 'Required when confirming a publish.')
    if (!shown.startsWith(`${text(flow['id'])}:`)) return invalid('confirm_token', 'invalid_input', 'Invalid.')
    if (shown !== token) return { status: 409, body: this.words(409, '') }
    const draft = flow['draft']
    const wrong = this.#refuse({ name: flow['name'] ?? '', ...draft })
    if (wrong) return wrong
    this.#goLive(flow, draft)
    flow['draft'] = null
    flow['draft_updated_at'] = null
    return { status: 200, body: { published: true, in_flight_runs: null, draft_updated_at: null, confirm_token: null, impact: null, workflow: copy(flow) } }
  }

  #discard(flow: Thing): Reply {
    flow['draft'] = null
    flow['draft_updated_at'] = null
    flow['updated_at'] = this.isoNow()
    return { status: 200, body: copy(flow) }
  }

  #keepRevision(flow: Thing): void {
    const id = `${text(flow['id'])}/${String(flow['version'])}`
    this.shelf('revision').put(id, { hog_flow: flow['id'] ?? null, version: flow['version'] ?? 1, created_at: this.isoNow(), content: copy(pick(flow, CONTENT)) })
  }

  #revisions(flow: Thing): Thing[] {
    return this.shelf('revision').all().filter((revision) => revision['hog_flow'] === flow['id']).reverse()
  }

  #revision(flow: Thing, version: string, then: (revision: Thing) => Reply): Reply {
    const revision = this.#revisions(flow).find((one) => String(one['version']) === version)
    return revision ? then(revision) : notFound
  }

  /** What is restored is a draft; an open one is in its way unless told. */
  #restore(flow: Thing, revision: Thing, body: Thing): Reply {
    if (flow['draft'] !== null && body['overwrite'] !== true) return { status: 409, body: this.words(409, '') }
    if (body['expected_draft_updated_at'] !== undefined && body['expected_draft_updated_at'] !== flow['draft_updated_at']) return { status: 409, body: this.words(409, '') }
    flow['draft'] = copy(thing(revision['content']))
    flow['draft_updated_at'] = this.isoNow()
    return { status: 200, body: copy(flow) }
  }

  #schedule(flowId: string, body: Thing): Reply {
    if (text(body['rrule']) === '') return invalid('rrule', 'required', 'RRULE string is required.')
    const id = this.uuid()
    this.put('schedule', id, { id, hog_flow: flowId, status: 'active', timezone: 'UTC', variables: {}, ...copy(body), created_at: this.isoNow() })
    return { status: 201, body: copy(thing(this.shelf('schedule').get(id))) }
  }

  #totals(id: string, request: Request): Reply {
    const { entered, sent, delivered, opened, clicked } = this.statistics.get(id)?.[request.query.get('instance_id') ?? ''] ?? {}
    const named = { succeeded: entered, email_sent: sent, email_delivered: delivered, email_opened: opened, email_link_clicked: clicked }
    const totals = Object.fromEntries(Object.entries(named).flatMap(([name, count]): [string, number][] => (count === undefined ? [] : [[name, count]])))
    return { status: 200, body: { totals } }
  }

  #refuse(given: Thing): Reply | null {
    const flow = thing(uncompiled(given))
    const [schema] = posthogSchema()(flow)
    if (schema) return invalid(schema.pointer.slice(1).replaceAll('/', '__'), 'invalid_input', schema.message)
    const [config] = configErrors(flow)
    if (config) return invalid(`actions__${config.index}__config`, 'invalid_input', config.message)
    const [graph] = graphErrors(flow)
    if (graph !== undefined) return invalid('graph', 'invalid_input', graph)
    const integrations = new Set(this.shelf('integration').all().map((one) => Number(one['id'])))
    for (const [index, action] of things(flow['actions']).entries()) {
      const inputs = thing(thing(action['config'])['inputs'])
      const from = thing(thing(thing(inputs['email'])['value'])['from'])['integrationId']
      const used = action['type'] === 'function_push' ? list(thing(inputs['channels'])['value']) : from === undefined ? [] : [from]
      const unknown = used.find((one) => !integrations.has(Number(one)))
      if (unknown !== undefined) return invalid(`actions__${index}__config`, 'invalid_input', `Integration ${String(unknown)} does not exist`)
    }
    return null
  }
}

const notFound: Reply = { status: 404, body: { type: 'invalid_request', code: 'not_found', detail: 'Not found.', attr: null } }

function invalid(attr: string, code: string, detail: string): Reply {
  return { status: 400, body: { type: 'validation_error', code, detail, attr: attr || null } }
}

function pick(from: Thing, fields: readonly string[]): Thing {
  return Object.fromEntries(fields.flatMap((field): [string, JsonValue][] => (from[field] === undefined ? [] : [[field, from[field]]])))
}

function writable(body: Thing): Thing {
  return copy(pick(body, WRITABLE))
}

function triggerOf(flow: Thing): JsonValue {
  return thing(things(flow['actions']).find((action) => action['type'] === 'trigger'))['config'] ?? null
}

/** Conditions and inputs come back with what the server made of them; whoever compares has to leave that out. */
function compiled(content: Thing): Thing {
  const bytecode = ['_H', 1, 29]
  const compile = (value: JsonValue): JsonValue => {
    if (Array.isArray(value)) return value.map(compile)
    if (!isThing(value)) return value
    const members = Object.fromEntries(Object.entries(value).map(([key, member]) => [key, key === 'bytecode' ? member : compile(member)]))
    const filters = members['filters']
    return isThing(filters) && !('bytecode' in filters) && (filters['properties'] !== undefined || filters['events'] !== undefined)
      ? { ...members, filters: { ...filters, bytecode } }
      : members
  }
  const masking = content['trigger_masking']
  return {
    ...content,
    ...(content['actions'] === undefined ? {} : { actions: compile(content['actions']) }),
    ...(isThing(content['conversion']) ? { conversion: { ...thing(compile(content['conversion'])), bytecode } } : {}),
    ...(isThing(masking) ? { trigger_masking: { ...masking, bytecode } } : {}),
  }
}

function uncompiled(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(uncompiled)
  return isThing(value) ? Object.fromEntries(Object.entries(value).flatMap(([key, member]): [string, JsonValue][] => (key === 'bytecode' ? [] : [[key, uncompiled(member)]]))) : value
}
