import { RehearsalError } from '../errors.ts'
import { freeId } from '../model/ids.ts'
import type { JourneyDocument } from '../model/journey.ts'
import { copiesIn, type CopyLink, type LibrarySegment } from './copies.ts'
import { referencesOf, withReferences } from './references.ts'

export interface Embedded { segmentId: string; copyId: string; version: number }

/**
 * The document with a copy of the library segment as it is now. A copy that is there is brought up to date (`copyId` names it, else the first
 * one); a new one takes the segment's id, or a free one like it. Segments it refers to come with it unless the document has copies of them,
 * which stay as they are. `embedded` lists what was written, the one asked for last. Throws E_SEGMENT for a `copyId` nobody has.
 */
export function embedSegment(
  document: JourneyDocument,
  library: readonly LibrarySegment[],
  links: readonly CopyLink[],
  asked: { segmentId: string; copyId?: string | undefined },
): { document: JourneyDocument; copyId: string; embedded: Embedded[] } {
  const segments = { ...document.segments }
  if (asked.copyId !== undefined && !Object.hasOwn(segments, asked.copyId)) {
    throw new RehearsalError('E_SEGMENT', `the journey has no segment "${asked.copyId}"`, `name one of its segments: ${Object.keys(segments).join(', ') || 'it has none'}`)
  }
  const copyIdOf = new Map<string, string>()
  for (const { copyId, segment } of copiesIn(document, library, links)) if (!copyIdOf.has(segment.id)) copyIdOf.set(segment.id, copyId)
  if (asked.copyId !== undefined) copyIdOf.set(asked.segmentId, asked.copyId)
  const embedded: Embedded[] = []

  const write = (segmentId: string): string => {
    const { name, when, version } = library.find(({ id }) => id === segmentId)!.versions[0]! // the library keeps what its segments refer to
    const copyId = copyIdOf.get(segmentId) ?? freeId(segmentId, (id) => Object.hasOwn(segments, id))
    copyIdOf.set(segmentId, copyId)
    segments[copyId] = { name, when } // nobody else may take its id
    for (const id of referencesOf(when)) if (!copyIdOf.has(id)) write(id)
    segments[copyId] = { name, when: withReferences(when, (id) => copyIdOf.get(id)!) }
    embedded.push({ segmentId, copyId, version })
    return copyId
  }
  const copyId = write(asked.segmentId)
  return { document: withSegments(document, segments), copyId, embedded }
}

/** Keeps the order of the members; a document without segments gets them before its entries, where the format page has them. */
function withSegments(document: JourneyDocument, segments: NonNullable<JourneyDocument['segments']>): JourneyDocument {
  if (document.segments) return { ...document, segments }
  return Object.fromEntries(Object.entries(document).flatMap(([key, value]) => (key === 'entries' ? [['segments', segments], [key, value]] : [[key, value]]))) as JourneyDocument // as: one member more
}
