import { expect, vi } from 'vitest'
import type { MethodOutput } from '../../engine/api/contract.ts'
import { startStub } from '../platforms/all-stubs.ts'
import { versions } from '../platforms/kill-life.ts'
import type { Stub } from '../platforms/stub.ts'
import type { Accepted } from './accepted.ts'
import type { Bench } from './case.ts'
import type { Refusal } from './refusals.ts'

// Cases of the methods that publish: see contract.test.ts. What they do in every way things can go is tested in tests/unit/publish and tests/platforms.

type Methods =
  | 'publish.plan' | 'publish.getPlan' | 'publish.approve' | 'publish.apply' | 'publish.planAction' | 'publish.act' | 'publish.history' | 'publish.ledger' | 'publish.document' | 'publish.check' | 'publish.interrupted'

const [first, second] = versions()
const by = 'Ada'

/** A platform on this machine, a connection to it and its secret in the environment, for as long as `use` takes. */
async function withPlatform<T>(bench: Bench, use: (stub: Stub, connectionId: string) => Promise<T>): Promise<T> {
  const stub = await startStub('dittofeed')
  vi.stubEnv('REHEARSAL_SECRET_PRODUCTION', stub.secret)
  try {
    return await use(stub, (await bench.call('connections.save', { target: 'dittofeed', name: 'Production', settings: { ...stub.settings } })).id)
  } finally {
    vi.unstubAllEnvs()
    await stub.close()
  }
}

const plan = (bench: Bench, connectionId: string, document = first) => bench.call('publish.plan', { jobId: bench.jobId(), connectionId, document })

async function approved(bench: Bench, connectionId: string, document = first): Promise<MethodOutput<'publish.plan'>> {
  const made = await plan(bench, connectionId, document)
  await bench.call('publish.approve', { planId: made.id, digest: made.digest, by })
  return made
}

async function published(bench: Bench, connectionId: string, document = first) {
  return bench.call('publish.apply', { jobId: bench.jobId(), planId: (await approved(bench, connectionId, document)).id })
}

/** Refused by what is there, once the platform is gone. */
const gone = async (bench: Bench, document = first) => withPlatform(bench, (_, id) => published(bench, id, document))

function accepted(that: string, holds: (bench: Bench, stub: Stub, connectionId: string) => Promise<void>): Accepted {
  return { that, holds: (bench) => withPlatform(bench, (stub, id) => holds(bench, stub, id)) }
}

