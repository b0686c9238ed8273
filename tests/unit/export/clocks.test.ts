import { describe, expect, it } from 'vitest'
import { parseRecurrence } from '../../../engine/core/export/module/recurrence.ts'
import { Schedules } from '../../../engine/core/export/module/schedules.ts'
import { Zone } from '../../../engine/core/export/module/zone.ts'
import type { RunProgram } from '../../../engine/core/compile/program.ts'
import { knownZone } from '../../../engine/core/model/calendar.ts'
import { scheduleInstants } from '../../../engine/core/model/recurrence.ts'
import { RandomSource } from '../../differential/random-source.ts'

const HOUR = 3_600_000
const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'Pacific/Apia', 'Africa/Casablanca', 'America/Sao_Paulo', 'Antarctica/Troll', 'Asia/Kathmandu']

it.each(ZONES)('in %s the module tells the time by Intl as the engine does by Temporal', (name) => {
  const [own, known] = [new Zone(name), knownZone(name)]
  const random = new RandomSource(7)
  const wrong: number[] = []
  for (let round = 0; round < 1500; round++) {
    // half of them on whole half hours of the last decades, where clocks change
    const instant = random.chance(0.5) ? random.between(0, 1_100_000) * (HOUR / 2) : random.between(0, 4_000_000_000) * 500 + random.between(0, 999)
    if (own.offsetAt(instant) !== known.offsetAt(instant) || own.instantOf(instant) !== known.instantOf(instant)) wrong.push(instant)
  }
  for (let wall = Date.UTC(2026, 0, 1); wall < Date.UTC(2027, 0, 1); wall += HOUR / 2) if (own.instantOf(wall) !== known.instantOf(wall)) wrong.push(wall)
  expect(wrong).toEqual([])
})

/** The askings of one schedule up to `until`, as the module works them out one by one. */
function asked(schedule: { at: string | null; every: string | null }, timeZone: string, firstAt: number, until: number): number[] {
  const trigger = { kind: 'schedule', ...schedule, audience: { kind: 'all', of: [] } }
  const program = { turns: [0], journeys: [{ timeZone, entries: [{ trigger }] }] } as unknown as RunProgram // as: all that schedules read of a program
  const schedules = new Schedules(program, firstAt, -Infinity)
  const instants: number[] = []
  for (let next = schedules.next; next && next.at <= until; next = schedules.next) {
    instants.push(next.at)
    schedules.take()
  }
  return instants
}

describe('schedules', () => {
  it('come round when the engine expands them to', () => {
    // what never comes round is left to the tests below
    const random = new RandomSource(11)
    // rising and each once: the engine's library takes positions in the order as written
    const some = <T extends number | string>(from: readonly T[]) => from.filter(() => random.chance(0.4)).slice(0, 3).join(',') || String(from[0])
    for (let round = 0; round < 60; round++) {
      const frequency = random.pick(['YEARLY', 'MONTHLY', 'WEEKLY', 'DAILY', 'HOURLY', 'MINUTELY'])
      const isLong = frequency === 'YEARLY' || frequency === 'MONTHLY'
      const days = ['MO', 'TU', 'WE', 'SA', 'SU']
      const parts = [
        `FREQ=${frequency}`,
        ...(random.chance(0.5) ? [`INTERVAL=${random.between(1, frequency === 'MINUTELY' ? 90 : 5)}`] : []),
        ...(random.chance(0.3) ? [`COUNT=${random.between(1, 9)}`] : random.chance(0.3) ? [random.pick(['UNTIL=20260501', 'UNTIL=20260401T013000', 'UNTIL=20260401T013000Z'])] : []),
        ...(random.chance(0.3) ? [`BYMONTH=${some([1, 2, 3, 4, 10])}`] : []),
        ...(random.chance(0.25) ? [`BYMONTHDAY=${some([1, 13, 28, -1, -2])}`] : random.chance(0.4) ? [`BYDAY=${isLong && random.chance(0.6) ? some(['1MO', '-1SU', '2TU', '5FR']) : some(days)}`] : []),
        ...(random.chance(0.4) ? [`BYHOUR=${some([0, 1, 2, 3, 9, 23])}`] : []),
        ...(frequency !== 'MINUTELY' && random.chance(0.3) ? [`BYMINUTE=${some([0, 15, 30])}`] : []),
        ...(!['MINUTELY', 'HOURLY'].includes(frequency) && random.chance(0.15) ? [`BYSETPOS=${random.pick([1, -1])}`] : []),
        ...(random.chance(0.2) ? [`WKST=${random.pick(['SU', 'MO', 'WE'])}`] : []),
      ]
      const schedule = { at: random.pick([null, '2026-03-27', '2026-01-31T02:30', '2026-03-28T23:10:05', '2026-02-27T01:00:00Z', '2025-12-30T12:00+01:00']), every: parts.join(';') }
      const zone = random.pick(ZONES.slice(0, 5))
      const firstAt = Date.UTC(2026, 2, 28, 22)
      const until = firstAt + (frequency === 'MINUTELY' ? 3 : frequency === 'HOURLY' ? 20 : 500) * 24 * HOUR
      expect(asked(schedule, zone, firstAt, until), `${schedule.every} at ${schedule.at} in ${zone}`).toEqual(scheduleInstants(schedule, knownZone(zone), firstAt, until))
    }
  })

  it('of one instant alone come round once', () => {
    expect(asked({ at: '2026-03-29T02:30', every: null }, 'Europe/Berlin', 0, Infinity)).toEqual([Date.parse('2026-03-29T01:30Z')])
  })

  it('keep to their interval where hours or minutes are left out, and end when none fits', () => {
    const from = Date.UTC(2026, 0, 1)
    const inUtc = (every: string) => asked({ at: '2026-01-01T00:00', every }, 'UTC', from, from + 24 * HOUR).map((at) => (at - from) / 60_000)
    expect(inUtc('FREQ=MINUTELY;INTERVAL=25;BYHOUR=2,5')).toEqual([125, 150, 175, 300, 325, 350])
    expect(inUtc('FREQ=MINUTELY;INTERVAL=7;BYMINUTE=0,30;BYHOUR=3')).toEqual([210])
    expect(inUtc('FREQ=HOURLY;INTERVAL=5;BYHOUR=0,5,20')).toEqual([0, 300, 1200])
    expect(inUtc('FREQ=SECONDLY;INTERVAL=90;BYHOUR=1;BYMINUTE=3')).toEqual([63])
    expect([inUtc('FREQ=HOURLY;INTERVAL=2;BYHOUR=1'), inUtc('FREQ=MONTHLY;BYMONTHDAY=30;BYMONTH=2'), inUtc('FREQ=HOURLY;BYSETPOS=2')]).toEqual([[], [], []])
  })

  it('are refused by the part that is not understood', () => {
    expect(() => parseRecurrence('FREQ=YEARLY;BYEASTER=1')).toThrow('BYEASTER')
    expect(() => parseRecurrence('INTERVAL=2')).toThrow('FREQ')
    expect(() => parseRecurrence('FREQ=DAILY;UNTIL=soon')).toThrow('UNTIL=soon')
  })
})
