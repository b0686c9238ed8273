/** What stands first in a cell that a spreadsheet takes for a formula, full-width forms (Japanese and Chinese settings) too. */
const FORMULA = /^[=@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/
/** A sign in front is one too, unless only a number follows: -3.5, +1e6, or a telephone number such as +90 555 000 00 00. */
const SIGNED = /^[+-](?!(?:\d[\d ]*(?:[.,]\d+)*|\.\d+)(?:[eE][+-]?\d+)?$)/

/**
 * A value as a cell of a CSV that people open in a spreadsheet: text which would run there as a formula begins with an apostrophe, so that it
 * is shown and not run. Missing is empty, lists and objects are JSON; quoted where needed.
 */
export function csvCell(value: unknown): string {
  const text = textOf(value)
  return quoted(typeof value === 'string' && (FORMULA.test(text) || SIGNED.test(text)) ? `'${text}` : text)
}

/** The same with the value untouched: for programs, which want their `=` back. */
export function csvCellAsIs(value: unknown): string {
  return quoted(textOf(value))
}

/** How cells are written: `csvCell` or `csvCellAsIs`. */
export type CsvCellWriter = (value: unknown) => string

/** Rows as CSV for a spreadsheet, each line ended. */
export function csvLines(rows: readonly (readonly unknown[])[], cell: CsvCellWriter = csvCell): string {
  return rows.map((row) => `${row.map((value) => cell(value)).join(',')}\n`).join('')
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
