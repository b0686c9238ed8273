import { median } from './day-counts.ts'

export interface Burst { index: number; count: number; usual: number }

/** Fewer are no burst, however still it is around them. */
const LEAST_COUNT = 20
const LEAST_RATIO = 3
/** In robust standard deviations. */
const LEAST_Z = 6
/** Same hours or weekdays that must be there to be compared with. */
const LEAST_ALIKE = 4

type CountAt = (index: number) => number | undefined

/** Days far beyond those around them (7 either side) and beyond the same weekday (6 weeks either side). `countAt` is undefined outside the data. */
export function dayBursts(first: number, end: number, countAt: CountAt): Burst[] {
  return burstsAmong(range(first, end), countAt, [steps(7, 1), steps(6, 7)])
}

/** Hours far beyond the same hour of the days around them (7 either side) and of the same weekday (4 weeks either side). */
export function hourBursts(hours: readonly number[], countAt: CountAt): Burst[] {
  return burstsAmong(hours, countAt, [steps(7, 24), steps(4, 7 * 24)])
}

function burstsAmong(indices: readonly number[], countAt: CountAt, company: readonly number[][]): Burst[] {
  const bursts: Burst[] = []
  for (const index of indices) {
    const count = countAt(index) ?? 0
    if (count < LEAST_COUNT) continue
    const groups = company.map((offsets) => offsets.flatMap((offset) => countAt(index + offset) ?? [])).filter((alike) => alike.length >= LEAST_ALIKE)
    if (groups.length > 0 && groups.every((alike) => isBeyond(count, alike))) bursts.push({ index, count, usual: Math.max(...groups.map(median)) })
  }
  return bursts
}

/**
 * Counts are compared as 2 √(x + 3/8) (Anscombe, Biometrika 35, 1948), whose standard deviation is about 1 for counts that vary by chance alone, by
 * the median and the median distance from it: one more burst among the neighbours does not hide this one.
 */
function isBeyond(count: number, alike: readonly number[]): boolean {
  if (count < LEAST_RATIO * median(alike)) return false
  const steady = alike.map(steadied)
  const middle = median(steady)
  const spread = 1.4826 * median(steady.map((value) => Math.abs(value - middle)))
  return (steadied(count) - middle) / Math.max(1, spread) > LEAST_Z
}

function steadied(count: number): number {
  return 2 * Math.sqrt(count + 3 / 8)
}

function steps(times: number, by: number): number[] {
  return Array.from({ length: times }, (_, index) => (index + 1) * by).flatMap((offset) => [-offset, offset])
}

function range(first: number, end: number): number[] {
  return Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index)
}
