import type { JsonValue } from '../../../json.ts'
import type { Condition } from '../../../model/condition.ts'
import type { JourneyDocument } from '../../../model/journey.ts'
import { marked } from '../../marker.ts'
import type { ProblemList } from '../../problem-list.ts'
import { reference, type Resource } from '../../resource.ts'
import { filtersOf } from './conditions.ts'
import type { OneSignalSettings } from './settings.ts'
import type { Filter, Id } from './shapes.ts'

/** What is at hand while one journey is written, and what it has come to need so far. */
export interface Writing {
  readonly document: JourneyDocument
  readonly settings: OneSignalSettings
  readonly made: ReadonlyMap<string, string>
  readonly problems: ProblemList
  readonly resources: Map<string, Resource>
}

/** The condition of a segment; undefined for one that is not there, and for one that was made by hand, whose condition is OneSignal's own. */
export function segmentOf({ document, made }: Writing, id: string): Condition | undefined {
  return made.has(`segment/${id}`) || !document.segments || !Object.hasOwn(document.segments, id) ? undefined : document.segments[id]!.when
}

/** A segment of the journey, made there or by hand. */
export function segmentId(writing: Writing, id: string, stepId: string | null): Id {
  const { document, made, problems } = writing
  const byHand = made.get(`segment/${id}`)
  if (byHand !== undefined) {
    problems.note(42, ['segments', id], `"${id}" is the segment made by hand in OneSignal`, 'Its condition there is what counts; what stands here is only rehearsed.')
    return byHand
  }
  const key = `segment/${id}`
  const segment = document.segments && Object.hasOwn(document.segments, id) ? document.segments[id] : undefined
  const filters = segment ? filtersOf(segment.when, (other) => segmentOf(writing, other)) : 'it is not there'
  if (typeof filters === 'string') {
    problems.error(41, ['segments', id, 'when'], `OneSignal cannot make the segment "${segment?.name || id}" through its API: ${filters}`, `Make it in the OneSignal dashboard, and give its id in the connection's settings: segment/${id} = <uuid>.`)
  }
  return need(writing, key, marked(segment?.name || id, document.id, key), typeof filters === 'string' ? [] : filters, stepId)
}

/** A segment that stands for a condition written in place. Null, with a problem at `path`, where it cannot. */
export function conditionId(writing: Writing, condition: Condition, stepId: string, branchId: string, name: string, path: readonly PropertyKey[]): Id | null {
  const filters = filtersOf(condition, (id) => segmentOf(writing, id))
  if (typeof filters === 'string') {
    writing.problems.error(40, path, `OneSignal cannot branch on this: ${filters}`, 'Branches there ask for segments, and segments made through the API for tags. Name the condition as a segment, make that in the dashboard, and give its id in the settings.')
    return null
  }
  const key = `segment/~${stepId}/${branchId}`
  return need(writing, key, marked(name, writing.document.id, key), filters, stepId)
}

/** A segment of people who bear a tag with that value. */
export function tagSegmentId(writing: Writing, tag: string, value: string, stepId: string, branchId: string): Id {
  const key = `segment/~${stepId}/${branchId}`
  return need(writing, key, marked(`${tag} is ${value}`, writing.document.id, key), [{ field: 'tag', key: tag, relation: '=', value }], stepId)
}

function need(writing: Writing, key: string, name: string, filters: Filter[], stepId: string | null): Id {
  const known = writing.resources.get(key)
  const stepIds = [...new Set([...(known?.stepIds ?? []), ...(stepId === null ? [] : [stepId])])]
  writing.resources.set(key, { key, kind: 'segment', name, body: { name, filters: filters as JsonValue[] }, needs: [], stepIds }) // as: plain data
  return reference(key)
}
