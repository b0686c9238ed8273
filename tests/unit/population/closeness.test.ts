import { describe, expect, it } from 'vitest'
import type { Comparison } from '../../../engine/core/population/fidelity/report.ts'
import { roughly } from '../../../renderer/features/populations/amounts.ts'
import { closeOf, closenessOf, copyingOf, groupOf, timesAsFar } from '../../../renderer/features/populations/closeness.ts'
import { placing } from '../../../renderer/features/populations/placing.ts'

const comparison = (value: number | null, betweenHalves: number | null, id = 'names'): Comparison => ({
  id, kind: 'shares', title: 'Events by name', unit: 'share', rows: [], distance: 'jensen-shannon', value, betweenHalves,
})
const found = (share: number | null) => ({ sequences: 1000, found: Math.round((share ?? 0) * 1000), share })

describe('how close synthetic people are', () => {
  it('is told by the distance of two real halves, to the three decimals that are shown', () => {
    expect([comparison(0.02, 0.03), comparison(0.0304, 0.03), comparison(0.031, 0.03), comparison(null, 0.03)].map(closenessOf)).toEqual(['close', 'close', 'less', 'unknown'])
  })

  it('is told in times only where halves differ at all', () => {
    expect([timesAsFar(comparison(0.06, 0.03)), timesAsFar(comparison(0.06, 0)), timesAsFar(comparison(0.06, null))]).toEqual([2, null, null])
  })

  it('is counted among what can be compared', () => {
    const comparisons = [comparison(0.01, 0.02), comparison(0.03, 0.02), comparison(null, null)]
    expect(closeOf({ comparisons } as Parameters<typeof closeOf>[0])).toEqual({ close: 1, all: 2 }) // as: all it reads
  })

  it('stands with figures of its sort', () => {
    expect(['hours', 'attribute:plan', 'attribute-pairs', 'property:buy.price'].map((id) => groupOf(comparison(0, 0, id)))).toEqual(['behaviour', 'attributes', 'attributes', 'properties'])
  })
})

describe('whether people were copied', () => {
  it('is told by how often people repeat each other whom nobody learned from', () => {
    const of = (synthetic: number | null, heldOut: number | null) => copyingOf({ what: '', synthetic: found(synthetic), heldOut: found(heldOut) })
    expect([of(0.1, 0.1), of(0.115, 0.1), of(0.13, 0.1), of(null, 0.1)]).toEqual(['less', 'about', 'more', 'unknown'])
  })
})

describe('where values stand on their axis', () => {
  it('starts at nothing for shares and amounts, and is logarithmic for spans that are far apart', () => {
    const shares = placing([0.2, 0.4, null], 'share')
    expect([shares.isLog, shares.place(0.2), shares.place(0.4)]).toEqual([false, 0.5, 1])
    const spans = placing([0, 10_000, 100_000], 'ms')
    expect([spans.isLog, spans.place(0), spans.place(10_000), spans.place(100_000)]).toEqual([true, 0, 0.5, 1])
    expect(placing([60_000, 90_000], 'ms').isLog).toBe(false)
  })

  it('is 0 where nothing is known or all is nothing', () => {
    expect([placing([null, null], 'number').place(0), placing([0, 0], 'number').place(0)]).toEqual([0, 0])
  })
})

it('an amount that is not known to the last digit is told by two', () => {
  expect([roughly(7.3), roughly(9_912), roughly(14_961), roughly(999_999), roughly(1_240_000)]).toEqual(['7.3', '9,900', '15 k', '1 M', '1.2 M'])
})
