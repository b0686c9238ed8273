import { typeCell } from '../../../model/cell.ts'
import type { Condition, PropertyCondition, Scalar, Where } from '../../../model/condition.ts'
import { isAlways } from '../../../model/condition.ts'
import { opposite, orOfAnds, type Compared } from '../../normal-form.ts'
import type { EventAttribute, Filter } from './shapes.ts'

/** Of alternatives in one segment; past that nobody could read it in the dashboard either. */
const MOST_ALTERNATIVES = 40
/** Of values in one `in_array`, as documented. */
const MOST_VALUES = 20

/**
 * A condition as filters of a segment: alternatives of tags that all have to fit, with OR between them, which binds weaker. Tags are text; that `!=` also holds for a
 * missing tag is a guess. A string says why it cannot be done, to go on after "because".
 */
export function filtersOf(condition: Where, segmentOf: (id: string) => Condition | undefined): Filter[] | string {
  const alternatives = orOfAnds(condition, MOST_ALTERNATIVES, segmentOf)
  if (alternatives === null) return `it comes to more than ${MOST_ALTERNATIVES} alternatives`
  if (alternatives.length === 0) return 'it never holds'
  const filters: Filter[][] = []
  for (const literals of alternatives) {
    // A comparison may be two alternatives itself (at least: over, or equal), so an AND of them is every pair.
    let sets: Filter[][] = [[]]
    for (const { holds, condition: one } of literals) {
      if (!('attribute' in one) && !('score' in one)) return `${formOf(one)} is nothing its filters know`
      const wanted = holds ? one : opposite(one)
      const alternativesOfOne = wanted ? tagFilters(wanted) : null
      if (alternativesOfOne === null) return `"${one.op}"${holds ? '' : ' turned round'} is nothing its filters of tags know`
      sets = sets.flatMap((set) => alternativesOfOne.map((more) => [...set, ...more]))
      if (sets.length > MOST_ALTERNATIVES) return `it comes to more than ${MOST_ALTERNATIVES} alternatives`
    }
    filters.push(...sets)
  }
  if (filters.some((set) => set.length === 0)) return 'it always holds, and a segment needs a filter'
  if (filters.length > MOST_ALTERNATIVES) return `it comes to more than ${MOST_ALTERNATIVES} alternatives`
  return filters.flatMap((set, index) => (index === 0 ? set : [{ operator: 'OR' as const }, ...set]))
}

function tagFilters(compared: Compared): Filter[][] | null {
  const key = 'score' in compared ? `score:${compared.score}` : 'attribute' in compared ? compared.attribute : ''
  const tag = (relation: Exclude<Filter, { operator: unknown }>['relation'], value?: string): Filter => ({ field: 'tag', key, relation, ...(value === undefined ? {} : { value }) })
  const { op, value } = compared
  switch (op) {
    case 'exists': return [[tag('exists')]]
    case 'missing': return [[tag('not_exists')]]
    case 'eq': return [[tag('=', String(value))]]
    case 'ne': return [[tag('!=', String(value))]]
    case 'gt':
    case 'lt': return typeof value === 'number' ? [[tag(op === 'gt' ? '>' : '<', String(value))]] : null
    case 'gte':
    case 'lte': return typeof value === 'number' ? [[tag(op === 'gte' ? '>' : '<', String(value))], [tag('=', String(value))]] : null
    case 'in':
    case 'notIn': {
      const values = (Array.isArray(value) ? value : []).map(String)
      if (values.length === 0 || values.length > MOST_VALUES || values.some((one) => one.includes(',') || one === '')) return null
      return [[tag(op === 'in' ? 'in_array' : 'not_in_array', values.join(','))]]
    }
    case 'between':
    case 'contains':
    case 'startsWith': return null
  }
}

/** Filters of a segment as a condition. */
export function conditionOfFilters(filters: readonly Filter[]): Condition {
  const sets: Filter[][] = [[]]
  for (const filter of filters) {
    if ('operator' in filter) sets.push([])
    else sets.at(-1)!.push(filter)
  }
  const alternatives: Condition[] = []
  sets.forEach((set, index) => {
    const last = sets[index - 1]
    // "at least" was written as two alternatives: over, or equal
    const bound = last?.length === 1 && set.length === 1 ? orEqual(last[0]!, set[0]!) : null
    if (bound) alternatives[alternatives.length - 1] = bound
    else alternatives.push(set.length === 1 ? fromFilter(set[0]!) : { all: set.map(fromFilter) })
  })
  return alternatives.length === 1 ? alternatives[0]! : { any: alternatives }
}

function orEqual(over: Filter, equal: Filter): Condition | null {
  if ('operator' in over || 'operator' in equal || equal.relation !== '=' || over.key !== equal.key || over.value !== equal.value || !['>', '<'].includes(over.relation)) return null
  return named(over.key, over.relation === '>' ? 'gte' : 'lte', typed(over.value))
}

