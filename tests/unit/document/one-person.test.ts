import { describe, expect, it } from 'vitest'
import { explainProfile } from '../../../engine/core/explain/explain-profile.ts'
import { buildDataset } from '../../../engine/core/model/dataset.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { idBetween, idsSuggested } from '../../../renderer/features/explain/person-ids.ts'
import { cameTo, litPathOf, storyMoments } from '../../../renderer/features/explain/story.ts'
import { namesIn, toldLines } from '../../../renderer/features/explain/told-lines.ts'

const at = (text: string) => Date.parse(`2026-01-${text}Z`)

const DOCUMENT: JourneyDocument = {
  format: 'journey', formatVersion: 1, id: 'j', name: 'Journey', timeZone: 'Europe/Berlin', reentry: { kind: 'afterExit' },
  entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'wait' }],
  steps: {
    wait: { kind: 'waitFor', name: 'The wait', branches: [{ id: 'ordered', event: 'order' }], timeout: { after: 'PT1H', next: 'rich' } },
    rich: { kind: 'branch', name: 'Rich?', branches: [{ id: 'yes', when: { attribute: 'plan', op: 'eq', value: 'gold' }, next: 'mail' }] },
    mail: { kind: 'message', name: 'The mail', channel: 'email' },
  },
}

function told(events: [when: string, name: string][], plan: string, beside: JourneyDocument[] = [], document = DOCUMENT) {
  const dataset = buildDataset(events.map(([when, name]) => ({ profileId: 'ada', at: at(when), name, properties: {} })), [{ profileId: 'ada', attributes: { plan } }])
  return explainProfile({ documents: [document, ...beside], dataset, profileId: 'ada', options: { until: at('31T00:00') } })
}

describe('the story of one person', () => {
  const explanation = told([['12T13:00', 'signup'], ['12T14:04', 'order'], ['20T13:00', 'signup'], ['20T13:10', 'order']], 'silver')

  it('stands instant by instant on the local clock, near misses apart from the reasons', () => {
    const moments = storyMoments(explanation, null)
    expect(moments.map(({ day, clock, sinceMs, entries }) => [day, clock, sinceMs, entries.map(({ sentences }) => sentences.map(({ text }) => text))])).toEqual([
      ['Mon 12 Jan 2026', '14:00', null, [['Enters by "in": signup came.'], ['Waits at "The wait" for order, 1 h at the most.']]],
      ['Mon 12 Jan 2026', '15:00', 3_600_000, [['Leaves "The wait" by "timeout" after 1 h: nothing that it waits for had come.'], ['"Rich?": goes by "else", as nothing else holds:', 'Ends there, outcome "completed": nothing follows that way.']]],
      ['Tue 20 Jan 2026', '14:00', 8 * 86_400_000 - 3_600_000, [['Enters for the 2nd time by "in": signup came.'], ['Waits at "The wait" for order, 1 h at the most.']]],
      ['Tue 20 Jan 2026', '14:10', 600_000, [['Leaves "The wait" by "ordered" after 10 min: order came.', 'Ends there, outcome "completed": nothing follows that way.']]],
    ])
    const [timeout, branch] = moments[1]!.entries
    expect(timeout!.misses).toEqual([{ line: { text: 'It would have left by "ordered" had order come 4 min earlier: it came on Mon 12 Jan 2026, 15:04.', mark: null, below: [] }, isNear: true }])
    expect(timeout!.sentences[0]!.below).toEqual([])
    expect(branch!.sentences[0]!.below).toEqual([{ text: 'not "yes":', mark: null, below: [{ text: 'plan is silver; wanted: gold', mark: 'fails', below: [] }] }])
  })

  it('calls it no near miss that nothing came at all', () => {
    const [, timeout] = storyMoments(told([['12T13:00', 'signup']], 'silver'), null)
    expect(timeout!.entries[0]!.misses).toEqual([{ line: { text: 'No order came from then on, up to the end of the run.', mark: null, below: [] }, isNear: false }])
  })

  it('can be told of one time in the journey alone', () => {
    expect(storyMoments(explanation, { journey: 'j', number: 2 }).map(({ clock }) => clock)).toEqual(['14:00', '14:10'])
  })

  it('lights the cards in the order of visits and the connections gone along', () => {
    expect(litPathOf(explanation, 'j', null)).toEqual({ visits: { 'entry:in': [1, 4], wait: [2, 5], rich: [3] }, edges: new Set(['entry:in:next', 'wait:timeout']) })
    expect(litPathOf(explanation, 'j', { journey: 'j', number: 2 })).toEqual({ visits: { 'entry:in': [1], wait: [2] }, edges: new Set(['entry:in:next']) })
    expect([cameTo(explanation, 'j', 'rich'), cameTo(explanation, 'j', 'mail'), cameTo(explanation, 'j', 'entry:in')]).toEqual([true, false, true])
  })

  it('lights only the journey that is on the canvas, and nothing for somebody who never came in', () => {
    const both = told([['12T13:00', 'order']], 'gold', [{ ...DOCUMENT, id: 'other', entries: [{ id: 'in', trigger: { kind: 'event', event: 'order' }, next: 'mail' }] }])
    expect(litPathOf(both, 'j', null)).toBeNull()
    expect(litPathOf(both, 'other', null)?.visits).toEqual({ 'entry:in': [1], mail: [2] })
  })

  it('says once what held an entry back again and again', () => {
    const once = told([['12T13:00', 'signup'], ['13T13:00', 'signup'], ['14T13:00', 'signup'], ['15T13:00', 'signup']], 'silver', [], { ...DOCUMENT, reentry: { kind: 'once' } })
    const refused = storyMoments(once, null).flatMap(({ entries }) => entries).filter(({ happened }) => happened.what === 'refused')
    expect(refused.map(({ again }) => again)).toEqual([{ times: 2, until: 'Thu 15 Jan 2026, 14:00' }])
  })
})

