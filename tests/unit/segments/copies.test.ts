import { describe, expect, it } from 'vitest'
import type { Condition } from '../../../engine/core/model/condition.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { driftOf, type CopyLink, type LibrarySegment } from '../../../engine/core/segments/copies.ts'
import { differences } from '../../../engine/core/segments/differences.ts'
import { embedSegment } from '../../../engine/core/segments/embed.ts'
import { placesOf, referencesOf } from '../../../engine/core/segments/references.ts'

const buyersOnce: Condition = { did: 'purchase', within: 'P30D' }
const buyersTwice: Condition = { did: 'purchase', within: 'P30D', count: { op: 'gte', value: 2 } }
const buyers: LibrarySegment = { id: 'buyers', versions: [{ version: 2, name: 'Buyers', when: buyersTwice }, { version: 1, name: 'Buyers', when: buyersOnce }] }
const lapsed: LibrarySegment = { id: 'lapsed', versions: [{ version: 1, name: 'Lapsed', when: { all: [{ not: { segment: 'buyers' } }, { did: 'purchase' }] } }] }
const library = [buyers, lapsed]

function journey(segments: JourneyDocument['segments'] = {}): JourneyDocument {
  return { format: 'journey', formatVersion: 1, id: 'j', segments, entries: [], steps: { end: { kind: 'exit' } } }
}

function drift(segments: JourneyDocument['segments'], links: CopyLink[] = []) {
  return driftOf(journey(segments), library, links).map(({ copyId, segmentId, status, copiedVersion, foundBy }) => [copyId, segmentId, status, copiedVersion, foundBy])
}

describe('a copy and the library', () => {
  const link = (version: number): CopyLink => ({ copyId: 'mine', segmentId: 'buyers', version })

  it.each<[string, Condition, number, string]>([
    ['same', buyersTwice, 2, 'same'],
    ['the library has changed', buyersOnce, 1, 'libraryChanged'],
    ['the copy was changed', { did: 'order' }, 2, 'copyChanged'],
    ['both were', { did: 'order' }, 1, 'both'],
  ])('%s', (_, when, version, status) => {
    expect(drift({ mine: { name: 'Buyers', when } }, [link(version)])).toEqual([['mine', 'buyers', status, version, 'link']])
  })

  it('is of the version it is equal to, whatever it was copied from', () => {
    expect(drift({ mine: { name: 'Buyers', when: buyersTwice } }, [link(1)])).toEqual([['mine', 'buyers', 'same', 2, 'link']])
    expect(drift({ mine: { name: 'Buyers', when: buyersOnce } }, [link(2)])).toEqual([['mine', 'buyers', 'libraryChanged', 1, 'link']])
  })

  it('counts another name as a change', () => {
    const [found] = driftOf(journey({ mine: { name: 'My buyers', when: buyersTwice } }), library, [link(2)])
    expect(found).toMatchObject({ status: 'copyChanged', differences: [{ path: '$.name', inWords: 'here: My buyers; in the library: Buyers' }] })
  })

  it('without a memory is known by id or name, and by the version that has its condition', () => {
    expect(drift({ buyers: { when: buyersOnce } })).toEqual([['buyers', 'buyers', 'libraryChanged', 1, 'id']])
    expect(drift({ other: { name: 'Buyers', when: buyersTwice } })).toEqual([['other', 'buyers', 'same', 2, 'name']])
    expect(drift({ buyers: { name: 'Buyers', when: { did: 'order' } } })).toEqual([['buyers', 'buyers', 'both', null, 'id']])
    expect(drift({ 'somebody else': { name: 'Else', when: buyersTwice } })).toEqual([])
  })

  it('is none once the journey keeps its own', () => {
    expect(drift({ buyers: { when: buyersOnce } }, [{ copyId: 'buyers', segmentId: null, version: null }])).toEqual([])
  })

  it('is the same if it refers to the copy of what the library refers to', () => {
    const segments = { 'buyers-2': { name: 'Buyers', when: buyersTwice }, lapsed: { name: 'Lapsed', when: { all: [{ not: { segment: 'buyers-2' } }, { did: 'purchase' }] } } }
    expect(drift(segments, [{ copyId: 'buyers-2', segmentId: 'buyers', version: 2 }])).toEqual([['buyers-2', 'buyers', 'same', 2, 'link'], ['lapsed', 'lapsed', 'same', 1, 'id']])
  })
})

