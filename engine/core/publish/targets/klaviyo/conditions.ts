import type { JsonValue } from '../../../json.ts'
import type { ComparisonOp, Condition, DidCondition, Scalar, Where } from '../../../model/condition.ts'
import { isAlways } from '../../../model/condition.ts'
import { parseDuration } from '../../../model/duration.ts'
import { andOfOrs, opposite, type Literal } from '../../normal-form.ts'

/** Klaviyo's filters: groups that all have to hold, in each of which one condition is enough (segments_api_overview). */
export type Groups = readonly (readonly JsonValue[])[]

/** What a condition may refer to, and how. Each gives the id to be filled in, or a reason why not. */
export interface Referring {
  metric(event: string): JsonValue
  segment(id: string): JsonValue
  /** The metric of the trigger, of whose event conditions may ask; null: nothing triggered by an event, or nowhere to ask. */
  readonly triggerMetric: JsonValue | null
  /** In a segment there is no other segment: its condition stands in its place. */
  readonly segmentOf?: (id: string) => Condition | undefined
}

const MOST_GROUPS = 30
const HOUR = 3_600_000
const KNOWN = new Set(['email', 'phone_number', 'first_name', 'last_name', 'organization', 'title', 'image'])
const COUNT_OPS = { eq: 'equals', ne: 'not-equals', lt: 'less-than', lte: 'less-than-or-equal', gt: 'greater-than', gte: 'greater-than-or-equal' } as const
const NOT = { eq: 'ne', ne: 'eq', lt: 'gte', lte: 'gt', gt: 'lte', gte: 'lt' } as const

/** A string says why it cannot be done, to go on after "because". */
export function groupsOf(condition: Where, referring: Referring): Groups | string {
  const form = andOfOrs(condition, MOST_GROUPS, referring.segmentOf)
  if (form === null) return `it comes to more than ${MOST_GROUPS} groups of conditions`
  const groups: JsonValue[][] = []
  for (const literals of form) {
    if (literals.length === 0) return 'it never holds'
    // Each is an AND of ORs itself (between is two comparisons), and so is an OR of them: every pair.
    let joined: JsonValue[][] = [[]]
    for (const literal of literals) {
      const own = conditionsOf(literal, referring)
      if (typeof own === 'string') return own
      joined = joined.flatMap((left) => own.map((right) => [...left, ...right]))
    }
    groups.push(...joined)
    if (groups.length > MOST_GROUPS) return `it comes to more than ${MOST_GROUPS} groups of conditions`
  }
  return groups
}

export function filterOf(groups: Groups): JsonValue {
  return { condition_groups: groups.map((conditions) => ({ conditions: [...conditions] })) }
}

function conditionsOf({ holds, condition }: Literal, referring: Referring): JsonValue[][] | string {
  if ('segment' in condition) {
    if (referring.segmentOf) return 'it refers to a segment in a circle, or to one that is not there'
    return [[{ type: 'profile-group-membership', is_member: holds, group_ids: [referring.segment(condition.segment)] }]]
  }
  if ('attribute' in condition || 'score' in condition) {
    const name = 'score' in condition ? `score:${condition.score}` : condition.attribute
    const property = propertyName(name)
    if (property === null) return `"${name}" is no name of a property that it could ask for`
    const filters = filtersFor(condition, holds)
    return typeof filters === 'string' ? filters : filters.map((group) => group.map((filter) => ({ type: 'profile-property', property, filter })))
  }
  if ('property' in condition) {
    const { triggerMetric } = referring
    if (triggerMetric === null) return 'it asks for a property of an event where Klaviyo has none at hand'
    const filters = filtersFor(condition, holds)
    return typeof filters === 'string' ? filters : filters.map((group) => group.map((filter) => ({ type: 'metric-property', metric_id: triggerMetric, field: condition.property, filter })))
  }
  if ('did' in condition) return didConditions(condition, holds, referring)
  const WORDS: Readonly<Record<string, string>> = { sequence: 'a sequence of events', near: 'being near a place', localTime: 'the time of day', weekday: 'the day of the week' }
  return `it knows no conditions on ${WORDS[Object.keys(condition)[0] ?? ''] ?? 'this'}`
}

export function propertyName(name: string): string | null {
  return KNOWN.has(name) ? name : name.includes("'") || name.includes('\\') ? null : `properties['${name}']`
}

