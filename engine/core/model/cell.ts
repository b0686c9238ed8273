import type { JsonValue } from '../json.ts'

const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/

/**
 * Types the text of one CSV cell (or of a rendered template) by itself: empty is missing, true and false in any case are booleans, a
 * JSON number is a number unless it is an integer of over 15 digits; all else (`007`, `NA`) is text as written.
 */
export function typeCell(text: string): JsonValue | undefined {
  if (text === '') return undefined
  const first = text.charCodeAt(0)
  if (first === 45 || (first >= 48 && first <= 57)) {
    const number = JSON_NUMBER.exec(text)
    if (!number) return text
    const isInteger = number[1] === undefined && number[2] === undefined
    if (isInteger && text.length - (first === 45 ? 1 : 0) > 15) return text
    const value = Number(text)
    return Number.isFinite(value) ? value : text
  }
  if (text.length === 4 && text.toLowerCase() === 'true') return true
  if (text.length === 5 && text.toLowerCase() === 'false') return false
  return text
}
