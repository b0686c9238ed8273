import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startStub } from './all-stubs.ts'
import type { Stub } from './stub.ts'
import { talker, type Talk } from './talk.ts'
import { copy, list, text, thing, things, type Thing } from './thing.ts'

const APP = '0b0a9c1e-2d6c-4a53-8c02-6e2f3f7d1a00'
const JOURNEYS = `/apps/${APP}/journeys`
const NOBODY = '99999999-2d6c-4a53-8c02-6e2f3f7d1a99'
let stub: Stub
let talk: Talk
let segment = ''
let push = ''
beforeAll(async () => {
  stub = await startStub('onesignal')
  talk = await talker(stub)
  segment = text(thing((await talk(`POST /apps/${APP}/segments`, { name: 'VIP', filters: [{ field: 'tag', key: 'vip', relation: '=', value: 'yes' }] })).body)['id'])
  push = text(thing((await talk('POST /templates', { app_id: APP, name: 'Push A', contents: { en: 'Hi' } })).body)['id'])
})
afterAll(() => stub.close())

function journey(change: (journey: Thing) => void = () => {}): Thing {
  const made: Thing = {
    name: 'Cart',
    audience: { kind: 'event_trigger', name: 'cart_abandoned' },
    early_exit: { rules: { on_event: { name: 'order_completed' } } },
    reentry_rules: { duration_seconds: 604_800 },
    nodes: [
      { client_node_id: 'delay', kind: 'wait', duration_seconds: 3600 },
      { client_node_id: 'first', kind: 'send_push', template_id: push },
      { client_node_id: 'until', kind: 'wait_until', branches: [{ condition: { kind: 'on_notification_action', client_node_id: 'first', action: 'clicked' }, nodes: [] }], expiration: { duration_seconds: 3600, exits: false } },
      { client_node_id: 'vip', kind: 'yes_no', branches: [
        { condition: { kind: 'segment_membership', included_segment_ids: [segment] }, nodes: [
          { client_node_id: 'ab', kind: 'split_range', branches: [{ weight: 50, nodes: [{ client_node_id: 'push', kind: 'send_push', template_id: push }] }, { weight: 50, nodes: [] }] },
        ] },
        { nodes: [] },
      ] },
      { client_node_id: 'day', kind: 'time_window', relative_to: 'schedule_in_timezone', windows: [{ start: { hour: 9, minute: 0 }, end: { hour: 17, minute: 0 } }], time_zone: 'Europe/Berlin' },
      { client_node_id: 'tag', kind: 'tag', assignments: { cart: 'seen' } },
    ],
  }
  change(made)
  return made
}

const nodeAt = (journey: Thing, index: number): Thing => thing(things(journey['nodes'])[index])
const branchAt = (node: Thing, index: number): Thing => thing(things(node['branches'])[index])
const split = (journey: Thing): Thing => thing(things(branchAt(nodeAt(journey, 3), 0)['nodes'])[0])

async function made(): Promise<Thing> {
  const { status, body } = await talk(`POST ${JOURNEYS}`, journey())
  expect({ status, body }).toMatchObject({ status: 201 })
  return thing(body)
}

