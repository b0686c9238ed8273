import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, vi } from 'vitest'
import type { JourneyDocument } from '../../engine/core/model/journey.ts'
import type { Accepted } from './accepted.ts'
import { welcome, type Bench } from './case.ts'
import type { Refusal } from './refusals.ts'

// Cases of the methods that ask data: see contract.test.ts. The events of `case.ts`: ada, bob and cyd sign up, two of them order.

type Methods = 'explore.funnel' | 'explore.timeToNext' | 'explore.wait' | 'explore.retention' | 'explore.after' | 'explore.sessions' | 'explore.quality'

const DAY = 86_400_000
const steps = [{ event: 'signup' }, { event: 'purchase' }]

const waiting: JourneyDocument = {
  ...welcome(),
  entries: [{ id: 'signed-up', trigger: { kind: 'event', event: 'signup' }, next: 'for-order' }],
  steps: { 'for-order': { kind: 'waitFor', branches: [{ id: 'ordered', event: 'purchase' }, { id: 'given', event: 'gift' }], timeout: { after: 'P4D' } } },
}

async function shop(bench: Bench): Promise<{ jobId: string; datasetId: string }> {
  const { id } = await bench.importEvents()
  return { jobId: bench.jobId(), datasetId: id }
}

export const exploreAccepted: { [M in Methods]: readonly Accepted[] } = {
  'explore.funnel': [
    {
      that: 'counts who reaches each step, by period and by what the events say',
      async holds(bench) {
        const data = await shop(bench)
        const answer = await bench.call('explore.funnel', { ...data, steps, windowMs: 7 * DAY, breakDown: { by: 'day' } })
        expect(answer).toMatchObject({ entered: 3, completed: 1, stillOpen: 0, asOfExport: false })
        expect(answer.groups.map(({ value, entered, completed }) => [value, entered, completed])).toEqual([['2026-01-01', 2, 1], ['2026-01-02', 1, 0]])
        const dear = [steps[0]!, { event: 'purchase', where: { property: 'price', op: 'gte', value: 30 } }]
        expect(await bench.call('explore.funnel', { ...data, steps: dear })).toMatchObject({ completed: 1, stillOpen: null })
        expect(bench.heard.filter(({ name }) => name === 'job.progress').at(-1)).toMatchObject({ payload: { jobId: data.jobId, phase: 'profiles', done: 3, total: 3 } })
      },
    },
    {
      that: 'knows attributes as of the export',
      async holds(bench) {
        const profiles = { path: bench.file('people.csv', 'id,plan\nada,pro\nbob,free\n') }
        const { id } = await bench.call('datasets.import', { jobId: 'i', name: 'Shop', paths: [bench.file('a.jsonl', '{"profileId":"ada","at":1,"name":"a"}\n{"profileId":"ada","at":2,"name":"b"}\n{"profileId":"cyd","at":2,"name":"a"}\n')], mapping: {}, profiles })
        const answer = await bench.call('explore.funnel', { jobId: 'f', datasetId: id, steps: [{ event: 'a' }, { event: 'b' }], breakDown: { by: 'attribute', name: 'plan' } })
        expect(answer).toMatchObject({ asOfExport: true, groups: [{ value: '(missing)', entered: 1 }, { value: 'pro', completed: 1 }] })
      },
    },
    {
      that: 'can be cancelled while it walks',
      async holds(bench) {
        const { journey } = await bench.call('templates.create', { templateId: 'passo-dukkan', jobId: 'data', withData: true })
        const names = ['signup', 'app_open', 'ticket_view', 'app_open', 'ticket_view', 'app_open'].map((event) => ({ event }))
        const asked = bench.refusal('explore.funnel', { jobId: 'slow', datasetId: journey.datasetId, steps: names })
        await vi.waitFor(async () => expect(await bench.call('jobs.cancel', { jobId: 'slow' })).toEqual({ cancelled: true }), { interval: 1, timeout: 20_000 })
        expect(await asked).toMatchObject({ code: 'CANCELLED' })
      },
    },
  ],
  'explore.timeToNext': [
    {
      that: 'tells how long it takes, and what each timeout catches',
      async holds(bench) {
        const answer = await bench.call('explore.timeToNext', { ...(await shop(bench)), start: { event: 'signup' }, next: [{ event: 'purchase' }], timeoutsMs: [4 * DAY] })
        expect(answer).toMatchObject({ starts: 3, answered: 2, unanswered: 1, by: [{ event: 'purchase', count: 2 }], gapMs: { p50: 2 * DAY, p90: 19 * DAY - 3_600_000 } })
        expect(answer.curve.find(({ timeoutMs }) => timeoutMs === 4 * DAY)).toEqual({ timeoutMs: 4 * DAY, watched: 3, caught: 1, share: 1 / 3, estimated: expect.closeTo(1 / 3, 12) as number })
      },
    },
  ],
  'explore.wait': [
    {
      that: 'tells what the timeout of a wait on the canvas would catch',
      async holds(bench) {
        const { timeoutMs, notes, answer, ...asked } = await bench.call('explore.wait', { ...(await shop(bench)), document: waiting, stepId: 'for-order' })
        expect({ timeoutMs, notes, asked }).toEqual({ timeoutMs: 4 * DAY, notes: ['these data have no "gift"'], asked: { start: [{ event: 'signup' }], next: [{ event: 'purchase' }], starts: 'first' } })
        expect(answer.curve.find((one) => one.timeoutMs === timeoutMs)).toMatchObject({ watched: 3, caught: 1 })
      },
    },
  ],
  'explore.retention': [
    {
      that: 'counts who comes back, of those for whom the day lies in the data',
      async holds(bench) {
        const { starts, periods } = await bench.call('explore.retention', { ...(await shop(bench)), periods: 3 })
        expect({ starts, returned: periods.map(({ watched, returned }) => [returned, watched]) }).toEqual({ starts: 3, returned: [[0, 3], [0, 3], [1, 3], [0, 3]] })
      },
    },
  ],
  'explore.after': [
    {
      that: 'tells what people did next, beside what they usually do',
      async holds(bench) {
        const { horizons, events } = await bench.call('explore.after', { ...(await shop(bench)), event: { event: 'signup' }, horizonsMs: [3 * DAY] })
        expect(horizons).toEqual([{ horizonMs: 3 * DAY, starts: 3, leftOut: 0 }])
        expect(events).toEqual([{ event: 'purchase', within: [{ count: 1, share: 1 / 3, usual: expect.any(Number) as number, lift: expect.any(Number) as number }] }])
      },
    },
  ],
  'explore.sessions': [
    {
      that: 'makes sessions by any gap, and a run has them as events',
      async holds(bench) {
        const data = await shop(bench)
        expect(await bench.call('explore.sessions', { ...data, gapMs: 60_000 })).toMatchObject({ sessions: 5, profiles: 3, inData: false })
        expect(await bench.call('explore.sessions', { ...data, gapMs: 5 * DAY })).toMatchObject({ sessions: 4 })
        const document: JourneyDocument = { ...welcome(), entries: [{ id: 'came', trigger: { kind: 'event', event: '$session_start' }, next: 'hello' }] }
        const run = { journeyId: null, document, datasetId: data.datasetId, jobId: 'r' }
        expect((await bench.call('runs.start', { ...run, sessionGapMs: 60_000 })).result).toMatchObject({ instances: { started: 3 }, dataset: { events: 10 } })
        expect((await bench.call('runs.start', run)).result).toMatchObject({ instances: { started: 0 }, dataset: { events: 5 } })
        const told = await bench.call('runs.explain', { document, datasetId: data.datasetId, profileId: 'ada', sessionGapMs: 60_000 })
        expect(told.profile.events).toBe(4)
      },
    },
  ],
  'explore.quality': [
    {
      that: 'finds what is repeated, and keeps it beside the columns',
      async holds(bench) {
        const { id } = await bench.importEvents('Twice', `profileId,at,name\n${'ada,2026-01-01,visit\n'.repeat(2)}bob,2026-01-01,visit\n`.replace('profileId,at,name', 'user_id,timestamp,event'))
        const { flags, leftOff } = await bench.call('explore.quality', { jobId: 'q', datasetId: id })
        expect({ kinds: flags.map(({ kind, count }) => [kind, count]), leftOff }).toEqual({ kinds: [['duplicates', 1]], leftOff: 0 })
        const datasets = join(bench.folder, 'workspace', 'datasets')
        expect(readdirSync(datasets).some((folder) => existsSync(join(datasets, folder, 'quality.json')))).toBe(true)
        expect(await bench.call('explore.quality', { jobId: 'q', datasetId: id })).toEqual({ flags, leftOff })
      },
    },
  ],
}

