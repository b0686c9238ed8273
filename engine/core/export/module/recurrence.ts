import { DAY_MS, HOUR_MS } from '../../model/calendar.ts'

// RFC 5545 recurrence rules, expanded on the wall clock: what the exported module has in place of the engine's library, which expands
// rules alike. Days are counted from 1970-01-01, weekdays from 0 (Monday).

const FREQUENCIES = ['YEARLY', 'MONTHLY', 'WEEKLY', 'DAILY', 'HOURLY', 'MINUTELY', 'SECONDLY'] as const
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const LAST_YEAR = 9999
/**
 * After so many periods that give nothing, a rule gives nothing more (FREQ=HOURLY;INTERVAL=2;BYHOUR=1 from midnight on never does): the
 * calendar repeats itself after 400 years; of shorter periods, days on which nothing can be are stepped over at once.
 */
const MOST_EMPTY = { YEARLY: 400, MONTHLY: 4800, WEEKLY: 20_871, DAILY: 146_097, HOURLY: 200_000, MINUTELY: 200_000, SECONDLY: 200_000 }

/** A parsed rule; an empty list asks nothing. `until`: the last wall clock it may give, or an instant if it is UTC. */
interface RecurrenceRule {
  frequency: (typeof FREQUENCIES)[number]
  interval: number
  count: number
  until: { wall: number; isUtc: boolean } | undefined
  weekStart: number
  months: number[]
  weekNumbers: number[]
  yearDays: number[]
  monthDays: number[]
  weekdays: number[]
  /** Weekdays of the month or year by number, from its end if negative. */
  nthWeekdays: { weekday: number; nth: number }[]
  hours: number[]
  minutes: number[]
  seconds: number[]
  positions: number[]
}

/** Parses a rule; throws on a part that it does not know. */
export function parseRecurrence(text: string): RecurrenceRule {
  const parts = new Map(text.replace(/^RRULE:/i, '').split(';').map((part): [string, string] => [part.split('=')[0]!.toUpperCase(), part.split('=')[1] ?? '']))
  const known = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'WKST', 'BYMONTH', 'BYWEEKNO', 'BYYEARDAY', 'BYMONTHDAY', 'BYDAY', 'BYHOUR', 'BYMINUTE', 'BYSECOND', 'BYSETPOS']
  for (const name of parts.keys()) if (!known.includes(name)) throw new Error(`a recurrence rule with ${name} is not understood`)
  const frequency = FREQUENCIES.find((one) => one === parts.get('FREQ')?.toUpperCase())
  if (!frequency) throw new Error('a recurrence rule needs a FREQ such as FREQ=DAILY')
  const numbers = (name: string) => (parts.get(name) ?? '').split(',').filter((one) => one !== '').map(Number)
  const days = (parts.get('BYDAY') ?? '').split(',').filter((one) => one !== '').map((day) => ({ weekday: WEEKDAYS.indexOf(day.slice(-2).toUpperCase()), nth: Number(day.slice(0, -2)) }))
  const isNumbered = (nth: number) => nth !== 0 && (frequency === 'YEARLY' || frequency === 'MONTHLY')
  return {
    frequency,
    interval: Number(parts.get('INTERVAL') ?? 1),
    count: Number(parts.get('COUNT') ?? Infinity),
    until: lastOf(parts.get('UNTIL')),
    weekStart: Math.max(0, WEEKDAYS.indexOf((parts.get('WKST') ?? 'MO').toUpperCase())),
    months: numbers('BYMONTH'),
    weekNumbers: numbers('BYWEEKNO'),
    yearDays: numbers('BYYEARDAY'),
    monthDays: numbers('BYMONTHDAY'),
    weekdays: days.filter(({ nth }) => !isNumbered(nth)).map(({ weekday }) => weekday),
    nthWeekdays: days.filter(({ nth }) => isNumbered(nth)),
    hours: numbers('BYHOUR'),
    minutes: numbers('BYMINUTE'),
    seconds: numbers('BYSECOND'),
    positions: numbers('BYSETPOS'),
  }
}