describe('embedding', () => {
  it('brings a segment with those it refers to, and leaves the rest of the document as it is', () => {
    const before: JourneyDocument = { format: 'journey', formatVersion: 1, id: 'j', name: 'J', entries: [], steps: { end: { kind: 'exit' } } }
    const { document, copyId, embedded } = embedSegment(before, library, [], { segmentId: 'lapsed' })
    expect(copyId).toBe('lapsed')
    expect(embedded).toEqual([{ segmentId: 'buyers', copyId: 'buyers', version: 2 }, { segmentId: 'lapsed', copyId: 'lapsed', version: 1 }])
    expect(document).toEqual({ ...before, segments: { lapsed: { name: 'Lapsed', when: lapsed.versions[0]!.when }, buyers: { name: 'Buyers', when: buyersTwice } } })
    expect(Object.keys(document)).toEqual(['format', 'formatVersion', 'id', 'name', 'segments', 'entries', 'steps'])
    expect(before).not.toHaveProperty('segments')
  })

  it('takes a free id where the journey keeps its own segment of that id, and refers to it by that', () => {
    const own = journey({ buyers: { name: 'Own', when: { did: 'order' } } })
    const { document, embedded } = embedSegment(own, library, [{ copyId: 'buyers', segmentId: null, version: null }], { segmentId: 'lapsed' })
    expect(embedded.map(({ copyId }) => copyId)).toEqual(['buyers-2', 'lapsed'])
    expect(document.segments).toEqual({
      buyers: { name: 'Own', when: { did: 'order' } },
      'buyers-2': { name: 'Buyers', when: buyersTwice },
      lapsed: { name: 'Lapsed', when: { all: [{ not: { segment: 'buyers-2' } }, { did: 'purchase' }] } },
    })
  })

  it('brings the copy up to date that is there, and not those it refers to', () => {
    const old = journey({ buyers: { name: 'Buyers', when: buyersOnce }, lapsed: { name: 'Old', when: { did: 'purchase' } } })
    const { document, embedded } = embedSegment(old, library, [], { segmentId: 'lapsed' })
    expect(embedded).toEqual([{ segmentId: 'lapsed', copyId: 'lapsed', version: 1 }])
    expect(document.segments).toEqual({ buyers: { name: 'Buyers', when: buyersOnce }, lapsed: { name: 'Lapsed', when: lapsed.versions[0]!.when } })
    expect(driftOf(document, library, []).map(({ copyId, status }) => [copyId, status])).toEqual([['buyers', 'libraryChanged'], ['lapsed', 'same']])
  })

  it('refuses a copy nobody has', () => {
    expect(() => embedSegment(journey(), library, [], { segmentId: 'buyers', copyId: 'x' })).toThrow(expect.objectContaining({ code: 'E_SEGMENT' }))
  })
})

describe('differences', () => {
  const told = (copy: Condition, libraryCondition: Condition) => differences(copy, libraryCondition).map(({ path, inWords }) => `${path} ${inWords}`)

  it('are told where they are, as small as they are', () => {
    const country = (value: string): Condition => ({ attribute: 'country', op: 'eq', value })
    const looked = (value: number, within: string): Condition => ({ did: 'view', where: { property: 'price', op: 'gte', value: 5 }, within, count: { op: 'gte', value } })
    expect(told({ all: [country('TR'), looked(3, 'P5D')] }, { all: [looked(5, 'P7D'), country('TR')] })).toEqual([
      '$.when.all[1].count here: did view at least 3 times; in the library: did view at least 5 times',
      '$.when.all[1].within here: did view within 5 days; in the library: did view within 7 days',
    ])
    expect(told({ all: [country('TR'), { did: 'buy' }] }, { all: [country('DE'), { not: { did: 'unsubscribe' } }] })).toEqual([
      '$.when.all[0] here: country is TR; in the library: country is DE',
      '$.when.all[1] only here: did buy',
      '$.when.all[1] only in the library: not (did unsubscribe)',
    ])
    expect(told({ did: 'view', where: { property: 'price', op: 'gte', value: 5 } }, { did: 'view' })).toEqual(['$.when.where only here: price is at least 5'])
    expect(told({ did: 'buy', sum: { property: 'price', op: 'gte', value: 500 } }, { did: 'buy', avg: { property: 'price', op: 'gte', value: 50 } })).toEqual([
      '$.when.sum here: sum of price over buy is at least 500; in the library: avg of price over buy is at least 50',
    ])
    expect(told({ not: { did: 'buy', within: 'P1D' } }, { not: { did: 'buy' } })).toEqual(['$.when.not.within here: did buy within 1 day; in the library: did buy'])
    expect(told({ any: [country('TR')] }, { did: 'buy' })).toEqual(['$.when here: country is TR; in the library: did buy'])
    expect(told({ all: [country('TR'), { did: 'buy' }] }, { all: [{ did: 'buy' }, country('TR')] })).toEqual([
      '$.when here: country is TR and did buy; in the library: did buy and country is TR',
    ])
    expect(told(looked(3, 'P5D'), looked(3, 'P5D'))).toEqual([])
  })
})

describe('references', () => {
  it('are found in conditions of any depth, and in every place of a document', () => {
    const inside: Condition = { any: [{ not: { segment: 'a' } }, { did: 'x', where: { segment: 'b' }, notFollowedBy: { did: 'y', where: { segment: 'a' }, within: 'P1D' } }, { sequence: [{ did: 'z', where: { segment: 'c' } }] }] }
    expect(referencesOf(inside)).toEqual(['a', 'b', 'c'])
    const document: JourneyDocument = {
      ...journey({ a: { when: { did: 'x' } }, other: { when: inside } }),
      entries: [{ id: 'in', trigger: { kind: 'segment', segment: 'a', change: 'enter' }, next: 'wait' }],
      exits: [{ id: 'out', segment: 'a' }],
      steps: {
        wait: { kind: 'waitFor', branches: [{ id: 'now', segment: 'a' }] },
        choose: { kind: 'branch', branches: [{ id: 'yes', when: { segment: 'a' } }] },
      },
    }
    expect(placesOf(document, 'a')).toEqual([
      '$.entries[0].trigger.segment', '$.exits[0].segment', '$.steps.wait.branches[0].segment', '$.segments.other.when.any[0].not.segment',
      '$.segments.other.when.any[1].notFollowedBy.where.segment', '$.steps.choose.branches[0].when.segment',
    ])
  })
})
