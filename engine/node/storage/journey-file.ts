import { readFileSync, realpathSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { RehearsalError } from '../../core/errors.ts'
import { readJourney } from '../../core/lint/read-journey.ts'
import type { JourneyDocument } from '../../core/model/journey.ts'
import { writeFileWhole } from '../write-file-whole.ts'

/** Problems named in one refusal; a person mends the first ones first. */
const MOST_NAMED = 5

/**
 * The text of a journey file as a document; `name` says which file is meant. Throws a RehearsalError with the loader's code that lists the
 * first problems and where they are.
 */
export function journeyFromText(name: string, text: string): JourneyDocument {
  const { document, diagnostics, unusable } = readJourney(text)
  // A journey with lint errors is a journey: it is opened, so that it can be mended.
  if (document) return document
  const [first] = diagnostics
  if (!first) throw new Error(`${name} was refused without a reason`)
  const named = diagnostics.slice(0, MOST_NAMED).map(({ message, path }) => `${message} (${path})`)
  const more = diagnostics.length > MOST_NAMED ? `; and ${diagnostics.length - MOST_NAMED} more` : ''
  throw new RehearsalError(first.code, `${name}: ${named.join('; ')}${more}`, first.help, { unusable })
}

export function readJourneyFromFile(path: string): JourneyDocument {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    throw readFailure(error, path)
  }
  return journeyFromText(path, text)
}

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

function readFailure(error: unknown, path: string): unknown {
  const code = systemCode(error)
  if (code === '') return error
  const why = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : `it cannot be read (${code})`
  return new RehearsalError('E_UNREADABLE', `${path}: ${why}.`, 'Check the path, and that you may read it.', { unusable: true, cause: error })
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
