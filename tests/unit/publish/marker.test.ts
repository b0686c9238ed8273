import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isMarked, marked, markerOf, unmarked } from '../../../engine/core/publish/marker.ts'

describe('a marker', () => {
  test('stands behind the name, and says which thing of which journey it is', () => {
    expect(marked('Reminder A', 'cart', 'template/push-a/-')).toBe('Reminder A [rehearsal:cart/template/push-a/-]')
    expect(unmarked('Reminder A [rehearsal:cart/template/push-a/-]')).toEqual({ name: 'Reminder A', journeyId: 'cart', key: 'template/push-a/-' })
    expect(isMarked('Renamed by them [rehearsal:cart/journey]', 'cart', 'journey')).toBe(true)
  })

  test('is not seen where there is none', () => {
    for (const name of ['Reminder A', '', '[rehearsal:cart]', 'x [rehearsal:cart/journey] y', 'x [rehearsal:/journey]']) expect(unmarked(name), name).toBeNull()
    expect(isMarked('x [rehearsal:cart/journey]', 'cart', 'segment/vip')).toBe(false)
    expect(isMarked('x [rehearsal:shopping-cart/journey]', 'cart', 'journey')).toBe(false)
  })

  test('is read back whatever the name, the journey and the key are called', () => {
    const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 })
    fc.assert(fc.property(fc.oneof(text, fc.constant('')), text, text, (name, journeyId, key) => {
      const said = marked(name, journeyId, key)
      expect(unmarked(said)).toEqual({ name, journeyId, key })
      expect(said.endsWith(markerOf(journeyId, key))).toBe(true)
      expect(() => encodeURIComponent(markerOf(journeyId, key))).not.toThrow()
    }), { numRuns: 500 })
  })

  test('is kept whole where a name has to be cut, and no character is cut in halves', () => {
    const said = marked('Ödeme 🛒🛒🛒🛒🛒🛒', 'cart', 'journey', 36)
    expect(said).toBe('Ödeme 🛒🛒… [rehearsal:cart/journey]')
    expect(said.length).toBeLessThanOrEqual(36)
    expect(marked('Reminder', 'cart', 'journey', 5)).toBe('[rehearsal:cart/journey]')
  })
})
