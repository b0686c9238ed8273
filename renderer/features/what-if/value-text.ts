import { durationOfMs, parseDuration } from '../../../engine/core/model/duration.ts'
import type { Tunable } from '../../../engine/core/what-if/tunable.ts'
import { valueInWords } from '../../../engine/core/what-if/value-in-words.ts'
import { lastUnit, typedSpan } from '../inspector/fields/duration-text.ts'
import { whatIfText } from './texts.ts'

/** A value as it stands in the field where it is typed. */
export function valueAsTyped(tunable: Pick<Tunable, 'unit'>, value: number): string {
  return tunable.unit === 'ms' && value === 0 ? '0 min' : valueInWords(tunable, value)
}

/** What was typed, in the unit of the tunable: "45 min", "12,5 %", "21:30"; a bare number is in the unit of what stood there. Undefined if it is none. */
export function typedValue({ unit, value }: Pick<Tunable, 'unit' | 'value'>, typed: string): number | undefined {
  const text = typed.trim().replace(/(\d),(\d{1,2})(?!\d)/g, '$1.$2')
  if (unit === 'ms' || unit === 'month') return typedDuration(unit, value, text)
  if (unit === 'minuteOfDay') {
    const [, hours, minutes = '0'] = /^(\d{1,2})(?::(\d{2}))?$/.exec(text) ?? []
    const all = Number(hours) * 60 + Number(minutes)
    return hours === undefined || Number(minutes) > 59 || all > 1439 ? undefined : all
  }
  const [, number, mark = ''] = /^([-−]?[\d,]*\.?\d+)\s*(%|km|m|k)?$/i.exec(text) ?? []
  if (number === undefined) return undefined
  const plain = Number(number.replaceAll(',', '').replace('−', '-'))
  if (unit === 'share') return mark !== '' && mark !== '%' ? undefined : Math.round(plain * 1e8) / 1e10
  return mark.toLowerCase() === 'km' || mark.toLowerCase() === 'k' ? plain * 1000 : plain
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
