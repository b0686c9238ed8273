import type { JsonValue } from '../../../json.ts'
import { isObject, listOf, memberOf, textOf, type JsonObject } from './json-shape.ts'

/**
 * Activities refer to an email by its legacy id, and to every other asset by the asset's own id. Both are numbers that begin low, so that the same number means
 * two things in one account: here the id of an email bears this prefix.
 */
const EMAIL = 'email:'
/** Asset types of email: made of a template, of HTML, of text only. */
const EMAIL_TYPES: readonly JsonValue[] = [207, 208, 209]

/** The id of an email of that legacy id, as it is called here. */
export function emailIdOf(legacyId: string): string {
  return `${EMAIL}${legacyId}`
}

/** The legacy id, if it is the id of an email. */
export function legacyIdIn(id: string): string | undefined {
  return id.startsWith(EMAIL) ? id.slice(EMAIL.length) : undefined
}

/**
 * What activities refer to an asset by. Undefined: an email whose legacy id is not told. It stands in `legacyData` where an asset is read, and inside of `data`
 * where it was asked for by that.
 */
export function assetIdOf(asset: JsonValue): string | undefined {
  if (!EMAIL_TYPES.includes(memberOf(asset, 'assetType', 'id') ?? null)) return textOf(memberOf(asset, 'id')) || undefined
  const legacyId = textOf(memberOf(asset, 'legacyData', 'legacyId')) || textOf(memberOf(asset, 'data', 'email', 'legacy', 'legacyId'))
  return legacyId === '' ? undefined : emailIdOf(legacyId)
}

/** A journey as it is sent: ids that are numbers as numbers. */
export function withNumbers(journey: JsonObject): JsonObject {
  return eachConfiguration(journey, (id) => {
    const digits = legacyIdIn(id) ?? id
    return /^\d+$/.test(digits) ? Number(digits) : id
  })
}

/** A journey as we would send it, from what came: the platform tells the number of a schema as text or as a number. */
export function withIdsAsText(journey: JsonObject): JsonObject {
  return eachConfiguration(journey, (id, name) => (name === 'emailId' && /^\d+$/.test(id) ? emailIdOf(id) : id))
}

type Change = (id: string, name: string) => JsonValue

/** The arguments of activities, triggers, goals and exits alone: what is kept in metadata is nobody's id. */
function eachConfiguration(journey: JsonObject, change: Change): JsonObject {
  const parts = ['triggers', 'goals', 'exits', 'activities'].filter((part) => journey[part] !== undefined)
  return { ...journey, ...Object.fromEntries(parts.map((part) => [part, listOf(journey[part]).map((one) => changed(one, 'configurationArguments', (configuration) => configured(configuration, change)))])) }
}

function configured(configuration: JsonObject, change: Change): JsonObject {
  const flat = ['schemaVersionId', 'assetId'].reduce((all, name) => withId(all, name, change), configuration)
  return changed(flat, 'triggeredSend', (send) => withId(send, 'emailId', change))
}

function changed(whole: JsonObject, name: string, change: (member: JsonObject) => JsonObject): JsonObject {
  const member = whole[name]
  return isObject(member) ? { ...whole, [name]: change(member) } : whole
}

function withId(whole: JsonObject, name: string, change: Change): JsonObject {
  const id = whole[name]
  return typeof id === 'string' || typeof id === 'number' ? { ...whole, [name]: change(String(id), name) } : whole
}
