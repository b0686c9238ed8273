import type { JsonValue } from '../../engine/core/json.ts'
import { bearer, Platform, route, type Reply, type Request } from './platform.ts'
import { configurationFaults, structureFaults, type Fault } from './salesforce-rules.ts'
import type { StubJourney, StubOptions } from './stub.ts'
import { copy, isThing, text, thing, type Thing } from './thing.ts'

const CLIENT = '0m0het2mqknz2vuebqlvoo41'
const TOKEN_SECONDS = 1079
/** So many looks at work in its own time find it still in process; quick: one. */
const IN_PROCESS_READS = 2
const WRITABLE = ['key', 'name', 'description', 'workflowApiVersion', 'triggers', 'goals', 'exits', 'activities', 'notifiers', 'entryMode', 'definitionType', 'channel', 'defaults', 'metaData', 'executionMode', 'categoryId']

/**
 * Marketing Cloud Engagement: tokens, event definitions, assets, journeys. Read in developer.salesforce.com (jb-api-specification, postCreateInteraction,
 * putUpdateInteraction, postPublishInteractionById, getPublishStatus, JourneyPauseByDefinitionId, access-token-s2s, rate-limiting-errors) and in
 * Accenture/sfmc-devtools lib/metadataTypes/{Journey,Event}.js (MIT), from which the words of its errors are known.
 * Guesses: status codes where only the words are known, the names of the statuses of validateStatus, and where the schema's version is told.
 */
