import * as z from 'zod'
import { exactMs } from '../model/duration.ts'
import type { JourneyDocument } from '../model/journey.ts'
import type { LoggedInstance } from './logged-instances.ts'
import { valueAt } from './ways.ts'

const count = z.int().min(0)

/** How long it takes to reach a goal, from the start of a pass. Counts are passes (instances). */
export const timeToConvertSchema = z.strictObject({
  goal: z.string(),
  started: count,
  converted: count,
  /** Have not reached it, and still can: the run ended inside their window, or before they were through. */
  immature: count,
  /** Of those who reached it; null without one. Nearest rank. */
  medianMs: z.number().nullable(),
  p90Ms: z.number().nullable(),
  /** Who took longer than the bar before and at most `withinMs`; every bar up to the last that anybody needs. */
  bars: z.array(z.strictObject({ withinMs: z.number(), converted: count })),
})
export type TimeToConvert = z.infer<typeof timeToConvertSchema>

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Spans people think in: most conversions come early, and even bars would put them all into the first. */
const LADDER = [
  MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, DAY, 2 * DAY, 3 * DAY, 5 * DAY, 7 * DAY, 10 * DAY, 14 * DAY, 21 * DAY, 30 * DAY, 60 * DAY, 90 * DAY, 180 * DAY,
  365 * DAY, Infinity,
]

/** True if an instance that has not reached the goal still can, at the end of the run. */
export function mayStillConvert(instance: LoggedInstance, windowMs: number | null, until: number, isKeyed: boolean): boolean {
  if (windowMs === null) return instance.endedAt === null
  // Without a key, a new start closes the counting for the passes that had ended.
  return instance.startedAt + windowMs > until && (isKeyed || !instance.isFollowed)
}

/** The goals of a journey with their windows, ms; null: as long as the pass is under way. */
export function goalWindows(document: JourneyDocument): { goal: string; windowMs: number | null }[] {
  return (document.goals ?? []).map(({ id, window }) => ({ goal: id, windowMs: window === undefined ? null : exactMs(window) }))
}

export function isKeyed({ reentry }: JourneyDocument): boolean {
  return reentry?.kind === 'always' && reentry.key !== undefined
}

/** Counts how long conversions take, pass by pass. */
export class ConversionTimes {
  readonly #goals: { goal: string; windowMs: number | null; tookMs: number[]; immature: number }[]
  readonly #until: number
  readonly #isKeyed: boolean
  #started = 0

  constructor(document: JourneyDocument, until: number) {
    this.#goals = goalWindows(document).map((goal) => ({ ...goal, tookMs: [], immature: 0 }))
    this.#until = until
    this.#isKeyed = isKeyed(document)
  }

  add(instance: LoggedInstance): void {
    this.#started++
    for (const one of this.#goals) {
      const reachedAt = instance.goals.get(one.goal)
      if (reachedAt !== undefined) one.tookMs.push(reachedAt - instance.startedAt)
      else if (mayStillConvert(instance, one.windowMs, this.#until, this.#isKeyed)) one.immature++
    }
  }

  /** One a goal, in the document's order. */
  times(): TimeToConvert[] {
    return this.#goals.map(({ goal, tookMs, immature }) => ({
      goal, started: this.#started, converted: tookMs.length, immature, medianMs: valueAt(tookMs, 0.5), p90Ms: valueAt(tookMs, 0.9), bars: barsOf(tookMs),
    }))
  }
}

function barsOf(tookMs: readonly number[]): TimeToConvert['bars'] {
  if (tookMs.length === 0) return []
  const counts = LADDER.map(() => 0)
  let longest = 0
  for (const took of tookMs) {
    counts[LADDER.findIndex((withinMs) => took <= withinMs)]!++
    longest = Math.max(longest, took)
  }
  const last = LADDER.findIndex((withinMs) => longest <= withinMs)
  // JSON has no Infinity: the last bar reaches to the longest.
  return counts.slice(0, last + 1).map((converted, index) => ({ withinMs: Number.isFinite(LADDER[index]!) ? LADDER[index]! : longest, converted }))
}
