import type { JsonValue } from '../../core/json.ts'

const number = /^-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/

/**
 * A CSV cell typed by itself: empty is missing; true and false, in any case, are booleans; a JSON number is a number, but an integer of
 * more than 15 digits stays text (an id, which a double would change); all else is text, as written.
 */
export function typeCell(text: string): JsonValue | undefined {
  if (text === '') return undefined
  const first = text.charCodeAt(0)
  if (first === 45 || (first >= 48 && first <= 57)) {
    const parts = number.exec(text)
    if (!parts) return text
    if (parts[1] === undefined && parts[2] === undefined && text.length - (first === 45 ? 1 : 0) > 15) return text
    const value = Number(text)
    return Number.isFinite(value) ? value : text
  }
  if (text.length === 4 && text.toLowerCase() === 'true') return true
  if (text.length === 5 && text.toLowerCase() === 'false') return false
  return text
}

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
