import { describe, expect, it } from 'vitest'
import type { Condition, DidCondition } from '../../../engine/core/model/condition.ts'
import { placeOf, withPlace } from '../../../renderer/document/arrival.ts'
import {
  asGroup, blankCondition, conditionProblem, coordinatesOf, fitsPlace, groupOf, isNever, measureOf, NEVER, opposite, withDid, withMeasure, withNever, withoutNot,
  type ConditionKind,
} from '../../../renderer/features/inspector/condition/condition-forms.ts'

const KINDS: readonly ConditionKind[] = ['attribute', 'segment', 'score', 'did', 'didNot', 'measure', 'sequence', 'abandoned', 'property', 'near', 'localTime', 'weekday', 'all', 'any']
const viewed: DidCondition = { did: 'product_view', within: 'P5D' }

describe('a new condition', () => {
  it('of every kind is valid as it stands', () => {
    expect(KINDS.map((kind) => conditionProblem(blankCondition(kind, {})))).toEqual(KINDS.map(() => undefined))
  })

  it('is offered only where it can be judged', () => {
    const offered = (place: Parameters<typeof fitsPlace>[1]) => KINDS.filter((kind) => !fitsPlace(kind, place))
    expect([offered({ kind: 'event', event: 'signup' }), offered({ kind: 'moment' }), offered({ kind: 'segment' })]).toEqual([
      [],
      ['property', 'near'],
      ['property', 'near', 'localTime', 'weekday'],
    ])
  })
})

describe('what people did', () => {
  it('turns into what they did not do, and back', () => {
    const counted: DidCondition = { ...viewed, count: { op: 'gte', value: 3 }, per: 'productId' }
    const never = withNever(counted, true)
    expect(never).toEqual({ ...viewed, count: NEVER })
    expect([isNever(never), isNever(counted)]).toEqual([true, false])
    expect(withNever(never, false)).toEqual(viewed)
  })

  it('is measured by one sum at a time, instead of a count', () => {
    const counted: DidCondition = { ...viewed, count: { op: 'gte', value: 3 }, per: 'productId' }
    const comparison = { property: 'price', op: 'gte' as const, value: 500 }
    const summed = withMeasure(counted, { aggregate: 'sum', comparison })
    expect(summed).toEqual({ ...viewed, sum: comparison })
    expect(withMeasure(summed, { aggregate: 'avg', comparison })).toEqual({ ...viewed, avg: comparison })
    expect(measureOf(summed)).toEqual({ aggregate: 'sum', comparison })
    expect(withMeasure(summed, undefined)).toEqual(viewed)
  })

  it('loses "the same …" with its count, and leaves no undefined behind', () => {
    const counted: DidCondition = { ...viewed, count: { op: 'gte', value: 3 }, per: 'productId' }
    expect(Object.keys(withDid(counted, { count: undefined, within: undefined }))).toEqual(['did'])
  })
})

describe('groups', () => {
  const a: Condition = { attribute: 'country', op: 'eq', value: 'TR' }

  it('are read and written as all, any, none or not all', () => {
    const groups: Condition[] = [{ all: [a] }, { any: [a] }, { not: { any: [a] } }, { not: { all: [a] } }]
    expect(groups.map((group) => asGroup(group)?.joining)).toEqual(['all', 'any', 'none', 'notAll'])
    expect(groups.map((group) => groupOf(asGroup(group)!.joining, asGroup(group)!.items))).toEqual(groups)
    expect(asGroup(a)).toBeUndefined()
  })

  it('are told from the opposite of one condition', () => {
    expect([opposite(a), opposite(opposite(a))]).toEqual([{ not: a }, a])
    expect([withoutNot({ not: a }), withoutNot(a)]).toEqual([{ negated: true, inner: a }, { negated: false, inner: a }])
  })
})

describe('arriving at a place', () => {
  const near = { latitude: 41, longitude: 29, radiusM: 500 }
  const weekend: Condition = { weekday: [6, 7] }
  const evening: Condition = { localTime: { from: '18:00', to: '23:00' } }

  it('is read apart from the rest of the condition, and put together again', () => {
    const wheres = [{ near }, { all: [{ near }, weekend] }, { all: [{ near }, weekend, evening] }]
    expect(wheres.map((where) => placeOf(where)?.rest)).toEqual([undefined, weekend, { all: [weekend, evening] }])
    expect(wheres.map((where) => withPlace(near, placeOf(where)?.rest))).toEqual(wheres)
  })

  it('is no place where none, or more than one, is asked for', () => {
    expect([undefined, weekend, { any: [{ near }] }, { all: [{ near }, { near }] }].map(placeOf)).toEqual([undefined, undefined, undefined, undefined])
  })

  it('takes coordinates as maps copy them', () => {
    expect(['41.0082, 28.9784', '41.0082 28.9784', '(-33.9, 18.4)', ' 41,29 ', '91, 0', 'Istanbul', '41'].map(coordinatesOf)).toEqual([
      { latitude: 41.0082, longitude: 28.9784 }, { latitude: 41.0082, longitude: 28.9784 }, { latitude: -33.9, longitude: 18.4 }, { latitude: 41, longitude: 29 },
      undefined, undefined, undefined,
    ])
  })
})
