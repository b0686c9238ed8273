import type { DatasetCatalogue } from '../../../api/dataset-methods.ts'
import type { EventDataset } from '../../../core/model/dataset.ts'

type Unit = DatasetCatalogue['rate']['unit']

const DAY_MS = 86_400_000
/** The longest span, in days, that is counted by each unit: some 120 to 160 periods at most. */
const LONGEST_DAYS: readonly [Unit, number][] = [['day', 120], ['week', 3 * 366], ['month', 13 * 366], ['year', Infinity]]
const MOST_PERIODS = 400
/** Days since 1970 of a Monday, not after anything in the calendar we know. */
const SOME_MONDAY = 4

/** Periods of a span (UTC) that events are counted by, and where an instant falls. */
export interface Rate { unit: Unit; starts: number[]; indexOf: (instant: number) => number }

/**
 * Days, or weeks from Monday, months or years where the span is long. If even years would be more than 400, instants are nonsense somewhere: the
 * latest 400 are counted up to the middle of the data's rows.
 */
export function rateOf({ firstAt, lastAt, at }: EventDataset): Rate {
  if (at.length === 0) return { unit: 'day', starts: [], indexOf: () => -1 }
  const days = (lastAt - firstAt) / DAY_MS
  const unit = LONGEST_DAYS.find(([, longest]) => days <= longest)![0]
  const last = periodOf(unit, unit === 'year' && days > MOST_PERIODS * 365 ? middleOf(at) : lastAt)
  const first = Math.max(periodOf(unit, firstAt), last - MOST_PERIODS + 1)
  const starts = Array.from({ length: last - first + 1 }, (_, index) => startOf(unit, first + index))
  return { unit, starts, indexOf: indexer(unit, first, starts.length) }
}

/** Rows come by profile, each in the order of time: most fall into the period of the row before, or need one division. */
function indexer(unit: Unit, first: number, length: number): Rate['indexOf'] {
  let from = 0
  let until = 0
  let index = -1
  return (instant) => {
    if (instant >= from && instant < until) return index
    const period = periodOf(unit, instant)
    from = startOf(unit, period)
    until = startOf(unit, period + 1)
    return (index = period >= first && period < first + length ? period - first : -1)
  }
}

/** Number of the period an instant lies in; numbers follow each other. */
function periodOf(unit: Unit, instant: number): number {
  const day = Math.floor(instant / DAY_MS)
  if (unit === 'day') return day
  if (unit === 'week') return Math.floor((day - SOME_MONDAY) / 7)
  const date = new Date(instant)
  return unit === 'year' ? date.getUTCFullYear() : date.getUTCFullYear() * 12 + date.getUTCMonth()
}

function startOf(unit: Unit, period: number): number {
  if (unit === 'day') return period * DAY_MS
  if (unit === 'week') return (7 * period + SOME_MONDAY) * DAY_MS
  const date = new Date(0)
  return unit === 'year' ? date.setUTCFullYear(period, 0, 1) : date.setUTCFullYear(Math.floor(period / 12), ((period % 12) + 12) % 12, 1)
}

function middleOf(at: Float64Array): number {
  return Float64Array.from(at).sort()[at.length >> 1]!
}
