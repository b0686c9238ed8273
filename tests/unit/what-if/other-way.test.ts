import { describe, expect, it } from 'vitest'
import type { Differences, PlaceDifference } from '../../../engine/core/report/differences.ts'
import { otherwise } from '../../../renderer/features/what-if/other-way.ts'

const place = (before: number | null, after: number | null): PlaceDifference => ({ people: { before, after }, share: { before: null, after: null } })

function changed(edges: Record<string, [number | null, number | null]>, { nodes = {}, sent = [5, 5] }: { nodes?: Record<string, [number, number]>; sent?: [number, number] } = {}): Differences {
  const places = (all: Record<string, [number | null, number | null]>) => Object.fromEntries(Object.entries(all).map(([id, [before, after]]) => [id, place(before, after)]))
  return {
    nodes: places(nodes), edges: places(edges), added: new Set(), removed: new Set(),
    rows: [{ id: 'sent', group: 'messages', measure: 'sent', subject: null, unit: 'people', isHeadline: true, before: sent[0], after: sent[1] }],
  }
}

describe('what a change does beside a figure that stays the same', () => {
  it('names the step most people leave another way, with how many at least', () => {
    expect(otherwise(changed({ 'cart:checkout': [66, 90], 'cart:purchase': [15, 22], 'cart:timeout': [416, 384], 'paying:timeout': [4, 3], 'paying:purchase': [8, 9] }))).toEqual({ kind: 'way', nodeId: 'cart', people: 31 })
  })

  it('counts nobody twice where only more or only fewer come through', () => {
    expect(otherwise(changed({ 'cart:checkout': [66, 90], 'cart:purchase': [15, 15] }))).toEqual({ kind: 'figures' })
  })

  it('takes a port that only one side has as nobody on the other', () => {
    expect(otherwise(changed({ 'entry:in:next': [10, 10], 'cart:new': [null, 7], 'cart:old': [9, null] }))).toEqual({ kind: 'way', nodeId: 'cart', people: 7 })
  })

  it('says that other figures or cards change, or that nothing does', () => {
    expect(otherwise(changed({}, { sent: [5, 6] }))).toEqual({ kind: 'figures' })
    expect(otherwise(changed({}, { nodes: { cart: [3, 4] } }))).toEqual({ kind: 'figures' })
    expect(otherwise(changed({ 'cart:old': [9, 9] }, { nodes: { cart: [3, 3] } }))).toEqual({ kind: 'nothing' })
  })
})
