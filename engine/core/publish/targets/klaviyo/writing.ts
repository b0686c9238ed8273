import type { JsonValue } from '../../../json.ts'
import type { Condition } from '../../../model/condition.ts'
import type { JourneyDocument } from '../../../model/journey.ts'
import type { Step } from '../../../model/steps/registry.ts'
import { marked } from '../../marker.ts'
import type { ProblemList } from '../../problem-list.ts'
import { reference, type Resource } from '../../resource.ts'
import { referencesIn } from '../../as-found.ts'
import { filterOf, groupsOf, type Referring } from './conditions.ts'
import type { KlaviyoSettings } from './settings.ts'

/** What is at hand while one journey is written, and what it has come to need so far. */
export interface Writing {
  readonly document: JourneyDocument
  readonly settings: KlaviyoSettings
  readonly problems: ProblemList
  readonly resources: Map<string, Resource>
  /** Steps as Klaviyo runs them. */
  readonly steps: Readonly<Record<string, Step>>
}

/** A metric, which Klaviyo makes when it first sees an event of that name: it is only looked up. */
export function metric(writing: Writing, event: string, stepId: string | null): JsonValue {
  const key = `event/${event}`
  const known = writing.resources.get(key)
  writing.resources.set(key, { key, kind: 'event', name: event, body: null, needs: [], stepIds: withStep(known, stepId) })
  return { ...reference(key) }
}

/** The metric of the trigger; null where the flow begins otherwise. */
export function triggerMetric(writing: Writing, stepId: string | null): JsonValue | null {
  const trigger = writing.document.entries[0]?.trigger
  if (trigger?.kind === 'event') return metric(writing, trigger.event, stepId)
  return trigger?.kind === 'api' ? metric(writing, `$api:${trigger.name}`, stepId) : null
}

/** How conditions of flows refer to what they ask of. */
export function referring(writing: Writing, stepId: string | null): Referring {
  return { metric: (event) => metric(writing, event, stepId), segment: (id) => segment(writing, id, stepId), triggerMetric: null }
}

export function segment(writing: Writing, id: string, stepId: string | null): JsonValue {
  const { document, problems, resources } = writing
  const key = `segment/${id}`
  const known = resources.get(key)
  if (known) {
    resources.set(key, { ...known, stepIds: withStep(known, stepId) })
    return { ...reference(key) }
  }
  const at = (other: string): Condition | undefined => (document.segments && Object.hasOwn(document.segments, other) ? document.segments[other]!.when : undefined)
  const when = at(id)
  const groups = when ? groupsOf(when, { metric: (event) => metric(writing, event, null), segment: () => '', triggerMetric: null, segmentOf: at }) : 'it is not there'
  const name = document.segments && Object.hasOwn(document.segments, id) ? document.segments[id]!.name || id : id
  if (typeof groups === 'string' || groups.length === 0) {
    problems.error(41, ['segments', id, 'when'], `Klaviyo cannot make the segment "${name}": ${typeof groups === 'string' ? groups : 'it asks for nothing, and a segment needs a condition'}`, 'Ask for attributes and counts of events within whole hours, days or weeks, or leave the condition out.')
  }
  const called = marked(name, document.id, key)
  const body: JsonValue = { data: { type: 'segment', attributes: { name: called, definition: filterOf(typeof groups === 'string' ? [] : groups) } } }
  resources.set(key, { key, kind: 'segment', name: called, body, needs: [...referencesIn(body)], stepIds: withStep(undefined, stepId) })
  return { ...reference(key) }
}

function withStep(known: Resource | undefined, stepId: string | null): readonly string[] {
  return [...new Set([...(known?.stepIds ?? []), ...(stepId === null ? [] : [stepId])])]
}
