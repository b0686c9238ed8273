import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startStub } from './all-stubs.ts'
import { klaviyoSchema } from './schemas.ts'
import type { Stub } from './stub.ts'
import { talker, type Talk } from './talk.ts'
import { copy, list, text, thing, things, type Thing } from './thing.ts'

let stub: Stub
let talk: Talk
let metric = ''
let segment = ''
let template = ''

/** Windows are a hundredth as long here; a call too many is sent again when there is room. */
const patient = (talk: Talk): Talk => async (line, body, headers) => {
  for (;;) {
    const said = await talk(line, body, headers)
    if (said.status !== 429) return said
    await new Promise((resolve) => setTimeout(resolve, 12))
  }
}

async function restart(): Promise<void> {
  await stub?.close()
  stub = await startStub('klaviyo')
  talk = patient(await talker(stub))
  metric = text(thing(stub.things('metric')[0])['id'])
  segment = stub.seed('segment', { name: 'VIP' })
  template = text(thing(thing((await talk('POST /api/templates', { data: { type: 'template', attributes: { name: 'Mail B', editor_type: 'CODE', html: '<p>Hi</p>' } } })).body)['data'])['id'])
}
beforeAll(restart)
afterAll(() => stub.close())

const inGroup = (condition: Thing): Thing => ({ condition_groups: [{ conditions: [condition] }] })

function flow(change: (definition: Thing) => void = () => {}): Thing {
  const definition: Thing = {
    triggers: [{ type: 'metric', id: metric, trigger_filter: null }],
    profile_filter: inGroup({ type: 'profile-metric', metric_id: metric, measurement: 'count', measurement_filter: { type: 'numeric', operator: 'equals', value: 0 }, timeframe_filter: { type: 'date', operator: 'flow-start' } }),
    entry_action_id: 'delay',
    reentry_criteria: { duration: 7, unit: 'day' },
    actions: [
      { temporary_id: 'delay', type: 'time-delay', links: { next: 'vip' }, data: { unit: 'hours', value: 1, secondary_value: 0, timezone: 'profile' } },
      { temporary_id: 'vip', type: 'conditional-split', links: { next_if_true: 'ab', next_if_false: null }, data: { profile_filter: inGroup({ type: 'profile-group-membership', is_member: true, group_ids: [segment], timeframe_filter: null }) } },
      { temporary_id: 'ab', type: 'conditional-split', links: { next_if_true: 'push', next_if_false: 'mail' }, data: { profile_filter: inGroup({ type: 'profile-sample', percentage: 50 }) } },
      { temporary_id: 'push', type: 'send-mobile-push', links: { next: null }, data: { status: 'draft', message: { title: 'Hi', body: 'There', on_open: 'home', push_type: 'standard', smart_sending_enabled: true, name: 'Push A' } } },
      { temporary_id: 'mail', type: 'send-email', links: { next: null }, data: { status: 'draft', message: { from_email: 'hi@example.com', from_label: 'Shop', subject_line: 'Hi', preview_text: '', template_id: template, smart_sending_enabled: true, transactional: false, name: 'Email B' } } },
    ],
  }
  change(definition)
  return { data: { type: 'flow', attributes: { name: 'Cart', definition } } }
}

const action = (definition: Thing, index: number): Thing => thing(things(definition['actions'])[index])
const data = (said: { body: unknown }): Thing => thing(thing(said.body as Thing)['data']) // as: answers are JSON

async function made(): Promise<Thing> {
  const said = await talk('POST /api/flows', flow())
  expect(said).toMatchObject({ status: 201 })
  return data(said)
}

