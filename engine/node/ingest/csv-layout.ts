import type { ImportOptions } from '../../api/contract.ts'
import { CsvScanner, delimiterOf, type CsvRecord, type CsvSink, type Delimiter } from './csv-scanner.ts'
import { detectTime } from './detect-time.ts'
import { WhitespaceScanner } from './whitespace-scanner.ts'

/** How a table in text is laid out. `columns` are names given by the person, in place of a header's. */
export interface CsvLayout { delimiter: Delimiter; header: boolean; columns: readonly string[] | undefined }

/** Why it is so; empty where the person said it. */
export interface LayoutReasons { delimiter: string; header: string }

export function scannerOf(delimiter: Delimiter, sink: CsvSink): CsvScanner | WhitespaceScanner {
  return delimiter === 'whitespace' ? new WhitespaceScanner(sink) : new CsvScanner(delimiterOf(delimiter), sink)
}

const lookedAt = 50

/**
 * The layout of a table by its first lines (`cut`: the last of them is not whole) and what the person said. `known` are names of columns
 * that somebody mapped: a first line with one of them is a header, whatever else is in it.
 */
export function csvLayout(head: string, cut: boolean, isTsv: boolean, options: ImportOptions, known: readonly string[]): CsvLayout & { why: LayoutReasons } {
  const lines = head.split(/\r?\n/)
  if (cut && lines.length > 1) lines.pop()
  const some = lines.filter((line) => line.trim() !== '').slice(0, lookedAt)
  const detected = isTsv ? { delimiter: 'tab' as const, why: 'its name ends in .tsv' } : detectDelimiter(some)
  const delimiter = options.delimiter ?? detected.delimiter
  const first = firstRecord(some.join('\n'), delimiter)
  const header = options.header ?? (options.columns === undefined ? detectHeader(first, known) : { header: false, why: 'names for its columns were given' })
  return {
    delimiter,
    header: typeof header === 'boolean' ? header : header.header,
    columns: options.columns,
    why: { delimiter: options.delimiter === undefined ? detected.why : '', header: typeof header === 'boolean' ? '' : header.why },
  }
}

/** The delimiter that cuts the first line into most cells, outside quotes; blanks if none does, and they cut all lines alike. */
export function detectDelimiter(lines: readonly string[]): { delimiter: Delimiter; why: string } {
  const outside = (lines[0] ?? '').replace(/"(?:[^"]|"")*"/g, '')
  const counted = (['comma', 'tab', 'semicolon', 'pipe'] as const).map((delimiter) => ({ delimiter, cells: outside.split(delimiterOf(delimiter)).length }))
  const best = counted.reduce((a, b) => (b.cells > a.cells ? b : a))
  if (best.cells > 1) return { delimiter: best.delimiter, why: `it cuts the first line into ${best.cells} cells` }
  const blanks = new Set(lines.map((line) => line.trim().split(/\s+/).length))
  const [cells = 1] = blanks
  if (blanks.size === 1 && cells > 1 && lines.length > 1) return { delimiter: 'whitespace', why: `blanks cut each of the first ${lines.length} lines into ${cells} cells` }
  return { delimiter: 'comma', why: 'the first line has one cell only' }
}

function firstRecord(text: string, delimiter: Delimiter): string[] {
  let cells: string[] | undefined
  const row = (record: CsvRecord): undefined => void (cells ??= Array.from({ length: record.count }, (_, index) => record.cell(index).trim()))
  const scanner = scannerOf(delimiter, { row, broken: () => {} })
  scanner.push(text)
  scanner.end()
  return cells ?? []
}

/** Names are neither instants nor, most of them, numbers. */
function detectHeader(cells: readonly string[], known: readonly string[]): { header: boolean; why: string } {
  const mapped = cells.find((cell) => known.includes(cell))
  if (mapped !== undefined) return { header: true, why: `the first line has the name "${mapped}"` }
  const instant = cells.find((cell) => cell !== '' && detectTime([cell]).share === 1)
  if (instant !== undefined) return { header: false, why: `"${instant.slice(0, 40)}" in the first line is an instant, not a name` }
  const numbers = cells.filter((cell) => /^-?\d+([.,]\d+)?$/.test(cell)).length
  if (numbers > 0 && numbers * 2 >= cells.length) return { header: false, why: `${numbers} of ${cells.length} cells of the first line are numbers, not names` }
  return { header: true, why: 'the first line has neither instants nor many numbers' }
}
