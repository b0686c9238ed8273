import { durationOfMs, parseDuration } from '../../../engine/core/model/duration.ts'
import type { Tunable } from '../../../engine/core/what-if/tunable.ts'
import { valueInWords as valueInEnglish } from '../../../engine/core/what-if/value-in-words.ts'
import { language, locale } from '../../i18n/language.ts'
import { percent } from '../../i18n/numbers.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { lastUnit, typedSpan } from '../inspector/fields/duration-text.ts'
import { whatIfText } from './texts.ts'

const rounded = new Intl.NumberFormat(locale(), { maximumFractionDigits: 1, useGrouping: false })
const grouped = new Intl.NumberFormat(locale(), { maximumFractionDigits: 4 })

/** A value of a tunable as people read it: "1 h", "12.5 %", "22:00", "500 m", "3". */
export function valueInWords({ unit }: Pick<Tunable, 'unit'>, value: number): string {
  switch (unit) {
    case 'share': return percent(rounded.format(value * 100))
    case 'metre': return value >= 1000 ? `${rounded.format(value / 1000)} km` : `${rounded.format(Math.round(value))} m`
    case 'count':
    case 'number': return grouped.format(value)
    case 'ms':
    case 'month':
    case 'minuteOfDay': return fromEngine(valueInEnglish({ unit }, value))
  }
}

/** A value as it stands in the field where it is typed. */
export function valueAsTyped(tunable: Pick<Tunable, 'unit'>, value: number): string {
  return tunable.unit === 'ms' && value === 0 ? fromEngine('0 min') : valueInWords(tunable, value)
}

/** What was typed, in the unit of the tunable: "45 min", "12,5 %", "21:30"; a bare number is in the unit of what stood there. Undefined if it is none. */
export function typedValue({ unit, value }: Pick<Tunable, 'unit' | 'value'>, typed: string): number | undefined {
  const text = plainNumber(typed.trim())
  if (unit === 'ms' || unit === 'month') return typedDuration(unit, value, text)
  if (unit === 'minuteOfDay') {
    const [, hours, minutes = '0'] = /^(\d{1,2})(?::(\d{2}))?$/.exec(text) ?? []
    const all = Number(hours) * 60 + Number(minutes)
    return hours === undefined || Number(minutes) > 59 || all > 1439 ? undefined : all
  }
  const [, number, mark = ''] = /^([-−]?[\d,]*\.?\d+)\s*(%|km|m|k)?$/i.exec(text.replace(/^%\s*(.*)$/, '$1 %')) ?? []
  if (number === undefined) return undefined
  const plain = Number(number.replaceAll(',', '').replace('−', '-'))
  if (unit === 'share') return mark !== '' && mark !== '%' ? undefined : Math.round(plain * 1e8) / 1e10
  return mark.toLowerCase() === 'km' || mark.toLowerCase() === 'k' ? plain * 1000 : plain
}

/** A number as this language writes it, with a point before its decimals. */
function plainNumber(text: string): string {
  const ungrouped = language() === 'tr' ? text.replace(/(?<![\d.,])\d{1,3}(?:\.\d{3})+(?![\d.])/g, (number) => number.replaceAll('.', '')) : text
  return ungrouped.replace(/(\d),(\d{1,2})(?!\d)/g, '$1.$2')
}

function typedDuration(unit: 'ms' | 'month', value: number, text: string): number | undefined {
  const span = typedSpan(text, unit === 'month' ? 'months' : lastUnit(durationOfMs(Math.max(value, 60_000))))
  const duration = span && parseDuration(span.iso)
  if (duration?.kind === 'exact' && unit === 'ms') return duration.ms
  return duration?.kind === 'calendar' && unit === 'month' ? duration.months : undefined
}

/** What may be typed there, for who typed something else. */
export function exampleOf({ unit }: Pick<Tunable, 'unit'>): string {
  return whatIfText(unit === 'ms' || unit === 'month' ? 'exampleMs' : unit === 'share' ? 'exampleShare' : unit === 'minuteOfDay' ? 'exampleTime' : 'exampleNumber')
}
