import type { JsonValue } from '../../../json.ts'
import { AGGREGATES, isAlways, type AttributeCondition, type Condition, type DidCondition, type Scalar, type Where } from '../../../model/condition.ts'
import { parseDuration } from '../../../model/duration.ts'
import type { JourneyDocument } from '../../../model/journey.ts'
import type { ProblemList } from '../../problem-list.ts'
import { eventThere, isOfEmailOnly } from './events.ts'

/** A condition on its way to a segment: groups, and leaves without ids. */
export type Draft = { readonly type: 'And' | 'Or'; readonly children: readonly Draft[] } | { readonly type: 'Leaf'; readonly node: Readonly<Record<string, JsonValue>> }

export interface ConditionScope { readonly document: JourneyDocument; readonly problems: ProblemList }

type Path = readonly PropertyKey[]
type Operator = { readonly type: string; readonly value?: JsonValue }

/** What a segment there is made of. Everything that it cannot ask becomes an error at its path, and stands for nobody. */
export function draftOf(condition: Where, path: Path, scope: ConditionScope): Draft {
  return isAlways(condition) ? leaf({ type: 'Everyone' }) : draft(condition as Condition, path, scope, []) // as: not empty, so a condition
}

/** The definition of a segment, its nodes numbered from the root on. */
export function definitionOf(root: Draft): JsonValue {
  const nodes: JsonValue[] = []
  let count = 0
  const number = (one: Draft): JsonValue => {
    const id = String(++count)
    if (one.type === 'Leaf') return { ...one.node, id }
    const children = one.children.map((child) => {
      const node = number(child)
      nodes.push(node)
      return (node as { id: string }).id // as: every node was just given one
    })
    return { type: one.type, id, children }
  }
  const entryNode = number(root)
  return { entryNode, nodes }
}

const NOBODY: Draft = { type: 'Or', children: [] }

function leaf(node: Readonly<Record<string, JsonValue>>): Draft {
  return { type: 'Leaf', node }
}

function refused(scope: ConditionScope, path: Path, message: string, help = 'Keep what it asks for in an attribute, and ask for that.'): Draft {
  scope.problems.error(20, path, `a segment there cannot ask this: ${message}`, help)
  return NOBODY
}

function draft(condition: Condition, path: Path, scope: ConditionScope, inside: readonly string[]): Draft {
  if ('all' in condition) return condition.all.length === 0 ? leaf({ type: 'Everyone' }) : { type: 'And', children: condition.all.map((one, index) => draft(one, [...path, 'all', index], scope, inside)) }
  if ('any' in condition) {
    if (condition.any.length === 0) return refused(scope, path, 'a choice of nothing holds for nobody', 'Take the condition out, or say what it is to hold for.')
    return { type: 'Or', children: condition.any.map((one, index) => draft(one, [...path, 'any', index], scope, inside)) }
  }
  if ('not' in condition) return opposite(draft(condition.not, [...path, 'not'], scope, inside)) ?? refused(scope, path, 'there is no "not" before this', 'Turn the question round: "under" for "not at least".')
  if ('segment' in condition) {
    const segment = ownSegment(scope.document, condition.segment)
    if (!segment) return refused(scope, path, `there is no segment "${condition.segment}"`, 'Choose one that is there.')
    if (inside.includes(condition.segment)) return refused(scope, path, `the segment "${condition.segment}" asks for itself`, 'Take one of the two out.')
    // Segments there do not ask for other segments: what this one asks stands in its place.
    return draft(segment.when, ['segments', condition.segment, 'when'], scope, [...inside, condition.segment])
  }
  if ('attribute' in condition) return trait(condition.attribute, condition, path, scope)
  if ('score' in condition) return trait(`score:${condition.score}`, { attribute: '', op: condition.op, value: condition.value }, path, scope)
  if ('did' in condition) return performed(condition, path, scope)
  if ('property' in condition) return refused(scope, path, 'what the event at hand carries is not known to a segment', 'Ask with "did", or keep it in an attribute.')
  if ('sequence' in condition) return refused(scope, path, 'events in an order')
  if ('near' in condition) return refused(scope, path, 'where somebody is')
  if ('localTime' in condition) return refused(scope, path, 'the time of day', 'Wait until a time of day instead.')
  return refused(scope, path, 'the weekday', 'Wait until a weekday instead.')
}

export function ownSegment(document: JourneyDocument, id: string) {
  return document.segments && Object.hasOwn(document.segments, id) ? document.segments[id] : undefined
}

function trait(name: string, { op, value }: AttributeCondition, path: Path, scope: ConditionScope): Draft {
  const ask = (operator: Operator) => leaf({ type: 'Trait', path: name, operator: operator as JsonValue }) // as: an operator is plain JSON
  const list = Array.isArray(value) ? value : []
  if (op === 'in') return list.length === 0 ? refused(scope, path, '"is one of" nothing') : { type: 'Or', children: list.map((one, index) => ask({ type: 'Equals', value: plain(one, [...path, 'value', index], scope) })) }
  if (op === 'notIn') return list.length === 0 ? leaf({ type: 'Everyone' }) : { type: 'And', children: list.map((one, index) => ask({ type: 'NotEquals', value: plain(one, [...path, 'value', index], scope) })) }
  if (op === 'contains' && typeof value === 'string') {
    scope.problems.loss(21, path, 'it is asked there for an element of a list: a text that contains it does not count', 'Ask for the whole text, or keep a list.')
    return leaf({ type: 'Includes', path: name, item: value })
  }
  const operator = operatorOf(op, value, path, scope)
  return operator ? ask(operator) : refused(scope, path, `"${op}"`, 'Ask for "is", "is not", "is at least", "is under" or "is known".')
}