export class Salesforce extends Platform {
  readonly target = 'salesforce'
  readonly secret = 'Zz9yX8wV7uT6sR5qP4oN3mL2'
  readonly #tokens = new Map<string, number>()
  #emails = 0
  readonly #work = new Map<string, { kind: 'Publish' | 'Validate'; readsLeft: number; faults: readonly Fault[]; journey: Thing }>()
  readonly routes = [
    route('POST /v2/token', (request) => this.#token(thing(request.body))),
    route('GET /v2/userinfo', () => ({ status: 200, body: { organization: { member_id: 7281698, enterprise_id: 7281698, account_type: 'enterprise', name: 'Example shop' } } })),
    route('GET /platform/v1/tokenContext', () => ({ status: 200, body: { organization: { id: 7281698, enterpriseId: 7281698, name: 'Example shop' } } })),
    route('GET /contacts/v1/schema', () => ({ status: 200, body: { count: 1, page: 1, pageSize: 50, items: [{ id: 'a0000000-0000-4000-8000-000000000047', version: 47, schemaType: 'Contacts' }] } })),
    route('GET /interaction/v1/schema', () => ({ status: 200, body: { schemaVersionId: 47 } })),
    route('GET /interaction/v1/eventDefinitions', (request) => this.#page(this.shelf('eventDefinition').list(), request, (event) => !request.query.get('name') || event['name'] === request.query.get('name'))),
    route('POST /interaction/v1/eventDefinitions', (request) => this.#createEvent(thing(request.body))),
    route('GET /interaction/v1/eventDefinitions/:id', (_, { id = '' }) => this.#event(id, true, (event) => ({ status: 200, body: event }))),
    route('PUT /interaction/v1/eventDefinitions/:id', (request, { id = '' }) => this.#event(id, false, (event) => this.#changeEvent(event, thing(request.body)))),
    route('DELETE /interaction/v1/eventDefinitions/:id', (_, { id = '' }) => this.#event(id, false, (event) => (this.shelf('eventDefinition').remove(text(event['id'])), { status: 200 }))),
    route('GET /interaction/v1/interactions', (request) => this.#listJourneys(request)),
    route('POST /interaction/v1/interactions', (request) => this.#createJourney(thing(request.body))),
    route('PUT /interaction/v1/interactions', (request) => this.#updateJourney(text(thing(request.body)['id']) || `key:${text(thing(request.body)['key'])}`, request)),
    route('GET /interaction/v1/interactions/:id', (request, { id = '' }) => this.#lookJourney(id, request)),
    route('PUT /interaction/v1/interactions/:id', (request, { id = '' }) => this.#updateJourney(id, request)),
    route('DELETE /interaction/v1/interactions/:id', (request, { id = '' }) => this.#journey(id, request, (journey) => this.#delete(journey))),
    route('POST /interaction/v1/interactions/validateAsync/:id', (request, { id = '' }) => this.#journey(id, request, (journey) => this.#begin('Validate', journey))),
    route('GET /interaction/v1/interactions/validateStatus/:id', (_, { id = '' }) => this.#progress(id)),
    route('POST /interaction/v1/interactions/publishAsync/:id', (request, { id = '' }) => this.#journey(id, request, (journey) => this.#publish(journey))),
    route('GET /interaction/v1/interactions/publishStatus/:id', (_, { id = '' }) => this.#progress(id)),
    route('POST /interaction/v1/interactions/stop/:id', (request, { id = '' }) => this.#journey(id, request, (journey) => this.#move(journey, 'stop', ['Published', 'Paused', 'Unpublished', 'ScheduledToPublish'], 'Stopped'))),
    route('POST /interaction/v1/interactions/pause/:id', (request, { id = '' }) => this.#journey(id, request, (journey) => this.#move(journey, 'pause', ['Published'], 'Paused'))),
    route('POST /interaction/v1/interactions/resume/:id', (request, { id = '' }) => this.#journey(id, request, (journey) => this.#move(journey, 'resume', ['Paused'], 'Published'))),
    route('GET /asset/v1/content/assets', (request) => this.#assets(request)),
    route('POST /asset/v1/content/assets', (request) => this.#createAsset(thing(request.body))),
    route('GET /asset/v1/content/assets/:id', (_, { id = '' }) => this.#asset(id, true, (asset) => ({ status: 200, body: asset }))),
    route('PUT /asset/v1/content/assets/:id', (request, { id = '' }) => this.#asset(id, false, (asset) => this.#changeAsset(asset, thing(request.body)))),
    route('PATCH /asset/v1/content/assets/:id', (request, { id = '' }) => this.#asset(id, false, (asset) => this.#changeAsset(asset, thing(request.body)))),
  ]

  constructor(options: StubOptions) {
    super(options)
    this.seed('asset', { id: 54_321, customerKey: 'welcome', name: 'Welcome', assetType: { id: 208, name: 'htmlemail' }, legacyData: { legacyId: 12_345 } })
  }

  override settings(url: string): Record<string, string> {
    return { subdomain: 'mc0example', clientId: CLIENT, baseUrl: url }
  }

  override authenticate(request: Request): Reply | null {
    if (request.path === '/v2/token') return null
    const endsAtMs = this.#tokens.get(bearer(request, 'Bearer') ?? '')
    if (endsAtMs === undefined || endsAtMs <= Date.now()) return this.unauthorized()
    if (!request.path.startsWith('/interaction/')) return null
    const scope = request.method === 'GET' ? 'journeys_read' : /\/(publishAsync|stop|pause|resume)\//.test(request.path) ? 'journeys_execute' : 'journeys_write'
    return this.has(scope) ? null : { status: 403, body: { documentation: '', errorcode: 403, message: `Insufficient Privileges: ${scope}` } }
  }

  override unauthorized(): Reply {
    return { status: 401, body: { documentation: 'https://developer.salesforce.com/docs', errorcode: 0, message: 'Not Authorized' } }
  }

  override expire(request: Request): void {
    this.#tokens.delete(bearer(request, 'Bearer') ?? '')
  }

  override words(status: number, message: string): JsonValue {
    if (status === 429) return { message: 'Rate limit exceeded', errorcode: 50_100, documentation: '' }
    return { documentation: '', errorcode: status >= 500 ? 500 : 30_000, message: status >= 500 ? 'Internal Server Error' : message }
  }

  /** By id, which all versions have; the newest of them. */
  override journeyById(id: string): Thing | undefined {
    return this.#versions((journey) => journey['id'] === id || journey['definitionId'] === id).at(-1)
  }

  override touched(journey: Thing): void {
    journey['modifiedDate'] = this.#local()
  }

  override journeys(): StubJourney[] {
    return this.shelf('journey').all().map((journey) => {
      const id = text(journey['id'])
      return { id, name: text(journey['name']), state: text(journey['status']), body: copy(journey), inFlight: this.inFlight.get(id) ?? 0 }
    })
  }

  override seed(kind: string, given: Thing): string {
    const id = given['id'] === undefined ? this.uuid() : String(given['id'])
    this.shelf(kind).put(id, { id, createdDate: this.#local(), modifiedDate: this.#local(), ...given })
    return id
  }

  /** Its clock writes no zone. */
  #local(): string {
    return this.isoNow().slice(0, -1)
  }

  #token(body: Thing): Reply {
    if (body['grant_type'] !== 'client_credentials') return { status: 400, body: { error: 'unsupported_grant_type', error_description: 'grant_type must be client_credentials' } }
    if (body['client_id'] !== CLIENT || body['client_secret'] !== this.secret) return { status: 401, body: { error: 'invalid_client', error_description: 'Invalid client ID. Use the client ID in Marketing Cloud Installed Packages.', error_uri: 'https://developer.salesforce.com/docs' } }
    const token = `tok-${this.uuid()}`
    this.#tokens.set(token, Date.now() + TOKEN_SECONDS * 1000)
    const scope = (this.scopes ?? ['journeys_read', 'journeys_write', 'journeys_execute', 'email_read', 'documents_and_images_write']).join(' ')
    return { status: 200, body: { access_token: token, token_type: 'Bearer', expires_in: TOKEN_SECONDS, scope, soap_instance_url: '', rest_instance_url: '' } }
  }

  #page(all: readonly Thing[], request: Request, isWanted: (one: Thing) => boolean = () => true): Reply {
    const wanted = all.filter(isWanted)
    const page = Number(request.query.get('$page') ?? request.query.get('$Page') ?? 1)
    const pageSize = Math.min(500, Number(request.query.get('$pageSize') ?? request.query.get('$pagesize') ?? 50))
    const items = wanted.slice((page - 1) * pageSize, page * pageSize)
    // Without a result there is no `items`.
    return { status: 200, body: { count: wanted.length, page, pageSize, links: {}, ...(items.length > 0 ? { items: items.map((item) => ({ ...item })) } : {}) } }
  }

  #event(id: string, isLook: boolean, then: (event: Thing) => Reply): Reply {
    const shelf = this.shelf('eventDefinition')
    const key = id.startsWith('key:') ? id.slice(4) : null
    const known = key === null ? shelf.get(id) : shelf.all().find((event) => event['eventDefinitionKey'] === key)
    const found = known && isLook ? shelf.look(text(known['id'])) : known
    return found ? then(found) : this.#bad('Event definition matching key not found.')
  }

  #bad(message: string, errorcode = 30_000): Reply {
    return { status: 400, body: { documentation: '', errorcode, message } }
  }

  #createEvent(body: Thing): Reply {
    const key = text(body['eventDefinitionKey'])
    if (text(body['name']) === '' || text(body['type']) === '' || key === '') return this.#bad('name, type and eventDefinitionKey are required.', 10_006)
    if (!/^[\w.-]+$/.test(key)) return this.#bad('eventDefinitionKey may hold letters, digits, periods, hyphens and underscores.', 10_006)
    if (this.shelf('eventDefinition').all().some((event) => event['eventDefinitionKey'] === key)) return this.#bad(`An event definition with key ${key} exists.`, 30_003)
    if (text(body['dataExtensionId']) === '' && !isThing(body['schema'])) return this.#bad('dataExtensionId or schema is required.', 10_006)
    const id = this.uuid()
    const now = this.#local()
    this.put('eventDefinition', id, { dataExtensionId: this.uuid(), isVisibleInPicker: false, mode: 'Production', ...copy(body), id, createdDate: now, modifiedDate: now, publishedInteractionCount: 0 })
    return { status: 201, body: copy(thing(this.shelf('eventDefinition').get(id))) }
  }

  #changeEvent(event: Thing, body: Thing): Reply {
    if (body['eventDefinitionKey'] !== undefined && body['eventDefinitionKey'] !== event['eventDefinitionKey']) return this.#bad('eventDefinitionKey cannot be changed.')
    Object.assign(event, copy(body), { id: event['id'], modifiedDate: this.#local() })
    return { status: 200, body: copy(event) }
  }

  #versions(isMeant: (journey: Thing) => boolean): Thing[] {
    return this.shelf('journey').all().filter(isMeant)
  }

  #find(id: string, version: number | null): Thing | undefined {
    const isMeant = (journey: Thing) => (id.startsWith('key:') ? journey['key'] === id.slice(4) : journey['id'] === id || journey['definitionId'] === id)
    const versions = this.#versions(isMeant)
    return version === null ? versions.at(-1) : versions.find((journey) => journey['version'] === version)
  }

  /** Work on a version needs its number. */
  #journey(id: string, request: Request, then: (journey: Thing) => Reply): Reply {
    const asked = request.query.get('versionNumber')
    if (asked === null && request.query.get('allVersions') !== 'true') return this.#bad('versionNumber is required.')
    const journey = this.#find(id, asked === null ? null : Number(asked))
    return journey ? then(journey) : notFound
  }

  #lookJourney(id: string, request: Request): Reply {
    const asked = request.query.get('versionNumber')
    const journey = this.#find(id, asked === null || asked === '' ? null : Number(asked))
    const shown = journey && this.shelf('journey').look(text(journey['definitionId']))
    if (!shown) return notFound
    return { status: 200, body: this.#shown(shown, request.query.get('extras') ?? '') }
  }

  #shown(journey: Thing, extras: string): Thing {
    const has = (extra: string) => extras === 'all' || extras.split(',').includes(extra)
    const { activities = [], ...rest } = journey
    const people = this.inFlight.get(text(journey['id'])) ?? 0
    const byNode = Object.values(this.statistics.get(text(journey['id'])) ?? {})
    const cumulative = Math.max(people, ...byNode.map((numbers) => numbers.entered ?? 0))
    return { ...rest, ...(has('activities') ? { activities } : {}), ...(has('stats') ? { stats: { currentPopulation: people, cumulativePopulation: cumulative, metGoal: 0, metExitCriteria: 0, goalPerformance: 0 } } : {}) }
  }

  #listJourneys(request: Request): Reply {
    const asked = (request.query.get('nameOrDescription') ?? '').toLowerCase()
    const status = request.query.get('status')
    const newestOnly = request.query.get('mostRecentVersionOnly') !== 'false'
    const all = this.shelf('journey').list()
    const isNewest = (journey: Thing) => !all.some((other) => other['id'] === journey['id'] && Number(other['version']) > Number(journey['version']))
    // A name or description that holds what was asked, not one that is it.
    const fits = (journey: Thing) => (asked === '' || `${text(journey['name'])}\n${text(journey['description'])}`.toLowerCase().includes(asked)) && (status === null || journey['status'] === status) && (!newestOnly || isNewest(journey))
    return this.#page(all.filter(fits).map((journey) => this.#shown(journey, request.query.get('extras') ?? '')), request)
  }

  #createJourney(body: Thing): Reply {
    const latest = this.#find(`key:${text(body['key'])}`, null)
    if (latest?.['status'] === 'Draft') return this.#bad('A journey with this key exists in Draft status. Update it instead.', 30_003)
    const faults = structureFaults(body)
    if (faults.length > 0) return this.#refused(faults)
    const definitionId = this.uuid()
    const now = this.#local()
    const journey: Thing = {
      description: '', goals: [], exits: [], triggers: [], activities: [], notifiers: [], channel: '', definitionType: 'Multistep', entryMode: 'NotSet', executionMode: 'Production',
      ...pick(body), id: latest?.['id'] ?? definitionId, definitionId, version: latest ? Number(latest['version']) + 1 : 1, status: 'Draft', scheduledStatus: 'Draft', createdDate: now, modifiedDate: now,
    }
    this.#giveIds(journey)
    this.put('journey', definitionId, journey)
    return { status: 201, body: copy(journey) }
  }

  #giveIds(journey: Thing): void {
    for (const part of ['activities', 'triggers', 'goals', 'exits']) {
      for (const one of Array.isArray(journey[part]) ? journey[part] : []) if (isThing(one)) one['id'] ??= this.uuid()
    }
  }

  #updateJourney(id: string, request: Request): Reply {
    const body = thing(request.body)
    const asked = body['version'] ?? request.query.get('versionNumber')
    const journey = this.#find(id, asked === undefined || asked === null ? null : Number(asked))
    if (!journey) return notFound
    if (journey['status'] !== 'Draft') return this.#bad(`Cannot update interaction in ${text(journey['status'])} status.`)
    if (body['modifiedDate'] !== journey['modifiedDate']) return this.#bad('Another user recently modified this journey. Refresh to edit the latest version.', 121_050)
    const after = { ...journey, ...pick(body) }
    const faults = structureFaults(after)
    if (faults.length > 0) return this.#refused(faults)
    if (after['key'] !== journey['key']) return this.#bad('key cannot be changed.')
    Object.assign(journey, after)
    this.#giveIds(journey)
    this.touched(journey)
    return { status: 200, body: copy(journey) }
  }

  #refused(faults: readonly Fault[]): Reply {
    return { status: 400, body: { documentation: '', errorcode: 10_006, message: faults.map(({ detail }) => detail).join(' '), validationErrors: faults.map(said) } }
  }

  #delete(journey: Thing): Reply {
    if (!['Draft', 'Stopped'].includes(text(journey['status']))) return this.#bad(`Cannot delete interaction in ${text(journey['status'])} status.`)
    this.shelf('journey').remove(text(journey['definitionId']))
    return { status: 200, body: journey['id'] ?? '' }
  }

  #begin(kind: 'Publish' | 'Validate', journey: Thing): Reply {
    const statusId = this.uuid()
    const faults = this.asyncError === null ? configurationFaults(journey, this) : [{ key: null, detail: this.asyncError }]
    this.#work.set(statusId, { kind, readsLeft: this.isQuick ? 1 : IN_PROCESS_READS, faults, journey })
    return { status: 200, body: { statusUrl: `/interaction/v1/interactions/${kind.toLowerCase()}Status/${statusId}`, statusId } }
  }

  #publish(journey: Thing): Reply {
    if (journey['status'] !== 'Draft') return this.#bad(`Cannot publish interaction in ${text(journey['status'])} status.`)
    return this.#begin('Publish', journey)
  }

  #progress(statusId: string): Reply {
    const work = this.#work.get(statusId)
    if (!work) return { status: 404, body: this.words(404, 'Status not found.') }
    if (work.readsLeft > 0) {
      work.readsLeft--
      return { status: 200, body: { statusId, status: `${work.kind}InProcess`, errors: [], warnings: [] } }
    }
    if (work.faults.length > 0) return { status: 200, body: { statusId, status: 'Error', errors: work.faults.map(said), warnings: [] } }
    if (work.kind === 'Publish' && work.journey['status'] === 'Draft') this.#goLive(work.journey)
    return { status: 200, body: { statusId, status: `${work.kind}Completed`, errors: [], warnings: [] } }
  }

  /** People under way in the version before go on in it; nobody new comes to it. */
  #goLive(journey: Thing): void {
    for (const other of this.#versions((one) => one['id'] === journey['id'] && one !== journey && ['Published', 'Paused'].includes(text(one['status'])))) {
      other['status'] = 'Unpublished'
      this.touched(other)
    }
    journey['status'] = 'Published'
    journey['lastPublishedDate'] = this.#local()
    this.touched(journey)
  }

  #move(journey: Thing, action: string, from: readonly string[], to: string): Reply {
    if (!from.includes(text(journey['status']))) return this.#bad(`Cannot ${action} interaction in ${text(journey['status'])} status.`)
    journey['status'] = to
    this.touched(journey)
    if (to === 'Stopped') this.inFlight.delete(text(journey['id']))
    return { status: 200, body: copy(journey) }
  }

  #assets(request: Request): Reply {
    const [, name = '', value] = /^(name|customerKey|data\.email\.legacy\.legacyId) (?:eq|=) '?(.*?)'?$/.exec(request.query.get('$filter') ?? '') ?? []
    const valueOf = (asset: Thing) => (name.startsWith('data.') ? thing(asset['legacyData'])['legacyId'] : asset[name])
    return this.#page(this.shelf('asset').list(), request, (asset) => value === undefined || String(valueOf(asset) ?? '') === value)
  }

  #asset(id: string, isLook: boolean, then: (asset: Thing) => Reply): Reply {
    const found = isLook ? this.shelf('asset').look(id) : this.shelf('asset').get(id)
    return found ? then(found) : { status: 404, body: this.words(404, 'Asset not found.') }
  }

  #createAsset(body: Thing): Reply {
    if (text(body['name']) === '' || !isThing(body['assetType'])) return this.#bad('name and assetType are required.', 10_006)
    const key = text(body['customerKey']) || this.uuid()
    const taken = this.shelf('asset').all().find((asset) => asset['customerKey'] === key || asset['name'] === body['name'])
    if (taken) return { status: 400, body: { documentation: '', errorcode: 10_006, message: 'Validation failed', validationErrors: [{ message: taken['customerKey'] === key ? 'customerKey must be unique.' : 'Asset names within a category and asset type must be unique.', code: 118_039 }] } }
    const id = 100_000 + this.count()
    const now = this.#local()
    this.put('asset', String(id), { ...copy(body), id, customerKey: key, ...this.#legacyData(body), createdDate: now, modifiedDate: now })
    return { status: 201, body: copy(thing(this.shelf('asset').get(String(id)))) }
  }

  /** Emails alone have a legacy id. It is counted apart from the ids of assets, so that one number may mean two of them. */
  #legacyData({ assetType }: Thing): Thing {
    return [207, 208, 209].includes(Number(thing(assetType)['id'])) ? { legacyData: { legacyId: 100_000 + ++this.#emails } } : {}
  }

  #changeAsset(asset: Thing, body: Thing): Reply {
    Object.assign(asset, copy(body), { id: asset['id'], ...(asset['legacyData'] === undefined ? {} : { legacyData: asset['legacyData'] }), modifiedDate: this.#local() })
    return { status: 200, body: copy(asset) }
  }
}

const notFound: Reply = { status: 404, body: { documentation: '', errorcode: 30_000, message: 'Journey matching key not found.' } }

function said({ key, detail }: Fault): Thing {
  return { errorDetail: detail, errorCode: '121507', additionalInfo: key === null ? {} : { activityKey: key } }
}

function pick(body: Thing): Thing {
  return copy(Object.fromEntries(WRITABLE.flatMap((field): [string, JsonValue][] => (body[field] === undefined ? [] : [[field, body[field]]]))))
}
