import { expect } from 'vitest'
import type { JourneyDocument } from '../../engine/core/model/journey.ts'
import type { Accepted } from './accepted.ts'
import { welcome, type Bench } from './case.ts'
import type { Refusal } from './refusals.ts'

// Cases of what agents draft and propose: see contract.test.ts.

type Methods = `proposals.${'list' | 'get' | 'decide' | 'draft' | 'getDraft' | 'redraft' | 'propose' | 'withdraw'}`

const shouted: JourneyDocument = { ...welcome('Louder'), steps: { hello: { kind: 'message', channel: 'push', template: { title: 'HELLO' }, next: 'done' }, done: { kind: 'exit', outcome: 'greeted' } } }

async function drafted(bench: Bench, document = shouted) {
  const { id: key } = await bench.saveJourney()
  const { id } = await bench.call('proposals.draft', { from: 'helper', journeyId: key })
  await bench.call('proposals.redraft', { id, document })
  return { id, key }
}

async function proposed(bench: Bench) {
  const { id, key } = await drafted(bench)
  return { key, ...(await bench.call('proposals.propose', { jobId: bench.jobId(), id, note: 'Louder is better.' })) }
}

export const proposalsAccepted: { [M in Methods]: readonly Accepted[] } = {
  'proposals.draft': [
    {
      that: 'begins on the latest version of a journey, which stays as it is',
      async holds(bench) {
        const { id: key } = await bench.saveJourney()
        const draft = await bench.call('proposals.draft', { from: 'helper', journeyId: key })
        expect(draft).toMatchObject({ journeyId: key, baseVersion: 1, from: 'helper', document: welcome() })
        await bench.call('proposals.redraft', { id: draft.id, document: shouted })
        expect((await bench.call('journeys.get', { id: key })).document).toEqual(welcome())
      },
    },
    {
      that: 'begins empty, or on a document that is given',
      async holds(bench) {
        expect((await bench.call('proposals.draft', { from: 'helper', journeyId: null })).document.steps).toEqual({})
        expect((await bench.call('proposals.draft', { from: 'helper', journeyId: null, document: shouted })).document).toEqual(shouted)
      },
    },
  ],
  'proposals.getDraft': [
    {
      that: 'gives the draft as it was changed last',
      async holds(bench) {
        const { id } = await drafted(bench)
        expect((await bench.call('proposals.getDraft', { id })).document).toEqual(shouted)
      },
    },
  ],
  'proposals.redraft': [
    {
      that: 'changes a draft without waking a window: it is nobody else’s yet',
      async holds(bench) {
        await drafted(bench)
        expect(bench.heard.filter(({ payload }) => (payload as { what?: string }).what === 'proposals')).toEqual([])
        expect(await bench.call('proposals.list', {})).toEqual([])
      },
    },
  ],
  'proposals.propose': [
    {
      that: 'puts the draft into the inbox with what it comes to, and what the version before came to',
      async holds(bench) {
        const { id } = await drafted(bench)
        const { id: datasetId } = await bench.importEvents()
        const proposal = await bench.call('proposals.propose', { jobId: bench.jobId(), id, note: 'Louder.', datasetId })
        const figures = { started: 3, converted: 1, sent: 3, suppressed: 0 }
        expect(proposal).toMatchObject({ state: 'waiting', journeyName: 'Louder', note: 'Louder.', rehearsal: { datasetId, datasetName: 'Shop', ...figures, before: figures } })
        expect(bench.heard).toContainEqual({ name: 'workspace.changed', payload: { what: 'proposals' } })
      },
    },
  ],
  'proposals.list': [
    {
      that: 'gives the newest first, those of one state alone if asked',
      async holds(bench) {
        const first = await proposed(bench)
        const { id } = await bench.call('proposals.draft', { from: 'other', journeyId: null, document: { ...welcome(), id: 'another' } })
        await bench.call('proposals.propose', { jobId: bench.jobId(), id, note: '' })
        await bench.call('proposals.decide', { id: first.id, decision: 'taken' })
        expect((await bench.call('proposals.list', {})).map(({ from, state }) => [from, state])).toEqual([['other', 'waiting'], ['helper', 'taken']])
        expect(await bench.call('proposals.list', { state: 'waiting' })).toHaveLength(1)
      },
    },
  ],
  'proposals.get': [
    {
      that: 'gives what is proposed beside the version it was drafted on and the latest one',
      async holds(bench) {
        const { id, key } = await proposed(bench)
        await bench.call('journeys.save', { id: key, document: welcome('Meanwhile'), baseVersion: 1 })
        const { document, base, current, proposal } = await bench.call('proposals.get', { id })
        expect({ document, base, current, was: proposal.baseVersion }).toEqual({ document: shouted, base: welcome(), current: welcome('Meanwhile'), was: 1 })
      },
    },
  ],
  'proposals.decide': [
    {
      that: 'keeps what the person said, and changes no journey by itself',
      async holds(bench) {
        const { id, key } = await proposed(bench)
        expect(await bench.call('proposals.decide', { id, decision: 'declined', reason: 'Too loud.' })).toMatchObject({ state: 'declined', reason: 'Too loud.' })
        expect((await bench.call('journeys.get', { id: key })).document).toEqual(welcome())
      },
    },
  ],
  'proposals.withdraw': [
    {
      that: 'takes a proposal out of the inbox while it waits',
      async holds(bench) {
        const { id } = await proposed(bench)
        await bench.call('proposals.withdraw', { id })
        expect((await bench.call('proposals.list', {}))[0]).toMatchObject({ id, state: 'withdrawn' })
      },
    },
  ],
}

