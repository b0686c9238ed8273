import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Flag } from '../../../engine/core/explore/answers.ts'
import { explore } from '../../../engine/core/explore/exploration.ts'
import { QualityExploration } from '../../../engine/core/explore/quality/quality.ts'
import { canonicalJson } from '../../../engine/core/json.ts'
import { buildDataset, type PlainEvent } from '../../../engine/core/model/dataset.ts'
import { streamOf } from './a-stream.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const MONDAY = Date.UTC(2026, 0, 5)

const qualityOf = (events: PlainEvent[]) => {
  const dataset = buildDataset(events)
  return explore(dataset, new QualityExploration(dataset))
}
const flagsOf = (events: PlainEvent[]): Flag[] => qualityOf(events).flags

/** A shop that is calm: every day 24 to 29 events at odd times, by 40 people, for so many days. */
function calm(days: number, leftOut: (day: number) => boolean = () => false): PlainEvent[] {
  return Array.from({ length: days }, (_, day) => day)
    .filter((day) => !leftOut(day))
    .flatMap((day) => Array.from({ length: 24 + ((day * 7) % 6) }, (_, index) => visit(`p${(day + 3 * index) % 40}`, MONDAY + day * DAY + (index % 24) * HOUR + 7 * MINUTE + index * 1000 + 1)))
}

function visit(profileId: string, at: number, properties: PlainEvent['properties'] = {}): PlainEvent {
  return { profileId, at, name: 'visit', properties }
}

/** Visits of people whom the shop knows, at odd times from an instant on. */
function visits(count: number, from: number, everyMs = 1009): PlainEvent[] {
  return Array.from({ length: count }, (_, index) => visit(`p${index % 40}`, from + index * everyMs))
}

