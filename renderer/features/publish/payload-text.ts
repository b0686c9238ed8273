import type { JsonValue } from '../../../engine/core/json.ts'
import { readable } from './plan-steps.tsx'
import type { Plan } from './plan-store.ts'

/** A payload as text, each reference to another thing as the name of that thing. */
export function payloadText(body: JsonValue, plan: Plan): string {
  const names = new Map(plan.steps.map(({ key, name }) => [key, readable(name)]))
  return JSON.stringify(body, (_key, value: unknown) => referenceName(value, names) ?? value, 2)
}

/** True if something in it stands for an id that is not known yet. */
export function hasReferences(body: JsonValue): boolean {
  if (typeof body !== 'object' || body === null) return false
  return isReference(body) || Object.values(body).some(hasReferences)
}

function referenceName(value: unknown, names: ReadonlyMap<string, string>): string | undefined {
  if (!isReference(value)) return undefined
  return `‹${names.get(value.$ref) ?? value.$ref}›`
}

function isReference(value: unknown): value is { $ref: string } {
  return typeof value === 'object' && value !== null && '$ref' in value && typeof value.$ref === 'string' && Object.keys(value).length === 1
}

/** Where `query` stands in the text, whatever its case; at most so many. */
export function foundIn(text: string, query: string, most = 500): number[] {
  const wanted = query.toLowerCase()
  if (wanted === '') return []
  const all = text.toLowerCase()
  const places: number[] = []
  for (let at = all.indexOf(wanted); at >= 0 && places.length < most; at = all.indexOf(wanted, at + wanted.length)) places.push(at)
  return places
}
