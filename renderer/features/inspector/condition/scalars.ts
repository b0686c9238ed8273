import type { Scalar } from '../../../../engine/core/model/condition.ts'
import { language } from '../../../i18n/language.ts'
import { numberText } from '../fields/number-text.ts'

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/

/** What was typed, as the value it means: 50 is a number, true a truth value, "50" in quotes a text; all else is text. */
export function scalarOf(text: string): Scalar {
  const trimmed = text.trim()
  if (trimmed === 'true') return true
  if (trimmed === 'false') return false
  const number = language() === 'tr' ? pointed(trimmed) : trimmed
  if (NUMBER.test(number) && number.replace(/\D/g, '').length <= 15) return Number(number)
  if (/^".*"$/.test(trimmed) && trimmed.length > 1) return trimmed.slice(1, -1)
  return trimmed
}

/** The value as it is typed: a text that would read as something else is put in quotes. */
export function typedScalar(value: Scalar): string {
  if (typeof value !== 'string') return typeof value === 'number' ? numberText(value) : String(value)
  return typeof scalarOf(value) === 'string' && scalarOf(value) === value ? value : `"${value}"`
}

/** "1.000,5" as "1000.5"; anything else as it is. */
function pointed(text: string): string {
  const isGrouped = /^-?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?$/.test(text)
  return (isGrouped ? text.replaceAll('.', '') : text).replace(/^(-?\d+),(\d+)$/, '$1.$2')
}
