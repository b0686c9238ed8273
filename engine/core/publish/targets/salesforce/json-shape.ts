import type { JsonValue } from '../../../json.ts'

export type JsonObject = { [key: string]: JsonValue }

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The member of nested objects at that path; undefined where there is none. */
export function memberOf(value: JsonValue | undefined, ...path: readonly string[]): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>((at, name) => (isObject(at) && Object.hasOwn(at, name) ? at[name] : undefined), value)
}

export function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}

export function listOf(value: JsonValue | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}

/** Whether `there` says all that `ours` says: a platform adds members of its own, and puts ids where references were. */
export function says(there: JsonValue | undefined, ours: JsonValue): boolean {
  if (Array.isArray(ours)) return Array.isArray(there) && there.length === ours.length && ours.every((member, index) => says(there[index], member))
  if (!isObject(ours)) return there === ours || (typeof ours !== 'object' && typeof there !== 'object' && there !== undefined && String(there) === String(ours))
  if (Object.keys(ours).length === 1 && typeof ours['$ref'] === 'string') return there !== undefined && there !== null && there !== ''
  return isObject(there) && Object.entries(ours).every(([name, member]) => says(Object.hasOwn(there, name) ? there[name] : undefined, member))
}
