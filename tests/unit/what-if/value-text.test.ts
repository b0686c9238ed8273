import { describe, expect, it } from 'vitest'
import { typedValue, valueAsTyped } from '../../../renderer/features/what-if/value-text.ts'

const MINUTE = 60_000

describe('a value that is typed', () => {
  it.each([
    ['ms', 15 * MINUTE, '45 min', 45 * MINUTE],
    ['ms', 15 * MINUTE, '45', 45 * MINUTE],
    ['ms', 15 * MINUTE, '1.5 h', 90 * MINUTE],
    ['ms', 15 * MINUTE, 'soon', undefined],
    ['ms', 15 * MINUTE, '2 months', undefined],
    ['month', 12, '6 months', 6],
    ['share', 0.2, '12.5 %', 0.125],
    ['share', 0.2, '12,5', 0.125],
    ['share', 0.2, '12 km', undefined],
    ['minuteOfDay', 1320, '21:30', 1290],
    ['minuteOfDay', 1320, '8', 480],
    ['minuteOfDay', 1320, '25:00', undefined],
    ['metre', 500, '1.2 km', 1200],
    ['count', 3, '4', 4],
    ['number', 500, '1,500', 1500],
    ['number', 500, '-2.5', -2.5],
    ['number', 500, 'many', undefined],
  ] as const)('as %s where %d stood, "%s" is %s', (unit, value, typed, is) => {
    expect(typedValue({ unit, value }, typed)).toBe(is)
  })

  it('is understood as it is shown', () => {
    for (const [unit, value] of [['ms', 90 * MINUTE], ['ms', 0], ['share', 0.125], ['minuteOfDay', 1290], ['month', 24], ['metre', 1200]] as const) {
      expect(typedValue({ unit, value }, valueAsTyped({ unit }, value))).toBe(value)
    }
  })
})
