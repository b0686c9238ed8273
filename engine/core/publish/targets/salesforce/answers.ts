import type { JsonValue } from '../../../json.ts'
import type { Answer } from '../../call.ts'
import { wordList } from '../../json-at.ts'
import { PlatformRefusal, type RefusedPart } from '../../refusal.ts'
import type { Found, PlatformStatus, ResourceKind } from '../../resource.ts'
import { assetIdOf, withIdsAsText } from './id-numbers.ts'
import { isObject, listOf, memberOf, textOf, type JsonObject } from './json-shape.ts'
import { keyFor } from './names.ts'

const STATUSES: Readonly<Record<string, PlatformStatus>> = wordList({
  draft: 'draft', published: 'active', running: 'active', paused: 'paused', stopped: 'stopped', unpublished: 'stopped', finishing: 'stopped',
  deleted: 'archived', scheduledtopublish: 'processing', publishinprocess: 'processing', scheduledtosend: 'active', sent: 'stopped',
})

export function statusOf(status: JsonValue | undefined): PlatformStatus | null {
  return STATUSES[textOf(status).toLowerCase()] ?? null
}

export function instantOf(text: JsonValue | undefined): number | null {
  const written = textOf(text)
  // Times without a zone are those of the server, UTC−6 all year round, as the documentation of Marketing Cloud says.
  const at = Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(written) ? written : `${written}-06:00`)
  return Number.isNaN(at) || at < 0 ? null : at
}

/** What the next write has to show, and the version it is about: `3 2026-05-04T17:25:57.9`. */
export function tokenOf(journey: JsonObject): string {
  return `${textOf(journey['version']) || '1'} ${textOf(journey['modifiedDate'])}`
}

export function readToken(token: string | null): { version: string; modifiedDate: string } {
  const [version = '1', modifiedDate = ''] = (token ?? '').split(' ')
  return { version: version === '' ? '1' : version, modifiedDate }
}

const JOURNEY = ['key', 'name', 'description', 'workflowApiVersion', 'definitionType', 'entryMode', 'triggers', 'goals', 'exits', 'activities', 'metaData']
const ACTIVITY = ['key', 'name', 'description', 'type', 'outcomes', 'arguments', 'configurationArguments', 'metaData']
const OUTCOME = ['key', 'next', 'arguments', 'metaData']
const EVENT = ['type', 'name', 'description', 'mode', 'eventDefinitionKey', 'isVisibleInPicker', 'category', 'schema']
const ASSET = ['name', 'customerKey', 'assetType', 'views']

function only(value: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(names.flatMap((name) => (value[name] === undefined ? [] : [[name, value[name]]])))
}

function events(list: JsonValue | undefined): JsonObject[] {
  return listOf(list).map((one) => only(one, ['key', 'name', 'description', 'type', 'outcomes', 'arguments', 'configurationArguments', 'metaData']))
}

/** A journey as it was sent: without ids, schemas, dates and what else the platform adds. */
export function journeyFound(body: JsonValue): Found {
  if (!isObject(body)) throw unreadable('a journey')
  const activities = listOf(body['activities']).map((activity) => ({ ...only(activity, ACTIVITY), outcomes: listOf(activity['outcomes']).map((outcome) => only(outcome, OUTCOME)) }))
  const sent: JsonObject = { ...only(body, JOURNEY), triggers: events(body['triggers']), goals: events(body['goals']), exits: events(body['exits']), activities }
  return { kind: 'journey', id: textOf(body['id']), name: textOf(body['name']), body: withIdsAsText(sent), status: statusOf(body['status']), token: tokenOf(body), updatedAt: instantOf(body['modifiedDate']) }
}

/** An event definition or a message; `asked` fills in what the platform does not tell of what it was sent. The token of a message is the asset's own id, which it is changed by. */
export function thingFound(kind: ResourceKind, body: JsonValue, asked: JsonValue = null): Found {
  if (!isObject(body)) throw unreadable(kind === 'template' ? 'a message' : 'an event definition')
  const names = kind === 'template' ? ASSET : EVENT
  const sent = only(body, names)
  if (isObject(sent['assetType'])) sent['assetType'] = only(sent['assetType'], ['id', 'name'])
  if (isObject(sent['views'])) sent['views'] = Object.fromEntries(Object.entries(sent['views']).map(([name, view]) => [name, isObject(view) ? only(view, ['content', 'title', 'message']) : view]))
  const untold = isObject(asked) ? Object.fromEntries(Object.entries(asked).filter(([name]) => sent[name] === undefined || sent[name] === null)) : {}
  const isMessage = kind === 'template'
  return { kind, id: isMessage ? messageIdOf(body) : textOf(body['id']), name: textOf(body['name']), body: { ...sent, ...untold }, status: null, token: isMessage ? textOf(body['id']) : null, updatedAt: instantOf(body['modifiedDate']) }
}

