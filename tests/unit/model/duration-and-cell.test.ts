import { describe, expect, it } from 'vitest'
import { typeCell } from '../../../engine/core/model/cell.ts'
import { durationInWords, exactDurationSchema, exactMs, parseDuration, spanSchema } from '../../../engine/core/model/duration.ts'

const DAY = 86_400_000

describe('a duration', () => {
  it.each([
    ['PT0S', 0, '0 ms'],
    ['PT0.001S', 1, '1 ms'],
    ['PT1.5S', 1500, '1 s'],
    ['PT0.05S', 50, '50 ms'],
    ['PT15M', 900_000, '15 min'],
    ['PT90M', 5_400_000, '1 h 30 min'],
    ['P1D', DAY, '1 day'],
    ['P5D', 5 * DAY, '5 days'],
    ['P1W', 7 * DAY, '7 days'],
    ['P1W2DT3H4M5.678S', 9 * DAY + 3 * 3_600_000 + 4 * 60_000 + 5678, '9 days 3 h'],
    ['P007D', 7 * DAY, '7 days'],
  ])('%s is %i ms, in words "%s"', (text, ms, words) => {
    expect([parseDuration(text), exactMs(text), durationInWords(text), exactDurationSchema.safeParse(text).success]).toEqual([{ kind: 'exact', ms }, ms, words, true])
  })

  it.each([['P1M', 1, '1 month'], ['P1Y', 12, '1 year'], ['P2Y6M', 30, '2 years 6 months']])('%s is a calendar span of %i months, which only a span may be', (text, months, words) => {
    expect([parseDuration(text), durationInWords(text), spanSchema.safeParse(text).success]).toEqual([{ kind: 'calendar', months }, words, true])
    expect(exactDurationSchema.safeParse(text).error?.issues.map(({ message }) => message)).toEqual([
      `"${text}" is a calendar span, which is allowed only in a condition's window or a calendar cap; write an ISO 8601 duration in whole numbers, such as PT15M, P5D or P1W`,
    ])
    expect(() => exactMs(text)).toThrow(`not an exact duration: ${text}`)
  })

  it.each(['', 'P', 'PT', 'P1DT', '1D', 'P1', 'PT1', 'P0.5D', 'PT1.5M', 'PT1,5S', 'PT1.2345S', 'PT1.S', 'PT.5S', 'P-1D', '-P1D', 'p1d', 'P1H', 'PT1D', 'P1D1W', 'P1M1D', 'P1YT1H', ' P1D', 'P1D\n', 'P١D', 'PT99999999999999999S'])(
    '"%s" is none',
    (text) => {
      expect([parseDuration(text), exactDurationSchema.safeParse(text).success, spanSchema.safeParse(text).success]).toEqual([undefined, false, false])
    },
  )
})

describe('a CSV cell is typed by itself', () => {
  it.each([
    ['', undefined], ['true', true], ['TRUE', true], ['False', false], ['0', 0], ['-0.5', -0.5], ['12.50', 12.5], ['1e3', 1000], ['1E-2', 0.01], ['-7', -7],
    ['999999999999999', 999_999_999_999_999], ['-999999999999999', -999_999_999_999_999], ['1234567890123456.5', 1_234_567_890_123_456.5],
  ])('%j is %j', (text, value) => {
    expect(typeCell(text)).toBe(value)
  })

  it.each(['007', '-07', '+1', '.5', '5.', '1_000', '1,5', '0x10', 'NaN', 'Infinity', '1e999', 'NA', 'null', 'yes', ' 1', '1 ', ' true', '-', '1234567890123456', '-1234567890123456', '٣'])('%j stays text as written', (text) => {
    expect(typeCell(text)).toBe(text)
  })
})
