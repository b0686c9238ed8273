import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startStub } from './all-stubs.ts'
import { posthogSchema } from './schemas.ts'
import type { Stub } from './stub.ts'
import { talker, type Talk } from './talk.ts'
import { list, text, thing, things, type Thing } from './thing.ts'

const FLOWS = '/api/projects/4711/hog_flows'
let stub: Stub
let talk: Talk
beforeAll(async () => {
  stub = await startStub('posthog')
  talk = await talker(stub)
})
afterAll(() => stub.close())

function action(id: string, type: string, config: Thing): Thing {
  return { id, name: id, description: '', type, config, created_at: 0, updated_at: 0, filters: null }
}

let keys = 0
function flow(change: (flow: Thing) => void = () => {}): Thing {
  const made: Thing = {
    key: `cart-${++keys}`,
    name: 'Cart',
    status: 'draft',
    exit_condition: 'exit_on_conversion',
    trigger_masking: { hash: '{person.id}', ttl: 3600, threshold: null },
    conversion: { window_minutes: 60, filters: [], events: [] },
    actions: [
      action('start', 'trigger', { type: 'event', filters: { events: [{ id: 'cart_abandoned', name: 'cart_abandoned', type: 'events', order: 0 }] } }),
      action('wait', 'delay', { delay_duration: '1h' }),
      action('until', 'wait_until_condition', { condition: { filters: { properties: [] } }, max_wait_duration: '2d' }),
      action('vip', 'conditional_branch', { conditions: [{ filters: { properties: [{ key: 'ltv', value: 500, operator: 'gte', type: 'person' }] } }] }),
      action('ab', 'random_cohort_branch', { cohorts: [{ percentage: 50 }, { percentage: 50 }] }),
      action('push', 'function_push', { template_id: 'template-native-push', inputs: { distinctId: { value: '{event.distinct_id}' }, channels: { value: [6] }, title: { value: 'Hi' } } }),
      action('end', 'exit', { reason: 'Done' }),
    ],
    edges: [
      { from: 'start', to: 'wait', type: 'continue' },
      { from: 'wait', to: 'until', type: 'continue' },
      { from: 'until', to: 'vip', type: 'branch', index: 0 },
      { from: 'until', to: 'end', type: 'continue' },
      { from: 'vip', to: 'ab', type: 'branch', index: 0 },
      { from: 'vip', to: 'end', type: 'continue' },
      { from: 'ab', to: 'push', type: 'branch', index: 0 },
      { from: 'ab', to: 'end', type: 'branch', index: 1 },
      { from: 'push', to: 'end', type: 'continue' },
    ],
  }
  change(made)
  return made
}

function config(flow: Thing, id: string): Thing {
  return thing(thing(things(flow['actions']).find((one) => one['id'] === id))['config'])
}

async function made(change?: (flow: Thing) => void): Promise<Thing> {
  const { status, body } = await talk(`POST ${FLOWS}`, flow(change))
  expect({ status, body }).toMatchObject({ status: 201 })
  return thing(body)
}

