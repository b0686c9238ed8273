import { canonicalJson } from '../json.ts'
import type { Condition } from '../model/condition.ts'
import type { JourneyDocument } from '../model/journey.ts'
import { difference, differences, type Difference } from './differences.ts'
import { withReferences } from './references.ts'

/** A segment of the library with every version it had, the latest first. */
export interface LibrarySegment { id: string; versions: readonly SegmentVersion[] }
export interface SegmentVersion { version: number; name: string; when: Condition }

/** What is remembered of a segment of a document: the library segment and version it was copied from; null: it is none of them. */
export interface CopyLink { copyId: string; segmentId: string | null; version: number | null }

export type DriftStatus = 'same' | 'libraryChanged' | 'copyChanged' | 'both'

/** A copy of a library segment in a document, and how it stands to the library. */
export interface Drift {
  copyId: string
  segmentId: string
  name: string
  status: DriftStatus
  copiedVersion: number | null
  libraryVersion: number
  foundBy: 'link' | 'id' | 'name'
  differences: Difference[]
}

/**
 * The segments of a document that are copies of library segments: by what is remembered, else by their id, else by their name. One with the
 * content of a version was copied from that version (the latest such one). Without a memory, the latest version with the same condition is taken for the one that was copied; without such a one the status is `both`, as nobody
 * can tell who changed it. Names and conditions count, references by what they are copies of.
 */
export function driftOf(document: JourneyDocument, library: readonly LibrarySegment[], links: readonly CopyLink[]): Drift[] {
  const copies = copiesIn(document, library, links)
  const copyOf = new Map(copies.map(({ copyId, segment }) => [copyId, segment.id]))
  return copies.map(({ copyId, segment, foundBy, version }): Drift => {
    const { name, when } = document.segments![copyId]! // copies are segments of the document
    const latest = segment.versions[0]!
    const copied: Content = { name: name ?? latest.name, when: withReferences(when, (id) => copyOf.get(id) ?? id) }
    // A copy that is as some version was is that version's, whatever is remembered: an update may have been undone.
    const asItWas = segment.versions.find((one) => sameContent(copied, one))
    const base = asItWas ?? segment.versions.find((one) => (version === null ? canonicalJson(one.when) === canonicalJson(copied.when) : one.version === version))
    return {
      copyId,
      segmentId: segment.id,
      name: latest.name,
      status: statusOf(copied, latest, base),
      copiedVersion: base?.version ?? null,
      libraryVersion: latest.version,
      foundBy,
      differences: [...(copied.name === latest.name ? [] : [difference(['name'], copied.name, latest.name)]), ...differences(copied.when, latest.when)],
    }
  })
}

export interface Copy { copyId: string; segment: LibrarySegment; foundBy: Drift['foundBy']; version: number | null }

/** Which segments of a document are copies of which of the library. */
export function copiesIn({ segments = {} }: JourneyDocument, library: readonly LibrarySegment[], links: readonly CopyLink[]): Copy[] {
  return Object.entries(segments).flatMap(([copyId, { name }]): Copy[] => {
    const link = links.find((one) => one.copyId === copyId)
    if (link && link.segmentId === null) return []
    const linked = link && library.find(({ id }) => id === link.segmentId)
    if (linked) return [{ copyId, segment: linked, foundBy: 'link', version: link.version }]
    const byId = library.find(({ id }) => id === copyId)
    if (byId) return [{ copyId, segment: byId, foundBy: 'id', version: null }]
    const byName = library.find(({ versions }) => name !== undefined && versions[0]!.name === name)
    return byName ? [{ copyId, segment: byName, foundBy: 'name', version: null }] : []
  })
}

type Content = Pick<SegmentVersion, 'name' | 'when'>

function statusOf(copied: Content, latest: Content, base: Content | undefined): DriftStatus {
  if (sameContent(copied, latest)) return 'same'
  if (!base) return 'both'
  if (sameContent(copied, base)) return 'libraryChanged'
  return sameContent(latest, base) ? 'copyChanged' : 'both'
}

function sameContent(a: Content, b: Content): boolean {
  return a.name === b.name && canonicalJson(a.when) === canonicalJson(b.when)
}
