import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { writeError } from './file-errors.ts'
import { readRejects } from './rejects.ts'

const page = 1000

/**
 * Writes the kept rejected rows of a dataset as CSV (file, line, reason, text), whole or not at all, and says how many. A cell that a
 * spreadsheet would take for a formula (`=`, `+`, `-`, `@`, a tab or a line end in front) begins with an apostrophe. Throws E_DISK_FULL, E_READ_ONLY.
 */
export async function writeRejectsCsv(directory: string, path: string): Promise<number> {
  const draft = `${path}.partial-${process.pid}`
  let written = 0
  async function* lines(): AsyncGenerator<string> {
    yield 'file,line,reason,text\n'
    for (;;) {
      const { rows } = await readRejects(directory, written, page)
      if (rows.length === 0) return
      written += rows.length
      yield rows.map(({ file, line, reason, text }) => `${[file, String(line), reason, text].map(safeCell).join(',')}\n`).join('')
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

/** A cell that is text to every spreadsheet. */
export function safeCell(text: string): string {
  const harmless = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
