import type { TimeToNextAnswer } from '../../../engine/api/contract.ts'
import { share } from '../../i18n/numbers.ts'
import type { LinePoint, LineSeries } from './line-series.ts'
import { placeOfSpan } from './scale.ts'
import { exploreText } from './texts.ts'
import { groupNames, spanInWords } from './words.ts'

type Curve = TimeToNextAnswer['curve']

/** What is caught of the share reached in the end before the first timeout worth showing, and after the last. */
const HARDLY_ANY = 0.01
const NEARLY_ALL = 0.995
const LEAST_SHOWN = 5

/**
 * The timeouts at which something happens: without those before anything is caught, those after nothing more is, and those the data are too
 * short for; `always` (a span in ms) stays in.
 */
export function timeoutsWorthShowing(curve: Curve, always: number | null = null): Curve {
  const known = curve.filter(({ estimated }) => estimated !== null)
  const reached = Math.max(0, ...known.map(({ estimated }) => estimated ?? 0))
  const last = known.findIndex(({ estimated }) => (estimated ?? 0) >= NEARLY_ALL * reached)
  const first = known.findLastIndex(({ estimated }) => (estimated ?? 0) < HARDLY_ANY * reached)
  const end = Math.min(known.length, Math.max(last + 1, LEAST_SHOWN))
  const begin = Math.max(0, Math.min(first, end - LEAST_SHOWN))
  const [from, to] = [known[begin]?.timeoutMs ?? 0, known[end - 1]?.timeoutMs ?? 0]
  const bounds = always === null ? [from, to] : [Math.min(from, always), Math.max(to, always)]
  return curve.filter(({ timeoutMs }) => timeoutMs >= bounds[0]! && timeoutMs <= bounds[1]!)
}

/** At most so many of the timeouts, evenly taken, the first, the last and `always` (ms) among them. */
export function thinned(curve: Curve, most: number, always: number | null = null): Curve {
  if (curve.length <= most) return curve
  const step = (curve.length - 1) / (most - 1)
  const chosen = new Set(Array.from({ length: most }, (_, index) => Math.round(index * step)))
  return curve.filter(({ timeoutMs }, index) => chosen.has(index) || timeoutMs === always)
}

/** The share of all starts followed, as lines over the span of `shown`: one for all, or one for each of the largest groups. */
export function curveSeries(answer: TimeToNextAnswer, shown: Curve): LineSeries[] {
  const [from, to] = spanOf(shown)
  const points = (curve: Curve): LinePoint[] =>
    curve
      .filter(({ timeoutMs }) => timeoutMs >= from && timeoutMs <= to)
      .map(({ timeoutMs, estimated }) => ({ at: placeOfSpan(timeoutMs, from, to), y: estimated, hint: exploreText('pointHint', { span: spanInWords(timeoutMs), share: estimated === null ? '' : share(estimated) }) }))
  const groups = answer.groups.filter(({ starts }) => starts > 0)
  if (groups.length < 2) return [{ name: '', points: points(answer.curve) }]
  const nameOf = groupNames(groups)
  return groups.toSorted((a, b) => b.starts - a.starts).map(({ value, curve }) => ({ name: nameOf(value), points: points(curve) }))
}

export function spanOf(shown: Curve): [fromMs: number, toMs: number] {
  return [shown[0]?.timeoutMs ?? 1, shown.at(-1)?.timeoutMs ?? 1]
}

/** The curve in words, for who cannot see it. */
export function curveInWords(shown: Curve): string {
  return shown.flatMap(({ timeoutMs, estimated }) => (estimated === null ? [] : [exploreText('pointHint', { span: spanInWords(timeoutMs), share: share(estimated) })])).join(', ')
}
