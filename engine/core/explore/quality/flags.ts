import { DAY_MS, HOUR_MS } from '../../model/calendar.ts'
import type { Flag } from '../answers.ts'
import type { Burst } from './bursts.ts'
import type { MissingDays } from './missing-days.ts'

// What is told of each thing that looks wrong: what, where, and what to do.

/** From that share of the rows on, repeated ones are worth a warning; bursts by their share and by how far beyond the usual they are. */
const WARNING_SHARE = 0.01
const MOST_NAMED = 5
const BURST = { ratio: 10, share: 0.02 } as const

function flag(kind: Flag['kind'], severity: Flag['severity'], message: string, help: string, about: Partial<Flag> & Pick<Flag, 'count'>): Flag {
  return { kind, severity, message, help, share: null, usual: null, from: null, to: null, profileId: null, ...about }
}

export function burstDay({ index, count, usual }: Burst, rows: number, name: string | undefined, busiest: { hour: number; count: number }): Flag {
  const inOneHour = busiest.count > count / 2 ? `, most from ${clock(busiest.hour)} to ${clock(busiest.hour + 1)} UTC` : ''
  return flag(
    'burstDay', isGrave(count, usual, rows) ? 'warning' : 'note',
    `${day(index)} has ${number(count)} events${mostly(name)}${inOneHour}, where days like it have ${number(usual)}`,
    'If it was no campaign or sale, it may be a replay or a batch that was given one date; slice it off, or leave it out of the span of a run.',
    { count, share: count / rows, usual, from: index * DAY_MS, to: (index + 1) * DAY_MS },
  )
}

export function burstHour({ index, count, usual }: Burst, rows: number, name: string | undefined): Flag {
  return flag(
    'burstHour', isGrave(count, usual, rows) ? 'warning' : 'note',
    `${day(Math.floor(index / 24))} from ${clock(index)} to ${clock(index + 1)} UTC has ${number(count)} events${mostly(name)}, where this hour has ${number(usual)}`,
    'If nothing was sent or launched then, it may be a replay, a robot or a batch that was given one time.',
    { count, share: count / rows, usual, from: index * HOUR_MS, to: (index + 1) * HOUR_MS },
  )
}

function isGrave(count: number, usual: number, rows: number): boolean {
  return count >= BURST.ratio * Math.max(1, usual) && count >= BURST.share * rows
}

export function clockAhead(count: number, rows: number, firstDay: number, lastDay: number, bulkEnds: number): Flag {
  return flag(
    'clockAhead', 'warning',
    `${events(count)} from ${day(firstDay)} on, the last on ${day(lastDay)}, where the rest of the data end on ${day(bulkEnds)}`,
    'A device clock ran ahead, or a date was misread. A run ends at the last event: give it an end at the real one, or slice these rows off.',
    { count, share: count / rows, from: firstDay * DAY_MS, to: (lastDay + 1) * DAY_MS },
  )
}

export function clockBehind(count: number, rows: number, firstDay: number, lastDay: number, bulkBegins: number): Flag {
  return flag(
    'clockBehind', 'warning',
    `${events(count)} up to ${day(lastDay)}, the first on ${day(firstDay)}, where the rest of the data begin on ${day(bulkBegins)}`,
    'A device clock was never set, or a date was misread. A run starts at the first event: give it a start at the real one, or slice these rows off.',
    { count, share: count / rows, from: firstDay * DAY_MS, to: (lastDay + 1) * DAY_MS },
  )
}

export function epoch(count: number, rows: number): Flag {
  return flag(
    'epoch', 'warning',
    `${events(count)} at the beginning of 1970`,
    'That is what a missing instant looks like when it is written as 0. Leave these rows out of the file, or give the run a start.',
    { count, share: count / rows, from: -DAY_MS, to: DAY_MS },
  )
}

/** `names`: events that are always at that time, most usual first. */
export function oneTime(count: number, rows: number, minute: number, names: readonly string[]): Flag {
  const isMidnight = minute === 0
  const always = names.length === 0 ? '' : `; always so: ${names.slice(0, MOST_NAMED).join(', ')}${names.length > MOST_NAMED ? ' and others' : ''}`
  return flag(
    'oneTime', 'warning',
    `${events(count)} (${percent(count / rows)}) at exactly ${time(minute)} UTC${isMidnight ? '' : ', which may be midnight where they come from'}${always}`,
    'Their time of day is probably not known, or a batch wrote them. Waits and quiet hours shorter than a day mean little for them.',
    { count, share: count / rows },
  )
}

export function daysOnly(count: number, rows: number, minute: number): Flag {
  return flag(
    'daysOnly', 'note',
    `${count === rows ? 'All instants are' : `${percent(count / rows)} of the instants are`} at ${time(minute)} UTC: the data know days, not times`,
    'Events of one day stand in the order of the file, and waits shorter than a day catch all of them or none.',
    { count, share: count / rows },
  )
}

export function duplicates(count: number, rows: number): Flag {
  return flag(
    'duplicates', count >= WARNING_SHARE * rows ? 'warning' : 'note',
    `${events(count)} (${percent(count / rows)}) repeat another: same profile, instant, name and properties`,
    'Nothing is merged: each counts. If they come from an export that ran twice, take them out of the file; where only days are known they may be real.',
    { count, share: count / rows },
  )
}

export function heavyProfile(count: number, rows: number, profileId: string, severity: Flag['severity']): Flag {
  return flag(
    'heavyProfile', severity,
    `One profile, ${JSON.stringify(profileId)}, did ${percent(count / rows)} of all there is: ${events(count)}`,
    'It is probably no person: a test account, a robot, or an empty id that was written out. Leave it out before you trust averages.',
    { count, share: count / rows, profileId },
  )
}

export function missingDays({ firstDay, lastDay, usual }: MissingDays): Flag {
  const count = lastDay - firstDay + 1
  return flag(
    'missingDays', 'warning',
    count === 1
      ? `${day(firstDay)} has no event, where such a day has ${number(usual)}`
      : `${number(count)} days from ${day(firstDay)} to ${day(lastDay)} have no event, where such days have ${number(usual)}`,
    'If nothing was shut then, a file is missing from the import. Waits across the gap find nothing in it.',
    { count, usual, from: firstDay * DAY_MS, to: (lastDay + 1) * DAY_MS },
  )
}

const mostly = (name: string | undefined): string => (name === undefined ? '' : ` (most of them ${name})`)
const number = (value: number): string => Math.round(value).toLocaleString('en')
const events = (count: number): string => `${number(count)} ${count === 1 ? 'event' : 'events'}`
const percent = (share: number): string => `${share < 0.001 ? 'under 0.1' : (share * 100).toFixed(share < 0.1 ? 1 : 0)} %`
const day = (index: number): string => new Date(index * DAY_MS).toISOString().slice(0, index < 2932897 ? 10 : 13)
const clock = (hour: number): string => `${String(((hour % 24) + 24) % 24).padStart(2, '0')}:00`
const time = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
