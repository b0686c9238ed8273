import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { JsonValue } from '../../engine/core/json.ts'
import { startStub } from './all-stubs.ts'
import { dittofeedSchema } from './schemas.ts'
import type { Stub } from './stub.ts'
import { talker, type Talk } from './talk.ts'
import { copy, text, thing, things, type Thing } from './thing.ts'

const WORKSPACE = '024f3d0a-8eee-41ed-a1eb-0242ac120002'
const ID = '6b1f4f6e-8f57-4c3e-9d7a-6f8a4a0f2c11'
const VIP = '0b0a9c1e-2d6c-4a53-8c02-6e2f3f7d1a01'
const KEYED = '0b0a9c1e-2d6c-4a53-8c02-6e2f3f7d1a02'
const PUSH = '2b7c1f34-53a7-4f6f-8a6a-0d7f8d2f1b02'
const PUT = 'PUT /api/admin/journeys/'

let stub: Stub
let talk: Talk
beforeAll(async () => {
  stub = await startStub('dittofeed')
  talk = await talker(stub)
  const put = async (path: string, body: Thing) => expect(await talk(`PUT ${path}`, { workspaceId: WORKSPACE, ...body }), JSON.stringify(body)).toMatchObject({ status: 200 })
  await put('/api/admin/segments/', { id: VIP, name: 'VIP', definition: { entryNode: { type: 'Trait', id: 'a', path: 'vip', operator: { type: 'Equals', value: 'yes' } }, nodes: [] } })
  await put('/api/admin/segments', { id: KEYED, name: 'Paid', definition: { entryNode: { type: 'KeyedPerformed', id: 'a', event: 'order_completed', key: 'cartId' }, nodes: [] } })
  await put('/api/admin/content/templates', { id: PUSH, name: 'Push A', definition: { type: 'MobilePush', title: 'Hi', body: 'There' } })
})
afterAll(() => stub.close())

function journey(change: (definition: Thing) => void = () => {}): Thing {
  const definition: Thing = {
    entryNode: { type: 'EventEntryNode', event: 'cart_abandoned', key: 'cartId', child: 'delay' },
    nodes: [
      { id: 'delay', type: 'DelayNode', variant: { type: 'Second', seconds: 3600 }, child: 'wait' },
      { id: 'wait', type: 'WaitForNode', timeoutSeconds: 600, timeoutChild: 'vip', segmentChildren: [{ id: 'ExitNode', segmentId: KEYED }] },
      { id: 'vip', type: 'SegmentSplitNode', variant: { type: 'Boolean', segment: VIP, trueChild: 'ab', falseChild: 'ExitNode' } },
      { id: 'ab', type: 'RandomCohortNode', children: [{ id: 'push', percent: 50, name: 'A' }, { id: 'ExitNode', percent: 50, name: 'B' }] },
      { id: 'push', type: 'MessageNode', variant: { type: 'MobilePush', templateId: PUSH }, child: 'ExitNode' },
    ],
    exitNode: { type: 'ExitNode' },
  }
  change(definition)
  return { workspaceId: WORKSPACE, name: 'Cart', definition }
}

function node(definition: Thing, id: string): Thing {
  return thing(things(definition['nodes']).find((one) => one['id'] === id))
}

