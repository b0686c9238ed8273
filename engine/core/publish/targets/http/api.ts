import type { JsonValue } from '../../../json.ts'
import type { Answer, PlatformCall } from '../../call.ts'
import { unmarked } from '../../marker.ts'
import { PlatformRefusal, type RefusedPart } from '../../refusal.ts'
import type { Found, PlatformStatus, Resource } from '../../resource.ts'
import type { Made, StatusAction, TargetApi } from '../../target.ts'
import type { Mapping } from './mapping.ts'
import { at, render, renderJson } from './render.ts'
import type { HttpSettings } from './settings.ts'

type Scope = Readonly<Record<string, JsonValue>>
type CallMapping = Pick<Mapping['create'], 'method' | 'path' | 'headers'> & { readonly body?: string | undefined }

const GOAL: Readonly<Record<StatusAction, PlatformStatus>> = { activate: 'active', pause: 'paused', resume: 'active', stop: 'stopped', archive: 'archived' }

export const HTTP_API: TargetApi<HttpSettings> = {
  baseUrl: ({ baseUrl }) => baseUrl,
  headers: () => ({ accept: 'application/json' }),
  authentication: ({ header, prefix }) => (header === '' ? { kind: 'none' } : { kind: 'header', header, prefix }),
  budgets: [{ id: 'calls', limits: [{ count: 5, perMs: 1000 }] }],
  *probe({ mapping: { mapping } }) {
    const body = bodyOf(yield callOf(mapping.probe, {}, 'read'), 'to say who we are')
    return { account: (mapping.probe.account === undefined ? '' : textAt(body, mapping.probe.account)) || 'the service' }
  },
  *journeys({ mapping: { mapping } }) {
    const { items, id, name, status, updatedAt } = mapping.list
    const listed = at(bodyOf(yield callOf(mapping.list, {}, 'read'), 'the list of journeys'), items)
    if (!Array.isArray(listed)) throw new PlatformRefusal('E_PLATFORM_FAILED', `there is no list at ${items} of the answer`, 'Correct list.items in the mapping.')
    return listed.map((one) => ({ id: textAt(one, id), name: textAt(one, name), status: status === undefined ? null : statusOf(textAt(one, status), mapping), updatedAt: updatedAt === undefined ? null : instantOf(textAt(one, updatedAt)) }))
  },
  *lookUp(resource, { mapping: { mapping } }) {
    return found(yield callOf(mapping.lookUp, scopeOf(resource), 'read'), mapping)
  },
  *read(kind, id, { mapping: { mapping } }) {
    return kind === 'journey' ? found(yield callOf(mapping.read, { id }, 'read'), mapping) : null
  },
  references: () => [],
  *create(resource, { mapping: { mapping } }) {
    const answer = yield callOf(mapping.create, { ...scopeOf(resource), payload: resource.body }, mapping.create.isOnce ? 'idempotent' : 'once')
    const fresh = made(bodyOf(answer, 'the journey', resource.body), mapping, null)
    if (fresh.id === '') throw new PlatformRefusal('E_PLATFORM_FAILED', `the service made something and does not say what: there is no id at ${mapping.answer.id} of its answer`, 'Look for it there, and correct answer.id in the mapping.', { status: answer.status })
    return fresh
  },
  howToUpdate: () => 'inPlace',
  *update(resource, before, { mapping: { mapping } }) {
    // With a token the second of two would be refused as stale.
    const repeat = before.token === null ? 'idempotent' : 'once'
    const answer = yield callOf(mapping.update, { ...scopeOf(resource), id: before.id, token: before.token, payload: resource.body }, repeat)
    return made(bodyOf(answer, 'the journey', resource.body), mapping, before)
  },
  *setStatus(before, action, { mapping: { mapping } }) {
    const goal = GOAL[action]
    const status = Object.entries(mapping.statuses).find(([, ours]) => ours === goal)?.[0] ?? goal
    const answer = yield callOf(mapping.setStatus, { id: before.id, name: before.name, token: before.token, journeyId: unmarked(before.name)?.journeyId ?? before.id, status, action }, 'idempotent')
    // No journey is sent with it: a 409 says that the change of status is not possible.
    if (answer.status === 409) throw new PlatformRefusal('E_PLATFORM_STATE', saidIn(answer, `to ${action} the journey`), 'Look at what the journey does now.', { status: 409 })
    const { token, status: now } = made(bodyOf(answer, `to ${action} the journey`), mapping, before)
    return { status: now ?? goal, token }
  },
  *inFlight(before, { mapping: { mapping } }) {
    if (mapping.answer.inFlight === undefined) return null
    const people = at(bodyOf(yield callOf(mapping.read, { id: before.id }, 'read'), 'the number of people'), mapping.answer.inFlight)
    return typeof people === 'number' ? people : null
  },
  // eslint-disable-next-line require-yield
  *statistics() {
    return null
  },
}

