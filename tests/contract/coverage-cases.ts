import { expect } from 'vitest'
import type { JourneyDocument } from '../../engine/core/model/journey.ts'
import type { Accepted } from './accepted.ts'
import { welcome, type Bench } from './case.ts'
import type { Refusal } from './refusals.ts'

// Cases of the methods on coverage and on doubt: see contract.test.ts.

type Methods = 'coverage.of' | 'coverage.make' | 'doubt.runs'

const none = { when: 'there is no such dataset', code: 'E_NOT_FOUND', says: /no dataset/ }

/** Greets who signs up, once they have thought for a while; no answer is waited for more than a week. */
const patient: JourneyDocument = {
  ...welcome('Patient'),
  steps: { hello: { kind: 'message', channel: 'push', next: 'wait' }, wait: { kind: 'waitFor', branches: [{ id: 'again', event: 'signup' }], timeout: { after: 'P7D', next: 'done' } }, done: { kind: 'exit', outcome: 'greeted' } },
}

async function question(bench: Bench, document = welcome()) {
  return { jobId: bench.jobId(), document, datasetId: (await bench.importEvents()).id }
}

export const coverageAccepted: { [M in Methods]: readonly Accepted[] } = {
  'coverage.of': [
    {
      that: 'counts who went each way, and says why nobody did',
      async holds(bench) {
        const { reached, total, ways } = await bench.call('coverage.of', await question(bench, patient))
        expect({ reached, total }).toEqual({ reached: 4, total: 5 })
        expect(ways.map(({ way, count }) => [Object.values(way).join(' '), count])).toEqual([
          ['entry signed-up', 3], ['port hello next', 3], ['port wait again', 0], ['port wait timeout', 3], ['goal ordered', 1],
        ])
        expect(ways[2]?.why).toBe('needs "signup" within 7 days: nobody did, or another branch took them')
      },
    },
  ],
  'coverage.make': [
    {
      that: 'makes up people who go every way between them, as cases that pass',
      async holds(bench) {
        const made = await bench.call('coverage.make', { jobId: bench.jobId(), document: patient })
        expect({ total: made.total, reached: made.reached.length, missed: made.missed }).toEqual({ total: 5, reached: 5, missed: [] })
        expect(made.people).toHaveLength(2)
        for (const { caseText } of made.people) expect((await bench.call('journeys.test', { document: patient, caseText })).passed).toBe(true)
      },
    },
    {
      that: 'says of a way that nobody can go that it is so',
      async holds(bench) {
        const document: JourneyDocument = { ...welcome(), steps: { ...welcome().steps, alone: { kind: 'delay', for: 'PT1H' } } }
        const { missed } = await bench.call('coverage.make', { jobId: bench.jobId(), document })
        expect(missed).toEqual([{ way: { kind: 'port', step: 'alone', port: 'next' }, why: 'no way leads from an entry to "alone"', never: true }])
      },
    },
  ],
  'doubt.runs': [
    {
      that: 'runs once for each of the settings, in the order of the figures of the journey',
      async holds(bench) {
        const id = '$.goals[0].window'
        const { figures } = await bench.call('doubt.runs', { ...(await question(bench)), settings: [[], [{ id, value: 30 * 86_400_000 }]] })
        // conversions, their value, started, completed, greeted, sent, suppressed
        expect(figures).toEqual([[1, 25, 3, 0, 3, 3, 0], [2, 65, 3, 0, 3, 3, 0]])
      },
    },
  ],
}

export const coverageMalformed: { [M in Methods]: { params: unknown; path: string } } = {
  'coverage.of': { params: { jobId: 'j', document: welcome() }, path: '$.datasetId' },
  'coverage.make': { params: { jobId: 'j', document: welcome(), ways: [{ kind: 'port', step: 'hello' }] }, path: '$.ways[0].port' },
  'doubt.runs': { params: { jobId: 'j', document: welcome(), datasetId: 'd', settings: [] }, path: '$.settings' },
}

export const coverageRefused: { [M in Methods]: readonly Refusal[] } = {
  'coverage.of': [{ ...none, params: () => ({ jobId: 'j', document: welcome(), datasetId: 'none' }) }],
  'coverage.make': [
    { when: 'the journey has errors', params: () => ({ jobId: 'j', document: { ...welcome(), entries: [{ ...welcome().entries[0]!, next: 'nowhere' }] } }), code: 'J010', says: /nowhere/ },
    { when: 'a step goes through a journey that is not here', params: () => ({ jobId: 'j', document: { ...welcome(), steps: { hello: { kind: 'journey', journey: 'other' } } } }), code: 'E_JOURNEY', says: /other/ },
  ],
  'doubt.runs': [
    { ...none, params: () => ({ jobId: 'j', document: welcome(), datasetId: 'none', settings: [[]] }) },
    { when: 'a number is not there', params: async (bench) => ({ ...(await question(bench)), settings: [[{ id: '$.steps.gone.for', value: 1 }]] }), code: 'E_NOT_FOUND', says: /no number/ },
  ],
}
