/** A repetition the form has fields for. Days are 1 (Monday) to 7; `ordinal` 1 to 4, or -1 for the last; `time` HH:MM. */
export interface Recurrence {
  every: number
  unit: 'day' | 'week' | 'month'
  /** Weekly: on these days. */
  days: readonly number[]
  /** Monthly: on this day of the month (-1: the last), or on the nth day of the week. */
  monthly: { day: number } | { ordinal: number; weekday: number }
  time: string
  end: { kind: 'never' } | { kind: 'until'; date: string } | { kind: 'count'; count: number }
}

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
const UNITS = { DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month' } as const
const FREQUENCIES = { day: 'DAILY', week: 'WEEKLY', month: 'MONTHLY' } as const
const ALLOWED: Record<Recurrence['unit'], readonly string[]> = { day: [], week: ['BYDAY'], month: ['BYDAY', 'BYMONTHDAY'] }

export const WEEKDAY_MORNINGS: Recurrence = { every: 1, unit: 'week', days: [1], monthly: { day: 1 }, time: '09:00', end: { kind: 'never' } }

/** The parts of an RFC 5545 rule; undefined for one that says more than the form has fields for. `at` is the schedule's start, which gives what the rule leaves out. */
export function recurrenceOf(rule: string, at: string | undefined): Recurrence | undefined {
  const parts = new Map(rule.replace(/^RRULE:/i, '').split(';').filter((part) => part !== '').map((part) => part.toUpperCase().split('=') as [string, string]))
  const unit = UNITS[parts.get('FREQ') as keyof typeof UNITS]
  if (unit === undefined) return undefined
  const known = ['FREQ', 'INTERVAL', 'BYHOUR', 'BYMINUTE', 'UNTIL', 'COUNT', ...ALLOWED[unit]]
  if ([...parts.keys()].some((name) => !known.includes(name)) || (parts.has('UNTIL') && parts.has('COUNT'))) return undefined
  const every = whole(parts.get('INTERVAL') ?? '1')
  const time = timeOf(parts, at)
  const end = endOf(parts)
  const days = unit === 'week' ? daysOf(parts.get('BYDAY'), at) : WEEKDAY_MORNINGS.days
  const monthly = unit === 'month' ? monthlyOf(parts, at) : WEEKDAY_MORNINGS.monthly
  if (every === undefined || every < 1 || time === undefined || end === undefined || days === undefined || monthly === undefined) return undefined
  return { every, unit, days, monthly, time, end }
}

/** The RFC 5545 rule for them. */
export function ruleOf({ every, unit, days, monthly, time, end }: Recurrence): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return [
    `FREQ=${FREQUENCIES[unit]}`,
    ...(every === 1 ? [] : [`INTERVAL=${every}`]),
    ...(unit === 'week' ? [`BYDAY=${days.map((day) => DAYS[day - 1]).join(',')}`] : []),
    ...(unit === 'month' ? ['day' in monthly ? `BYMONTHDAY=${monthly.day}` : `BYDAY=${monthly.ordinal}${DAYS[monthly.weekday - 1]}`] : []),
    `BYHOUR=${hour}`,
    `BYMINUTE=${minute}`,
    ...(end.kind === 'until' ? [`UNTIL=${end.date.replaceAll('-', '')}`] : []),
    ...(end.kind === 'count' ? [`COUNT=${end.count}`] : []),
  ].join(';')
}

function timeOf(parts: ReadonlyMap<string, string>, at: string | undefined): string | undefined {
  const [startHour = '0', startMinute = '0'] = at?.slice(11, 16).split(':').filter((part) => part !== '') ?? []
  const hour = whole(parts.get('BYHOUR') ?? String(Number(startHour)))
  const minute = whole(parts.get('BYMINUTE') ?? String(Number(startMinute)))
  return hour === undefined || minute === undefined || hour > 23 || minute > 59 ? undefined : `${two(hour)}:${two(minute)}`
}

function endOf(parts: ReadonlyMap<string, string>): Recurrence['end'] | undefined {
  const until = parts.get('UNTIL')
  if (until !== undefined) {
    const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(until) ?? []
    return year === undefined ? undefined : { kind: 'until', date: `${year}-${month}-${day}` }
  }
  const countText = parts.get('COUNT')
  if (countText === undefined) return { kind: 'never' }
  const count = whole(countText)
  return count === undefined ? undefined : { kind: 'count', count }
}

function daysOf(text: string | undefined, at: string | undefined): number[] | undefined {
  if (text === undefined) return at === undefined ? undefined : [weekdayOf(at)]
  const days = text.split(',').map((day) => DAYS.findIndex((one) => one === day) + 1)
  return days.includes(0) ? undefined : [...new Set(days)].sort((a, b) => a - b)
}

function monthlyOf(parts: ReadonlyMap<string, string>, at: string | undefined): Recurrence['monthly'] | undefined {
  const [byDay, byMonthDay] = [parts.get('BYDAY'), parts.get('BYMONTHDAY')]
  if (byDay !== undefined && byMonthDay !== undefined) return undefined
  if (byDay !== undefined) {
    const [, ordinal, name] = /^(-1|\+?[1-4])([A-Z]{2})$/.exec(byDay) ?? []
    const weekday = DAYS.findIndex((one) => one === name) + 1
    return ordinal === undefined || weekday === 0 ? undefined : { ordinal: Number(ordinal), weekday }
  }
  if (byMonthDay === undefined) return at === undefined ? undefined : { day: Number(at.slice(8, 10)) }
  if (byMonthDay === '-1') return { day: -1 }
  const day = whole(byMonthDay)
  return day === undefined || day < 1 || day > 31 ? undefined : { day }
}

function weekdayOf(date: string): number {
  return ((new Date(`${date.slice(0, 10)}T00:00Z`).getUTCDay() + 6) % 7) + 1
}

function whole(text: string): number | undefined {
  return /^\d+$/.test(text) ? Number(text) : undefined
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
