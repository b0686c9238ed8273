import { durationOfMs, parseDuration } from '../model/duration.ts'
import { jsonPath } from '../json.ts'
import { countRange, DAY_TIMES, monthRange, numberRange, shareRange, spanRange, WHOLE, type Range } from './range.ts'
import type { Knob, Tunable } from './tunable.ts'

export type Path = readonly (string | number)[]

/** Whose number it is, and where. */
export interface Place {
  root: Tunable['root']
  owner: string
  label: string
  nodeId: string | null
  path: Path
}

/** A century: longer spans are no campaign, and sums of them would leave exact milliseconds. */
const LONGEST_MS = 36_525 * 86_400_000
const LARGEST = 1e9

type Particulars = Pick<Tunable, 'kind' | 'unit' | 'value' | 'range' | 'least' | 'most'> & Partial<Pick<Tunable, 'assumed' | 'basis'>>

/** A knob that writes with `write`; by default its value, as `encode` has it, stands at its path. */
export function knob({ root, owner, label, nodeId, path }: Place, particulars: Particulars, write: Knob['write']): Knob {
  const id = root === 'journey' ? jsonPath(path) : `$scenario${jsonPath(path).slice(1)}`
  return { id, root, owner, label, words: `${owner} · ${label}`, nodeId, assumed: null, basis: null, ...particulars, write }
}

function plainly(path: Path, encode: (value: number) => unknown): Knob['write'] {
  return (root, value) => setAt(root, path, () => encode(value))
}

/** A span, exact or by the calendar. `canBeNone`: 0 means something there. Nothing for what is no duration. */
export function spanKnob(place: Place, text: string | undefined, { canBeNone = false } = {}): Knob[] {
  const span = text === undefined ? undefined : parseDuration(text)
  if (!span) return []
  if (span.kind === 'calendar') {
    const limits = { kind: 'duration', unit: 'month', value: span.months, range: monthRange(span.months), least: 1, most: 1200 } as const
    return [knob(place, limits, plainly(place.path, (months) => `P${months}M`))]
  }
  return [knob(place, { kind: 'duration', unit: 'ms', value: span.ms, range: spanRange(span.ms, canBeNone), least: canBeNone ? 0 : Math.min(1000, span.ms), most: LONGEST_MS }, plainly(place.path, durationOfMs))]
}

export function shareKnob(place: Place, share: number): Knob {
  return knob(place, { kind: 'share', unit: 'share', value: share, range: shareRange(share), least: 0, most: 1 }, plainly(place.path, (value) => value))
}

/** A whole number of something. */
export function countKnob(place: Place, count: number, least: number): Knob {
  return knob(place, { kind: 'number', unit: 'count', value: count, range: countRange(count, least), least, most: LARGEST }, plainly(place.path, (value) => value))
}

/** A number that something is compared with. `ends`: it may be no less, no more than these. */
export function numberKnob(place: Place, value: number, ends: { least?: number; most?: number } = {}): Knob {
  const range = within(numberRange(value), ends)
  return knob(place, { kind: 'number', unit: 'number', value, range, least: ends.least ?? -LARGEST, most: ends.most ?? LARGEST }, plainly(place.path, (one) => one))
}

function within(range: Range, { least = -Infinity, most = Infinity }: { least?: number; most?: number }): Range {
  return { ...range, low: Math.max(range.low, least), high: Math.min(range.high, most) }
}

export function metreKnob(place: Place, metres: number): Knob {
  return knob(place, { kind: 'number', unit: 'metre', value: metres, range: numberRange(Math.max(metres, 1)), least: 0, most: 20_040_000 }, plainly(place.path, (value) => value))
}

/** A local time such as 22:00; `other`: the other end of a stretch of the day, which is never the same. */
export function clockKnob(place: Place, text: string, other?: string): Knob {
  const minutes = minutesOf(text)
  const encode = (value: number) => {
    const apart = other !== undefined && value === minutesOf(other) ? (value + 1) % 1440 : value
    return `${String(Math.floor(apart / 60)).padStart(2, '0')}:${String(apart % 60).padStart(2, '0')}`
  }
  return knob(place, { kind: 'time', unit: 'minuteOfDay', value: minutes, range: DAY_TIMES, least: 0, most: 1439 }, plainly(place.path, encode))
}

function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * 60 + minutes
}

/**
 * What share of everybody one of several ways takes, as `withShare` of the inspector has it: weights are written in per cent, and the others share the rest as
 * they did before (alike, if they had nothing). Nothing for a single way, which takes everybody.
 */
export function weightKnobs(variants: readonly { id: string; name?: string | undefined; weight: number }[], place: Place): Knob[] {
  const total = variants.reduce((sum, { weight }) => sum + weight, 0)
  if (variants.length < 2 || total === 0) return []
  return variants.map(({ id, name, weight }, index) =>
    knob(
      { ...place, label: `share of ${name ?? id}`, path: [...place.path, index, 'weight'] },
      { kind: 'weight', unit: 'share', value: weight / total, range: WHOLE, least: 0, most: 1 },
      (root, share) => setAt(root, place.path, (now) => shared(now as { weight: number }[], index, share)), // as: a journey that was read has weights there
    ),
  )
}

function shared(variants: readonly { weight: number }[], index: number, share: number): { weight: number }[] {
  const others = variants.reduce((sum, { weight }, place) => (place === index ? sum : sum + weight), 0)
  const percent = (value: number) => Math.round(value * 1_000_000) / 10_000
  return variants.map((variant, place) => {
    if (place === index) return { ...variant, weight: percent(share) }
    return { ...variant, weight: percent((1 - share) * (others === 0 ? 1 / (variants.length - 1) : variant.weight / others)) }
  })
}

/** A copy in which what stands at the path is changed; where nothing stands there, it is left as it is. */
export function setAt(owner: unknown, path: Path, change: (value: unknown) => unknown): unknown {
  const [key, ...below] = path
  if (key === undefined) return change(owner)
  if (Array.isArray(owner)) return Number(key) < owner.length ? owner.with(Number(key), setAt(owner[Number(key)], below, change)) : owner
  if (typeof owner !== 'object' || owner === null || !Object.hasOwn(owner, key)) return owner
  return { ...owner, [key]: setAt((owner as Record<string, unknown>)[key], below, change) } // as: it has that member
}
