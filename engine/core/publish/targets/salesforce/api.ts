import type { JsonValue } from '../../../json.ts'
import type { Answer, Conversation, PlatformCall } from '../../call.ts'
import { PlatformRefusal } from '../../refusal.ts'
import type { Found, PlatformStatus, Resource } from '../../resource.ts'
import type { ListedJourney, Made, StatusAction, TargetApi } from '../../target.ts'
import { bodyOf, instantOf, journeyFound, messageIdOf, partsOf, readToken, refusalOf, statusOf, thingFound, tokenOf } from './answers.ts'
import { assetIdOf, emailIdOf, legacyIdIn, withNumbers } from './id-numbers.ts'
import { isObject, listOf, memberOf, textOf, type JsonObject } from './json-shape.ts'
import { restUrlOf, tokenUrlOf, type SalesforceSettings } from './settings.ts'

const INTERACTIONS = '/interaction/v1/interactions'
const EVENTS = '/interaction/v1/eventDefinitions'
const ASSETS = '/asset/v1/content/assets'
const READ = 'Automation | Journeys | Read'
const WRITE = 'Automation | Journeys | Write'
const EXECUTE = 'Automation | Journeys | Execute/Activate'
const ASSET_SCOPE = 'Channels | Saved Content | Read, Write'
const PAGE = 50
/** Between two looks at what the platform does in its own time, and how often it is looked at: five minutes. */
const POLL_MS = 2000
const MOST_POLLS = 150

