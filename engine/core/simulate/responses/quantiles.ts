import { exactMs } from '../../model/duration.ts'
import type { Delay } from './response-schema.ts'

/** A delay in ms by its quantiles, straight lines between them: drawn without any function whose last digit depends on the machine. */
export interface Quantiles { medianMs: number; p90Ms: number; longestMs: number }

/**
 * Quantiles of a delay as it is written; undefined: at once. Left out, the 90th percentile is three times the median and the longest twice the 90th
 * percentile, which is close to what waiting for something that may come at any time is like.
 */
export function quantilesOf(delay: Delay | undefined): Quantiles | number {
  if (delay === undefined) return 0
  if (typeof delay === 'string') return exactMs(delay)
  const medianMs = exactMs(delay.median)
  const given = delay.p90 === undefined ? undefined : exactMs(delay.p90)
  const longest = delay.longest === undefined ? undefined : exactMs(delay.longest)
  const p90Ms = given ?? Math.min(3 * medianMs, longest ?? Infinity)
  return { medianMs, p90Ms, longestMs: longest ?? 2 * p90Ms }
}

/** The delay at a draw in [0, 1), in whole ms, cut. */
export function delayAt({ medianMs, p90Ms, longestMs }: Quantiles, draw: number): number {
  if (draw < 0.5) return Math.floor((draw / 0.5) * medianMs)
  if (draw < 0.9) return Math.floor(medianMs + ((draw - 0.5) / 0.4) * (p90Ms - medianMs))
  return Math.floor(p90Ms + ((draw - 0.9) / 0.1) * (longestMs - p90Ms))
}
