import { appendFileSync, closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import { join } from 'node:path'
import type { Reject } from '../../api/contract.ts'
import { writeError } from './file-errors.ts'

const rowsFile = 'rejects.jsonl'
const indexFile = 'rejects.index'
/** Rows kept to be looked at; all are counted. */
const mostKept = 100_000
const longestText = 2000

/** Counts rejected rows by reason and keeps them, with up to 2,000 characters of their text, in a dataset's folder. */
export class RejectLog {
  readonly byReason: Record<string, number> = {}
  readonly #directory: string
  #kept = 0
  #count = 0
  #waiting: string[] = []
  #waitingBytes = 0
  #position = 0
  #index: number[] = []

  constructor(directory: string) {
    this.#directory = directory
  }

  get count(): number {
    return this.#count
  }

  /** `reason` groups; `detail` is said behind it in the kept row. `line` counts from 1 (in Parquet: the row). */
  add(file: string, line: number, reason: string, text: string, detail = ''): void {
    this.#count++
    this.byReason[reason] = (this.byReason[reason] ?? 0) + 1
    if (this.#kept === mostKept) return
    this.#kept++
    const row: Reject = { file, line, reason: detail === '' ? reason : `${reason}: ${detail}`, text: text.slice(0, longestText) }
    const json = `${JSON.stringify(row)}\n`
    this.#index.push(this.#position)
    const bytes = Buffer.byteLength(json)
    this.#position += bytes
    this.#waitingBytes += bytes
    this.#waiting.push(json)
    if (this.#waitingBytes > 1 << 20) this.flush()
  }

  flush(): void {
    try {
      appendFileSync(join(this.#directory, rowsFile), this.#waiting.join(''))
      appendFileSync(join(this.#directory, indexFile), new Uint8Array(Float64Array.from(this.#index).buffer))
    } catch (error) {
      throw writeError(error, this.#directory)
    }
    this.#waiting = []
    this.#index = []
    this.#waitingBytes = 0
  }
}

/** Kept rejected rows of a dataset, in file order; `total` is how many are kept. */
export async function readRejects(directory: string, offset: number, limit: number): Promise<{ total: number; rows: Reject[] }> {
  let index: Float64Array
  try {
    const bytes = readFileSync(join(directory, indexFile))
    index = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
  } catch {
    return { total: 0, rows: [] } // a dataset that was not imported has none
  }
  const from = index[offset]
  if (from === undefined || limit < 1) return { total: index.length, rows: [] }
  const descriptor = openSync(join(directory, rowsFile), 'r')
  try {
    const last = Math.min(offset + limit, index.length)
    const room = Buffer.alloc((index[last] ?? fstatSync(descriptor).size) - from)
    const text = room.toString('utf8', 0, readSync(descriptor, room, 0, room.length, from))
    const lines = text.split('\n').slice(0, last - offset)
    return { total: index.length, rows: lines.map((line) => JSON.parse(line) as Reject) } // as: written above
  } finally {
    closeSync(descriptor)
  }
}