/** What activities refer to a message by. */
export function messageIdOf(asset: JsonValue): string {
  const id = assetIdOf(asset)
  if (id === undefined) throw new PlatformRefusal('E_PLATFORM_FAILED', `Salesforce does not tell the number by which a journey sends the email “${textOf(memberOf(asset, 'name'))}”`, 'Open the email in Content Builder, save it, and publish again.')
  return id
}

function unreadable(what: string): PlatformRefusal {
  return new PlatformRefusal('E_PLATFORM_FAILED', `Salesforce answered with something that is no ${what.replace(/^an? /, '')}`, 'Try again; if it stays, look at the journey in Marketing Cloud.')
}

/** The body of an answer that went well, which a redirect that leads nowhere has not; refuses with what the platform said. `scope`: what the package needs for it. */
export function bodyOf(answer: Answer, what: string, scope: string, journey: JsonValue = null): JsonValue {
  if (answer.status < 300) return answer.body
  throw refusalOf(answer, what, scope, journey)
}

const CONFLICT = /recently modified|modifiedDate|has been modified/i
const STATE = /cannot (?:publish|pause|resume|stop|update|validate)[^.]*\bstatus|in (?:Published|Stopped|Draft|Paused) status/i

export function refusalOf({ status, body }: Answer, what: string, scope: string, journey: JsonValue): PlatformRefusal {
  const said = saidIn(body)
  const message = `Salesforce refused ${what}${said === '' ? '' : `: ${said}`}`
  if (status === 401) return new PlatformRefusal('E_PLATFORM_AUTH', message, 'Check the client id and the client secret of the connection.', { status })
  if (status === 403) return new PlatformRefusal('E_PLATFORM_SCOPE', message, `Give the installed package the scope ${scope}.`, { status })
  if (status === 404) return new PlatformRefusal('E_PLATFORM_GONE', message, 'It was deleted there: plan the publication again.', { status })
  if (status === 409 || status === 412 || CONFLICT.test(said)) return new PlatformRefusal('E_PLATFORM_CONFLICT', message, 'Somebody else changed it meanwhile: plan the publication again to see what.', { status })
  if (STATE.test(said)) return new PlatformRefusal('E_PLATFORM_STATE', message, 'Look at what the journey does now.', { status })
  if (status === 429) return new PlatformRefusal('E_PLATFORM_LIMIT', message, 'Wait a while and try again.', { status })
  if (status >= 500) return new PlatformRefusal('E_PLATFORM_FAILED', message, 'Try again later.', { status })
  return new PlatformRefusal('E_PLATFORM_INVALID', message, 'Look at the steps that are named.', { status, parts: partsOf(body, journey) })
}

const LONGEST_SAID = 500

function saidIn(body: JsonValue): string {
  if (typeof body === 'string') return body.slice(0, LONGEST_SAID)
  const first = listOf(memberOf(body, 'errors'))[0]
  return (textOf(memberOf(body, 'message')) || textOf(memberOf(body, 'error_description')) || textOf(first?.['errorDetail']) || textOf(first?.['message']) || '').slice(0, LONGEST_SAID)
}

/** Errors with the steps they name: an activity is named by its key, somewhere in what is said of it. */
export function partsOf(body: JsonValue, journey: JsonValue): RefusedPart[] {
  const errors = [...listOf(memberOf(body, 'errors')), ...listOf(memberOf(body, 'validationErrors'))]
  const activities = listOf(memberOf(journey, 'activities'))
  return errors.map((error): RefusedPart => {
    const message = textOf(error['errorDetail']) || textOf(error['message']) || textOf(error['errorCode']) || 'no reason given'
    const all = JSON.stringify(error)
    // The longest key that is named: others may be a part of it.
    const named = activities.map((activity) => textOf(activity['key'])).filter((key) => key !== '' && names(all, key)).sort((a, b) => b.length - a.length)[0]
    const index = activities.findIndex((activity) => activity['key'] === named)
    return { path: index < 0 ? null : `$.activities[${index}]`, stepId: index < 0 ? null : stepIdOf(activities[index]!), message: message.slice(0, LONGEST_SAID) }
  })
}

function names(text: string, key: string): boolean {
  const at = text.indexOf(key)
  return at >= 0 && !/[\w-]/.test(text.charAt(at - 1)) && !/[\w-]/.test(text.charAt(at + key.length))
}

function stepIdOf(activity: JsonObject): string {
  const kept = memberOf(activity, 'metaData', 'rehearsal', 'id')
  const key = textOf(activity['key'])
  return typeof kept === 'string' && keyFor(kept) === key ? kept : key
}
