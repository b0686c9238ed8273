import { expect, vi } from 'vitest'
import type { MethodOutput } from '../../engine/api/contract.ts'
import type { JourneyDocument } from '../../engine/core/model/journey.ts'
import { startStub } from '../platforms/all-stubs.ts'
import { versions } from '../platforms/kill-life.ts'
import type { Stub } from '../platforms/stub.ts'
import type { Accepted } from './accepted.ts'
import type { Bench } from './case.ts'
import type { Refusal } from './refusals.ts'

// Cases of the methods on forecasts: see contract.test.ts.

type Methods = 'forecast.of' | 'forecast.make' | 'forecast.read' | 'forecast.compare' | 'forecast.learn'

const DAY = 86_400_000
/** The clock of the bench stands here, and so does what is published. */
const PUBLISHED = 1_800_000_000_000
const PEOPLE = 90

/** Two pushes with a day in between; who buys within a week counts. */
const document: JourneyDocument = { ...versions()[0], goals: [{ id: 'bought', event: 'purchase', window: 'P7D' }] }

interface Told { buys: number; opens?: number }

/** Ninety people who order over 30 days from `from` on; the first `buys` of them buy a day later, and with `opens` messages are in the data and so many are opened. */
function ordersFrom(from: number, { buys, opens }: Told): string {
  const rows = Array.from({ length: PEOPLE }, (_, person) => {
    const at = from + (person * 30 * DAY) / PEOPLE
    const row = (name: string, after: number, step = '') => `p${person},${new Date(at + after).toISOString()},${name},${step},${step === '' ? '' : document.id}`
    const sent = opens === undefined ? [] : [row('$sent', 1000, 'hello'), ...(person < opens ? [row('$opened', 3_600_000, 'hello')] : [])]
    return [row('Placed Order', 0), ...sent, ...(person < buys ? [row('purchase', DAY)] : [])].join('\n')
  })
  const end = `p0,${new Date(from + 45 * DAY).toISOString()},other,,`
  return ['user_id,timestamp,event,stepId,journeyId', ...rows, end, ''].join('\n')
}

const before = (bench: Bench) => bench.importEvents('Before', ordersFrom(PUBLISHED - 60 * DAY, { buys: 30 }))
const later = (bench: Bench, told: Told) => bench.importEvents('Later', ordersFrom(PUBLISHED + DAY, told))

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

async function published(bench: Bench, connectionId: string): Promise<MethodOutput<'publish.apply'>> {
  const { id: planId, digest } = await bench.call('publish.plan', { jobId: bench.jobId(), connectionId, document })
  await bench.call('publish.approve', { planId, digest, by: 'Ada' })
  return bench.call('publish.apply', { jobId: bench.jobId(), planId })
}

async function rehearsed(bench: Bench) {
  const { id: datasetId } = await before(bench)
  await bench.call('runs.start', { jobId: bench.jobId(), journeyId: null, document, datasetId, scenario: SCENARIO })
  return datasetId
}

const SCENARIO = { format: 'scenario' as const, formatVersion: 1 as const, name: 'As last year', responses: [{ channel: 'push' as const, basis: 'assumed' as const, opened: { low: 0.2, high: 0.3 } }] }

function accepted(that: string, holds: (bench: Bench, stub: Stub, connectionId: string) => Promise<void>): Accepted {
  return { that, holds: (bench) => withPlatform(bench, (stub, id) => holds(bench, stub, id)) }
}

/** What the stub counted of the journey that was published. */
const count = (stub: Stub, numbers: Parameters<Stub['setStatistics']>[1]) => stub.setStatistics(stub.journeys()[0]!.id, numbers)
const row = ({ rows }: MethodOutput<'forecast.compare'>, kind: string, stepId: string | null = null) => rows.find((one) => one.kind === kind && one.stepId === stepId)

