import type { JsonValue } from '../../../json.ts'
import { fromHog } from './hog.ts'
import { inHogThere, type TextScope } from './messages.ts'

/** A value of an attribute as a dictionary input takes it: all are texts, and `{42}` is the number 42. Undefined for what none can say. */
export function valueThere(value: JsonValue, path: readonly PropertyKey[], scope: TextScope): string | undefined {
  if (typeof value === 'string') return inHogThere(value, path, scope)
  if (typeof value === 'number' || typeof value === 'boolean') return `{${String(value)}}`
  return value === null ? '{null}' : undefined
}

/** The way back; undefined for an expression. */
export function valueHere(text: JsonValue): JsonValue | undefined {
  if (typeof text !== 'string') return text
  const literal = /^\{(true|false|null|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)\}$/.exec(text)?.[1]
  return literal === undefined ? fromHog(text) : (JSON.parse(literal) as JsonValue) // as: JSON was parsed
}

/** The body of a webhook: its texts are filled, all else stays. */
export function bodyThere(value: JsonValue, path: readonly PropertyKey[], scope: TextScope): JsonValue {
  if (typeof value === 'string') return inHogThere(value, path, scope)
  if (Array.isArray(value)) return value.map((one, index) => bodyThere(one, [...path, index], scope))
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, bodyThere(one, [...path, key], scope)])) : value
}

export function bodyHere(value: JsonValue, strange: string[]): JsonValue {
  if (typeof value === 'string') {
    const text = fromHog(value)
    if (text === undefined) strange.push(value)
    return text ?? value
  }
  if (Array.isArray(value)) return value.map((one) => bodyHere(one, strange))
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, bodyHere(one, strange)])) : value
}
