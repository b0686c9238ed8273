import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../../engine/core/json.ts'
import { simulationResultSchema } from '../../../engine/core/simulate/result.ts'
import { aFolder } from './run-rehearse.ts'
import { EVENTS, FILES, JOURNEY } from './sample-files.ts'

const sha256 = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`
const NINE = Date.UTC(2026, 11, 1, 9)
const NEXT_DAY = Date.UTC(2026, 11, 2, 9)
const step = (entered: number, ports: Record<string, number>, ended: Record<string, number>, dwell: [number | null, number | null, number | null], sent = 0) => ({
  entered, waiting: 0, ports, ended, dwellMs: { p50: dwell[0], p90: dwell[1], mean: dwell[2] }, sent, suppressed: {},
})

const FIGURES = {
  journey: { id: 'shop', digest: sha256(canonicalJson(JOURNEY)) },
  dataset: { digest: sha256(EVENTS), events: 5, profiles: 3, from: NINE, to: NEXT_DAY },
  from: NINE,
  until: NEXT_DAY,
  seed: 0,
  instances: { started: 3, active: 0, ended: 3, converted: 1, mature: 0, outcomes: { completed: 3 }, profiles: 3 },
  entries: { in: { matched: 3, admitted: 3, refused: 0 } },
  steps: {
    wait: step(3, { cart: 1, timeout: 2 }, {}, [3_600_000, 3_600_000, 2_600_000]),
    split: step(1, { a: 1, b: 0 }, {}, [0, 0, 0]),
    push: step(3, { next: 0 }, { completed: 3 }, [0, 0, 0], 3),
    mail: step(0, { next: 0 }, {}, [null, null, null]),
  },
  goals: { ordered: { conversions: 1, value: 12.5, creditedTo: { push: 1 } } },
  splits: { split: { a: { entered: 1, converted: 0, value: 0 }, b: { entered: 0, converted: 0, value: 0 } } },
  holdout: { started: 0, converted: 0, value: 0 },
  breakdowns: {},
}

/** A result without what depends on the engine and the machine. */
function figures(text: string): unknown {
  const { engine: _engine, engineVersion: _version, timing: _timing, ...rest } = simulationResultSchema.parse(JSON.parse(text))
  return rest
}

describe('rehearse simulate', () => {
  it('writes the figures as canonical JSON and a newline, and tells what it read', async () => {
    const { program, path } = aFolder(FILES)
    const ran = await program('simulate', 'shop.json', '--events', 'events.csv', '--out', 'result.json')
    expect(ran).toEqual({ code: 0, stdout: '', stderr: 'timestamps: ISO 8601 (5 rows)\nrejected rows: 1 unreadable instant; see rehearse data inspect\n' })
    const text = readFileSync(path('result.json'), 'utf8')
    expect(figures(text)).toEqual(FIGURES)
    expect(text).toBe(`${canonicalJson(JSON.parse(text))}\n`)
    expect(readdirSync(path('.')).sort()).toEqual(['events.csv', 'result.json', 'shop.json'])
  })

  it('gives the same on either engine, on any number of workers, with a cache or without', async () => {
    const { rehearse } = aFolder(FILES)
    const simulate = (...more: string[]) => rehearse('simulate', '--events', 'events.csv', 'shop.json', ...more)
    const first = await simulate()
    const others = await Promise.all([simulate('--engine', 'xstate'), simulate('--workers', '2'), simulate('--engine=xstate', '--workers=3'), simulate('--workers', '1')])
    expect([first, ...others].map(({ code }) => code)).toEqual([0, 0, 0, 0, 0])
    for (const { stdout } of [first, ...others]) expect(figures(stdout)).toEqual(FIGURES)
    expect([first, ...others].map(({ stdout }) => (JSON.parse(stdout) as { engine: string }).engine)).toEqual(['kernel', 'xstate', 'kernel', 'xstate', 'kernel']) // as: a result
  })

  it('writes one line a message: by profile id, then in order, quoted where needed', async () => {
    const { rehearse, path } = aFolder(FILES)
    await rehearse('simulate', 'shop.json', '--events', 'events.csv', '--out', 'result.json', '--messages', 'messages.csv')
    expect(readFileSync(path('messages.csv'), 'utf8')).toBe(
      [
        'profileId,stepId,channel,at,status,reason,path',
        '"p,""3",push,push,2026-12-01T10:00:00.000Z,sent,,',
        'p1,push,push,2026-12-01T09:10:00.000Z,sent,,split=a',
        'p2,push,push,2026-12-01T10:00:00.000Z,sent,,',
        '',
      ].join('\n'),
    )
  })

  it('breaks figures down by properties of the trigger, and says which had none', async () => {
    const { rehearse } = aFolder(FILES)
    const { stdout } = await rehearse('simulate', 'shop.json', '--events', 'events.csv', '--break-down', 'platform, plan')
    const { breakdowns } = simulationResultSchema.parse(JSON.parse(stdout))
    const counted = Object.entries(breakdowns).map(([name, values]) => [name, Object.fromEntries(Object.entries(values).map(([value, { instances, goals }]) => [value, [instances.started, goals.ordered?.value]]))])
    expect(Object.fromEntries(counted)).toEqual({ platform: { '(missing)': [1, 0], android: [1, 12.5], ios: [1, 0] }, plan: { '(missing)': [3, 12.5] } })
  })

  it('enters nobody before --from and does nothing after --until, in UTC unless a zone is given', async () => {
    const { rehearse } = aFolder({ ...FILES, 'events.csv': `${EVENTS}p4,2026-12-02,signup,,ios\n` })
    const span = async (...options: string[]) => {
      const { stdout } = await rehearse('simulate', 'shop.json', '--events', 'events.csv', ...options)
      const { from, until, instances } = simulationResultSchema.parse(JSON.parse(stdout))
      return [new Date(from).toISOString(), new Date(until).toISOString(), instances.started, instances.active]
    }
    expect(
      await Promise.all([
        span('--from', '2026-12-02'),
        span('--until', '2026-12-01T09:30'),
        span('--from=2026-12-01T12:00:00+03:00', '--until', '2026-12-01 10:00Z'),
        span('--from', '2026-12-01T09:00:00.001Z'),
      ]),
    ).toEqual([
      ['2026-12-02T00:00:00.000Z', '2026-12-02T09:00:00.000Z', 1, 0],
      ['2026-12-01T09:00:00.000Z', '2026-12-01T09:30:00.000Z', 3, 2],
      ['2026-12-01T09:00:00.000Z', '2026-12-01T10:00:00.000Z', 3, 0],
      ['2026-12-01T09:00:00.001Z', '2026-12-02T09:00:00.000Z', 1, 0],
    ])
  })

  it('maps columns, takes a constant event name and a file of profiles', async () => {
    const { rehearse } = aFolder({
      'j.json': JSON.stringify({ ...JOURNEY, entries: [{ ...JOURNEY.entries[0], where: { attribute: 'country', op: 'eq', value: 'TR' } }] }),
      'rows.csv': 'customer,when\na,2026-12-01T09:00Z\nb,2026-12-01T09:00Z\n',
      'people.csv': 'customer,country\na,TR\nb,DE\n',
    })
    const { code, stdout, stderr } = await rehearse('simulate', 'j.json', '--events', 'rows.csv', '--map', 'profileId=customer,at=when', '--set-name', 'signup', '--profiles', 'people.csv', '--seed', '7')
    expect([code, stderr]).toEqual([
      0,
      'timestamps: ISO 8601 (2 rows)\nnotice: attributes as of export, which may know the future: country; with a column of instants in the profiles file, name it with --profiles-at\n',
    ])
    const { instances, seed } = simulationResultSchema.parse(JSON.parse(stdout))
    expect([instances.started, instances.active, seed]).toEqual([1, 1, 7])
  })
})

describe('rehearse simulate refuses', () => {
  const given = ['shop.json', '--events', 'events.csv']
  it.each<[what: string, args: string[], files: Record<string, string>, firstLine: string]>([
    ['a 0-byte event file', ['shop.json', '--events', 'e.csv'], { 'e.csv': '' }, 'E_EMPTY_FILE e.csv: The file is empty (0 bytes).'],
    ['an event file that is not there', ['shop.json', '--events', 'gone.csv'], {}, 'E_UNREADABLE gone.csv: there is no such file.'],
    ['a file without the mapped column', [...given, '--map', 'profileId=customer'], {}, 'E_COLUMN_MISSING events.csv: there is no column "customer" for the profile ids. Columns: profileId, at, name, price, platform.'],
    ['a file without a usable row', ['shop.json', '--events', 'e.csv'], { 'e.csv': 'profileId,at,name\np,soon,x\n' }, 'E_NO_USABLE_ROW e.csv: no row is usable (1 × unreadable instant).'],
    ['a map it cannot read', [...given, '--map', 'nonsense'], {}, 'E_MAP --map: cannot read "nonsense".'],
    ['an unknown option', [...given, '--frobnicate'], {}, 'E_USAGE unknown option --frobnicate'],
    ['an unknown engine', [...given, '--engine', 'quantum'], {}, 'E_USAGE --engine "quantum" is unknown'],
    ['an instant that is none', [...given, '--from', '2026-02-30'], {}, 'E_USAGE --from "2026-02-30" is no instant'],
    ['a map with one column for two things', [...given, '--map', 'profileId=price,name=price'], {}, 'E_MAP --map gives the column "price" to both profileId and name.'],
    ['a number of workers that is none', [...given, '--workers', '0'], {}, 'E_USAGE --workers "0" is no whole number of 1 or more'],
    ['a run without events', ['shop.json'], {}, 'E_USAGE no event file given'],
    ['a run without a journey', ['--events', 'events.csv'], {}, 'E_USAGE no journey file given'],
    ['a second journey that is not there', ['shop.json', 'two.json', '--events', 'events.csv'], {}, 'E_UNREADABLE two.json: there is no such file.'],
    ['a scenario that is not there', [...given, '--scenario', 'x.json'], {}, 'E_UNREADABLE x.json: there is no such file.'],
    ['an empty scenario', [...given, '--scenario', 'x.json'], { 'x.json': '' }, 'E_SCENARIO x.json: the file is empty'],
    ['a scenario of a newer version', [...given, '--scenario', 'x.json'], { 'x.json': '{"format":"scenario","formatVersion":2}' }, 'E_SCENARIO x.json: this scenario is written in format version 2; this Rehearsal reads version 1'],
    ['a shard without their number', [...given, '--shard', '0'], {}, 'E_USAGE --shards and --shard go together'],
    ['a shard beyond the last', [...given, '--shards', '2', '--shard', '2'], {}, 'E_USAGE there is no shard 2 of 2'],
  ])('%s, exit code 2, and writes nothing', async (_, args, files, firstLine) => {
    const { rehearse, path } = aFolder({ ...FILES, ...files })
    const before = readdirSync(path('.'))
    const { code, stdout, stderr } = await rehearse('simulate', ...args, '--out', 'result.json', '--messages', 'messages.csv', '--pressure', 'pressure.json')
    expect([code, stdout, stderr.split('\n')[0]]).toEqual([2, '', firstLine])
    expect(readdirSync(path('.'))).toEqual(before)
  })

  it.each([
    ['--from', '2027-01-01', 'E_USAGE --from 2027-01-01 is after the last event, 2026-12-02T09:00:00.000Z'],
    ['--until', '2026-01-01', 'E_USAGE --until 2026-01-01 is before the first event, 2026-12-01T09:00:00.000Z'],
  ])('a run that is over before it begins, by %s %s', async (option, instant, line) => {
    const { rehearse } = aFolder(FILES)
    const { code, stdout, stderr } = await rehearse('simulate', ...given, option, instant)
    expect([code, stdout, stderr.split('\n').filter((one) => one.startsWith('E_'))]).toEqual([2, '', [line]])
    expect((await rehearse('simulate', ...given, '--from', '2027-01-01', '--until', '2027-01-02')).code).toBe(0)
  })

  it('to write where it cannot, and leaves no part of a file', async () => {
    const { rehearse, path } = aFolder(FILES)
    mkdirSync(path('taken'))
    const runs = await Promise.all([rehearse('simulate', ...given, '--out', 'missing/result.json'), rehearse('simulate', ...given, '--pressure', 'taken')])
    expect(runs.map(({ code, stdout, stderr }) => [code, stdout, /^E_WRITE cannot write (\S+):/m.exec(stderr)?.[1]])).toEqual([[2, '', 'missing/result.json'], [2, '', 'taken']])
    expect([readdirSync(path('.')).sort(), readdirSync(path('taken'))]).toEqual([['events.csv', 'shop.json', 'taken'], []])
  })
})

describe('rehearse', () => {
  it('knows its commands, and says so for one it does not', async () => {
    const { program } = aFolder()
    const { code, stderr } = await program('frobnicate')
    expect([code, stderr.split('\n')[0]]).toEqual([2, 'E_USAGE there is no command "frobnicate"'])
    expect((await program('help')).stdout.split('\n')[0]).toMatch(/^rehearse \d+\.\d+\.\d+: draw a customer journey/)
  })
})

it('refuses a result file it could not write before it runs anything', async () => {
  const { rehearse } = aFolder(FILES)
  const { code, stdout, stderr } = await rehearse('simulate', 'shop.json', '--events', 'no-such-events.csv', '--out', 'no/such/folder/result.json')
  expect([code, stdout, stderr.split('\n')[0]]).toEqual([2, '', 'E_WRITE cannot write no/such/folder/result.json: its folder does not exist'])
})
