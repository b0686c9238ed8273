import type { JsonValue } from '../../engine/core/json.ts'
import { bearer, Platform, route, type Reply, type Request } from './platform.ts'
import type { StubJourney, StubOptions } from './stub.ts'
import { copy, isThing, text, thing, type Thing } from './thing.ts'

const NEXT: Readonly<Record<string, readonly string[]>> = { draft: ['active'], active: ['paused', 'stopped'], paused: ['active', 'stopped'], stopped: ['archived'], archived: [] }

/**
 * A service of somebody's own that keeps journeys, as a team might write it for its own sender: whole documents by the id of whoever sends them, a version that a
 * write has to show, and a status that moves one way. It is nobody's product; it shows what the HTTP target can be made to talk to.
 */
export class OwnService extends Platform {
  readonly target = 'http'
  readonly secret = 'own-service-token-7a6b5c4d'
  readonly routes = [
    route('GET /me', () => ({ status: 200, body: { account: 'Example shop' } })),
    route('GET /journeys', (request) => this.#list(request)),
    route('POST /journeys', (request) => this.#save(text(thing(request.body)['id']) || this.uuid(), thing(request.body), request, true)),
    route('GET /journeys/:id', (_, { id = '' }) => this.#look(id)),
    route('PUT /journeys/:id', (request, { id = '' }) => this.#save(id, thing(request.body), request, false)),
    route('DELETE /journeys/:id', (_, { id = '' }) => (this.shelf('journey').remove(id) ? { status: 204 } : { status: 404, body: this.words(404, 'not found') })),
    route('PUT /journeys/:id/status', (request, { id = '' }) => this.#setStatus(id, text(thing(request.body)['status']))),
    route('POST /journeys/:id/status', (request, { id = '' }) => this.#setStatus(id, text(thing(request.body)['status']))),
    route('GET /journeys/:id/statistics', (_, { id = '' }) => this.#numbers(id)),
  ]

  constructor(options: StubOptions) {
    super(options)
  }

  override settings(url: string): Record<string, string> {
    return { baseUrl: url }
  }

  override authenticate(request: Request): Reply | null {
    if (bearer(request, 'Bearer') !== this.secret) return this.unauthorized()
    const scope = request.method === 'GET' ? 'journeys:read' : 'journeys:write'
    return this.has(scope) ? null : { status: 403, body: this.words(403, `missing scope ${scope}`) }
  }

  override unauthorized(): Reply {
    return { status: 401, body: this.words(401, 'who are you?') }
  }

  override words(status: number, message: string): JsonValue {
    return { error: { status, message } }
  }

  override journeyById(id: string): Thing | undefined {
    return this.shelf('journey').get(id)
  }

  override touched(journey: Thing): void {
    journey['version'] = Number(journey['version'] ?? 0) + 1
    journey['updatedAt'] = this.isoNow()
  }

  override journeys(): StubJourney[] {
    return this.shelf('journey').all().map((journey) => ({ id: text(journey['id']), name: text(journey['name']), state: text(journey['status']), body: copy(journey), inFlight: this.inFlight.get(text(journey['id'])) ?? 0 }))
  }

  override seed(kind: string, given: Thing): string {
    const id = text(given['id']) || this.uuid()
    this.shelf(kind).put(id, { version: 1, status: 'draft', updatedAt: this.isoNow(), ...given, id })
    return id
  }

  #list(request: Request): Reply {
    const named = request.query.get('name')
    const light = ({ id = '', name = '', status = '', version = 0, updatedAt = '' }: Thing): Thing => ({ id, name, status, version, updatedAt })
    const all = this.shelf('journey').list().filter((journey) => named === null || journey['name'] === named)
    const start = Number(request.query.get('cursor') ?? 0)
    return { status: 200, body: { items: all.slice(start, start + 100).map(light), next: start + 100 < all.length ? String(start + 100) : null } }
  }

  #look(id: string): Reply {
    const journey = this.shelf('journey').look(id)
    if (!journey) return { status: 404, body: this.words(404, 'not found') }
    return { status: 200, headers: { etag: `"${String(journey['version'])}"` }, body: { ...journey, inFlight: this.inFlight.get(id) ?? 0 } }
  }

  #save(id: string, body: Thing, request: Request, isNew: boolean): Reply {
    const before = this.shelf('journey').get(id)
    if (isNew && before) return { status: 409, body: this.words(409, `there is a journey ${id}`) }
    const shown = request.headers['if-match']?.replaceAll('"', '') ?? (body['version'] === undefined || body['version'] === null ? undefined : String(body['version']))
    if (before && shown !== undefined && shown !== '' && shown !== String(before['version'])) return { status: 409, body: this.words(409, `version ${shown} is stale, it is ${String(before['version'])}`) }
    const errors = documentErrors({ ...before, ...body })
    if (errors.length > 0) return { status: 422, body: { error: { status: 422, message: 'this is no journey', parts: errors } } }
    const { version: _version, status: _status, ...given } = body
    const saved: Thing = { status: 'draft', version: 0, ...before, ...copy(given), id }
    this.touched(saved)
    this.put('journey', id, saved)
    return { status: before ? 200 : 201, headers: { etag: `"${String(saved['version'])}"` }, body: copy(saved) }
  }

  #setStatus(id: string, to: string): Reply {
    const journey = this.shelf('journey').get(id)
    if (!journey) return { status: 404, body: this.words(404, 'not found') }
    const from = text(journey['status'])
    if (to !== from && !(NEXT[from] ?? []).includes(to)) return { status: 409, body: this.words(409, `${from} cannot become ${to}`) }
    journey['status'] = to
    this.touched(journey)
    return { status: 200, body: copy(journey) }
  }

  #numbers(id: string): Reply {
    if (!this.shelf('journey').get(id)) return { status: 404, body: this.words(404, 'not found') }
    const numbers = this.statistics.get(id) ?? {}
    return { status: 200, body: { steps: Object.fromEntries(Object.entries(numbers).map(([step, given]) => [step, { ...given } as Thing])) } } // as: numbers by name
  }
}

/** A whole document is read down to its links; anything else only has to have a name. */
function documentErrors(body: Thing): Thing[] {
  const errors: Thing[] = typeof body['name'] === 'string' ? [] : [{ pointer: '/name', message: 'is missing' }]
  const steps = thing(body['document'])['steps']
  if (!isThing(steps)) return errors
  const leadsTo = (value: JsonValue): string[] => {
    if (Array.isArray(value)) return value.flatMap(leadsTo)
    if (!isThing(value)) return []
    return Object.entries(value).flatMap(([key, member]) => (key === 'next' && typeof member === 'string' ? [member] : leadsTo(member)))
  }
  for (const [id, step] of Object.entries(steps)) {
    for (const next of leadsTo(step)) if (!Object.hasOwn(steps, next)) errors.push({ pointer: `/document/steps/${id}`, message: `leads to ${next}, which is not there` })
  }
  return errors
}
