import { describe, expect, it } from 'vitest'
import { knownZone } from '../../../engine/core/model/calendar.ts'
import { textOfCase, withWhatHappens } from '../../../engine/core/cases/write-case.ts'
import { explainCase } from '../../../engine/core/cases/run-case.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { explainProfile } from '../../../engine/core/explain/explain-profile.ts'
import { buildDataset } from '../../../engine/core/model/dataset.ts'
import { differencesOf, newlyHappened } from '../../../renderer/features/by-hand/differences.ts'
import { instantOfText, textOfInstant } from '../../../renderer/features/by-hand/instant-text.ts'
import { jsonOfText, textOfJson } from '../../../renderer/features/by-hand/json-text.ts'
import { eventChanges, eventsSoFar, withChange, withEvent, withKeys, withoutEvent, type Scratch } from '../../../renderer/features/by-hand/scratch.ts'
import { whatIsNext } from '../../../renderer/features/by-hand/what-is-next.ts'
import { clusters, snapped, snapOf, spanOf, ticksOf } from '../../../renderer/features/explain/lane-scale.ts'

const at = Date.parse('2026-11-27T08:00:00Z')
const MIN = 60_000
const document: JourneyDocument = {
  format: 'journey', formatVersion: 1, id: 'j', entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'wait' }],
  steps: { wait: { kind: 'waitFor', branches: [{ id: 'looked', event: 'look', next: 'hi' }], timeout: { after: 'PT20M' } }, hi: { kind: 'message', channel: 'push' } },
}

function scratch(...minutes: readonly [string, number][]): Scratch {
  return { profile: { id: 'p', attributes: {}, known: true }, events: withKeys(minutes.map(([name, after]) => ({ name, at: at + after * MIN, properties: {} }))), clock: at + 60 * MIN }
}

function told(of: Scratch, until = of.clock) {
  const dataset = buildDataset(eventsSoFar({ ...of, clock: until }).map((event) => ({ profileId: 'p', ...event })), [{ profileId: 'p', attributes: {} }])
  return explainProfile({ documents: [document], dataset, profileId: 'p', options: { from: at, until }, standing: true })
}

describe('an instant that is typed', () => {
  const zone = 'Europe/Istanbul'
  it.each([
    ['2026-11-27 11:05', 5 * MIN], ['11:30', 30 * MIN], ['2026-11-27T11:00:01.5', 1500], ['2026-11-27', -11 * 60 * MIN], ['+30 min', 30 * MIN], ['-1 day 2 h', -26 * 60 * MIN], ['+1.5 hours', 90 * MIN], ['2026-11-27T08:00:00Z', 0],
  ])('%s', (text, after) => expect(instantOfText(text, at, zone)).toBe(at + after))
  it.each(['', 'tomorrow', '25:99:99', '+3 moons', '+', '2026-13-41 10:00', '+1 h x'])('%j is none', (text) => expect(instantOfText(text, at, zone)).toBeUndefined())
  it('reads what it writes', () => {
    for (const instant of [at, at + 1, at + 1000, at + 59_999]) expect(instantOfText(textOfInstant(instant, zone), 0, zone)).toBe(instant)
  })
})

describe('the events of a person', () => {
  it('stay in order, moved ones after those of their instant, and say what was done to them', () => {
    const was = scratch(['signup', 0], ['look', 10], ['buy', 20])
    const [signup, look, buy] = was.events
    const moved = withChange(was, look!.key, { at: at + 20 * MIN })
    expect(moved.events.map(({ name }) => name)).toEqual(['signup', 'buy', 'look'])
    const now = withoutEvent(withEvent(moved, { name: 'visit', at: at + MIN, properties: {} }), buy!.key)
    expect(now.events.map(({ name }) => name)).toEqual(['signup', 'visit', 'look'])
    const { changed, added, gone } = eventChanges(was, now)
    expect([[...changed], added.size, gone]).toEqual([[look!.key], 1, 1])
    expect(withChange(was, signup!.key, { at: signup!.at }).events[0]).toEqual(signup)
    expect(eventsSoFar({ ...now, clock: at + MIN }).map(({ name }) => name)).toEqual(['signup', 'visit'])
  })
  it.each([['50', 50], ['true', true], ['"50"', '50'], ['[1,"a"]', [1, 'a']], ['null', null], ['{broken', '{broken'], ['red', 'red']])('%s is the value it means, and is written so', (text, value) => {
    expect(jsonOfText(text)).toEqual(value)
    expect(jsonOfText(textOfJson(jsonOfText(text)))).toEqual(value)
  })
})

