import { jsonPath } from '../../json.ts'
import type { JourneyDocument } from '../../model/journey.ts'
import { conditionsOf } from '../conditions-of.ts'
import type { Diagnostic } from '../diagnostics.ts'

/** A segment that is defined by itself, directly or through others, means nothing. */
export function segmentCircles(document: JourneyDocument): Diagnostic[] {
  const uses = new Map(Object.keys(document.segments ?? {}).map((id) => [id, new Set<string>()]))
  for (const { condition, path, place } of conditionsOf(document)) {
    if (place === 'segment' && 'segment' in condition) uses.get(String(path[1]))?.add(condition.segment)
  }
  const reaches = (from: string, to: string, seen: Set<string>): boolean =>
    [...(uses.get(from) ?? [])].some((next) => next === to || (!seen.has(next) && reaches(next, to, seen.add(next))))
  return [...uses.keys()]
    .filter((id) => reaches(id, id, new Set()))
    .map((id) => ({
      code: 'J015',
      severity: 'error',
      message: `segment "${id}" is defined by itself`,
      help: 'define it by attributes and events, or by segments that do not lead back to it',
      path: jsonPath(['segments', id, 'when']),
    }))
}