export const exploreMalformed: { [M in Methods]: { params: unknown; path: string } } = {
  'explore.funnel': { params: { jobId: 'j', datasetId: 'd', steps: [{ event: 'signup' }] }, path: '$.steps' },
  'explore.timeToNext': { params: { jobId: 'j', datasetId: 'd', start: { event: 'a' }, next: [{ event: 'b', where: { property: 'price', op: 'near' } }] }, path: '$.next[0].where.op' },
  'explore.wait': { params: { jobId: 'j', datasetId: 'd', document: { ...welcome(), steps: { a: { kind: 'waitFor' } } }, stepId: 'a' }, path: '$.document.steps.a.branches' },
  'explore.retention': { params: { jobId: 'j', datasetId: 'd', unit: 'month' }, path: '$.unit' },
  'explore.after': { params: { jobId: 'j', datasetId: 'd', event: { event: 'a' }, horizonsMs: [0] }, path: '$.horizonsMs[0]' },
  'explore.sessions': { params: { jobId: 'j', datasetId: 'd', gapMs: 1 }, path: '$.gapMs' },
  'explore.quality': { params: { datasetId: 'd' }, path: '$.jobId' },
}

const nobody = { jobId: 'j', datasetId: 'nobody' }
const unknown = (params: object): Refusal => ({ when: 'there is no such dataset', params: () => ({ ...nobody, ...params }), code: 'E_NOT_FOUND', says: /no dataset/ })
const asked = (when: string, params: object, code: string, says: RegExp): Refusal => ({ when, params: async (bench) => ({ ...(await shop(bench)), ...params }), code, says })

