import type { JsonValue } from '../../../engine/core/json.ts'
import { readText } from '../../../engine/core/liquid/read-text.ts'
import { typeCell } from '../../../engine/core/model/cell.ts'
import type { LiquidScope } from '../../../engine/core/simulate/liquid.ts'

/** Somebody of the data, as the contract gives them. */
export interface PreviewPerson {
  place: number | null
  total: number
  profileId: string
  attributes: Record<string, JsonValue>
  event: { name: string; at: number; properties: Record<string, JsonValue> } | null
}

/** Names that texts ask for, each once: `profile.firstName`, `event.price`. */
export function askedNames(texts: Iterable<string>): { of: 'profile' | 'event'; name: string }[] {
  const found = new Map<string, { of: 'profile' | 'event'; name: string }>()
  for (const text of texts) {
    for (const { path: [root, name] } of readText(text).variables) if (name !== undefined && (root === 'profile' || root === 'event')) found.set(`${root}.${name}`, { of: root, name })
  }
  return [...found.values()]
}

/** What a text finds for that person; `now` is the instant at which it would be sent. */
export function scopeOf(person: PreviewPerson, journeyId: string, now: number): LiquidScope {
  const { profileId, attributes, event } = person
  return {
    profile: { ...attributes, id: profileId },
    event: event === null ? {} : { ...event.properties, name: event.name, at: event.at },
    journey: { id: journeyId },
    nowMs: event?.at ?? now,
  }
}

/** The same of example values, written as in a CSV cell; `examples` by name (`profile.firstName`), an empty one is missing. */
export function scopeOfExamples(asked: readonly { of: 'profile' | 'event'; name: string }[], examples: Readonly<Record<string, string>>, journeyId: string, now: number): LiquidScope {
  const scope: LiquidScope = { profile: { id: 'example' }, event: { name: 'example', at: now }, journey: { id: journeyId }, nowMs: now }
  for (const { of, name } of asked) {
    const value = typeCell(exampleOf(examples, of, name))
    if (value === undefined) delete scope[of][name]
    else scope[of][name] = value
  }
  return scope
}

/** The example for a name: what was written, else the name in words. */
export function exampleOf(examples: Readonly<Record<string, string>>, of: string, name: string): string {
  return Object.hasOwn(examples, `${of}.${name}`) ? examples[`${of}.${name}`]! : guess(name)
}

/** firstName: "First name". Prices and counts are figures, so that they can be rounded and added. */
function guess(name: string): string {
  if (/price|amount|total|value|revenue/i.test(name)) return '49.9'
  if (/count|quantity|points|orders$|(?:^|_)age$/i.test(name)) return '3'
  const words = name.replace(/[_.-]+/g, ' ').replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Names that texts ask for and the person lacks. */
export function missingFor(person: PreviewPerson, asked: readonly { of: 'profile' | 'event'; name: string }[]): string[] {
  const scope = scopeOf(person, '', 0)
  return asked.filter(({ of, name }) => !Object.hasOwn(scope[of], name) || scope[of][name] === '' || scope[of][name] === null).map(({ of, name }) => `${of}.${name}`)
}
