import type { JsonValue } from '../json.ts'

/** A member of outside data, with care: undefined wherever there is none. */
export function at(value: JsonValue | undefined, ...path: readonly (string | number)[]): JsonValue | undefined {
  let found = value
  for (const key of path) {
    if (typeof found !== 'object' || found === null) return undefined
    found = Array.isArray(found) ? (typeof key === 'number' ? found[key] : undefined) : Object.hasOwn(found, key) ? found[key] : undefined
  }
  return found
}

export function textAt(value: JsonValue | undefined, ...path: readonly (string | number)[]): string | null {
  const found = at(value, ...path)
  return typeof found === 'string' ? found : null
}

export function numberAt(value: JsonValue | undefined, ...path: readonly (string | number)[]): number | null {
  const found = at(value, ...path)
  return typeof found === 'number' ? found : null
}

export function listAt(value: JsonValue | undefined, ...path: readonly (string | number)[]): readonly JsonValue[] {
  const found = at(value, ...path)
  return Array.isArray(found) ? found : []
}

/** Words of a platform with what they mean to us. Only those are in it: a platform that says `constructor` is not understood. */
export function wordList<T>(words: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.assign(Object.create(null) as Record<string, T>, words) // as: a null prototype takes any key
}
