import { jsonPath, type JsonValue } from '../../../engine/core/json.ts'

/** Where two payloads say something else; undefined: nothing is there. */
export interface JsonDifference { path: string; before: JsonValue | undefined; after: JsonValue | undefined }

/** Every place where they differ, in the order of the newer one; members of lists are compared by their place. */
export function jsonDifferences(before: JsonValue | undefined, after: JsonValue | undefined, path: readonly (string | number)[] = []): JsonDifference[] {
  if (before === after) return []
  if (Array.isArray(before) && Array.isArray(after)) {
    return Array.from({ length: Math.max(before.length, after.length) }, (_, index) => jsonDifferences(before[index], after[index], [...path, index])).flat()
  }
  if (isObject(before) && isObject(after)) {
    const names = [...Object.keys(after), ...Object.keys(before).filter((name) => !Object.hasOwn(after, name))]
    return names.flatMap((name) => jsonDifferences(own(before, name), own(after, name), [...path, name]))
  }
  return [{ path: jsonPath(path), before, after }]
}

function isObject(value: JsonValue | undefined): value is { [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function own(value: { [key: string]: JsonValue }, name: string): JsonValue | undefined {
  return Object.hasOwn(value, name) ? value[name] : undefined
}
