import { Temporal } from '@js-temporal/polyfill'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addMonths, DAY_MS, instantOfBound, instantOfDate, isTimeBetween, knownZone, nextTimeOfDay, periodStart, timeOfDayAt, timeOfDayMs, wallOfScheduleStart, weekdayAt, zoneNamed,
} from '../../../engine/core/model/calendar.ts'
import { recurrenceProblem, scheduleInstants } from '../../../engine/core/model/recurrence.ts'

/** Zones with and without summer time, of half hours, one that skipped a day, one whose clocks move at midnight. */
const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Apia', 'America/Santiago', 'Europe/Istanbul'] as const
const zone = fc.constantFrom(...ZONES)
const instant = fc.integer({ min: Date.UTC(2010, 0, 1), max: Date.UTC(2030, 0, 1) })
/** Half of them within a day of a change of some clock. */
const tricky = fc.oneof(instant, fc.tuple(fc.constantFrom('2026-03-29T01:00Z', '2026-10-25T01:00Z', '2026-03-08T07:00Z', '2026-11-01T06:00Z', '2011-12-30T10:00Z', '2026-04-05T03:00Z', '2026-09-06T04:00Z'), fc.integer({ min: -DAY_MS, max: DAY_MS })).map(([at, ms]) => Date.parse(at) + ms))

function zoned(name: string, at: number): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(name)
}

function resolved(local: Temporal.PlainDateTime, name: string): number {
  return local.toZonedDateTime(name, { disambiguation: 'compatible' }).epochMilliseconds
}

const at = (text: string) => Date.parse(text)
const shown = (instants: readonly number[]) => instants.map((one) => new Date(one).toISOString().slice(0, 16))

describe('local clocks agree with Temporal', () => {
  it('in their offset, their weekday and their time of day', () => {
    fc.assert(
      fc.property(zone, tricky, (name, now) => {
        const expected = zoned(name, now)
        expect(knownZone(name).offsetAt(now)).toBe(expected.offsetNanoseconds / 1e6)
        expect(weekdayAt(knownZone(name), now)).toBe(expected.dayOfWeek)
        expect(timeOfDayAt(knownZone(name), now)).toBe(((expected.hour * 60 + expected.minute) * 60 + expected.second) * 1000 + expected.millisecond)
      }),
      { numRuns: 600 },
    )
  })

  it('when local times are skipped or come twice', () => {
    fc.assert(
      fc.property(zone, tricky, (name, now) => {
        const local = zoned('UTC', now).toPlainDateTime()
        expect(knownZone(name).instantOf(now)).toBe(resolved(local, name))
      }),
      { numRuns: 600 },
    )
  })

  it('when months are added', () => {
    fc.assert(
      fc.property(zone, tricky, fc.integer({ min: 0, max: 30 }), (name, now, months) => {
        expect(addMonths(knownZone(name), now, months)).toBe(zoned(name, now).add({ months }).epochMilliseconds)
      }),
      { numRuns: 600 },
    )
  })

  it('where days, weeks and months begin', () => {
    fc.assert(
      fc.property(zone, tricky, (name, now) => {
        const date = zoned(name, now).toPlainDate()
        const midnight = (day: Temporal.PlainDate) => resolved(day.toPlainDateTime(), name)
        expect(periodStart(knownZone(name), now, 'day')).toBe(midnight(date))
        expect(periodStart(knownZone(name), now, 'day', 1)).toBe(midnight(date.add({ days: 1 })))
        expect(periodStart(knownZone(name), now, 'week')).toBe(midnight(date.subtract({ days: date.dayOfWeek - 1 })))
        expect(periodStart(knownZone(name), now, 'week', 1)).toBe(midnight(date.add({ days: 8 - date.dayOfWeek })))
        expect(periodStart(knownZone(name), now, 'month')).toBe(midnight(date.with({ day: 1 })))
        expect(periodStart(knownZone(name), now, 'month', 1)).toBe(midnight(date.with({ day: 1 }).add({ months: 1 })))
      }),
      { numRuns: 400 },
    )
  })
})

describe('the next local time', () => {
  const berlin = knownZone('Europe/Berlin')
  const half = timeOfDayMs('02:30')

  it('is strictly later, today or tomorrow', () => {
    expect(nextTimeOfDay(berlin, at('2026-01-05T07:59Z'), timeOfDayMs('09:00'))).toBe(at('2026-01-05T08:00Z'))
    expect(nextTimeOfDay(berlin, at('2026-01-05T08:00Z'), timeOfDayMs('09:00'))).toBe(at('2026-01-06T08:00Z'))
  })

  it('waits for the weekday', () => {
    expect(nextTimeOfDay(berlin, at('2026-01-05T08:00Z'), timeOfDayMs('09:00'), 1)).toBe(at('2026-01-12T08:00Z'))
  })

  it('moves a skipped time past the gap, and takes a doubled one the first time only', () => {
    expect(nextTimeOfDay(berlin, at('2026-03-28T12:00Z'), half)).toBe(at('2026-03-29T01:30Z'))
    expect(nextTimeOfDay(berlin, at('2026-10-24T12:00Z'), half)).toBe(at('2026-10-25T00:30Z'))
    expect(nextTimeOfDay(berlin, at('2026-10-25T00:30Z'), half)).toBe(at('2026-10-26T01:30Z'))
  })

  it('of a date is that instant', () => {
    expect(instantOfDate(berlin, '2026-12-24', timeOfDayMs('18:00:30'))).toBe(at('2026-12-24T17:00:30Z'))
  })
})

