import type { Scalar } from '../../../../engine/core/model/condition.ts'

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/

/** What was typed, as the value it means: 50 is a number, true a truth value, "50" in quotes a text; all else is text. */
export function scalarOf(text: string): Scalar {
  const trimmed = text.trim()
  if (trimmed === 'true') return true
  if (trimmed === 'false') return false
  if (NUMBER.test(trimmed) && trimmed.replace(/\D/g, '').length <= 15) return Number(trimmed)
  if (/^".*"$/.test(trimmed) && trimmed.length > 1) return trimmed.slice(1, -1)
  return trimmed
}

/** The value as it is typed: a text that would read as something else is put in quotes. */
export function typedScalar(value: Scalar): string {
  if (typeof value !== 'string') return String(value)
  return typeof scalarOf(value) === 'string' && scalarOf(value) === value ? value : `"${value}"`
}
