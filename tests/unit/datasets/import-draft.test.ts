import { describe, expect, it } from 'vitest'
import type { DatasetPreview } from '../../../engine/api/contract.ts'
import { isOfPeople, isPartOf, likeness, peopleFile } from '../../../renderer/features/datasets/file-kind.ts'
import { draftAfter, draftFor, heldUpBy, missingIn, notesNow, optionsOf, readingOf, suggestedEvent, suggestedIdentify } from '../../../renderer/features/datasets/import-draft.ts'

type Column = DatasetPreview['columns'][number]

const column = (name: string, type: Column['type'] = 'text', samples: string[] = []): Column => ({ name, type, samples, role: 'property', why: '' })

function preview(change: Partial<DatasetPreview>): DatasetPreview {
  return {
    path: '/data/events.csv.gz', format: 'csv', bytes: 1000, columns: [column('who'), column('when', 'instant'), column('what')], rows: [],
    mapping: { profileId: 'who', at: 'when', name: 'what' }, needsSetName: false, setName: null, options: {}, detected: [], personal: [], notes: [], remembered: null, ...change,
  }
}

const noDate = { code: 'E_NO_DATE', severity: 'error', text: '', help: '' } as const
const ambiguous = { code: 'E_TIME_AMBIGUOUS', severity: 'error', text: '', help: '' } as const

describe('what a person says about a file', () => {
  it('begins with what was found, and with what was dropped and hashed last time', () => {
    const draft = draftFor(preview({ options: { delimiter: 'tab', drop: ['email'], hash: ['who'], identify: 'identify' } }), null)
    expect(draft).toEqual({
      name: 'events', profileId: 'who', at: 'when', eventName: 'what', setName: '', properties: null, people: null, privacy: { email: 'drop', who: 'hash' }, identify: 'identify',
    })
    expect(optionsOf(readingOf({ delimiter: 'tab', drop: ['email'] }), draft)).toEqual({ delimiter: 'tab', identify: 'identify', drop: ['email'], hash: ['who'] })
    expect(optionsOf({}, { ...draft, privacy: {}, identify: null })).toEqual({})
  })

  it('stays where it was chosen by hand and its column is still there when the file is read another way', () => {
    const before = preview({})
    const draft = { ...draftFor(before, null), profileId: 'what', at: 'gone' }
    const found = preview({ columns: [column('what'), column('day', 'instant'), column('act')], mapping: { profileId: 'act', at: 'day', name: 'act' } })
    expect(draftAfter(draft, before, found)).toMatchObject({ profileId: 'what', at: 'day', eventName: 'act' })
  })

  it('stays as last time when the file is read another way', () => {
    const before = preview({ mapping: { profileId: 'what', at: 'when', name: 'who' }, remembered: { at: 1 } })
    expect(draftAfter(draftFor(before, null), before, preview({}))).toMatchObject({ profileId: 'what', eventName: 'who' })
  })

  it('lacks a name for the events of a file without names until one is given', () => {
    const draft = draftFor(preview({ needsSetName: true, mapping: { profileId: 'who', at: 'when' } }), null)
    expect(missingIn(draft)).toEqual({ name: false, profileId: false, at: false, eventName: true })
    expect(missingIn({ ...draft, setName: 'purchase' }).eventName).toBe(false)
  })

  it('is offered a purchase where there are amounts of money, and rows that identify where there are such', () => {
    expect(suggestedEvent(preview({ columns: [column('dollar_value', 'number')] }))).toBe('purchase')
    expect(suggestedEvent(preview({ columns: [column('pages', 'number')] }))).toBeUndefined()
    const kinds = preview({ columns: [column('type', 'text', ['track', 'identify']), column('what', 'text', ['open'])] })
    expect(suggestedIdentify(kinds, draftFor(kinds, null))).toBe('type=identify')
    const names = preview({ columns: [column('what', 'text', ['open', 'identify'])] })
    expect(suggestedIdentify(names, draftFor(names, null))).toBe('identify')
  })
})

describe('what holds up an import', () => {
  it('is a question where dates can be read two ways, and the file where it has no dates', () => {
    expect(heldUpBy([ambiguous])).toBe('question')
    expect(heldUpBy([ambiguous, noDate])).toBe('file')
    expect(heldUpBy([])).toBeUndefined()
  })

  it('goes when another column is chosen in place of the one it is about', () => {
    const found = preview({ notes: [ambiguous] })
    const draft = draftFor(found, null)
    expect(notesNow(found, draft)).toEqual([ambiguous])
    expect(notesNow(found, { ...draft, at: 'what' })).toEqual([])
  })
})

describe('files chosen at once', () => {
  const people = preview({ columns: [column('id'), column('signup', 'instant'), column('city')], rows: [['c1', '2025-01-01', 'Izmir'], ['c2', '2025-01-02', 'Izmir']], mapping: { profileId: 'city', at: 'signup' } })

  it('are people where no row repeats an id and no event is named, dates or not', () => {
    expect(isOfPeople(people)).toBe(true)
    expect(peopleFile(people)).toMatchObject({ profileId: 'id', at: null })
    expect(isOfPeople(preview({ rows: [['c1', '', '']] }))).toBe(false)
    expect(isOfPeople({ ...people, rows: [...people.rows, ['c1', '2025-02-01', 'Ankara']] })).toBe(false)
  })

  it('have their ids in the column that the events call so', () => {
    const both = preview({ columns: [column('id'), column('member')], rows: [['1', 'm1'], ['2', 'm2']], mapping: { profileId: 'id' } })
    expect(peopleFile(both, 'member').profileId).toBe('id')
    expect(peopleFile({ ...both, mapping: {} }, 'member').profileId).toBe('member')
  })

  it('are parts of one export where they have what says who, when and what; without names of events, the same columns', () => {
    const longer = preview({ columns: [column('what'), column('who'), column('when'), column('new')] })
    expect(isPartOf(preview({}), longer)).toBe(true)
    expect(isPartOf(preview({}), people)).toBe(false)
    const nameless = preview({ mapping: { profileId: 'who', at: 'when' } })
    expect(isPartOf(nameless, longer)).toBe(false)
    expect(isPartOf(nameless, preview({}))).toBe(true)
  })

  it('are led by the one that looks most like events, whichever is larger', () => {
    expect(likeness(preview({ bytes: 10 }))).toBeGreaterThan(likeness({ ...people, bytes: 1e12 }))
    expect(likeness(preview({ notes: [ambiguous] }))).toBeGreaterThan(likeness(preview({ notes: [noDate] })))
  })
})
