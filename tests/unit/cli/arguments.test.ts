import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readArguments, readInstant, readWhole } from '../../../engine/cli/arguments.ts'
import { aFolder } from './run-rehearse.ts'
import { FILES } from './sample-files.ts'

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
    [['--json=false'], '--json takes no value', 'write --json alone, or leave it out'],
    [['--json='], '--json takes no value', 'write --json alone, or leave it out'],
    [['--events'], '--events needs a value', 'write --events followed by one or more values'],
    [['--out', 'a.json', '--out', 'b.json'], '--out is given twice', 'it takes one value: leave one of them out'],
    [['--out=a.json', 'x', '--out=a.json'], '--out is given twice', 'it takes one value: leave one of them out'],
    [['--events', '--json'], '--events needs a value', 'write --events followed by one or more values'],
  ])('%j is refused', (args, message, help) => {
    expect(() => readArguments(args, OPTIONS)).toThrow(refused(message, help))
  })
})

describe('an option that an action does not take', () => {
  it.each<[command: 'coverage' | 'data' | 'segments' | 'workspace', args: string[], message: string]>([
    ['data', ['export', 'events.csv', '--from', '2026-01-03'], 'data export takes no --from'],
    ['data', ['export', 'events.csv', '--name', 'x'], 'data export takes no --name'],
    ['data', ['rejects', 'events.csv', '--attributes'], 'data rejects takes no --attributes'],
    ['data', ['import', 'events.csv', '--until', '2026-01-03'], 'data import takes no --until'],
    ['data', ['inspect', 'events.csv', '--out', 'x.csv'], 'data inspect takes no --out'],
    ['data', ['list', '--yes'], 'data list takes no --yes'],
    ['data', ['reimport', 'shop', '--drop', 'email'], 'data reimport takes no --drop'],
    ['data', ['delete', 'shop', '--from', '2026-01-03'], 'data delete takes no --from'],
    ['data', ['sample', 'shop', '--share', '0.1', '--hash', 'email'], 'data sample takes no --hash'],
    ['data', ['slice', 'shop', '--from', '2026-01-03', '--drop', 'email'], 'data slice takes no --drop'],
    ['data', ['export', 'shop', '--drop', 'email', '--workspace', 'ws'], 'data export of a dataset of the workspace takes no --drop'],
    ['data', ['rejects', 'shop', '--header', 'no', '--workspace', 'ws'], 'data rejects of a dataset of the workspace takes no --header'],
    ['segments', ['list', '--dataset', 'shop'], 'segments list takes no --dataset'],
    ['segments', ['show', 'buyers', '--at', '2026-01-03'], 'segments show takes no --at'],
    ['segments', ['size', 'buyers', '--from', '2026-01-03', '--events', 'events.csv'], 'segments size without --by takes no --from'],
    ['segments', ['size', 'buyers', '--by', 'week', '--at', '2026-01-03', '--events', 'events.csv'], 'segments size with --by takes no --at'],
    ['segments', ['overlap', 'buyers', 'lookers', '--by', 'day', '--events', 'events.csv'], 'segments overlap takes no --by'],
    ['segments', ['movement', 'buyers', '--drop', 'email', '--dataset', 'shop'], 'segments movement of a dataset of the workspace takes no --drop'],
    ['coverage', ['shop.json', '--from', '2026-01-03'], 'coverage without --events takes no --from'],
    ['coverage', ['shop.json', '--make', 'cases', '--as', 'braze'], 'coverage without --events takes no --as'],
    ['coverage', ['shop.json', '--map', 'at=time'], 'coverage without --events takes no --map'],
    ['coverage', ['shop.json', '--scenario', 's.json', '--assume', 'low'], 'coverage without --events takes no --assume'],
    ['coverage', ['shop.json', '--events', 'events.csv', '--make', 'cases', '--as', 'braze'], 'coverage with --make takes no --as'],
    ['coverage', ['shop.json', '--events', 'events.csv', '--tries', '3'], 'coverage with --events and without --make takes no --tries'],
    ['workspace', ['backup', '--out', 'x'], 'workspace backup takes no --out'],
    ['workspace', ['export', '--to', 'x'], 'workspace export takes no --to'],
    ['workspace', ['use', 'x', '--workspace', 'ws'], 'workspace use takes no --workspace'],
  ])('of %s %j is refused, and nothing is made', async (command, args, message) => {
    const { rehearse, path } = aFolder(FILES)
    const out = args[1] !== undefined && ['export', 'rejects'].includes(args[0]!) && command === 'data' ? ['--out', 'out.csv'] : []
    const { code, stdout, stderr } = await rehearse(command, ...args, ...out)
    expect([code, stdout, stderr.split('\n')[0], readdirSync(path('.')).sort()]).toEqual([2, '', `E_USAGE ${message}`, ['events.csv', 'shop.json']])
  })

  it('is not one that it does take: a file is exported without a column, a dataset as it was imported', async () => {
    const { rehearse, path } = aFolder(FILES)
    const exported = await rehearse('data', 'export', 'events.csv', '--drop', 'price', '--workspace', 'ws', '--out', 'out.csv')
    expect([exported.code, readFileSync(path('out.csv'), 'utf8').includes('price')]).toEqual([0, false])
    expect((await rehearse('data', 'import', 'events.csv', '--drop', 'price', '--name', 'Shop', '--workspace', 'ws')).code).toBe(0)
    const again = await rehearse('data', 'export', 'Shop', '--as-is', '--attributes', '--workspace', 'ws', '--out', 'again.csv')
    expect([again.code, readFileSync(path('again.csv'), 'utf8').includes('price')]).toEqual([0, false])
  })
})

describe('data import', () => {
  it('refuses an empty name before it reads anything', async () => {
    const { rehearse, path } = aFolder(FILES)
    const { code, stdout, stderr } = await rehearse('data', 'import', 'events.csv', '--name', '', '--workspace', 'ws')
    expect([code, stdout, stderr.split('\n')[0], readdirSync(path('.')).sort()]).toEqual([2, '', 'E_USAGE --name is empty', ['events.csv', 'shop.json']])
  })

  it('tells of what the workspace refuses as of any failure', async () => {
    const { rehearse } = aFolder(FILES)
    const { code, stderr } = await rehearse('data', 'import', 'events.csv', '--set-name=', '--workspace', 'ws')
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^E_\w+ .+\n {2}.+/)])
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