function lastOf(until: string | undefined): RecurrenceRule['until'] {
  if (until === undefined) return undefined
  const [, year, month, day, time, utc] = /^(\d{4})(\d\d)(\d\d)(?:T(\d{6})(Z)?)?$/i.exec(until) ?? []
  if (year === undefined) throw new Error(`UNTIL=${until} is no date such as 20261231 or 20261231T090000Z`)
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day))
  const wall = time === undefined ? midnight + DAY_MS - 1 : midnight + (Number(time.slice(0, 2)) * 3600 + Number(time.slice(2, 4)) * 60 + Number(time.slice(4))) * 1000
  return { wall, isUtc: utc !== undefined }
}

/** The wall clocks of a rule from its start on, rising, `until` left aside. */
export function* recurrences(asked: RecurrenceRule, start: number): Generator<number> {
  const rule = completed(asked, start)
  let given = 0
  let empty = 0
  for (const walls of periods(rule, start)) {
    if (++empty > MOST_EMPTY[rule.frequency]) return
    const chosen = rule.positions.length === 0 ? walls : atPositions(walls, rule.positions)
    for (const wall of chosen) {
      if (wall < start) continue
      if (given >= rule.count) return
      given++
      empty = 0
      yield wall
    }
  }
}

/** What a rule leaves open is as its start has it. */
function completed(rule: RecurrenceRule, start: number): RecurrenceRule {
  const date = new Date(start)
  const place = FREQUENCIES.indexOf(rule.frequency)
  const open = { ...rule }
  if ([rule.weekNumbers, rule.yearDays, rule.monthDays, rule.weekdays, rule.nthWeekdays].every(({ length }) => length === 0)) {
    if (rule.frequency === 'YEARLY' && rule.months.length === 0) open.months = [date.getUTCMonth() + 1]
    if (rule.frequency === 'YEARLY' || rule.frequency === 'MONTHLY') open.monthDays = [date.getUTCDate()]
    if (rule.frequency === 'WEEKLY') open.weekdays = [weekdayOf(Math.floor(start / DAY_MS))]
  }
  if (rule.hours.length === 0 && place < FREQUENCIES.indexOf('HOURLY')) open.hours = [date.getUTCHours()]
  if (rule.minutes.length === 0 && place < FREQUENCIES.indexOf('MINUTELY')) open.minutes = [date.getUTCMinutes()]
  if (rule.seconds.length === 0 && place < FREQUENCIES.indexOf('SECONDLY')) open.seconds = [date.getUTCSeconds()]
  return open
}

/** All wall clocks of one period after the other. */
function* periods(rule: RecurrenceRule, start: number): Generator<number[]> {
  const { frequency, interval } = rule
  const day = Math.floor(start / DAY_MS)
  const date = new Date(start)
  const rest = start - Math.floor(start / 1000) * 1000
  const times = product(rule.hours, rule.minutes, rule.seconds, rest)
  const onDays = (days: number[]) => days.filter((one) => isMatch(rule, one)).flatMap((one) => times.map((time) => one * DAY_MS + time))
  const lastDay = dayOf(LAST_YEAR + 1, 0) - 1
  switch (frequency) {
    case 'YEARLY':
      for (let year = date.getUTCFullYear(); year <= LAST_YEAR; year += interval) yield onDays(range(dayOf(year, 0), dayOf(year + 1, 0)))
      return
    case 'MONTHLY':
      for (let month = date.getUTCFullYear() * 12 + date.getUTCMonth(); month < (LAST_YEAR + 1) * 12; month += interval) yield onDays(range(dayOf(0, month), dayOf(0, month + 1)))
      return
    case 'WEEKLY': {
      const firstWeek = day - ((weekdayOf(day) - rule.weekStart + 7) % 7)
      yield onDays(range(day, firstWeek + 7))
      for (let week = firstWeek + 7 * interval; week <= lastDay; week += 7 * interval) yield onDays(range(week, week + 7))
      return
    }
    case 'DAILY':
      for (let one = day; one <= lastDay; one += interval) yield onDays([one])
      return
    default:
      yield* shortPeriods(rule, start, lastDay, rest)
  }
}