describe('what comes next', () => {
  it('is the event that is to come, or the timer of the machine, whichever is first', () => {
    const early = { ...scratch(['signup', 0], ['look', 10]), clock: at }
    expect(whatIsNext(early, told(early).standing)).toEqual({ at: at + 10 * MIN, what: 'event', name: 'look' })
    const late = { ...scratch(['signup', 0], ['look', 30]), clock: at }
    expect(whatIsNext(late, told(late).standing)).toEqual({ at: at + 20 * MIN, what: 'timeout', step: 'wait' })
    expect(whatIsNext({ ...late, clock: at + 40 * MIN }, told(late).standing)).toBeUndefined()
  })
})

describe('what differs', () => {
  const words = { inProgress: 'under way', never: 'never', goal: (id: string) => id }
  const was = told(scratch(['signup', 0], ['look', 30]))
  const now = told(scratch(['signup', 0], ['look', 10]))
  it('is told of path, messages and outcome, and nothing of what is the same', () => {
    expect(differencesOf(was, was, words).count).toBe(0)
    const { path, messages, outcome } = differencesOf(was, now, words)
    expect(path.map(({ mark, text }) => `${mark} ${text}`)).toEqual(['was wait → timeout', 'now wait → looked', 'now hi'])
    expect(messages.map(({ mark }) => mark)).toEqual(['now'])
    expect(outcome).toEqual([{ mark: 'same', text: 'completed' }])
    expect([...newlyHappened(was, now)].map(({ what }) => what)).toEqual(['leave', 'arrive', 'message', 'end'])
    expect(newlyHappened(was, was).size).toBe(0)
  })
  it('goes into a case that is to expect it, as far as the case named it', () => {
    const file = { format: 'case' as const, formatVersion: 1 as const, given: { journey: 'j.json', until: '2026-11-27T09:00:00Z', events: [{ at: '2026-11-27T08:00:00Z', name: 'signup' }] }, expect: { path: ['nowhere'], outcome: null } }
    const updated = withWhatHappens(file, explainCase(file, [document]))
    expect(JSON.parse(textOfCase(updated))).toMatchObject({ expect: { path: ['wait:timeout'], outcome: 'completed' } })
    expect(Object.keys(updated.expect!)).toEqual(['path', 'outcome'])
  })
})

describe('the axis of time', () => {
  const zone = knownZone('Europe/Istanbul')
  it('shows everything, with ticks at round local times and no more than there is room for', () => {
    const span = spanOf([at, at + 60 * MIN])
    expect(span.from).toBeLessThan(at)
    expect(span.to).toBeGreaterThan(at + 60 * MIN)
    const ticks = ticksOf(span, 600, zone)
    expect(ticks.length).toBeLessThanOrEqual(6)
    expect(ticks.map(({ words }) => words)).toEqual(['27 Nov 11:00', '11:15', '11:30', '11:45', '12:00'])
    expect(ticksOf(spanOf([at, at + 400 * 86_400_000]), 300, zone).length).toBeLessThanOrEqual(3)
    expect(spanOf([]).to).toBeGreaterThan(spanOf([]).from)
    expect(spanOf([at]).from).toBeLessThan(at)
  })
  it('snaps to what a hand can aim at, by the local clock, and draws as one what lies too near', () => {
    expect(snapOf(500)).toBe(1000)
    expect(snapped(at + 29_000, MIN, zone)).toBe(at)
    expect(snapped(at + 7 * 3_600_000, 86_400_000, zone)).toBe(Date.parse('2026-11-27T21:00:00Z'))
    const marks = [0, 1, 2, 50].map((after) => ({ at: at + after * MIN }))
    expect(clusters(marks, { from: at, to: at + 60 * MIN }, 600, 15).map((group) => group.length)).toEqual([2, 1, 1])
  })
})
