import type { Trigger } from '../../../engine/core/model/journey.ts'
import { dayAfter, hasOffset, instantOfBound, instantOfLocal, wallClock, weekdayOf } from './clock-by-the-page.ts'

type Schedule = Extract<Trigger, { kind: 'schedule' }>
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const DAY_MS = 86_400_000

/** The instants of a schedule up to `until`, rising, each once. Reads the few rules of RFC 5545 that the tests use, day by day. */
export function occurrences({ at, every }: Schedule, zone: string, firstAt: number, until: number): number[] {
  const start = at === undefined ? { date: wallClock(zone, firstAt).date, time: '00:00:00' } : localStart(at, zone)
  if (every === undefined) return [instantOfLocal(zone, start.date, start.time)].filter((instant) => instant <= until)
  const found = wallTimes(every, start, dayAfter(wallClock(zone, until).date, 1))
  return [...new Set(found.map(({ date, time }) => instantOfLocal(zone, date, time)))].filter((instant) => instant <= until).sort((a, b) => a - b)
}

interface Wall { date: string; time: string }

function localStart(at: string, zone: string): Wall {
  if (hasOffset(at)) {
    const { date, time } = wallClock(zone, instantOfBound(at, zone))
    return { date, time }
  }
  const [date, time = '00:00'] = at.split('T')
  return { date: date!, time: time.length === 5 ? `${time}:00` : time }
}

/** Every date and time on the wall that the rule names from its start to the last day, in order. */
function wallTimes(rule: string, start: Wall, lastDay: string): Wall[] {
  const parts = new Map(rule.split(';').map((part) => part.split('=') as [string, string])) // as: NAME=VALUE
  const known = ['FREQ', 'INTERVAL', 'COUNT', 'BYHOUR', 'BYMINUTE', 'BYDAY']
  if ([...parts.keys()].some((name) => !known.includes(name))) throw new Error(`the plain reading knows no such rule: ${rule}`)
  const freq = parts.get('FREQ')
  const interval = Number(parts.get('INTERVAL') ?? 1)
  const list = (name: string) => parts.get(name)?.split(',')
  const days = list('BYDAY')?.map((day) => WEEKDAYS.indexOf(day) + 1)
  const [startHour, startMinute, seconds] = start.time.split(':')
  const hours = (list('BYHOUR') ?? (freq === 'HOURLY' ? Array.from({ length: 24 }, (_, hour) => hour) : [startHour])).map(Number).sort((a, b) => a - b)
  const minutes = (list('BYMINUTE') ?? [startMinute]).map(Number).sort((a, b) => a - b)
  const dayNumber = (date: string) => Date.parse(`${date}T00:00Z`) / DAY_MS
  const monday = (date: string) => dayNumber(date) - weekdayOf(date) + 1

  const found: Wall[] = []
  for (let date = start.date; date <= lastDay; date = dayAfter(date, 1)) {
    const daysSince = dayNumber(date) - dayNumber(start.date)
    if (freq === 'DAILY' && daysSince % interval !== 0) continue
    if (freq === 'WEEKLY' && ((monday(date) - monday(start.date)) / 7) % interval !== 0) continue
    const wanted = days ?? (freq === 'WEEKLY' ? [weekdayOf(start.date)] : undefined)
    if (wanted && !wanted.includes(weekdayOf(date))) continue
    for (const hour of hours) {
      if (freq === 'HOURLY' && (daysSince * 24 + hour - Number(startHour)) % interval !== 0) continue
      for (const minute of minutes) {
        const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:${seconds}`
        if (date === start.date && time < start.time) continue
        found.push({ date, time })
      }
    }
  }
  return found.slice(0, Number(parts.get('COUNT') ?? found.length))
}
