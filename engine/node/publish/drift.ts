import { withWhatIsOurs } from '../../core/publish/keep-ours.ts'
import type { ThreeWayChange } from '../../core/publish/plan.ts'
import { readBack, type ReadBack } from '../../core/publish/read-back.ts'
import type { Found } from '../../core/publish/resource.ts'
import { threeWay } from '../../core/publish/three-way.ts'
import { basesOf, type Earlier } from './earlier.ts'
import type { Platform } from './platform.ts'

/**
 * What somebody changed at the platform since we left it, and the journey there as a document, with what only we can keep of the one that was published; null if
 * it cannot be read as one.
 */
export interface Drift { changes: ThreeWayChange[]; theirs: ReadBack['document'] | null }

/** `whole`: the journey there, first, and what it refers to. */
export function driftOf({ target, settings }: Platform, earlier: readonly Earlier[], whole: readonly Found[]): Drift {
  const theirs = readBack(target, whole, settings)
  if ('unreadable' in theirs) return { changes: [{ key: 'journey', name: 'the journey', by: 'them', ours: [], theirs: [`what is at ${target.name} is no journey that can be read: ${theirs.unreadable}`] }], theirs: null }
  const ours = about(earlier, whole[0]!.id)
  const bases = basesOf(ours, whole).map((base) => readBack(target, base, settings))
  const differences = bases.flatMap((base) => ('document' in base ? [{ base, changes: threeWay(base, base, theirs) }] : []))
  const least = differences.find(({ changes }) => changes.length === 0) ?? differences[0]
  const published = ours.find(({ parts }) => parts.has('journey'))?.stored.document
  return { changes: least?.changes ?? [], theirs: least && published ? withWhatIsOurs(published, least.base.document, theirs.document) : theirs.document }
}

/** Those that made that one journey at the platform, or did not come to it. */
function about(earlier: readonly Earlier[], platformId: string): Earlier[] {
  return earlier.filter(({ parts }) => (parts.get('journey')?.platformId ?? platformId) === platformId)
}