export const SALESFORCE_API: TargetApi<SalesforceSettings> = {
  baseUrl: restUrlOf,
  headers: () => ({ accept: 'application/json' }),
  authentication: (settings) => ({
    kind: 'clientCredentials',
    tokenUrl: tokenUrlOf(settings),
    clientId: settings.clientId,
    ...(settings.accountId ? { extra: { account_id: settings.accountId } } : {}),
  }),
  // Limits depend on the contract, and no number was found: this is a pace that nobody minds.
  budgets: [{ id: 'calls', limits: [{ count: 10, perMs: 1000 }] }],
  *probe() {
    const body = bodyOf(yield call('GET', '/platform/v1/tokenContext', 'read'), 'to say who we are', READ)
    const organization = textOf(memberOf(body, 'organization', 'id'))
    return { account: organization === '' ? 'Marketing Cloud' : `Business unit ${organization}` }
  },
  *journeys() {
    const listed: ListedJourney[] = []
    for (let page = 1; ; page++) {
      const body = bodyOf(yield call('GET', INTERACTIONS, 'read', { query: { $page: String(page), $pageSize: String(PAGE), mostRecentVersionOnly: 'true' } }), 'the list of journeys', READ)
      const items = listOf(memberOf(body, 'items'))
      for (const item of items) listed.push({ id: textOf(item['id']), name: textOf(item['name']), status: statusOf(item['status']), updatedAt: instantOf(item['modifiedDate']) })
      if (items.length === 0 || page * PAGE >= Number(memberOf(body, 'count') ?? 0)) return listed
    }
  },
  *lookUp(resource) {
    if (resource.kind === 'journey') return yield* journeyAt(`${INTERACTIONS}/key:${encodeURIComponent(keyIn(resource, 'key'))}`)
    if (resource.body === null) return yield* schema(resource)
    if (resource.kind === 'template') return yield* messageOf(resource)
    const answer = yield call('GET', `${EVENTS}/key:${encodeURIComponent(keyIn(resource, 'eventDefinitionKey'))}`, 'read')
    return isAbsent(answer) ? null : thingFound(resource.kind, bodyOf(answer, 'an event definition', READ), resource.body)
  },
  *read(kind, id) {
    if (kind === 'journey') return yield* journeyAt(`${INTERACTIONS}/${encodeURIComponent(id)}`)
    if (kind === 'template') return yield* messageAt(id)
    const isGuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(id)
    const answer = yield call('GET', `${EVENTS}/${isGuid ? '' : 'key:'}${encodeURIComponent(id)}`, 'read')
    return isAbsent(answer) ? null : thingFound(kind, bodyOf(answer, 'an event definition', READ))
  },
  references(journey) {
    const keys = [
      ...listOf(memberOf(journey.body, 'triggers')).map((trigger) => ({ kind: 'source' as const, id: textOf(memberOf(trigger, 'metaData', 'eventDefinitionKey')) })),
      ...listOf(memberOf(journey.body, 'activities')).flatMap((activity) => [
        { kind: 'event' as const, id: textOf(memberOf(activity, 'configurationArguments', 'waitForEventKey')) },
        { kind: 'template' as const, id: textOf(memberOf(activity, 'configurationArguments', 'assetId')) },
        { kind: 'template' as const, id: textOf(memberOf(activity, 'configurationArguments', 'triggeredSend', 'emailId')) }, // an email's id already: so journeys are read
      ]),
    ].filter(({ id }) => id !== '')
    return [...new Map(keys.map((one) => [`${one.kind} ${one.id}`, one])).values()]
  },
  *create(resource) {
    const body = resource.body ?? {}
    if (resource.kind === 'journey') {
      // A key that is there and no draft would get another version: whoever asks looks it up first.
      return madeJourney(bodyOf(yield call('POST', INTERACTIONS, 'once', { body: withNumbers(isObject(body) ? body : {}) }), 'the journey', WRITE, body))
    }
    if (resource.kind === 'template') return yield* madeMessage(bodyOf(yield call('POST', ASSETS, 'once', { body }), `the message “${resource.name}”`, ASSET_SCOPE))
    return madeThing(bodyOf(yield call('POST', EVENTS, 'once', { body }), `the event “${resource.name}”`, WRITE))
  },
  howToUpdate: () => 'inPlace',
  *update(resource, found) {
    const body = isObject(resource.body) ? resource.body : {}
    if (resource.kind === 'template') {
      bodyOf(yield call('PATCH', `${ASSETS}/${encodeURIComponent(found.token ?? found.id)}`, 'idempotent', { body }), `the message “${resource.name}”`, ASSET_SCOPE)
      return { id: found.id, token: found.token, status: null }
    }
    if (resource.kind !== 'journey') return madeThing(bodyOf(yield call('PUT', `${EVENTS}/${encodeURIComponent(found.id)}`, 'idempotent', { body }), `the event “${resource.name}”`, WRITE), found)
    // What is no draft any more gets a new version, under the same key.
    if (found.status !== 'draft') return madeJourney(bodyOf(yield call('POST', INTERACTIONS, 'once', { body: withNumbers(body) }), 'a new version of the journey', WRITE, body), found)
    const { version, modifiedDate } = readToken(found.token)
    // Sent twice, the second would be refused as stale: the first one's outcome has to be known.
    const sent: JsonObject = { ...withNumbers(body), id: found.id, version: Number(version), modifiedDate }
    return madeJourney(bodyOf(yield call('PUT', INTERACTIONS, 'once', { body: sent }), 'the journey', WRITE, body), found)
  },
  *setStatus(found, action) {
    if (action === 'activate') return yield* publish(found)
    if (action === 'archive') throw new PlatformRefusal('E_PLATFORM_STATE', 'Salesforce knows no archive for journeys', 'Stop it instead.')
    const { version } = readToken(found.token)
    bodyOf(yield call('POST', `${INTERACTIONS}/${action}/${encodeURIComponent(found.id)}`, 'idempotent', { query: { versionNumber: version } }), WORDS[action], EXECUTE)
    return yield* stateNow(found, STATES[action])
  },
  *inFlight(found) {
    const body = bodyOf(yield call('GET', `${INTERACTIONS}/${encodeURIComponent(found.id)}`, 'read', { query: { extras: 'stats', versionNumber: readToken(found.token).version } }), 'the number of people', READ)
    const people = memberOf(body, 'stats', 'currentPopulation')
    return typeof people === 'number' ? people : null
  },
  // The counts of a journey are in its dashboard and in tracking extracts only.
  // eslint-disable-next-line require-yield
  *statistics() {
    return null
  },
}

