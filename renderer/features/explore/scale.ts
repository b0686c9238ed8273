import { exploreText } from './texts.ts'

export interface Tick {
  /** Place along the axis, 0 to 1. */
  at: number
  label: string
}

const TICK_LETTER = 6.6
const TICK_GAP = 14

/** The first tick and all that stand clear of the one kept before. `width` in CSS pixels. */
export function ticksThatFit(ticks: readonly Tick[], width: number): Tick[] {
  const kept: Tick[] = []
  let end = Number.NEGATIVE_INFINITY
  for (const tick of ticks) {
    const half = (tick.label.length * TICK_LETTER) / 2
    if (tick.at * width - half < end + (kept.length === 0 ? 0 : TICK_GAP)) continue
    kept.push(tick)
    end = tick.at * width + half
  }
  return kept
}

const TOPS: readonly number[] = [0.004, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.2, 0.4, 0.6, 0.8, 1]

/** Where an axis of shares ends, so that a quarter of it is a round number. */
export function niceTop(most: number): number {
  return TOPS.find((top) => top >= most) ?? 1
}

/** Moves places apart until `least` lies between any two, in their order, inside `from` to `to` where there is room. */
export function spread(places: readonly number[], least: number, from: number, to: number): number[] {
  const order = places.map((_, index) => index).sort((a, b) => places[a]! - places[b]!)
  const moved = [...places]
  let floor = from
  for (const index of order) {
    moved[index] = Math.max(places[index]!, floor)
    floor = moved[index]! + least
  }
  let ceiling = to
  for (const index of order.toReversed()) {
    moved[index] = Math.min(moved[index]!, ceiling)
    ceiling = moved[index]! - least
  }
  return moved
}

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const SPANS: readonly [unitMs: number, word: 'spanSeconds' | 'spanMinutes' | 'spanHours' | 'spanDays' | 'spanWeeks' | 'spanYears', counts: readonly number[]][] = [
  [SECOND, 'spanSeconds', [1, 10]], [MINUTE, 'spanMinutes', [1, 5, 15]], [HOUR, 'spanHours', [1, 4, 12]], [DAY, 'spanDays', [1, 3]], [7 * DAY, 'spanWeeks', [1, 2]], [DAY, 'spanDays', [30, 90, 180]],
  [365 * DAY, 'spanYears', [1]],
]

/** The place of a span (over 0 ms) between two others on an axis of logarithms. */
export function placeOfSpan(ms: number, fromMs: number, toMs: number): number {
  return toMs <= fromMs ? 0 : Math.min(1, Math.max(0, Math.log(ms / fromMs) / Math.log(toMs / fromMs)))
}

/** The spans people name between two others. */
export function spanTicks(fromMs: number, toMs: number): Tick[] {
  return SPANS.flatMap(([unitMs, word, counts]) =>
    counts.filter((count) => count * unitMs >= fromMs && count * unitMs <= toMs).map((count) => ({ at: placeOfSpan(count * unitMs, fromMs, toMs), label: exploreText(word, { count }) })),
  )
}
