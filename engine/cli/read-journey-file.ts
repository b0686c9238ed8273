import { readJourney, type ReadJourney } from '../core/lint/read-journey.ts'
import { readTextFile } from '../node/read-text-file.ts'

/** Reads and checks a journey file; throws E_UNREADABLE or E_ENCODING (unusable) if it cannot be read at all. */
export function readJourneyFile(path: string): ReadJourney {
  return readJourney(readTextFile(path))
}
