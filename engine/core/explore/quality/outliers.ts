import type { DayCounts } from './day-counts.ts'

/** At most that share of rows may lie far from the rest and still be called odd. */
const MOST_SHARE = 0.005
const LEAST_GAP_DAYS = 7
/** How wide the gap has to be, in widths of the middle 98 % of rows: the fewer rows, the less a gap means. */
const GAP_SHARE = { many: 0.25, few: 1 } as const
const MANY_ROWS = 1000
const LEAST_ROWS = 20

export interface Outliers {
  /** Days of the bulk: indices into the day counts, the end not included. */
  first: number
  end: number
  rowsBefore: number
  rowsAfter: number
}

/** Finds the bulk of the days: what is cut off at either end are few rows behind a gap far wider than the data are used to. */
export function outliersOf({ days, counts, total }: DayCounts): Outliers {
  const most = Math.max(Math.floor(total * MOST_SHARE), total >= LEAST_ROWS ? 1 : 0)
  const width = dayAt(days, counts, total * 0.99) - dayAt(days, counts, total * 0.01)
  const gap = Math.max(LEAST_GAP_DAYS, width * (total >= MANY_ROWS ? GAP_SHARE.many : GAP_SHARE.few))
  const found: Outliers = { first: 0, end: days.length, rowsBefore: 0, rowsAfter: 0 }
  for (let index = 1, rows = counts[0] ?? 0; index < days.length && rows <= most; rows += counts[index++]!) {
    if (days[index]! - days[index - 1]! > gap) Object.assign(found, { first: index, rowsBefore: rows })
  }
  for (let index = days.length - 1, rows = counts[index] ?? 0; index > found.first && rows <= most; rows += counts[--index]!) {
    if (days[index]! - days[index - 1]! > gap) Object.assign(found, { end: index, rowsAfter: rows })
  }
  return found
}

/** The day by which that many rows have come. */
function dayAt(days: readonly number[], counts: readonly number[], rows: number): number {
  let seen = 0
  for (let index = 0; index < days.length; index++) if ((seen += counts[index]!) >= rows) return days[index]!
  return days.at(-1) ?? 0
}