describe('what the schema accepts and the stub refuses', () => {
  const cases: readonly [name: string, change: (flow: Thing) => void, attr: string, says: RegExp][] = [
    ['an edge to nowhere', (f) => void (thing(list(f['edges'])[0])['to'] = 'gone'), 'graph', /gone/],
    ['an edge from nowhere', (f) => void list(f['edges']).push({ from: 'gone', to: 'end', type: 'continue' }), 'graph', /gone/],
    ['an id twice', (f) => void list(f['actions']).push(action('end', 'exit', {})), 'graph', /twice/],
    ['two triggers', (f) => void list(f['actions']).push(action('again', 'trigger', { type: 'schedule' })), 'graph', /one trigger/],
    ['a branch out of range', (f) => void list(f['edges']).push({ from: 'vip', to: 'end', type: 'branch', index: 3 }), 'graph', /out of range/],
    ['a branch of what does not branch', (f) => void list(f['edges']).push({ from: 'wait', to: 'end', type: 'branch', index: 0 }), 'graph', /out of range/],
    ['a branch without its index', (f) => void list(f['edges']).push({ from: 'vip', to: 'end', type: 'branch' }), 'graph', /no index/],
    ['two edges of one branch', (f) => void list(f['edges']).push({ from: 'vip', to: 'end', type: 'branch', index: 0 }), 'graph', /two edges/],
    ['a wait that never resolves', (f) => void (f['edges'] = things(f['edges']).filter((edge) => !(edge['from'] === 'until' && edge['type'] === 'branch'))), 'graph', /condition holds/],
    ['no next action', (f) => void (f['edges'] = things(f['edges']).filter((edge) => edge['from'] !== 'push')), 'graph', /no next action/],
    ['a loop without time', (f) => void (thing(things(f['edges']).find((edge) => edge['from'] === 'push'))['to'] = 'vip'), 'graph', /without time/],
    ['a duration in ISO form', (f) => void (config(f, 'wait')['delay_duration'] = 'PT1H'), 'actions__1__config', /must be a string/],
    ['a duration that would be cut off', (f) => void (config(f, 'wait')['delay_duration'] = '90m'), 'actions__1__config', /cut off at 60m/],
    ['a wait longer than 30 days', (f) => void (config(f, 'until')['max_wait_duration'] = '31d'), 'actions__2__config', /cut off at 30d/],
    ['a delay of nothing said', (f) => void (delete config(f, 'wait')['delay_duration']), 'actions__1__config', /either/],
    ['shares that do not come to 100', (f) => void (config(f, 'ab')['cohorts'] = [{ percentage: 50 }, { percentage: 60 }]), 'actions__4__config', /come to 110/],
    ['an event in a condition', (f) => void (config(f, 'vip')['conditions'] = [{ filters: { events: [{ id: 'x' }] } }]), 'actions__3__config', /not allowed in conditionals/],
    ['a trigger without an event', (f) => void (config(f, 'start')['filters'] = {}), 'actions__0__config', /no event/],
    ['an input that is missing', (f) => void (delete thing(config(f, 'push')['inputs'])['title']), 'actions__5__config', /required/],
    ['a sender nobody has', (f) => void (thing(thing(config(f, 'push')['inputs'])['channels'])['value'] = [99]), 'actions__5__config', /Integration 99/],
  ]
  test.each(cases)('%s', async (_, change, attr, says) => {
    const body = flow(change)
    expect(posthogSchema()(body)).toEqual([])
    const { status, body: said } = await talk(`POST ${FLOWS}`, body)
    expect({ status, attr: thing(said)['attr'], type: thing(said)['type'] }).toEqual({ status: 400, attr, type: 'validation_error' })
    expect(text(thing(said)['detail'])).toMatch(says)
  })
})

