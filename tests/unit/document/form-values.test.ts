import { describe, expect, it } from 'vitest'
import { scalarOf, typedScalar } from '../../../renderer/features/inspector/condition/scalars.ts'
import { isoParts, lastUnit, steppedSpan, typedSpan } from '../../../renderer/features/inspector/fields/duration-text.ts'
import { momentOf, offsetInWords, textOfMoment } from '../../../renderer/features/inspector/fields/moment.ts'
import { clockOf } from '../../../renderer/features/inspector/fields/time-text.ts'
import { shareOf, withShare } from '../../../renderer/features/inspector/steps/shares.ts'

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
  it('are read in the units they are written in', () => {
    expect(['PT30M', 'PT90M', 'P1DT12H', 'P2W', 'PT1.5S', 'P3M', 'P1Y', 'PT0S', 'P7DT0H'].map(isoParts)).toEqual([
      [{ amount: 30, unit: 'minutes' }],
      [{ amount: 90, unit: 'minutes' }],
      [{ amount: 1, unit: 'days' }, { amount: 12, unit: 'hours' }],
      [{ amount: 2, unit: 'weeks' }],
      [{ amount: 1.5, unit: 'seconds' }],
      [{ amount: 3, unit: 'months' }],
      [{ amount: 1, unit: 'years' }],
      [{ amount: 0, unit: 'seconds' }],
      [{ amount: 7, unit: 'days' }],
    ])
  })

  it('grow and shrink by one of their first unit, and stay at one', () => {
    expect([steppedSpan('P2D', 1), steppedSpan('P2D', -1), steppedSpan('P1D', -1), steppedSpan('P1DT12H', 1), steppedSpan('PT0S', 1), steppedSpan('P11M', 1), steppedSpan('soon', 1)]).toEqual(
      ['P3D', 'P1D', undefined, 'P2DT12H', 'PT1S', 'P1Y', undefined],
    )
  })
})

describe('durations as people type them', () => {
  it('bring their own units, or are numbers of the unit that goes without saying', () => {
    const typed = [
      '90', '90 min', '2h', '1h30', '1.5 h', '1,5 hours', '1 day 12 hours', '1h 30m', '2 weeks', '45 sec', '1 hour and 15 min', 'half an hour', 'an hour', 'two days', '0.5 s', '1 month', '18 months', '24 months',
    ]
    expect(typed.map((text) => typedSpan(text, 'minutes')?.iso)).toEqual([
      'PT90M', 'PT90M', 'PT2H', 'PT1H30M', 'PT90M', 'PT90M', 'P1DT12H', 'PT1H30M', 'P2W', 'PT45S', 'PT1H15M', 'PT30M', 'PT1H', 'P2D', 'PT0.5S', 'P1M', 'P18M', 'P2Y',
    ])
  })

  it('are none where nobody can say what they mean', () => {
    expect(['', 'soon', '3 parsecs', '1 month 2 days', 'half a month', '-2 h', '30 15', '1 jour'].map((text) => typedSpan(text, 'days'))).toEqual(Array.from({ length: 8 }, () => undefined))
  })

  it('without a unit are meant in the last one of what stood there', () => {
    expect(['PT90M', 'P1DT12H', 'P2W', undefined].map(lastUnit)).toEqual(['minutes', 'hours', 'weeks', 'days'])
  })

  it('read back as what they were', () => {
    for (const iso of ['PT90M', 'P1DT12H', 'P2W', 'PT1.5S', 'P3M', 'P1Y', 'PT0S', 'P2DT3H4M5S']) {
      expect(typedSpan(isoParts(iso).map(({ amount, unit }) => `${amount} ${unit}`).join(' '), 'days')?.iso).toBe(iso)
    }
  })
})

describe('times of day', () => {
  it('are understood as people write them', () => {
    expect(['9', '9:30', '09:05', '930', '2130', '9.30', '9 am', '12 am', '12:15 PM', '11pm', '21h', '24:00', '9:75', '13 pm', 'noon'].map(clockOf)).toEqual([
      '09:00', '09:30', '09:05', '09:30', '21:30', '09:30', '09:00', '00:00', '12:15', '23:00', '21:00', undefined, undefined, undefined, undefined,
    ])
  })
})

describe('moments', () => {
  const zone = 'Europe/Istanbul'

  it('of a schedule are local and stay as they were written', () => {
    const texts = ['2026-12-01', '2026-12-01T09:00']
    expect(texts.map((text) => momentOf(text, zone, 'local'))).toEqual([{ date: '2026-12-01', time: undefined }, { date: '2026-12-01', time: '09:00' }])
    expect(texts.map((text) => textOfMoment(momentOf(text, zone, 'local')!, zone, 'local'))).toEqual(texts)
  })

  it('of an opening date are shown on the clock of the journey and written with its offset', () => {
    expect(momentOf('2026-12-01T06:00', zone, 'utc')).toEqual({ date: '2026-12-01', time: '09:00' })
    expect(momentOf('2026-12-01T22:30:00Z', zone, 'utc')).toEqual({ date: '2026-12-02', time: '01:30' })
    expect(textOfMoment({ date: '2026-12-01', time: '09:00' }, zone, 'utc')).toBe('2026-12-01T09:00:00+03:00')
    expect(textOfMoment({ date: '2026-12-01', time: '09:00' }, 'UTC', 'utc')).toBe('2026-12-01T09:00:00Z')
    expect(textOfMoment({ date: '2026-12-01', time: undefined }, zone, 'utc')).toBe('2026-12-01')
  })

  it('take the first of two local times and the offset before a gap', () => {
    expect(textOfMoment({ date: '2026-10-25', time: '02:30' }, 'Europe/Berlin', 'utc')).toBe('2026-10-25T02:30:00+02:00')
    expect(textOfMoment({ date: '2026-03-29', time: '02:30' }, 'Europe/Berlin', 'utc')).toBe('2026-03-29T02:30:00+01:00')
    expect(textOfMoment({ date: '2026-03-29', time: '12:00' }, 'Europe/Berlin', 'utc')).toBe('2026-03-29T12:00:00+02:00')
  })

  it('name a zone by its distance from UTC', () => {
    const at = Date.UTC(2026, 0, 1)
    expect([zone, 'UTC', 'Asia/Kolkata', 'America/New_York'].map((name) => offsetInWords(name, at))).toEqual(['UTC+3', 'UTC', 'UTC+5:30', 'UTC−5'])
  })
})

describe('shares', () => {
  it('are per cent of all weights', () => {
    expect([0, 1, 2].map((index) => shareOf([{ weight: 1 }, { weight: 1 }, { weight: 2 }], index))).toEqual([25, 25, 50])
  })

  it('sum to 100 when one is set: the others share the rest as before', () => {
    expect(withShare([{ id: 'a', weight: 1 }, { id: 'b', weight: 1 }], 0, 30)).toEqual([{ id: 'a', weight: 30 }, { id: 'b', weight: 70 }])
    expect(withShare([{ weight: 50 }, { weight: 30 }, { weight: 20 }], 0, 0).map(({ weight }) => weight)).toEqual([0, 60, 40])
    expect(withShare([{ weight: 100 }, { weight: 0 }, { weight: 0 }], 0, 50).map(({ weight }) => weight)).toEqual([50, 25, 25])
  })
})
