import { expect, vi } from 'vitest'
import type { StoredConnection } from '../../engine/node/storage/connections.ts'
import type { Answer, Conversation } from '../../engine/core/publish/call.ts'
import { inOrderOfNeeds, withIds } from '../../engine/core/publish/resource.ts'
import { settingsOf } from '../../engine/core/publish/targets/any-target.ts'
import { targetOf } from '../../engine/core/publish/targets/index.ts'
import { platformClients } from '../../engine/node/http/clients.ts'
import { startStub } from '../platforms/all-stubs.ts'
import type { Stub } from '../platforms/stub.ts'
import type { Accepted } from './accepted.ts'
import { welcome, type Bench } from './case.ts'
import type { Refusal } from './refusals.ts'

// Cases of the methods on accounts at platforms: see contract.test.ts.

type Methods = 'connections.list' | 'connections.save' | 'connections.delete' | 'connections.restore' | 'connections.test' | 'connections.journeys' | 'connections.importJourney'

const settings = { baseUrl: 'https://dittofeed.example.com', workspaceId: '024f3d0a-8eee-41ed-a1eb-0242ac120002' }
const account = { target: 'dittofeed', name: 'Dittofeed (test)', settings } as const

async function deleted(bench: Bench): Promise<{ id: string }> {
  const { id } = await bench.call('connections.save', account)
  await bench.call('connections.delete', { id })
  return { id }
}

/** A platform on this machine, a connection to it, and its secret in the environment, for as long as `use` takes. */
async function withPlatform(bench: Bench, use: (stub: Stub, id: string) => Promise<void>): Promise<void> {
  const stub = await startStub('dittofeed')
  vi.stubEnv('REHEARSAL_SECRET_DITTOFEED_TEST', stub.secret)
  try {
    const { id } = await bench.call('connections.save', { ...account, settings: { ...stub.settings } })
    await use(stub, id)
  } finally {
    vi.unstubAllEnvs()
    await stub.close()
  }
}

/** Makes a journey there, as somebody else would have. Answers the platform's id of it. */
async function makeThere(stub: Stub): Promise<string> {
  const target = targetOf('dittofeed')
  const checked = settingsOf(target, { ...stub.settings })
  const connection: StoredConnection = { id: 'c', target: 'dittofeed', name: 'c', settings: { ...stub.settings }, savedAt: 0, tried: null }
  const source = { stateOf: () => Promise.reject(new Error('not asked')), secretOf: () => Promise.resolve(stub.secret) }
  const client = platformClients({ secrets: source, now: Date.now }).clientFor(connection, target)
  const hold = async <T>(conversation: Conversation<T>): Promise<T> => {
    let turn = conversation.next()
    while (!turn.done) {
      const answer: Answer = await client.send(turn.value, { signal: new AbortController().signal })
      turn = conversation.next(answer)
    }
    return turn.value
  }
  const ids = new Map<string, string>()
  for (const resource of inOrderOfNeeds(target.toPlatform(welcome(), checked).resources)) {
    if (resource.body !== null) ids.set(resource.key, (await hold(target.api.create({ ...resource, body: withIds(resource.body, ids) }, checked))).id)
  }
  return ids.get('journey')!
}

