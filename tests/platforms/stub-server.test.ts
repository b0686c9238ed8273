import { afterEach, describe, expect, test } from 'vitest'
import { TARGET_IDS } from '../../engine/core/publish/target.ts'
import { startStub } from './all-stubs.ts'
import type { FaultKind, Stub, StubOptions } from './stub.ts'
import { talker } from './talk.ts'

const open: Stub[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((stub) => stub.close()))
})

async function started(options?: StubOptions) {
  const stub = await startStub('http', options)
  open.push(stub)
  return { stub, talk: await talker(stub) }
}

const JOURNEY = { name: 'Welcome' }
const WRITE = { method: 'PUT', path: /^\/journeys\/one$/ }
const write = 'PUT /journeys/one'

describe('a stub', () => {
  test('of every target starts on loopback, knows its secret, and turns everybody else away', async () => {
    const paths = { dittofeed: '/api/admin/journeys?workspaceId=024f3d0a-8eee-41ed-a1eb-0242ac120002', posthog: '/api/projects/4711/hog_flows', onesignal: '/apps/0b0a9c1e-2d6c-4a53-8c02-6e2f3f7d1a00/journeys', klaviyo: '/api/flows', salesforce: '/interaction/v1/interactions', http: '/journeys' }
    for (const target of TARGET_IDS) {
      const stub = await startStub(target)
      open.push(stub)
      const talk = await talker(stub)
      expect(stub.url, target).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
      expect(await talk(`GET ${paths[target]}`), target).toMatchObject({ status: 200 })
      expect(await talk(`GET ${paths[target]}`, undefined, { authorization: 'Bearer nobody' }), target).toMatchObject({ status: 401 })
      expect(await talk(`GET ${paths[target]}`, undefined, { authorization: '' }), target).toMatchObject({ status: 401 })
      expect(await talk('GET /nowhere', undefined, { 'df-workspace-id': '024f3d0a-8eee-41ed-a1eb-0242ac120002' }), target).toMatchObject({ status: target === 'onesignal' ? 403 : 404 })
      expect(JSON.stringify(stub.dump()), target).not.toContain(stub.secret)
    }
  })

  test('records what it was asked and whether it did it', async () => {
    const { stub, talk } = await started()
    await talk(write, JOURNEY)
    await talk('GET /journeys/one')
    await talk(write, {})
    expect(stub.calls({ path: /^\/journeys/ }).map(({ method, isCommitted, status }) => ({ method, isCommitted, status }))).toEqual([
      { method: 'PUT', isCommitted: true, status: 201 },
      { method: 'GET', isCommitted: false, status: 200 },
      { method: 'PUT', isCommitted: true, status: 200 },
    ])
    expect(stub.calls(WRITE)[0]?.body).toEqual(JOURNEY)
    expect(stub.calls(WRITE)[0]?.headers['authorization']).toBe('(shown)')
  })

  test('refuses for a missing scope, from when it is taken away', async () => {
    const { stub, talk } = await started()
    stub.setScopes(['journeys:read'])
    expect(await talk('GET /journeys')).toMatchObject({ status: 200 })
    expect(await talk(write, JOURNEY)).toMatchObject({ status: 403, body: { error: { message: 'missing scope journeys:write' } } })
  })

  test('lets somebody change a journey in its own window', async () => {
    const { stub, talk } = await started()
    await talk(write, JOURNEY)
    stub.edit('one', (journey) => void (journey['name'] = 'Changed there'))
    expect((await talk('GET /journeys/one')).body).toMatchObject({ name: 'Changed there', version: 2 })
    expect(await talk(write, { ...JOURNEY, version: 1 })).toMatchObject({ status: 409 })
  })
})

describe('a call that is held', () => {
  test('is recorded, waits, and is carried out and answered when it is released', async () => {
    const { stub, talk } = await started()
    const hold = stub.hold(WRITE)
    const answer = talk(write, JOURNEY)
    expect((await hold.arrived).body).toEqual(JOURNEY)
    expect(stub.journeys()).toEqual([])
    hold.release()
    expect(await answer).toMatchObject({ status: 201 })
    expect(await talk(write, JOURNEY)).toMatchObject({ status: 200 })
  })

  test('is carried out and never answered when whoever called is gone', async () => {
    const { stub, talk } = await started()
    const hold = stub.hold(WRITE)
    const answer = talk(write, JOURNEY).catch((error: unknown) => error)
    await hold.arrived
    hold.commitAndDrop()
    expect(await answer).toBeInstanceOf(Error)
    expect(stub.journeys()).toHaveLength(1)
    expect(stub.calls(WRITE)).toMatchObject([{ isCommitted: true, status: null }])
  })
})

