import { expect } from 'vitest'
import type { Accepted } from './accepted.ts'
import { welcome, type Bench } from './case.ts'
import type { Refusal } from './refusals.ts'

// Cases of the methods that only try a run: see contract.test.ts. The events of `case.ts`: ada orders two days after she signs up, bob after 19, cyd never.

type Methods = 'whatIf.run' | 'whatIf.paired'

async function asked(bench: Bench) {
  const { id: datasetId } = await bench.importEvents()
  return { jobId: bench.jobId(), document: welcome(), datasetId }
}

const patient = { ...welcome(), goals: [{ id: 'ordered', event: 'purchase', value: 'price', window: 'P30D' }] }

export const whatIfAccepted: { [M in Methods]: readonly Accepted[] } = {
  'whatIf.run': [
    {
      that: 'gives the figures of the run, and keeps nothing of it',
      async holds(bench) {
        const question = await asked(bench)
        const { result } = await bench.call('whatIf.run', question)
        const { result: kept } = await bench.call('runs.start', { ...question, journeyId: null })
        const figures = ({ timing: _timing, ...rest }: typeof result) => rest
        expect(figures(result)).toEqual(figures(kept))
        await bench.call('whatIf.run', { ...question, document: patient })
        expect(await bench.call('runs.list', {})).toHaveLength(1)
      },
    },
  ],
  'whatIf.paired': [
    {
      that: 'tells who reaches a goal on one side only, by person, and who goes another way',
      async holds(bench) {
        const { document, ...question } = await asked(bench)
        const paired = await bench.call('whatIf.paired', { ...question, before: { document }, after: { document: patient } })
        const converted = { both: 1, onlyBefore: 0, onlyAfter: 1, neither: 1 }
        expect(paired).toEqual({ people: { before: 3, after: 3, either: 3 }, converted, goals: [{ goal: 'ordered', count: converted }], anotherWay: 0, examples: { onlyBefore: [], onlyAfter: ['bob'], anotherWay: [] } })
        const silent = { ...document, steps: { hello: { kind: 'exit' as const, outcome: 'greeted' } } }
        const other = await bench.call('whatIf.paired', { ...question, before: { document }, after: { document: silent } })
        expect([other.anotherWay, other.examples.anotherWay]).toEqual([3, ['ada', 'bob', 'cyd']])
      },
    },
  ],
}

export const whatIfMalformed: { [M in Methods]: { params: unknown; path: string } } = {
  'whatIf.run': { params: { jobId: 'j', document: welcome(), datasetId: 'd', seed: 0.5 }, path: '$.seed' },
  'whatIf.paired': { params: { jobId: 'j', before: { document: welcome() }, datasetId: 'd' }, path: '$.after' },
}

const none = { when: 'there is no such dataset', code: 'E_NOT_FOUND', says: /no dataset "none"/ }

export const whatIfRefused: { [M in Methods]: readonly Refusal[] } = {
  'whatIf.run': [
    { ...none, params: () => ({ jobId: 'j', document: welcome(), datasetId: 'none' }) },
    {
      when: 'the journey has an error',
      params: async (bench) => ({ ...(await asked(bench)), document: { ...welcome(), steps: { hello: { kind: 'message', channel: 'push', next: 'hello' } } } }),
      code: 'J014',
      says: /loops to itself/,
    },
  ],
  'whatIf.paired': [{ ...none, params: () => ({ jobId: 'j', before: { document: welcome() }, after: { document: welcome() }, datasetId: 'none' }) }],
}
