import { readFileSync } from 'node:fs'
import { RehearsalError } from '../core/errors.ts'
import { readJourney, type ReadJourney } from '../core/lint/read-journey.ts'

/** Reads and checks a journey file; throws E_UNREADABLE (unusable) if it cannot be read at all. */
export function readJourneyFile(path: string): ReadJourney {
  let bytes: Buffer
  try {
    bytes = readFileSync(path)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new RehearsalError('E_UNREADABLE', `cannot read ${path}: ${reason}`, 'check the path and that you may read the file', { unusable: true, cause })
  }
  return readJourney(bytes.toString('utf8'))
}