describe('what the schema accepts and the stub refuses', () => {
  const cases: readonly [name: string, change: (definition: Thing) => void, pointer: string][] = [
    ['a link to nowhere', (d) => void (thing(action(d, 0)['links'])['next'] = 'gone'), '/actions/0/links/next'],
    ['a branch to nowhere', (d) => void (thing(action(d, 1)['links'])['next_if_true'] = 'gone'), '/actions/1/links/next_if_true'],
    ['an id twice', (d) => void (action(d, 4)['temporary_id'] = 'push'), '/actions'],
    ['no temporary id', (d) => void (action(d, 4)['temporary_id'] = null), '/actions/4/temporary_id'],
    ['an entry that is not there', (d) => void (d['entry_action_id'] = 'gone'), '/entry_action_id'],
    ['an action nobody comes to', (d) => void (thing(action(d, 2)['links'])['next_if_false'] = null), '/actions'],
    ['a loop', (d) => void (thing(action(d, 3)['links'])['next'] = 'vip'), '/actions'],
    ['two triggers', (d) => void list(d['triggers']).push({ type: 'segment', id: segment }), '/triggers'],
    ['a metric nobody has seen', (d) => void (d['triggers'] = [{ type: 'metric', id: 'NOTHNG', trigger_filter: null }]), '/triggers/0/id'],
    ['a metric nobody has seen, in a condition', (d) => void (thing(things(thing(things(thing(d['profile_filter'])['condition_groups'])[0])['conditions'])[0])['metric_id'] = 'NOTHNG'), '/profile_filter/condition_groups/0/conditions/0/metric_id'],
    ['a segment that is not there', (d) => void (thing(action(d, 1)['data'])['profile_filter'] = inGroup({ type: 'profile-group-membership', is_member: true, group_ids: ['NOBODY'], timeframe_filter: null })), '/actions/1/data/profile_filter/condition_groups/0/conditions/0/group_ids/0'],
    ['a template that is not there', (d) => void (thing(thing(action(d, 4)['data'])['message'])['template_id'] = 'NOTHNG'), '/actions/4/data/message/template_id'],
    ['a delay of less than nothing', (d) => void (thing(action(d, 0)['data'])['value'] = -1), '/actions/0/data/value'],
    ['a sample of everybody', (d) => void (thing(action(d, 2)['data'])['profile_filter'] = inGroup({ type: 'profile-sample', percentage: 130 })), '/actions/2/data/profile_filter/condition_groups/0/conditions/0/percentage'],
  ]
  test.each(cases)('%s', async (_, change, pointer) => {
    const body = flow(change)
    expect(klaviyoSchema('create-flow')(body)).toEqual([])
    const said = await talk('POST /api/flows', body)
    expect(said.status).toBe(400)
    expect(things(thing(said.body)['errors']).map((error) => thing(error['source'])['pointer'])).toContain(`/data/attributes/definition${pointer}`)
  })
})

