import { expect, vi } from 'vitest'
import { fidelityReportSchema } from '../../engine/core/population/fidelity/report.ts'
import type { PopulationDocument } from '../../engine/core/population/spec.ts'
import type { Accepted } from './accepted.ts'
import type { Bench } from './case.ts'
import type { Refusal } from './refusals.ts'

// Cases of the methods on synthetic populations: see contract.test.ts.

type Methods = 'populations.specCheck' | 'populations.make' | 'populations.learn' | 'populations.fidelity'

const shop: PopulationDocument = {
  format: 'population', formatVersion: 1, id: 'shop', name: 'Shop', from: '2026-01-05', days: 28,
  attributes: { plan: { values: [['free', 3], ['pro', 1]] } },
  states: { visit: { next: [{ to: 'buy', share: 0.2, after: 'PT1M' }] }, buy: { properties: { price: { values: [[10, 1], [25, 1]] } } } },
  tracks: { visits: { starts: [{ to: 'visit', weight: 1 }], between: { median: 'P2D', p90: 'P6D' }, comesBack: 0.9 } },
}
const misspelt: PopulationDocument = { ...shop, tracks: { visits: { starts: [{ to: 'vist', weight: 1 }] } } }
/** Long enough at work to be cancelled. */
const busy: PopulationDocument = { ...shop, days: 3000, tracks: { visits: { starts: [{ to: 'visit', weight: 1 }], between: 'PT6H' } } }

async function shopData(bench: Bench, profiles = 300): Promise<{ jobId: string; datasetId: string }> {
  const { id } = await bench.call('populations.make', { jobId: bench.jobId(), spec: shop, profiles })
  return { jobId: bench.jobId(), datasetId: id }
}

async function cancelled(bench: Bench, asked: Promise<unknown>, jobId: string): Promise<void> {
  await vi.waitFor(async () => expect(await bench.call('jobs.cancel', { jobId })).toEqual({ cancelled: true }), { interval: 1, timeout: 20_000 })
  expect(await asked).toMatchObject({ code: 'CANCELLED' })
}

export const populationAccepted: { [M in Methods]: readonly Accepted[] } = {
  'populations.specCheck': [
    {
      that: 'says what a spec describes',
      async holds(bench) {
        const { problems, summary, spec } = await bench.call('populations.specCheck', { text: JSON.stringify(shop) })
        expect({ problems, spec }).toEqual({ problems: [], spec: shop })
        expect(summary).toMatchObject({
          id: 'shop', name: 'Shop', from: Date.parse('2026-01-05'), until: Date.parse('2026-02-02'), events: ['visit', 'buy'], properties: ['price'], attributes: ['plan'], kinds: [{ name: 'everybody', share: 1 }],
        })
        expect(summary!.eventsPerProfile).toBeGreaterThan(2)
      },
    },
    {
      that: 'says what is wrong with one, and where, and never fails for it',
      async holds(bench) {
        const answer = await bench.call('populations.specCheck', { text: JSON.stringify(misspelt) })
        expect(answer).toEqual({ problems: [{ path: '$.tracks.visits.starts[0].to', message: 'there is no state "vist"', help: 'did you mean "visit"?' }], summary: null, spec: null })
        expect((await bench.call('populations.specCheck', { text: '{' })).problems[0]).toMatchObject({ path: '$' })
      },
    },
  ],
  'populations.make': [
    {
      that: 'makes people into a dataset, the same for the same spec, seed and number',
      async holds(bench) {
        const made = await bench.call('populations.make', { jobId: 'make', spec: shop, profiles: 3000, seed: 7 })
        expect(made).toMatchObject({ name: 'Shop, 3,000 people', profiles: 3000, rejected: 0, source: 'synthetic: Shop, 3,000 people, seed 7', canReimport: false })
        expect(bench.heard.filter(({ name }) => name === 'job.progress').map(({ payload }) => payload)).toContainEqual({ jobId: 'make', phase: 'generating', done: 3000, total: 3000 })
        const again = await bench.call('populations.make', { jobId: 'again', spec: shop, profiles: 3000, seed: 7, name: 'Same' })
        expect({ ...again, importedAt: 0 }).toEqual({ ...made, name: 'Same', importedAt: 0 })
        const other = await bench.call('populations.make', { jobId: 'other', spec: shop, profiles: 3000, seed: 8 })
        expect(other.digest).not.toBe(made.digest)
        expect((await bench.call('datasets.list', {})).map(({ id }) => id).sort()).toEqual([made.id, other.id].sort())
        const { events, attributes } = await bench.call('datasets.catalogue', { id: made.id })
        expect(events.map(({ name }) => name).sort()).toEqual(['buy', 'visit'])
        expect(attributes.map(({ name, coverage }) => [name, coverage])).toEqual([['plan', 1]])
      },
    },
    {
      that: 'can be cancelled, and keeps nothing then',
      async holds(bench) {
        await cancelled(bench, bench.refusal('populations.make', { jobId: 'slow', spec: busy, profiles: 3000 }), 'slow')
        expect(await bench.call('datasets.list', {})).toEqual([])
      },
    },
  ],
  'populations.learn': [
    {
      that: 'learns a spec from a dataset that can be made into people again',
      async holds(bench) {
        const data = await shopData(bench)
        const { spec, notes } = await bench.call('populations.learn', { ...data, name: 'Shop of old' })
        expect(spec).toMatchObject({ id: 'shop-of-old', name: 'Shop of old, learned', from: '2026-01-05', days: 28, timeZone: 'UTC' })
        expect(Object.keys(spec.states)).toEqual(expect.arrayContaining(['visit', 'buy']))
        expect(notes.length).toBeGreaterThan(0)
        expect((await bench.call('populations.make', { jobId: 'make', spec, profiles: 500 })).profiles).toBe(500)
        expect(bench.heard.some(({ payload }) => (payload as { phase?: string }).phase === 'learning')).toBe(true) // as: payloads of progress have one
      },
    },
  ],
  'populations.fidelity': [
    {
      that: 'holds people against the dataset, learned from it or made from a spec',
      async holds(bench) {
        const data = await shopData(bench, 600)
        const learned = await bench.call('populations.fidelity', data)
        expect(learned.population).toMatchObject({ learnedHere: true, profiles: 600, seed: 0 })
        const given = fidelityReportSchema.parse(await bench.call('populations.fidelity', { ...data, jobId: 'given', spec: shop, seed: 3 }))
        expect(given.population).toMatchObject({ id: 'shop', learnedHere: false, seed: 3 })
        expect(given.comparisons.map(({ id }) => id)).toEqual(expect.arrayContaining(['names', 'gaps', 'hours', 'weekdays', 'funnel', 'events-per-profile', 'attribute:plan', 'property:buy.price']))
        for (const { id, value } of given.comparisons) expect(value!, id).toBeLessThan(0.1) // the very spec the data were made from
        expect(given.privacy).toHaveLength(3)
      },
    },
    {
      that: 'can be cancelled',
      async holds(bench) {
        const data = await shopData(bench, 20_000)
        await cancelled(bench, bench.refusal('populations.fidelity', { ...data, jobId: 'slow' }), 'slow')
      },
    },
  ],
}