describe('what the stub refuses', () => {
  const cases: readonly [name: string, change: (journey: Thing) => void, path: string][] = [
    ['a state on create', (j) => void (j['state'] = 'active'), 'state'],
    ['an id on create', (j) => void (nodeAt(j, 0)['id'] = NOBODY), 'nodes[0].id'],
    ['no name', (j) => void (j['name'] = ''), 'name'],
    ['a name that is too long', (j) => void (j['name'] = 'x'.repeat(301)), 'name'],
    ['a field that does not exist', (j) => void (j['colour'] = 'red'), 'colour'],
    ['a segment that is not there', (j) => void (j['audience'] = { kind: 'segment', included_segment_ids: [NOBODY] }), 'audience.included_segment_ids[0]'],
    ['an audience of neither kind', (j) => void (j['audience'] = { kind: 'everyone' }), 'audience.kind'],
    ['a re-entry within ten minutes', (j) => void (j['reentry_rules'] = { duration_seconds: 599 }), 'reentry_rules.duration_seconds'],
    ['a start in the past', (j) => void (j['schedule'] = { start_at: '2020-01-01T00:00:00Z' }), 'schedule.start_at'],
    ['a kind nobody knows', (j) => void (nodeAt(j, 0)['kind'] = 'goal'), 'nodes[0].kind'],
    ['a field of another kind', (j) => void (nodeAt(j, 0)['template_id'] = push), 'nodes[0].template_id'],
    ['a client id twice', (j) => void (nodeAt(j, 1)['client_node_id'] = 'delay'), 'nodes'],
    ['a wait under a minute', (j) => void (nodeAt(j, 0)['duration_seconds'] = 59), 'nodes[0].duration_seconds'],
    ['a wait over a year', (j) => void (nodeAt(j, 0)['duration_seconds'] = 31_556_953), 'nodes[0].duration_seconds'],
    ['a template that is not there', (j) => void (nodeAt(j, 1)['template_id'] = NOBODY), 'nodes[1].template_id'],
    ['a template of another channel', (j) => void (nodeAt(j, 1)['kind'] = 'send_sms'), 'nodes[1].template_id'],
    ['an in-app message that is not there', (j) => void (j['nodes'] = [{ kind: 'send_iam', iam_id: NOBODY }]), 'nodes[0].iam_id'],
    ['a webhook that is not there', (j) => void (j['nodes'] = [{ kind: 'send_webhook', webhook_id: NOBODY }]), 'nodes[0].webhook_id'],
    ['a message that is not in the journey', (j) => void (thing(branchAt(nodeAt(j, 2), 0)['condition'])['client_node_id'] = 'gone'), 'nodes[2].branches[0].condition.client_node_id'],
    ['two message events in one wait', (j) => void list(nodeAt(j, 2)['branches']).push(copy(branchAt(nodeAt(j, 2), 0))), 'nodes[2].branches'],
    ['an expiry of seconds', (j) => void (nodeAt(j, 2)['expiration'] = { duration_seconds: 5 }), 'nodes[2].expiration.duration_seconds'],
    ['a wait for nothing', (j) => void (nodeAt(j, 2)['branches'] = []), 'nodes[2].branches'],
    ['three answers to yes or no', (j) => void list(nodeAt(j, 3)['branches']).push({ nodes: [] }), 'nodes[3].branches'],
    ['yes without a condition', (j) => void (delete branchAt(nodeAt(j, 3), 0)['condition']), 'nodes[3].branches[0].condition.kind'],
    ['no with a condition', (j) => void (branchAt(nodeAt(j, 3), 1)['condition'] = { kind: 'segment_membership', included_segment_ids: [segment] }), 'nodes[3].branches[1].condition'],
    ['weights that do not come to 100', (j) => void (branchAt(split(j), 0)['weight'] = 60), 'nodes[3].branches[0].nodes[0].branches'],
    ['a split into one', (j) => void (split(j)['branches'] = [{ weight: 100, nodes: [] }]), 'nodes[3].branches[0].nodes[0].branches'],
    ['hours no day has', (j) => void (nodeAt(j, 4)['windows'] = [{ start: { hour: 25 }, end: { hour: 26 } }]), 'nodes[4].windows[0].start'],
    ['a tag of nothing', (j) => void (nodeAt(j, 5)['assignments'] = {}), 'nodes[5].assignments'],
    ['a value that is no text', (j) => void (j['audience'] = { kind: 'event_trigger', name: 'x', attributes: [[{ key: 'total', operator: 'equal', value: 5 }]] }), 'audience.attributes[0][0].value'],
    ['two groups of conditions', (j) => void (j['audience'] = { kind: 'event_trigger', name: 'x', attributes: [[], []] }), 'audience.attributes'],
  ]
  test.each(cases)('%s', async (_, change, path) => {
    const { status, body } = await talk(`POST ${JOURNEYS}`, journey(change))
    expect(status).toBe(400)
    expect(things(thing(body)['errors']).map((error) => thing(error['meta'])['path'])).toContain(path)
  })
})