export const connectionsAccepted: { [M in Methods]: readonly Accepted[] } = {
  'connections.list': [
    {
      that: 'lists accounts in the order they were made, and says where their secrets are and never what',
      async holds(bench) {
        expect(await bench.call('connections.list', {})).toEqual([])
        await bench.call('connections.save', account)
        await bench.call('connections.save', { ...account, name: 'Another' })
        vi.stubEnv('REHEARSAL_SECRET_ANOTHER', 'an-admin-key-of-theirs')
        try {
          const listed = await bench.call('connections.list', {})
          expect(listed.map(({ name, secret }) => ({ name, secret }))).toEqual([
            { name: 'Dittofeed (test)', secret: { where: 'missing', variable: 'REHEARSAL_SECRET_DITTOFEED_TEST' } },
            { name: 'Another', secret: { where: 'environment', variable: 'REHEARSAL_SECRET_ANOTHER' } },
          ])
          expect(JSON.stringify(listed)).not.toContain('an-admin-key-of-theirs')
        } finally {
          vi.unstubAllEnvs()
        }
      },
    },
  ],
  'connections.save': [
    {
      that: 'keeps an account and changes it; what came of a try is about the settings that were tried',
      async holds(bench) {
        const made = await bench.call('connections.save', { ...account, name: ' Dittofeed (test) ' })
        expect(made).toEqual({ ...account, id: expect.any(String) as string, savedAt: expect.any(Number) as number, secret: { where: 'missing', variable: 'REHEARSAL_SECRET_DITTOFEED_TEST' }, tried: null })
        expect(await bench.call('connections.save', { ...account, id: made.id, name: 'Renamed' })).toMatchObject({ id: made.id, name: 'Renamed' })
        await withPlatform(bench, async (_, id) => {
          const tried = await bench.call('connections.test', { jobId: bench.jobId(), id })
          expect((await bench.call('connections.save', { ...account, settings: tried.settings, id, name: 'Tried' })).tried).toEqual(tried.tried)
          expect((await bench.call('connections.save', { ...account, id, name: 'Tried' })).tried).toBeNull()
        })
      },
    },
    {
      that: 'speaks plain http with this machine only',
      async holds(bench) {
        for (const [index, baseUrl] of ['http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]:3000'].entries()) {
          expect(await bench.call('connections.save', { ...account, name: `Local ${index}`, settings: { ...settings, baseUrl } })).toMatchObject({ settings: { baseUrl } })
        }
      },
    },
  ],
  'connections.delete': [
    {
      that: 'takes it out of the list',
      async holds(bench) {
        await deleted(bench)
        expect(await bench.call('connections.list', {})).toEqual([])
        // Its name is free again.
        await bench.call('connections.save', account)
      },
    },
  ],
  'connections.restore': [
    {
      that: 'puts it back as it was',
      async holds(bench) {
        const { id } = await deleted(bench)
        expect(await bench.call('connections.restore', { id })).toEqual({})
        expect(await bench.call('connections.list', {})).toMatchObject([{ id, ...account }])
      },
    },
  ],
  'connections.test': [
    {
      that: 'keeps who we are there, and that the platform says no or is not there',
      async holds(bench) {
        await withPlatform(bench, async (stub, id) => {
          const { tried } = await bench.call('connections.test', { jobId: bench.jobId(), id })
          expect(tried).toEqual({ at: expect.any(Number) as number, account: expect.any(String) as string, problem: null })
          vi.stubEnv('REHEARSAL_SECRET_DITTOFEED_TEST', 'not-the-admin-key')
          const refused = await bench.call('connections.test', { jobId: bench.jobId(), id })
          expect(refused.tried).toMatchObject({ account: null, problem: { code: 'E_PLATFORM_AUTH' } })
          expect(await bench.call('connections.list', {})).toEqual([refused])
          expect(JSON.stringify(refused)).not.toContain('not-the-admin-key')
          expect(stub.calls().every(({ method }) => method === 'GET')).toBe(true)
        })
        const [made] = await bench.call('connections.list', {})
        vi.stubEnv('REHEARSAL_SECRET_DITTOFEED_TEST', 'an-admin-key-of-theirs')
        expect((await bench.call('connections.test', { jobId: bench.jobId(), id: made!.id })).tried).toMatchObject({ problem: { code: 'E_PLATFORM_UNREACHED', message: expect.stringContaining('refuses the connection') as string } })
        vi.unstubAllEnvs()
      },
    },
  ],
  'connections.journeys': [
    {
      that: 'lists what is there',
      async holds(bench) {
        await withPlatform(bench, async (stub, id) => {
          expect(await bench.call('connections.journeys', { jobId: bench.jobId(), id })).toEqual([])
          const platformId = await makeThere(stub)
          expect(await bench.call('connections.journeys', { jobId: bench.jobId(), id })).toMatchObject([{ id: platformId, name: expect.stringContaining('Welcome') as string, status: 'draft' }])
        })
      },
    },
  ],
  'connections.importJourney': [
    {
      that: 'reads a journey and what it refers to as a document',
      async holds(bench) {
        await withPlatform(bench, async (stub, id) => {
          const { document } = await bench.call('connections.importJourney', { jobId: bench.jobId(), id, platformId: await makeThere(stub) })
          expect(document).toMatchObject({ format: 'journey', entries: [{ trigger: { kind: 'event', event: 'signup' } }] })
          expect(Object.values(document.steps).map(({ kind }) => kind)).toContain('message')
        })
      },
    },
  ],
}

