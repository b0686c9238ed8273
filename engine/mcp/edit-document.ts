import * as z from 'zod'
import { RehearsalError } from '../core/errors.ts'
import type { JsonValue } from '../core/json.ts'

/** One change of a document. `at` is a JSON Pointer (RFC 6901): `/steps/hi/template/title`; in a list `-` is after its last member. */
export const editSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('set'), at: z.string(), value: z.json() }),
  z.strictObject({ do: z.literal('insert'), at: z.string(), value: z.json() }),
  z.strictObject({ do: z.literal('remove'), at: z.string() }),
])

export type DocumentEdit = z.infer<typeof editSchema>

/** The document after the edits, in order; the one given is left as it is. Throws E_EDIT for a pointer that leads nowhere. */
export function edited(document: JsonValue, edits: readonly DocumentEdit[]): JsonValue {
  return edits.reduce((now, edit, index) => change(now, keysOf(edit.at, index), edit, index), document)
}

function change(value: JsonValue, [key, ...rest]: string[], edit: DocumentEdit, index: number): JsonValue {
  if (key === undefined) {
    if (edit.do === 'remove') throw nowhere(index, edit.at, 'the whole document cannot be removed')
    return edit.value
  }
  if (Array.isArray(value)) return changeList(value, key, rest, edit, index)
  if (typeof value !== 'object' || value === null) throw nowhere(index, edit.at, `there is no object or list around "${key}"`)
  const isThere = Object.hasOwn(value, key)
  if (rest.length > 0) {
    if (!isThere) throw nowhere(index, edit.at, `there is no "${key}"`)
    return withMember(value, key, change(value[key]!, rest, edit, index))
  }
  if (edit.do === 'remove') {
    if (!isThere) throw nowhere(index, edit.at, `there is no "${key}"`)
    return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key))
  }
  return withMember(value, key, edit.value)
}

function changeList(list: JsonValue[], key: string, rest: string[], edit: DocumentEdit, index: number): JsonValue {
  const place = key === '-' ? list.length : placeOf(key)
  const last = edit.do === 'insert' || (edit.do === 'set' && key === '-') ? list.length : list.length - 1
  if (Number.isNaN(place) || place > (rest.length > 0 ? list.length - 1 : last)) throw nowhere(index, edit.at, `the list has ${list.length} members, and no place "${key}"`)
  if (rest.length > 0) return list.with(place, change(list[place]!, rest, edit, index))
  if (edit.do === 'remove') return list.toSpliced(place, 1)
  return edit.do === 'insert' || place === list.length ? list.toSpliced(place, 0, edit.value) : list.with(place, edit.value)
}

/** Keys are members, whatever they are called: `__proto__` makes a member of that name and touches no prototype. */
function withMember(object: { [key: string]: JsonValue }, key: string, value: JsonValue): JsonValue {
  const isThere = Object.hasOwn(object, key)
  const members: [string, JsonValue][] = Object.entries(object).map(([name, member]) => [name, name === key ? value : member])
  return Object.fromEntries(isThere ? members : [...members, [key, value]])
}

/** What is at a pointer. Throws E_EDIT for one that leads nowhere. */
export function partAt(document: JsonValue, pointer: string): JsonValue {
  let value = document
  for (const key of keysOf(pointer, 0)) {
    const member = Array.isArray(value) ? value[placeOf(key)] : typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? value[key] : undefined
    if (member === undefined) throw nowhere(0, pointer, `there is no "${key}"`)
    value = member
  }
  return value
}

/** An index as RFC 6901 writes it: without a leading zero. NaN for anything else. */
function placeOf(key: string): number {
  return /^(0|[1-9]\d*)$/.test(key) ? Number(key) : Number.NaN
}

function keysOf(pointer: string, index: number): string[] {
  if (pointer === '') return []
  if (!pointer.startsWith('/')) throw nowhere(index, pointer, 'a pointer begins with "/"')
  return pointer.slice(1).split('/').map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function nowhere(index: number, pointer: string, why: string): RehearsalError {
  return new RehearsalError('E_EDIT', `Edit ${index + 1} leads nowhere: ${JSON.stringify(pointer)}: ${why}.`, 'Read the draft again, and point at what is there. Nothing was changed.')
}
