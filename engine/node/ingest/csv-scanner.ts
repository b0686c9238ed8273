import type { ImportOptions } from '../../api/contract.ts'

export type Delimiter = NonNullable<ImportOptions['delimiter']>

/** The character a delimiter stands for. */
export function delimiterOf(delimiter: Exclude<Delimiter, 'whitespace'>): string {
  return { comma: ',', tab: '\t', semicolon: ';', pipe: '|' }[delimiter]
}

const quote = 34
const lineFeed = 10
const carriageReturn = 13

/** A record longer than this (characters) is rejected: more likely a quote that was never closed than data. */
const longestRecord = 1 << 25

export const csvReasons = {
  open: 'a quote that is never closed',
  after: 'text after a closing quote',
  long: 'a line longer than 32 M characters',
  cells: 'wrong number of cells',
} as const

/** The record at hand; the next one overwrites it. */
export interface CsvRecord {
  /** Line of the file on which it starts, from 1. */
  readonly line: number
  /** How many cells it has. */
  readonly count: number
  /** A cell's content. */
  cell(index: number): string
  /** The same, but with quotes still doubled if `isDoubled`: cheaper, and as good to recognise a content met before. */
  raw(index: number): string
  isDoubled(index: number): boolean
  /** The record as written, up to 2,000 characters. */
  text(): string
}

export interface CsvSink {
  /** Returns what is wrong with the record as a CSV record, if anything. */
  row(record: CsvRecord): string | undefined
  broken(line: number, reason: string, text: string): void
}

/**
 * Cuts text that comes in blocks into CSV records (RFC 4180: quoted cells may hold delimiters, quotes and line ends). `line` is the number
 * of the line in the file on which a record starts, from 1. Blank lines are skipped. A record that cannot be read costs its own first line
 * only: reading goes on at the next line of the file, so that a stray quote cannot swallow the rest.
 */
export class CsvScanner implements CsvRecord {
  readonly #delimiter: number
  readonly #sink: CsvSink
  readonly #cells: string[] = []
  #text = ''
  #start = 0
  #end = 0
  #skipping = false
  // What reading a record found, kept here to spare an object a record.
  line = 1
  count = 0
  readonly #doubled: boolean[] = []
  #breaks = 0
  #problem: string | undefined

  constructor(delimiter: string, sink: CsvSink) {
    this.#delimiter = delimiter.charCodeAt(0)
    this.#sink = sink
  }

  push(text: string): void {
    this.#text = this.#start < this.#text.length ? this.#text.slice(this.#start) + text : text
    this.#start = 0
    this.#scan(false)
  }

  end(): void {
    this.#scan(true)
    this.#text = ''
    this.#start = 0
  }

  cell(index: number): string {
    return this.#doubled[index] ? this.#cells[index]!.replaceAll('""', '"') : this.#cells[index]!
  }

  raw(index: number): string {
    return this.#cells[index]!
  }

  isDoubled(index: number): boolean {
    return this.#doubled[index]!
  }

  text(): string {
    return this.#text.slice(this.#start, Math.min(this.#end, this.#start + 2000)).replace(/\r?\n$/, '')
  }

  #scan(final: boolean): void {
    const text = this.#text
    while (this.#start < text.length) {
      if (this.#skipping) {
        const next = text.indexOf('\n', this.#start)
        this.#start = next < 0 ? text.length : next + 1
        if (next < 0) return
        this.#skipping = false
        this.line++
        continue
      }
      const end = this.#read(final)
      if (end < 0 && !final && text.length - this.#start <= longestRecord) return
      this.#end = end < 0 ? text.length : end
      if (end < 0) this.#problem ??= csvReasons.open
      if (!this.#problem && this.count === 1 && this.#cells[0] === '' && this.#end - this.#start <= 2) {
        this.#start = this.#end // a blank line
        this.line++
        continue
      }
      const problem = this.#problem ?? this.#sink.row(this)
      if (problem === undefined || (this.#problem === undefined && this.#breaks === 0)) {
        if (problem !== undefined) this.#sink.broken(this.line, problem, this.text())
        this.#start = this.#end
        this.line += this.#breaks + 1
        continue
      }
      if (!this.#dropLine(problem)) return
    }
  }

  /** Gives up the first line of the record at hand. False if the line goes on in the next block. */
  #dropLine(problem: string): boolean {
    const next = this.#text.indexOf('\n', this.#start)
    const end = next < 0 ? this.#text.length : next + 1
    const reason = end - this.#start > longestRecord ? csvReasons.long : problem
    this.#end = end
    this.#sink.broken(this.line, reason, this.text())
    this.#start = end
    this.#skipping = next < 0
    if (next >= 0) this.line++
    return next >= 0
  }

  /** Reads the record at `#start` into the fields. Returns where the next one starts, or -1 if this one is not complete. */
  #read(final: boolean): number {
    const text = this.#text
    const delimiter = this.#delimiter
    const cells = this.#cells
    let at = this.#start
    let count = 0
    this.#breaks = 0
    this.#problem = undefined
    for (;;) {
      let code = text.charCodeAt(at)
      if (code === quote) {
        let close = at + 1
        let doubled = false
        for (;;) {
          const inside = text.charCodeAt(close)
          if (inside === quote) {
            if (text.charCodeAt(close + 1) !== quote) break
            doubled = true
            close++
          } else if (inside === lineFeed) this.#breaks++
          else if (inside !== inside) return -1
          close++
        }
        if (close + 1 === text.length && !final) return -1
        this.#doubled[count] = doubled
        cells[count++] = text.slice(at + 1, close)
        at = close + 1
        code = text.charCodeAt(at)
        if (code === carriageReturn && (text.charCodeAt(at + 1) === lineFeed || at + 1 === text.length)) {
          if (at + 1 === text.length && !final) return -1
          code = text.charCodeAt(++at)
        }
        if (code !== delimiter && code === code && code !== lineFeed) {
          this.#problem = csvReasons.after
          this.count = count
          return at
        }
      } else {
        const from = at
        while (code !== delimiter && code !== lineFeed && code === code) code = text.charCodeAt(++at)
        if (code !== code && !final) return -1
        const end = code !== delimiter && at > from && text.charCodeAt(at - 1) === carriageReturn ? at - 1 : at
        this.#doubled[count] = false
        cells[count++] = text.slice(from, end)
      }
      // Here `code` is the delimiter, a line feed, or NaN: the end of the text (no number is unequal to itself but NaN).
      if (code !== delimiter) {
        this.count = count
        return code === lineFeed ? at + 1 : text.length
      }
      at++
      if (at === text.length && !final) return -1
    }
  }
}
