import { expect } from 'vitest'
import type { Accepted } from './accepted.ts'
import type { Bench } from './case.ts'
import type { Refusal } from './refusals.ts'

// Cases of the methods that give previews their people: see contract.test.ts.

type Methods = 'previews.person' | 'previews.ids' | 'previews.lacking'

/** ada and bob view something, cyd never does; bob says his name later, ada hers before. */
const EVENTS = `{"profileId":"ada","at":1,"name":"$set","properties":{"firstName":"Ada","city":"Izmir"}}
{"profileId":"ada","at":2,"name":"view","properties":{"product":"A"}}
{"profileId":"ada","at":3,"name":"view","properties":{"product":"B","price":9.5}}
{"profileId":"ada","at":4,"name":"$set","properties":{"city":null}}
{"profileId":"bob","at":5,"name":"view"}
{"profileId":"bob","at":6,"name":"$set","properties":{"firstName":"Bob"}}
{"profileId":"cyd","at":7,"name":"order"}
`
const events = ['view']

async function shop(bench: Bench): Promise<{ datasetId: string }> {
  const profiles = { path: bench.file('people.csv', 'id,plan,city\nada,pro,\ncyd,free,Ankara\n') }
  const { id } = await bench.call('datasets.import', { jobId: bench.jobId(), name: 'Shop', paths: [bench.file('events.jsonl', EVENTS)], mapping: {}, profiles })
  return { datasetId: id }
}

const ada = {
  place: 0,
  total: 2,
  profileId: 'ada',
  attributes: { plan: 'pro', firstName: 'Ada', city: 'Izmir' },
  event: { name: 'view', at: 3000, properties: { product: 'B', price: 9.5 } },
}
const bob = { place: 1, total: 2, profileId: 'bob', attributes: {}, event: { name: 'view', at: 5000, properties: {} } }
const cyd = { profileId: 'cyd', attributes: { plan: 'free', city: 'Ankara' }, event: null }

export const previewsAccepted: { [M in Methods]: readonly Accepted[] } = {
  'previews.person': [
    {
      that: 'has the attributes as of the event at hand, and only those who did it have a place',
      async holds(bench) {
        const data = { ...(await shop(bench)), events }
        expect(await bench.call('previews.person', { ...data, pick: { by: 'place', place: 0 } })).toEqual(ada)
        expect(await bench.call('previews.person', { ...data, pick: { by: 'place', place: 99 } })).toEqual(bob)
        expect(await bench.call('previews.person', { ...data, pick: { by: 'id', id: 'ada' } })).toEqual(ada)
        expect(await bench.call('previews.person', { ...data, pick: { by: 'id', id: 'cyd' } })).toEqual({ ...cyd, place: null, total: 2 })
      },
    },
    {
      that: 'takes everybody where no event is at hand',
      async holds(bench) {
        const data = await shop(bench)
        const last = { by: 'place', place: 2 } as const
        expect(await bench.call('previews.person', { ...data, events: [], pick: last })).toEqual({ ...cyd, place: 2, total: 3 })
        expect(await bench.call('previews.person', { ...data, events: ['nothing'], pick: last })).toEqual({ ...cyd, place: 2, total: 3 })
        expect(await bench.call('previews.person', { ...data, events: [], pick: { by: 'place', place: 0 } })).toMatchObject({ attributes: { plan: 'pro', firstName: 'Ada' }, event: null })
      },
    },
    {
      that: 'finds somebody who lacks a name, and nobody where all have it',
      async holds(bench) {
        const data = { ...(await shop(bench)), events }
        const lacking = (of: 'profile' | 'event', name: string, from = 0) => bench.call('previews.person', { ...data, pick: { by: 'lacking', lacking: { of, name }, from } })
        expect(await lacking('profile', 'firstName')).toEqual(bob)
        expect(await lacking('event', 'product', 7)).toEqual(bob)
        expect(await lacking('profile', 'nickname', 1)).toEqual(bob)
        expect(await lacking('profile', 'id')).toBeNull()
      },
    },
  ],
  'previews.ids': [
    {
      that: 'finds ids by their beginning',
      async holds(bench) {
        const data = await shop(bench)
        expect(await bench.call('previews.ids', { ...data, text: 'b', limit: 5 })).toEqual(['bob'])
        expect(await bench.call('previews.ids', { ...data, text: '', limit: 2 })).toEqual(['ada', 'bob'])
        expect(await bench.call('previews.ids', { ...data, text: 'x', limit: 2 })).toEqual([])
      },
    },
  ],
  'previews.lacking': [
    {
      that: 'counts who would read a hole',
      async holds(bench) {
        const data = { ...(await shop(bench)), events }
        const asked = [{ of: 'profile', name: 'firstName' }, { of: 'event', name: 'product' }, { of: 'profile', name: 'nickname' }, { of: 'event', name: 'at' }] as const
        expect(await bench.call('previews.lacking', { ...data, asked: [...asked] })).toEqual({ people: 2, lacking: [1, 1, 2, 0] })
        expect(await bench.call('previews.lacking', { ...data, events: [], asked: [asked[0], asked[1]] })).toEqual({ people: 3, lacking: [1, 3] })
      },
    },
  ],
}

export const previewsMalformed: { [M in Methods]: { params: unknown; path: string } } = {
  'previews.person': { params: { datasetId: 'd', events, pick: { by: 'place', place: -1 } }, path: '$.pick.place' },
  'previews.ids': { params: { datasetId: 'd', text: '', limit: 0 }, path: '$.limit' },
  'previews.lacking': { params: { datasetId: 'd', events, asked: [{ of: 'journey', name: 'id' }] }, path: '$.asked[0].of' },
}

const unknown = (params: object): Refusal => ({ when: 'there is no such dataset', params: () => ({ datasetId: 'nobody', ...params }), code: 'E_NOT_FOUND', says: /no dataset/ })

export const previewsRefused: { [M in Methods]: readonly Refusal[] } = {
  'previews.person': [
    unknown({ events, pick: { by: 'place', place: 0 } }),
    { when: 'there is no such person', params: async (bench) => ({ ...(await shop(bench)), events, pick: { by: 'id', id: 'adda' } }), code: 'E_PROFILE', says: /"adda"/ },
  ],
  'previews.ids': [unknown({ text: '', limit: 1 })],
  'previews.lacking': [unknown({ events, asked: [] })],
}
