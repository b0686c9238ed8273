import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exactDurationSchema, parseDuration, spanSchema } from '../../engine/core/model/duration.ts'
import { spanMs } from '../differential/oracle/clock-by-the-page.ts'

const part = fc.option(fc.integer({ min: 0, max: 9999 }), { nil: undefined })

describe('durations', () => {
  it('are the sum of their parts: 7 days a week, 24 hours a day, exactly', () => {
    fc.assert(
      fc.property(part, part, part, part, part, fc.option(fc.integer({ min: 0, max: 999 }), { nil: undefined }), (weeks, days, hours, minutes, seconds, millis) => {
        const date = [weeks === undefined ? '' : `${weeks}W`, days === undefined ? '' : `${days}D`].join('')
        const fraction = seconds !== undefined && millis !== undefined ? `.${String(millis).padStart(3, '0')}` : ''
        const time = [hours === undefined ? '' : `${hours}H`, minutes === undefined ? '' : `${minutes}M`, seconds === undefined ? '' : `${seconds}${fraction}S`].join('')
        fc.pre(date !== '' || time !== '')
        const text = `P${date}${time === '' ? '' : `T${time}`}`
        const ms = ((((weeks ?? 0) * 7 + (days ?? 0)) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60_000 + (seconds ?? 0) * 1000 + (fraction === '' ? 0 : millis!)
        expect(parseDuration(text)).toEqual({ kind: 'exact', ms })
        expect(spanMs(text)).toBe(ms)
      }),
    )
  })

  it.each([
    ['PT15M', 900_000], ['P5D', 432_000_000], ['P1W', 604_800_000], ['PT0S', 0], ['P0D', 0], ['PT1.5S', 1500], ['PT0.001S', 1], ['PT0.25S', 250], ['P1DT1H', 90_000_000], ['PT36H', 129_600_000],
  ])('%s is %d ms', (text, ms) => {
    expect(parseDuration(text)).toEqual({ kind: 'exact', ms })
    expect(exactDurationSchema.safeParse(text).success).toBe(true)
  })

  it.each([['P1M', 1], ['P1Y', 12], ['P1Y6M', 18]])('%s is a calendar span of %d months, which no timer takes', (text, months) => {
    expect(parseDuration(text)).toEqual({ kind: 'calendar', months })
    expect(spanSchema.safeParse(text).success).toBe(true)
    expect(exactDurationSchema.safeParse(text).success).toBe(false)
  })

  it.each(['', 'P', 'PT', 'P1DT', '15M', 'PT1.5M', 'PT1.0005S', 'P-1D', '-P1D', 'P1.5D', 'pt15m', 'P 1D', 'PT1M1H', 'P1H', 'PT1,5S', 'P1Y2D', 'P1D '])('%j is none', (text) => {
    expect(parseDuration(text)).toBeUndefined()
    expect(spanSchema.safeParse(text).success).toBe(false)
  })
})
