import type { JsonValue } from '../json.ts'

/** A value as a break-down lists it: as text, lists and objects as JSON; undefined if there is none. */
export function shownValue(value: JsonValue | undefined): string | undefined {
  if (value === undefined || value === null) return undefined
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