/** Hours, minutes or seconds, stepping over days that do not match. */
function* shortPeriods(rule: RecurrenceRule, start: number, lastDay: number, rest: number): Generator<number[]> {
  const { frequency, interval } = rule
  const length = frequency === 'HOURLY' ? HOUR_MS : frequency === 'MINUTELY' ? 60_000 : 1000
  const isOneOf = (list: readonly number[], value: number) => list.length === 0 || list.includes(value)
  for (let period = Math.floor(start / length) * length; period < (lastDay + 1) * DAY_MS; period += length * interval) {
    const day = Math.floor(period / DAY_MS)
    if (!isMatch(rule, day)) {
      const left = (day + 1) * DAY_MS - period
      period += length * interval * Math.max(0, Math.ceil(left / (length * interval)) - 1)
      yield []
      continue
    }
    const date = new Date(period)
    const [hour, minute, second] = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()]
    const isAsked = isOneOf(rule.hours, hour) && (frequency === 'HOURLY' || isOneOf(rule.minutes, minute)) && (frequency !== 'SECONDLY' || isOneOf(rule.seconds, second))
    const minutes = frequency === 'HOURLY' ? rule.minutes : [minute]
    yield isAsked ? product([hour], minutes, frequency === 'SECONDLY' ? [second] : rule.seconds, rest).map((time) => day * DAY_MS + time) : []
  }
}

/** Times of day, rising, each once. */
function product(hours: readonly number[], minutes: readonly number[], seconds: readonly number[], rest: number): number[] {
  const times = hours.flatMap((hour) => minutes.flatMap((minute) => seconds.map((second) => ((hour * 60 + minute) * 60 + second) * 1000 + rest)))
  return [...new Set(times)].sort((a, b) => a - b)
}

/** The places count from 1, from the end if negative. */
function atPositions(walls: readonly number[], positions: readonly number[]): number[] {
  const chosen = positions.flatMap((position) => walls.at(position > 0 ? position - 1 : position) ?? [])
  return [...new Set(chosen)].sort((a, b) => a - b)
}

function isMatch(rule: RecurrenceRule, day: number): boolean {
  const date = new Date(day * DAY_MS)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
  const yearDay = { first: dayOf(year, 0), end: dayOf(year + 1, 0) }
  const monthDay = { first: dayOf(year, month), end: dayOf(year, month + 1) }
  const isNumber = (list: readonly number[], { first, end }: { first: number; end: number }) => list.length === 0 || list.includes(day - first + 1) || list.includes(day - end)
  if (rule.months.length > 0 && !rule.months.includes(month + 1)) return false
  if (rule.weekdays.length > 0 && !rule.weekdays.includes(weekdayOf(day))) return false
  if (!isNumber(rule.monthDays, monthDay) || !isNumber(rule.yearDays, yearDay)) return false
  if (rule.weekNumbers.length > 0 && !isInWeek(rule, day, year)) return false
  if (rule.nthWeekdays.length === 0) return true
  const span = rule.frequency === 'MONTHLY' || rule.months.length > 0 ? monthDay : yearDay
  return rule.nthWeekdays.some(({ weekday, nth }) => weekdayOf(day) === weekday && (nth > 0 ? Math.floor((day - span.first) / 7) + 1 === nth : -Math.floor((span.end - 1 - day) / 7) - 1 === nth))
}

/** Weeks belong to the year that has four of their days; they are numbered from its end, too. */
function isInWeek({ weekNumbers, weekStart }: RecurrenceRule, day: number, year: number): boolean {
  const firstWeek = (of: number) => {
    const first = dayOf(of, 0)
    const into = (weekdayOf(first) - weekStart + 7) % 7
    return into <= 3 ? first - into : first - into + 7
  }
  const of = day < firstWeek(year) ? year - 1 : day >= firstWeek(year + 1) ? year + 1 : year
  const number = Math.floor((day - firstWeek(of)) / 7) + 1
  return weekNumbers.includes(number) || weekNumbers.includes(number - (firstWeek(of + 1) - firstWeek(of)) / 7 - 1)
}

function dayOf(year: number, month: number): number {
  return new Date(0).setUTCFullYear(year, month, 1) / DAY_MS
}

function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index)
}