export const forecastAccepted: { [M in Methods]: readonly Accepted[] } = {
  'forecast.of': [
    accepted('has the last rehearsal of just what was published', async (bench, _, id) => {
      await rehearsed(bench)
      const { id: publicationId } = await published(bench, id)
      expect(await bench.call('forecast.of', { publicationId })).toMatchObject({ forecast: { isBefore: true, datasetName: 'Before', people: PEOPLE, scenarioName: 'As last year' }, readAt: null, since: expect.any(Number) as number })
    }),
    accepted('says so where nothing was rehearsed', async (bench, _, id) => {
      expect(await bench.call('forecast.of', { publicationId: (await published(bench, id)).id })).toMatchObject({ forecast: null, readAt: null })
    }),
  ],
  'forecast.make': [
    accepted('rehearses what was published afterwards, and says so', async (bench, _, id) => {
      const { id: publicationId } = await published(bench, id)
      const { id: datasetId } = await before(bench)
      expect(await bench.call('forecast.make', { jobId: bench.jobId(), publicationId, datasetId })).toMatchObject({ forecast: { isBefore: false, runId: null, people: PEOPLE, scenarioName: null } })
    }),
  ],
  'forecast.read': [
    accepted('reads what the platform counted, and keeps it', async (bench, stub, id) => {
      const { id: publicationId } = await published(bench, id)
      count(stub, { hello: { entered: 400, sent: 390 } })
      expect((await bench.call('forecast.read', { jobId: bench.jobId(), publicationId })).readAt).toBeGreaterThan(PUBLISHED)
      expect((await bench.call('forecast.of', { publicationId })).readAt).toBeGreaterThan(PUBLISHED)
    }),
  ],
  'forecast.compare': [
    accepted('tells what the platform counted from what was forecast, and what it does not tell', async (bench, stub, id) => {
      await rehearsed(bench)
      const { id: publicationId } = await published(bench, id)
      count(stub, { hello: { entered: 400, sent: 400, delivered: 400, opened: 40 }, wait: { entered: 400 }, again: { entered: 200, sent: 200, delivered: 200, opened: 50 } })
      await bench.call('forecast.read', { jobId: bench.jobId(), publicationId })
      const compared = await bench.call('forecast.compare', { jobId: bench.jobId(), publicationId, actual: { kind: 'statistics' } })
      expect(compared.actual).toMatchObject({ source: 'platform', name: 'Dittofeed', messages: 'happened', people: 400 })
      expect(row(compared, 'sent', 'hello')).toMatchObject({ verdict: 'inside', forecast: { hits: PEOPLE, of: PEOPLE }, actual: { hits: 400, of: 400 } })
      expect(row(compared, 'sent', 'again')).toMatchObject({ verdict: 'below', difference: -0.5 })
      expect(row(compared, 'opened', 'hello')).toMatchObject({ verdict: 'below', per: 'message', forecast: { rate: 0.25 } })
      expect(row(compared, 'opened', 'again')).toMatchObject({ verdict: 'inside' })
      expect(row(compared, 'goal')).toMatchObject({ verdict: 'notReported', inWords: 'Not reported by Dittofeed.' })
    }),
    accepted('holds the forecast against what people of later events did', async (bench, _, id) => {
      await rehearsed(bench)
      const { id: publicationId } = await published(bench, id)
      const { id: datasetId } = await later(bench, { buys: 60 })
      const compared = await bench.call('forecast.compare', { jobId: bench.jobId(), publicationId, actual: { kind: 'dataset', datasetId } })
      expect(compared.actual).toMatchObject({ source: 'events', messages: 'rehearsed', name: 'Later' })
      expect(row(compared, 'goal')).toMatchObject({ verdict: 'above' })
      expect(row(compared, 'sent', 'hello')).toMatchObject({ verdict: 'inside' })
      expect(compared.notes[0]).toContain('hold no messages of this journey')
    }),
  ],
  'forecast.learn': [
    accepted('makes assumptions of what the platform counted, and says what they change', async (bench, stub, id) => {
      const { id: publicationId } = await published(bench, id)
      count(stub, { hello: { entered: 400, sent: 400, delivered: 380, opened: 76 } })
      await bench.call('forecast.read', { jobId: bench.jobId(), publicationId })
      const { name, responses, messages, changes } = await bench.call('forecast.learn', { jobId: bench.jobId(), publicationId, actual: { kind: 'statistics' }, before: SCENARIO })
      expect(name).toMatch(/^Learned from Production, 2027-01-15$/)
      expect(messages).toBe(400)
      expect(responses.map(({ step, channel, basis }) => [step ?? channel, basis])).toEqual([['hello', 'learned'], ['push', 'learned']])
      expect(changes).toContainEqual({ stepId: 'hello', channel: null, figure: 'opened', before: { low: 0.2, high: 0.3 }, after: { low: 0.162874, high: 0.243131 } })
    }),
    accepted('learns from messages in later events', async (bench, _, id) => {
      const { id: publicationId } = await published(bench, id)
      const { id: datasetId } = await later(bench, { buys: 30, opens: 45 })
      const { responses } = await bench.call('forecast.learn', { jobId: bench.jobId(), publicationId, actual: { kind: 'dataset', datasetId }, before: null })
      expect(responses).toMatchObject([{ step: 'hello', basis: 'learned', delivered: 1 }])
    }),
  ],
}

