import { expect } from 'vitest'
import type { Accepted } from './accepted.ts'
import type { Bench } from './case.ts'
import type { Refusal } from './refusals.ts'

// Cases of the method that says who the people of a run's log are: see contract.test.ts.

type Methods = 'runs.profileIds'

const EVENTS = `{"profileId":"cyd","at":7,"name":"order"}
{"profileId":"ada","at":2,"name":"view"}
{"profileId":"bob","at":5,"name":"view"}
`

async function shop(bench: Bench): Promise<string> {
  const { id } = await bench.call('datasets.import', { jobId: bench.jobId(), name: 'Shop', paths: [bench.file('events.jsonl', EVENTS)], mapping: {} })
  return id
}

export const playbackAccepted: { [M in Methods]: readonly Accepted[] } = {
  'runs.profileIds': [
    {
      that: 'names people by their number in the dataset, in the order asked for',
      async holds(bench) {
        expect(await bench.call('runs.profileIds', { datasetId: await shop(bench), profiles: [2, 0, 2] })).toEqual(['cyd', 'ada', 'cyd'])
      },
    },
  ],
}

export const playbackMalformed: { [M in Methods]: { params: unknown; path: string } } = {
  'runs.profileIds': { params: { datasetId: 'd', profiles: [] }, path: '$.profiles' },
}

export const playbackRefused: { [M in Methods]: readonly Refusal[] } = {
  'runs.profileIds': [
    { when: 'there is no such dataset', params: () => ({ datasetId: 'gone', profiles: [0] }), code: 'E_NOT_FOUND', says: /gone/ },
    { when: 'the data have no such person', params: async (bench) => ({ datasetId: await shop(bench), profiles: [3] }), code: 'E_NOT_FOUND', says: /number 3/ },
  ],
}