describe('times of day and bounds', () => {
  it('a stretch of the day is half open and may go over midnight', () => {
    const night = [timeOfDayMs('22:00'), timeOfDayMs('08:00')] as const
    expect(['21:59', '22:00', '00:00', '07:59', '08:00'].map((text) => isTimeBetween(timeOfDayMs(text), ...night))).toEqual([false, true, true, true, false])
    expect(['08:00', '21:59', '22:00'].map((text) => isTimeBetween(timeOfDayMs(text), night[1], night[0]))).toEqual([true, true, false])
  })

  it('a date is local midnight, an instant without a zone UTC', () => {
    expect(instantOfBound('2026-12-01', 'Europe/Istanbul')).toBe(at('2026-11-30T21:00Z'))
    expect(instantOfBound('2026-12-01T09:00', 'Europe/Istanbul')).toBe(at('2026-12-01T09:00Z'))
    expect(instantOfBound('2026-12-01T09:00:00+03:00', 'UTC')).toBe(at('2026-12-01T06:00Z'))
  })

  it('a schedule starts at local time, unless its start has a zone', () => {
    const istanbul = knownZone('Europe/Istanbul')
    expect(istanbul.instantOf(wallOfScheduleStart('2026-12-01T09:00', istanbul))).toBe(at('2026-12-01T06:00Z'))
    expect(istanbul.instantOf(wallOfScheduleStart('2026-12-01T09:00:00Z', istanbul))).toBe(at('2026-12-01T09:00Z'))
    expect(istanbul.instantOf(wallOfScheduleStart('2026-12-01', istanbul))).toBe(at('2026-11-30T21:00Z'))
  })

  it('a zone nobody knows is undefined', () => {
    expect(zoneNamed('Mars/Olympus')).toBeUndefined()
    expect(zoneNamed('Europe/Berlin')?.name).toBe('Europe/Berlin')
  })
})

describe('a recurring schedule', () => {
  it('goes on for as long as it is asked, also every hour for years', () => {
    const found = scheduleInstants({ at: '2024-01-01T00:00', every: 'FREQ=HOURLY' }, berlin, 0, at('2026-01-01T00:00Z'))
    expect(found).toHaveLength(731 * 24 + 2 - 2) // both ends count; of the two doubled hours only the first
  })

  const berlin = knownZone('Europe/Berlin')

  it('comes at the same local time over a change of the clock, moved past a gap and once in a doubled hour', () => {
    expect(shown(scheduleInstants({ at: '2026-03-28T02:30', every: 'FREQ=DAILY' }, berlin, 0, at('2026-03-31T00:00Z')))).toEqual(['2026-03-28T01:30', '2026-03-29T01:30', '2026-03-30T00:30'])
    expect(shown(scheduleInstants({ at: '2026-10-24T02:30', every: 'RRULE:FREQ=DAILY;COUNT=3' }, berlin, 0, at('2026-11-30T00:00Z')))).toEqual(['2026-10-24T00:30', '2026-10-25T00:30', '2026-10-26T01:30'])
  })

  it('starts at local midnight of the first day of the data where it names no start', () => {
    expect(shown(scheduleInstants({ at: null, every: 'FREQ=WEEKLY;BYDAY=MO;BYHOUR=9' }, berlin, at('2026-01-04T23:30Z'), at('2026-01-13T00:00Z')))).toEqual(['2026-01-05T08:00', '2026-01-12T08:00'])
  })

  it('ends at UNTIL: local, in UTC, or with its whole day', () => {
    const until = (text: string) => shown(scheduleInstants({ at: '2026-01-01T09:00', every: `FREQ=DAILY;UNTIL=${text}` }, berlin, 0, at('2026-02-01T00:00Z')))
    expect(until('20260103')).toEqual(['2026-01-01T08:00', '2026-01-02T08:00', '2026-01-03T08:00'])
    expect(until('20260102T090000')).toEqual(['2026-01-01T08:00', '2026-01-02T08:00'])
    expect(until('20260102T080000Z')).toEqual(['2026-01-01T08:00', '2026-01-02T08:00'])
    expect(until('20260102T075959Z')).toEqual(['2026-01-01T08:00'])
  })

  it('gives an hour that exists once only once', () => {
    expect(shown(scheduleInstants({ at: '2026-03-29T01:00', every: 'FREQ=HOURLY;COUNT=4' }, berlin, 0, at('2026-03-30T00:00Z')))).toEqual(['2026-03-29T00:00', '2026-03-29T01:00', '2026-03-29T02:00'])
  })

  it('once, is its start, unless that is after the end of the run', () => {
    expect(shown(scheduleInstants({ at: '2026-01-01T09:00', every: null }, berlin, 0, at('2026-01-01T08:00Z')))).toEqual(['2026-01-01T08:00'])
    expect(scheduleInstants({ at: '2026-01-01T09:00', every: null }, berlin, 0, at('2026-01-01T07:59Z'))).toEqual([])
  })

  it('says what is wrong with a rule', () => {
    expect(['FREQ=WEEKLY;BYDAY=MO', 'RRULE:FREQ=MONTHLY;BYMONTHDAY=-1'].map(recurrenceProblem)).toEqual([undefined, undefined])
    for (const rule of ['', 'BYDAY=MO', 'FREQ=SOMETIMES', 'every day', 'FREQ=DAILY;INTERVAL=0', 'FREQ=DAILY;UNTIL=soon', 'DTSTART:20260101T000000\nRRULE:FREQ=DAILY', 'FREQ=DAILY;BYDAY=XX']) {
      expect(recurrenceProblem(rule), rule).toEqual(expect.any(String))
    }
  })
})
