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