describe('the life of a workflow', () => {
  test('a key is there once, has a form, and never changes', async () => {
    const first = await made()
    expect(await talk(`POST ${FLOWS}`, { ...flow(), key: first['key'] ?? '' })).toMatchObject({ status: 400, body: { code: 'unique', attr: 'key' } })
    expect(await talk(`POST ${FLOWS}`, { ...flow(), key: 'foo bar' })).toMatchObject({ status: 400, body: { code: 'invalid_key' } })
    expect(await talk(`PATCH ${FLOWS}/${text(first['id'])}`, { key: 'other' })).toMatchObject({ status: 400, body: { attr: 'key' } })
    expect(await talk(`PATCH ${FLOWS}/${text(first['id'])}`, { key: first['key'] ?? '', name: 'Renamed' })).toMatchObject({ status: 200 })
    expect((await talk(`GET ${FLOWS}?key=${text(first['key'])}`)).body).toMatchObject({ count: 1, results: [{ name: 'Renamed' }] })
    expect((await talk(`GET ${FLOWS}?key=nothing`)).body).toMatchObject({ results: [] })
  })

  test('draft, active, draft, archived', async () => {
    const { id } = await made()
    for (const status of ['active', 'draft', 'active', 'archived']) expect(await talk(`PATCH ${FLOWS}/${text(id)}`, { status })).toMatchObject({ status: 200, body: { status } })
    expect(await talk(`PATCH ${FLOWS}/${text(id)}`, { status: 'paused' })).toMatchObject({ status: 400 })
  })

  test('a stale base is refused, an equal or missing one is not', async () => {
    const there = await made()
    const path = `PATCH ${FLOWS}/${text(there['id'])}`
    expect(await talk(path, { name: 'B', base_updated_at: there['updated_at'] ?? '' })).toMatchObject({ status: 200 })
    expect(await talk(path, { name: 'C', base_updated_at: there['updated_at'] ?? '' })).toMatchObject({ status: 409 })
    expect(await talk(path, { name: 'C' })).toMatchObject({ status: 200 })
  })

  test('a staged draft goes live in two steps, with a token for exactly what was shown', async () => {
    const { id } = await made()
    const path = `${FLOWS}/${text(id)}`
    await talk(`PATCH ${path}`, { status: 'active' })
    stub.setInFlight(text(id), 42)
    const longer = flow((f) => void (config(f, 'wait')['delay_duration'] = '2h'))
    expect(await talk(`POST ${path}/publish`, {})).toMatchObject({ status: 400 })
    await talk(`PATCH ${path}`, { actions: longer['actions'] ?? [], edges: longer['edges'] ?? [], stage_draft: true })
    const live = stub.journeys().find((one) => one.id === id)
    expect(config(thing(live?.body), 'wait')['delay_duration']).toBe('1h')
    const preview = await talk(`POST ${path}/publish`, {})
    expect(preview.body).toMatchObject({ published: false, in_flight_runs: 42, impact: { deleted_steps: [] } })
    const token = thing(preview.body)['confirm_token'] ?? ''
    expect(await talk(`POST ${path}/publish`, { confirm: true })).toMatchObject({ status: 400, body: { attr: 'confirm_token' } })
    expect(await talk(`POST ${path}/publish`, { confirm: true, confirm_token: 'forged' })).toMatchObject({ status: 400 })
    await talk(`PATCH ${path}`, { actions: longer['actions'] ?? [], edges: longer['edges'] ?? [], stage_draft: true })
    expect(await talk(`POST ${path}/publish`, { confirm: true, confirm_token: token })).toMatchObject({ status: 409 })
    const again = thing((await talk(`POST ${path}/publish`, {})).body)['confirm_token'] ?? ''
    expect(await talk(`POST ${path}/publish`, { confirm: true, confirm_token: again })).toMatchObject({ status: 200, body: { published: true, workflow: { draft: null, version: 2 } } })
    expect((await talk(`GET ${path}/revisions`)).body).toMatchObject({ results: [{ version: 1 }] })
    expect(await talk(`POST ${path}/revisions/1/restore`, {})).toMatchObject({ status: 200 })
    expect(await talk(`POST ${path}/revisions/1/restore`, {})).toMatchObject({ status: 409 })
    expect((await talk(`POST ${path}/discard_draft`, {})).body).toMatchObject({ draft: null })
  })

  test('what is managed by code is refused, and so is a key without the scope', async () => {
    const { id } = await made()
    stub.edit(text(id), (there) => void (there['managed_by'] = 'code'))
    expect(await talk(`PATCH ${FLOWS}/${text(id)}`, { name: 'Mine' })).toMatchObject({ status: 403, body: { code: 'immutable' } })
    stub.setScopes(['hog_flow:read'])
    expect(await talk(`POST ${FLOWS}`, flow())).toMatchObject({ status: 403, body: { code: 'permission_denied', detail: "API key missing required scope 'hog_flow:write'" } })
    stub.setScopes(['hog_flow:read', 'hog_flow:write'])
  })

  test('lists come in pages, and what comes back holds what the server compiled', async () => {
    const there = await made()
    expect(JSON.stringify(there)).toContain('bytecode')
    expect(await talk(`PATCH ${FLOWS}/${text(there['id'])}`, { actions: there['actions'] ?? [], edges: there['edges'] ?? [] })).toMatchObject({ status: 200 })
    const page = thing((await talk(`GET ${FLOWS}?limit=2`)).body)
    expect(list(page['results'])).toHaveLength(2)
    expect(text(page['next'])).toContain('offset=2')
  })

  test('one action has numbers of its own', async () => {
    const { id } = await made()
    stub.setStatistics(text(id), { push: { entered: 10, sent: 8 } })
    expect((await talk(`GET ${FLOWS}/${text(id)}/metrics/totals?instance_id=push`)).body).toEqual({ totals: { succeeded: 10, email_sent: 8 } })
  })
})
