import type { JsonValue } from '../../engine/core/json.ts'
import { flowErrors, linksOf, type Pointed } from './klaviyo-rules.ts'
import { bearer, Platform, route, type Reply, type Request } from './platform.ts'
import { RateLimits, type Limit } from './rate-limits.ts'
import { klaviyoSchema, type Check } from './schemas.ts'
import type { StubJourney, StubOptions } from './stub.ts'
import { copy, isThing, list, text, thing, things, type Thing } from './thing.ts'

const REVISION = /^\d{4}-\d{2}-\d{2}(\.pre)?$/
const SECOND = 1000
const MINUTE = 60 * SECOND
const DAY = 24 * 60 * MINUTE
const XS_DAILY: readonly Limit[] = [{ count: 1, perMs: SECOND }, { count: 15, perMs: MINUTE }, { count: 100, perMs: DAY }]
const SMALL: readonly Limit[] = [{ count: 3, perMs: SECOND }, { count: 60, perMs: MINUTE }]
const XS: readonly Limit[] = [{ count: 1, perMs: SECOND }, { count: 15, perMs: MINUTE }]
const LARGE: readonly Limit[] = [{ count: 75, perMs: SECOND }, { count: 750, perMs: MINUTE }]
const MEDIUM: readonly Limit[] = [{ count: 10, perMs: SECOND }, { count: 150, perMs: MINUTE }]
const REPORTS: readonly Limit[] = [{ count: 1, perMs: SECOND }, { count: 2, perMs: MINUTE }, { count: 225, perMs: DAY }]