describe('a fault', () => {
  const cases: readonly [name: string, fault: FaultKind, expected: { status?: number; isCommitted: boolean; headers?: Record<string, RegExp> }][] = [
    ['429 without saying when', { kind: 'tooMany', retryAfter: null }, { status: 429, isCommitted: false }],
    ['429 in seconds', { kind: 'tooMany', retryAfter: { seconds: 2, as: 'seconds' } }, { status: 429, isCommitted: false, headers: { 'retry-after': /^2$/ } }],
    ['429 until a date', { kind: 'tooMany', retryAfter: { seconds: 2, as: 'date' } }, { status: 429, isCommitted: false, headers: { 'retry-after': / GMT$/ } }],
    ['a reset before anything was done', { kind: 'reset', when: 'before' }, { isCommitted: false }],
    ['a reset after it was done', { kind: 'reset', when: 'after' }, { isCommitted: true }],
    ['503 before', { kind: 'status', status: 503, when: 'before' }, { status: 503, isCommitted: false }],
    ['500 after', { kind: 'status', status: 500, when: 'after' }, { status: 500, isCommitted: true }],
    ['409', { kind: 'status', status: 409, when: 'before' }, { status: 409, isCommitted: false }],
    ['a redirect to another host', { kind: 'redirect', to: 'https://elsewhere.example/journeys' }, { status: 307, isCommitted: false, headers: { location: /^https:\/\/elsewhere/ } }],
    ['a token that is no longer good', { kind: 'expiredToken' }, { status: 401, isCommitted: false }],
    ['a slow drip', { kind: 'slowDrip', bytes: 16, everyMs: 1 }, { status: 201, isCommitted: true }],
    ['a huge answer', { kind: 'hugeAnswer', bytes: 300_000 }, { status: 201, isCommitted: true }],
  ]
  test.each(cases)('%s', async (_, fault, expected) => {
    const { stub, talk } = await started()
    stub.fault({ ...fault, match: WRITE })
    const said = await talk(write, JOURNEY).catch((error: unknown) => error as Error) // as: fetch throws errors
    if (expected.status === undefined) expect(said).toBeInstanceOf(Error)
    else expect(said).toMatchObject({ status: expected.status })
    for (const [name, pattern] of Object.entries(expected.headers ?? {})) expect('headers' in said && said.headers.get(name)).toMatch(pattern)
    expect(stub.journeys()).toHaveLength(expected.isCommitted ? 1 : 0)
    expect(stub.calls(WRITE)).toMatchObject([{ isCommitted: expected.isCommitted }])
    expect(await talk(write, JOURNEY)).toMatchObject({ status: expected.isCommitted ? 200 : 201 })
  })

  test.each(['before', 'after'] as const)('silence %s it is done: the call is never answered', async (when) => {
    const { stub, talk } = await started()
    stub.fault({ kind: 'silence', when, match: WRITE })
    const gone = new AbortController()
    const response = fetch(`${stub.url}/journeys/one`, { method: 'PUT', body: JSON.stringify(JOURNEY), headers: { authorization: `Bearer ${stub.secret}` }, signal: gone.signal }).catch((error: unknown) => error)
    await expect.poll(() => stub.calls(WRITE).length).toBe(1)
    await expect.poll(() => stub.journeys().length).toBe(when === 'after' ? 1 : 0)
    expect(stub.calls(WRITE)[0]?.status).toBeNull()
    gone.abort()
    expect(await response).toBeInstanceOf(Error)
    expect(await talk('GET /me')).toMatchObject({ status: 200 })
  })

  test('broken JSON', async () => {
    const { stub } = await started()
    stub.fault({ kind: 'brokenJson', match: WRITE })
    const response = await fetch(`${stub.url}/journeys/one`, { method: 'PUT', body: JSON.stringify(JOURNEY), headers: { authorization: `Bearer ${stub.secret}` } })
    const sent = await response.text()
    expect(() => JSON.parse(sent) as unknown).toThrow()
    expect(stub.journeys()).toHaveLength(1)
  })

  test('what was made a moment ago is not shown for so many look-ups, neither by id nor in a list', async () => {
    const { stub, talk } = await started()
    stub.fault({ kind: 'lateToShow', reads: 3, match: WRITE })
    await talk(write, JOURNEY)
    expect(await talk('GET /journeys/one')).toMatchObject({ status: 404 })
    expect((await talk('GET /journeys')).body).toMatchObject({ items: [] })
    expect(await talk('GET /journeys/one')).toMatchObject({ status: 404 })
    expect(await talk('GET /journeys/one')).toMatchObject({ status: 200 })
  })

  test('happens to the nth matching call, and so many times', async () => {
    const { stub, talk } = await started()
    stub.fault({ kind: 'status', status: 503, when: 'before', match: { path: /^\/journeys/ }, nth: 2, times: 2 })
    const statuses = []
    for (let at = 0; at < 4; at++) statuses.push((await talk('GET /journeys')).status)
    expect(statuses).toEqual([200, 503, 503, 200])
  })
})