export const exploreRefused: { [M in Methods]: readonly Refusal[] } = {
  'explore.funnel': [
    unknown({ steps }),
    asked('an event is misspelt', { steps: [{ event: 'signup' }, { event: 'purchas' }] }, 'E_EVENT', /"purchas"/),
    asked('a condition is about the profile', { steps: [{ event: 'signup', where: { attribute: 'plan', op: 'exists' } }, { event: 'purchase' }] }, 'E_CONDITION', /"attribute"/),
    asked('nobody has the attribute', { steps, breakDown: { by: 'attribute', name: 'plan' } }, 'E_ATTRIBUTE', /"plan"/),
    asked('the span is empty', { steps, from: 2, until: 1 }, 'E_SPAN', /nothing lies from/),
  ],
  'explore.timeToNext': [unknown({ start: { event: 'a' }, next: [{ event: 'b' }] }), asked('an event is unknown', { start: { event: 'signup' }, next: [{ event: 'b' }] }, 'E_EVENT', /"b"/)],
  'explore.wait': [
    unknown({ document: welcome(), stepId: 'hello' }),
    asked('the step is no wait', { document: welcome(), stepId: 'hello' }, 'E_STEP', /"hello" is no wait/),
    asked('no event leads to it', { document: { ...waiting, entries: [] }, stepId: 'for-order' }, 'E_WAIT', /leads straight to the wait "for-order"/),
  ],
  'explore.retention': [unknown({}), asked('an event is unknown', { start: { event: 'b' } }, 'E_EVENT', /"b"/)],
  'explore.after': [unknown({ event: { event: 'a' } }), asked('an event is unknown', { event: { event: 'b' } }, 'E_EVENT', /"b"/)],
  'explore.sessions': [unknown({ gapMs: 60_000 })],
  'explore.quality': [unknown({})],
}