/** Of each endpoint, as its page of the reference says: what is counted, and the scope a key needs. */
const ENDPOINTS: readonly { readonly method: string; readonly path: RegExp; readonly limits: readonly Limit[]; readonly scope: string }[] = [
  { method: 'POST', path: /^\/api\/flows\/?$/, limits: XS_DAILY, scope: 'flows:write' },
  { method: 'GET', path: /^\/api\/flow/, limits: SMALL, scope: 'flows:read' },
  { method: '*', path: /^\/api\/flow(s|-actions)\//, limits: SMALL, scope: 'flows:write' },
  { method: 'POST', path: /^\/api\/flow-values-reports/, limits: REPORTS, scope: 'flows:read' },
  { method: 'POST', path: /^\/api\/segments\/?$/, limits: XS_DAILY, scope: 'segments:write' },
  { method: 'GET', path: /^\/api\/segments/, limits: LARGE, scope: 'segments:read' },
  { method: '*', path: /^\/api\/segments/, limits: XS, scope: 'segments:write' },
  { method: 'GET', path: /^\/api\/templates/, limits: LARGE, scope: 'templates:read' },
  { method: '*', path: /^\/api\/templates/, limits: LARGE, scope: 'templates:write' },
  { method: 'GET', path: /^\/api\/metrics/, limits: MEDIUM, scope: 'metrics:read' },
  { method: 'GET', path: /^\/api\/lists/, limits: LARGE, scope: 'lists:read' },
  { method: 'GET', path: /^\/api\/accounts/, limits: XS, scope: 'accounts:read' },
  { method: 'POST', path: /^\/api\/events/, limits: LARGE, scope: 'events:write' },
]

/**
 * Klaviyo, revision 2026-07-15: flows, segments, templates, metrics. Read in developers.klaviyo.com/en/v2026-07-15/reference and
 * docs/rate_limits_and_error_handling, and in klaviyo/openapi (MIT). A metric is there once an event of it was seen; there is no call to make one.
 * Guesses: that links of an action cannot be changed after a flow is made, and that nothing of one name is refused for being there twice.
 */
export class Klaviyo extends Platform {
  readonly target = 'klaviyo'
  readonly secret = 'pk_5d6e7f8091a2b3c4d5e6f708192a3b4c5d'
  readonly routes = [
    route('GET /api/accounts', () => ({ status: 200, body: { data: [{ type: 'account', id: 'AbC123', attributes: { contact_information: { organization_name: 'Example shop' } } }] } })),
    route('GET /api/flows', (request) => this.#page('journey', request, 50, (flow) => this.#flow(flow, request))),
    route('POST /api/flows', (request) => this.#createFlow(request)),
    route('GET /api/flows/:id', (request, { id = '' }) => this.#look('journey', id, (flow) => ({ status: 200, body: { data: this.#flow(flow, request) } }))),
    route('PATCH /api/flows/:id', (request, { id = '' }) => this.#known('journey', id, (flow) => this.#setStatus(flow, request))),
    route('DELETE /api/flows/:id', (_, { id = '' }) => this.#known('journey', id, () => (this.shelf('journey').remove(id), { status: 204 }))),
    route('GET /api/flows/:id/flow-actions', (_, { id = '' }) => this.#look('journey', id, (flow) => ({ status: 200, body: { data: things(thing(flow['definition'])['actions']).map((action) => this.#action(flow, action)), links: { self: '', next: null, prev: null } } }))),
    route('GET /api/flow-actions/:id', (_, { id = '' }) => this.#knownAction(id, (flow, action) => ({ status: 200, body: { data: this.#action(flow, action) } }))),
    route('PATCH /api/flow-actions/:id', (request, { id = '' }) => this.#knownAction(id, (flow, action) => this.#changeAction(flow, action, request))),
    route('POST /api/flow-values-reports', (request) => this.#report(thing(thing(thing(request.body)['data'])['attributes']))),
    ...['segment', 'template'].flatMap((kind) => [
      route(`GET /api/${kind}s`, (request) => this.#page(kind, request, kind === 'segment' ? 100 : 10, (one) => resource(kind, one))),
      route(`POST /api/${kind}s`, (request) => this.#save(kind, this.#ownId(), request, null)),
      route(`GET /api/${kind}s/:id`, (_, { id = '' }) => this.#look(kind, id, (one) => ({ status: 200, body: { data: resource(kind, one) } }))),
      route(`PATCH /api/${kind}s/:id`, (request, { id = '' }) => this.#known(kind, id, (one) => this.#save(kind, id, request, one))),
      route(`DELETE /api/${kind}s/:id`, (_, { id = '' }) => this.#known(kind, id, () => (this.shelf(kind).remove(id), { status: 204 }))),
    ]),
    ...['metric', 'list'].flatMap((kind) => [
      route(`GET /api/${kind}s`, (request) => this.#page(kind, request, kind === 'metric' ? 200 : 10, (one) => resource(kind, one))),
      route(`GET /api/${kind}s/:id`, (_, { id = '' }) => this.#look(kind, id, (one) => ({ status: 200, body: { data: resource(kind, one) } }))),
    ]),
    route('POST /api/events', (request) => this.#event(thing(thing(thing(request.body)['data'])['attributes']))),
  ]
  readonly #limits: ReadonlyMap<(typeof ENDPOINTS)[number], RateLimits>

  constructor(options: StubOptions) {
    super(options)
    this.#limits = new Map(ENDPOINTS.map((endpoint) => [endpoint, new RateLimits(endpoint.limits, this.isQuick)]))
    for (const name of ['Placed Order', 'Started Checkout', 'Viewed Product', 'Opened Email', 'Clicked Email']) this.seed('metric', { name, integration: { name: 'Shopify', category: 'eCommerce' } })
    this.seed('list', { name: 'Newsletter' })
  }

  override settings(url: string): Record<string, string> {
    return { baseUrl: url, fromEmail: 'hi@example.com', fromLabel: 'Example shop' }
  }

  override authenticate(request: Request): Reply | null {
    if (bearer(request, 'Klaviyo-API-Key') !== this.secret) return this.unauthorized()
    if (!REVISION.test(request.headers['revision'] ?? '')) return failed(400, 'invalid', [{ pointer: '/data/', detail: 'A revision header is required.' }])
    const endpoint = ENDPOINTS.find(({ method, path }) => (method === '*' || method === request.method) && path.test(request.path))
    if (!endpoint) return null
    if (!this.has(endpoint.scope)) return failed(403, 'permission_denied', [{ pointer: '/data/', detail: `The API key is missing required scopes: ${endpoint.scope}` }])
    const type = request.headers['content-type'] ?? ''
    if (['POST', 'PATCH'].includes(request.method) && !/^application\/(vnd\.api\+)?json/.test(type)) return failed(415, 'unsupported_media_type', [{ pointer: '/data/', detail: `Unsupported media type "${type}" in request.` }])
    const waitMs = this.#limits.get(endpoint)?.take(Date.now()) ?? null
    return waitMs === null ? null : { status: 429, headers: { 'retry-after': String(Math.max(1, Math.ceil(waitMs / 1000))) }, body: this.words(429, '') }
  }

  override unauthorized(): Reply {
    return failed(401, 'not_authenticated', [{ pointer: '/data/', detail: 'Missing or invalid private key.' }])
  }

  override words(status: number, message: string): JsonValue {
    const code = status === 429 ? 'throttled' : status === 404 ? 'not_found' : status === 409 ? 'duplicate' : 'error'
    return failed(status, code, [{ pointer: '/data/', detail: status === 429 ? 'Request was throttled. Expected available in 1 second.' : message }]).body ?? null
  }

  override journeyById(id: string): Thing | undefined {
    return this.shelf('journey').get(id)
  }

  override touched(flow: Thing): void {
    flow['updated'] = this.isoNow()
  }

  override journeys(): StubJourney[] {
    return this.shelf('journey').all().map((flow) => ({ id: text(flow['id']), name: text(flow['name']), state: text(flow['status']), body: copy(flow), inFlight: this.inFlight.get(text(flow['id'])) ?? 0 }))
  }

  override seed(kind: string, given: Thing): string {
    const id = text(given['id']) || this.#ownId()
    const now = this.isoNow()
    this.shelf(kind).put(id, { created: now, updated: now, ...given, id })
    return id
  }

  #ownId(): string {
    return `Q${this.count().toString(36).toUpperCase().padStart(5, 'X')}`
  }

  #known(kind: string, id: string, then: (thing: Thing) => Reply): Reply {
    const found = this.shelf(kind).get(id)
    return found ? then(found) : failed(404, 'not_found', [{ pointer: '/data/', detail: `A ${kind === 'journey' ? 'flow' : kind} with id ${id} does not exist.` }])
  }

  #look(kind: string, id: string, then: (thing: Thing) => Reply): Reply {
    const found = this.shelf(kind).look(id)
    return found ? then(found) : failed(404, 'not_found', [{ pointer: '/data/', detail: `A ${kind === 'journey' ? 'flow' : kind} with id ${id} does not exist.` }])
  }

  #knownAction(id: string, then: (flow: Thing, action: Thing) => Reply): Reply {
    for (const flow of this.shelf('journey').all()) {
      const action = things(thing(flow['definition'])['actions']).find((one) => one['id'] === id)
      if (action) return then(flow, action)
    }
    return failed(404, 'not_found', [{ pointer: '/data/', detail: `A flow-action with id ${id} does not exist.` }])
  }

  /** By cursor; `filter=equals(name,"…")`, `contains(…)` or `any(id,[…])`, where the endpoint knows it: metrics can be asked by their integration only. */
  #page(kind: string, request: Request, size: number, show: (one: Thing) => Thing): Reply {
    const filter = request.query.get('filter')
    const parts = filter === null ? null : /^(equals|contains|any|starts-with|ends-with)\(([\w.]+),(.*)\)$/.exec(filter)
    if (filter !== null && (!parts || (kind === 'metric' && !text(parts[2]).startsWith('integration.')))) return failed(400, 'invalid', [{ pointer: '/data/', detail: `filter ${filter} is not supported` }])
    const wanted = parts ? (JSON.parse(parts[1] === 'any' ? text(parts[3]) : `[${text(parts[3])}]`) as JsonValue[]) : [] // as: what JSON.parse gives of a list is one
    const fits = (one: Thing): boolean => {
      if (!parts) return true
      const value = text(parts[2]).split('.').reduce<JsonValue>((at, key) => thing(at)[key] ?? '', one)
      const first = text(wanted[0])
      if (parts[1] === 'contains') return text(value).includes(first)
      if (parts[1] === 'starts-with') return text(value).startsWith(first)
      return parts[1] === 'ends-with' ? text(value).endsWith(first) : wanted.includes(value)
    }
    const all = this.shelf(kind).list().filter(fits)
    const per = Math.min(size, Number(request.query.get('page[size]') ?? size))
    const start = Number(request.query.get('page[cursor]') ?? 0)
    const query = new URLSearchParams({ ...Object.fromEntries(request.query), 'page[cursor]': String(start + per) })
    const next = start + per < all.length ? `http://${request.headers['host'] ?? ''}${request.path}?${query}` : null
    return { status: 200, body: { data: all.slice(start, start + per).map(show), links: { self: `http://${request.headers['host'] ?? ''}${request.path}`, next, prev: null } } }
  }

  #flow(flow: Thing, request: Request | null): Thing {
    const { id = '', definition = null, ...attributes } = flow
    const withDefinition = request === null || (request.query.get('additional-fields[flow]') ?? '').split(',').includes('definition')
    return { type: 'flow', id, attributes: { ...copy(attributes), ...(withDefinition ? { definition: copy(definition) } : {}) }, links: { self: `/api/flows/${text(id)}/` } }
  }

  #action(flow: Thing, action: Thing): Thing {
    return { type: 'flow-action', id: action['id'] ?? '', attributes: { definition: copy(action), created: flow['created'] ?? null, updated: flow['updated'] ?? null }, links: { self: `/api/flow-actions/${text(action['id'])}/` } }
  }

  #createFlow(request: Request): Reply {
    const wrong = refusedBySchema(klaviyoSchema('create-flow'), request.body)
    if (wrong) return wrong
    const { name = '', definition = {} } = thing(thing(thing(request.body)['data'])['attributes'])
    const errors = flowErrors(thing(definition), 'temporary_id', this)
    if (errors.length > 0) return failed(400, 'invalid', errors)
    const own = new Map(things(thing(definition)['actions']).map((action) => [text(action['temporary_id']), String(90_000_000 + this.count())]))
    const id = this.#ownId()
    const now = this.isoNow()
    const flow: Thing = { id, name, status: 'draft', archived: false, created: now, updated: now, trigger_type: triggerType(thing(definition)), definition: this.#withOwnIds(thing(definition), own) }
    this.put('journey', id, flow)
    return { status: 201, body: { data: this.#flow(flow, null), links: { self: `/api/flows/${id}/` } } }
  }

  /** The ids it was given last only as long as the call; messages get one of their own too. */
  #withOwnIds(definition: Thing, own: ReadonlyMap<string, string>): Thing {
    const renamed = copy(definition)
    const of = (id: JsonValue): JsonValue => (typeof id === 'string' ? (own.get(id) ?? id) : id)
    renamed['entry_action_id'] = of(renamed['entry_action_id'] ?? null)
    for (const action of things(renamed['actions'])) {
      action['id'] = of(action['temporary_id'] ?? null)
      delete action['temporary_id']
      const links = thing(action['links'])
      for (const [key, to] of Object.entries(links)) links[key] = of(to)
      const data = thing(action['data'])
      for (const branch of things(data['branches'])) {
        const next = thing(branch['links'])
        for (const [key, to] of Object.entries(next)) next[key] = of(to)
      }
      if (isThing(data['message'])) {
        data['message']['id'] = this.#ownId()
        data['status'] ??= 'draft'
      }
    }
    return renamed
  }

  #setStatus(flow: Thing, request: Request): Reply {
    const wrong = refusedBySchema(klaviyoSchema('update-flow'), request.body)
    if (wrong) return wrong
    const data = thing(thing(request.body)['data'])
    const status = text(thing(data['attributes'])['status'])
    if (data['id'] !== flow['id']) return failed(409, 'conflict', [{ pointer: '/data/id', detail: 'The id is not the one of the address.' }])
    if (!['draft', 'manual', 'live'].includes(status)) return failed(400, 'invalid', [{ pointer: '/data/attributes/status', detail: `'${status}' is not a valid status` }])
    flow['status'] = status
    for (const action of things(thing(flow['definition'])['actions'])) {
      const own = thing(action['data'])
      if ('status' in own) own['status'] = status
    }
    this.touched(flow)
    return { status: 200, body: { data: this.#flow(flow, request) } }
  }

  #changeAction(flow: Thing, action: Thing, request: Request): Reply {
    const wrong = refusedBySchema(klaviyoSchema('update-flow-action'), request.body)
    if (wrong) return wrong
    const data = thing(thing(request.body)['data'])
    const { temporary_id: _temporary, ...given } = thing(thing(data['attributes'])['definition'])
    if (data['id'] !== action['id']) return failed(409, 'conflict', [{ pointer: '/data/id', detail: 'The id is not the one of the address.' }])
    if (given['type'] !== action['type']) return failed(400, 'invalid', [{ pointer: '/data/attributes/definition/type', detail: 'The type of an action cannot be changed.' }])
    const after: Thing = { ...copy(action), ...copy(given), id: action['id'] ?? '' }
    if (JSON.stringify(linksOf(after)) !== JSON.stringify(linksOf(action))) return failed(400, 'invalid', [{ pointer: '/data/attributes/definition/links', detail: 'Links cannot be changed.' }])
    const definition = copy(thing(flow['definition']))
    const at = things(definition['actions']).findIndex((one) => one['id'] === action['id'])
    const message = thing(thing(after['data'])['message'])
    if (isThing(thing(action['data'])['message'])) message['id'] ??= thing(thing(action['data'])['message'])['id'] ?? null
    definition['actions'] = things(definition['actions']).map((one, index) => (index === at ? after : one))
    const errors = flowErrors(definition, 'id', this)
    // What is wrong is pointed to in what was sent, which is this action alone.
    if (errors.length > 0) return failed(400, 'invalid', errors.map(({ pointer, detail }) => ({ pointer: pointer.replace(`/actions/${at}`, ''), detail })))
    flow['definition'] = definition
    this.touched(flow)
    return { status: 200, body: { data: this.#action(flow, after) } }
  }

  #save(kind: string, id: string, request: Request, before: Thing | null): Reply {
    const data = thing(thing(request.body)['data'])
    if (data['type'] !== kind) return failed(400, 'invalid', [{ pointer: '/data/type', detail: `Must be ${kind}.` }])
    const given = thing(data['attributes'])
    const after: Thing = { ...before, ...copy(given) }
    if (text(after['name']) === '') return failed(400, 'required', [{ pointer: '/data/attributes/name', detail: 'This field is required.' }])
    if (kind === 'segment') {
      const groups = things(thing(after['definition'])['condition_groups'])
      const empty = groups.findIndex((group) => things(group['conditions']).length === 0)
      if (groups.length === 0 || empty >= 0) return failed(400, 'invalid', [{ pointer: `/data/attributes/definition/condition_groups${empty >= 0 ? `/${empty}/conditions` : ''}`, detail: 'Ensure this field has at least 1 element.' }])
      const unknown = groups.flatMap((group) => things(group['conditions'])).find((condition) => typeof condition['metric_id'] === 'string' && !this.shelf('metric').get(condition['metric_id']))
      if (unknown) return failed(400, 'invalid', [{ pointer: '/data/attributes/definition/condition_groups', detail: `Metric ${text(unknown['metric_id'])} does not exist.` }])
    }
    if (kind === 'template') {
      if (before === null && !['CODE', 'USER_DRAGGABLE'].includes(text(after['editor_type']))) return failed(400, 'invalid', [{ pointer: '/data/attributes/editor_type', detail: 'Must be CODE or USER_DRAGGABLE.' }])
      if (before === null && this.shelf('template').all().length >= 1000) return failed(400, 'invalid', [{ pointer: '/data/', detail: 'There is a limit of 1,000 templates.' }])
    }
    const now = this.isoNow()
    this.put(kind, id, { created: now, ...after, id, updated: now })
    return { status: before === null ? 201 : 200, body: { data: resource(kind, thing(this.shelf(kind).get(id))) } }
  }

  #report(attributes: Thing): Reply {
    const flowId = /equals\(flow_id,"([^"]*)"\)/.exec(text(attributes['filter']))?.[1] ?? ''
    if (!this.shelf('metric').get(text(attributes['conversion_metric_id']))) return failed(400, 'invalid', [{ pointer: '/data/attributes/conversion_metric_id', detail: 'Invalid metric.' }])
    if (!isThing(attributes['timeframe'])) return failed(400, 'required', [{ pointer: '/data/attributes/timeframe', detail: 'This field is required.' }])
    const numbers = this.statistics.get(flowId) ?? {}
    const results = things(thing(this.shelf('journey').get(flowId)?.['definition'])['actions']).flatMap((action) => {
      const message = thing(action['data'])['message']
      const found = isThing(message) ? (numbers[text(message['id'])] ?? numbers[text(action['id'])]) : undefined
      if (!isThing(message) || !found) return []
      const asked = new Set(list(attributes['statistics']).map((one) => text(one)))
      const named = { recipients: found.sent, delivered: found.delivered, opens: found.opened, clicks: found.clicked }
      const statistics = Object.fromEntries(Object.entries(named).flatMap(([name, count]): [string, number][] => (count === undefined || !asked.has(name) ? [] : [[name, count]])))
      return [{ groupings: { flow_id: flowId, flow_message_id: message['id'] ?? '', send_channel: text(action['type']).replace('send-', '') }, statistics }]
    })
    return { status: 200, body: { data: { type: 'flow-values-report', id: this.#ownId(), attributes: { results } } } }
  }

  /** The first event of a name makes its metric. */
  #event(attributes: Thing): Reply {
    const name = text(thing(thing(thing(attributes['metric'])['data'])['attributes'])['name'])
    if (name === '') return failed(400, 'required', [{ pointer: '/data/attributes/metric', detail: 'This field is required.' }])
    if (!this.shelf('metric').all().some((metric) => metric['name'] === name)) this.seed('metric', { name, integration: { name: 'API', category: 'API' } })
    return { status: 202 }
  }
}

function triggerType(definition: Thing): string {
  const type = text(things(definition['triggers'])[0]?.['type'])
  return { metric: 'Metric', list: 'Added to List', segment: 'Added to List', date: 'Date Based', 'price-drop': 'Price Drop', 'low-inventory': 'Low Inventory' }[type] ?? 'Unconfigured'
}

function resource(kind: string, one: Thing): Thing {
  const { id = '', ...attributes } = copy(one)
  return { type: kind, id, attributes, links: { self: `/api/${kind}s/${text(id)}/` } }
}

function failed(status: number, code: string, errors: readonly Pointed[]): Reply {
  const title = status === 429 ? 'Request was throttled.' : status === 404 ? 'Not found.' : status === 403 ? 'You do not have permission to perform this action.' : status === 401 ? 'Authentication credentials were not provided.' : 'Invalid input.'
  return { status, body: { errors: errors.map(({ pointer, detail }, index) => ({ id: `e0000000-0000-4000-8000-00000000000${index % 10}`, status, code, title, detail, source: { pointer }, links: {}, meta: {} })) } }
}

function refusedBySchema(check: Check, body: JsonValue): Reply | null {
  const errors = check(body)
  return errors.length > 0 ? failed(400, 'invalid', errors.map(({ pointer, message }) => ({ pointer: pointer || '/data/', detail: message }))) : null
}