export const forecastMalformed: { [M in Methods]: { params: unknown; path: string } } = {
  'forecast.of': { params: {}, path: '$.publicationId' },
  'forecast.make': { params: { jobId: 'j', publicationId: 'p' }, path: '$.datasetId' },
  'forecast.read': { params: { jobId: 'j' }, path: '$.publicationId' },
  'forecast.compare': { params: { jobId: 'j', publicationId: 'p', actual: { kind: 'dataset' } }, path: '$.actual.datasetId' },
  'forecast.learn': { params: { jobId: 'j', publicationId: 'p', actual: { kind: 'statistics' } }, path: '$.before' },
}

const none: Refusal = { when: 'there is no such publication', params: () => ({ publicationId: 'nobody' }), code: 'E_NOT_FOUND', says: /no publication/ }
const statistics = { kind: 'statistics' }

export const forecastRefused: { [M in Methods]: readonly Refusal[] } = {
  'forecast.of': [none],
  'forecast.make': [{ ...none, params: () => ({ jobId: 'j', publicationId: 'nobody', datasetId: 'd' }) }],
  'forecast.read': [{ ...none, params: () => ({ jobId: 'j', publicationId: 'nobody' }) }],
  'forecast.compare': [
    { ...none, params: () => ({ jobId: 'j', publicationId: 'nobody', actual: statistics }) },
    { when: 'nothing was forecast', params: (bench) => withPlatform(bench, async (_, id) => ({ jobId: 'j', publicationId: (await published(bench, id)).id, actual: statistics })), code: 'E_FORECAST', says: /was not rehearsed as it was published/ },
    {
      when: 'the data end before it was published',
      params: (bench) => withPlatform(bench, async (_, id) => {
        const datasetId = await rehearsed(bench)
        return { jobId: 'j', publicationId: (await published(bench, id)).id, actual: { kind: 'dataset', datasetId } }
      }),
      code: 'E_FORECAST_TIME', says: /before the journey was published/,
    },
    {
      when: 'nothing was read yet',
      params: (bench) => withPlatform(bench, async (_, id) => {
        await rehearsed(bench)
        return { jobId: 'j', publicationId: (await published(bench, id)).id, actual: statistics }
      }),
      code: 'E_FORECAST', says: /Nothing was read from Dittofeed/,
    },
  ],
  'forecast.learn': [{ ...none, params: () => ({ jobId: 'j', publicationId: 'nobody', actual: statistics, before: null }) }],
}
