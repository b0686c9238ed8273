import type { JsonValue } from '../../../json.ts'
import type { Condition, DidCondition, Scalar, Where } from '../../../model/condition.ts'
import { durationOfMs } from '../../../model/duration.ts'
import { at, listAt, numberAt, textAt, wordList } from '../../json-at.ts'
import { readPropertyName } from './conditions.ts'

/** What a condition of Klaviyo refers to. */
export interface Reader {
  event(metricId: string): string
  segment(id: string): string
  /** Told of every condition that a journey has no words for. */
  unknown(what: string): void
}

const OPS = wordList({ equals: 'eq', 'not-equals': 'ne', 'less-than': 'lt', 'less-than-or-equal': 'lte', 'greater-than': 'gt', 'greater-than-or-equal': 'gte' } as const)
const UNITS_MS: Readonly<Record<string, number>> = wordList({ hour: 3_600_000, day: 86_400_000, week: 604_800_000 })

/** Groups that all have to hold as a condition; undefined if there is none. */
export function conditionOf(filter: JsonValue | undefined, reader: Reader): Condition | undefined {
  const groups = listAt(filter, 'condition_groups').map((group) => anyOf(listAt(group, 'conditions'), reader))
  const all = groups.filter((group) => group !== undefined)
  return all.length === 0 ? undefined : all.length === 1 ? all[0] : { all }
}

function anyOf(conditions: readonly JsonValue[], reader: Reader): Condition | undefined {
  // A text that may also be in a list is asked for twice; it is one condition.
  const single = conditions.filter((one) => !(textAt(one, 'filter', 'type') === 'list' && conditions.some((other) => other !== one && textAt(other, 'filter', 'type') === 'string' && textAt(other, 'filter', 'value') === textAt(one, 'filter', 'value'))))
  const alternatives = single.map((one) => readCondition(one, reader)).filter((one) => one !== undefined)
  return alternatives.length === 0 ? undefined : alternatives.length === 1 ? alternatives[0] : { any: alternatives }
}

export function readCondition(condition: JsonValue, reader: Reader): Condition | undefined {
  switch (textAt(condition, 'type')) {
    case 'profile-property': {
      const name = readPropertyName(textAt(condition, 'property') ?? '')
      return compared(condition, reader, (comparison) => (name.startsWith('score:') ? { score: name.slice(6), ...comparison } : { attribute: name, ...comparison }))
    }
    case 'metric-property': return compared(condition, reader, (comparison) => ({ property: textAt(condition, 'field') ?? '', ...comparison }))
    case 'profile-group-membership': {
      const groups = listAt(condition, 'group_ids').map((id): Condition => ({ segment: reader.segment(referred(id)) }))
      const one: Condition = groups.length === 1 ? groups[0]! : { any: groups }
      return at(condition, 'is_member') === false ? { not: one } : one
    }
    case 'profile-metric': return did(condition, reader)
    default:
      reader.unknown(`a condition of the kind "${textAt(condition, 'type') ?? ''}"`)
      return undefined
  }
}

/** A condition of a metric since the flow began is one of its way out; anywhere else it is a `did`. */
function did(condition: JsonValue, reader: Reader): DidCondition | undefined {
  const op = OPS[textAt(condition, 'measurement_filter', 'operator') ?? '']
  const value = numberAt(condition, 'measurement_filter', 'value')
  if (op === undefined || value === null || !Number.isInteger(value) || value < 0 || textAt(condition, 'measurement') !== 'count') {
    reader.unknown('a sum over events')
    return undefined
  }
  const where = whereOfMetric(listAt(condition, 'metric_filters'), reader)
  return {
    did: reader.event(referred(at(condition, 'metric_id'))),
    ...(where === undefined ? {} : { where }),
    ...timeframe(at(condition, 'timeframe_filter'), reader),
    ...(op === 'gte' && value === 1 ? {} : { count: { op, value } }),
  }
}

export function whereOfMetric(filters: readonly JsonValue[], reader: Reader): Where | undefined {
  const all = filters.flatMap((filter): Condition[] => {
    const condition = compared(filter, reader, (comparison) => ({ property: textAt(filter, 'property') ?? '', ...comparison }))
    return condition ? [condition] : []
  })
  return all.length === 0 ? undefined : all.length === 1 ? all[0]! : { all }
}

function timeframe(filter: JsonValue | undefined, reader: Reader): { within?: string; endingAgo?: string } {
  const operator = textAt(filter, 'operator')
  const unit = UNITS_MS[textAt(filter, 'unit') ?? '']
  if (operator === 'alltime') return {}
  const [quantity, start, end] = [numberAt(filter, 'quantity'), numberAt(filter, 'start'), numberAt(filter, 'end')]
  if (operator === 'in-the-last' && unit !== undefined && quantity !== null) return { within: durationOfMs(quantity * unit) }
  if (operator === 'between' && unit !== undefined && start !== null && end !== null) return { within: durationOfMs((end - start) * unit), endingAgo: durationOfMs(start * unit) }
  reader.unknown(`a stretch of time "${operator ?? ''}"`)
  return {}
}

/** A comparison of what `of` names; one that Klaviyo turns round is turned round here. */
function compared(condition: JsonValue, reader: Reader, of: (comparison: Comparison) => Condition): Condition | undefined {
  const filter = at(condition, 'filter')
  const [operator, value] = [textAt(filter, 'operator'), textAt(filter, 'value')]
  if (value !== null && (operator === 'not-contains' || operator === 'not-starts-with')) return { not: of({ op: operator === 'not-contains' ? 'contains' : 'startsWith', value }) }
  const read = comparison(filter, reader)
  return read ? of(read) : undefined
}

interface Comparison { op: 'eq' | 'ne' | 'lt' | 'lte' | 'gt' | 'gte' | 'in' | 'notIn' | 'contains' | 'startsWith' | 'exists' | 'missing'; value?: Scalar | Scalar[] }

function comparison(filter: JsonValue | undefined, reader: Reader): Comparison | undefined {
  const [type, operator] = [textAt(filter, 'type'), textAt(filter, 'operator') ?? '']
  const value = at(filter, 'value')
  if (type === 'existence') return { op: operator === 'is-set' ? 'exists' : 'missing' }
  if (type === 'boolean' && typeof value === 'boolean') return { op: 'eq', value }
  const op = OPS[operator]
  if (type === 'numeric' && typeof value === 'number' && op !== undefined) return { op, value }
  if (type === 'string' && typeof value === 'string') {
    if (operator === 'equals' || operator === 'not-equals') return { op: operator === 'equals' ? 'eq' : 'ne', value }
    if (operator === 'contains' || operator === 'starts-with') return { op: operator === 'contains' ? 'contains' : 'startsWith', value }
  }
  if (type === 'string' && Array.isArray(value) && (operator === 'in' || operator === 'not-in')) return { op: operator === 'in' ? 'in' : 'notIn', value: value.filter((one) => typeof one === 'string') }
  if (type === 'list' && operator === 'contains' && (typeof value === 'string' || typeof value === 'number')) return { op: 'contains', value }
  reader.unknown(`a comparison "${type ?? ''} ${operator}"`)
  return undefined
}

export function referred(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : (textAt(value, '$ref') ?? '')
}