describe('the lines of an explanation', () => {
  it('become the tree that their indentation means', () => {
    expect(toldLines(['a', '  ✓ b', '    ✗ c', '  d', 'e'])).toEqual([
      { text: 'a', mark: null, below: [{ text: 'b', mark: 'holds', below: [{ text: 'c', mark: 'fails', below: [] }] }, { text: 'd', mark: null, below: [] }] },
      { text: 'e', mark: null, below: [] },
    ])
  })

  it('have the names in them set off', () => {
    expect(namesIn('Leaves "The wait" by "x".')).toEqual([
      { text: 'Leaves ', isName: false },
      { text: 'The wait', isName: true },
      { text: ' by ', isName: false },
      { text: 'x', isName: true },
      { text: '.', isName: false },
    ])
  })
})

describe('people to look at', () => {
  it('are those an unknown id is answered with', () => {
    expect(idsSuggested({ code: 'E_PROFILE', message: '', help: 'the nearest ids are "a", "b \\"c\\"", "1"' })).toEqual(['a', 'b "c"', '1'])
    expect(idsSuggested({ code: 'E_PROFILE', message: '', help: 'give the id of a profile of these data' })).toEqual([])
    expect(idsSuggested({ code: 'E_NOT_FOUND', message: '', help: 'there is no dataset "x"' })).toEqual([])
  })

  it('are met by chance anywhere between the first id and the last', () => {
    const numbers = [0, 0.5, 0.999]
    const ids = numbers.map((number) => idBetween('fan-00000000', 'fan-00019999', () => number))
    expect(ids).toEqual(['fan-00000000', 'fan-00015555', 'fan-00019999'])
    expect(idBetween('same', 'same', () => 0.5)).toBe('same')
    expect(idBetween('1', '999', () => 0.5)).toBe('555')
  })
})
