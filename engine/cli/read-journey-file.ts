import { readFileSync } from 'node:fs'
import { readJourney, type ReadJourney } from '../core/lint/read-journey.ts'
import { readError } from '../node/columns/file-errors.ts'

/** Reads and checks a journey file; throws E_UNREADABLE (unusable) if it cannot be read at all. */
export function readJourneyFile(path: string): ReadJourney {
  let bytes: Buffer
  try {
    bytes = readFileSync(path)
  } catch (cause) {
    throw readError(cause, path)
  }
  return readJourney(bytes.toString('utf8'))
}
