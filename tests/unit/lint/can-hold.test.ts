import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Reasoning } from '../../../engine/core/lint/can-hold.ts'
import type { Condition, Scalar } from '../../../engine/core/model/condition.ts'
import { passes } from '../../../engine/core/simulate/compare.ts'

const is = (op: 'eq' | 'ne' | 'lt' | 'lte' | 'gt' | 'gte' | 'contains' | 'startsWith', value: Scalar, attribute = 'a'): Condition => ({ attribute, op, value })
const among = (op: 'in' | 'notIn' | 'between', ...value: Scalar[]): Condition => ({ attribute: 'a', op, value })
const not = (condition: Condition): Condition => ({ not: condition })
const reasoning = new Reasoning({
  segments: {
    vip: { when: { any: [is('gte', 1000, 'spent'), { did: 'purchase', count: { op: 'gte', value: 10 } }] } },
    circle: { when: { segment: 'circle' } },
  },
})

describe('conditions that surely cannot hold together', () => {
  it.each<[string, Condition[]]>([
    ['two values at once', [is('eq', 1), is('eq', 2)]],
    ['over 5 and under 3', [is('gt', 5), is('lt', 3)]],
    ['at least and under the same', [is('gte', 5), is('lt', 5)]],
    ['over and at most, as texts', [is('gt', 'b'), is('lte', 'b')]],
    ['lists without a common value', [among('in', 1, 2), among('in', 3)]],
    ['one of a list of which none is allowed', [among('in', 1, 2), among('notIn', 1, 2, 3)]],
    ['an empty list', [among('in')]],
    ['two ends the wrong way round', [among('between', 5, 1)]],
    ['a number that is a text', [is('gt', 5), is('startsWith', 'x')]],
    ['known and missing', [{ attribute: 'a', op: 'exists' }, { attribute: 'a', op: 'missing' }]],
    ['equal to a value and missing', [is('eq', 1), { attribute: 'a', op: 'missing' }]],
    ['true and false', [is('eq', true), is('eq', false)]],
    ['neither true nor false nor missing nor text nor number …', [is('eq', true), is('ne', true)]],
    ['text with two beginnings', [is('startsWith', 'ab'), is('startsWith', 'b')]],
    ['containing and not containing the same', [is('contains', 'x'), not(is('contains', 'x'))]],
    ['a score twice', [{ score: 'churn', op: 'gt', value: 0.7 }, is('lt', 0.5, 'score:churn')]],
    ['the none of any', [{ any: [] }]],
    ['through any and not', [{ any: [is('eq', 1), is('eq', 2)] }, not({ any: [is('eq', 2), is('gt', 0)] })]],
    ['done and not done', [{ did: 'x' }, { did: 'x', count: { op: 'eq', value: 0 } }]],
    ['done within a day, never done', [{ did: 'x', within: 'P1D' }, not({ did: 'x' })]],
    ['three times in a day, fewer in a week', [{ did: 'x', within: 'P1D', count: { op: 'gte', value: 3 } }, { did: 'x', within: 'P1W', count: { op: 'lt', value: 3 } }]],
    ['within ten days, not within a month', [{ did: 'x', within: 'P10D' }, not({ did: 'x', within: 'P1M' })]],
    ['dear ones, but none at all', [{ did: 'x', where: { property: 'p', op: 'gt', value: 100 } }, not({ did: 'x', where: { property: 'p', op: 'gt', value: 50 } })]],
    ['an event that cannot be as it must', [{ did: 'x', where: { all: [{ property: 'p', op: 'eq', value: 1 }, { property: 'p', op: 'eq', value: 2 }] } }]],
    ['one value three times, and no value twice', [{ did: 'x', per: 'p', count: { op: 'gte', value: 3 } }, not({ did: 'x', per: 'p', count: { op: 'gte', value: 2 } })]],
    ['two sums', [{ did: 'x', sum: { property: 'p', op: 'gte', value: 500 } }, { did: 'x', sum: { property: 'p', op: 'lt', value: 500 } }]],
    ['an average of something and of nothing', [{ did: 'x', avg: { property: 'p', op: 'gte', value: 5 } }, { did: 'x', avg: { property: 'p', op: 'lt', value: 5 } }]],
    ['in a segment, and as nobody in it is', [{ segment: 'vip' }, is('lt', 10, 'spent'), not({ did: 'purchase' })]],
    ['in a segment and not', [{ segment: 'vip' }, not({ segment: 'vip' })]],
    ['on a Monday and at the weekend', [{ weekday: [1] }, { weekday: [6, 7] }]],
    ['in the morning and over midnight', [{ localTime: { from: '08:00', to: '12:00' } }, { localTime: { from: '22:00', to: '08:00' } }]],
    ['a sequence and not', [{ sequence: [{ did: 'a' }, { did: 'b' }] }, not({ sequence: [{ did: 'a' }, { did: 'b' }] })]],
  ])('%s', (_, conditions) => {
    expect(reasoning.canHold(conditions)).toBe(false)
  })
})