export const publishAccepted: { [M in Methods]: readonly Accepted[] } = {
  'publish.plan': [
    accepted('reads the platform and says what would be made, and makes nothing', async (bench, stub, id) => {
      const made = await plan(bench, id)
      expect(made).toMatchObject({ journeyName: 'Welcome', connectionName: 'Production', target: 'dittofeed', there: null, blockers: [] })
      expect(made.steps.map(({ kind, action }) => [kind, action])).toEqual([['template', 'create'], ['template', 'create'], ['journey', 'create']])
      expect(stub.calls().filter(({ isCommitted }) => isCommitted)).toEqual([])
    }),
  ],
  'publish.getPlan': [accepted('gives it as it was shown', async (bench, _, id) => {
    const made = await plan(bench, id)
    expect(await bench.call('publish.getPlan', { id: made.id })).toEqual(made)
  })],
  'publish.approve': [accepted('writes down who consented, when, and at which door', async (bench, _, id) => {
    const { id: planId, digest } = await plan(bench, id)
    expect(await bench.call('publish.approve', { planId, digest, by })).toEqual({ approval: { by, at: expect.any(Number) as number, door: 'window' } })
  })],
  'publish.apply': [accepted('makes what the plan says as a draft, tells how far it is, and tells every window', async (bench, stub, id) => {
    const made = await approved(bench, id)
    expect(await bench.call('publish.apply', { jobId: 'apply', planId: made.id })).toMatchObject({ state: 'applied', done: 3, of: 3, status: 'draft', problem: null, approval: { by } })
    expect(stub.journeys()).toMatchObject([{ state: 'NotStarted' }])
    expect(bench.heard).toContainEqual({ name: 'workspace.changed', payload: { what: 'publications' } })
    expect(bench.heard).toContainEqual({ name: 'job.progress', payload: { jobId: 'apply', phase: 'Making template 2 of 2', done: 1, total: 3 } })
  })],
  'publish.planAction': [accepted('says what switching on means, and what would follow', async (bench, stub, id) => {
    const { id: publicationId } = await published(bench, id)
    expect(await bench.call('publish.planAction', { jobId: bench.jobId(), publicationId, action: 'activate' })).toMatchObject({ from: 'draft', blockers: [], inWords: expect.stringContaining('Switches on "Welcome"') as string })
    expect((await bench.call('publish.planAction', { jobId: bench.jobId(), publicationId, action: 'pause' })).blockers).toHaveLength(1)
    expect(stub.journeys()).toMatchObject([{ state: 'NotStarted' }])
  })],
  'publish.act': [accepted('switches it on', async (bench, stub, id) => {
    const { id: publicationId } = await published(bench, id)
    const { digest } = await bench.call('publish.planAction', { jobId: bench.jobId(), publicationId, action: 'activate' })
    expect(await bench.call('publish.act', { jobId: bench.jobId(), publicationId, action: 'activate', digest, by })).toMatchObject({ status: 'active' })
    expect(stub.journeys()).toMatchObject([{ state: 'Running' }])
  })],
  'publish.history': [accepted('has the newest first, with everything that happened to it', async (bench, _, id) => {
    expect(await bench.call('publish.history', {})).toEqual([])
    await published(bench, id)
    await published(bench, id, second)
    const history = await bench.call('publish.history', { journeyId: 'welcome' })
    expect(history.map(({ publication, events }) => [publication.state, publication.of, events.map(({ what }) => what)])).toEqual([['applied', 2, ['applied']], ['applied', 3, ['applied']]])
    expect(await bench.call('publish.history', { journeyId: 'another' })).toEqual([])
  })],
  'publish.ledger': [accepted('has every call that changed something, without a secret', async (bench, stub, id) => {
    const { id: publicationId } = await published(bench, id)
    const ledger = await bench.call('publish.ledger', { publicationId })
    expect(ledger.map(({ state, method, status }) => [state, method, status])).toEqual([['done', 'PUT', 200], ['done', 'PUT', 200], ['done', 'PUT', 200]])
    expect(JSON.stringify(ledger)).not.toContain(stub.secret)
  })],
  'publish.document': [accepted('gives the document as it was published', async (bench, _, id) => {
    const { id: publicationId } = await published(bench, id)
    await published(bench, id, second)
    expect(await bench.call('publish.document', { publicationId })).toEqual({ document: first })
  })],
  'publish.check': [accepted('finds what somebody changed there, and what it is that they would have', async (bench, stub, id) => {
    const { id: publicationId, platformId } = await published(bench, id)
    expect(await bench.call('publish.check', { jobId: bench.jobId(), publicationId })).toMatchObject({ isThere: true, changes: [] })
    stub.edit(platformId!, (journey) => {
      const { nodes } = journey['definition'] as { nodes: { variant?: { seconds?: number } }[] } // as: so Dittofeed keeps it
      nodes.find(({ variant }) => variant?.seconds !== undefined)!.variant!.seconds = 7200
    })
    const { changes, theirs } = await bench.call('publish.check', { jobId: bench.jobId(), publicationId })
    expect(changes).toMatchObject([{ key: 'step:wait', by: 'them' }])
    expect(theirs?.steps['wait']).toMatchObject({ for: 'PT2H' })
  })],
  'publish.interrupted': [accepted('has what was begun and did not come to its end', async (bench, stub, id) => {
    expect(await bench.call('publish.interrupted', {})).toEqual([])
    const { id: planId } = await approved(bench, id)
    stub.fault({ kind: 'status', status: 503, when: 'before', match: { method: 'PUT', path: /journeys/ }, times: 9 })
    expect(await bench.call('publish.apply', { jobId: bench.jobId(), planId })).toMatchObject({ state: 'interrupted', done: 2, problem: { code: 'E_PLATFORM_FAILED' } })
    expect(await bench.call('publish.interrupted', {})).toMatchObject([{ planId, state: 'interrupted' }])
  })],
}

