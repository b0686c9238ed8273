import type { JsonValue } from '../../engine/core/json.ts'
import { journeyErrors, nodesOf, type Wrong } from './onesignal-rules.ts'
import { bearer, Platform, route, type Reply, type Request } from './platform.ts'
import type { StubJourney, StubOptions } from './stub.ts'
import { copy, isThing, text, thing, things, type Thing } from './thing.ts'

const APP = '0b0a9c1e-2d6c-4a53-8c02-6e2f3f7d1a00'
/** So many looks at a journey being activated find it `processing`; quick: one. */
const PROCESSING_READS = 2
const SCOPES: Readonly<Record<string, string>> = { GET: 'journeys:view', POST: 'journeys:create', PATCH: 'journeys:update', DELETE: 'journeys:delete' }

/**
 * OneSignal's journeys (beta), segments and templates. Read in documentation.onesignal.com/reference/{create,update,view}-journey(s), update-journey-node,
 * view-journey-stats, {create,view}-template(s), {create,view}-segment(s). Guesses, marked where they stand: the status of a forbidden change of state (422), the form
 * of an error's `meta`, and the names of permissions, of which the documentation says only that a key needs them.
 */
export class OneSignal extends Platform {
  readonly target = 'onesignal'
  readonly secret = 'os_v2_app_bmfjyhrnnrffhdaconfp27i2aa'
  readonly routes = [
    route('GET /apps/:app', () => ({ status: 200, body: { id: APP, name: 'Example shop' } })),
    route('GET /apps/:app/journeys', (request) => this.#listJourneys(request)),
    route('POST /apps/:app/journeys', (request) => this.#create(thing(request.body))),
    route('GET /apps/:app/journeys/:id', (_, { id = '' }) => this.#look(id)),
    route('PATCH /apps/:app/journeys/:id', (request, { id = '' }) => this.#known('journey', id, (journey) => this.#patch(journey, thing(request.body)))),
    route('DELETE /apps/:app/journeys/:id', (_, { id = '' }) => this.#known('journey', id, () => (this.shelf('journey').remove(id), { status: 200, body: { success: true } }))),
    route('PATCH /apps/:app/journeys/:id/nodes/:node', (request, { id = '', node = '' }) => this.#known('journey', id, (journey) => this.#patchNode(journey, node, thing(request.body)))),
    route('GET /apps/:app/journeys/:id/stats', (_, { id = '' }) => this.#known('journey', id, (journey) => this.#stats(journey))),
    route('GET /apps/:app/segments', (request) => this.#page('segment', 'segments', 300, request)),
    route('POST /apps/:app/segments', (request) => this.#createSegment(thing(request.body))),
    route('GET /apps/:app/segments/:id', (_, { id = '' }) => this.#lookAt('segment', id, (segment) => ({ status: 200, body: { subscriber_count: 0, payload: segment } }))),
    route('PATCH /apps/:app/segments/:id', (request, { id = '' }) => this.#known('segment', id, (segment) => this.#saveSegment(segment, { ...segment, ...thing(request.body) }))),
    route('DELETE /apps/:app/segments/:id', (_, { id = '' }) => this.#known('segment', id, () => (this.shelf('segment').remove(id), { status: 200, body: { success: true } }))),
    route('GET /templates', (request) => this.#page('template', 'templates', 50, request)),
    route('POST /templates', (request) => this.#saveTemplate(this.uuid(), thing(request.body), {})),
    route('GET /templates/:id', (_, { id = '' }) => this.#lookAt('template', id, (template) => ({ status: 200, body: template }))),
    route('PATCH /templates/:id', (request, { id = '' }) => this.#known('template', id, (template) => this.#saveTemplate(id, { name: template['name'] ?? '', ...thing(template['content']), ...thing(request.body) }, template))),
    route('DELETE /templates/:id', (_, { id = '' }) => this.#known('template', id, () => (this.shelf('template').remove(id), { status: 200, body: { success: true } }))),
  ]
  /** Where people are: journey id, then node id. */
  readonly #people = new Map<string, Map<string, number>>()
  readonly #processing = new Map<string, { readsLeft: number; error: string | null }>()

  constructor(options: StubOptions) {
    super(options)
    this.seed('iam', { id: '11aa9c1e-2d6c-4a53-8c02-6e2f3f7d1b01', name: 'Welcome banner' })
    this.seed('webhook', { id: '22bb9c1e-2d6c-4a53-8c02-6e2f3f7d1b02', name: 'Warehouse' })
  }

  override settings(url: string): Record<string, string> {
    return { baseUrl: url, appId: APP }
  }

  override authenticate(request: Request): Reply | null {
    if ((bearer(request, 'Key') ?? bearer(request, 'Basic')) !== this.secret) return this.unauthorized()
    const named = request.parts[0] === 'apps' ? request.parts[1] : (request.query.get('app_id') ?? (isThing(request.body) ? text(request.body['app_id']) : ''))
    if (named !== APP) return { status: 403, body: { errors: ['app_id not found. You may be looking at the wrong app.'] } }
    const scope = SCOPES[request.method] ?? ''
    return request.path.includes('/journeys') && !this.has(scope) ? { status: 403, body: { errors: [{ code: 'forbidden', title: `The API key does not have the permission ${scope}` }] } } : null
  }

  override unauthorized(): Reply {
    return { status: 401, body: { errors: ["Access denied. Please include an 'Authorization: ...' header with a valid API key."], reference: ['https://documentation.onesignal.com/docs/keys-and-ids'] } }
  }

  override words(status: number, message: string): JsonValue {
    if (status === 429) return { errors: ['API rate limit exceeded'] }
    return { errors: [{ code: status === 409 ? 'conflict' : status === 404 ? 'not_found' : 'error', title: message }] }
  }

  override journeyById(id: string): Thing | undefined {
    return this.shelf('journey').get(id)
  }

  override touched(journey: Thing): void {
    journey['updated_at'] = this.isoNow()
    journey['concurrency_key'] = `ck-${this.count()}`
  }

  override journeys(): StubJourney[] {
    return this.shelf('journey').all().map((journey) => ({ id: text(journey['id']), name: text(journey['name']), state: text(journey['state']), body: copy(journey), inFlight: this.#peopleIn(journey) }))
  }

  override seed(kind: string, given: Thing): string {
    const id = text(given['id']) || this.uuid()
    this.shelf(kind).put(id, { created_at: this.isoNow(), ...given, id })
    return id
  }

  #known(kind: string, id: string, then: (thing: Thing) => Reply): Reply {
    const found = this.shelf(kind).get(id)
    return found ? then(found) : { status: 404, body: this.words(404, `${kind} not found`) }
  }

  #lookAt(kind: string, id: string, then: (thing: Thing) => Reply): Reply {
    const found = this.shelf(kind).look(id)
    return found ? then(found) : { status: 404, body: this.words(404, `${kind} not found`) }
  }

  #page(kind: string, name: string, most: number, request: Request): Reply {
    const all = this.shelf(kind).list()
    const limit = Math.min(most, Number(request.query.get('limit') ?? most))
    const offset = Number(request.query.get('offset') ?? 0)
    // Lists tell what there is, not what is in it.
    const light = ({ id = '', name: called = '', created_at = '', updated_at = '' }: Thing): Thing => ({ id, name: called, created_at, updated_at, ...(kind === 'segment' ? { app_id: APP, read_only: false, is_active: true } : {}) })
    return { status: 200, body: { total_count: all.length, offset, limit, [name]: all.slice(offset, offset + limit).map(light) } }
  }

  #listJourneys(request: Request): Reply {
    const newestFirst = this.shelf('journey').list().reverse()
    const limit = Math.min(50, Number(request.query.get('limit') ?? 50))
    const start = Number(request.query.get('cursor') ?? 0)
    const hasMore = start + limit < newestFirst.length
    const light = ({ description: _d, nodes: _n, early_exit: _e, concurrency_key: _c, ...rest }: Thing): Thing => rest
    return { status: 200, body: { journeys: newestFirst.slice(start, start + limit).map(light), has_more: hasMore, ...(hasMore ? { next_cursor: String(start + limit) } : {}) } }
  }

  #refuse(wrong: readonly Wrong[]): Reply | null {
    return wrong.length === 0 ? null : { status: 400, body: { errors: wrong.map(({ path, message }) => ({ code: 'validation_error', title: `${path} ${message}`, meta: { path } })) } }
  }

  #create(body: Thing): Reply {
    const after = { ...copy(DEFAULTS), ...copy(body) }
    const wrong = this.#refuse(journeyErrors(body, after, null, this))
    if (wrong) return wrong
    const id = this.uuid()
    const now = this.isoNow()
    const journey: Thing = { id, app_id: APP, ...after, state: 'draft', created_at: now, updated_at: now, started_at: null, archived_at: null, created_source: 'public_api' }
    this.#giveIds(journey)
    this.touched(journey)
    this.put('journey', id, journey)
    return { status: 201, body: copy(journey) }
  }

  /** Nodes and branches keep the ids they come with and get one if they have none. */
  #giveIds(journey: Thing): void {
    for (const { node } of nodesOf(journey)) {
      node['id'] ??= this.uuid()
      for (const branch of things(node['branches'])) branch['id'] ??= this.uuid()
    }
    const byClientId = new Map(nodesOf(journey).map(({ node }) => [text(node['client_node_id']), text(node['id'])]))
    for (const { node } of nodesOf(journey)) {
      for (const branch of things(node['branches'])) {
        const condition = thing(branch['condition'])
        const reference = byClientId.get(text(condition['client_node_id']))
        if (condition['kind'] !== 'on_notification_action' || reference === undefined) continue
        condition['sending_node_id'] = reference
        delete condition['client_node_id']
      }
    }
  }

  #look(id: string): Reply {
    const processing = this.#processing.get(id)
    const journey = this.shelf('journey').get(id)
    if (processing && journey) {
      if (processing.readsLeft > 0) processing.readsLeft--
      else this.#endActivation(journey, processing.error)
    }
    return this.#lookAt('journey', id, (shown) => ({ status: 200, body: shown }))
  }

  #endActivation(journey: Thing, error: string | null): void {
    this.#processing.delete(text(journey['id']))
    journey['state'] = error === null ? 'active' : 'draft'
    if (error === null) journey['started_at'] = this.isoNow()
    else journey['schedule'] = { ...thing(journey['schedule']), error }
    this.touched(journey)
  }

  #patch(journey: Thing, body: Thing): Reply {
    if (body['concurrency_key'] !== undefined && body['concurrency_key'] !== journey['concurrency_key']) return { status: 409, body: this.words(409, 'The journey was changed since it was read.') }
    const { concurrency_key: _key, state, ...given } = body
    const after = { ...copy(DEFAULTS), ...merged(journey, given), state: journey['state'] ?? 'draft' }
    const wrong = this.#refuse(journeyErrors(body, after, journey, this))
    if (wrong) return wrong
    const refused = state === undefined ? null : this.#refuseState(text(journey['state']), text(state), after)
    if (refused !== null) return { status: 422, body: { errors: [{ code: 'invalid_state_transition', title: refused }] } }
    if (given['nodes'] !== undefined) this.#letFallOut(journey, after)
    Object.assign(journey, after)
    this.#giveIds(journey)
    if (state !== undefined && state !== journey['state']) this.#setState(journey, text(state))
    this.touched(journey)
    return { status: 200, body: copy(journey) }
  }

  #refuseState(from: string, to: string, journey: Thing): string | null {
    if (from === to) return null
    const next: Readonly<Record<string, readonly string[]>> = { draft: ['active', 'scheduled', 'archived'], scheduled: ['draft', 'active', 'archived'], processing: ['draft', 'archived'], active: ['archived'], archived: [] }
    if (!(next[from] ?? []).includes(to)) return `${from} journeys cannot become ${to}`
    if (to === 'scheduled' && thing(journey['schedule'])['start_at'] === undefined) return 'schedule.start_at is required'
    if ((to === 'active' || to === 'scheduled') && !isThing(journey['audience'])) return 'a journey needs an audience to be activated'
    if ((to === 'active' || to === 'scheduled') && things(journey['nodes']).length === 0) return 'a journey needs a node to be activated'
    return null
  }

  #setState(journey: Thing, to: string): void {
    const id = text(journey['id'])
    journey['state'] = to === 'active' ? 'processing' : to
    if (to === 'active') this.#processing.set(id, { readsLeft: this.isQuick ? 1 : PROCESSING_READS, error: this.asyncError })
    else this.#processing.delete(id)
    if (to === 'archived') {
      journey['archived_at'] = this.isoNow()
      this.#people.delete(id)
      this.inFlight.delete(id)
    }
  }

  #patchNode(journey: Thing, nodeId: string, body: Thing): Reply {
    const { concurrency_key, ...given } = body
    if (concurrency_key !== undefined && concurrency_key !== journey['concurrency_key']) return { status: 409, body: this.words(409, 'The journey was changed since it was read.') }
    const after = copy(journey)
    const found = nodesOf(after).find(({ node }) => node['id'] === nodeId)
    if (!found) return { status: 404, body: this.words(404, 'node not found') }
    for (const [key, value] of Object.entries(given)) {
      if (key === 'id' && value !== nodeId) return { status: 400, body: { errors: [{ code: 'validation_error', title: 'id cannot be changed', meta: { path: 'id' } }] } }
      if (value === null) delete found.node[key]
      else found.node[key] = value
    }
    const wrong = this.#refuse(journeyErrors({}, after, journey, this))
    if (wrong) return wrong
    Object.assign(journey, after)
    this.#giveIds(journey)
    this.touched(journey)
    return { status: 200, body: copy(thing(nodesOf(journey).find(({ node }) => node['id'] === nodeId)?.node)) }
  }

  /** The people of a journey, at their nodes; those set by number alone are at its first wait, else at its first node. */
  #peopleAt(journey: Thing): Map<string, number> {
    const id = text(journey['id'])
    const set = this.inFlight.get(id)
    if (set !== undefined) {
      this.inFlight.delete(id)
      const nodes = nodesOf(journey)
      const first = nodes.find(({ node }) => text(node['kind']).startsWith('wait')) ?? nodes[0]
      if (first) this.#people.set(id, new Map([[text(first.node['id']), set]]))
    }
    return this.#people.get(id) ?? new Map()
  }

  #peopleIn(journey: Thing): number {
    return [...this.#peopleAt(journey).values()].reduce((total, people) => total + people, 0)
  }

  /** Whoever was at a node whose id did not come back is in the journey no longer. */
  #letFallOut(journey: Thing, after: Thing): void {
    const people = this.#peopleAt(journey)
    const kept = new Set(nodesOf(after).map(({ node }) => text(node['id'])))
    for (const node of people.keys()) if (!kept.has(node)) people.delete(node)
  }

  #stats(journey: Thing): Reply {
    const people = this.#peopleAt(journey)
    const numbers = this.statistics.get(text(journey['id'])) ?? {}
    const all = nodesOf(journey)
    const nodes = Object.fromEntries(all.map(({ node }) => {
      const id = text(node['id'])
      const { entered = 0, sent, delivered, opened, clicked } = numbers[id] ?? {}
      const waiting = people.get(id) ?? 0
      const named = { sent, delivered, opened, clicked }
      const totals = Object.fromEntries(Object.entries(named).flatMap(([name, count]): [string, number][] => (count === undefined ? [] : [[name, count]])))
      const isMessage = text(node['kind']).startsWith('send_')
      return [id, { kind: node['kind'] ?? '', waiting, completed: Math.max(0, entered - waiting), exited_early: 0, ...(isMessage ? { message_stats: { totals } } : {}) }]
    }))
    const branches = Object.fromEntries(all.flatMap(({ node }) => things(node['branches']).map((branch): [string, JsonValue] => [text(branch['id']), { completed: 0 }])))
    const started = numbers[text(all[0]?.node['id'])]?.entered ?? this.#peopleIn(journey)
    return { status: 200, body: { id: journey['id'] ?? '', started, completed: 0, exited_early: 0, nodes, branches } }
  }

  #createSegment(body: Thing): Reply {
    const id = text(body['id']) || this.uuid()
    return this.#saveSegment({ id, created_at: Math.floor(this.now() / 1000), source: 'custom' }, { ...body, id })
  }

  #saveSegment(before: Thing, after: Thing): Reply {
    const id = text(before['id'])
    if (text(after['name']) === '' || things(after['filters']).length === 0) return { status: 400, body: { success: false, errors: ['name and filters are required'] } }
    if (this.shelf('segment').all().some((segment) => segment['id'] !== id && segment['name'] === after['name'])) return { status: 409, body: { success: false, errors: ['Segment with the given name already exists.'] } }
    const bad = things(after['filters']).find((filter) => filter['operator'] === undefined && (text(filter['field']) === '' || (filter['field'] === 'tag' && text(filter['key']) === '')))
    if (bad) return { status: 400, body: { success: false, errors: [`filter ${JSON.stringify(bad)} names no field`] } }
    const isNew = this.shelf('segment').get(id) === undefined
    this.put('segment', id, { ...before, ...copy(after), id })
    return isNew ? { status: 201, body: { success: true, id } } : { status: 200, body: { success: true, id } }
  }

  #saveTemplate(id: string, body: Thing, before: Thing): Reply {
    const { app_id: _app, name, ...content } = body
    if (text(name) === '') return { status: 400, body: { success: false, errors: ['name is required'] } }
    const channel = content['isEmail'] === true ? 'email' : content['isSMS'] === true ? 'sms' : 'push'
    if (channel === 'email' && (text(content['email_subject']) === '' || text(content['email_body']) === '')) return { status: 400, body: { success: false, errors: ['email_subject and email_body are required'] } }
    if (channel !== 'email' && text(thing(content['contents'])['en']) === '') return { status: 400, body: { success: false, errors: ['contents needs the key en'] } }
    const now = this.isoNow()
    this.put('template', id, { id, created_at: now, ...before, name: text(name), channel, content: copy(content), updated_at: now })
    return { status: 200, body: copy(thing(this.shelf('template').get(id))) }
  }
}

/** What a field is that nothing was said about, or that was cleared. */
const DEFAULTS: Thing = { description: '', audience: null, early_exit: null, reentry_rules: null, schedule: null, nodes: [] }

/** RFC 7396: null takes away, objects go into each other, everything else takes the place of what was there. */
function merged(there: Thing, patch: Thing): Thing {
  const result: Thing = copy(there)
  for (const [key, value] of Object.entries(patch)) {
    const before = result[key]
    if (value === null) delete result[key]
    else result[key] = isThing(value) && isThing(before) ? merged(before, value) : copy(value)
  }
  return result
}
