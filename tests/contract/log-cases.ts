import { expect } from 'vitest'
import type { PeopleOf } from '../../engine/api/log-methods.ts'
import type { Accepted } from './accepted.ts'
import { welcome, type Bench } from './case.ts'
import type { Refusal } from './refusals.ts'

// Cases of the methods that tell what a run counted one by one: see contract.test.ts. The events of `case.ts`: ada, bob and cyd sign up, two of them order.

type Methods = 'runs.log' | 'runs.people'

async function asked(bench: Bench) {
  const { id: datasetId } = await bench.importEvents()
  return { jobId: bench.jobId(), document: welcome(), datasetId }
}

function decoded(text: string): Buffer {
  return Buffer.from(text, 'base64')
}

export const logAccepted: { [M in Methods]: readonly Accepted[] } = {
  'runs.log': [
    {
      that: 'tells every count of a run in order of time, without anybody’s id',
      async holds(bench) {
        const question = await asked(bench)
        const log = await bench.call('runs.log', question)
        const { result } = await bench.call('runs.start', { ...question, journeyId: null })
        const counter = decoded(log.counter)
        const kinds = Array.from({ length: log.rows }, (_, row) => log.counters[counter.readUInt32LE(row * 4)]!.kind)
        expect(kinds.filter((kind) => kind === 'started')).toHaveLength(result.instances.started)
        expect(kinds.filter((kind) => kind === 'goal')).toHaveLength(result.goals.ordered!.conversions)
        const at = decoded(log.at)
        const instants = Array.from({ length: log.rows }, (_, row) => at.readDoubleLE(row * 8))
        expect(instants).toEqual(instants.toSorted((a, b) => a - b))
        expect([instants[0], log.from, log.until]).toEqual([result.from, result.from, result.until])
        expect([log.journeys, log.instances, decoded(log.micros).readDoubleLE(0)]).toEqual([['welcome'], 3, 25e6])
        expect(JSON.stringify(log)).not.toContain('cyd')
      },
    },
  ],
  'runs.people': [
    {
      that: 'names the people behind a figure, first and last',
      async holds(bench) {
        const question = await asked(bench)
        const people = async (of: PeopleOf, more: object = {}) => bench.call('runs.people', { ...question, of, ...more })
        const ids = async (of: PeopleOf) => (await people(of)).list.map(({ profileId }) => profileId)
        expect(await ids({ kind: 'entered', step: 'hello' })).toEqual(['ada', 'bob', 'cyd'])
        expect(await ids({ kind: 'goal', goal: 'ordered', step: 'hello' })).toEqual(['ada'])
        expect(await ids({ kind: 'goal', goal: 'ordered', step: null })).toEqual([])
        expect(await ids({ kind: 'ended', outcome: 'greeted' })).toEqual(['ada', 'bob', 'cyd'])
        expect(await ids({ kind: 'waiting', step: 'hello' })).toEqual([])
        expect(await ids({ kind: 'active' })).toEqual([])
        expect(await ids({ kind: 'matched', entry: 'signed-up' })).toEqual(['ada', 'bob', 'cyd'])
        const page = await people({ kind: 'started' }, { like: 'B', limit: 1 })
        expect(page).toEqual({ people: 3, times: 3, found: 1, list: [{ profileId: 'bob', times: 1, firstAt: Date.UTC(2026, 0, 1, 11), lastAt: Date.UTC(2026, 0, 1, 11) }] })
      },
    },
  ],
}

export const logMalformed: { [M in Methods]: { params: unknown; path: string } } = {
  'runs.log': { params: { jobId: 'j', document: welcome(), datasetId: 'd', most: 0 }, path: '$.most' },
  'runs.people': { params: { jobId: 'j', document: welcome(), datasetId: 'd', of: { kind: 'bought' } }, path: '$.of.kind' },
}

export const logRefused: { [M in Methods]: readonly Refusal[] } = {
  'runs.log': [
    { when: 'there is no such dataset', params: () => ({ jobId: 'j', document: welcome(), datasetId: 'none' }), code: 'E_NOT_FOUND', says: /no dataset "none"/ },
    { when: 'there is more than was asked for', params: async (bench) => ({ ...(await asked(bench)), most: 5 }), code: 'E_LOG_SIZE', says: /moves, more than the 5/ },
  ],
  'runs.people': [
    {
      when: 'the journey has no such step',
      params: async (bench) => ({ ...(await asked(bench)), of: { kind: 'entered', step: 'goodbye' } }),
      code: 'E_NOT_FOUND',
      says: /nothing of this name: .*goodbye/,
    },
  ],
}
