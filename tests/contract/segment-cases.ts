import { expect } from 'vitest'
import type { MethodInput, MethodName } from '../../engine/api/contract.ts'
import type { Condition } from '../../engine/core/model/condition.ts'
import type { JourneyDocument } from '../../engine/core/model/journey.ts'
import type { Accepted } from './accepted.ts'
import { welcome, type Bench } from './case.ts'
import type { Refusal } from './refusals.ts'

type SegmentMethod = Extract<MethodName, `segments.${string}`>

const buyers: Condition = { did: 'purchase' }
const anInstant: unknown = expect.any(Number)
const summaryOfBuyers = { id: 'buyers', name: 'Buyers', description: '', version: 1, savedAt: anInstant, when: buyers, inWords: 'did purchase', uses: [] }

function save(bench: Bench, more: Partial<MethodInput<'segments.save'>> = {}) {
  return bench.call('segments.save', { id: null, name: 'Buyers', when: buyers, baseVersion: null, ...more })
}

/** A segment that refers to the buyers. */
function saveSilent(bench: Bench) {
  return save(bench, { name: 'Silent', when: { not: { segment: 'buyers' } } })
}

/** A journey that lets buyers go. */
const letsGo: JourneyDocument = { ...welcome(), segments: { buyers: { name: 'Buyers', when: buyers } }, exits: [{ id: 'bought', segment: 'buyers' }] }

const noSegments: JourneyDocument = welcome()

async function onData(bench: Bench) {
  return { jobId: bench.jobId(), datasetId: (await bench.importEvents()).id }
}

const at = (text: string) => Date.parse(text)
const bothConditions = [{ name: 'Signed up', condition: { did: 'signup' } }, { name: 'Buyers', condition: { segment: 'buyers' } }]

