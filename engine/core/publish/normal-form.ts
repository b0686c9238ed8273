import type { AttributeCondition, ComparisonOp, Condition, PropertyCondition, ScoreCondition, Where } from '../model/condition.ts'
import { isAlways } from '../model/condition.ts'

/** A condition that is not made of others, and whether it has to hold or not to hold. */
export interface Literal { readonly holds: boolean; readonly condition: Exclude<Condition, { all: Condition[] } | { any: Condition[] } | { not: Condition }> }

/** Alternatives of things that all have to hold (or, for the conjunctive form, the other way round). Null: it would take more than `most` members. */
export type NormalForm = readonly (readonly Literal[])[] | null

/** As an OR of ANDs. No alternative: it never holds; an empty one: always. `segmentOf` gives what a segment asks for, to have its condition in its place. */
export function orOfAnds(condition: Where, most: number, segmentOf: (id: string) => Condition | undefined = () => undefined): NormalForm {
  return normal(condition, true, 'or', most, segmentOf, [])
}

/** As an AND of ORs. No member: it always holds; an empty one: never. */
export function andOfOrs(condition: Where, most: number, segmentOf: (id: string) => Condition | undefined = () => undefined): NormalForm {
  return normal(condition, true, 'and', most, segmentOf, [])
}

/**
 * `outer` is how the members of the result go together. Of things joined as `outer` says, the members are put one after the other; of those joined the other way,
 * every one of the first is put together with every one of the second.
 */
function normal(condition: Where, holds: boolean, outer: 'or' | 'and', most: number, segmentOf: (id: string) => Condition | undefined, within: readonly string[]): NormalForm {
  if (isAlways(condition)) return constant(holds, outer)
  const one = condition as Condition // as: not empty, so a condition
  if ('not' in one) return normal(one.not, !holds, outer, most, segmentOf, within)
  if ('all' in one || 'any' in one) {
    const members = 'all' in one ? one.all : one.any
    const joined = ('all' in one) === holds ? 'and' : 'or'
    let result: NormalForm = joined === outer ? [] : [[]]
    for (const member of members) {
      const next = normal(member, holds, outer, most, segmentOf, within)
      if (next === null || result === null) return null
      const soFar: readonly (readonly Literal[])[] = result
      result = joined === outer ? [...soFar, ...next] : soFar.flatMap((left) => next.map((right) => [...left, ...right]))
      if (result.length > most) return null
    }
    return result
  }
  if ('segment' in one && !within.includes(one.segment)) {
    const inside = segmentOf(one.segment)
    if (inside) return normal(inside, holds, outer, most, segmentOf, [...within, one.segment])
  }
  return [[{ holds, condition: one }]]
}

function constant(holds: boolean, outer: 'or' | 'and'): NormalForm {
  return holds === (outer === 'or') ? [[]] : []
}

export type Compared = AttributeCondition | PropertyCondition | ScoreCondition

const OPPOSITES: Partial<Record<ComparisonOp, ComparisonOp>> = { eq: 'ne', ne: 'eq', in: 'notIn', notIn: 'in', exists: 'missing', missing: 'exists' }

/** The opposite of a comparison, where it has one that treats what is missing alike; null where it has not (a missing value is not under 5, and not at least 5 either). */
export function opposite<T extends Compared>(condition: T): T | null {
  const op = OPPOSITES[condition.op]
  return op === undefined ? null : { ...condition, op }
}