export const publishMalformed: { [M in Methods]: { params: unknown; path: string } } = {
  'publish.plan': { params: { jobId: 'j', connectionId: 'c' }, path: '$.document' },
  'publish.getPlan': { params: {}, path: '$.id' },
  'publish.approve': { params: { planId: 'p', digest: 'd', by: '' }, path: '$.by' },
  'publish.apply': { params: { jobId: 'j' }, path: '$.planId' },
  'publish.planAction': { params: { jobId: 'j', publicationId: 'p', action: 'burn' }, path: '$.action' },
  'publish.act': { params: { jobId: 'j', publicationId: 'p', action: 'pause', by }, path: '$.digest' },
  'publish.history': { params: { journeyId: 7 }, path: '$.journeyId' },
  'publish.ledger': { params: {}, path: '$.publicationId' },
  'publish.document': { params: {}, path: '$.publicationId' },
  'publish.check': { params: { jobId: 'j' }, path: '$.publicationId' },
  'publish.interrupted': { params: { all: true }, path: '$' },
}

const noPublication: Refusal = { when: 'there is no such publication', params: () => ({ jobId: 'j', publicationId: 'nobody', action: 'pause', digest: 'd', by }), code: 'E_NOT_FOUND', says: /no publication/ }

export const publishRefused: { [M in Methods]: readonly Refusal[] | 'nothing to refuse' } = {
  'publish.plan': [
    { when: 'there is no such connection', params: () => ({ jobId: 'j', connectionId: 'nobody', document: first }), code: 'E_NOT_FOUND', says: /no connection/ },
    { when: 'there is no secret', params: (bench) => withPlatform(bench, (_, connectionId) => Promise.resolve({ jobId: 'j', connectionId, document: first })), code: 'E_SECRET', says: /no secret for "Production"/ },
  ],
  'publish.getPlan': [{ when: 'there is no such plan', params: () => ({ id: 'nobody' }), code: 'E_NOT_FOUND', says: /no plan/ }],
  'publish.approve': [
    { when: 'there is no such plan', params: () => ({ planId: 'nobody', digest: 'd', by }), code: 'E_NOT_FOUND', says: /no plan/ },
    { when: 'it is not the plan that was shown', params: async (bench) => ({ planId: (await withPlatform(bench, (_, id) => plan(bench, id))).id, digest: 'another', by }), code: 'E_APPROVAL', says: /not the plan that was shown/ },
  ],
  'publish.apply': [
    { when: 'nobody consented', params: async (bench) => ({ jobId: 'j', planId: (await withPlatform(bench, (_, id) => plan(bench, id))).id }), code: 'E_APPROVAL', says: /Nobody has confirmed/ },
    { when: 'it was carried out', params: async (bench) => ({ jobId: 'j', planId: (await gone(bench)).planId }), code: 'E_APPROVAL', says: /carried out already/ },
  ],
  'publish.planAction': [{ ...noPublication, params: () => ({ jobId: 'j', publicationId: 'nobody', action: 'pause' }) }],
  'publish.act': [noPublication],
  'publish.history': 'nothing to refuse',
  'publish.ledger': [{ ...noPublication, params: () => ({ publicationId: 'nobody' }) }],
  'publish.document': [{ ...noPublication, params: () => ({ publicationId: 'nobody' }) }],
  'publish.check': [{ ...noPublication, params: () => ({ jobId: 'j', publicationId: 'nobody' }) }],
  'publish.interrupted': 'nothing to refuse',
}
