import { beforeAll, describe, expect, it } from 'vitest'
import { knownZone } from '../../../engine/core/model/calendar.ts'
import { speak } from '../../../renderer/i18n/language.ts'

// Numbers, dates and spans are looked up as modules load, so these load once the window speaks Turkish.
async function fields() {
  const [value, share, hand, playback] = await Promise.all([
    import('../../../renderer/features/what-if/value-text.ts'),
    import('../../../renderer/features/assumptions/share-text.ts'),
    import('../../../renderer/features/by-hand/instant-text.ts'),
    import('../../../renderer/features/playback/instant-text.ts'),
  ])
  return { value, share, hand, playback }
}

let turkish: Awaited<ReturnType<typeof fields>>
beforeAll(async () => {
  speak('tr')
  turkish = await fields()
})

const NOON = Date.UTC(2026, 10, 1, 12)

describe('what is typed in a Turkish window', () => {
  it.each([
    ['share', 0.2, '%12,5', 0.125],
    ['share', 0.2, '12,5', 0.125],
    ['number', 500, '1.500', 1500],
    ['number', 500, '1.500,25', 1500.25],
    ['number', 500, '2,5', 2.5],
    ['ms', 60_000, '45 dk', 45 * 60_000],
    ['metre', 500, '1,2 km', 1200],
  ] as const)('as %s where %d stood, "%s" is %s', (unit, value, typed, is) => {
    expect(turkish.value.typedValue({ unit, value }, typed)).toBe(is)
  })

  it('is understood as it is shown', () => {
    for (const [unit, value] of [['share', 0.125], ['number', 1234.5], ['count', 1500], ['metre', 1200]] as const) {
      expect(turkish.value.typedValue({ unit, value }, turkish.value.valueAsTyped({ unit }, value))).toBe(value)
    }
    expect(turkish.value.valueAsTyped({ unit: 'share' }, 0.125)).toBe('%12,5')
    expect(turkish.share.textOfShare({ low: 0.04, high: 0.085 })).toBe('4–8,5')
    expect(turkish.share.shareOfText('%4–8,5')).toEqual({ low: 0.04, high: 0.085 })
  })

  it('an instant is a day with its Turkish name, or a distance in Turkish units', () => {
    const zone = knownZone('UTC')
    expect(turkish.playback.instantInWords(zone, NOON)).toBe('1 Kas 2026 Paz, 12:00')
    for (const typed of ['1 Kas 2026 Paz, 12:00', '1 Kas 12:00', '1 Kasım 12.00']) expect(turkish.playback.instantOf(typed, zone, NOON - 86_400_000, NOON)).toBe(NOON)
    expect(turkish.hand.instantOfText('+30 dk', NOON, 'UTC')).toBe(NOON + 30 * 60_000)
    expect(turkish.hand.instantOfText('-1 gün 1,5 saat', NOON, 'UTC')).toBe(NOON - 25.5 * 3_600_000)
  })
})
