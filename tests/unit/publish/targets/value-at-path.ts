import { partsOf } from '../../../../engine/core/publish/kept-here.ts'
import type { JourneyDocument } from '../../../../engine/core/model/journey.ts'

/** Whether the path leads to a place of the document: a value, or a member of an object that may be left out. */
export function valueAtPath(document: JourneyDocument, path: string): boolean {
  const parts = partsOf(path)
  let value: unknown = document
  for (const [depth, part] of parts.entries()) {
    if (typeof value !== 'object' || value === null) return false
    if (!Object.hasOwn(value, part)) return depth === parts.length - 1 && !Array.isArray(value)
    value = (value as Record<PropertyKey, unknown>)[part]
  }
  return true
}
