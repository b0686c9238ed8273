import { typeCell } from '../../../model/cell.ts'
import type { AttributeCondition, ComparisonOp, Condition, PropertyCondition, Scalar, ScoreCondition, Where } from '../../../model/condition.ts'
import { isAlways } from '../../../model/condition.ts'
import { isFilterSet, isWritable, readFilter, writeFilter, type FilterCondition, type FilterSet } from './filter-xml.ts'

/** What conditions are written with: the attribute set of profiles, the event that people enter by, and the journey's segments. */
export interface FilterScope {
  readonly attributeSet: string
  /** Null where no event is at hand. */
  readonly eventKey: string | null
  readonly segments: Readonly<Record<string, { when: Condition }>>
}

/** A filter in XML, or why the condition cannot be one, in words. */
export type WrittenFilter = { readonly xml: string } | { readonly because: string }

type Member = FilterSet | FilterCondition

class Unsayable extends Error {}

/** Writes a condition as a FilterDefinition. Missing values count as the format says: what is not equal may be missing, what is compared may not. */
export function writeCondition(condition: Where | undefined, scope: FilterScope): WrittenFilter {
  try {
    const member = isAlways(condition) ? always : filterOf(condition as Condition, scope, false, 0) // as: not empty, so a condition
    return { xml: writeFilter(isFilterSet(member) ? member : { operator: 'AND', members: [member] }) }
  } catch (cause) {
    if (cause instanceof Unsayable) return { because: cause.message }
    throw cause
  }
}

/** Reads a FilterDefinition as a condition; undefined if it asks for something that conditions have no word for. */
export function readCondition(xml: string, scope: Pick<FilterScope, 'attributeSet'>): Where | undefined {
  const set = readFilter(xml)
  if (!set) return undefined
  if (set.members.length === 0) return set.operator === 'AND' ? {} : undefined
  return conditionOf(set.members.length === 1 ? set.members[0]! : set, scope)
}

const always: FilterSet = { operator: 'AND', members: [] }

function filterOf(condition: Condition, scope: FilterScope, negated: boolean, depth: number): Member {
  if (depth > 40) throw new Unsayable('the condition goes round in segments, or is nested too deep')
  const of = (inner: Condition, isNegated = negated) => filterOf(inner, scope, isNegated, depth + 1)
  if ('all' in condition || 'any' in condition) {
    const members = 'all' in condition ? condition.all : condition.any
    const operator = 'all' in condition === negated ? 'OR' : 'AND'
    if (members.length === 0 && operator === 'OR') throw new Unsayable('nobody ever meets it')
    return { operator, members: members.map((inner) => of(inner)) }
  }
  if ('not' in condition) return of(condition.not, !negated)
  if ('segment' in condition) {
    const segment = Object.hasOwn(scope.segments, condition.segment) ? scope.segments[condition.segment] : undefined
    if (!segment) throw new Unsayable(`the segment "${condition.segment}" is not in the journey`)
    return of(segment.when)
  }
  if ('attribute' in condition || 'property' in condition || 'score' in condition) return comparison(condition, scope, negated)
  throw new Unsayable(WHY_NOT[Object.keys(WHY_NOT).find((form) => form in condition)!]!)
}

const WHY_NOT: Readonly<Record<string, string>> = {
  did: 'it asks what somebody did, and Salesforce decides by attributes only',
  sequence: 'it asks for a sequence of events, and Salesforce decides by attributes only',
  near: 'it asks for a place, and Salesforce decides by attributes only',
  localTime: 'it asks for the time of day, and Salesforce decides by attributes only',
  weekday: 'it asks for the weekday, and Salesforce decides by attributes only',
}

// Seen in journeys: IsNotNull, GreaterThan, LessThanOrEqual; the others follow their names in the decision split's window, which is a guess.
const OPERATORS: Partial<Record<ComparisonOp, string>> = {
  eq: 'Equal', ne: 'NotEqual', lt: 'LessThan', lte: 'LessThanOrEqual', gt: 'GreaterThan', gte: 'GreaterThanOrEqual', contains: 'Contains', startsWith: 'BeginsWith', exists: 'IsNotNull', missing: 'IsNull',
}
const OPPOSITE: Partial<Record<ComparisonOp, ComparisonOp>> = {
  eq: 'ne', ne: 'eq', lt: 'gte', gte: 'lt', gt: 'lte', lte: 'gt', in: 'notIn', notIn: 'in', exists: 'missing', missing: 'exists',
}
/** True of what is missing, too, so that both sides of them have to be asked. */
const TRUE_WHEN_MISSING: readonly ComparisonOp[] = ['ne', 'notIn']