/** Three people sign up on the 1st and 2nd of January 2026, a Thursday; Ada orders on the 3rd, Bob on the 20th. */
export const segmentsAccepted: { [M in SegmentMethod]: readonly Accepted[] } = {
  'segments.list': [
    {
      that: 'has them by name, with their words and what they refer to, and nothing deleted',
      async holds(bench) {
        expect(await bench.call('segments.list', {})).toEqual([])
        await save(bench)
        await saveSilent(bench)
        await save(bench, { name: 'Gone' })
        await bench.call('segments.delete', { id: 'gone' })
        expect(await bench.call('segments.list', {})).toEqual([
          summaryOfBuyers,
          { ...summaryOfBuyers, id: 'silent', name: 'Silent', when: { not: { segment: 'buyers' } }, inWords: 'not (in segment buyers)', uses: ['buyers'] },
        ])
      },
    },
  ],
  'segments.get': [
    {
      that: 'gives the latest, or an earlier version with the summary as it is now',
      async holds(bench) {
        await save(bench)
        const { segment } = await save(bench, { id: 'buyers', name: 'Customers', when: { did: 'order' }, baseVersion: 1 })
        const latest = await bench.call('segments.get', { id: 'buyers' })
        expect(latest).toMatchObject({ segment, name: 'Customers', when: { did: 'order' }, versions: [{ version: 2, name: 'Customers' }, { version: 1, name: 'Buyers' }], findings: [] })
        expect(await bench.call('segments.get', { id: 'buyers', version: 1 })).toEqual({ ...latest, name: 'Buyers', when: buyers })
      },
    },
    {
      that: 'compares its names with a dataset',
      async holds(bench) {
        await save(bench, { when: { did: 'purchse', sum: { property: 'price', op: 'gte', value: 5 } } })
        const { datasetId } = await onData(bench)
        expect((await bench.call('segments.get', { id: 'buyers', datasetId })).findings).toEqual([
          { code: 'J060', severity: 'warning', message: expect.stringContaining('"purchse"') as string, help: expect.stringContaining('"purchase"') as string, path: '$.when.did' },
        ])
      },
    },
  ],
  'segments.save': [
    {
      that: 'makes an id from the name, tells every window, and finds another if it is taken, also by a deleted one',
      async holds(bench) {
        expect(await save(bench)).toEqual({ segment: summaryOfBuyers, findings: [] })
        expect(bench.heard).toEqual([{ name: 'workspace.changed', payload: { what: 'segments' } }])
        await bench.call('segments.delete', { id: 'buyers' })
        expect((await save(bench)).segment.id).toBe('buyers-2')
        expect((await save(bench, { name: 'हिन्दी / İade' })).segment.id).toBe('हिन्दी-iade')
        expect((await save(bench, { name: 'Yüksek değer! (TR)' })).segment.id).toBe('yuksek-deger-tr')
      },
    },
    {
      that: 'puts one under the id that is given, makes versions of changes and none of what changes nothing',
      async holds(bench) {
        const { segment } = await save(bench, { id: 'b', description: 'Who bought.' })
        expect(segment).toMatchObject({ id: 'b', version: 1 })
        expect((await save(bench, { id: 'b', baseVersion: 7 })).segment).toEqual(segment)
        expect((await save(bench, { id: 'b', when: { did: 'order' }, baseVersion: 1 })).segment).toMatchObject({ version: 2, description: 'Who bought.' })
        expect((await save(bench, { id: 'b' })).segment.version).toBe(3)
      },
    },
    {
      that: 'warns of a condition that can never hold',
      async holds(bench) {
        const never: Condition = { all: [{ attribute: 'country', op: 'eq', value: 'TR' }, { attribute: 'country', op: 'eq', value: 'DE' }] }
        expect((await save(bench, { when: never })).findings).toMatchObject([{ code: 'J031', severity: 'warning', path: '$.when' }])
      },
    },
  ],
  'segments.delete': [
    {
      that: 'takes it off the list and leaves the copies in journeys alone',
      async holds(bench) {
        await save(bench)
        await bench.saveJourney(letsGo)
        expect(await bench.call('segments.delete', { id: 'buyers' })).toEqual({})
        expect(await bench.call('segments.list', {})).toEqual([])
        expect(await bench.call('segments.drift', { document: letsGo })).toEqual([])
      },
    },
  ],
  'segments.restore': [
    {
      that: 'brings it back with all its versions',
      async holds(bench) {
        await save(bench)
        const { segment } = await save(bench, { id: 'buyers', when: { did: 'order' } })
        await bench.call('segments.delete', { id: 'buyers' })
        expect(await bench.call('segments.restore', { id: 'buyers' })).toEqual(segment)
        expect((await bench.call('segments.get', { id: 'buyers', version: 1 })).when).toEqual(buyers)
      },
    },
  ],
  'segments.whereUsed': [
    {
      that: 'names the journeys with a copy, where it stands in them, and the segments that refer to it',
      async holds(bench) {
        await save(bench)
        await saveSilent(bench)
        const { id: journeyId } = await bench.saveJourney(letsGo)
        await bench.saveJourney({ ...noSegments, id: 'other' })
        expect(await bench.call('segments.whereUsed', { id: 'buyers' })).toEqual({
          journeys: [{ journeyId, name: 'Welcome', copyId: 'buyers', status: 'same', places: ['$.exits[0].segment'] }],
          segments: [{ id: 'silent', name: 'Silent' }],
        })
        await save(bench, { id: 'buyers', when: { did: 'order' } })
        expect((await bench.call('segments.whereUsed', { id: 'buyers' })).journeys).toMatchObject([{ status: 'libraryChanged' }])
      },
    },
  ],
  'segments.drift': [
    {
      that: 'tells what changed since a segment was embedded, and who changed it',
      async holds(bench) {
        await save(bench)
        const { document } = await bench.call('segments.embed', { document: noSegments, segmentId: 'buyers' })
        const drift = async (of: JourneyDocument) => (await bench.call('segments.drift', { document: of })).map(({ status, copiedVersion, libraryVersion }) => [status, copiedVersion, libraryVersion])
        expect(await drift(document)).toEqual([['same', 1, 1]])
        const changed = { ...document, segments: { buyers: { name: 'Buyers', when: { did: 'purchase', within: 'P30D' } } } }
        expect(await drift(changed)).toEqual([['copyChanged', 1, 1]])
        await save(bench, { id: 'buyers', when: { did: 'purchase', within: 'P7D' } })
        expect(await drift(document)).toEqual([['libraryChanged', 1, 2]])
        expect(await drift(changed)).toEqual([['both', 1, 2]])
        expect(await bench.call('segments.drift', { document: changed })).toEqual([
          {
            copyId: 'buyers', segmentId: 'buyers', name: 'Buyers', status: 'both', copiedVersion: 1, libraryVersion: 2, foundBy: 'link',
            differences: [
              {
                path: '$.when.within', inCopy: 'did purchase within 30 days', inLibrary: 'did purchase within 7 days',
                inWords: 'here: did purchase within 30 days; in the library: did purchase within 7 days',
              },
            ],
          },
        ])
      },
    },
  ],
  'segments.embed': [
    {
      that: 'copies a segment and those it refers to, and brings a copy up to date',
      async holds(bench) {
        await save(bench)
        await saveSilent(bench)
        const { document, copyId } = await bench.call('segments.embed', { document: noSegments, segmentId: 'silent' })
        expect(copyId).toBe('silent')
        expect(document.segments).toEqual({ silent: { name: 'Silent', when: { not: { segment: 'buyers' } } }, buyers: { name: 'Buyers', when: buyers } })
        await save(bench, { id: 'buyers', when: { did: 'order' } })
        const again = await bench.call('segments.embed', { document, segmentId: 'buyers', copyId: 'buyers' })
        expect(again).toMatchObject({ copyId: 'buyers', embedded: [{ segmentId: 'buyers', copyId: 'buyers', version: 2 }], document: { segments: { buyers: { when: { did: 'order' } } } } })
        expect((await bench.call('segments.drift', { document: again.document })).map(({ status }) => status)).toEqual(['same', 'same'])
      },
    },
  ],
  'segments.detach': [
    {
      that: 'lets a journey keep its own, until it is embedded again',
      async holds(bench) {
        await save(bench)
        expect(await bench.call('segments.detach', { document: letsGo, copyId: 'buyers' })).toEqual({})
        expect(await bench.call('segments.drift', { document: letsGo })).toEqual([])
        const { document } = await bench.call('segments.embed', { document: letsGo, segmentId: 'buyers', copyId: 'buyers' })
        expect(await bench.call('segments.drift', { document })).toMatchObject([{ copyId: 'buyers', status: 'same' }])
      },
    },
  ],
  'segments.measure': [
    {
      that: 'counts whom a condition holds for at the end of the data, or at an instant, among those known by then',
      async holds(bench) {
        const on = await onData(bench)
        expect(await bench.call('segments.measure', { ...on, condition: buyers })).toEqual({
          at: at('2026-01-20T10:00Z'), known: 3, members: 2, share: 2 / 3, sample: ['ada', 'bob'],
        })
        expect(await bench.call('segments.measure', { ...on, condition: { not: buyers }, at: at('2026-01-01T10:59Z'), sample: 0 })).toEqual({
          at: at('2026-01-01T10:59Z'), known: 1, members: 1, share: 1, sample: [],
        })
        expect(bench.heard).toContainEqual({ name: 'job.progress', payload: { jobId: on.jobId, phase: 'profiles', done: 3, total: 3 } })
      },
    },
    {
      that: 'knows the segments of the library, and before them those it is given',
      async holds(bench) {
        await save(bench)
        const on = await onData(bench)
        const condition: Condition = { segment: 'buyers' }
        expect((await bench.call('segments.measure', { ...on, condition })).members).toBe(2)
        expect((await bench.call('segments.measure', { ...on, condition, segments: { buyers: { when: { did: 'signup' } } } })).members).toBe(3)
      },
    },
    {
      that: 'stops when it is cancelled',
      async holds(bench) {
        const on = await onData(bench)
        const measuring = bench.refusal('segments.measure', { ...on, condition: buyers })
        expect(await bench.call('jobs.cancel', { jobId: on.jobId })).toEqual({ cancelled: true })
        expect(await measuring).toMatchObject({ code: 'CANCELLED' })
      },
    },
    {
      that: 'counts sessions by the gap it is given',
      async holds(bench) {
        const condition: Condition = { did: '$session_start', count: { op: 'gte', value: 2 } }
        const members = async (sessionGapMs?: number) => (await bench.call('segments.measure', { ...(await onData(bench)), condition, ...(sessionGapMs === undefined ? {} : { sessionGapMs }) })).members
        expect([await members(), await members(1_800_000), await members(7 * 86_400_000)]).toEqual([0, 2, 1]) // Bob stays away for weeks
      },
    },
  ],
  'segments.overTime': [
    {
      that: 'gives the sizes at the end of each week, in the zone that is asked for',
      async holds(bench) {
        await save(bench)
        const answer = await bench.call('segments.overTime', { ...(await onData(bench)), asked: bothConditions, timeZone: 'Europe/Istanbul' })
        expect(answer).toMatchObject({ by: 'week', names: ['Signed up', 'Buyers'] })
        expect(answer.points.map(({ periodStart, known, sizes }) => [new Date(periodStart).toISOString(), known, ...sizes])).toEqual([
          ['2025-12-28T21:00:00.000Z', 3, 3, 1], ['2026-01-04T21:00:00.000Z', 3, 3, 1], ['2026-01-11T21:00:00.000Z', 3, 3, 1], ['2026-01-18T21:00:00.000Z', 3, 3, 2],
        ])
        expect(answer.points.at(-1)!.at).toBe(at('2026-01-20T10:00Z'))
      },
    },
  ],
  'segments.overlap': [
    {
      that: 'counts who is in two at once',
      async holds(bench) {
        await save(bench)
        expect(await bench.call('segments.overlap', { ...(await onData(bench)), asked: bothConditions })).toEqual({
          at: at('2026-01-20T10:00Z'), known: 3, names: ['Signed up', 'Buyers'], counts: [[3, 2], [2, 2]], jaccard: [[1, 2 / 3], [2 / 3, 1]], only: [1, 0], none: 0,
        })
      },
    },
  ],
  'segments.movement': [
    {
      that: 'counts who went where from the end of one period to the end of the next',
      async holds(bench) {
        const asked = [{ name: 'New', condition: { did: 'signup', within: 'P1D' } }, { name: 'Buyers', condition: buyers }]
        const { steps, total } = await bench.call('segments.movement', { ...(await onData(bench)), asked, by: 'day', until: at('2026-01-03T23:59Z') })
        expect(steps.map(({ matrix }) => matrix)).toEqual([
          [[0, 0, 2], [0, 0, 0], [0, 0, 0], [1, 0, 0]], // Ada and Bob are new no more, Cyd is
          [[0, 0, 1], [0, 0, 0], [0, 1, 1], [0, 0, 0]], // Ada buys
        ])
        expect(total).toEqual([[0, 0, 3], [0, 0, 0], [0, 1, 1], [1, 0, 0]])
      },
    },
  ],
}

