import type { CsvRecord, CsvSink } from './csv-scanner.ts'

/**
 * Cuts text that comes in blocks into lines, and each line into cells at its blanks and tabs, however many stand together: tables padded
 * with blanks. Quotes mean nothing here, a cell cannot be empty, and blank lines are skipped. Lines are numbered from 1.
 */
export class WhitespaceScanner implements CsvRecord {
  readonly #sink: CsvSink
  #rest = ''
  #line = ''
  #cells: string[] = []
  line = 0

  constructor(sink: CsvSink) {
    this.#sink = sink
  }

  get count(): number {
    return this.#cells.length
  }

  push(text: string): void {
    const lines = (this.#rest + text).split('\n')
    this.#rest = lines.pop()!
    for (const line of lines) this.#take(line)
  }

  end(): void {
    if (this.#rest !== '') this.#take(this.#rest)
    this.#rest = ''
  }

  cell(index: number): string {
    return this.#cells[index]!
  }

  raw(index: number): string {
    return this.#cells[index]!
  }

  isDoubled(): boolean {
    return false
  }

  text(): string {
    return this.#line.slice(0, 2000)
  }

  #take(line: string): void {
    this.line++
    const trimmed = line.trim()
    if (trimmed === '') return
    this.#line = line.endsWith('\r') ? line.slice(0, -1) : line
    this.#cells = trimmed.split(/\s+/)
    const problem = this.#sink.row(this)
    if (problem !== undefined) this.#sink.broken(this.line, problem, this.text())
  }
}