function comparison(condition: AttributeCondition | PropertyCondition | ScoreCondition, scope: FilterScope, negated: boolean): Member {
  const key = keyOf(condition, scope)
  if (!isWritable(key)) throw new Unsayable('a name in it holds characters that XML has no place for')
  const isNull: FilterCondition = { key, operator: 'IsNull', value: '' }
  const { op, value } = condition
  if (!negated) return TRUE_WHEN_MISSING.includes(op) ? { operator: 'OR', members: [tested(key, op, value), isNull] } : tested(key, op, value)
  const opposite = OPPOSITE[op]
  if (op === 'between') {
    const [low, high] = value as [Scalar, Scalar] // as: the schema says so of between
    return { operator: 'OR', members: [tested(key, 'lt', low), tested(key, 'gt', high), isNull] }
  }
  if (!opposite) throw new Unsayable(`Salesforce has no opposite of "${op}"`)
  const isCertain = op === 'exists' || op === 'missing' || TRUE_WHEN_MISSING.includes(op)
  return isCertain ? tested(key, opposite, value) : { operator: 'OR', members: [tested(key, opposite, value), isNull] }
}

function tested(key: string, op: ComparisonOp, value: Scalar | Scalar[] | undefined): Member {
  if (op === 'in' || op === 'notIn') {
    const values = value as Scalar[] // as: the schema says so of in and notIn
    if (values.length === 0) throw new Unsayable('a list in it is empty')
    return { operator: op === 'in' ? 'OR' : 'AND', members: values.map((one) => tested(key, op === 'in' ? 'eq' : 'ne', one)) }
  }
  if (op === 'between') {
    const [low, high] = value as [Scalar, Scalar] // as: the schema says so of between
    return { operator: 'AND', members: [tested(key, 'gte', low), tested(key, 'lte', high)] }
  }
  const text = value === undefined ? '' : String(value)
  if (!isWritable(text)) throw new Unsayable('a value in it holds characters that XML has no place for')
  return { key, operator: OPERATORS[op]!, value: text }
}

function keyOf(condition: AttributeCondition | PropertyCondition | ScoreCondition, { attributeSet, eventKey }: FilterScope): string {
  if ('property' in condition && eventKey === null) throw new Unsayable('it asks what an event carries')
  if ('property' in condition) return `Event.${eventKey}.${condition.property}`
  if ('attribute' in condition && condition.attribute.startsWith('Contact.')) return condition.attribute
  return `Contact.Attribute.${attributeSet}.${'score' in condition ? `score:${condition.score}` : condition.attribute}`
}

function conditionOf(member: Member, scope: Pick<FilterScope, 'attributeSet'>): Condition | undefined {
  if (isFilterSet(member)) {
    const whole = notEqual(member, scope)
    if (whole) return whole
    const members = member.members.map((inner) => conditionOf(inner, scope))
    if (members.some((inner) => inner === undefined)) return undefined
    const read = members as Condition[] // as: none is undefined
    return member.operator === 'AND' ? { all: read } : { any: read }
  }
  const subject = subjectOf(member.key, scope)
  const op = (Object.keys(OPERATORS) as ComparisonOp[]).find((name) => OPERATORS[name] === member.operator) // as: the keys of a constant
  if (!subject || op === undefined) return undefined
  if (op === 'exists' || op === 'missing') return { ...subject, op }
  const value = op === 'startsWith' ? member.value : ((typeCell(member.value) ?? member.value) as Scalar) // as: a cell is no list
  // Not equal is not true there of what is missing, and is here.
  if (op === 'ne') return { all: [{ ...subject, op, value }, { ...subject, op: 'exists' }] }
  // What Salesforce compares as text, such as the order of true and false, a condition does not.
  return typeof value === 'boolean' && op !== 'eq' && op !== 'contains' ? { ...subject, op, value: member.value } : { ...subject, op, value }
}

/** What a condition's "is not" is written as: not equal, or missing. */
function notEqual({ operator, members }: FilterSet, scope: Pick<FilterScope, 'attributeSet'>): Condition | undefined {
  const [different, missing] = members
  if (operator !== 'OR' || members.length !== 2 || !different || !missing || isFilterSet(different) || isFilterSet(missing)) return undefined
  if (different.operator !== 'NotEqual' || missing.operator !== 'IsNull' || different.key !== missing.key) return undefined
  const read = conditionOf(different, scope)
  return read && 'all' in read ? read.all[0] : undefined
}

function subjectOf(key: string, { attributeSet }: Pick<FilterScope, 'attributeSet'>): { property: string } | { attribute: string } | undefined {
  const event = /^Event\.[^.]+\.([^]+)$/.exec(key)
  if (event) return { property: event[1]! }
  const own = `Contact.Attribute.${attributeSet}.`
  if (key.startsWith(own) && key.length > own.length) return { attribute: key.slice(own.length) }
  // Of another attribute set: an attribute by its whole name.
  return key.startsWith('Contact.') ? { attribute: key } : undefined
}
