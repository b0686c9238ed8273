import * as z from 'zod'
import type { Condition } from '../../../model/condition.ts'
import type { Segment } from '../../../model/journey.ts'
import { freeId } from '../../../model/ids.ts'
import { unmarked } from '../../marker.ts'
import type { ProblemList } from '../../problem-list.ts'
import type { Found } from '../../resource.ts'
import { conditionOfFilters } from './conditions.ts'
import { filterSchema, type EventAttribute } from './shapes.ts'

/** Nodes as they come back: whatever else OneSignal says is let through. */
export interface ReadNode {
  kind: string
  id?: string | undefined
  client_node_id?: string | null | undefined
  annotation?: string | null | undefined
  branches?: ReadBranch[] | null | undefined
  [field: string]: unknown
}
export interface ReadBranch { condition?: ReadCondition | null | undefined; weight?: number | null | undefined; nodes: ReadNode[] }

const readId = z.union([z.string(), z.strictObject({ $ref: z.string() }).transform(({ $ref }) => $ref)])
const readIds = z.array(readId).nullish()
const readAttributes = z.array(z.array(z.looseObject({ key: z.string(), operator: z.string(), value: z.string().nullish() }))).nullish()
const readCondition = z.looseObject({ kind: z.string(), included_segment_ids: readIds, excluded_segment_ids: readIds, action: z.string().nullish(), client_node_id: z.string().nullish(), sending_node_id: z.string().nullish(), name: z.string().nullish(), attributes: readAttributes })
export type ReadCondition = z.infer<typeof readCondition>

const readNode: z.ZodType<ReadNode> = z.lazy(() => z.looseObject({
  kind: z.string(), id: z.string().optional(), client_node_id: z.string().nullish(), annotation: z.string().nullish(),
  branches: z.array(z.looseObject({ condition: readCondition.nullish(), weight: z.number().nullish(), nodes: z.array(readNode).nullish().transform((nodes) => nodes ?? []) })).nullish(),
})) as z.ZodType<ReadNode> // as: the interface above spells out what it yields

export const readJourney = z.looseObject({
  name: z.string(),
  description: z.string().nullish(),
  audience: z.looseObject({ kind: z.string(), included_segment_ids: readIds, excluded_segment_ids: readIds, future_additions_only: z.boolean().nullish(), name: z.string().nullish(), attributes: readAttributes }).nullish(),
  early_exit: z.looseObject({
    rules: z.looseObject({ on_event: z.looseObject({ name: z.string() }).nullish(), on_segment: z.looseObject({ included_segment_ids: readIds }).nullish(), when_not_in_audience: z.boolean().nullish(), on_session: z.boolean().nullish() }).nullish(),
    tag_on_early_exit: z.record(z.string(), z.string()).nullish(),
  }).nullish(),
  reentry_rules: z.looseObject({ duration_seconds: z.number().nullish() }).nullish(),
  schedule: z.looseObject({ start_at: z.string().nullish(), stop_at: z.string().nullish() }).nullish(),
  nodes: z.array(readNode),
})
export type ReadJourney = z.infer<typeof readJourney>

const readSegment = z.looseObject({ filters: z.array(filterSchema).min(1) })

/** Segments that a journey of OneSignal refers to, as segments of a document or conditions in place. */
export class SegmentReader {
  readonly segments = new Map<string, Segment>()
  readonly #found: ReadonlyMap<string, Found>
  readonly #byHand: ReadonlyMap<string, string>
  readonly #problems: ProblemList
  readonly #foreign = new Map<string, string>()

  constructor(found: readonly Found[], made: ReadonlyMap<string, string>, problems: ProblemList) {
    this.#found = new Map(found.filter(({ kind }) => kind === 'segment').map((one) => [one.id, one]))
    this.#byHand = new Map([...made].filter(([key]) => key.startsWith('segment/')).map(([key, uuid]) => [uuid, key.slice('segment/'.length)]))
    this.#problems = problems
  }

  /** What being in that segment means: its own condition, if we made it for one written in place, else a segment of the document. */
  condition(id: string): Condition {
    const found = this.#found.get(id)
    const marker = found ? unmarked(found.name) : null
    if (found && marker?.key.startsWith('segment/~')) return this.#conditionOf(found)
    return { segment: this.segment(id) }
  }

  /** The id of the segment in the document, which it is written into if need be. */
  segment(id: string): string {
    const byHand = this.#byHand.get(id)
    if (byHand !== undefined) return byHand
    const known = this.#foreign.get(id)
    if (known !== undefined) return known
    const found = this.#found.get(id)
    const marker = found ? unmarked(found.name) : null
    const ours = marker?.key.startsWith('segment/') ? marker.key.slice('segment/'.length) : null
    const own = ours ?? freeId(found?.name.trim() || id, (taken) => this.segments.has(taken))
    this.#foreign.set(id, own)
    const name = marker?.name ?? found?.name
    if (!found) this.#problems.note(44, ['segments', own], `The segment ${id} was not read`, 'Say here what it asks for.')
    this.segments.set(own, { ...(name === undefined || name === own ? {} : { name }), when: found ? this.#conditionOf(found) : standIn(id) })
    return own
  }

  #conditionOf(found: Found): Condition {
    const parsed = readSegment.safeParse(found.body)
    if (parsed.success) return conditionOfFilters(parsed.data.filters)
    this.#problems.note(45, ['segments'], `The segment "${found.name}" has filters that a journey has no words for`, 'Say here what it asks for.')
    return standIn(found.name)
  }
}

/** Something to put into words by hand: whoever is in the segment bears an attribute of its name. */
function standIn(name: string): Condition {
  return { attribute: `onesignal segment ${name}`, op: 'eq', value: true }
}

export function eventAttributesRead(attributes: ReadCondition['attributes']): EventAttribute[][] {
  return (attributes ?? []).map((group) => group.map(({ key, operator, value }) => ({ key, operator: operator as EventAttribute['operator'], ...(typeof value === 'string' ? { value } : {}) }))) // as: an operator nobody knows is told apart when it is put into words
}
