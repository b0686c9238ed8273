import * as z from 'zod'
import { RehearsalError } from '../../../engine/core/errors.ts'
import type { JsonValue } from '../../../engine/core/json.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import type { Answer, Conversation, PlatformCall } from '../../../engine/core/publish/call.ts'
import { PlatformRefusal } from '../../../engine/core/publish/refusal.ts'
import type { Found, PlatformStatus, Resource, ResourceKind } from '../../../engine/core/publish/resource.ts'
import type { StatusAction, Target } from '../../../engine/core/publish/target.ts'
import type { AnyTarget } from '../../../engine/core/publish/targets/any-target.ts'
import type { PlatformClient } from '../../../engine/node/http/platform-client.ts'

// A platform that takes everything a journey says, so that tests of publishing are about publishing. What real ones take is told by their own tests.

interface Thing { id: string; kind: ResourceKind; name: string; body: JsonValue; status: PlatformStatus | null; revision: number }
type Members = Record<string, JsonValue>

/** What happens to the next call that changes something: `before` the platform has done it, or `after`. Nothing: it goes well. */
export type Mishap = { when: 'before' | 'after'; error: RehearsalError } | { when: 'before' | 'after'; status: number } | undefined

const AFTER: Readonly<Record<StatusAction, PlatformStatus>> = { activate: 'active', pause: 'paused', resume: 'active', stop: 'stopped', archive: 'archived' }

/** The platform and a client of it at once: no wire in between. */
export class FakePlatform implements PlatformClient {
  readonly things = new Map<string, Thing>()
  /** Calls that changed something, in order, as "POST /things template/hello/-". */
  readonly changes: string[] = []
  readonly mishaps: Mishap[] = []
  /** Called before a call is carried out. */
  onCall: (call: PlatformCall) => void = () => {}
  /** New things are not shown by so many look-ups. */
  hiddenFor = 0
  people = 0
  #count = 0
  #lastMade = ''

  async send(call: PlatformCall, { mayGo }: Partial<Parameters<PlatformClient['send']>[1]> = {}): Promise<Answer> {
    this.onCall(call)
    mayGo?.()
    if (call.repeat === 'read') return this.#answer(this.#read(call))
    const mishap = this.mishaps.shift()
    if (mishap?.when === 'before') return this.#fail(mishap)
    const answer = this.#answer(this.#change(call))
    return mishap ? this.#fail(mishap) : answer
  }

  all(kind: ResourceKind): Thing[] {
    return [...this.things.values()].filter((thing) => thing.kind === kind)
  }

  #fail(mishap: NonNullable<Mishap>): Promise<Answer> {
    return 'error' in mishap ? Promise.reject(mishap.error) : Promise.resolve({ status: mishap.status, headers: {}, body: 'it went wrong' })
  }

  #answer({ status, body }: { status: number; body: JsonValue }): Answer {
    return { status, headers: {}, body: JSON.parse(JSON.stringify(body)) as JsonValue } // as: it was JSON before
  }

  #read({ path, query = {} }: PlatformCall): { status: number; body: JsonValue } {
    if (path === '/people') return { status: 200, body: this.people }
    if (path.startsWith('/things/')) {
      const thing = this.things.get(path.slice('/things/'.length))
      return thing ? { status: 200, body: { ...thing } } : { status: 404, body: null }
    }
    const isHidden = (thing: Thing) => thing.id === this.#lastMade && this.hiddenFor > 0 && this.hiddenFor-- > 0
    return { status: 200, body: [...this.things.values()].filter((thing) => thing.name.includes(query['marker'] ?? '') && !isHidden(thing)).map((thing) => ({ ...thing })) }
  }

  #change({ method, path, body }: PlatformCall): { status: number; body: JsonValue } {
    const given = body as Members // as: so the adapter below sends it
    this.changes.push(`${method} ${path.replace(/[^/]+$/, (id) => (id === 'things' || id === 'status' ? id : '…'))} ${typeof given['name'] === 'string' ? given['name'] : String(given['action'])}`)
    if (method === 'POST' && path === '/things') {
      const thing: Thing = { id: `id-${++this.#count}`, kind: given['kind'] as ResourceKind, name: String(given['name']), body: given['body']!, status: given['kind'] === 'journey' ? 'draft' : null, revision: 1 }
      this.things.set(thing.id, thing)
      this.#lastMade = thing.id
      return { status: 201, body: { ...thing } }
    }
    const [, , id, what] = path.split('/')
    const thing = this.things.get(id!)
    if (!thing) return { status: 404, body: null }
    if (given['revision'] !== thing.revision) return { status: 409, body: null }
    thing.revision++
    if (what === 'status') thing.status = AFTER[given['action'] as StatusAction]
    else Object.assign(thing, { name: String(given['name']), body: given['body'] })
    return { status: 200, body: { ...thing } }
  }
}

export interface FakeTargetOptions { howToUpdate?: 'inPlace' | 'replace'; refuses?: (document: JourneyDocument) => string[] }

const MARKER = (documentId: string, key: string) => `[${documentId}/${key}]`

