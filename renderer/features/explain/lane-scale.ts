import type { Zone } from '../../../engine/core/model/calendar.ts'
import { locale } from '../../i18n/language.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Distances between the ticks of an axis, and what a drag snaps to. */
const TICKS = [SECOND, 5 * SECOND, 15 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY, 28 * DAY, 91 * DAY, 364 * DAY]
const SNAPS = [1, SECOND, 5 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 6 * HOUR, DAY]
/** Room a tick's words need, in CSS pixels. */
const TICK_ROOM = 104

const dayOfMonth = new Intl.DateTimeFormat(locale(), { timeZone: 'UTC', day: 'numeric', month: 'short' })
const dayOfYear = new Intl.DateTimeFormat(locale(), { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' })

export interface Span { from: number; to: number }
export interface Tick { at: number; words: string }

/** The stretch of time that shows all these instants, with a little room on both sides; an hour around a single one. */
export function spanOf(instants: readonly number[]): Span {
  const from = instants.reduce((least, at) => Math.min(least, at), Infinity)
  const to = instants.reduce((most, at) => Math.max(most, at), -Infinity)
  if (from > to) return { from: 0, to: HOUR }
  const room = to === from ? HOUR / 2 : Math.max((to - from) * 0.04, 1)
  return { from: Math.floor(from - room), to: Math.ceil(to + room) }
}

/** Where an instant lies on the axis, from 0 to 1. */
export function placeOf(at: number, { from, to }: Span): number {
  return (at - from) / (to - from)
}

/** Ticks at round local times, as many as there is room for on an axis of that width. */
export function ticksOf({ from, to }: Span, width: number, zone: Zone): Tick[] {
  const most = Math.max(1, Math.floor(width / TICK_ROOM))
  const step = TICKS.find((ms) => (to - from) / ms <= most) ?? Math.ceil((to - from) / most / DAY) * DAY
  const ticks: Tick[] = []
  const first = Math.ceil(zone.wallAt(from) / step) * step
  for (let wall = first; ticks.length <= most; wall += step) {
    const at = zone.instantOf(wall)
    if (at > to) break
    ticks.push({ at, words: wordsOf(wall, step, ticks.length === 0) })
  }
  return ticks
}

function wordsOf(wall: number, step: number, isFirst: boolean): string {
  const day = (step >= 28 * DAY ? dayOfYear : dayOfMonth).format(wall)
  if (step >= DAY || wall % DAY === 0) return day
  const clock = new Date(wall).toISOString().slice(11, step < MINUTE ? 19 : 16)
  return isFirst ? `${day} ${clock}` : clock
}

/** To what a drag snaps where a pixel stands for that many ms: the least round span that a hand can aim at. */
export function snapOf(msPerPixel: number): number {
  return SNAPS.find((ms) => ms >= msPerPixel) ?? DAY
}

/** The instant snapped to a round local time. */
export function snapped(at: number, snap: number, zone: Zone): number {
  const offset = zone.offsetAt(at)
  return Math.round((at + offset) / snap) * snap - offset
}

/** Marks that lie so near each other that only one can be drawn, together. Each is `{ at }`; in order. */
export function clusters<T extends { at: number }>(marks: readonly T[], span: Span, width: number, nearest: number): T[][] {
  const groups: T[][] = []
  for (const mark of marks) {
    const last = groups.at(-1)
    if (last && (placeOf(mark.at, span) - placeOf(last[0]!.at, span)) * width < nearest) last.push(mark)
    else groups.push([mark])
  }
  return groups
}
