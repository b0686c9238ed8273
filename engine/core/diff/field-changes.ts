import { canonicalJson } from '../json.ts'
import type { FieldChange } from './journey-diff.ts'
import { fieldChange, isConditionKey, isObject, type Path } from './field-words.ts'

/** True if both are the same JSON; a missing member and an undefined one are the same. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, index) => sameJson(item, b[index]))
  if (!isObject(a) || !isObject(b)) return false
  const keys = definedKeys(a)
  return keys.length === definedKeys(b).length && keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key], b[key]))
}

function definedKeys(owner: Record<string, unknown>): string[] {
  return Object.keys(owner).filter((key) => owner[key] !== undefined)
}

/**
 * Where two values differ, as small as it can be told: members of objects, items of lists (by their `id` where they have one), the order of
 * a list. Texts, numbers and conditions are told whole. Empty only if they are the same.
 */
export function fieldChanges(before: unknown, after: unknown, path: Path): FieldChange[] {
  if (sameJson(before, after)) return []
  if (isObject(before) && isObject(after) && !isConditionKey(path.at(-1))) return members(before, after, path)
  if (Array.isArray(before) && Array.isArray(after)) {
    if (haveIds(before) && haveIds(after)) return itemsById(before, after, path)
    if (before.every(isObject) && after.every(isObject)) return itemsByContent(before, after, path)
  }
  return [fieldChange(path, before, after)]
}

function members(before: Record<string, unknown>, after: Record<string, unknown>, path: Path): FieldChange[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const own = (owner: Record<string, unknown>, key: string) => (Object.hasOwn(owner, key) ? owner[key] : undefined)
  return keys.flatMap((key) => fieldChanges(own(before, key), own(after, key), [...path, key]))
}

interface WithId { id: string }

function haveIds(items: readonly unknown[]): items is WithId[] {
  const ids = items.map((item) => (isObject(item) && typeof item['id'] === 'string' ? item['id'] : undefined))
  return ids.every((id) => id !== undefined) && new Set(ids).size === ids.length
}

function itemsById(before: readonly WithId[], after: readonly WithId[], path: Path): FieldChange[] {
  const old = new Map(before.map((item) => [item.id, item]))
  const now = new Map(after.map((item) => [item.id, item]))
  const found = [
    ...after.flatMap((item) => fieldChanges(old.get(item.id), item, [...path, item.id])),
    ...before.filter(({ id }) => !now.has(id)).map((item) => fieldChange([...path, item.id], item, undefined)),
  ]
  return [...found, ...order(before, after, path)]
}

/** Items of both lists that stand in another order: for branches, goals and exits the first that holds is taken. */
export function order(before: readonly WithId[], after: readonly WithId[], path: Path): FieldChange[] {
  const kept = (items: readonly WithId[], others: readonly WithId[]) => items.map(({ id }) => id).filter((id) => others.some((other) => other.id === id))
  const old = kept(before, after)
  const now = kept(after, before)
  if (old.every((id, index) => id === now[index])) return []
  const said = { before: old.join(', '), after: now.join(', ') }
  const change = fieldChange(path, said.before, said.after)
  return [{ ...change, ...said, inWords: `the order is ${said.after} instead of ${said.before}` }]
}

/** Items without names: those that only one list has. What is the same but for its order is told as a whole. */
function itemsByContent(before: readonly unknown[], after: readonly unknown[], path: Path): FieldChange[] {
  const left = before.map((item) => canonicalJson(item))
  const fresh = after.flatMap((item, index) => {
    const at = left.indexOf(canonicalJson(item))
    if (at < 0) return [{ item, index }]
    left[at] = ''
    return []
  })
  const gone = before.flatMap((item, index) => (left[index] === '' ? [] : [{ item, index }]))
  if (fresh.length === 0 && gone.length === 0) return [fieldChange(path, before, after)]
  if (fresh.length === 1 && gone.length === 1) return [fieldChange([...path, fresh[0]!.index], gone[0]!.item, fresh[0]!.item)]
  return [...fresh.map(({ item, index }) => fieldChange([...path, index], undefined, item)), ...gone.map(({ item, index }) => fieldChange([...path, index], item, undefined))]
}
