import type { RandomSource } from './random-source.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/**
 * The time a run lives in: instants and spans on one grid, so that windows, timers and local clocks meet events exactly, and local times
 * and dates that lie on it.
 */
export interface Rhythm {
  /** Candidates for the instants of events. */
  instants: readonly number[]
  /** Exact spans on the grid, and some just beside it. */
  spans: readonly string[]
  /** Spans of delays and timeouts: long enough that a loop of them does not go round a million times in a run. */
  timers: readonly string[]
  /** Spans that only conditions take. */
  calendarSpans: readonly string[]
  /** How many of a condition's spans are of the calendar. */
  calendarShare: number
  /** Zones of journeys and profiles. */
  zones: readonly string[]
  clocks: readonly string[]
  dates: readonly string[]
  rules: readonly string[]
}

/** Days on which clocks are changed; Lord Howe by half an hour only. */
const CHANGES = [
  { zone: 'Europe/Berlin', at: '2026-03-29T01:00Z', clocks: ['01:30', '02:00', '02:30', '03:00', '03:30'] },
  { zone: 'Europe/Berlin', at: '2026-10-25T01:00Z', clocks: ['01:30', '02:00', '02:30', '03:00', '03:30'] },
  { zone: 'America/New_York', at: '2026-03-08T07:00Z', clocks: ['01:00', '01:30', '02:00', '02:30', '03:00'] },
  { zone: 'America/New_York', at: '2026-11-01T06:00Z', clocks: ['00:30', '01:00', '01:30', '02:00', '02:30'] },
  { zone: 'Australia/Lord_Howe', at: '2026-10-03T15:30Z', clocks: ['01:30', '02:00', '02:15', '02:30', '03:00'] },
  { zone: 'Australia/Lord_Howe', at: '2026-04-04T15:00Z', clocks: ['01:00', '01:30', '01:45', '02:00', '02:30'] },
] as const

export function generateRhythm(random: RandomSource): Rhythm {
  const roll = random.next()
  if (roll < 0.4) return minutes(random)
  if (roll < 0.65) return changeOfClocks(random)
  return roll < 0.85 ? days(random) : months(random)
}

function minutes(random: RandomSource): Rhythm {
  // before midnight in UTC, and at midnight in Kolkata
  const start = random.pick([Date.UTC(2026, 0, 1), Date.UTC(2025, 11, 31, 23), Date.UTC(2026, 0, 1, 18)])
  const spans = ['PT10M', 'PT20M', 'PT30M', 'PT1H', 'PT10M0.001S', 'PT9M59.999S', 'PT0.001S', 'P1D']
  return {
    instants: grid(start, 10 * MINUTE, random.pick([3, 12, 30])),
    spans,
    timers: spans.filter((span) => span !== 'PT0.001S'),
    calendarSpans: ['P1M'],
    calendarShare: 0.05,
    zones: ['Asia/Kolkata', 'Europe/Berlin', 'UTC'],
    clocks: ['00:00', '00:10', '00:30', '01:00', '23:50', '18:30', '00:20'],
    dates: ['2026-01-01', '2026-01-02', '2025-12-31'],
    rules: ['FREQ=HOURLY', 'FREQ=HOURLY;BYMINUTE=0,30', 'FREQ=DAILY;BYHOUR=0,1;BYMINUTE=10', 'FREQ=DAILY;COUNT=3;BYHOUR=0,1,5,6', 'FREQ=WEEKLY;BYDAY=TH,FR;BYHOUR=0,1,6'],
  }
}

