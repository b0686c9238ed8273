import type { JsonValue } from '../../core/json.ts'

/** Whether a value is an object in JSON's sense: no list, not null. */
export function isObject(value: unknown): value is Record<string, JsonValue> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Levels of lists and objects in a value: what walks one calls itself once a level. */
const deepest = 200

/** Whether lists and objects lie in each other deeper than anything here can walk. `text` is the value's JSON. */
export function isTooDeep(value: JsonValue, text: string): boolean {
  return hasManyBrackets(text) && isDeeper(value, deepest)
}

/** Cheap to ask of every row, and nearly always no. */
function hasManyBrackets(text: string): boolean {
  let count = 0
  for (const bracket of ['{', '[']) for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1)) if (++count > deepest) return true
  return false
}

function isDeeper(value: JsonValue, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((member) => isDeeper(member, levels - 1))
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

/** The object a text holds, if it is JSON and an object, and not too deep to be walked. */
export function jsonObject(text: string): Record<string, JsonValue> | undefined {
  if (text.charCodeAt(0) !== 123) return undefined
  try {
    const value = JSON.parse(text) as JsonValue // as: what JSON.parse gives is JSON
    return isObject(value) && !isTooDeep(value, text) ? value : undefined
  } catch {
    return undefined
  }
}