const asked = [{ name: 'Buyers', condition: buyers }]
const measured = { jobId: 'j', datasetId: 'nobody' }

export const segmentsMalformed: { [M in SegmentMethod]: { params: unknown; path: string } } = {
  'segments.list': { params: { page: 1 }, path: '$' },
  'segments.get': { params: { id: 'a', version: 0 }, path: '$.version' },
  'segments.save': { params: { id: '__proto__', name: 'x', when: buyers, baseVersion: null }, path: '$.id' },
  'segments.delete': { params: {}, path: '$.id' },
  'segments.restore': { params: { id: '' }, path: '$.id' },
  'segments.whereUsed': { params: { id: 1 }, path: '$.id' },
  'segments.drift': { params: { document: { ...welcome(), segments: { a: { when: { did: '' } } } } }, path: '$.document.segments.a.when.did' },
  'segments.embed': { params: { document: welcome(), segmentId: '' }, path: '$.segmentId' },
  'segments.detach': { params: { document: welcome() }, path: '$.copyId' },
  'segments.measure': { params: { ...measured, condition: { did: 'a', within: '5 days' } }, path: '$.condition.within' },
  'segments.overTime': { params: { ...measured, asked, by: 'year' }, path: '$.by' },
  'segments.overlap': { params: { ...measured, asked: Array.from({ length: 13 }, () => asked[0]) }, path: '$.asked' },
  'segments.movement': { params: { ...measured, asked, timeZone: 'Mars' }, path: '$.timeZone' },
}

