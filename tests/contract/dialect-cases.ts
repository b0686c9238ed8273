import { expect } from 'vitest'
import type { JourneyDocument } from '../../engine/core/model/journey.ts'
import type { Accepted } from './accepted.ts'
import { welcome, type Bench } from './case.ts'
import type { Refusal } from './refusals.ts'

// Cases of rehearsing as a platform would: see contract.test.ts. The events of `case.ts`: ada orders two days after she signs up, bob after 19, cyd never.

type Methods = 'dialects.list' | 'dialects.compare'

/** Waits a month before it greets; who orders meanwhile is to leave. */
const patient: JourneyDocument = {
  ...welcome(),
  exits: [{ id: 'bought', event: 'purchase' }],
  steps: { rest: { kind: 'delay', for: 'P7D', next: 'hello' }, hello: { kind: 'message', channel: 'push', next: 'end' }, end: { kind: 'exit' } },
  entries: welcome().entries.map((entry) => ({ ...entry, next: 'rest' })),
  goals: [],
}

async function asked(bench: Bench) {
  const { id: datasetId } = await bench.importEvents()
  return { jobId: bench.jobId(), document: patient, datasetId }
}

export const dialectsAccepted: { [M in Methods]: readonly Accepted[] } = {
  'dialects.list': [
    {
      that: 'tells what each platform does otherwise, with its source, and what of it matters to the journey',
      async holds(bench) {
        const dialects = await bench.call('dialects.list', { document: patient })
        expect(dialects.map(({ id }) => id)).toEqual(['braze', 'salesforce', 'klaviyo', 'dittofeed', 'onesignal', 'posthog', 'adobe'])
        for (const { rules } of dialects) for (const { source } of rules) expect(source.url).toMatch(/^https:\/\//)
        expect(dialects[0]!.rules[0]).toMatchObject({ topic: 'exits', guess: null, effects: [{ stepId: null, inWords: 'exit "bought"' }] })
      },
    },
  ],
  'dialects.compare': [
    {
      that: 'holds each platform’s run against our own, and keeps none',
      async holds(bench) {
        const question = await asked(bench)
        const { ours, others } = await bench.call('dialects.compare', { ...question, dialects: ['braze', 'adobe'] })
        const [braze, adobe] = others.map(({ result }) => result!)
        // Ada's order ends her stay at once here, at the end of her delay of seven days there; neither gets the message.
        expect([ours.dialect, braze!.dialect, adobe!.dialect]).toEqual([undefined, { id: 'braze', endedLate: 1 }, { id: 'adobe', endedLate: 0 }])
        expect([ours, braze!, adobe!].map(({ steps }) => steps['hello']!.sent)).toEqual([2, 2, 2])
        expect(await bench.call('runs.list', {})).toEqual([])
        const { result } = await bench.call('runs.start', { ...question, journeyId: null, dialect: 'braze' })
        const figures = ({ timing: _timing, ...rest }: typeof result) => rest
        expect(figures(result)).toEqual(figures(braze!))
      },
    },
  ],
}

export const dialectsMalformed: { [M in Methods]: { params: unknown; path: string } } = {
  'dialects.list': { params: {}, path: '$.document' },
  'dialects.compare': { params: { jobId: 'j', document: welcome(), datasetId: 'd', dialects: ['netmera'] }, path: '$.dialects[0]' },
}

export const dialectsRefused: { [M in Methods]: readonly Refusal[] | 'nothing to refuse' } = {
  'dialects.list': 'nothing to refuse',
  'dialects.compare': [
    { when: 'there is no such dataset', code: 'E_NOT_FOUND', says: /no dataset "none"/, params: () => ({ jobId: 'j', document: welcome(), datasetId: 'none', dialects: ['braze'] }) },
  ],
}
