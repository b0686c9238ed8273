import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, vi } from 'vitest'
import { TUNED_NOTE } from '../../engine/core/measure/template-file.ts'
import type { Accepted } from './accepted.ts'
import { welcome, type Bench } from './case.ts'
import type { Refusal } from './refusals.ts'

// Cases of the methods on templates and on the scenarios of journeys: see contract.test.ts.

type Methods = 'templates.list' | 'templates.create' | 'templates.measure' | 'journeys.scenario.get' | 'journeys.scenario.save'

const nothing = { text: null, scenario: null, savedAt: null }
/** As its author wrote it, spaces and all. */
const text = '{ "format": "scenario",  "formatVersion": 1, "responses": [{ "step": "hello", "basis": "assumed", "opened": 0.2 }] }\n'

async function deletedJourney(bench: Bench): Promise<{ id: string }> {
  const { id } = await bench.saveJourney()
  await bench.call('journeys.delete', { id })
  return { id }
}

export const templatesAccepted: { [M in Methods]: readonly Accepted[] } = {
  'templates.list': [
    {
      that: 'names the journeys to start from, with what each is tuned to; the one with real data is tuned to nothing',
      async holds(bench) {
        const all = await bench.call('templates.list', {})
        expect(all[0]).toMatchObject({ id: 'passo-dukkan', name: 'Marketplace funnel', claim: { source: { company: 'Passo' }, note: TUNED_NOTE } })
        expect(all[0]!.segments.map(({ name }) => name)).toEqual(['New User', 'Category Browser', 'Active Browser', 'High Intent'])
        expect(all[0]!.claim!.figures).toEqual([
          { id: 'cart-click-rate', name: 'Click rate at the cart stage', unit: 'share', published: 0.0415 },
          { id: 'revenue', name: 'Revenue', unit: 'times', published: 9 },
        ])
        expect(all.at(-1)).toMatchObject({ id: 'coupon-campaign', claim: null })
      },
    },
  ],
  'templates.create': [
    {
      that: 'creates the journey with its data, which a second one shares',
      async holds(bench) {
        const first = await bench.call('templates.create', { templateId: 'coupon-campaign', jobId: 'j', withData: true })
        const second = await bench.call('templates.create', { templateId: 'coupon-campaign', jobId: 'j', withData: true })
        const [dataset, ...others] = await bench.call('datasets.list', {})
        expect(others).toEqual([])
        expect(dataset).toMatchObject({ name: 'The Complete Journey, 300 households', profiles: 300, rejected: 0 })
        expect([first.journey.datasetId, second.journey.datasetId]).toEqual([dataset!.id, dataset!.id])
        expect(second.journey.id).not.toBe(first.journey.id)
      },
    },
    {
      that: 'makes the data again if somebody removed them',
      async holds(bench) {
        const { journey } = await bench.call('templates.create', { templateId: 'coupon-campaign', jobId: 'j', withData: true })
        rmSync(join(bench.folder, 'workspace', 'datasets'), { recursive: true })
        const { journey: second, document } = await bench.call('templates.create', { templateId: 'coupon-campaign', jobId: 'j', withData: true })
        expect(second.datasetId).toBe(journey.datasetId)
        const { result } = await bench.call('runs.start', { jobId: 'j', journeyId: second.id, document, datasetId: second.datasetId! })
        expect(result.dataset.profiles).toBe(300)
      },
    },
    {
      that: 'creates the journey alone if no data are wanted',
      async holds(bench) {
        const { journey, document } = await bench.call('templates.create', { templateId: 'passo-dukkan', jobId: 'j', withData: false })
        expect(journey).toMatchObject({ journeyId: 'passo-dukkan', datasetId: null, version: 1 })
        expect(await bench.call('journeys.get', { id: journey.id })).toEqual({ journey, document })
        expect(await bench.call('datasets.list', {})).toEqual([])
      },
    },
    {
      that: 'keeps the scenario with the journey, and puts its segments into the library only if asked',
      async holds(bench) {
        const { journey } = await bench.call('templates.create', { templateId: 'win-back', jobId: 'j', withData: false })
        const { text, scenario } = await bench.call('journeys.scenario.get', { id: journey.id })
        expect(JSON.parse(text!)).toEqual(scenario)
        expect(scenario).toMatchObject({ format: 'scenario', responses: [{ channel: 'push', basis: 'assumed' }, {}, {}, {}] })
        expect(await bench.call('segments.list', {})).toEqual([])

        await bench.call('segments.save', { id: 'silent-7-days', name: 'Mine', when: { did: 'visit' }, baseVersion: null })
        const { document } = await bench.call('templates.create', { templateId: 'win-back', jobId: 'j', withData: false, segmentsToLibrary: true })
        const library = await bench.call('segments.list', {})
        expect(library.map(({ id, name }) => [id, name])).toEqual([['calculated-a-loan', 'Calculated a loan, did not apply'], ['silent-7-days', 'Mine']])
        const drift = await bench.call('segments.drift', { document })
        expect(drift.find(({ copyId }) => copyId === 'calculated-a-loan')).toMatchObject({ status: 'same', foundBy: 'link' })
      },
    },
    {
      that: 'makes people for each of the others, ready to run with its scenario',
      async holds(bench) {
        const { journey, document } = await bench.call('templates.create', { templateId: 'cart-abandonment', jobId: 'j', withData: true })
        const { scenario } = await bench.call('journeys.scenario.get', { id: journey.id })
        const { result, responses } = await bench.call('runs.start', { jobId: 'j', journeyId: journey.id, document, datasetId: journey.datasetId!, scenario: scenario! })
        expect(result.dataset.profiles).toBe(4000)
        expect(responses!.messages.every(({ sent, basis }) => sent > 0 && basis === 'assumed')).toBe(true)
      },
    },
  ],
  'templates.measure': [
    {
      that: 'measures its figures on people of several seeds, and says what they are',
      async holds(bench) {
        const input = { jobId: 'j', templateId: 'cart-abandonment', seeds: 3, people: 600 }
        const measured = await bench.call('templates.measure', input)
        expect(measured).toMatchObject({ templateId: 'cart-abandonment', seeds: 3, people: 600, note: TUNED_NOTE })
        expect(measured.figures.map(({ id, published, runs }) => [id, published, runs.length])).toEqual([['conversion-before', 0.04, 3], ['conversion', 0.08, 3], ['revenue', 1.5, 3]])
        for (const { median, p10, p90, runs } of measured.figures) {
          expect(median).toBe([...runs].sort((a, b) => a! - b!)[1])
          expect(p10! <= median! && median! <= p90!).toBe(true)
        }
        expect(await bench.call('templates.measure', input)).toEqual(measured)
        expect(bench.heard.filter(({ name, payload }) => name === 'job.progress' && (payload as { phase: string }).phase === 'seeds').length).toBeGreaterThan(0) // as: just looked at its name
      },
    },
    {
      that: 'stops between two seeds when it is cancelled',
      async holds(bench) {
        const measuring = bench.refusal('templates.measure', { jobId: 'slow', templateId: 'win-back', seeds: 200 })
        await vi.waitFor(async () => expect(await bench.call('jobs.cancel', { jobId: 'slow' })).toEqual({ cancelled: true }), { interval: 1, timeout: 20_000 })
        expect(await measuring).toMatchObject({ code: 'CANCELLED' })
      },
    },
  ],
  'journeys.scenario.get': [
    {
      that: 'has nothing for a journey without one',
      async holds(bench) {
        expect(await bench.call('journeys.scenario.get', { id: (await bench.saveJourney()).id })).toEqual(nothing)
      },
    },
  ],
  'journeys.scenario.save': [
    {
      that: 'keeps the text as it was written, tells every window, and takes it away again',
      async holds(bench) {
        const { id } = await bench.saveJourney()
        bench.heard.length = 0
        const saved = await bench.call('journeys.scenario.save', { id, text })
        expect(saved).toEqual({ text, scenario: JSON.parse(text), savedAt: expect.any(Number) })
        expect(await bench.call('journeys.scenario.get', { id })).toEqual(saved)
        expect(bench.heard).toEqual([{ name: 'workspace.changed', payload: { what: 'journeys' } }])
        expect(await bench.call('journeys.scenario.save', { id, text })).toEqual(saved)
        expect(await bench.call('journeys.scenario.save', { id, text: null })).toEqual(nothing)
        expect(await bench.call('journeys.scenario.get', { id })).toEqual(nothing)
      },
    },
  ],
}

