import { median } from './day-counts.ts'

/** Days without any event, first and last, and how many events such days have around them. */
export interface MissingDays { firstDay: number; lastDay: number; usual: number }

/** By chance alone a day with 10 events on average is empty once in 22,000 days. */
const LEAST_USUAL = 10
const AROUND = [0, 1, 2] as const

type CountAt = (day: number) => number | undefined

/**
 * Stretches of empty days where the same weekdays of the three weeks on either side have many events (the three days on either side, where the
 * data do not reach so far). A shop that is always shut on Sundays misses none. `countAt` is undefined outside the data.
 */
export function missingDays(first: number, end: number, countAt: CountAt): MissingDays[] {
  const found: MissingDays[] = []
  for (let day = first; day < end; day++) {
    if (countAt(day) !== 0) continue
    const start = day
    while (day + 1 < end && countAt(day + 1) === 0) day++
    for (let empty = start; empty <= day; empty++) {
      const usual = Math.min(usualBefore(empty, start, countAt), usualAfter(empty, day, countAt))
      if (usual < LEAST_USUAL) continue
      const last = found.at(-1)
      if (last && last.lastDay === empty - 1 && last.firstDay >= start) Object.assign(last, { lastDay: empty, usual: Math.max(last.usual, usual) })
      else found.push({ firstDay: empty, lastDay: empty, usual })
    }
  }
  return found
}

function usualBefore(day: number, start: number, countAt: CountAt): number {
  const nearest = day - 7 * Math.ceil((day - start + 1) / 7)
  return usualOf(AROUND.map((week) => nearest - 7 * week), AROUND.map((days) => start - 1 - days), countAt)
}

function usualAfter(day: number, last: number, countAt: CountAt): number {
  const nearest = day + 7 * Math.ceil((last - day + 1) / 7)
  return usualOf(AROUND.map((week) => nearest + 7 * week), AROUND.map((days) => last + 1 + days), countAt)
}

function usualOf(weekdays: readonly number[], days: readonly number[], countAt: CountAt): number {
  const alike = weekdays.flatMap((day) => countAt(day) ?? [])
  return median(alike.length >= 2 ? alike : days.flatMap((day) => countAt(day) ?? []))
}
