import { describe, expect, it } from 'vitest'
import { scalarOf, typedScalar } from '../../../renderer/features/inspector/condition/scalars.ts'
import { durationOf, partsOf } from '../../../renderer/features/inspector/fields/duration-parts.ts'

describe('values typed into a form', () => {
  it('mean what they look like, and quotes make a text', () => {
    expect(['TR', '50', '-0.5', 'true', '"50"', '007', '', '1e3', '12345678901234567890'].map(scalarOf)).toEqual(
      ['TR', 50, -0.5, true, '50', '007', '', 1000, '12345678901234567890'],
    )
  })

  it('read back as the value they were', () => {
    const values = ['TR', 50, '50', true, 'true', '', ' padded ', '"quoted"', '007', -0.25]
    expect(values.map(typedScalar).map(scalarOf)).toEqual(values)
  })
})

describe('durations in a form', () => {
  it('show the unit people would say', () => {
    expect(['PT30M', 'PT90M', 'PT24H', 'P14D', 'P2W', 'PT1.5S', 'P3M', 'P1Y', 'PT0S'].map(partsOf)).toEqual([
      { amount: 30, unit: 'minutes' },
      { amount: 90, unit: 'minutes' },
      { amount: 1, unit: 'days' },
      { amount: 14, unit: 'days' },
      { amount: 2, unit: 'weeks' },
      { amount: 1.5, unit: 'seconds' },
      { amount: 3, unit: 'months' },
      { amount: 1, unit: 'years' },
      { amount: 0, unit: 'seconds' },
    ])
  })

  it('are whole numbers of their unit, or none', () => {
    expect([durationOf(30, 'minutes'), durationOf(1.5, 'hours'), durationOf(-1, 'days'), durationOf(1.25, 'seconds'), durationOf(1.2345, 'seconds'), durationOf(2, 'years')]).toEqual(
      ['PT30M', undefined, undefined, 'PT1.25S', undefined, 'P2Y'],
    )
  })
})
