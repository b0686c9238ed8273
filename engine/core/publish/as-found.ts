import { canonicalJson, type JsonValue } from '../json.ts'
import type { Found, Resource } from './resource.ts'

/** The body with those references filled in whose id is known; the others stay. */
export function withKnownIds(body: JsonValue, ids: ReadonlyMap<string, string>): JsonValue {
  if (Array.isArray(body)) return body.map((member) => withKnownIds(member, ids))
  if (typeof body !== 'object' || body === null) return body
  const key = body['$ref']
  if (typeof key === 'string' && Object.keys(body).length === 1) return ids.get(key) ?? body
  return Object.fromEntries(Object.entries(body).map(([name, member]) => [name, withKnownIds(member, ids)]))
}

/** The keys a body refers to. */
export function referencesIn(body: JsonValue): Set<string> {
  const keys = new Set<string>()
  const visit = (value: JsonValue): void => {
    if (Array.isArray(value)) return value.forEach(visit)
    if (typeof value !== 'object' || value === null) return
    const key = value['$ref']
    if (typeof key === 'string' && Object.keys(value).length === 1) keys.add(key)
    else Object.values(value).forEach(visit)
  }
  visit(body)
  return keys
}

/** What a platform would show if it had made these things; where an id is not known yet, the key stands in for it. The journey comes first. */
export function asFound(resources: readonly Resource[], ids: ReadonlyMap<string, string>): Found[] {
  const all = new Map(resources.map(({ key }) => [key, ids.get(key) ?? key]))
  const found = resources.map(({ key, kind, name, body }): Found => ({ kind, id: all.get(key)!, name, body: body === null ? null : withKnownIds(body, all), status: null, token: null, updatedAt: null }))
  return journeyFirst(found)
}

export function journeyFirst(found: readonly Found[]): Found[] {
  return [...found.filter(({ kind }) => kind === 'journey'), ...found.filter(({ kind }) => kind !== 'journey')]
}

/** Whether two bodies say the same: the order of members does not matter, and one that is null says no more than one that is not there. */
export function sameBody(one: JsonValue, other: JsonValue): boolean {
  return canonicalJson(withoutNulls(one)) === canonicalJson(withoutNulls(other))
}

function withoutNulls(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null).map(([name, member]) => [name, withoutNulls(member)]))
}

/** Whether two looks at a thing show the same. */
export function isSameThing(one: Found, other: Found): boolean {
  return one.kind === other.kind && one.id === other.id && sameBody(one.body, other.body)
}