describe('what the schema accepts and the stub refuses', () => {
  const cases: readonly [name: string, change: (definition: Thing) => void, says: RegExp][] = [
    ['a link to a node that is not there', (d) => void (node(d, 'delay')['child'] = 'gone'), /leads to gone/],
    ['an entry that leads nowhere', (d) => void (thing(d['entryNode'])['child'] = 'gone'), /leads to gone/],
    ['an id twice', (d) => void things(d['nodes']).forEach((one) => one['id'] === 'push' && (one['id'] = 'vip')), /vip is there twice/],
    ['a reserved id', (d) => void (node(d, 'push')['id'] = 'ExitNode'), /ExitNode is no id/],
    ['a node nobody comes to', (d) => void (node(d, 'vip')['variant'] = { ...thing(node(d, 'vip')['variant']), trueChild: 'ExitNode' }), /nobody comes to/],
    ['a loop without time', (d) => void (node(d, 'push')['child'] = 'vip'), /without time passing/],
    ['a segment that is not there', (d) => void (thing(node(d, 'vip')['variant'])['segment'] = ID), /which is not there/],
    ['a template that is not there', (d) => void (thing(node(d, 'push')['variant'])['templateId'] = ID), /which is not there/],
    ['a template of another channel', (d) => void (node(d, 'push')['variant'] = { type: 'Sms', templateId: PUSH }), /is for MobilePush/],
    ['a subscription group that is not there', (d) => void (node(d, 'push')['subscriptionGroupId'] = ID), /subscription group/],
    ['a delay of less than nothing', (d) => void (node(d, 'delay')['variant'] = { type: 'Second', seconds: -1 }), /less than nothing/],
    ['a time that no clock shows', (d) => void (node(d, 'delay')['variant'] = { type: 'LocalTime', hour: 25, minute: 0 }), /no clock/],
    ['a wait for no time', (d) => void (node(d, 'wait')['timeoutSeconds'] = 0), /no time/],
    ['a wait for nothing', (d) => void (node(d, 'wait')['segmentChildren'] = []), /for nothing/],
    ['shares that do not come to 100', (d) => void (node(d, 'ab')['children'] = [{ id: 'push', percent: 50, name: 'A' }, { id: 'ExitNode', percent: 40, name: 'B' }]), /come to 90/],
    ['a share of 130', (d) => void (node(d, 'ab')['children'] = [{ id: 'push', percent: 130, name: 'A' }, { id: 'ExitNode', percent: -30, name: 'B' }]), /outside 0 to 100/],
    ['a split into one', (d) => void (node(d, 'ab')['children'] = [{ id: 'push', percent: 100, name: 'A' }]), /fewer than two/],
    ['an event without a name', (d) => void (thing(d['entryNode'])['event'] = ''), /names no event/],
    ['a RateLimitNode', (d) => void (d['nodes'] = [...things(d['nodes']), { id: 'limit', type: 'RateLimitNode' }]), /does not run yet/],
  ]
  test.each(cases)('%s', async (_, change, says) => {
    const body = journey(change)
    expect(dittofeedSchema('UpsertJourneyResource')(body)).toEqual([])
    const { status, body: said } = await talk(PUT, body)
    expect({ status, type: thing(said)['type'] }).toEqual({ status: 400, type: 'BadValues' })
    expect(text(thing(said)['message'])).toMatch(says)
    expect(dittofeedSchema('JourneyUpsertValidationError')(said)).toEqual([])
  })

  test.each([
    ['an event entry with a segment that is not keyed', (d: Thing) => void (node(d, 'wait')['segmentChildren'] = [{ id: 'ExitNode', segmentId: VIP }]), 'WaitForNodeAndEventEntryNode'],
    ['a segment entry with a keyed segment', (d: Thing) => void (d['entryNode'] = { type: 'EntryNode', segment: VIP, child: 'delay' }), 'KeyedPerformedSegmentEntryNode'],
  ])('%s', async (_, change, type) => {
    const { status, body } = await talk(PUT, journey(change))
    expect({ status, body }).toMatchObject({ status: 400, body: { type: 'ConstraintViolation', violations: [{ type }] } })
    expect(dittofeedSchema('JourneyUpsertValidationError')(body)).toEqual([])
  })

  test('a segment whose nodes do not hang together', async () => {
    expect(await talk('PUT /api/admin/segments', { workspaceId: WORKSPACE, name: 'Loose', definition: { entryNode: { type: 'And', id: 'a', children: ['b'] }, nodes: [] } })).toMatchObject({ status: 400, body: { type: 'BadValues' } })
  })
})

