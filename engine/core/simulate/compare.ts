import type { JsonValue } from '../json.ts'
import type { ComparisonOp, Scalar } from '../model/condition.ts'

/** What a condition asks of one value. */
export interface ValueTest { op: ComparisonOp; value?: Scalar | readonly Scalar[] | undefined }

/**
 * Does the value pass? Missing (undefined or null) and differently typed values fail every test but `ne`, `notIn` and `missing`.
 * Text compares by UTF-16 units, case counts; booleans know only eq, ne, in, notIn; `between` includes both ends.
 */
export function passes(test: ValueTest, actual: JsonValue | undefined): boolean {
  const { op, value } = test
  const missing = actual === undefined || actual === null
  switch (op) {
    case 'exists': return !missing
    case 'missing': return missing
    case 'ne': return actual !== value
    case 'notIn': return !isOneOf(actual, value)
    case 'eq': return !missing && actual === value
    case 'in': return !missing && isOneOf(actual, value)
    case 'contains':
      if (Array.isArray(actual)) return actual.some((element) => element === value)
      return typeof actual === 'string' && typeof value === 'string' && actual.includes(value)
    case 'startsWith': return typeof actual === 'string' && typeof value === 'string' && actual.startsWith(value)
    case 'between': return Array.isArray(value) && ordered(actual, value[0], (a, b) => a >= b) && ordered(actual, value[1], (a, b) => a <= b)
    case 'lt': return ordered(actual, value, (a, b) => a < b)
    case 'lte': return ordered(actual, value, (a, b) => a <= b)
    case 'gt': return ordered(actual, value, (a, b) => a > b)
    case 'gte': return ordered(actual, value, (a, b) => a >= b)
  }
}

function isOneOf(actual: JsonValue | undefined, list: ValueTest['value']): boolean {
  return Array.isArray(list) && list.some((one) => one === actual)
}

function ordered(actual: JsonValue | undefined, limit: unknown, holds: (a: string | number, b: string | number) => boolean): boolean {
  const bothNumbers = typeof actual === 'number' && typeof limit === 'number'
  const bothTexts = typeof actual === 'string' && typeof limit === 'string'
  return (bothNumbers || bothTexts) && holds(actual as string | number, limit as string | number) // as: checked in the line above
}

/** Does a count pass? */
export function countPasses(op: ComparisonOp, value: number, actual: number): boolean {
  return compareNumbers(op, actual, value)
}

/** Compares two numbers, or two exact sums, by one of the ops that a count or an aggregate knows. */
export function compareNumbers<N extends number | bigint>(op: ComparisonOp, actual: N, value: N): boolean {
  switch (op) {
    case 'eq': return actual === value
    case 'ne': return actual !== value
    case 'lt': return actual < value
    case 'lte': return actual <= value
    case 'gt': return actual > value
    case 'gte': return actual >= value
    default: throw new Error(`a number cannot be compared by ${op}`)
  }
}
