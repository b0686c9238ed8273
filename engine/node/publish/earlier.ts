import { asFound, isSameThing } from '../../core/publish/as-found.ts'
import type { Found } from '../../core/publish/resource.ts'
import type { StoredPart, StoredPublication } from '../storage/publications.ts'
import type { StoredPlan } from '../storage/publish-plans.ts'
import type { Workspace } from '../storage/workspace.ts'
import type { Known } from './site.ts'

/** One publication with the plan it carried out and what came of it. */
export interface Earlier { publication: StoredPublication; stored: StoredPlan; parts: ReadonlyMap<string, StoredPart> }

/** Publications of a journey to a connection, newest first. */
export function earlierOf({ publications, plans }: Workspace, journeyId: string, connectionId: string): Earlier[] {
  return publications.of(journeyId, connectionId).map((publication) => ({ publication, stored: plans.get(publication.planId)!, parts: publications.parts(publication.id) }))
}

export function knownOf(earlier: readonly Earlier[]): Known {
  const nodeIds = new Map<string, Readonly<Record<string, string>>>()
  const retired = new Map<string, string[]>()
  const made = new Map<string, string>()
  for (const { stored, parts } of [...earlier].reverse()) {
    for (const { key, platformId, nodeIds: ids } of parts.values()) {
      made.set(key, platformId)
      if (ids) nodeIds.set(platformId, ids)
    }
    for (const { key, action, platformId } of stored.plan.steps) if (action === 'replace' && platformId !== null && parts.has(key)) retired.set(key, [...(retired.get(key) ?? []), platformId])
  }
  return { nodeIds, retired, made }
}

/**
 * What can be there by our own doing. First each thing as we left it last, or as a later publication that did not end may have written it, if that is what is
 * there; then the whole of that later one.
 */
export function basesOf(earlier: readonly Earlier[], theirs: readonly Found[]): Found[][] {
  const last = earlier.findIndex(({ parts }) => parts.has('journey'))
  const begun = earlier.slice(0, last < 0 ? earlier.length : last)
  const later = begun.map(wholeOf)
  if (last < 0) return later
  const left = wholeOf(earlier[last]!)
  const mixed = left.map((thing) => {
    const now = theirs.find(({ kind, id }) => kind === thing.kind && id === thing.id)
    const candidates = [thing, ...begun.flatMap(({ stored, parts }) => versionsOf({ stored, parts }, thing.id)), ...versionsOf(earlier[last]!, thing.id)]
    return (now && candidates.find((one) => isSameThing(one, now))) ?? thing
  })
  return [mixed, ...later, asFound(earlier[last]!.stored.basis.resources, idsOf(earlier[last]!))]
}

/** Everything of one publication: as it was seen when it had been made, else as it was sent. */
function wholeOf(one: Earlier): Found[] {
  const { stored, parts } = one
  const sent = asFound(stored.basis.resources, idsOf(one))
  return sent.map((thing) => [...parts.values()].find(({ platformId, seen }) => seen !== null && platformId === thing.id && seen.kind === thing.kind)?.seen ?? thing)
}

function versionsOf({ stored, parts }: Pick<Earlier, 'stored' | 'parts'>, id: string): Found[] {
  const seen = [...parts.values()].flatMap((part) => (part.platformId === id && part.seen ? [part.seen] : []))
  return [...seen, ...asFound(stored.basis.resources, idsOf({ stored, parts })).filter((thing) => thing.id === id)]
}

/** By key, the platform's ids of what it made and of what was there. */
export function idsOf({ stored, parts }: Pick<Earlier, 'stored' | 'parts'>): Map<string, string> {
  const ids = new Map(Object.entries(stored.basis.found).map(([key, { id }]) => [key, id]))
  for (const { key, platformId } of parts.values()) ids.set(key, platformId)
  return ids
}