export const populationMalformed: { [M in Methods]: { params: unknown; path: string } } = {
  'populations.specCheck': { params: { spec: shop }, path: '$.text' },
  'populations.make': { params: { jobId: 'j', spec: { ...shop, days: 0 }, profiles: 10 }, path: '$.spec.days' },
  'populations.learn': { params: { jobId: 'j', datasetId: 'd', sessionGapMs: 0 }, path: '$.sessionGapMs' },
  'populations.fidelity': { params: { jobId: 'j', datasetId: 'd', seed: -1 }, path: '$.seed' },
}

const unknown: Refusal = { when: 'there is no such dataset', params: () => ({ jobId: 'j', datasetId: 'nobody' }), code: 'E_NOT_FOUND', says: /no dataset/ }
const zone: Refusal = { when: 'there is no such zone', params: async (bench) => ({ ...(await shopData(bench)), timeZone: 'Mars/Olympus' }), code: 'E_ZONE', says: /"Mars\/Olympus"/ }
const few: Refusal = { when: 'there are too few people', params: async (bench) => ({ jobId: 'j', datasetId: (await bench.importEvents()).id }), code: 'E_FEW_PEOPLE', says: /3 profiles are too few/ }

export const populationRefused: { [M in Methods]: readonly Refusal[] | 'nothing to refuse' } = {
  'populations.specCheck': 'nothing to refuse',
  'populations.make': [
    { when: 'the spec has problems', params: () => ({ jobId: 'j', spec: misspelt, profiles: 10 }), code: 'E_POPULATION', says: /Shop: there is no state "vist" \(\$\.tracks\.visits\.starts\[0\]\.to\)/ },
    { when: 'there are more people than ids', params: () => ({ jobId: 'j', spec: shop, profiles: 100_000_001 }), code: 'E_TOO_MANY', says: /100,000,001 profiles are too many/ },
    { when: 'there would be too many events', params: () => ({ jobId: 'j', spec: busy, profiles: 100_000 }), code: 'E_TOO_MANY', says: /million events/ },
  ],
  'populations.learn': [unknown, zone, few],
  'populations.fidelity': [
    unknown, zone, few,
    { when: 'the spec has problems', params: async (bench) => ({ ...(await shopData(bench)), spec: misspelt }), code: 'E_POPULATION', says: /no state "vist"/ },
  ],
}