const WORDS: Readonly<Record<Exclude<StatusAction, 'activate' | 'archive'>, string>> = { pause: 'to pause the journey', resume: 'to resume the journey', stop: 'to stop the journey' }
const STATES: Readonly<Record<Exclude<StatusAction, 'activate' | 'archive'>, PlatformStatus>> = { pause: 'paused', resume: 'active', stop: 'stopped' }

function call(method: PlatformCall['method'], path: string, repeat: PlatformCall['repeat'], more: Pick<PlatformCall, 'query' | 'body' | 'afterMs'> = {}): PlatformCall {
  return { method, path, repeat, budget: 'calls', ...more }
}

function keyIn(resource: Resource, name: string): string {
  return textOf(memberOf(resource.body ?? undefined, name))
}

/** An event definition that is not there is a 400 that says so. */
function isAbsent({ status, body }: Answer): boolean {
  return status === 404 || (status === 400 && /not found/i.test(textOf(memberOf(body, 'message'))))
}

function* journeyAt(path: string): Conversation<Found | null> {
  const answer = yield call('GET', path, 'read', { query: { extras: 'activities' } })
  return answer.status === 404 ? null : journeyFound(bodyOf(answer, 'the journey', READ))
}

/** The number of the contact schema as it is now: the version of the one of contacts. */
function* schema(resource: Resource): Conversation<Found | null> {
  const schemas = listOf(memberOf(bodyOf(yield call('GET', '/contacts/v1/schema', 'read'), 'the contact schema', 'Contacts | Audiences | Read'), 'items'))
  const id = textOf((schemas.find(({ schemaType }) => schemaType === 'Contacts') ?? schemas[0])?.['version'])
  return id === '' ? null : { kind: 'source', id, name: resource.name, body: null, status: null, token: null, updatedAt: null }
}

function* messageOf(resource: Resource): Conversation<Found | null> {
  const key = keyIn(resource, 'customerKey')
  const body = bodyOf(yield call('GET', ASSETS, 'read', { query: { $filter: `customerKey eq '${key.replaceAll("'", "''")}'` } }), 'the messages', ASSET_SCOPE)
  const found = listOf(memberOf(body, 'items')).find((item) => item['customerKey'] === key)
  return found ? thingFound('template', found, resource.body) : null
}

/** A message by what activities refer to it by. That emails are found by their legacy id like this is in no documentation; clients of it do. */
function* messageAt(id: string): Conversation<Found | null> {
  const legacyId = legacyIdIn(id)
  if (legacyId === undefined) {
    const answer = yield call('GET', `${ASSETS}/${encodeURIComponent(id)}`, 'read')
    return isAbsent(answer) ? null : thingFound('template', bodyOf(answer, 'a message', ASSET_SCOPE))
  }
  const body = bodyOf(yield call('GET', ASSETS, 'read', { query: { $filter: `data.email.legacy.legacyId eq ${legacyId}` } }), 'the messages', ASSET_SCOPE)
  const found = listOf(memberOf(body, 'items')).find((item) => assetIdOf(item) === emailIdOf(legacyId))
  return found ? thingFound('template', found) : null
}

function madeJourney(body: JsonValue, before?: Found): Made {
  const journey = isObject(body) ? body : {}
  return { id: idOf(journey, before), token: journey['modifiedDate'] === undefined ? null : tokenOf(journey), status: statusOf(journey['status']) ?? 'draft' }
}