function fromFilter(filter: Filter): Condition {
  if ('operator' in filter) return { all: [] }
  const { key, relation, value } = filter
  switch (relation) {
    case 'exists': return named(key, 'exists')
    case 'not_exists': return named(key, 'missing')
    case '=': return named(key, 'eq', typed(value))
    case '!=': return named(key, 'ne', typed(value))
    case '>': return named(key, 'gt', typed(value))
    case '<': return named(key, 'lt', typed(value))
    case 'in_array': return named(key, 'in', (value ?? '').split(',').map(typed))
    case 'not_in_array': return named(key, 'notIn', (value ?? '').split(',').map(typed))
  }
}

function named(key: string, op: Compared['op'], value?: Scalar | Scalar[]): Condition {
  const compared = { op, ...(value === undefined ? {} : { value }) }
  return key.startsWith('score:') ? { score: key.slice(6), ...compared } : { attribute: key, ...compared }
}

function typed(text: string | undefined): Scalar {
  const value = typeCell(text ?? '')
  return typeof value === 'number' || typeof value === 'boolean' ? value : (text ?? '')
}

/** A `where` as one group of comparisons of the event's properties that all have to hold; a string says why it cannot be. */
export function attributesOf(where: Where | undefined): EventAttribute[] | string {
  if (isAlways(where)) return []
  const alternatives = orOfAnds(where!, 1)
  if (alternatives === null) return 'it has alternatives, and only comparisons that all hold can be asked for'
  if (alternatives.length === 0) return 'it never holds'
  const attributes: EventAttribute[] = []
  for (const { holds, condition } of alternatives[0]!) {
    if (!('property' in condition)) return `${formOf(condition)} is no comparison of a property of the event`
    const wanted = holds ? condition : opposite(condition)
    const written = wanted ? eventAttributes(wanted) : null
    if (written === null) return `"${condition.op}"${holds ? '' : ' turned round'} is no comparison it knows`
    attributes.push(...written)
  }
  return attributes
}

const OPERATORS = { eq: 'equal', ne: 'not_equal', lt: 'less', lte: 'less_or_equal', gt: 'greater', gte: 'greater_or_equal', exists: 'exists', missing: 'not_exists' } as const

function eventAttributes({ property: key, op, value }: PropertyCondition): EventAttribute[] | null {
  if (op === 'between' && Array.isArray(value) && value.every((end) => typeof end === 'number')) {
    return [{ key, operator: 'greater_or_equal', value: String(value[0]) }, { key, operator: 'less_or_equal', value: String(value[1]) }]
  }
  if (op === 'exists' || op === 'missing') return [{ key, operator: OPERATORS[op] }]
  if (op !== 'eq' && op !== 'ne' && typeof value !== 'number') return null
  if (op === 'in' || op === 'notIn' || op === 'between' || op === 'contains' || op === 'startsWith') return null
  return [{ key, operator: OPERATORS[op], value: String(value) }]
}

/** Null for an operator that a journey has no word for, such as `before`. */
export function whereOfAttributes(groups: readonly (readonly EventAttribute[])[] | undefined): Where | undefined | null {
  const attributes = (groups ?? []).flat()
  const conditions = attributes.map(({ key, operator, value }): PropertyCondition | null => {
    const op = operator === 'is' ? 'eq' : operator === 'is_not' ? 'ne' : (Object.keys(OPERATORS) as (keyof typeof OPERATORS)[]).find((name) => OPERATORS[name] === operator) // as: the keys of a constant
    if (op === undefined) return null
    return op === 'exists' || op === 'missing' ? { property: key, op } : { property: key, op, value: typed(value) }
  })
  if (conditions.some((condition) => condition === null)) return null
  const all = conditions as PropertyCondition[] // as: just looked at
  return all.length === 0 ? undefined : all.length === 1 ? all[0]! : { all }
}

/** What a person did with a message of this journey, which a branch can ask for without a segment. */
export function reactionOf(condition: Condition): { readonly stepId: string; readonly action: 'opened' | 'clicked' } | null {
  if (!('did' in condition) || Object.keys(condition).some((key) => key !== 'did' && key !== 'where')) return null
  return reactionTo(condition.did, condition.where)
}

export function reactionTo(event: string, where: Where | undefined): { readonly stepId: string; readonly action: 'opened' | 'clicked' } | null {
  if ((event !== '$opened' && event !== '$clicked') || where === undefined || !('property' in where)) return null
  const { property, op, value } = where as PropertyCondition // as: its naming key is there
  return property === 'stepId' && op === 'eq' && typeof value === 'string' ? { stepId: value, action: event === '$opened' ? 'opened' : 'clicked' } : null
}

function formOf(condition: Condition): string {
  const form = Object.keys(condition)[0] ?? 'nothing'
  const WORDS: Readonly<Record<string, string>> = { did: 'what somebody did', sequence: 'a sequence of events', near: 'being near a place', localTime: 'the time of day', weekday: 'the day of the week', property: 'a property of the event at hand', segment: 'another segment', attribute: 'an attribute', score: 'a score' }
  return WORDS[form] ?? `"${form}"`
}