export const templatesMalformed: { [M in Methods]: { params: unknown; path: string } } = {
  'templates.list': { params: { page: 1 }, path: '$' },
  'templates.create': { params: { templateId: 'passo-dukkan', jobId: 'j', withData: 'yes' }, path: '$.withData' },
  'templates.measure': { params: { templateId: 'passo-dukkan', jobId: 'j', seeds: 201 }, path: '$.seeds' },
  'journeys.scenario.get': { params: { id: '' }, path: '$.id' },
  'journeys.scenario.save': { params: { id: 'a', text: {} }, path: '$.text' },
}

const noTemplate = (params: unknown): Refusal => ({ when: 'there is no such template', params: () => params, code: 'E_NOT_FOUND', says: /no template/ })
const noJourney = (more: object): Refusal[] => [
  { when: 'there is no such journey', params: () => ({ id: 'nobody', ...more }), code: 'E_NOT_FOUND', says: /no journey/ },
  { when: 'the journey was deleted', params: async (bench) => ({ ...(await deletedJourney(bench)), ...more }), code: 'E_NOT_FOUND', says: /no journey/ },
]

export const templatesRefused: { [M in Methods]: readonly Refusal[] | 'nothing to refuse' } = {
  'templates.list': 'nothing to refuse',
  'templates.create': [noTemplate({ templateId: 'nobody', jobId: 'j', withData: false })],
  'templates.measure': [
    noTemplate({ templateId: 'nobody', jobId: 'j' }),
    { when: 'it claims nothing', params: () => ({ templateId: 'coupon-campaign', jobId: 'j' }), code: 'E_NO_FIGURE', says: /real data/ },
  ],
  'journeys.scenario.get': noJourney({}),
  'journeys.scenario.save': [
    ...noJourney({ text }),
    {
      when: 'a share is no share',
      params: async (bench) => ({ id: (await bench.saveJourney(welcome())).id, text: text.replace('0.2', '20') }),
      code: 'E_SCENARIO',
      says: /the scenario of "Welcome": .*\$\.responses\[0\]\.opened/,
    },
    { when: 'it is no JSON', params: async (bench) => ({ id: (await bench.saveJourney()).id, text: '{' }), code: 'E_SCENARIO', says: /not JSON/ },
  ],
}
