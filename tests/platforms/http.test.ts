import { afterAll, beforeAll, expect, test } from 'vitest'
import { startStub } from './all-stubs.ts'
import type { Stub } from './stub.ts'
import { talker, type Talk } from './talk.ts'
import { list, thing } from './thing.ts'

let stub: Stub
let talk: Talk
beforeAll(async () => {
  stub = await startStub('http')
  talk = await talker(stub)
})
afterAll(() => stub.close())

test('a journey is made under the id of whoever sends it, once', async () => {
  expect(await talk('POST /journeys', { id: 'a', name: 'A' })).toMatchObject({ status: 201, body: { id: 'a', status: 'draft', version: 1 } })
  expect(await talk('POST /journeys', { id: 'a', name: 'A' })).toMatchObject({ status: 409 })
  expect(await talk('PUT /journeys/a', { name: 'A two' })).toMatchObject({ status: 200, body: { version: 2 } })
  expect(await talk('GET /journeys/gone')).toMatchObject({ status: 404 })
})

test('a write that shows a stale version is refused, in its header or its body', async () => {
  await talk('PUT /journeys/b', { name: 'B' })
  const etag = (await talk('GET /journeys/b')).headers.get('etag') ?? ''
  expect(await talk('PUT /journeys/b', { name: 'B two' }, { 'if-match': etag })).toMatchObject({ status: 200 })
  expect(await talk('PUT /journeys/b', { name: 'B three' }, { 'if-match': etag })).toMatchObject({ status: 409 })
  expect(await talk('PUT /journeys/b', { name: 'B three', version: 1 })).toMatchObject({ status: 409 })
})

test('a document is read down to its links', async () => {
  const document = { entries: [{ id: 'e', next: 'one' }], steps: { one: { kind: 'delay', next: 'gone' } } }
  const { status, body } = await talk('PUT /journeys/c', { name: 'C', document })
  expect(status).toBe(422)
  expect(list(thing(thing(body)['error'])['parts'])).toEqual([{ pointer: '/document/steps/one', message: 'leads to gone, which is not there' }])
  expect(await talk('PUT /journeys/e', {})).toMatchObject({ status: 422 })
})

test('draft, active, paused, active, stopped, archived', async () => {
  await talk('PUT /journeys/d', { name: 'D' })
  const statuses = []
  for (const status of ['paused', 'active', 'paused', 'active', 'stopped', 'active', 'archived']) statuses.push((await talk('PUT /journeys/d/status', { status })).status)
  expect(statuses).toEqual([409, 200, 200, 200, 200, 409, 200])
})

test('lists are light and go by cursor; numbers are by step', async () => {
  for (let at = 0; at < 105; at++) stub.seed('journey', { name: `J${at}` })
  const page = thing((await talk('GET /journeys')).body)
  expect(list(page['items'])).toHaveLength(100)
  expect(page['next']).toBe('100')
  stub.setStatistics('d', { one: { entered: 3 } })
  expect((await talk('GET /journeys/d/statistics')).body).toEqual({ steps: { one: { entered: 3 } } })
  expect(await talk('DELETE /journeys/d')).toMatchObject({ status: 204 })
})
