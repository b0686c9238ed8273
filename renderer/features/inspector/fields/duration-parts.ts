import { parseDuration } from '../../../../engine/core/model/duration.ts'

export const EXACT_UNITS = ['seconds', 'minutes', 'hours', 'days', 'weeks'] as const
export const SPAN_UNITS = [...EXACT_UNITS, 'months', 'years'] as const
export type DurationUnit = (typeof SPAN_UNITS)[number]

const SECONDS: Record<(typeof EXACT_UNITS)[number], number> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400, weeks: 604_800 }

/** A duration as a number and the largest unit that needs no fraction: PT90M is 90 minutes, P7D is 1 week. */
export function partsOf(text: string): { amount: number; unit: DurationUnit } | undefined {
  const duration = parseDuration(text)
  if (!duration) return undefined
  if (duration.kind === 'calendar') {
    return duration.months % 12 === 0 ? { amount: duration.months / 12, unit: 'years' } : { amount: duration.months, unit: 'months' }
  }
  const seconds = duration.ms / 1000
  // Days are what people say ("14 days"); a week is written only where the document says so.
  const unit = text.endsWith('W') ? 'weeks' : ([...EXACT_UNITS].reverse().find((one) => one !== 'weeks' && seconds % SECONDS[one] === 0 && seconds >= SECONDS[one]) ?? 'seconds')
  return { amount: seconds / SECONDS[unit], unit }
}

const UNIT_NAMES: Record<DurationUnit, RegExp> = {
  seconds: /^(s|secs?|seconds?)$/,
  minutes: /^(m|mins?|minutes?)$/,
  hours: /^(h|hrs?|hours?)$/,
  days: /^(d|days?)$/,
  weeks: /^(w|wks?|weeks?)$/,
  months: /^(mo|mths?|months?)$/,
  years: /^(y|yrs?|years?)$/,
}

/**
 * A span as people type it: "90" in the unit that is chosen, or with units of its own ("2h", "1 day 12 hours", "1.5 h"), as a number and the
 * largest unit that needs no fraction. Undefined if it is none; calendar units stand alone.
 */
export function typedParts(typed: string, chosen: DurationUnit): { amount: number; unit: DurationUnit } | undefined {
  const text = typed.trim().toLowerCase().replaceAll(/(\d),(\d)/g, '$1.$2')
  if (/^\d+(\.\d+)?$/.test(text)) return finest(Number(text), chosen)
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)[\s,]*(?:and\s+)?/g)]
  if (parts.length === 0 || parts.map(([all]) => all).join('') !== text) return undefined
  const spans = parts.map(([, amount, name]) => ({ amount: Number(amount), unit: SPAN_UNITS.find((unit) => UNIT_NAMES[unit].test(name ?? '')) }))
  const [first] = spans
  if (!first || spans.some(({ unit }) => unit === undefined)) return undefined
  if (spans.length === 1) return finest(first.amount, first.unit!)
  if (spans.some(({ unit }) => !isExact(unit))) return undefined
  const seconds = spans.reduce((sum, { amount, unit }) => sum + (isExact(unit) ? amount * SECONDS[unit] : 0), 0)
  return partsOf(`PT${Math.round(seconds * 1000) / 1000}S`)
}

function isExact(unit: DurationUnit | undefined): unit is (typeof EXACT_UNITS)[number] {
  return unit !== undefined && unit !== 'months' && unit !== 'years'
}

/** 1.5 hours as 90 minutes: a fraction is written in a unit that needs none. */
function finest(amount: number, unit: DurationUnit): { amount: number; unit: DurationUnit } {
  if (Number.isInteger(amount) || !isExact(unit) || unit === 'seconds') return { amount, unit }
  return partsOf(`PT${Math.round(amount * SECONDS[unit] * 1000) / 1000}S`) ?? { amount, unit }
}

/** The ISO 8601 text of a number of units; undefined unless it is a whole number (seconds: to three decimals) of at least 0. */
export function durationOf(amount: number, unit: DurationUnit): string | undefined {
  if (!Number.isFinite(amount) || amount < 0) return undefined
  if (unit === 'seconds' ? !/^\d+(\.\d{1,3})?$/.test(String(amount)) : !Number.isSafeInteger(amount)) return undefined
  switch (unit) {
    case 'seconds':
      return `PT${amount}S`
    case 'minutes':
      return `PT${amount}M`
    case 'hours':
      return `PT${amount}H`
    case 'days':
      return `P${amount}D`
    case 'weeks':
      return `P${amount}W`
    case 'months':
      return `P${amount}M`
    case 'years':
      return `P${amount}Y`
  }
}
