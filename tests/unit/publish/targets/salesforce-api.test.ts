import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { JsonValue } from '../../../../engine/core/json.ts'
import type { JourneyDocument } from '../../../../engine/core/model/journey.ts'
import { asFound } from '../../../../engine/core/publish/as-found.ts'
import { differences } from '../../../../engine/core/publish/came-back.ts'
import type { Conversation } from '../../../../engine/core/publish/call.ts'
import { withIds, type Found, type Resource } from '../../../../engine/core/publish/resource.ts'
import { SALESFORCE } from '../../../../engine/core/publish/targets/salesforce/index.ts'
import { startStub } from '../../../platforms/all-stubs.ts'
import type { Stub } from '../../../platforms/stub.ts'
import { converse } from './converse.ts'

const document: JourneyDocument = {
  format: 'journey', formatVersion: 1, id: 'welcome', name: 'Welcome', timeZone: 'Europe/Istanbul',
  entries: [{ id: 'in', trigger: { kind: 'event', event: 'Üye oldu' }, where: { property: 'source', op: 'eq', value: 'app' }, next: 'a mail' }],
  goals: [{ id: 'ordered', event: 'purchase' }],
  steps: {
    'a mail': { kind: 'message', channel: 'email', name: 'Hello', stage: 's', template: { title: 'Hi {{ profile.firstName }}', body: '<p>Hello</p>' }, next: 'pause' },
    pause: { kind: 'delay', for: 'P1DT2H', next: 'opened' },
    opened: { kind: 'branch', branches: [{ id: 'read', when: { did: '$opened', where: { property: 'stepId', op: 'eq', value: 'a mail' } }, next: 'done' }], else: 'text' },
    text: { kind: 'message', channel: 'sms', template: { body: 'Hello' } },
    done: { kind: 'exit', outcome: 'read' },
  },
}

interface Asset { id: number; customerKey: string; legacyData?: { legacyId: number } }

let stub: Stub
let token = ''
const { api } = SALESFORCE
const { resources } = SALESFORCE.toPlatform(document, SALESFORCE.settingsSchema.parse({ subdomain: 'mc0example', clientId: 'x' }))
const settings = () => SALESFORCE.settingsSchema.parse(stub.settings)
const assets = () => stub.things('asset') as unknown as readonly Asset[] // as: so the stub keeps them
const say = <T>(conversation: Conversation<T>) => converse(conversation, api.baseUrl(settings()).replace(/\/$/, ''), token).then(({ result }) => result)

beforeEach(async () => {
  stub = await startStub('salesforce')
  const authentication = api.authentication(settings())
  if (authentication.kind !== 'clientCredentials') throw new Error('Salesforce takes client credentials')
  const answer = await fetch(authentication.tokenUrl, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ grant_type: 'client_credentials', client_id: authentication.clientId, client_secret: stub.secret }) })
  token = ((await answer.json()) as { access_token: string }).access_token // as: so a token server answers
})
afterEach(() => stub.close())

/** Makes everything there, as the publisher does. */
async function publish(of: readonly Resource[] = resources): Promise<Found> {
  const ids = new Map<string, string>()
  for (const resource of of) {
    const there = await say(api.lookUp(resource, settings()))
    const body = resource.body === null ? null : withIds(resource.body, ids)
    ids.set(resource.key, there?.id ?? (await say(api.create({ ...resource, body }, settings()))).id)
  }
  return (await say(api.read('journey', ids.get('journey')!, settings())))!
}

