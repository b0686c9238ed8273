import type { JsonValue } from '../../engine/core/json.ts'
import { graphProblems, keyedViolations, segmentGraphProblems } from './dittofeed-rules.ts'
import { bearer, Platform, route, type Reply, type Request } from './platform.ts'
import { dittofeedSchema, type Check } from './schemas.ts'
import type { StubJourney, StubOptions } from './stub.ts'
import { copy, isThing, text, thing, things, type Thing } from './thing.ts'

const WORKSPACE = '024f3d0a-8eee-41ed-a1eb-0242ac120002'
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i

/**
 * Dittofeed's admin API. Read in dittofeed/dittofeed: packages/api/src/controllers/{journeys,segments,content}Controller.ts, buildApp/adminAuth.ts,
 * packages/backend-lib/src/journeys.ts (upsertJourney), and docs.dittofeed.com/api-reference. One key may do everything: there are no scopes.
 * Nothing tells who wrote last, and the last one wins. People under way are not told.
 */
export class Dittofeed extends Platform {
  readonly target = 'dittofeed'
  readonly secret = 'df-admin-key-0f1e2d3c4b5a'
  readonly routes = [
    ...['', '/v2'].map((version) => route(`DELETE /api/admin/journeys${version}`, (request) => this.#remove('journey', request))),
    ...['', '/v2'].map((version) => route(`DELETE /api/admin/segments${version}`, (request) => this.#remove('segment', request))),
    ...['', '/v2'].map((version) => route(`DELETE /api/admin/content/templates${version}`, (request) => this.#remove('template', request))),
    route('GET /api/admin/journeys', (request) => this.#list('journey', 'journeys', request)),
    route('PUT /api/admin/journeys', (request) => this.#putJourney(request)),
    route('GET /api/admin/journeys/stats', (request) => this.#stats(request)),
    route('GET /api/admin/analysis/journey-stats', (request) => this.#editorStats(request)),
    route('GET /api/admin/segments', (request) => this.#list('segment', 'segments', request)),
    route('PUT /api/admin/segments', (request) => this.#put('segment', dittofeedSchema('UpsertSegmentResource'), request)),
    route('GET /api/admin/content/templates', (request) => this.#list('template', 'templates', request)),
    route('PUT /api/admin/content/templates', (request) => this.#put('template', dittofeedSchema('UpsertMessageTemplateResource'), request)),
    route('GET /api/admin/subscription-groups', (request) => this.#list('subscriptionGroup', 'subscriptionGroups', request)),
    route('GET /api/admin/user-properties', (request) => this.#list('userProperty', 'userProperties', request)),
  ]

  constructor(options: StubOptions) {
    super(options)
    for (const channel of ['Email', 'MobilePush', 'Sms', 'Webhook']) this.seed('subscriptionGroup', { name: `${channel} subscribers`, channel, type: 'OptOut' })
  }

  override settings(url: string): Record<string, string> {
    return { baseUrl: url, workspaceId: WORKSPACE, emailFrom: 'hi@example.com', eventKey: 'userId' }
  }

  /** The workspace may stand in body, query or header, and must be the same wherever it stands. */
  override authenticate(request: Request): Reply | null {
    const named = [isThing(request.body) ? text(request.body['workspaceId']) : '', request.query.get('workspaceId') ?? '', request.headers['df-workspace-id'] ?? ''].filter((id) => id !== '')
    if (named.length === 0) return { status: 401 }
    if (new Set(named).size > 1) return { status: 400, body: { message: 'workspace ids do not agree' } }
    return bearer(request, 'Bearer') === this.secret && named[0] === WORKSPACE ? null : { status: 401 }
  }

  override unauthorized(): Reply {
    return { status: 401 }
  }

  override words(status: number, message: string): JsonValue {
    return { statusCode: status, error: status === 400 ? 'Bad Request' : 'Error', message }
  }

  override journeyById(id: string): Thing | undefined {
    return this.shelf('journey').get(id)
  }

  override touched(journey: Thing): void {
    journey['updatedAt'] = this.now()
  }

  override journeys(): StubJourney[] {
    return this.shelf('journey').all().map((journey) => ({ id: text(journey['id']), name: text(journey['name']), state: text(journey['status']), body: copy(journey), inFlight: this.inFlight.get(text(journey['id'])) ?? 0 }))
  }

  override seed(kind: string, given: Thing): string {
    const id = text(given['id']) || this.uuid()
    const now = this.now()
    this.shelf(kind).put(id, { workspaceId: WORKSPACE, createdAt: now, updatedAt: now, ...given, id })
    return id
  }

  #list(kind: string, name: string, request: Request): Reply {
    const ids = request.query.getAll('ids').flatMap((id) => id.split(','))
    const found = ids.length > 0 ? ids.flatMap((id) => this.shelf(kind).look(id) ?? []) : this.shelf(kind).list()
    return { status: 200, body: { [name]: found } }
  }

  #remove(kind: string, request: Request): Reply {
    const id = isThing(request.body) ? text(request.body['id']) : (request.query.get('id') ?? '')
    return { status: this.shelf(kind).remove(id) ? 204 : 404 }
  }

  /** By id if there is one, else by name, which is unique in a workspace. */
  #find(kind: string, body: Thing): Thing | undefined {
    const { id, name } = body
    if (id !== undefined) return this.shelf(kind).get(text(id))
    return this.shelf(kind).all().find((one) => one['name'] === name)
  }

  #isNameTaken(kind: string, body: Thing, by: Thing | undefined): boolean {
    return body['name'] !== undefined && this.shelf(kind).all().some((one) => one !== by && one['name'] === body['name'])
  }

  #put(kind: string, check: Check, request: Request): Reply {
    const body = thing(request.body)
    const wrong = refusedBySchema(check, body)
    if (wrong) return wrong
    const graph = kind === 'segment' ? segmentGraphProblems(thing(body['definition'])) : []
    if (graph.length > 0) return { status: 400, body: { type: 'BadValues', message: graph.join('; ') } }
    if (body['id'] !== undefined && !UUID.test(text(body['id']))) return { status: 400, body: { type: 'IdError', message: 'Invalid id, must be a valid v4 UUID' } }
    const found = this.#find(kind, body)
    if (this.#isNameTaken(kind, body, found)) return { status: 400, body: { type: 'UniqueConstraintViolation', message: 'Names must be unique in workspace.' } }
    const now = this.now()
    const id = text(found?.['id']) || text(body['id']) || this.uuid()
    const saved = { ...(found ?? { id, createdAt: now }), ...copy(body), id, updatedAt: now, ...(kind === 'template' ? { type: text(thing(body['definition'] ?? found?.['definition'])['type']) } : { definitionUpdatedAt: now }) }
    this.put(kind, id, saved)
    return { status: 200, body: copy(saved) }
  }

  #putJourney(request: Request): Reply {
    const body = thing(request.body)
    const wrong = refusedBySchema(dittofeedSchema('UpsertJourneyResource'), body)
    if (wrong) return wrong
    const { definition, status } = body
    if (body['id'] !== undefined && !UUID.test(text(body['id']))) return { status: 400, body: { type: 'IdError', message: 'Invalid journey id, must be a valid v4 UUID' } }
    if (definition !== undefined) {
      const violations = keyedViolations(thing(definition), this)
      if (violations.length > 0) return { status: 400, body: { type: 'ConstraintViolation', violations: violations.map((violation) => ({ ...violation })) } }
      const problems = graphProblems(thing(definition), this)
      if (problems.length > 0) return { status: 400, body: { type: 'BadValues', message: problems.join('; ') } }
    }
    const found = this.#find('journey', body)
    if (!found && text(body['name']) === '') return { status: 400, body: { type: 'BadValues', message: 'Name is required when creating a journey' } }
    if (this.#isNameTaken('journey', body, found)) return { status: 400, body: { type: 'UniqueConstraintViolation', message: 'Journey with this name already exists' } }
    const from = text(found?.['status'] ?? 'NotStarted')
    if (status === 'Paused' && from === 'NotStarted') return { status: 400, body: { type: 'StatusTransitionError', message: 'Cannot pause a journey that has not been started' } }
    if (status === 'NotStarted' && from !== 'NotStarted') {
      return { status: 400, body: { type: 'StatusTransitionError', message: 'Cannot set a journey to NotStarted if it has already been started. Pause the journey instead.' } }
    }
    const to = text(status ?? from)
    if (to !== 'NotStarted' && (definition ?? found?.['definition']) === undefined) {
      return { status: 400, body: { type: 'ConstraintViolation', violations: [{ type: 'CantStart', message: 'Draft journey must have a definition to be started' }] } }
    }
    const now = this.now()
    const id = text(found?.['id']) || text(body['id']) || this.uuid()
    const saved: Thing = { ...(found ?? { id, createdAt: now }), ...copy(body), id, status: to, updatedAt: now }
    // Whatever was being drafted in the window is gone once a definition is written.
    if (definition !== undefined || body['draft'] === null) delete saved['draft']
    this.put('journey', id, saved)
    return { status: 200, body: copy(saved) }
  }

  /** Shares, not counts: what the rates are of cannot be got back from them. */
  #stats(request: Request): Reply {
    const wanted = request.query.getAll('journeyIds').flatMap((id) => id.split(','))
    const journeys = this.shelf('journey').list().filter((journey) => wanted.length === 0 || wanted.includes(text(journey['id'])))
    return {
      status: 200,
      body: journeys.map((journey) => {
        const numbers = this.statistics.get(text(journey['id'])) ?? {}
        const nodes = things(thing(journey['definition'])['nodes'])
        const nodeStats = Object.fromEntries(nodes.map((node) => {
          const { sent = 0, delivered = 0, opened = 0, clicked = 0 } = numbers[text(node['id'])] ?? {}
          if (node['type'] !== 'MessageNode') return [text(node['id']), { type: `${text(node['type'])}Stats`, proportions: { childEdge: 100 } }]
          const share = (count: number) => (sent > 0 ? count / sent : 0)
          const channelStats = { type: text(thing(node['variant'])['type']), deliveryRate: share(delivered), openRate: share(opened), clickRate: share(clicked), spamRate: 0, failRate: 0 }
          return [text(node['id']), { type: 'MessageNodeStats', proportions: { childEdge: 100 }, sendRate: sent > 0 ? 1 : 0, channelStats }]
        }))
        return { workspaceId: WORKSPACE, journeyId: text(journey['id']), nodeStats }
      }),
    }
  }

  /** Counts by node and kind of event. That the kinds are named like the internal events of the documentation is a guess: the page tells numbers by name only. */
  #editorStats(request: Request): Reply {
    const id = request.query.get('journeyId') ?? ''
    if (!id || !request.query.get('startDate') || !request.query.get('endDate')) return { status: 400, body: this.words(400, "querystring must have required property 'journeyId'") }
    const numbers = this.statistics.get(id) ?? {}
    const counts = ({ entered, sent, delivered, opened, clicked }: { entered?: number; sent?: number; delivered?: number; opened?: number; clicked?: number }) =>
      Object.fromEntries(Object.entries({ DFJourneyNodeProcessed: entered, DFInternalMessageSent: sent, DFEmailDelivered: delivered, DFEmailOpened: opened, DFEmailClicked: clicked }).filter(([, count]) => count !== undefined)) as Thing // as: what is undefined is gone
    return { status: 200, body: { nodeStats: Object.fromEntries(Object.entries(numbers).map(([node, given]) => [node, counts(given)])) } }
  }
}

/** As Fastify says it. */
function refusedBySchema(check: Check, body: Thing): Reply | null {
  const [error] = check(body)
  return error ? { status: 400, body: { statusCode: 400, code: 'FST_ERR_VALIDATION', error: 'Bad Request', message: `body${error.pointer} ${error.message}` } } : null
}