function scopeOf({ name }: Resource): Scope {
  const mark = unmarked(name)
  return { journeyId: mark?.journeyId ?? name, name: mark?.name ?? name, id: null, token: null }
}

/** Without a body of its own a writing call sends the journey as it was rendered. */
function callOf(mapping: CallMapping, scope: Scope, repeat: PlatformCall['repeat']): PlatformCall {
  const headers = Object.entries(mapping.headers ?? {}).flatMap(([name, text]) => {
    const value = textOrRefuse(text, scope, `the header ${name}`)
    return value === '' ? [] : [[name, value] as const]
  })
  const [path = '', query] = pathOf(mapping.path, scope).split('?')
  const body = mapping.body === undefined ? scope['payload'] : jsonOrRefuse(mapping.body, scope)
  return {
    method: mapping.method,
    path,
    ...(query === undefined ? {} : { query: Object.fromEntries(query.split('&').filter((part) => part !== '').map((part) => part.split('=').map(decoded)).map(([name = '', ...value]) => [name, value.join('=')])) }),
    ...(headers.length === 0 ? {} : { headers: Object.fromEntries(headers) }),
    ...(body === undefined || mapping.method === 'GET' ? {} : { body }),
    repeat,
    budget: 'calls',
  }
}

/** Of whom or what a call is must not change where it goes: with a plain word in place of each id and name, a path has the same parts. */
function pathOf(template: string, scope: Scope): string {
  const path = textOrRefuse(template, scope, 'the path')
  const plain = Object.fromEntries(Object.entries(scope).map(([name, value]) => [name, typeof value === 'string' && NAMED_BY[name]?.test(value) === true ? 'x' : value]))
  if (partsOf(path) === partsOf(textOrRefuse(template, plain, 'the path'))) return path
  throw new PlatformRefusal('E_PLATFORM_INVALID', `the path of the mapping, ${JSON.stringify(template)}, writes an id or a name as it stands, and this one would lead to another place`, 'Write {{ id | url_encode }} in the mapping, or give the journey another id.')
}

/** Without a name or a token a path may have a part less; without an id it would lead to all of them. */
const NAMED_BY: Readonly<Record<string, RegExp>> = { id: /^/, journeyId: /^/, name: /./s, token: /./s }

