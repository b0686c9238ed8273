import { RehearsalError } from '../errors.ts'
import { canonicalJson } from '../json.ts'
import type { JourneyDocument } from '../model/journey.ts'
import { journeyFirst } from './as-found.ts'
import type { Found } from './resource.ts'
import type { Target } from './target.ts'

/** A platform's journey in words of a document. `notes`: what a document has no words for, as text that can be compared. */
export interface ReadBack { document: JourneyDocument; notes: readonly string[] }

/** Things of a platform as a document, or why they are no journey any more. */
export function readBack<S>(target: Target<S>, found: readonly Found[], settings: S): ReadBack | { unreadable: string } {
  try {
    const { document, notes } = target.fromPlatform(journeyFirst(found), settings)
    return { document, notes: notes.map(({ message }) => message) }
  } catch (error) {
    if (error instanceof RehearsalError) return { unreadable: error.message }
    throw error
  }
}

/** Whether two say the same, whatever they look like on a canvas. */
export function saysTheSame(one: ReadBack, other: ReadBack): boolean {
  const meaning = ({ document: { layout: _layout, ...said }, notes }: ReadBack) => canonicalJson({ said, notes: [...notes].sort() })
  return meaning(one) === meaning(other)
}
