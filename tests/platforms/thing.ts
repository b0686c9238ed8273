import type { JsonValue } from '../../engine/core/json.ts'

/** A JSON object whose members are looked at one by one. */
export type Thing = Record<string, JsonValue>

export function isThing(value: JsonValue | undefined): value is Thing {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value as an object; an empty one if it is something else. */
export function thing(value: JsonValue | undefined): Thing {
  return isThing(value) ? value : {}
}

/** The value as a list; an empty one if it is something else. */
export function list(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value : []
}

export function things(value: JsonValue | undefined): Thing[] {
  return list(value).filter(isThing)
}

/** The value if it is text, else ''. */
export function text(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : ''
}

export function number(value: JsonValue | undefined): number {
  return typeof value === 'number' ? value : Number.NaN
}

/** A copy nobody else holds. */
export function copy<T extends JsonValue>(value: T): T {
  return structuredClone(value)
}