function partsOf(path: string): string {
  return path.replace(/[^/\\?#&=;]+/g, '-')
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function textOrRefuse(template: string, scope: Scope, what: string): string {
  const rendered = render(template, scope)
  if ('text' in rendered) return rendered.text.trim()
  throw new PlatformRefusal('E_PLATFORM_INVALID', `${what} of the mapping: ${rendered.because}`, 'Correct the mapping in the connection.')
}

function jsonOrRefuse(template: string, scope: Scope): JsonValue {
  const rendered = renderJson(template, scope)
  if ('value' in rendered) return rendered.value
  throw new PlatformRefusal('E_PLATFORM_INVALID', `a body of the mapping: ${rendered.because}`, 'Correct the mapping in the connection.')
}

function found(answer: Answer, mapping: Mapping): Found | null {
  if (answer.status === 404) return null
  const body = bodyOf(answer, 'the journey')
  const { id, name, updatedAt } = mapping.answer
  const { token, status } = made(body, mapping, null)
  return { kind: 'journey', id: textAt(body, id), name: name === undefined ? textAt(body, id) : textAt(body, name), body: withoutAdded(body, mapping.added), status, token, updatedAt: updatedAt === undefined ? null : instantOf(textAt(body, updatedAt)) }
}

function withoutAdded(body: JsonValue, added: readonly string[]): JsonValue {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body
  return Object.fromEntries(Object.entries(body).filter(([name]) => !added.includes(name)))
}

function made(body: JsonValue, mapping: Mapping, before: Found | null): Made {
  const { id, token, status } = mapping.answer
  const tokenThere = token === undefined ? '' : textAt(body, token)
  return {
    id: textAt(body, id) || (before?.id ?? ''),
    token: tokenThere === '' ? (before?.token ?? null) : tokenThere,
    status: (status === undefined ? null : statusOf(textAt(body, status), mapping)) ?? before?.status ?? null,
  }
}

function statusOf(word: string, { statuses }: Mapping): PlatformStatus | null {
  return Object.hasOwn(statuses, word) ? statuses[word]! : null
}

function textAt(value: JsonValue, pointer: string): string {
  const there = at(value, pointer)
  return typeof there === 'string' ? there : typeof there === 'number' || typeof there === 'boolean' ? String(there) : ''
}

function instantOf(text: string): number | null {
  const instant = /^\d+$/.test(text) ? Number(text) : Date.parse(text)
  return Number.isSafeInteger(instant) ? instant : null
}

const LONGEST_SAID = 500

function saidIn({ status, body }: Answer, what: string): string {
  const said = ['/error/message', '/message', '/error', '/detail', '/title', ''].map((pointer) => textAt(body, pointer)).find((text) => text !== '')
  return `the service refused ${what} (${status})${said === undefined ? '' : `: ${said.slice(0, LONGEST_SAID)}`}`
}

function bodyOf(answer: Answer, what: string, sent: JsonValue = null): JsonValue {
  const { status } = answer
  if (status < 300) return answer.body
  const message = saidIn(answer, what)
  if (status === 401) throw new PlatformRefusal('E_PLATFORM_AUTH', message, 'Check the secret of the connection, its header, and what stands before it.', { status })
  if (status === 403) throw new PlatformRefusal('E_PLATFORM_SCOPE', message, `Ask whoever runs the service for the right that is missing${sent === null ? '' : ': to write journeys'}.`, { status })
  if (status === 404) throw new PlatformRefusal('E_PLATFORM_GONE', message, 'It was deleted there, or the path in the mapping is wrong.', { status })
  if (status === 409 || status === 412) throw new PlatformRefusal('E_PLATFORM_CONFLICT', message, 'Somebody else changed it meanwhile: plan the publication again to see what.', { status })
  if (status === 429) throw new PlatformRefusal('E_PLATFORM_LIMIT', message, 'Wait a while and try again.', { status })
  if (status >= 500) throw new PlatformRefusal('E_PLATFORM_FAILED', message, 'Try again later.', { status })
  throw new PlatformRefusal('E_PLATFORM_INVALID', message, 'Look at what is named.', { status, parts: partsIn(answer.body) })
}

/** What a service says of parts of what it was sent: a list of things with a pointer or a path and a message, wherever services put them. */
function partsIn(body: JsonValue): RefusedPart[] {
  const list = ['/error/parts', '/errors', '/parts', '/detail'].map((pointer) => at(body, pointer)).find(Array.isArray) ?? []
  return list.map((one: JsonValue) => {
    const pointer = textAt(one, '/pointer') || textAt(one, '/path') || textAt(one, '/field')
    const step = /(?:^|[/.])steps(?:\/([^/]+)|\.([^.[]+)|\["([^"]+)"\])/.exec(pointer)
    return { path: pointer === '' ? null : pointer, stepId: step?.[1]?.replaceAll('~1', '/').replaceAll('~0', '~') ?? step?.[2] ?? step?.[3] ?? null, message: (textAt(one, '/message') || textAt(one, '') || 'no reason given').slice(0, LONGEST_SAID) }
  })
}

