import type { JsonValue } from '../../../json.ts'
import { isAlways, type Condition, type Scalar, type Where } from '../../../model/condition.ts'
import type { JourneyDocument } from '../../../model/journey.ts'
import type { ProblemList } from '../../problem-list.ts'
import type { PropertyFilter } from './payload.ts'

export interface ConditionScope { readonly document: JourneyDocument; readonly problems: ProblemList }

type Path = readonly PropertyKey[]

/**
 * A condition as property filters, all of which have to hold: there is no "or" and nothing of what people did (graph-schema.md: "property-only").
 * What cannot be asked becomes an error at its path.
 */
export function filtersOf(condition: Where | undefined, path: Path, scope: ConditionScope): JsonValue[] {
  return isAlways(condition) ? [] : filters(condition as Condition, path, scope, []) // as: not empty, so a condition
}

function refused({ problems }: ConditionScope, path: Path, message: string, help: string): JsonValue[] {
  problems.error(20, path, `PostHog cannot ask this here: ${message}`, help)
  return []
}

const WHAT_PEOPLE_DID = 'what people did'
const KEEP = 'Keep what it asks for in a property of the person, and ask for that.'

function filters(condition: Condition, path: Path, scope: ConditionScope, inside: readonly string[]): JsonValue[] {
  if ('all' in condition) return condition.all.flatMap((one, index) => filters(one, [...path, 'all', index], scope, inside))
  if ('any' in condition) {
    const [only] = condition.any
    if (only && condition.any.length === 1) return filters(only, [...path, 'any', 0], scope, inside)
    return refused(scope, path, 'one thing or another', 'Use "is one of", or a way of its own for each.')
  }
  if ('not' in condition) {
    if ('segment' in condition.not) {
      const segment = scope.document.segments && Object.hasOwn(scope.document.segments, condition.not.segment) ? scope.document.segments[condition.not.segment] : undefined
      if (segment && !inside.includes(condition.not.segment)) return filters({ not: segment.when }, path, scope, [...inside, condition.not.segment])
    }
    const turned = turnedRound(condition.not)
    if ('did' in condition.not || 'sequence' in condition.not) return refused(scope, path, WHAT_PEOPLE_DID, KEEP)
    return turned ? filters(turned, [...path, 'not'], scope, inside) : refused(scope, path, '"not" before this', 'Turn the question round: "is not", "is missing", "is none of".')
  }
  if ('segment' in condition) {
    const segment = scope.document.segments && Object.hasOwn(scope.document.segments, condition.segment) ? scope.document.segments[condition.segment] : undefined
    if (!segment) return refused(scope, path, `there is no segment "${condition.segment}"`, 'Choose one that is there.')
    if (inside.includes(condition.segment)) return refused(scope, path, `the segment "${condition.segment}" asks for itself`, 'Take one of the two out.')
    return filters(segment.when, ['segments', condition.segment, 'when'], scope, [...inside, condition.segment])
  }
  if ('attribute' in condition) return compared(condition.attribute, 'person', condition, path, scope)
  if ('score' in condition) return compared(`score:${condition.score}`, 'person', condition, path, scope)
  if ('property' in condition) return compared(condition.property, 'event', condition, path, scope)
  if ('did' in condition || 'sequence' in condition) return refused(scope, path, WHAT_PEOPLE_DID, KEEP)
  if ('near' in condition) return refused(scope, path, 'where somebody is', KEEP)
  return refused(scope, path, 'the time of day or the weekday', 'Wait for a time window instead.')
}

function turnedRound(condition: Condition): Condition | undefined {
  if (!('attribute' in condition || 'property' in condition)) return undefined
  const op = ({ eq: 'ne', ne: 'eq', in: 'notIn', notIn: 'in', exists: 'missing', missing: 'exists' } as const)[condition.op as 'eq'] // as: other ops give undefined, which is looked at
  return op === undefined ? undefined : { ...condition, op }
}

type Comparison = { readonly op: string; readonly value?: Scalar | Scalar[] | undefined }

function compared(key: string, type: 'person' | 'event', { op, value }: Comparison, path: Path, scope: ConditionScope): JsonValue[] {
  const ask = (operator: string, asked: JsonValue) => ({ key, operator, type, value: asked })
  const list = Array.isArray(value) ? value : []
  switch (op) {
    case 'eq': return [ask('exact', value as Scalar)] // as: the schema gives eq one value
    case 'ne': return [ask('is_not', value as Scalar)] // as: see above
    case 'in': return [ask('exact', list)]
    case 'notIn': return [ask('is_not', list)]
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      if (typeof value !== 'number') return refused(scope, path, `"${op}" of a text`, 'Compare numbers.')
      return [ask(op, value)]
    case 'between': {
      const [low, high] = list
      return typeof low === 'number' && typeof high === 'number' ? [ask('gte', low), ask('lte', high)] : refused(scope, path, '"between" two texts', 'Compare numbers.')
    }
    case 'exists': return [ask('is_set', 'is_set')]
    case 'missing': return [ask('is_not_set', 'is_not_set')]
    // Its own "contains" does not tell capitals from small letters; a pattern does.
    case 'contains': return typeof value === 'string' ? [ask('regex', literal(value))] : refused(scope, path, '"contains" something that is no text', 'Ask for a text.')
    case 'startsWith': return [ask('regex', `^${literal(String(value))}`)]
    default: return refused(scope, path, `"${op}"`, KEEP)
  }
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}

/** The way back. `strange`: what of it there are no words for; it holds for nobody then. */
export function conditionOf(properties: readonly PropertyFilter[]): { readonly when: Condition; readonly strange: readonly string[] } {
  const strange: string[] = []
  const tests = properties.map((one) => {
    const test = testOf(one)
    if (test) return test
    strange.push(`${one.key} ${one.operator ?? ''}`.trim())
    return { any: [] }
  })
  return { when: tests.length === 1 ? tests[0]! : { all: tests }, strange }
}

function testOf({ key, operator, type, value }: PropertyFilter): Condition | undefined {
  const comparison = comparisonOf(operator ?? 'exact', value)
  if (!comparison) return undefined
  if (type === 'event') return { property: key, ...comparison }
  if (type !== 'person') return undefined
  return key.startsWith('score:') ? { score: key.slice('score:'.length), ...comparison } : { attribute: key, ...comparison }
}

type Test = { op: 'eq' | 'ne' | 'in' | 'notIn' | 'gt' | 'gte' | 'lt' | 'lte' | 'exists' | 'missing' | 'contains' | 'startsWith'; value?: Scalar | Scalar[] }

function comparisonOf(operator: string, value: JsonValue | undefined): Test | undefined {
  const isScalar = (one: JsonValue | undefined): one is Scalar => typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean'
  switch (operator) {
    case 'exact':
    case 'is_not': {
      if (isScalar(value)) return { op: operator === 'exact' ? 'eq' : 'ne', value }
      return Array.isArray(value) && value.every(isScalar) ? { op: operator === 'exact' ? 'in' : 'notIn', value } : undefined
    }
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte': {
      const limit = typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN
      return Number.isFinite(limit) ? { op: operator, value: limit } : undefined
    }
    case 'is_set': return { op: 'exists' }
    case 'is_not_set': return { op: 'missing' }
    case 'regex': {
      if (typeof value !== 'string') return undefined
      const rest = value.startsWith('^') ? value.slice(1) : value
      const said = rest.replace(/\\([\\^$.*+?()[\]{}|])/g, '$1')
      if (literal(said) !== rest) return undefined
      return value.startsWith('^') ? { op: 'startsWith', value: said } : { op: 'contains', value: said }
    }
    default: return undefined
  }
}
