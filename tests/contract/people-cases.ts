import { expect } from 'vitest'
import type { Accepted } from './accepted.ts'
import { welcome, type Bench } from './case.ts'
import type { Refusal } from './refusals.ts'

// Cases of the methods that tell of a run's people: see contract.test.ts. The events of `case.ts`: ada, bob and cyd sign up, two of them order.

type Methods = 'runs.mature'

async function asked(bench: Bench) {
  const { id: datasetId } = await bench.importEvents()
  return { jobId: bench.jobId(), document: welcome(), datasetId }
}

export const peopleAccepted: { [M in Methods]: readonly Accepted[] } = {
  'runs.mature': [
    {
      that: 'tells whose time was up as the result counts them, and who may still convert',
      async holds(bench) {
        const question = await asked(bench)
        const { windowMs, mature, undecided } = await bench.call('runs.mature', question)
        const { result } = await bench.call('runs.start', { ...question, journeyId: null })
        expect(windowMs).toBeGreaterThan(0)
        expect(mature.started).toBe(result.instances.mature)
        expect(mature.started + undecided.started).toBe(result.instances.started - (result.instances.converted - mature.converted))
        expect(undecided.converted).toBe(0)
        expect(undecided.steps['hello']!.entered).toBe(undecided.started)
      },
    },
  ],
}

export const peopleMalformed: { [M in Methods]: { params: unknown; path: string } } = {
  'runs.mature': { params: { jobId: 'j', document: welcome(), datasetId: '' }, path: '$.datasetId' },
}

export const peopleRefused: { [M in Methods]: readonly Refusal[] } = {
  'runs.mature': [{ when: 'there is no such dataset', params: () => ({ jobId: 'j', document: welcome(), datasetId: 'none' }), code: 'E_NOT_FOUND', says: /no dataset "none"/ }],
}
