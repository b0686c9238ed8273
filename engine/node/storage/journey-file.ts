import { realpathSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { RehearsalError } from '../../core/errors.ts'
import type { JourneyDocument } from '../../core/model/journey.ts'
import { writeFileWhole } from '../write-file-whole.ts'

/** The one name of a file that may have several: absolute, links followed. */
export function canonicalPath(path: string): string {
  const absolute = resolve(path)
  try {
    return realpathSync.native(absolute)
  } catch {
    try {
      return join(realpathSync.native(dirname(absolute)), basename(absolute))
    } catch {
      return absolute
    }
  }
}

/**
 * Writes a document as readable JSON in its own order of keys, whole or not at all: what was there before stays until all of it is on the
 * disk. Throws E_DISK_FULL, E_READ_ONLY, E_WRITE.
 */
export function writeJourneyToFile(path: string, document: JourneyDocument): void {
  try {
    writeFileWhole(path, `${JSON.stringify(document, null, 2)}\n`)
  } catch (error) {
    throw writeFailure(error, path)
  }
}

function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

function writeFailure(error: unknown, path: string): unknown {
  const code = systemCode(error)
  if (code === '') return error
  if (code === 'EISDIR') return new RehearsalError('E_WRITE', `${path} is a folder.`, 'Choose a file name.', { cause: error })
  if (['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code)) {
    return new RehearsalError(
      'E_DISK_FULL',
      `No space left while writing ${path}.`,
      'Free some space, or save to another disk; the file is as it was before.',
      { cause: error },
    )
  }
  if (code === 'ENOENT') {
    return new RehearsalError('E_READ_ONLY', `The folder of ${path} is not there.`, 'Choose another folder, or make it first.', { cause: error })
  }
  return new RehearsalError(
    'E_READ_ONLY',
    `Cannot write to ${path} (${code}).`,
    'Choose a folder and a file you may write to; the file is as it was before.',
    { cause: error },
  )
}