describe('the life of a journey', () => {
  test('draft, processing for a while, active, archived for good', async () => {
    const { id } = await made()
    const path = `${JOURNEYS}/${text(id)}`
    const state = async () => thing((await talk(`GET ${path}`)).body)['state'] ?? ''
    expect(await state()).toBe('draft')
    expect((await talk(`PATCH ${path}`, { state: 'active' })).body).toMatchObject({ state: 'processing', started_at: null })
    expect([await state(), await state()]).toEqual(['processing', 'active'])
    expect(await talk(`PATCH ${path}`, { state: 'draft' })).toMatchObject({ status: 422 })
    expect((await talk(`PATCH ${path}`, { state: 'archived' })).body).toMatchObject({ state: 'archived' })
    expect(await talk(`PATCH ${path}`, { state: 'active' })).toMatchObject({ status: 422 })
  })

  test('what is being activated may go back to draft, and so does what fails', async () => {
    const { id } = await made()
    const path = `${JOURNEYS}/${text(id)}`
    await talk(`PATCH ${path}`, { state: 'active' })
    expect((await talk(`PATCH ${path}`, { state: 'draft' })).body).toMatchObject({ state: 'draft' })
    stub.fault({ kind: 'asyncError', message: 'no push platform is set up', match: { method: 'PATCH', path: /journeys/ } })
    await talk(`PATCH ${path}`, { state: 'active' })
    for (let at = 0; at < 3; at++) await talk(`GET ${path}`)
    expect((await talk(`GET ${path}`)).body).toMatchObject({ state: 'draft', schedule: { error: 'no push platform is set up' } })
  })

  test('nothing without an audience or a node is activated, nothing is scheduled without a start', async () => {
    const bare = thing((await talk(`POST ${JOURNEYS}`, { name: 'Bare' })).body)
    expect(await talk(`PATCH ${JOURNEYS}/${text(bare['id'])}`, { state: 'active' })).toMatchObject({ status: 422 })
    const { id } = await made()
    expect(await talk(`PATCH ${JOURNEYS}/${text(id)}`, { state: 'scheduled' })).toMatchObject({ status: 422 })
    expect(await talk(`PATCH ${JOURNEYS}/${text(id)}`, { state: 'scheduled', schedule: { start_at: new Date(Date.now() + 3_600_000).toISOString() } })).toMatchObject({ status: 200, body: { state: 'scheduled' } })
  })

  test('a stale concurrency key is refused', async () => {
    const there = await made()
    const path = `PATCH ${JOURNEYS}/${text(there['id'])}`
    expect(await talk(path, { name: 'B', concurrency_key: there['concurrency_key'] ?? '' })).toMatchObject({ status: 200, body: { name: 'B' } })
    expect(await talk(path, { name: 'C', concurrency_key: there['concurrency_key'] ?? '' })).toMatchObject({ status: 409 })
    expect(await talk(path, { name: 'C' })).toMatchObject({ status: 200 })
  })

  test('a patch merges objects, clears with null, and replaces lists', async () => {
    const { id } = await made()
    const path = `PATCH ${JOURNEYS}/${text(id)}`
    expect((await talk(path, { early_exit: { rules: { on_session: true } } })).body).toMatchObject({ early_exit: { rules: { on_session: true, on_event: { name: 'order_completed' } } } })
    expect((await talk(path, { early_exit: null, reentry_rules: null })).body).toMatchObject({ early_exit: null, reentry_rules: null, name: 'Cart' })
    expect(list(thing((await talk(path, { nodes: [] })).body)['nodes'])).toEqual([])
  })

  test('people stay at nodes whose ids come back, and fall out of the others', async () => {
    const there = await made()
    const path = `${JOURNEYS}/${text(there['id'])}`
    stub.setInFlight(text(there['id']), 7)
    const nodes = list(there['nodes'])
    expect(await talk(`PATCH ${path}`, { nodes: copy(nodes) })).toMatchObject({ status: 200 })
    expect(stub.journeys().find(({ id }) => id === there['id'])?.inFlight).toBe(7)
    expect(thing(thing((await talk(`GET ${path}/stats`)).body)['nodes'])[text(thing(nodes[0])['id'])]).toMatchObject({ kind: 'wait', waiting: 7 })
    const { id: _id, ...withoutId } = thing(nodes[0])
    await talk(`PATCH ${path}`, { nodes: [withoutId, ...nodes.slice(1)] })
    expect(stub.journeys().find(({ id }) => id === there['id'])?.inFlight).toBe(0)
    expect(await talk(`PATCH ${path}`, { nodes: [{ id: NOBODY, kind: 'wait', duration_seconds: 60 }] })).toMatchObject({ status: 400 })
    expect(await talk(`PATCH ${path}`, { nodes: [{ ...thing(nodes[1]), kind: 'tag', assignments: { a: 'b' } }] })).toMatchObject({ status: 400 })
  })

  test('one node is changed alone; split branches are locked once it is live', async () => {
    const there = await made()
    const path = `${JOURNEYS}/${text(there['id'])}`
    const wait = text(nodeAt(there, 0)['id'])
    expect(await talk(`PATCH ${path}/nodes/${wait}`, { duration_seconds: 7200 })).toMatchObject({ status: 200, body: { duration_seconds: 7200 } })
    expect(await talk(`PATCH ${path}/nodes/${wait}`, { duration_seconds: 1 })).toMatchObject({ status: 400 })
    expect(await talk(`PATCH ${path}/nodes/${NOBODY}`, { duration_seconds: 60 })).toMatchObject({ status: 404 })
    await talk(`PATCH ${path}`, { state: 'active' })
    const changed = copy(thing((await talk(`GET ${path}`)).body))
    split(changed)['branches'] = [{ weight: 100 - 1, nodes: [] }, { weight: 0.5, nodes: [] }, { weight: 0.5, nodes: [] }]
    expect(await talk(`PATCH ${path}`, { nodes: changed['nodes'] ?? [] })).toMatchObject({ status: 400 })
  })

  test('a condition on a message comes back with the id the server gave', async () => {
    const there = await made()
    expect(thing(branchAt(nodeAt(there, 2), 0)['condition'])).toEqual({ kind: 'on_notification_action', sending_node_id: nodeAt(there, 1)['id'], action: 'clicked' })
  })

  test('lists leave the graph out and go by cursor; a permission that is missing is named', async () => {
    const page = thing((await talk(`GET ${JOURNEYS}?limit=1`)).body)
    expect(thing(list(page['journeys'])[0])['nodes']).toBeUndefined()
    expect(page).toMatchObject({ has_more: true, next_cursor: '1' })
    stub.setScopes(['journeys:view'])
    expect(await talk(`POST ${JOURNEYS}`, journey())).toMatchObject({ status: 403, body: { errors: [{ title: expect.stringContaining('journeys:create') as string }] } })
  })
})

describe('segments and templates', () => {
  test('a segment of a name is there once; templates need what their channel needs', async () => {
    expect(await talk(`POST /apps/${APP}/segments`, { name: 'VIP', filters: [{ field: 'session_count', relation: '>', value: '1' }] })).toMatchObject({ status: 409, body: { success: false } })
    expect(await talk(`POST /apps/${APP}/segments`, { name: 'Empty', filters: [] })).toMatchObject({ status: 400 })
    expect((await talk(`GET /apps/${APP}/segments/${segment}`)).body).toMatchObject({ payload: { name: 'VIP' } })
    expect(await talk('POST /templates', { app_id: APP, name: 'Mail', isEmail: true })).toMatchObject({ status: 400 })
    expect((await talk(`GET /templates?app_id=${APP}`)).body).toMatchObject({ total_count: 1, templates: [{ id: push, name: 'Push A' }] })
    expect(thing((await talk(`GET /templates/${push}?app_id=${APP}`)).body)).toMatchObject({ channel: 'push', content: { contents: { en: 'Hi' } } })
  })
})
