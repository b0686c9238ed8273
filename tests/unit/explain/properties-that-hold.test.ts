import { describe, expect, it } from 'vitest'
import { lower } from '../../../engine/core/compile/lower.ts'
import { propertiesThatHold } from '../../../engine/core/explain/properties-that-hold.ts'
import { knownZone } from '../../../engine/core/model/calendar.ts'
import type { Condition } from '../../../engine/core/model/condition.ts'
import { evaluate } from '../../../engine/core/simulate/reference/evaluate.ts'

const view = { history: [], attributes: new Map(), now: 0, zone: knownZone('UTC') }

function holds(where: Condition): boolean {
  const program = lower([{ format: 'journey', formatVersion: 1, id: 'j', entries: [{ id: 'in', trigger: { kind: 'event', event: 'e' }, where, next: 'out' }], steps: { out: { kind: 'exit' } } }])
  return evaluate(program.journeys[0]!.entries[0]!.where, view, { name: 'e', at: 0, properties: propertiesThatHold(where) })
}

describe('an event that is proposed', () => {
  it.each<Condition>([
    { property: 'price', op: 'eq', value: 50 }, { property: 'price', op: 'gte', value: 50 }, { property: 'price', op: 'gt', value: 50 }, { property: 'price', op: 'lt', value: 50 }, { property: 'price', op: 'lte', value: 50 },
    { property: 'name', op: 'gt', value: 'm' }, { property: 'name', op: 'startsWith', value: 'Tee' }, { property: 'name', op: 'contains', value: 'shirt' }, { property: 'size', op: 'in', value: ['M', 'L'] },
    { property: 'price', op: 'between', value: [5, 9] }, { property: 'coupon', op: 'exists' }, { property: 'coupon', op: 'missing' }, { property: 'size', op: 'ne', value: 'M' }, { property: 'size', op: 'notIn', value: ['M'] },
    { all: [{ property: 'a', op: 'eq', value: true }, { any: [{ property: 'b', op: 'eq', value: 1 }, { property: 'c', op: 'eq', value: 2 }] }] },
    { not: { any: [{ property: 'a', op: 'missing' }, { property: 'b', op: 'gte', value: 3 }] } }, { not: { property: 'a', op: 'eq', value: 'x' } },
    { near: { latitude: 41, longitude: 29, radiusM: 500 } }, { not: { near: { latitude: 41, longitude: 29, radiusM: 500 } } },
  ])('has what %j asks of it', (where) => {
    expect(holds(where)).toBe(true)
  })

  it('says nothing of what an event cannot say', () => {
    expect(propertiesThatHold({ all: [{ attribute: 'country', op: 'eq', value: 'TR' }, { did: 'purchase' }] })).toEqual({})
    expect(propertiesThatHold(undefined)).toEqual({})
  })
})
