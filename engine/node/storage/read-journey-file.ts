import { RehearsalError } from '../../core/errors.ts'
import { readJourney } from '../../core/lint/read-journey.ts'
import type { JourneyDocument } from '../../core/model/journey.ts'
import { readTextFile } from '../read-text-file.ts'

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

/** Throws E_UNREADABLE, E_ENCODING, and what `journeyFromText` throws. */
export function readJourneyFromFile(path: string): JourneyDocument {
  return journeyFromText(path, readTextFile(path))
}