function operatorOf(op: AttributeCondition['op'], value: Scalar | Scalar[] | undefined, path: Path, scope: ConditionScope): Operator | undefined {
  const at = [...path, 'value']
  switch (op) {
    case 'eq': return { type: 'Equals', value: plain(value, at, scope) }
    case 'ne': return { type: 'NotEquals', value: plain(value, at, scope) }
    case 'exists': return { type: 'Exists' }
    case 'missing': return { type: 'NotExists' }
    case 'gte': return typeof value === 'number' ? { type: 'GreaterThanOrEqual', value } : undefined
    case 'lt': return typeof value === 'number' ? { type: 'LessThan', value } : undefined
    default: return undefined
  }
}

/** Values are texts and numbers there; true and false are compared as their names. */
function plain(value: unknown, path: Path, { problems }: ConditionScope): string | number {
  if (typeof value !== 'boolean') return value as string | number // as: the schema lets nothing else through
  problems.note(22, path, `${String(value)} is compared as the text "${String(value)}"`, 'Nothing to do, as long as the attribute is true or false.')
  return String(value)
}

const DAY_SECONDS = 86_400

/** A window in seconds. Months are 30 days there and years 365, which is told. */
export function secondsOf(span: string, path: Path, { problems }: ConditionScope): number {
  const duration = parseDuration(span)
  if (duration?.kind === 'exact') return duration.ms / 1000
  const days = duration ? Math.floor(duration.months / 12) * 365 + (duration.months % 12) * 30 : 0
  problems.loss(23, path, `windows are spans of time there: ${span} becomes ${days} days`, `Write P${days}D to mean the same in both places.`)
  return days * DAY_SECONDS
}

function performed(condition: DidCondition, path: Path, scope: ConditionScope): Draft {
  const event = eventThere(condition.did)
  const strange = AGGREGATES.find((name) => condition[name] !== undefined) ?? (['endingAgo', 'notFollowedBy', 'per'] as const).find((name) => condition[name] !== undefined)
  if (event === null) return refused(scope, [...path, 'did'], `the event "${condition.did}"`, 'Name the event.')
  if (isOfEmailOnly(condition.did)) scope.problems.loss(24, [...path, 'did'], 'only emails tell there whether they were opened or clicked', 'Ask for what people do in your app instead.')
  if (strange !== undefined) return refused(scope, [...path, strange], WORDS[strange] ?? `the ${strange} of a property`)
  const times = condition.count === undefined ? ONCE_OR_MORE : timesOf(condition.count)
  if (times === undefined) return refused(scope, [...path, 'count'], 'a count other than a number', 'Ask for "at least", "under" or "exactly".')
  const properties = propertyTests(condition.where, [...path, 'where'], scope)
  return leaf({
    type: 'Performed', event, ...times,
    ...(condition.within === undefined ? {} : { timeOperator: 'Within', withinSeconds: secondsOf(condition.within, [...path, 'within'], scope) }),
    ...(properties.length === 0 ? {} : { properties }),
  })
}

const WORDS: Readonly<Record<string, string>> = { endingAgo: 'a window that ends before now', notFollowedBy: 'one event without another after it', per: 'the same value several times' }

/** Said every time: left out, it means exactly once there. */
export const ONCE_OR_MORE = { times: 1, timesOperator: '>=' } as const

function timesOf({ op, value }: NonNullable<DidCondition['count']>): { times: number; timesOperator: string } | undefined {
  switch (op) {
    case 'gte': return { times: value, timesOperator: '>=' }
    case 'gt': return { times: value + 1, timesOperator: '>=' }
    case 'lt': return { times: value, timesOperator: '<' }
    case 'lte': return { times: value + 1, timesOperator: '<' }
    case 'eq': return { times: value, timesOperator: '=' }
    case 'ne': return undefined
  }
}

/** What an event must carry, all of it. */
export function propertyTests(where: Where | undefined, path: Path, scope: ConditionScope): JsonValue[] {
  if (isAlways(where)) return []
  const all = 'all' in where ? (where.all as Condition[]).map((one, index) => [one, [...path, 'all', index]] as const) : [[where as Condition, path] as const] // as: a where that is not empty is a condition
  return all.flatMap(([one, at]): JsonValue[] => {
    const operator = 'property' in one ? operatorOf(one.op, one.value, at, scope) : undefined
    if (operator && 'property' in one) return [{ path: one.property, operator: operator as JsonValue }] // as: an operator is plain JSON
    scope.problems.error(25, at, 'of an event it can only be asked whether properties are equal, at least, under or there', 'Ask for that, or send an event of its own for this case.')
    return []
  })
}

const OPPOSITES: Readonly<Record<string, string>> = { Equals: 'NotEquals', NotEquals: 'Equals', Exists: 'NotExists', NotExists: 'Exists' }

/** The draft that holds where this does not; undefined where there are no words for it. */
function opposite(one: Draft): Draft | undefined {
  if (one.type !== 'Leaf') {
    const children = one.children.map(opposite)
    return children.every((child) => child !== undefined) ? { type: one.type === 'And' ? 'Or' : 'And', children } : undefined
  }
  const { node } = one
  if (node['type'] === 'Trait') {
    const operator = node['operator'] as Operator // as: written by `trait`
    const type = OPPOSITES[operator.type]
    return type === undefined ? undefined : leaf({ ...node, operator: { ...operator, type } })
  }
  if (node['type'] !== 'Performed' || node['timesOperator'] === '=') return undefined
  const { times = 1, timesOperator = '>=', ...rest } = node
  return leaf({ ...rest, times, timesOperator: timesOperator === '<' ? '>=' : '<' })
}