function changeOfClocks(random: RandomSource): Rhythm {
  const { zone, at, clocks } = random.pick(CHANGES)
  const step = random.pick([15, 30, 60]) * MINUTE
  const slots = random.pick([8, 16])
  const start = Date.parse(at) - step * random.between(2, slots - 2)
  return {
    instants: grid(start, step, slots),
    spans: ['PT30M', 'PT1H', 'PT15M', 'PT2H', 'P1D', 'PT3H', 'PT59M59.999S'],
    timers: ['PT30M', 'PT1H', 'PT2H', 'PT3H', 'PT15M', 'P1D'],
    calendarSpans: ['P1M', 'P2M'],
    calendarShare: 0.05,
    zones: [zone, zone, zone, 'Asia/Kolkata'],
    clocks: [...clocks, '00:00', '23:30'],
    dates: [at.slice(0, 10), dateOf(start), dateOf(Date.parse(at) + DAY)],
    rules: [
      'FREQ=HOURLY;INTERVAL=2', 'FREQ=HOURLY', 'FREQ=DAILY;BYHOUR=2;BYMINUTE=30', 'FREQ=DAILY;BYHOUR=1,2,3', 'FREQ=HOURLY;BYMINUTE=0,30;BYHOUR=1,2,3',
      'FREQ=WEEKLY;BYDAY=SU;BYHOUR=2,3', 'FREQ=HOURLY;COUNT=4',
    ],
  }
}

function days(random: RandomSource): Rhythm {
  const { zone, at, clocks } = random.pick(CHANGES)
  const step = random.pick([4, 6, 12]) * HOUR
  const slots = random.pick([8, 20])
  const start = Math.floor(Date.parse(at) / DAY) * DAY - step * random.between(0, slots) + random.pick([0, 0, HOUR, 30 * MINUTE])
  return {
    instants: grid(start, step, slots),
    spans: ['P1D', 'P2D', 'PT12H', 'PT6H', 'P1W', 'PT36H', 'PT23H', 'PT25H'],
    timers: ['P1D', 'PT12H', 'P2D', 'PT6H', 'PT36H', 'P1W'],
    calendarSpans: ['P1M', 'P1Y'],
    calendarShare: 0.05,
    zones: [zone, zone, 'America/New_York', 'Asia/Kolkata', 'Pacific/Apia'],
    clocks: ['00:00', '06:00', '12:00', '18:00', '09:00', '22:00', random.pick(clocks)],
    dates: [dateOf(start), dateOf(start + DAY), dateOf(start + 2 * DAY), at.slice(0, 10)],
    rules: [
      'FREQ=DAILY;BYHOUR=6,18', 'FREQ=WEEKLY;BYDAY=MO,TH;BYHOUR=9', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU', 'FREQ=DAILY;INTERVAL=3', 'FREQ=HOURLY;INTERVAL=12',
      'FREQ=DAILY;BYHOUR=2;BYMINUTE=30;COUNT=9', 'FREQ=HOURLY;INTERVAL=7;BYDAY=SU,MO',
    ],
  }
}

function months(random: RandomSource): Rhythm {
  const ends = [
    '2026-01-28', '2026-01-29', '2026-01-30', '2026-01-31', '2026-02-27', '2026-02-28', '2026-03-01', '2026-03-28', '2026-03-29', '2026-03-31', '2026-04-30', '2026-05-01',
  ]
  const times = random.pick([['T01:30Z', 'T12:00Z'], ['T00:00Z', 'T23:30Z'], ['T06:30Z', 'T07:00Z']])
  return {
    instants: ends.flatMap((date) => times.map((time) => Date.parse(date + time))),
    spans: ['P30D', 'P28D', 'P31D', 'P1D', 'P59D', 'P1W'],
    timers: ['P30D', 'P28D', 'P31D', 'P1W', 'P10D'],
    calendarSpans: ['P1M', 'P1M', 'P1M', 'P2M', 'P1Y'],
    calendarShare: 0.5,
    zones: ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'],
    clocks: ['00:00', '02:30', '12:00', '18:30', '07:00'],
    dates: ends,
    rules: ['FREQ=WEEKLY;BYDAY=SA', 'FREQ=DAILY;INTERVAL=10', 'FREQ=DAILY;INTERVAL=31;COUNT=2', 'FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,SU;BYHOUR=2;BYMINUTE=30'],
  }
}

function grid(start: number, step: number, slots: number): number[] {
  return Array.from({ length: slots + 1 }, (_, slot) => start + slot * step)
}

function dateOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
