import type { JsonValue } from '../../../engine/core/json.ts'
import { scalarOf, typedScalar } from '../inspector/condition/scalars.ts'

/** What was typed, as the value it means: as in conditions, and lists, objects and null as JSON. */
export function jsonOfText(text: string): JsonValue {
  const trimmed = text.trim()
  if (trimmed === 'null') return null
  if (/^[[{]/.test(trimmed)) {
    try {
      return JSON.parse(trimmed) as JsonValue // as: what JSON.parse gives
    } catch {
      return trimmed
    }
  }
  return scalarOf(text)
}

export function textOfJson(value: JsonValue): string {
  if (value === null) return 'null'
  return typeof value === 'object' ? JSON.stringify(value) : typedScalar(value)
}
