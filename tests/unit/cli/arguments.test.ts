import { describe, expect, it } from 'vitest'
import { readArguments, readInstant, readWhole } from '../../../engine/cli/arguments.ts'

const OPTIONS = { json: 'flag', out: 'one', events: 'list' } as const
const refused = (message: string, help: string) => expect.objectContaining({ code: 'E_USAGE', message, help, unusable: true })

describe('a command line', () => {
  it('may mix files, options with one value, lists and flags in any order', () => {
    expect(readArguments(['a.json', '--events', 'x.csv', 'y.csv', '--json', 'b.json', '--out=r.json', '--events=z.csv', 'w.csv'], OPTIONS)).toEqual({
      positionals: ['a.json', 'b.json'],
      one: new Map([['out', 'r.json']]),
      list: new Map([['events', ['x.csv', 'y.csv', 'z.csv', 'w.csv']]]),
      flags: new Set(['json']),
    })
  })

  it.each([
    [['--bogus'], 'unknown option --bogus', 'options here are --json, --out, --events'],
    [['--out'], '--out needs a value', 'write --out followed by its value'],
    [['--out', '--json'], '--out needs a value', 'write --out followed by its value'],
    [['--events'], '--events needs a value', 'write --events followed by one or more values'],
    [['--events', '--json'], '--events needs a value', 'write --events followed by one or more values'],
  ])('%j is refused', (args, message, help) => {
    expect(() => readArguments(args, OPTIONS)).toThrow(refused(message, help))
  })
})

describe('an instant on the command line', () => {
  it.each([
    ['2026-12-01', '2026-12-01T00:00:00.000Z'],
    ['2026-12-01T09:00', '2026-12-01T09:00:00.000Z'],
    ['2026-12-01 09:00', '2026-12-01T09:00:00.000Z'],
    ['2026-12-01T09:00:30', '2026-12-01T09:00:30.000Z'],
    ['2026-12-01T09:00:00Z', '2026-12-01T09:00:00.000Z'],
    ['2026-12-01T09:00:00+03:00', '2026-12-01T06:00:00.000Z'],
    ['2026-12-01T09:00:00-0130', '2026-12-01T10:30:00.000Z'],
    ['2026-12-01T00:00:00.1239Z', '2026-12-01T00:00:00.123Z'],
    ['2028-02-29', '2028-02-29T00:00:00.000Z'],
  ])('%s is %s', (text, instant) => {
    expect(new Date(readInstant(text, 'from')).toISOString()).toBe(instant)
  })

  it.each(['', 'yesterday', '2026', '2026-13-01', '2026-02-30', '2026-02-29T09:00', '2026-12-01T25:00', '01.12.2026', '1764550800000', '2026-12-01T09:00:00 +03:00'])('"%s" is none', (text) => {
    expect(() => readInstant(text, 'until')).toThrow(refused(`--until "${text}" is no instant`, 'write ISO 8601, such as 2026-12-01T09:00:00Z'))
  })
})

describe('a whole number on the command line', () => {
  it.each([['0', 0, 0], ['7', 1, 7], ['9007199254740991', 0, 9007199254740991]])('%s, of %i or more, is %i', (text, least, value) => {
    expect(readWhole(text, 'seed', least)).toBe(value)
  })

  it.each([['', 0], [' ', 0], ['1.5', 0], ['-1', 0], ['0', 1], ['many', 0], ['9007199254740992', 0], ['Infinity', 0]])('"%s", of %i or more, is refused', (text, least) => {
    expect(() => readWhole(text, 'seed', least)).toThrow(refused(`--seed "${text}" is no whole number of ${least} or more`, 'write a number such as 1'))
  })
})