describe('what looks wrong in data', () => {
  it('is nothing in calm ones, also where every week has its day and Sundays are shut', () => {
    expect(flagsOf(calm(60))).toEqual([])
    const saturdays = Array.from({ length: 8 }, (_, week) => visits(200, MONDAY + (7 * week + 5) * DAY + 9 * HOUR, 127_001)).flat()
    expect(flagsOf([...calm(56, (day) => day % 7 === 6), ...saturdays])).toEqual([])
  })

  it('is a day far beyond those around it, with the hour it happened in', () => {
    const [flag, ...rest] = flagsOf([...calm(60), ...visits(300, MONDAY + 30 * DAY + 13 * HOUR)])
    expect(rest).toEqual([])
    expect(flag).toMatchObject({
      kind: 'burstDay', severity: 'warning', from: MONDAY + 30 * DAY, to: MONDAY + 31 * DAY, count: 324, usual: expect.closeTo(26, -1) as number,
      message: expect.stringMatching(/^2026-02-04 has 324 events \(most of them visit\), most from 13:00 to 14:00 UTC, where days like it have 2\d$/) as string,
    })
  })

  it('is an hour far beyond the same hour of other days, where the day as a whole is not', () => {
    expect(flagsOf([...calm(60), ...visits(25, MONDAY + 30 * DAY + 13 * HOUR)])).toMatchObject([{ kind: 'burstHour', severity: 'note', count: 26, from: MONDAY + 30 * DAY + 13 * HOUR, to: MONDAY + 30 * DAY + 14 * HOUR }])
  })

  it('is an instant far ahead or behind, or one that was never written', () => {
    const flags = flagsOf([...calm(60), ...visits(2, MONDAY + 500 * DAY), ...visits(1, MONDAY - 900 * DAY), ...visits(3, 0)])
    expect(flags.map(({ kind, severity, count }) => [kind, severity, count]).sort()).toEqual([['clockAhead', 'warning', 2], ['clockBehind', 'warning', 1], ['epoch', 'warning', 3]])
    expect(flags.find(({ kind }) => kind === 'clockAhead')).toMatchObject({ from: MONDAY + 500 * DAY, message: '2 events from 2027-05-20 on, the last on 2027-05-20, where the rest of the data end on 2026-03-05' })
  })

  it('is a time of day at which too much happens; instants that are days are only noted', () => {
    const midnights = Array.from({ length: 150 }, (_, index) => visit(`p${index % 40}`, MONDAY + (index % 60) * DAY, { n: index }))
    expect(flagsOf([...calm(60), ...midnights])).toMatchObject([{ kind: 'oneTime', severity: 'warning', count: 150, message: expect.stringMatching(/at exactly 00:00 UTC$/) as string }])
    const batch = midnights.slice(0, 120).map((one) => ({ ...one, name: 'sent', at: MONDAY + 30 * DAY }))
    expect(flagsOf([...calm(60), ...batch]).map(({ kind, message }) => [kind, message.includes('always so: sent')])).toEqual([['oneTime', true], ['burstDay', false]])
    const istanbul = midnights.map((one) => ({ ...one, at: one.at - 3 * HOUR }))
    expect(flagsOf([...calm(60), ...istanbul])).toMatchObject([{ kind: 'oneTime', message: expect.stringContaining('21:00 UTC, which may be midnight') as string }])
    expect(flagsOf(midnights)).toMatchObject([{ kind: 'daysOnly', severity: 'note', message: 'All instants are at 00:00 UTC: the data know days, not times' }])
    const byHour = calm(60).map((one, index) => ({ ...one, at: Math.floor(one.at / HOUR) * HOUR, properties: { index } }))
    expect(flagsOf(byHour)).toEqual([])
  })

  it('is a row that repeats another', () => {
    const events = calm(60)
    expect(flagsOf([...events, ...events.slice(0, 5)])).toMatchObject([{ kind: 'duplicates', severity: 'note', count: 5 }])
    expect(flagsOf([...events, ...events.slice(0, 100)])).toMatchObject([{ kind: 'duplicates', severity: 'warning', count: 100 }])
    expect(flagsOf([...events, { ...events[0]!, properties: { price: 1 } }])).toEqual([])
    expect(flagsOf([...events, { ...events[0]!, properties: { price: null } }])).toMatchObject([{ kind: 'duplicates', count: 1 }])
  })

  it('is one profile that does too much, where an even share would be far less', () => {
    const robot = (count: number) => Array.from({ length: count }, (_, index) => visit('robot', MONDAY + Math.floor((index * 60 * DAY) / count) + 13))
    expect(flagsOf([...calm(60), ...robot(900)])).toMatchObject([{ kind: 'heavyProfile', severity: 'warning', profileId: 'robot', count: 900 }])
    expect(flagsOf([...calm(60), ...robot(150)])).toMatchObject([{ kind: 'heavyProfile', severity: 'note', profileId: 'robot' }])
    expect(flagsOf([visit('a', MONDAY), visit('a', MONDAY + 1), visit('b', MONDAY + 2)])).toEqual([])
  })

  it('is days that are missing where such days have many events, told as one stretch', () => {
    expect(flagsOf(calm(60, (day) => day >= 30 && day < 33))).toMatchObject([
      { kind: 'missingDays', severity: 'warning', count: 3, from: MONDAY + 30 * DAY, to: MONDAY + 33 * DAY, message: expect.stringMatching(/^3 days from 2026-02-04 to 2026-02-06 have no event, where such days have 2\d$/) as string },
    ])
    expect(flagsOf(calm(9, (day) => day === 4))).toMatchObject([{ kind: 'missingDays', count: 1 }])
  })

  it('is told warnings first, at most 20 of a kind', () => {
    const gaps = qualityOf([...calm(150, (day) => day % 6 === 3), ...visits(25, MONDAY + 30 * DAY + 13 * HOUR)])
    expect(gaps.flags.filter(({ kind }) => kind === 'missingDays').length).toBe(20)
    expect(gaps.leftOff).toBeGreaterThan(0)
    expect(gaps.flags.at(-1)).toMatchObject({ severity: 'note' })
  })

  it('counts repeated rows as a plain count does', () => {
    const row = fc.record({ profileId: fc.constantFrom('a', 'b'), at: fc.integer({ min: 0, max: 2 }), name: fc.constantFrom('x', 'y'), value: fc.constantFrom(1, 'one', null, undefined) })
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 60 }), (rows) => {
        const events = rows.map(({ value, ...event }) => ({ ...event, properties: value === undefined ? {} : { value } }))
        const seen = new Set(rows.map(({ value, ...event }) => canonicalJson({ ...event, value: value ?? null })))
        const count = streamOf(events).events.length - seen.size
        expect(flagsOf(events).filter(({ kind }) => kind === 'duplicates').map((flag) => flag.count)).toEqual(count === 0 ? [] : [count])
      }),
    )
  })
})
