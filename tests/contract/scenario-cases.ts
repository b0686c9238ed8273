import { expect } from 'vitest'
import type { Accepted } from './accepted.ts'
import { welcome, type Bench } from './case.ts'
import type { Refusal } from './refusals.ts'

// Cases of the methods on scenarios that belong to no journey: see contract.test.ts.

type Methods = 'scenarios.check' | 'scenarios.learn'

const text = JSON.stringify({ format: 'scenario', formatVersion: 1, responses: [{ step: 'helo', basis: 'assumed', opened: 0.2 }] })

/** Forty pushes of which every fourth is opened after ten minutes; the last one is never too late to be. */
const MESSAGES = [
  'user_id,timestamp,event,stepId,channel',
  ...Array.from({ length: 40 }, (_, number) => [
    `p${number},2026-01-01T10:00:00Z,$sent,hello,push`,
    ...(number % 4 === 0 ? [`p${number},2026-01-01T10:10:00Z,$opened,hello,push`] : []),
  ]).flat(),
  'p0,2026-02-01T10:00:00Z,visit,,',
].join('\n')

async function messages(bench: Bench, rows = MESSAGES): Promise<string> {
  return (await bench.importEvents('Messages', rows)).id
}

export const scenariosAccepted: { [M in Methods]: readonly Accepted[] } = {
  'scenarios.check': [
    {
      that: 'names what no journey has, with the nearest name',
      async holds(bench) {
        const { findings, scenario } = await bench.call('scenarios.check', { text, documents: [welcome()] })
        expect(scenario.responses).toHaveLength(1)
        expect(findings).toEqual([{ severity: 'error', path: '$.responses[0].step', message: 'no message step is called "helo"', help: 'did you mean "hello"?' }])
        expect((await bench.call('scenarios.check', { text: text.replace('helo', 'hello'), documents: [welcome()] })).findings).toEqual([])
        expect((await bench.call('scenarios.check', { text, documents: [] })).findings).toEqual([])
      },
    },
  ],
  'scenarios.learn': [
    {
      that: 'takes shares as ranges, and delays, from messages and the reactions to them',
      async holds(bench) {
        const { scenario, ...facts } = await bench.call('scenarios.learn', { jobId: 'j', datasetId: await messages(bench) })
        expect(facts).toEqual({ messages: 40, unmatched: 0, tooLate: 0, hasDeliveries: false })
        expect(scenario.name).toBe('Learned from Messages')
        expect(scenario.responses?.map(({ step, channel, basis, openDelay }) => [step ?? channel, basis, openDelay])).toEqual([
          ['hello', 'learned', { median: 'PT10M', p90: 'PT10M', longest: 'PT10M' }],
          ['push', 'learned', { median: 'PT10M', p90: 'PT10M', longest: 'PT10M' }],
        ])
        const opened = scenario.responses?.[0]?.opened
        expect(typeof opened === 'object' && opened.low < 0.25 && opened.high > 0.25).toBe(true)
      },
    },
  ],
}

export const scenariosMalformed: { [M in Methods]: { params: unknown; path: string } } = {
  'scenarios.check': { params: { text }, path: '$.documents' },
  'scenarios.learn': { params: { datasetId: 'd' }, path: '$.jobId' },
}

export const scenariosRefused: { [M in Methods]: readonly Refusal[] } = {
  'scenarios.check': [
    { when: 'it is no JSON', params: () => ({ text: '{', documents: [] }), code: 'E_SCENARIO', says: /not JSON/ },
    { when: 'a share is no share', params: () => ({ text: text.replace('0.2', '20'), documents: [] }), code: 'E_SCENARIO', says: /\$\.responses\[0\]\.opened/ },
  ],
  'scenarios.learn': [
    { when: 'there is no such dataset', params: () => ({ jobId: 'j', datasetId: 'nobody' }), code: 'E_NOT_FOUND', says: /no dataset/ },
    { when: 'the data hold no messages', params: async (bench) => ({ jobId: 'j', datasetId: (await bench.importEvents()).id }), code: 'E_LEARN', says: /no \$sent event/ },
    { when: 'there are too few of them', params: async (bench) => ({ jobId: 'j', datasetId: await messages(bench, MESSAGES.split('\n').slice(0, 12).join('\n')) }), code: 'E_LEARN', says: /Too few messages/ },
  ],
}