describe('the life of a flow', () => {
  beforeEach(restart)

  test('temporary ids last as long as the call; what comes back has its own, and is read only when asked for', async () => {
    const created = await made()
    const definition = thing(thing(created['attributes'])['definition'])
    expect(JSON.stringify(definition)).not.toContain('temporary_id')
    expect(things(definition['actions']).map((one) => text(one['id']))).toContain(definition['entry_action_id'])
    expect(klaviyoSchema('create-flow')({ data: { type: 'flow', attributes: { name: 'Cart', definition } } })).toEqual([])
    expect(thing(data(await talk(`GET /api/flows/${text(created['id'])}`))['attributes'])['definition']).toBeUndefined()
    expect(thing(data(await talk(`GET /api/flows/${text(created['id'])}?additional-fields[flow]=definition`))['attributes'])['definition']).toEqual(definition)
  })

  test('its status covers all its messages', async () => {
    const { id = '' } = await made()
    for (const status of ['live', 'manual', 'draft']) expect(await talk(`PATCH /api/flows/${text(id)}`, { data: { type: 'flow', id, attributes: { status } } })).toMatchObject({ status: 200, body: { data: { attributes: { status } } } })
    await talk(`PATCH /api/flows/${text(id)}`, { data: { type: 'flow', id, attributes: { status: 'live' } } })
    expect(things(thing(thing(stub.journeys()[0]?.body)['definition'])['actions']).map((one) => thing(one['data'])['status'])).toEqual([undefined, undefined, undefined, 'live', 'live'])
    expect(await talk(`PATCH /api/flows/${text(id)}`, { data: { type: 'flow', id, attributes: { status: 'paused' } } })).toMatchObject({ status: 400 })
  })

  test('one action is changed alone, but neither its kind nor where it leads', async () => {
    const created = await made()
    const delay = action(thing(thing(created['attributes'])['definition']), 0)
    const change = (definition: Thing) => talk(`PATCH /api/flow-actions/${text(delay['id'])}`, { data: { type: 'flow-action', id: delay['id'] ?? '', attributes: { definition } } })
    expect(await change({ ...copy(delay), data: { unit: 'hours', value: 2, secondary_value: 0, timezone: 'profile' } })).toMatchObject({ status: 200 })
    expect(await change({ ...copy(delay), links: { next: null } })).toMatchObject({ status: 400, body: { errors: [{ source: { pointer: '/data/attributes/definition/links' } }] } })
    expect(await change({ ...copy(delay), data: { unit: 'hours', value: -2, secondary_value: 0, timezone: 'profile' } })).toMatchObject({ status: 400, body: { errors: [{ source: { pointer: '/data/attributes/definition/data/value' } }] } })
    expect((await talk(`GET /api/flow-actions/${text(delay['id'])}`)).body).toMatchObject({ data: { attributes: { definition: { data: { value: 2 } } } } })
    expect(list(thing((await talk(`GET /api/flows/${text(created['id'])}/flow-actions`)).body)['data'])).toHaveLength(5)
  })

  test('names are found by filter, page by page; metrics cannot be asked by name', async () => {
    await made()
    await made()
    expect(list(thing((await talk(`GET /api/flows?filter=${encodeURIComponent('equals(name,"Cart")')}`)).body)['data'])).toHaveLength(2)
    expect(list(thing((await talk(`GET /api/flows?filter=${encodeURIComponent('contains(name,"nothing")')}`)).body)['data'])).toHaveLength(0)
    const page = thing((await talk('GET /api/flows?page[size]=1')).body)
    expect(text(thing(page['links'])['next'])).toContain('page%5Bcursor%5D=1')
    expect(await talk(`GET /api/metrics?filter=${encodeURIComponent('equals(name,"Placed Order")')}`)).toMatchObject({ status: 400 })
  })

  test('a metric is there once an event of it was seen', async () => {
    const names = async () => things(thing((await talk('GET /api/metrics')).body)['data']).map((one) => thing(one['attributes'])['name'])
    expect(await names()).not.toContain('cart_abandoned')
    await talk('POST /api/events', { data: { type: 'event', attributes: { metric: { data: { type: 'metric', attributes: { name: 'cart_abandoned' } } }, properties: {} } } })
    expect(await names()).toContain('cart_abandoned')
  })

  test('numbers are told by message, and only those asked for', async () => {
    const created = await made()
    const mail = action(thing(thing(created['attributes'])['definition']), 4)
    stub.setStatistics(text(created['id']), { [text(mail['id'])]: { sent: 100, opened: 30 } })
    const said = await talk('POST /api/flow-values-reports', { data: { type: 'flow-values-report', attributes: { statistics: ['recipients', 'opens'], timeframe: { key: 'last_12_months' }, conversion_metric_id: metric, filter: `equals(flow_id,"${text(created['id'])}")` } } })
    expect(thing(data(said)['attributes'])['results']).toMatchObject([{ groupings: { flow_message_id: thing(thing(mail['data'])['message'])['id'] }, statistics: { recipients: 100, opens: 30 } }])
  })
})

describe('limits and manners', () => {
  beforeEach(restart)

  test('a flow a second, fifteen a minute: what is too much is told when to come back', async () => {
    const slow = await startStub('klaviyo', { isQuick: false }) // a window of a hundredth of a second may pass between two calls
    const hasty = await talker(slow)
    const statuses = await Promise.all([1, 2, 3].map(async () => hasty('POST /api/flows', flow())))
    // What the flow names is not known at this one: it is looked at, and only the others come too soon.
    expect(statuses.map(({ status }) => status).sort()).toEqual([400, 429, 429])
    const refused = statuses.find(({ status }) => status === 429)
    expect(refused?.headers.get('retry-after')).toMatch(/^\d+$/)
    expect(refused?.body).toMatchObject({ errors: [{ code: 'throttled' }] })
    await slow.close()
  })

  test('real windows, if asked for', async () => {
    const slow = await startStub('klaviyo', { isQuick: false })
    const hasty = await talker(slow)
    const reads = []
    for (let at = 0; at < 4; at++) reads.push((await hasty('GET /api/flows')).status)
    expect(reads).toEqual([200, 200, 200, 429])
    await slow.close()
  })

  test('the revision, the media type and the scope are asked for', async () => {
    expect(await talk('GET /api/flows', undefined, { revision: '' })).toMatchObject({ status: 400 })
    expect(await talk('POST /api/flows', flow(), { 'content-type': 'text/plain' })).toMatchObject({ status: 415 })
    expect(await talk('POST /api/flows', { data: {} })).toMatchObject({ status: 400 })
    stub.setScopes(['flows:read'])
    expect(await talk('POST /api/flows', flow())).toMatchObject({ status: 403, body: { errors: [{ detail: expect.stringContaining('flows:write') as string }] } })
  })
})
