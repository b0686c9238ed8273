import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { csvLines } from '../../core/csv.ts'
import { partialOf } from '../partial-files.ts'
import { writeError } from './file-errors.ts'
import { readRejects } from './rejects.ts'

const page = 1000

/**
 * Writes the kept rejected rows of a dataset as CSV (file, line, reason, text), whole or not at all, and says how many. What a
 * spreadsheet would take for a formula begins with an apostrophe. Throws E_DISK_FULL, E_READ_ONLY.
 */
export async function writeRejectsCsv(directory: string, path: string): Promise<number> {
  const draft = partialOf(path)
  let written = 0
  async function* lines(): AsyncGenerator<string> {
    yield 'file,line,reason,text\n'
    for (;;) {
      const { rows } = await readRejects(directory, written, page)
      if (rows.length === 0) return
      written += rows.length
      yield csvLines(rows.map(({ file, line, reason, text }) => [file, line, reason, text]))
    }
  }
  try {
    await pipeline(Readable.from(lines()), createWriteStream(draft))
    await rename(draft, path)
    return written
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {}) // what went wrong first is what counts
    throw writeError(error, path)
  }
}
