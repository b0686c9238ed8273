import type { JsonValue } from '../json.ts'
import type { Condition, PropertyCondition, Where } from '../model/condition.ts'
import { isAlways } from '../model/condition.ts'

/**
 * Properties of an event that make a condition on it hold, as far as they can: of `any` the first part, and nothing for what an event cannot
 * say (attributes, the past, the time). A property that is wanted twice gets what the last part wants.
 */
export function propertiesThatHold(where: Where | undefined): Record<string, JsonValue> {
  const found = new Map<string, JsonValue>()
  if (!isAlways(where)) collect(where as Condition, true, found) // as: not empty, so a condition
  return Object.fromEntries(found)
}

function collect(condition: Condition, wanted: boolean, found: Map<string, JsonValue>): void {
  if ('all' in condition || 'any' in condition) {
    const parts = 'all' in condition ? condition.all : condition.any
    const needsAll = 'all' in condition === wanted
    for (const part of needsAll ? parts : parts.slice(0, 1)) collect(part, wanted, found)
  } else if ('not' in condition) collect(condition.not, !wanted, found)
  else if ('property' in condition) {
    const value = wanted ? valueThatHolds(condition) : valueThatFails(condition)
    if (value !== undefined) found.set(condition.property, value)
  } else if ('near' in condition) {
    const { latitude, longitude } = condition.near
    found.set('latitude', wanted ? latitude : -latitude)
    found.set('longitude', wanted ? longitude : longitude > 0 ? longitude - 180 : longitude + 180)
  }
}

/** Undefined: it holds without the property. */
function valueThatHolds({ op, value }: PropertyCondition): JsonValue | undefined {
  switch (op) {
    case 'eq': case 'lte': case 'gte': case 'contains': case 'startsWith': return value as JsonValue // as: a scalar, as its schema says of these
    case 'in': case 'between': return listOf(value)[0]
    case 'gt': return beyond(value, 1)
    case 'lt': return beyond(value, -1)
    case 'exists': return true
    default: return undefined
  }
}

function valueThatFails({ op, value }: PropertyCondition): JsonValue | undefined {
  switch (op) {
    case 'ne': return value as JsonValue // as: a scalar, as its schema says of it
    case 'notIn': return listOf(value)[0]
    case 'missing': return true
    case 'gte': return beyond(value, -1)
    case 'lte': return beyond(value, 1)
    default: return undefined
  }
}

function listOf(value: PropertyCondition['value']): JsonValue[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value as JsonValue] // as: a scalar
}

/** The next whole number, or a text that comes right after or (as far as there is one) before it. */
function beyond(value: PropertyCondition['value'], step: 1 | -1): JsonValue | undefined {
  if (typeof value === 'number') return value + step
  if (typeof value === 'string') return step > 0 ? `${value}~` : ''
  return undefined
}