/** A target whose journey body is the document without the texts of its messages, which are templates. */
export function fakeTarget({ howToUpdate = 'inPlace', refuses = () => [] }: FakeTargetOptions = {}): AnyTarget {
  const ready = function* ready(call: PlatformCall): Conversation<JsonValue> {
    const answer = yield call
    if (answer.status === 404) return null
    if (answer.status === 409) throw new PlatformRefusal('E_PLATFORM_CONFLICT', 'Somebody else wrote.', 'Look again.', { status: 409 })
    if (answer.status === 422) throw new PlatformRefusal('E_PLATFORM_INVALID', 'Fake does not take it.', 'Change it.', { status: 422, parts: [{ path: null, stepId: 'hello', message: 'no text' }] })
    if (answer.status >= 400) throw new PlatformRefusal('E_PLATFORM_FAILED', `Fake failed (${answer.status}).`, 'Try again.', { status: answer.status })
    return answer.body
  }
  const foundOf = (value: JsonValue): Found | null => {
    if (value === null) return null
    const { id, kind, name, body, status, revision } = value as unknown as Thing // as: so the platform above answers
    return { id, kind, name, body, status, token: String(revision), updatedAt: null }
  }
  const target: Target<{ place: string }> = {
    id: 'http',
    name: 'Fake',
    settingsSchema: z.strictObject({ place: z.string() }),
    fields: [],
    secret: { label: 'key', help: '', scopes: [] },
    capabilities: {
      abilities: {} as never, // as: nobody asks a fake
      concurrency: 'token', createTwiceIsOnce: false, versions: false, tellsInFlight: true, tellsStatistics: false, inFlightInWords: 'People under way go on.',
      transitions: { draft: ['activate', 'archive'], active: ['pause', 'stop'], paused: ['resume', 'stop'], stopped: ['activate', 'archive'] },
    },
    toPlatform(document) {
      const steps: Members = {}
      const resources: Resource[] = []
      for (const [id, step] of Object.entries(document.steps)) {
        if (step.kind !== 'message' || !step.template) {
          steps[id] = step as unknown as JsonValue // as: steps are JSON
          continue
        }
        const { template, ...rest } = step
        const key = `template/${id}/-`
        resources.push({ key, kind: 'template', name: `${id} ${MARKER(document.id, key)}`, body: template as unknown as JsonValue, needs: [], stepIds: [id] })
        steps[id] = { ...(rest as unknown as Members), template: { $ref: key } }
      }
      const { steps: _steps, layout: _layout, ...own } = document
      const journey = { ...(own as unknown as Members), steps }
      resources.unshift({ key: 'journey', kind: 'journey', name: `${document.name ?? document.id} ${MARKER(document.id, 'journey')}`, body: journey, needs: resources.map(({ key }) => key), stepIds: [] })
      return { resources, problems: refuses(document).map((message) => ({ code: 'FA001', severity: 'error', path: '$', stepId: null, message, help: '' })) }
    },
    fromPlatform(found) {
      const journey = found.find(({ kind }) => kind === 'journey')
      if (!journey) throw new RehearsalError('E_TARGET_INPUT', 'this is no journey of Fake', 'give it one')
      const { steps, ...own } = journey.body as { steps: Record<string, Members> } // as: so `toPlatform` writes it
      const texts = new Map(found.map(({ id, body }) => [id, body]))
      const whole = Object.fromEntries(Object.entries(steps).map(([id, step]) => [id, typeof step['template'] === 'string' ? { ...step, template: texts.get(step['template']) ?? {} } : step]))
      return { document: { ...own, steps: whole } as unknown as JourneyDocument, notes: [] } // as: see above
    },
    api: {
      baseUrl: ({ place }) => `https://${place}.example`,
      headers: () => ({}),
      authentication: () => ({ kind: 'none' }),
      budgets: [{ id: 'create', limits: [{ count: 15, perMs: 60_000 }, { count: 100, perMs: 86_400_000 }] }],
      *probe() {
        yield* ready({ method: 'GET', path: '/things', repeat: 'read' })
        return { account: 'fake' }
      },
      *journeys() {
        yield* ready({ method: 'GET', path: '/things', repeat: 'read' })
        return []
      },
      *lookUp({ name }, _settings, besides = new Set()) {
        const all = (yield* ready({ method: 'GET', path: '/things', query: { marker: /\[.*\]$/.exec(name)![0] }, repeat: 'read' })) as JsonValue[]
        return foundOf(all.filter((thing) => !besides.has((thing as { id: string }).id)).at(-1) ?? null)
      },
      *read(_kind, id) { return foundOf(yield* ready({ method: 'GET', path: `/things/${id}`, repeat: 'read' })) },
      references({ body }) {
        const { steps } = body as { steps: Record<string, Members> } // as: so `toPlatform` writes it
        return Object.values(steps).flatMap(({ template }) => (typeof template === 'string' ? [{ kind: 'template', id: template }] : []))
      },
      *create({ kind, name, body }) {
        const { id, token, status } = foundOf(yield* ready({ method: 'POST', path: '/things', body: { kind, name, body }, repeat: 'once', budget: 'create' }))!
        return { id, token, status }
      },
      howToUpdate: (resource) => (resource.kind === 'journey' ? howToUpdate : 'inPlace'),
      *update({ name, body }, { id, token }) {
        const now = foundOf(yield* ready({ method: 'PUT', path: `/things/${id}`, body: { name, body, revision: Number(token) }, repeat: 'idempotent' }))!
        return { id, token: now.token, status: now.status }
      },
      *setStatus({ id, token }, action) {
        const now = foundOf(yield* ready({ method: 'POST', path: `/things/${id}/status`, body: { action, revision: Number(token) }, repeat: 'once' }))!
        return { status: now.status!, token: now.token }
      },
      *inFlight() { return Number(yield* ready({ method: 'GET', path: '/people', repeat: 'read' })) },
      *statistics() {
        yield* ready({ method: 'GET', path: '/things', repeat: 'read' })
        return null
      },
    },
  }
  return target as unknown as AnyTarget // as: its settings are its own
}