/** Should the answer to its making not tell the legacy id of an email, it is looked at again. */
function* madeMessage(body: JsonValue): Conversation<Made> {
  const ownId = textOf(memberOf(body, 'id'))
  const asset = assetIdOf(body) === undefined && ownId !== '' ? bodyOf(yield call('GET', `${ASSETS}/${encodeURIComponent(ownId)}`, 'read'), 'a message', ASSET_SCOPE) : body
  return { id: messageIdOf(asset), token: ownId, status: null }
}

function madeThing(body: JsonValue, before?: Found): Made {
  return { id: idOf(body, before), token: null, status: null }
}

function idOf(body: JsonValue, before: Found | undefined): string {
  const id = textOf(memberOf(body, 'id')) || before?.id
  if (id === undefined || id === '') throw new PlatformRefusal('E_PLATFORM_FAILED', 'Salesforce made something and does not say what', 'Look for it in Marketing Cloud.')
  return id
}

/** Validates, publishes, and looks until the platform has done it: what it finds wrong is told of the steps it names. */
function* publish(found: Found): Conversation<{ status: PlatformStatus; token: string | null }> {
  const { version } = readToken(found.token)
  const query = { versionNumber: version }
  const id = encodeURIComponent(found.id)
  const validation = bodyOf(yield call('POST', `${INTERACTIONS}/validateAsync/${id}`, 'idempotent', { query }), 'to validate the journey', EXECUTE, found.body)
  const checked = yield* settled(validation, 'validateStatus')
  refuseErrors(checked, 'Salesforce found errors in the journey', found)
  const publication = bodyOf(yield call('POST', `${INTERACTIONS}/publishAsync/${id}`, 'once', { query }), 'to publish the journey', EXECUTE, found.body)
  const done = yield* settled(publication, 'publishStatus')
  refuseErrors(done, 'Salesforce could not publish the journey', found)
  return yield* stateNow(found, textOf(memberOf(done, 'status')) === 'PublishCompleted' ? 'active' : 'processing')
}

/** The last word on work in the platform's own time; what was said last, if it takes longer than it is waited for. */
function* settled(begun: JsonValue, where: 'validateStatus' | 'publishStatus'): Conversation<JsonValue> {
  const statusId = textOf(memberOf(begun, 'statusId')) || (/\/([^/?]+)(?:\?.*)?$/.exec(textOf(memberOf(begun, 'statusUrl')))?.[1] ?? '')
  let said = begun
  for (let poll = 0; poll < MOST_POLLS && statusId !== '' && !isSettled(said, where); poll++) {
    said = bodyOf(yield call('GET', `${INTERACTIONS}/${where}/${encodeURIComponent(statusId)}`, 'read', { afterMs: POLL_MS }), 'to say how far it is', READ)
  }
  return said
}

function isSettled(said: JsonValue, where: 'validateStatus' | 'publishStatus'): boolean {
  const status = textOf(memberOf(said, 'status'))
  if (/error|fail/i.test(status) || listOf(memberOf(said, 'errors')).length > 0) return true
  return where === 'publishStatus' ? status === 'PublishCompleted' : status !== '' && !/process|pending|queued/i.test(status)
}

function refuseErrors(said: JsonValue, message: string, found: Found): void {
  const parts = partsOf(said, found.body)
  if (parts.length === 0 && !/error|fail/i.test(textOf(memberOf(said, 'status')))) return
  throw new PlatformRefusal('E_PLATFORM_FAILED', parts.length === 0 ? message : `${message}: ${parts[0]!.message}`, 'Look at the steps that are named, change them, and publish again.', { parts })
}

function* stateNow(found: Found, expected: PlatformStatus): Conversation<{ status: PlatformStatus; token: string | null }> {
  const answer = yield call('GET', `${INTERACTIONS}/${encodeURIComponent(found.id)}`, 'read', { query: { versionNumber: readToken(found.token).version } })
  if (answer.status >= 400) throw refusalOf(answer, 'to say what the journey does', READ, null)
  const journey = isObject(answer.body) ? answer.body : {}
  return { status: statusOf(journey['status']) ?? expected, token: tokenOf(journey) }
}