describe('Salesforce over HTTP', () => {
  it('says who we are, and lists nothing yet', async () => {
    expect(await say(api.probe(settings()))).toEqual({ account: 'Business unit 7281698' })
    expect(await say(api.journeys(settings()))).toEqual([])
  })

  it('takes a journey and gives it back as the same document', async () => {
    const found = await publish()
    expect(found).toMatchObject({ status: 'draft', name: 'Welcome' })
    const others = await Promise.all(api.references(found).map(({ kind, id }) => say(api.read(kind, id, settings()))))
    expect(others.every((one) => one !== null)).toBe(true)
    const back = SALESFORCE.fromPlatform([found, ...(others as Found[])], settings()) // as: none is null
    expect(differences(document, back.document)).toEqual([])
    expect(back.notes).toEqual([])
    expect(await say(api.journeys(settings()))).toMatchObject([{ id: found.id, name: 'Welcome', status: 'draft' }])
    expect((await say(api.lookUp(resources.at(-1)!, settings())))?.body).toEqual(found.body)
  })

  it('sends an email by its legacy id and every other message by the asset’s own, though one number means two things', async () => {
    const found = await publish()
    const [email, sms] = assets().filter(({ customerKey }) => customerKey.startsWith('rehearsal-')) as [Asset, Asset] // as: the document has two messages
    const activities = stub.journeys()[0]!.body as unknown as { activities: { type: string; configurationArguments: { assetId?: number; triggeredSend?: { emailId: number } } }[] } // as: so it was sent
    const sent = (type: string) => activities.activities.find((activity) => activity.type === type)!.configurationArguments
    expect(sent('EMAILV2').triggeredSend!.emailId).toBe(email.legacyData!.legacyId)
    expect(sent('SMSSYNC').assetId).toBe(sms.id)
    // An email whose legacy id is the id of the text message is not taken for it.
    stub.seed('asset', { id: 9, customerKey: 'other', name: 'Other', assetType: { id: 208, name: 'htmlemail' }, legacyData: { legacyId: sms.id } })
    const read = await Promise.all(api.references(found).filter(({ kind }) => kind === 'template').map(({ kind, id }) => say(api.read(kind, id, settings()))))
    expect(read.map((one) => (one!.body as { customerKey: string }).customerKey)).toEqual([email.customerKey, sms.customerKey]) // as: so it was sent
    expect(await say(api.read('template', 'email:1', settings()))).toBeNull()
  })

  it('changes an email where it is, by the id of its asset', async () => {
    await publish()
    const email = resources.find(({ key }) => key === 'template/a mail/-')!
    const there = (await say(api.lookUp(email, settings())))!
    const changed = { ...email, body: { ...(email.body as { [key: string]: JsonValue }), name: 'Changed' } } // as: so it was written
    expect(await say(api.update(changed, there, settings()))).toMatchObject({ id: there.id })
    expect(await say(api.lookUp(changed, settings()))).toMatchObject({ id: there.id, name: 'Changed' })
    expect(assets().filter(({ customerKey }) => customerKey === (there.body as { customerKey: string }).customerKey)).toHaveLength(1) // as: so it was sent
  })

  it('looks at an email again if the answer to its making does not tell its legacy id, and says so if nothing does', () => {
    const email = resources.find(({ key }) => key === 'template/a mail/-')!
    const answered = (body: JsonValue) => ({ status: 200, headers: {}, body })
    const plain = { id: 7, name: 'Hello', assetType: { id: 208 } }
    const making = api.create(email, settings())
    making.next()
    expect(making.next(answered(plain)).value).toMatchObject({ method: 'GET', path: '/asset/v1/content/assets/7', repeat: 'read' })
    expect(making.next(answered({ ...plain, data: { email: { legacy: { legacyId: 70 } } } })).value).toEqual({ id: 'email:70', token: '7', status: null })
    const again = api.create(email, settings())
    again.next()
    again.next(answered(plain))
    expect(() => again.next(answered(plain))).toThrow(/does not tell the number/)
  })

  it('sends the number of the contact schema as one, and reads it in any writing', async () => {
    const branching: JourneyDocument = { ...document, id: 'branching', steps: { which: { kind: 'branch', branches: [{ id: 'vip', when: { attribute: 'plan', op: 'eq', value: 'gold' }, next: 'pause' }] }, pause: { kind: 'delay', for: 'P1D' } }, entries: [{ ...document.entries[0]!, next: 'which' }] }
    const draft = await publish(SALESFORCE.toPlatform(branching, settings()).resources)
    const text = JSON.stringify(stub.journeys()[0]!.body)
    expect(text).toContain('"schemaVersionId":47')
    expect(text).not.toContain('"schemaVersionId":"47"')
    expect(JSON.stringify(draft.body)).toContain('"schemaVersionId":"47"')
    expect((await say(api.setStatus(draft, 'activate', settings()))).status).toBe('active')
  })

  it('calls a journey without a name by its id', () => {
    for (const name of ['', '  ']) {
      const { resources: made } = SALESFORCE.toPlatform({ ...document, name }, settings())
      expect(made.at(-1)).toMatchObject({ name: 'welcome', body: { name: 'welcome' } })
      expect(SALESFORCE.fromPlatform(asFound(made, new Map()), settings()).document.name).toBe(name)
    }
  })

  it('is published, paused, resumed and stopped, and tells who is in it', async () => {
    const draft = await publish()
    const live = await say(api.setStatus(draft, 'activate', settings()))
    expect(live.status).toBe('active')
    stub.setInFlight(draft.id, 41)
    expect(await say(api.inFlight(draft, settings()))).toBe(41)
    for (const [action, status] of [['pause', 'paused'], ['resume', 'active'], ['stop', 'stopped']] as const) expect((await say(api.setStatus({ ...draft, token: live.token }, action, settings()))).status).toBe(status)
    await expect(say(api.setStatus(draft, 'pause', settings()))).rejects.toMatchObject({ code: 'E_PLATFORM_STATE' })
  })

  it('refuses a write on what somebody else changed', async () => {
    const draft = await publish()
    const journey = { ...resources.at(-1)!, body: draft.body }
    const updated = await say(api.update(journey, draft, settings()))
    await expect(say(api.update(journey, { ...draft, token: '1 2020-01-01T00:00:00' }, settings()))).rejects.toMatchObject({ code: 'E_PLATFORM_CONFLICT' })
    expect(await say(api.update(journey, { ...draft, token: updated.token }, settings()))).toMatchObject({ status: 'draft' })
  })

  it('makes a new version of what is live', async () => {
    const draft = await publish()
    await say(api.setStatus(draft, 'activate', settings()))
    const live = (await say(api.read('journey', draft.id, settings())))!
    const next = await say(api.update({ ...resources.at(-1)!, body: draft.body }, live, settings()))
    expect(next).toMatchObject({ status: 'draft' })
    expect(next.token).toMatch(/^2 /)
  })

  it('tells the steps that a publication failed for', async () => {
    const draft = await publish()
    const journey = draft.body as { activities: { [key: string]: JsonValue }[] } // as: so it was written
    const index = journey.activities.findIndex(({ type }) => type === 'EMAILV2')
    stub.edit(draft.id, (there) => {
      const activity = (there['activities'] as { [key: string]: JsonValue }[])[index]! // as: so it was written
      activity['configurationArguments'] = {}
    })
    const failure: unknown = await say(api.setStatus(draft, 'activate', settings())).catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'E_PLATFORM_FAILED', parts: [{ stepId: 'a mail', path: `$.activities[${index}]` }] })
  })

  it('reads what it would show, as it was sent', () => {
    const [journey] = asFound(resources, new Map())
    expect(journey?.kind).toBe('journey')
  })
})
