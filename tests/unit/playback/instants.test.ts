import { describe, expect, it } from 'vitest'
import { knownZone } from '../../../engine/core/model/calendar.ts'
import { instantInShort, instantInWords, instantOf } from '../../../renderer/features/playback/instant-text.ts'
import { quietStretches, ticksOf } from '../../../renderer/features/playback/ticks.ts'
import { speedFor } from '../../../renderer/features/playback/speeds.ts'

const istanbul = knownZone('Europe/Istanbul')
const berlin = knownZone('Europe/Berlin')
const at = (text: string) => Date.parse(text)
const DAY = 86_400_000

describe('an instant as a person types it', () => {
  const from = at('2026-03-01T00:00+03:00')
  const shown = at('2026-03-10T15:30+03:00')
  it.each([
    ['14 Mar 18:00', '2026-03-14T18:00+03:00'],
    ['14 March 2026, 18:00', '2026-03-14T18:00+03:00'],
    ['Sat 14 Mar 2026, 18:00:05', '2026-03-14T18:00:05+03:00'],
    ['Sat 14 Mar, 18:00', '2026-03-14T18:00+03:00'],
    ['2026-03-14T18:00', '2026-03-14T18:00+03:00'],
    ['14.3. 9 am', '2026-03-14T09:00+03:00'],
    ['14 Mar at 6 pm', '2026-03-14T18:00+03:00'],
    ['14 Mar', '2026-03-14T00:00+03:00'],
    ['9:15', '2026-03-10T09:15+03:00'],
    ['11 pm', '2026-03-10T23:00+03:00'],
    ['Jan 5', '2027-01-05T00:00+03:00'],
  ])('“%s” is %s', (typed, instant) => {
    expect(instantOf(typed, istanbul, from, shown)).toBe(at(instant))
  })
  it.each(['', 'soon', '31 Feb 12:00', '14 Mar 25:00', '18', '12:61'])('“%s” is none', (typed) => {
    expect(instantOf(typed, istanbul, from, shown)).toBeUndefined()
  })

  it('reads back what it shows', () => {
    for (const exact of [false, true]) {
      expect(instantOf(instantInWords(istanbul, shown, exact), istanbul, from, shown)).toBe(shown)
      expect(instantOf(instantInShort(istanbul, shown + 5000, { from, until: shown }, true), istanbul, from, shown)).toBe(shown + 5000)
    }
    expect(instantInShort(istanbul, shown, { from, until: shown })).toBe('Tue 10 Mar, 15:30')
    expect(instantInShort(istanbul, shown, { from, until: from + 400 * DAY })).toBe('Tue 10 Mar 2026, 15:30')
  })
})

describe('the marks along a run', () => {
  it('stand at local midnights, Mondays and months, also where the clocks change', () => {
    const span = { from: at('2026-03-27T12:00Z'), until: at('2026-03-31T12:00Z') }
    expect(ticksOf(span, berlin, 6)).toEqual([
      { at: at('2026-03-28T00:00+01:00'), label: '28 Mar' }, { at: at('2026-03-29T00:00+01:00'), label: '29 Mar' },
      { at: at('2026-03-30T00:00+02:00'), label: '30 Mar' }, { at: at('2026-03-31T00:00+02:00'), label: '31 Mar' },
    ])
    expect(ticksOf({ from: span.from, until: span.from + 60 * DAY }, berlin, 9).map(({ label }) => label)).toEqual(['30 Mar', '6 Apr', '13 Apr', '20 Apr', '27 Apr', '4 May', '11 May', '18 May', '25 May'])
    expect(ticksOf({ from: span.from, until: span.from + 150 * DAY }, berlin, 6).map(({ label }) => label)).toEqual(['Apr 2026', 'May 2026', 'Jun 2026', 'Jul 2026', 'Aug 2026'])
    expect(ticksOf({ from: at('2026-03-28T21:00+01:00'), until: at('2026-03-29T04:00+02:00') }, berlin, 8).map(({ label }) => label)).toContain('29 Mar')
  })

  it('are never more than asked for by much, whatever the span', () => {
    for (const span of [60_000, 3_600_000, DAY, 20 * DAY, 100 * DAY, 1000 * DAY, 9000 * DAY]) expect(ticksOf({ from: 0, until: span }, berlin, 8).length).toBeLessThanOrEqual(10)
  })

  it('shade quiet hours over midnight and within a day, cut to the run', () => {
    const span = { from: at('2026-03-01T06:00+03:00'), until: at('2026-03-02T23:00+03:00') }
    expect(quietStretches(span, istanbul, { from: '22:00', to: '08:00' })).toEqual([
      { from: span.from, until: at('2026-03-01T08:00+03:00') },
      { from: at('2026-03-01T22:00+03:00'), until: at('2026-03-02T08:00+03:00') },
      { from: at('2026-03-02T22:00+03:00'), until: span.until },
    ])
    expect(quietStretches(span, istanbul, { from: '12:00', to: '13:00' })).toHaveLength(2)
  })
})

describe('the speed a run is played at first', () => {
  it('is the slowest at which it is over in a minute', () => {
    expect([10 * 60_000, 3_600_000, 2 * DAY, 30 * DAY, 365 * DAY, 9000 * DAY].map(speedFor)).toEqual([60_000, 60_000, 3_600_000, DAY, 7 * DAY, 30 * DAY])
  })
})