export function readPropertyName(property: string): string {
  return /^properties\[['"]([\s\S]*)['"]\]$/.exec(property)?.[1] ?? property
}

/** Comparisons as an AND of ORs of filters. That `not-equals` also holds for what is not set is a guess. */
function filtersFor(compared: { op: ComparisonOp; value?: Scalar | Scalar[] | undefined }, holds: boolean): JsonValue[][] | string {
  const turned = holds ? compared : opposite(compared as Parameters<typeof opposite>[0])
  const { op, value } = turned ?? compared
  const unset = { type: 'existence', operator: 'not-set' }
  if (!turned) {
    // What has no opposite holds for nobody without a value, so not holding includes them.
    if (op === 'startsWith') return [[string('not-starts-with', String(value))]]
    if (typeof value === 'number' && (op === 'lt' || op === 'lte' || op === 'gt' || op === 'gte')) return [[numeric(NOT[op], value), unset]]
    return `it knows no opposite of "${op}"`
  }
  const unknown = `it cannot compare "${op}" with this kind of value`
  switch (op) {
    case 'exists': return [[{ type: 'existence', operator: 'is-set' }]]
    case 'missing': return [[unset]]
    case 'eq': return [[equal(value as Scalar)]] // as: eq takes one value
    case 'ne': return typeof value === 'boolean' ? [[equal(!value), unset]] : [[typeof value === 'number' ? numeric('ne', value) : string('not-equals', String(value))]]
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte': return typeof value === 'number' ? [[numeric(op, value)]] : unknown
    case 'in':
    case 'notIn': {
      const values = Array.isArray(value) ? value : []
      if (values.length === 0) return 'it names no value'
      if (values.every((one) => typeof one === 'string')) return [[{ type: 'string', operator: op === 'in' ? 'in' : 'not-in', value: values }]]
      if (values.some((one) => typeof one === 'boolean')) return unknown
      return op === 'in' ? [values.map(equal)] : values.map((one) => [typeof one === 'number' ? numeric('ne', one) : string('not-equals', String(one))])
    }
    case 'contains': return typeof value === 'string' ? [[string('contains', value), { type: 'list', operator: 'contains', value }]] : unknown
    case 'startsWith': return [[string('starts-with', String(value))]]
    case 'between': return Array.isArray(value) && value.every((end) => typeof end === 'number') ? [[numeric('gte', value[0] as number)], [numeric('lte', value[1] as number)]] : unknown // as: just looked at
  }
}

function equal(value: Scalar): JsonValue {
  return typeof value === 'number' ? numeric('eq', value) : typeof value === 'boolean' ? { type: 'boolean', operator: 'equals', value } : string('equals', value)
}

function string(operator: string, value: string): JsonValue {
  return { type: 'string', operator, value }
}

function numeric(op: keyof typeof COUNT_OPS, value: number): JsonValue {
  return { type: 'numeric', operator: COUNT_OPS[op], value }
}

function didConditions(did: DidCondition, holds: boolean, referring: Referring): JsonValue[][] | string {
  const { within, endingAgo, count, where } = did
  for (const field of ['per', 'notFollowedBy', 'sum', 'avg', 'max', 'min', 'distinct'] as const) if (did[field] !== undefined) return `it knows no "${field}" of events`
  if (did.did === '*' || /^\$(?!api:)/.test(did.did)) return `it has no metric for "${did.did}"`
  const timeframe = timeframeOf(within, endingAgo)
  if (timeframe === null) return 'its times of day, days and weeks do not fit this stretch of time'
  const filters = metricFilters(where)
  if (typeof filters === 'string') return filters
  const { op, value } = count ?? (holds ? { op: 'gte' as const, value: 1 } : { op: 'ne' as const, value: 0 })
  return [[profileMetric(referring.metric(did.did), numeric(holds ? op : NOT[op], value), timeframe, filters)]]
}

export function profileMetric(metric: JsonValue, measurement: JsonValue, timeframe: JsonValue, filters: readonly JsonValue[]): JsonValue {
  return { type: 'profile-metric', metric_id: metric, measurement: 'count', measurement_filter: measurement, timeframe_filter: timeframe, ...(filters.length === 0 ? {} : { metric_filters: [...filters] }) }
}

/** Comparisons of an event's properties, all of which have to fit; a string says why they cannot be. */
export function metricFilters(where: Where | undefined): JsonValue[] | string {
  if (isAlways(where)) return []
  const form = andOfOrs(where!, MOST_GROUPS)
  if (form === null) return 'it asks for too much of one event'
  const filters: JsonValue[] = []
  for (const literals of form) {
    const [only, ...more] = literals
    if (!only || more.length > 0) return 'it knows no alternatives for properties of an event'
    if (!('property' in only.condition)) return 'it can only compare properties of an event'
    const groups = filtersFor(only.condition, only.holds)
    if (typeof groups === 'string') return groups
    for (const group of groups) {
      // Lists are compared otherwise here; a text alone will do for what is no list.
      const [filter, ...others] = group.filter((one) => (one as { type?: string }).type !== 'list') // as: filters have a type
      if (!filter || others.length > 0) return 'it knows no alternatives for properties of an event'
      filters.push({ property: only.condition.property, filter })
    }
  }
  return filters
}

/** Null for what does not come in whole hours. */
export function timeframeOf(within: string | undefined, endingAgo: string | undefined): JsonValue | null {
  if (within === undefined && endingAgo === undefined) return { type: 'date', operator: 'alltime' }
  const [window, ago] = [within, endingAgo].map((text) => (text === undefined ? undefined : parseDuration(text)))
  if (window?.kind !== 'exact' || (ago !== undefined && ago.kind !== 'exact')) return null
  const whole = unitOf(ago === undefined ? [window.ms] : [window.ms, ago.ms])
  if (!whole) return null
  const quantity = window.ms / whole.ms
  if (ago === undefined) return quantity > 0 ? { type: 'date', operator: 'in-the-last', unit: whole.unit, quantity } : null
  const start = ago.ms / whole.ms
  return { type: 'date', operator: 'between', start, end: start + quantity, unit: whole.unit }
}

/** The largest unit that all of these come in whole. */
export function unitOf(spansMs: readonly number[]): { readonly unit: 'week' | 'day' | 'hour'; readonly ms: number } | null {
  const units = [{ unit: 'week', ms: 168 * HOUR }, { unit: 'day', ms: 24 * HOUR }, { unit: 'hour', ms: HOUR }] as const
  return units.find(({ ms }) => spansMs.every((span) => span % ms === 0)) ?? null
}
