import { expect } from 'vitest'
import type { Accepted } from './accepted.ts'
import { welcome } from './case.ts'
import type { Refusal } from './refusals.ts'

// Cases of the method that a report is made with: see contract.test.ts. The events of `case.ts`: ada, bob and cyd sign up, ada orders within the week.

const DAY = 86_400_000

export const reportAccepted: { 'runs.report': readonly Accepted[] } = {
  'runs.report': [
    {
      that: 'tells the ways, how long goals took, and when messages went out, without anybody’s id',
      async holds(bench) {
        const { id: datasetId } = await bench.importEvents()
        const report = await bench.call('runs.report', { jobId: bench.jobId(), document: welcome(), datasetId })
        expect(report.ways.top).toEqual([{ steps: ['hello', 'done'], isCut: false, passes: 3, converted: 1, medianMs: 0 }])
        expect(report.timeToConvert).toMatchObject([{ goal: 'ordered', started: 3, converted: 1, immature: 0, medianMs: 2 * DAY }])
        expect([report.rhythm.sent, report.rhythm.byHour[3]![10], report.rhythm.byHour[3]![11], report.rhythm.byHour[4]![9]]).toEqual([3, 1, 1, 1])
        expect(report.weeks).toEqual([{ from: Date.UTC(2025, 11, 29), started: 3, converted: 1, immature: 0, sent: 3 }])
        expect(JSON.stringify(report)).not.toContain('cyd')
      },
    },
    {
      that: 'goes by the end that is asked for: who can still order is no loss',
      async holds(bench) {
        const { id: datasetId } = await bench.importEvents()
        const { timeToConvert, weeks } = await bench.call('runs.report', { jobId: bench.jobId(), document: welcome(), datasetId, until: Date.UTC(2026, 0, 3) })
        expect(timeToConvert).toEqual([{ goal: 'ordered', started: 3, converted: 0, immature: 3, medianMs: null, p90Ms: null, bars: [] }])
        expect(weeks).toMatchObject([{ immature: 3 }])
      },
    },
  ],
}

export const reportMalformed = { 'runs.report': { params: { jobId: 'j', document: welcome(), datasetId: '' }, path: '$.datasetId' } }

export const reportRefused: { 'runs.report': readonly Refusal[] } = {
  'runs.report': [
    { when: 'there is no such dataset', params: () => ({ jobId: 'j', document: welcome(), datasetId: 'nobody' }), code: 'E_NOT_FOUND', says: /no dataset/ },
    {
      when: 'the journey cannot run',
      params: async (bench) => ({ jobId: 'j', document: { ...welcome(), entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'gone' }] }, datasetId: (await bench.importEvents()).id }),
      code: 'J010',
      says: /gone/,
    },
  ],
}