export const connectionsMalformed: { [M in Methods]: { params: unknown; path: string } } = {
  'connections.list': { params: { target: 'dittofeed' }, path: '$' },
  'connections.save': { params: { ...account, target: 'braze' }, path: '$.target' },
  'connections.delete': { params: {}, path: '$.id' },
  'connections.restore': { params: {}, path: '$.id' },
  'connections.test': { params: { id: 'c' }, path: '$.jobId' },
  'connections.journeys': { params: { jobId: 'j' }, path: '$.id' },
  'connections.importJourney': { params: { jobId: 'j', id: 'c' }, path: '$.platformId' },
}

const unknown: Refusal = { when: 'there is no such connection', params: () => ({ id: 'nobody' }), code: 'E_NOT_FOUND', says: /no connection "nobody"/ }
const unknownJob: Refusal = { ...unknown, params: () => ({ jobId: 'j', id: 'nobody' }) }
const withoutSecret = (more: object = {}): Refusal => ({
  when: 'there is no secret for it', async params(bench) { return { jobId: 'j', id: (await bench.call('connections.save', account)).id, ...more } }, code: 'E_SECRET', says: /no secret for "Dittofeed \(test\)"/,
})

export const connectionsRefused: { [M in Methods]: readonly Refusal[] | 'nothing to refuse' } = {
  'connections.list': 'nothing to refuse',
  'connections.save': [
    { ...unknown, params: () => ({ ...account, id: 'nobody' }) },
    { when: 'a field is missing', params: () => ({ ...account, settings: { baseUrl: settings.baseUrl } }), code: 'E_SETTINGS', says: /Workspace id: / },
    { when: 'a secret would go over plain http', params: () => ({ ...account, settings: { ...settings, baseUrl: 'http://dittofeed.example.com' } }), code: 'E_SETTINGS', says: /Address: has to begin with https/ },
    { when: 'a secret stands in the address', params: () => ({ ...account, settings: { ...settings, baseUrl: 'https://user:key@dittofeed.example.com' } }), code: 'E_SETTINGS', says: /Address: holds a user name or a password/ },
    { when: 'there is a field too many, such as the secret', params: () => ({ ...account, settings: { ...settings, apiKey: 'k' } }), code: 'E_SETTINGS', says: /apiKey/ },
    { when: 'the name is white space', params: () => ({ ...account, name: ' ' }), code: 'E_SETTINGS', says: /Name: / },
    {
      when: 'its name would read the variable of another', async params(bench) {
        await bench.call('connections.save', account)
        return { ...account, name: 'dittofeed  TEST' }
      }, code: 'E_SETTINGS', says: /Name: "dittofeed {2}TEST" is too like the connection "Dittofeed \(test\)"/,
    },
  ],
  'connections.delete': [unknown, { ...unknown, when: 'it is deleted already', params: deleted, says: /no connection/ }],
  'connections.restore': [
    { ...unknown, says: /no deleted connection "nobody"/ },
    { when: 'its name was taken meanwhile', async params(bench) {
      const { id } = await deleted(bench)
      await bench.call('connections.save', account)
      return { id }
    }, code: 'E_SETTINGS', says: /Name: / },
  ],
  'connections.test': [unknownJob, withoutSecret()],
  'connections.journeys': [unknownJob, withoutSecret()],
  'connections.importJourney': [{ ...unknown, params: () => ({ jobId: 'j', id: 'nobody', platformId: 'p' }) }, withoutSecret({ platformId: 'p' })],
}