const unknownSegment = (params: unknown): Refusal => ({ when: 'there is no such segment', params: () => params, code: 'E_NOT_FOUND', says: /no segment "nobody"/ })
const unknownDataset = (params: object): Refusal => ({ when: 'there is no such dataset', params: () => ({ ...measured, ...params }), code: 'E_NOT_FOUND', says: /no dataset "nobody"/ })

async function deleted(bench: Bench): Promise<{ id: string }> {
  await save(bench)
  await bench.call('segments.delete', { id: 'buyers' })
  return { id: 'buyers' }
}

export const segmentsRefused: { [M in SegmentMethod]: readonly Refusal[] | 'nothing to refuse' } = {
  'segments.list': 'nothing to refuse',
  'segments.get': [
    unknownSegment({ id: 'nobody' }),
    { when: 'it was deleted', params: deleted, code: 'E_NOT_FOUND', says: /no segment "buyers"/ },
    { when: 'it has no such version', params: async (bench) => ({ id: (await save(bench)).segment.id, version: 2 }), code: 'E_NOT_FOUND', says: /no version 2/ },
  ],
  'segments.save': [
    unknownSegment({ id: 'nobody', name: 'x', when: buyers, baseVersion: 1 }),
    { when: 'it was deleted', params: async (bench) => ({ ...(await deleted(bench)), name: 'x', when: buyers, baseVersion: null }), code: 'E_NOT_FOUND', says: /it was deleted/ },
    {
      when: 'somebody saved it in between',
      params: async (bench) => {
        await save(bench)
        await save(bench, { id: 'buyers', when: { did: 'order' } })
        return { id: 'buyers', name: 'Mine', when: buyers, baseVersion: 1 }
      },
      code: 'E_CONFLICT',
      says: /latest version is 2, the changes were made from 1/,
    },
    { when: 'it refers to nobody', params: () => ({ id: null, name: 'x', when: { segment: 'nobody' }, baseVersion: null }), code: 'E_SEGMENT', says: /"x" refers to the segment "nobody"/ },
    {
      when: 'it would lead back to itself',
      params: async (bench) => {
        await save(bench)
        await saveSilent(bench)
        return { id: 'buyers', name: 'Buyers', when: { not: { segment: 'silent' } }, baseVersion: null }
      },
      code: 'J015',
      says: /defined by itself/,
    },
    { when: 'it asks for what no segment knows', params: () => ({ id: null, name: 'x', when: { property: 'price', op: 'gt', value: 5 }, baseVersion: null }), code: 'J016', says: /no event is at hand/ },
  ],
  'segments.delete': [
    unknownSegment({ id: 'nobody' }),
    {
      when: 'another one refers to it',
      params: async (bench) => {
        await save(bench)
        await saveSilent(bench)
        return { id: 'buyers' }
      },
      code: 'E_SEGMENT_USED',
      says: /used by "Silent"/,
    },
  ],
  'segments.restore': [
    { when: 'it is not deleted', params: async (bench) => ({ id: (await save(bench)).segment.id }), code: 'E_NOT_FOUND', says: /no deleted segment/ },
    {
      when: 'what it refers to was deleted after it',
      params: async (bench) => {
        await save(bench)
        await saveSilent(bench)
        for (const id of ['silent', 'buyers']) await bench.call('segments.delete', { id })
        return { id: 'silent' }
      },
      code: 'E_SEGMENT',
      says: /refers to the segment "buyers"/,
    },
  ],
  'segments.whereUsed': [unknownSegment({ id: 'nobody' })],
  'segments.drift': 'nothing to refuse',
  'segments.embed': [
    unknownSegment({ document: welcome(), segmentId: 'nobody' }),
    {
      when: 'the journey has no such copy',
      params: async (bench) => ({ document: welcome(), segmentId: (await save(bench)).segment.id, copyId: 'mine' }),
      code: 'E_SEGMENT',
      says: /no segment "mine"/,
    },
  ],
  'segments.detach': [{ when: 'the journey has no such segment', params: () => ({ document: welcome(), copyId: 'mine' }), code: 'E_SEGMENT', says: /no segment "mine"/ }],
  'segments.measure': [
    unknownDataset({ condition: buyers }),
    { when: 'it refers to nobody', params: async (bench) => ({ ...(await onData(bench)), condition: { segment: 'nobody' } }), code: 'E_SEGMENT', says: /does not exist/ },
    { when: 'it asks for an event at hand', params: async (bench) => ({ ...(await onData(bench)), condition: { property: 'price', op: 'gt', value: 1 } }), code: 'J016', says: /no event is at hand/ },
  ],
  'segments.overTime': [
    unknownDataset({ asked }),
    { when: 'there are too many periods', params: async (bench) => ({ ...(await onData(bench)), asked, by: 'day', from: 0 }), code: 'E_SEGMENT_SPAN', says: /more than 1,000 days/ },
  ],
  'segments.overlap': [unknownDataset({ asked })],
  'segments.movement': [
    unknownDataset({ asked }),
    { when: 'the span ends before it begins', params: async (bench) => ({ ...(await onData(bench)), asked, from: 2, until: 1 }), code: 'E_SEGMENT_SPAN', says: /before it begins/ },
  ],
}