describe('conditions that may hold together', () => {
  it.each<[string, Condition[]]>([
    ['over 3 and under 5', [is('gt', 3), is('lt', 5)]],
    ['over 3 and under 3.1', [is('gt', 3), is('lt', 3.1)]],
    ['not at least 5 and not under 5: missing', [not(is('gte', 5)), not(is('lt', 5))]],
    ['not a and not b', [is('ne', 'a'), is('ne', 'b')]],
    ['texts in between', [is('gt', 'a'), is('lt', 'ab')]],
    ['a beginning and a part', [is('startsWith', 'ab'), is('contains', 'bc'), not(is('contains', 'abbc'))]],
    ['a list with both', [is('contains', 'a'), is('contains', 'b')]],
    ['two attributes', [is('eq', 1), is('eq', 2, 'b')]],
    ['done within a week, not within a day', [{ did: 'x', within: 'P1W' }, not({ did: 'x', within: 'P1D' })]],
    ['within a month, not within 30 days', [{ did: 'x', within: 'P1M' }, not({ did: 'x', within: 'P30D' })]],
    ['done, but not another thing', [{ did: 'x' }, not({ did: 'y' })]],
    ['done in an earlier window, not now', [{ did: 'x', within: 'P1D', endingAgo: 'P1D' }, not({ did: 'x', within: 'P1D' })]],
    ['abandoned, though done', [{ did: 'x', notFollowedBy: { did: 'y', within: 'PT1H' } }, { did: 'y' }]],
    ['no value that often, though nobody did it', [not({ did: 'x', per: 'p', count: { op: 'gte', value: 0 } })]],
    ['of nothing an average is neither', [not({ did: 'x', avg: { property: 'p', op: 'gte', value: 5 } }), not({ did: 'x', avg: { property: 'p', op: 'lt', value: 5 } })]],
    ['a segment defined by itself', [{ segment: 'circle' }, is('eq', 1)]],
    ['a segment nobody defined', [{ segment: 'gone' }]],
    ['hours that meet', [{ localTime: { from: '08:00', to: '12:00' } }, { localTime: { from: '11:59', to: '13:00' } }]],
  ])('%s', (_, conditions) => {
    expect(reasoning.canHold(conditions)).toBe(true)
  })

  it('whatever is too large to be worked out', () => {
    const many: Condition = { all: Array.from({ length: 20 }, (_, index) => ({ any: [is('eq', 1, `a${index}`), is('eq', 2, `b${index}`)] })) }
    expect(reasoning.canHold([many, not(many)])).toBe(true)
  })
})

describe('reasoning', () => {
  it.each<[boolean, string, Condition[], Condition]>([
    [true, 'over 1000 is over 0', [is('gt', 1000)], is('gt', 0)],
    [false, 'and not the other way round', [is('gt', 0)], is('gt', 1000)],
    [true, 'both is each', [{ all: [is('eq', 1), { did: 'x' }] }], { did: 'x' }],
    [true, 'twice is once', [{ did: 'x', count: { op: 'gte', value: 2 } }], { did: 'x' }],
    [true, 'whoever just did it did it within any window', [{ did: 'x', within: 'PT0.001S' }], { did: 'x', within: 'P1M' }],
    [true, 'a list of one is that one', [among('in', 'TR')], is('eq', 'TR')],
  ])('%s: %s', (expected, _, given, then) => {
    expect(reasoning.implies(given, then)).toBe(expected)
  })

  it('knows when branches leave nobody over', () => {
    expect([reasoning.coverAll([is('eq', 'TR'), is('ne', 'TR')]), reasoning.coverAll([is('gte', 5), is('lt', 5)])]).toEqual([true, false]) // missing is left over
  })

  it('never calls impossible what some value makes true', () => {
    const scalar: fc.Arbitrary<Scalar> = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constantFrom('a', 'ab', 'b'), fc.boolean())
    const single = fc.constantFrom('eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'contains', 'startsWith') as fc.Arbitrary<'eq'> // as: all of them take one value
    const leaf: fc.Arbitrary<Condition> = fc.oneof(
      fc.record({ attribute: fc.constantFrom('a', 'b'), op: single, value: scalar }),
      fc.record({ attribute: fc.constantFrom('a', 'b'), op: fc.constantFrom<'in' | 'notIn'>('in', 'notIn'), value: fc.array(scalar, { maxLength: 3 }) }),
      fc.record({ attribute: fc.constantFrom('a', 'b'), op: fc.constantFrom<'exists' | 'missing'>('exists', 'missing') }),
    )
    const tree: fc.Arbitrary<Condition> = fc.letrec<{ tree: Condition }>((tie) => ({
      tree: fc.oneof({ maxDepth: 3 }, leaf, fc.record({ all: fc.array(tie('tree'), { maxLength: 3 }) }), fc.record({ any: fc.array(tie('tree'), { maxLength: 3 }) }), fc.record({ not: tie('tree') })),
    })).tree
    const values = fc.oneof(scalar, fc.constant(undefined), fc.array(scalar, { maxLength: 2 }), fc.constantFrom(1.5, 'abc', ''))
    fc.assert(
      fc.property(fc.array(tree, { minLength: 1, maxLength: 3 }), fc.array(fc.record({ a: values, b: values }), { minLength: 20, maxLength: 20 }), (conditions, profiles) => {
        const holds = (condition: Condition, profile: { a: unknown; b: unknown }): boolean => {
          if ('all' in condition) return condition.all.every((one) => holds(one, profile))
          if ('any' in condition) return condition.any.some((one) => holds(one, profile))
          if ('not' in condition) return !holds(condition.not, profile)
          return 'attribute' in condition && passes(condition, profile[condition.attribute as 'a'] as Scalar | undefined) // as: the names and values drawn above
        }
        if (profiles.some((profile) => conditions.every((one) => holds(one, profile)))) expect(reasoning.canHold(conditions)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})
