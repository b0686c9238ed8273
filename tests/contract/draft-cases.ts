import { expect } from 'vitest'
import type { MethodOutput } from '../../engine/api/contract.ts'
import type { Accepted } from './accepted.ts'
import { welcome, type Bench } from './case.ts'
import type { Refusal } from './refusals.ts'

// Cases of the methods on drafts and on what is said of versions: see contract.test.ts.

type Methods = 'drafts.list' | 'drafts.keep' | 'drafts.take' | 'drafts.discard' | 'drafts.restore' | 'journeys.describeVersion' | 'journeys.restoreVersion'

const text = JSON.stringify(welcome('Draft'))
const fresh = { id: 'd1', holder: 'w1', journeyId: null, baseVersion: null, text }
const kept = (bench: Bench, change: Partial<typeof fresh> = {}) => bench.call('drafts.keep', { ...fresh, ...change })
const ids = (drafts: MethodOutput<'drafts.list'>) => drafts.map(({ id }) => id)

export const draftsAccepted: { [M in Methods]: readonly Accepted[] } = {
  'drafts.list': [
    {
      that: 'has the last kept first, also of journeys that were never saved, and none of a deleted journey',
      async holds(bench) {
        const { id } = await bench.saveJourney()
        await bench.call('drafts.keep', { ...fresh, id: 'd0', journeyId: id, baseVersion: 1 })
        const { keptAt } = await kept(bench)
        expect(await bench.call('drafts.list', {})).toEqual([
          { id: 'd1', journeyId: null, name: 'Draft', steps: 2, baseVersion: null, latestVersion: null, keptAt, holder: 'w1' },
          { id: 'd0', journeyId: id, name: 'Draft', steps: 2, baseVersion: 1, latestVersion: 1, keptAt: expect.any(Number) as number, holder: 'w1' },
        ])
        await bench.call('journeys.delete', { id })
        expect(ids(await bench.call('drafts.list', {}))).toEqual(['d1'])
        await bench.call('journeys.restore', { id })
        expect(await bench.call('drafts.list', {})).toHaveLength(2)
      },
    },
  ],
  'drafts.keep': [
    {
      that: 'keeps the newest of one draft, and tells windows of a new draft only',
      async holds(bench) {
        await kept(bench)
        await kept(bench, { text: JSON.stringify(welcome('Later')) })
        expect((await bench.call('drafts.list', {})).map(({ name }) => name)).toEqual(['Later'])
        expect(bench.heard).toEqual([{ name: 'workspace.changed', payload: { what: 'drafts' } }])
      },
    },
    {
      that: 'is taken away by the save that names it',
      async holds(bench) {
        await kept(bench)
        await bench.call('journeys.save', { id: null, document: welcome('Draft'), baseVersion: null, draftId: 'd1' })
        expect(await bench.call('drafts.list', {})).toEqual([])
      },
    },
    {
      that: 'keeps what is no journey yet, so that nothing is lost',
      async holds(bench) {
        await kept(bench, { text: '{"id":"half"}' })
        expect(await bench.call('drafts.list', {})).toMatchObject([{ name: 'half', steps: 0 }])
      },
    },
  ],
  'drafts.take': [
    {
      that: 'hands the draft to another window, with the version it was made from',
      async holds(bench) {
        const { id } = await bench.saveJourney()
        await bench.call('drafts.keep', { ...fresh, journeyId: id, baseVersion: 1 })
        const latest = await bench.call('journeys.save', { id, document: welcome('Theirs'), baseVersion: 1 })
        const taken = await bench.call('drafts.take', { id: 'd1', holder: 'w2' })
        expect(taken).toMatchObject({ draft: { holder: 'w2', baseVersion: 1, latestVersion: 2 }, document: welcome('Draft'), saved: welcome(), journey: latest })
      },
    },
    {
      that: 'has no saved version of a journey that was never saved',
      async holds(bench) {
        await kept(bench)
        expect(await bench.call('drafts.take', { id: 'd1', holder: 'w2' })).toMatchObject({ document: welcome('Draft'), journey: null, saved: null })
      },
    },
  ],
  'drafts.discard': [
    {
      that: 'takes it off the list',
      async holds(bench) {
        await kept(bench)
        await bench.call('drafts.discard', { id: 'd1' })
        expect(await bench.call('drafts.list', {})).toEqual([])
      },
    },
  ],
  'drafts.restore': [
    {
      that: 'brings a discarded one back as it was',
      async holds(bench) {
        await kept(bench)
        const before = await bench.call('drafts.list', {})
        await bench.call('drafts.discard', { id: 'd1' })
        await bench.call('drafts.restore', { id: 'd1' })
        expect(await bench.call('drafts.list', {})).toEqual(before)
      },
    },
  ],
  'journeys.describeVersion': [
    {
      that: 'names, explains and pins a version, and leaves what is left out',
      async holds(bench) {
        const { id } = await bench.saveJourney()
        expect(await bench.call('journeys.describeVersion', { id, version: 1, label: ' Launch ', note: 'As agreed', pinned: true })).toMatchObject({ label: 'Launch', note: 'As agreed', pinned: true })
        expect(await bench.call('journeys.describeVersion', { id, version: 1, note: null })).toMatchObject({ label: 'Launch', note: null, pinned: true })
        expect(await bench.call('journeys.versions', { id })).toMatchObject([{ version: 1, label: 'Launch', note: null, pinned: true, origin: { kind: 'saved' } }])
      },
    },
    {
      that: 'is done by a save as well, also by one that changes nothing',
      async holds(bench) {
        const { id } = await bench.saveJourney()
        await bench.call('journeys.save', { id, document: welcome('Hello'), baseVersion: 1, label: 'Second', edits: ['Rename journey'] })
        await bench.call('journeys.save', { id, document: welcome('Hello'), baseVersion: 2, note: 'No change' })
        expect(await bench.call('journeys.versions', { id })).toMatchObject([{ version: 2, label: 'Second', note: 'No change', edits: ['Rename journey'] }, { version: 1, label: null, edits: [] }])
      },
    },
  ],
  'journeys.restoreVersion': [
    {
      that: 'makes it the newest and keeps those between',
      async holds(bench) {
        const { id } = await bench.saveJourney()
        await bench.call('journeys.save', { id, document: welcome('Hello'), baseVersion: 1 })
        expect(await bench.call('journeys.restoreVersion', { id, version: 1 })).toMatchObject({ journey: { version: 3, name: 'Welcome' }, document: welcome() })
        expect(await bench.call('journeys.versions', { id })).toMatchObject([{ version: 3, origin: { kind: 'restored', version: 1 } }, { version: 2 }, { version: 1 }])
      },
    },
    {
      that: 'makes no version of the newest one',
      async holds(bench) {
        const { id } = await bench.saveJourney()
        expect((await bench.call('journeys.restoreVersion', { id, version: 1 })).journey.version).toBe(1)
      },
    },
  ],
}

