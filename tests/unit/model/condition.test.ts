import { describe, expect, it } from 'vitest'
import { conditionSchema, whereSchema } from '../../../engine/core/model/condition.ts'
import { jsonPath } from '../../../engine/core/json.ts'

const problems = (condition: unknown) => (conditionSchema.safeParse(condition).error?.issues ?? []).map(({ path, message, ...issue }) => [jsonPath(path), 'keys' in issue ? `unknown ${String(issue.keys)}` : message])

const did = (others: object) => ({ did: 'view', ...others })

describe('a condition', () => {
  it.each([
    { all: [] }, { any: [{ all: [] }] }, { not: { segment: 's' } }, { segment: 's' },
    { attribute: 'country', op: 'eq', value: 'TR' }, { attribute: 'n', op: 'ne', value: 1 }, { attribute: 'b', op: 'eq', value: false },
    { property: 'p', op: 'lt', value: 1 }, { property: 'p', op: 'lte', value: 'a' }, { property: 'p', op: 'gt', value: 1.5 }, { property: 'p', op: 'gte', value: -1 },
    { property: 'p', op: 'in', value: ['a', 1, true] }, { property: 'p', op: 'notIn', value: [] }, { property: 'p', op: 'contains', value: 'a' }, { property: 'p', op: 'startsWith', value: '' },
    { property: 'p', op: 'exists' }, { property: 'p', op: 'missing' }, { property: 'p', op: 'between', value: [1, 2] }, { property: 'p', op: 'between', value: ['a', 'b'] },
    did({}), { did: '*', where: {} }, did({ where: { property: 'p', op: 'exists' }, within: 'P5D', count: { op: 'gte', value: 3 }, per: 'productId' }), did({ count: { op: 'eq', value: 0 } }),
    ...['sum', 'avg', 'max', 'min', 'distinct'].map((name) => did({ within: 'P1Y', [name]: { property: 'price', op: 'gte', value: 500.5 } })),
    did({ notFollowedBy: { did: 'purchase', where: {}, within: 'PT1H' }, endingAgo: 'P30D', within: 'P1M' }),
    { sequence: [{ did: 'a', where: { segment: 's' } }, { did: 'b' }], within: 'P1D', endingAgo: 'P1D' },
    { score: 'churn', op: 'gte', value: 0.7 }, { near: { latitude: 41, longitude: 29, radiusM: 500 } },
    { localTime: { from: '22:00', to: '08:00' } }, { weekday: [1, 7] },
  ])('of every form is taken as it is: %j', (condition) => {
    expect(conditionSchema.parse(condition)).toEqual(condition)
    expect(whereSchema.parse(condition)).toEqual(condition)
  })

  it('may be empty only where "always" is meant', () => {
    expect(whereSchema.parse({})).toEqual({})
    expect(problems({})).toEqual([['$', expect.stringMatching(/^expected a condition: an object with one of all, any, not,/)]])
  })

  it.each([null, 5, 'x', [], { wat: 1 }])('is no %j', (condition) => {
    expect(problems(condition)).toEqual([['$', expect.stringMatching(/^expected a condition/)]])
  })

  it.each([
    [{ attribute: 'a', op: 'is', value: 1 }, '$.op', /expected one of "eq"/],
    [{ attribute: 'a', op: 'eq' }, '$.value', /^"eq" needs one value$/],
    [{ attribute: 'a', op: 'eq', value: [1] }, '$.value', /^"eq" needs one value$/],
    [{ attribute: 'a', op: 'eq', value: null }, '$.value', /^expected text, a number, true, false, or a list of them$/],
    [{ attribute: 'a', op: 'in', value: 'x' }, '$.value', /^"in" needs a list of values$/],
    [{ attribute: 'a', op: 'notIn', value: 1 }, '$.value', /^"notIn" needs a list of values$/],
    [{ attribute: 'a', op: 'exists', value: true }, '$.value', /^"exists" takes no value; remove it$/],
    [{ attribute: 'a', op: 'missing', value: 1 }, '$.value', /^"missing" takes no value; remove it$/],
    [{ attribute: 'a', op: 'gt', value: true }, '$.value', /^"gt" cannot compare true and false; use eq or ne$/],
    [{ attribute: 'a', op: 'startsWith', value: 1 }, '$.value', /^"startsWith" needs a text$/],
    ...[[1], [1, 2, 3], [1, 'b'], [true, false], 1].map((value) => [{ attribute: 'a', op: 'between', value }, '$.value', /^"between" needs a list of two numbers or two texts/] as const),
    [{ attribute: '', op: 'exists' }, '$.attribute', /./],
    [{ attribute: 'a', op: 'exists', valu: 1 }, '$', /^unknown valu$/],
    [{ all: [{ any: [{ not: { segment: 's', x: 1 } }] }] }, '$.all[0].any[0].not', /^unknown x$/],
    [{ all: [], any: [] }, '$', /^unknown any$/],
    [did({ per: 'p' }), '$.per', /^"per" needs "count" beside it$/],
    [did({ count: { op: 'gte', value: 1 }, sum: { property: 'p', op: 'gt', value: 1 } }), '$.count', /^"count" does not go with "sum"$/],
    [did({ sum: { property: 'p', op: 'gt', value: 1 }, max: { property: 'p', op: 'gt', value: 1 } }), '$.max', /^use one of sum, max, not several$/],
    [did({ count: { op: 'between', value: 1 } }), '$.count.op', /./],
    [did({ count: { op: 'gte', value: 1.5 } }), '$.count.value', /./],
    [did({ count: { op: 'gte', value: -1 } }), '$.count.value', /./],
    [did({ sum: { property: 'p', op: 'gt', value: '1' } }), '$.sum.value', /./],
    [did({ within: 'soon' }), '$.within', /^"soon" is not a duration/],
    [did({ where: { property: 'p' } }), '$.where.op', /./],
    [did({ notFollowedBy: { did: 'x' } }), '$.notFollowedBy.within', /./],
    [{ sequence: [] }, '$.sequence', /./],
    [{ sequence: [{ did: 'a', within: 'P1D' }] }, '$.sequence[0]', /^unknown within$/],
    [{ near: { latitude: 91, longitude: 0, radiusM: 1 } }, '$.near.latitude', /./],
    [{ near: { latitude: 0, longitude: 181, radiusM: 1 } }, '$.near.longitude', /./],
    [{ near: { latitude: 0, longitude: 0, radiusM: -1 } }, '$.near.radiusM', /./],
    [{ localTime: { from: '09:00', to: '09:00' } }, '$.localTime', /^from and to are the same time/],
    [{ localTime: { from: '24:00', to: '09:00' } }, '$.localTime.from', /^expected a local time such as 09:00$/],
    [{ weekday: [0] }, '$.weekday[0]', /./],
    [{ weekday: [] }, '$.weekday', /./],
  ] as [object, string, RegExp][])('%j is refused at %s', (condition, path, message) => {
    expect(problems(condition)).toEqual([[path, expect.stringMatching(message)]])
  })
})