describe('the life of a journey', () => {
  test('NotStarted, Running, Paused, Running; and nothing else', async () => {
    const states: JsonValue[] = []
    const set = async (status: string) => {
      const { status: code, body } = await talk(PUT, { workspaceId: WORKSPACE, id: ID, status })
      states.push(code === 200 ? (thing(body)['status'] ?? '') : text(thing(body)['type']))
    }
    expect(await talk(PUT, { ...journey(), id: ID })).toMatchObject({ status: 200, body: { status: 'NotStarted' } })
    for (const status of ['Paused', 'Running', 'NotStarted', 'Paused', 'NotStarted', 'Running']) await set(status)
    expect(states).toEqual(['StatusTransitionError', 'Running', 'StatusTransitionError', 'Paused', 'StatusTransitionError', 'Running'])
    expect(dittofeedSchema('GetJourneysResponse')((await talk(`GET /api/admin/journeys/?workspaceId=${WORKSPACE}&ids=${ID}`)).body)).toEqual([])
  })

  test('writing twice leaves one, and a definition takes the draft away', async () => {
    await talk(PUT, { ...journey(), id: ID })
    stub.edit(ID, (there) => void (there['draft'] = { nodes: [], edges: [] }))
    await talk(PUT, { ...journey((d) => void (node(d, 'delay')['variant'] = { type: 'Second', seconds: 60 })), id: ID })
    const mine = stub.journeys().filter(({ id }) => id === ID)
    expect(mine).toHaveLength(1)
    expect(thing(mine[0]?.body)['draft']).toBeUndefined()
  })

  test('what it says to ids, names, workspaces and shapes that are wrong', async () => {
    expect(await talk(PUT, { ...journey(), id: 'no-uuid' })).toMatchObject({ status: 400, body: { type: 'IdError' } })
    expect(await talk(PUT, { ...journey(), id: '7b1f4f6e-8f57-4c3e-9d7a-6f8a4a0f2c11' })).toMatchObject({ status: 400, body: { type: 'UniqueConstraintViolation' } })
    expect(await talk(PUT, { workspaceId: WORKSPACE, id: '7b1f4f6e-8f57-4c3e-9d7a-6f8a4a0f2c12', status: 'NotStarted' })).toMatchObject({ status: 400, body: { type: 'BadValues' } })
    expect(await talk(PUT, { workspaceId: WORKSPACE, name: 'Empty', status: 'Running' })).toMatchObject({ status: 400, body: { type: 'ConstraintViolation', violations: [{ type: 'CantStart' }] } })
    expect(await talk(`${PUT}?workspaceId=other`, journey())).toMatchObject({ status: 400 })
    expect(await talk(PUT, { name: 'Nowhere' })).toMatchObject({ status: 401 })
    expect(await talk(PUT, { ...journey(), status: 'Flying' })).toMatchObject({ status: 400, body: { code: 'FST_ERR_VALIDATION' } })
  })

  test('it is deleted once', async () => {
    const [mine] = stub.journeys()
    const request = { workspaceId: WORKSPACE, id: mine?.id ?? '' }
    expect(await talk('DELETE /api/admin/journeys/', copy(request))).toMatchObject({ status: 204 })
    expect(await talk('DELETE /api/admin/journeys/', copy(request))).toMatchObject({ status: 404 })
  })

  test('its numbers are shares by node, and counts in the editor', async () => {
    await talk(PUT, { ...journey(), id: ID, name: 'Counted' })
    stub.setStatistics(ID, { push: { entered: 90, sent: 80, delivered: 40 } })
    expect((await talk(`GET /api/admin/journeys/stats?workspaceId=${WORKSPACE}&journeyIds=${ID}`)).body).toMatchObject([{ nodeStats: { push: { sendRate: 1, channelStats: { deliveryRate: 0.5 } } } }])
    expect((await talk(`GET /api/admin/analysis/journey-stats?workspaceId=${WORKSPACE}&journeyId=${ID}&startDate=2026-01-01&endDate=2026-12-31`)).body).toMatchObject({ nodeStats: { push: { DFInternalMessageSent: 80 } } })
  })
})