export const draftsMalformed: { [M in Methods]: { params: unknown; path: string } } = {
  'drafts.list': { params: 'all', path: '$' },
  'drafts.keep': { params: { ...fresh, text: '' }, path: '$.text' },
  'drafts.take': { params: { id: 'd1' }, path: '$.holder' },
  'drafts.discard': { params: {}, path: '$.id' },
  'drafts.restore': { params: { id: 1 }, path: '$.id' },
  'journeys.describeVersion': { params: { id: 'j', version: 1, label: 'x'.repeat(121) }, path: '$.label' },
  'journeys.restoreVersion': { params: { id: 'j', version: 0 }, path: '$.version' },
}

const noDraft = { code: 'E_NOT_FOUND', says: /no draft/ }

export const draftsRefused: { [M in Methods]: readonly Refusal[] | 'nothing to refuse' } = {
  'drafts.list': 'nothing to refuse',
  'drafts.keep': [
    {
      when: 'another window goes on with it',
      params: async (bench) => {
        await kept(bench)
        await bench.call('drafts.take', { id: 'd1', holder: 'w2' })
        return fresh
      },
      code: 'E_DRAFT_TAKEN',
      says: /Another window/,
    },
    { when: 'there is no such journey', params: () => ({ ...fresh, journeyId: 'nobody' }), code: 'E_NOT_FOUND', says: /no journey/ },
    { when: 'it is no JSON', params: () => ({ ...fresh, text: '{' }), code: 'E_DRAFT', says: /no JSON/ },
  ],
  'drafts.take': [
    { when: 'there is no such draft', params: () => ({ id: 'd1', holder: 'w1' }), ...noDraft },
    {
      when: 'it is no journey',
      params: async (bench) => {
        await kept(bench, { text: '{"id":"half"}' })
        return { id: 'd1', holder: 'w1' }
      },
      code: 'E_DRAFT',
      says: /no journey: \$\.format/,
    },
  ],
  'drafts.discard': [{ when: 'there is no such draft', params: () => ({ id: 'd1' }), ...noDraft }],
  'drafts.restore': [
    {
      when: 'it was not discarded',
      params: async (bench) => {
        await kept(bench)
        return { id: 'd1' }
      },
      ...noDraft,
    },
  ],
  'journeys.describeVersion': [
    { when: 'there is no such journey', params: () => ({ id: 'nobody', version: 1 }), code: 'E_NOT_FOUND', says: /no journey/ },
    { when: 'there is no such version', params: async (bench) => ({ id: (await bench.saveJourney()).id, version: 2, label: 'x' }), code: 'E_NOT_FOUND', says: /no version 2/ },
  ],
  'journeys.restoreVersion': [
    { when: 'there is no such version', params: async (bench) => ({ id: (await bench.saveJourney()).id, version: 2 }), code: 'E_NOT_FOUND', says: /no version 2/ },
  ],
}