export const proposalsMalformed: { [M in Methods]: { params: unknown; path: string } } = {
  'proposals.list': { params: { state: 'drafting' }, path: '$.state' },
  'proposals.get': { params: {}, path: '$.id' },
  'proposals.decide': { params: { id: 'a', decision: 'maybe' }, path: '$.decision' },
  'proposals.draft': { params: { from: '', journeyId: null }, path: '$.from' },
  'proposals.getDraft': { params: { id: 1 }, path: '$.id' },
  'proposals.redraft': { params: { id: 'a', document: {} }, path: '$.document.format' },
  'proposals.propose': { params: { jobId: 'j', id: 'a', note: 'x'.repeat(4001) }, path: '$.note' },
  'proposals.withdraw': { params: { id: '' }, path: '$.id' },
}

const none = { when: 'there is no such proposal', code: 'E_NOT_FOUND', says: /no proposal/ }
const decided = { when: 'it is decided already', code: 'E_PROPOSAL', says: /decided already/ }
const taken = async (bench: Bench) => {
  const { id } = await proposed(bench)
  await bench.call('proposals.decide', { id, decision: 'taken' })
  return { id }
}

export const proposalsRefused: { [M in Methods]: readonly Refusal[] | 'nothing to refuse' } = {
  'proposals.list': 'nothing to refuse',
  'proposals.get': [{ ...none, params: () => ({ id: 'none' }) }, { ...none, when: 'an agent is still at it', params: async (bench) => ({ id: (await drafted(bench)).id }) }],
  'proposals.decide': [{ ...none, params: () => ({ id: 'none', decision: 'taken' }) }, { ...decided, params: async (bench) => ({ ...(await taken(bench)), decision: 'declined' }) }],
  'proposals.draft': [{ when: 'there is no such journey', params: () => ({ from: 'a', journeyId: 'none' }), code: 'E_NOT_FOUND', says: /no journey/ }],
  'proposals.getDraft': [{ ...none, params: () => ({ id: 'none' }) }],
  'proposals.redraft': [
    { ...none, params: () => ({ id: 'none', document: welcome() }) },
    { when: 'it was proposed', params: async (bench) => ({ id: (await proposed(bench)).id, document: welcome() }), code: 'E_PROPOSAL', says: /proposed already/ },
  ],
  'proposals.propose': [
    { when: 'there is no such connection', params: async (bench) => ({ jobId: 'j', id: (await drafted(bench)).id, note: '', connectionId: 'nobody' }), code: 'E_NOT_FOUND', says: /no connection "nobody"/ },
    { ...none, params: () => ({ jobId: 'j', id: 'none', note: '' }) },
    { when: 'it was proposed', params: async (bench) => ({ jobId: 'j', id: (await proposed(bench)).id, note: '' }), code: 'E_PROPOSAL', says: /proposed already/ },
    {
      when: 'the draft has errors',
      params: async (bench) => ({ jobId: 'j', id: (await drafted(bench, { ...welcome(), entries: [{ ...welcome().entries[0]!, next: 'nowhere' }] })).id, note: '' }),
      code: 'E_PROPOSAL_ERRORS',
      says: /J010 .*nowhere/,
    },
    { when: 'the draft took the id of another journey', params: async (bench) => ({ jobId: 'j', id: (await drafted(bench, { ...shouted, id: 'vip' })).id, note: '' }), code: 'E_PROPOSAL', says: /has the id "vip"/ },
    { when: 'there is no such dataset', params: async (bench) => ({ jobId: 'j', id: (await drafted(bench)).id, note: '', datasetId: 'none' }), code: 'E_NOT_FOUND', says: /no dataset/ },
  ],
  'proposals.withdraw': [{ ...none, params: () => ({ id: 'none' }) }, { ...decided, params: taken }],
}
