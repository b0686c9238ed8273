import type { JsonValue } from '../../core/json.ts'

/** Whether a value is an object in JSON's sense: no list, not null. */
export function isObject(value: unknown): value is Record<string, JsonValue> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Hands each leaf of `value` to `leaf`: members of objects become `a.b`, lists stay whole. A number JSON cannot hold is missing.
 */
export function flatten(name: string, value: JsonValue, leaf: (name: string, value: JsonValue) => void): void {
  if (isObject(value)) for (const key of Object.keys(value)) flatten(`${name}.${key}`, value[key]!, leaf)
  else if (Array.isArray(value)) leaf(name, finite(value))
  else if (typeof value !== 'number' || Number.isFinite(value)) leaf(name, value)
}

function finite(value: JsonValue): JsonValue {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (Array.isArray(value)) return value.map(finite)
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, finite(member)]))
  return value
}

/** The object a text holds, if it is JSON and an object. */
export function jsonObject(text: string): Record<string, JsonValue> | undefined {
  if (text.charCodeAt(0) !== 123) return undefined
  try {
    const value = JSON.parse(text) as JsonValue // as: what JSON.parse gives is JSON
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}
