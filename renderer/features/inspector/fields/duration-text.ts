import { language } from '../../../i18n/language.ts'
import { folded } from '../../../i18n/letters.ts'

export const SPAN_UNITS = ['seconds', 'minutes', 'hours', 'days', 'weeks', 'months', 'years'] as const
export type DurationUnit = (typeof SPAN_UNITS)[number]

/** One part of a span: 2 days. */
interface Part {
  amount: number
  unit: DurationUnit
}

// English and Turkish names are understood in every window: they do not get in each other's way. Letters are folded, so that "yıl" is "yil".
const UNIT_NAMES: Record<DurationUnit, RegExp> = {
  seconds: /^(s|secs?|seconds?|sn|saniye)$/,
  minutes: /^(m|mins?|minutes?|dk|dak|dakika)$/,
  hours: /^(h|hrs?|hours?|sa|saat)$/,
  days: /^(d|days?|gun)$/,
  weeks: /^(w|wks?|weeks?|hf|hafta)$/,
  months: /^(mo|mths?|months?|ay)$/,
  years: /^(y|yrs?|years?|yil|sene)$/,
}
const NUMBER_WORDS: Readonly<Record<string, string>> = {
  a: '1', an: '1', one: '1', two: '2', three: '3', four: '4', five: '5', six: '6', seven: '7', eight: '8', nine: '9', ten: '10', eleven: '11', twelve: '12', half: '0.5',
  bir: '1', iki: '2', uc: '3', dort: '4', bes: '5', alti: '6', yedi: '7', sekiz: '8', dokuz: '9', on: '10', onbir: '11', oniki: '12', yarim: '0.5',
}
/** From large to small, with the next smaller one that a fraction is written in. */
const LARGE_TO_SMALL = ['weeks', 'days', 'hours', 'minutes', 'seconds'] as const
const PER: Readonly<Record<(typeof LARGE_TO_SMALL)[number], number>> = { weeks: 7, days: 24, hours: 60, minutes: 60, seconds: 1 }
const ISO_UNITS = { weeks: 'W', days: 'D', hours: 'H', minutes: 'M', seconds: 'S' } as const

/**
 * A span as people type it ("90 min", "1h30", "1.5 h", "half an hour", "1 day 12 hours", "1,5 saat", "bir buçuk saat", or "90" in the unit that
 * goes without saying) as ISO 8601, in the units it was said in; `isBare` tells that no unit was typed. Undefined if it is none.
 */
export function typedSpan(typed: string, unsaid: DurationUnit): { iso: string; isCalendar: boolean; isBare: boolean } | undefined {
  const text = spelledOut(typed)
  if (/^\d+(\.\d+)?$/.test(text)) return written([{ amount: Number(text), unit: unsaid }], true)
  const parts = partsIn(text)
  return parts && written(parts, false)
}

/** The unit an ISO 8601 span ends in: what a number typed alone in its place means. */
export function lastUnit(iso: string | undefined): DurationUnit {
  return (iso === undefined ? undefined : isoParts(iso).at(-1)?.unit) ?? 'days'
}

/** The parts of an ISO 8601 span, as written: P1DT12H is a day and 12 hours. */
export function isoParts(iso: string): Part[] {
  const [, years, months, weeks, days, hours, minutes, seconds] = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(iso) ?? []
  const all: [string | undefined, DurationUnit][] = [[years, 'years'], [months, 'months'], [weeks, 'weeks'], [days, 'days'], [hours, 'hours'], [minutes, 'minutes'], [seconds, 'seconds']]
  const said = all.flatMap(([amount, unit]) => (amount === undefined ? [] : [{ amount: Number(amount), unit }]))
  const nonzero = said.filter(({ amount }) => amount !== 0)
  return nonzero.length === 0 ? said.slice(-1) : nonzero
}

/** The span with its first amount one more or less, at least one; undefined where there is none to change. */
export function steppedSpan(iso: string, by: 1 | -1): string | undefined {
  const [first, ...rest] = isoParts(iso)
  if (!first) return undefined
  const amount = Math.max(1, Math.floor(first.amount) + by)
  return amount === first.amount ? undefined : written([{ ...first, amount }, ...rest], false)?.iso
}

function spelledOut(typed: string): string {
  const text = folded(typed.trim())
  return (language() === 'tr' ? text.replaceAll(/(\d)\.(?=\d{3}(?!\d))/g, '$1') : text)
    .replaceAll(/(\d),(\d)/g, '$1.$2')
    .replace(/^half an? /, 'half ')
    .replaceAll(/\bon (bir|iki)\b/g, 'on$1')
    .replaceAll(/\b[a-z]+\b/g, (word) => NUMBER_WORDS[word] ?? word)
    .replaceAll(/\b(\d+) bucuk\b/g, '$1.5')
}

/** "1h30" ends in a number without a unit: it is of the next smaller one. */
function partsIn(text: string): Part[] | undefined {
  const found = [...text.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]*)[\s,]*(?:(?:and|ve)\s+)?/g)]
  if (found.length === 0 || found.map(([all]) => all).join('') !== text) return undefined
  const parts: Part[] = []
  for (const [, amount, name] of found) {
    const unit = name === '' ? nextSmaller(parts.at(-1)?.unit) : SPAN_UNITS.find((one) => UNIT_NAMES[one].test(name ?? ''))
    if (unit === undefined) return undefined
    parts.push({ amount: Number(amount), unit })
  }
  return parts
}

function nextSmaller(unit: DurationUnit | undefined): DurationUnit | undefined {
  const place = LARGE_TO_SMALL.findIndex((one) => one === unit)
  return place < 0 ? undefined : LARGE_TO_SMALL[place + 1]
}

function written(parts: readonly Part[], isBare: boolean): { iso: string; isCalendar: boolean; isBare: boolean } | undefined {
  const calendar = parts.filter(({ unit }) => unit === 'months' || unit === 'years')
  if (calendar.length > 0) {
    const months = calendar.reduce((sum, { amount, unit }) => sum + amount * (unit === 'years' ? 12 : 1), 0)
    // Calendar spans stand alone, and half a month is no span.
    if (calendar.length < parts.length || !Number.isSafeInteger(months)) return undefined
    return { iso: months % 12 === 0 && months > 0 ? `P${months / 12}Y` : `P${months}M`, isCalendar: true, isBare }
  }
  const amounts = new Map<string, number>()
  for (const part of parts) {
    const whole = inWholes(part)
    if (whole === undefined) return undefined
    amounts.set(whole.unit, (amounts.get(whole.unit) ?? 0) + whole.amount)
  }
  const of = (unit: keyof typeof ISO_UNITS) => (amounts.has(unit) ? `${amounts.get(unit)}${ISO_UNITS[unit]}` : '')
  const time = `${of('hours')}${of('minutes')}${of('seconds')}`
  return { iso: `P${of('weeks')}${of('days')}${time === '' ? '' : `T${time}`}`, isCalendar: false, isBare }
}

/** 1.5 hours as 90 minutes: a fraction is written in a unit that needs none (seconds: to three decimals). */
function inWholes({ amount, unit }: Part): Part | undefined {
  if (Number.isSafeInteger(amount)) return { amount, unit }
  const exact = LARGE_TO_SMALL.find((one) => one === unit)
  if (exact === undefined) return undefined
  if (exact === 'seconds') return { amount: Math.round(amount * 1000) / 1000, unit }
  return inWholes({ amount: Math.round(amount * PER[exact] * 1e9) / 1e9, unit: nextSmaller(exact)! })
}
