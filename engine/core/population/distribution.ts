import { exactMs } from '../model/duration.ts'
import type { Draws } from '../simulate/random.ts'
import type { Delay, Spread } from './spec.ts'

/** A distribution as points: a draw of share `shares[i]` gives `values[i]`, straight lines between. Both ascend; shares run from 0 to 1. */
export interface Distribution { shares: Float64Array; values: Float64Array }

const SIX = [0, 0.25, 0.5, 0.75, 0.95, 1]
/** The 90 % point of the standard normal distribution. */
const Z90 = 1.2815515655446004
/** Points of the standard normal at these shares; log-normals are cut at 0.1 % and 99.9 %. */
const NORMAL: readonly (readonly [share: number, z: number])[] = [
  [0, -3.0902323], [0.01, -2.3263479], [0.05, -1.6448536], [0.1, -1.2815516], [0.2, -0.8416212], [0.3, -0.5244005], [0.4, -0.2533471], [0.5, 0],
  [0.6, 0.2533471], [0.7, 0.5244005], [0.8, 0.8416212], [0.9, 1.2815516], [0.95, 1.6448536], [0.98, 2.0537489], [0.99, 2.3263479], [0.995, 2.5758293], [1, 3.0902323],
]

/** Milliseconds of a span: seconds, or an ISO 8601 duration. */
export function spanMs(span: number | string): number {
  return typeof span === 'number' ? Math.round(span * 1000) : exactMs(span)
}

/** A delay in ms. Names are looked up in `delays`; throws on one that is not there, which check-spec.ts reports beforehand. */
export function delayOf(delay: Delay, delays: Readonly<Record<string, Delay>> = {}): Distribution {
  if (typeof delay === 'string' && !delay.startsWith('P')) {
    const named = delays[delay]
    if (named === undefined) throw new Error(`no delay is called ${delay}`)
    return delayOf(named, {}) // names do not lead to names
  }
  if (typeof delay === 'number' || typeof delay === 'string') return points([0, 1], [spanMs(delay), spanMs(delay)])
  if (Array.isArray(delay)) return points(SIX, delay.map(spanMs))
  if ('quantiles' in delay) return points(delay.quantiles.map(([share]) => share), delay.quantiles.map(([, span]) => spanMs(span)))
  // Whole milliseconds: exp may differ in its last digit from machine to machine.
  return logNormal(spanMs(delay.median), spanMs(delay.p90), Math.round)
}

export function spreadOf(spread: Spread): Distribution {
  if (typeof spread === 'number') return points([0, 1], [spread, spread])
  if (Array.isArray(spread)) return points(SIX, spread)
  if ('quantiles' in spread) return points(spread.quantiles.map(([share]) => share), spread.quantiles.map(([, value]) => value))
  return logNormal(spread.median, spread.p90, (value) => Number(value.toPrecision(9)))
}

/** A draw; with `most`, of those below that share. Hot: no allocation. */
export function drawFrom({ shares, values }: Distribution, draws: Draws, most = 1): number {
  if (values.length === 2 && values[0] === values[1]) return values[0]!
  const share = draws.share() * most
  const upper = Math.max(1, firstAbove(shares, share))
  const below = shares[upper - 1]!
  const width = shares[upper]! - below
  return width <= 0 ? values[upper]! : values[upper - 1]! + ((share - below) / width) * (values[upper]! - values[upper - 1]!)
}

/** An index into cumulative shares (ascending, the last one 1), as `Draws.pick` gives it, but by halving: lists of hundreds of values are drawn from. */
export function pickFrom(cumulative: Float64Array, draws: Draws): number {
  return firstAbove(cumulative, draws.share())
}

/** The first index whose value is above `value`, at most the last. */
function firstAbove(ascending: Float64Array, value: number): number {
  let low = 0
  let high = ascending.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (ascending[middle]! > value) high = middle
    else low = middle + 1
  }
  return low
}

/** The share of draws below a value. */
export function shareBelow({ shares, values }: Distribution, value: number): number {
  if (value <= values[0]!) return 0
  for (let upper = 1; upper < values.length; upper++) {
    const [low, high] = [values[upper - 1]!, values[upper]!]
    if (value < high) return shares[upper - 1]! + ((value - low) / (high - low)) * (shares[upper]! - shares[upper - 1]!)
  }
  return 1
}

/** Shares and values both ascend, and shares run from 0 to 1. */
export function isAscending({ shares, values }: Distribution): boolean {
  const ascends = (list: Float64Array) => list.every((value, index) => index === 0 || value >= list[index - 1]!)
  return ascends(shares) && ascends(values) && shares[0] === 0 && shares.at(-1) === 1
}

function points(shares: readonly number[], values: readonly number[]): Distribution {
  return { shares: Float64Array.from(shares), values: Float64Array.from(values) }
}

function logNormal(median: number, p90: number, round: (value: number) => number): Distribution {
  const sigma = median > 0 && p90 > median ? Math.log(p90 / median) / Z90 : 0
  return points(NORMAL.map(([share]) => share), NORMAL.map(([, z]) => round(median * Math.exp(sigma * z))))
}
