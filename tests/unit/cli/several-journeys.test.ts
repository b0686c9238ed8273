import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../../engine/core/json.ts'
import { simulationResultSchema, type SimulationResult } from '../../../engine/core/simulate/result.ts'
import { aFolder } from './run-rehearse.ts'
import { CARE, EVENTS, FILES, JOURNEY } from './sample-files.ts'

const files = { ...FILES, 'care.json': JSON.stringify(CARE) }
const READ = 'timestamps: ISO 8601 (5 rows)\nrejected rows: 1 unreadable instant; see rehearse data inspect\n'

const results = (text: string) => (JSON.parse(text) as unknown[]).map((one) => simulationResultSchema.parse(one)) // as: the file of several journeys
/** Results without what depends on the engine and the machine. */
const figures = (list: SimulationResult[]) => canonicalJson(list.map(({ engine: _engine, timing: _timing, ...rest }) => rest))

/** Everybody gets both messages on one day: the mail at nine, the other an hour later, but p1 within the hour. */
const PRESSURE = {
  profileDays: 3, messagesPerDay: { p50: 2, p90: 2, max: 2 }, distribution: [[2, 3]], cap: 1, shareOverCap: 1, collisions: [{ journeys: ['shop', 'care'], hours: 1 }],
}
const IN_WORDS = `message pressure: 3 days of profiles had messages; messages on such a day: median 2, 90th percentile 2, most 2
over the cap of 1 a day: 100.0 % of these days
collisions (hours in which one profile heard from both):
  shop and care: 1
`

describe('several journeys in one run', () => {
  it('give a list of results as given, and in words how much people get from all of them', async () => {
    const { program, path } = aFolder(files)
    const ran = await program('simulate', 'shop.json', 'care.json', '--events', 'events.csv', '--out', 'result.json', '--pressure', 'pressure.json')
    expect(ran).toEqual({ code: 0, stdout: '', stderr: READ + IN_WORDS })
    const text = readFileSync(path('result.json'), 'utf8')
    expect(text).toBe(`${canonicalJson(JSON.parse(text))}\n`)
    expect(results(text).map(({ journey, steps }) => [journey.id, steps.push?.sent, steps.mail?.sent])).toEqual([['shop', 3, 0], ['care', undefined, 3]])
    expect(readFileSync(path('pressure.json'), 'utf8')).toBe(`${canonicalJson(PRESSURE)}\n`)
  })

  it('give the same bytes on either engine and on any number of workers, shards or none', async () => {
    const { rehearse, path } = aFolder(files)
    const simulate = (...more: string[]) => rehearse('simulate', 'care.json', 'shop.json', '--events', 'events.csv', '--break-down', 'platform', ...more)
    const runs = await Promise.all([simulate(), simulate('--engine', 'xstate'), simulate('--workers', '3'), simulate('--engine', 'xstate', '--workers', '2')])
    const [whole, ...others] = runs.map(({ stdout }) => figures(results(stdout)))
    expect(others).toEqual([whole, whole, whole])
    for (const shard of ['0', '1']) await simulate('--shards', '2', '--shard', shard, '--out', `${shard}.json`)
    const merged = await rehearse('merge', '1.json', '0.json', '--pressure', 'pressure.json')
    expect([merged.code, merged.stderr]).toEqual([0, IN_WORDS.replace('shop and care', 'care and shop')])
    expect(figures(results(merged.stdout))).toBe(whole)
    expect(JSON.parse(readFileSync(path('pressure.json'), 'utf8'))).toEqual({ ...PRESSURE, collisions: [{ journeys: ['care', 'shop'], hours: 1 }] })
  })

  it('write all messages by profile, and whose each is', async () => {
    const { rehearse, path } = aFolder(files)
    await rehearse('simulate', 'shop.json', 'care.json', '--events', 'events.csv', '--out', 'result.json', '--messages', 'messages.csv')
    expect(readFileSync(path('messages.csv'), 'utf8').split('\n')).toEqual([
      'profileId,stepId,channel,at,status,reason,path,journeyId',
      '"p,""3",mail,email,2026-12-01T09:00:00.000Z,sent,,,care',
      '"p,""3",push,push,2026-12-01T10:00:00.000Z,sent,,,shop',
      'p1,mail,email,2026-12-01T09:00:00.000Z,sent,,,care',
      'p1,push,push,2026-12-01T09:10:00.000Z,sent,,split=a,shop',
      'p2,mail,email,2026-12-01T09:00:00.000Z,sent,,,care',
      'p2,push,push,2026-12-01T10:00:00.000Z,sent,,,shop',
      '',
    ])
  })

  it('share the caps of one', async () => {
    const { rehearse } = aFolder({ ...files, 'care.json': JSON.stringify({ ...CARE, policies: { ...CARE.policies, priority: -1 } }), 'hello.json': JSON.stringify({ ...CARE, id: 'hello' }) })
    const { stdout } = await rehearse('simulate', 'care.json', 'hello.json', '--events', 'events.csv')
    expect(results(stdout).map(({ steps }) => [steps.mail!.sent, steps.mail!.suppressed])).toEqual([[0, { cap: 3 }], [3, {}]])
  })

  it('one of which goes through another need it beside them', async () => {
    const parent = { ...JOURNEY, id: 'parent', steps: { ...JOURNEY.steps, push: { kind: 'journey', journey: 'care' } } }
    const { rehearse, path } = aFolder({ ...files, 'parent.json': JSON.stringify(parent) })
    const alone = await rehearse('simulate', 'parent.json', '--events', 'events.csv', '--out', 'result.json')
    expect(alone).toEqual({ code: 1, stdout: '', stderr: 'E_JOURNEY parent.json: the step "push" goes through the journey "care", which is not part of this run\n  add care.json to the command\n' })
    expect(readdirSync(path('.'))).not.toContain('result.json')
    const both = await rehearse('simulate', 'parent.json', 'care.json', '--events', 'events.csv', '--break-down', 'platform')
    expect(both.code).toBe(0)
  })
})

describe('rehearse simulate refuses, exit code 1,', () => {
  const parent = { ...CARE, id: 'parent', steps: { mail: { kind: 'journey', journey: 'somewhere' } } }
  it.each<[what: string, args: string[], more: Record<string, string>, firstLine: RegExp]>([
    ['two files with one journey', ['shop.json', 'care.json', 'again.json'], { 'again.json': files['care.json'] }, /^E_JOURNEY care\.json and again\.json both hold the journey "care"$/],
    ['a step through a journey that is nowhere', ['parent.json', 'care.json'], { 'parent.json': JSON.stringify(parent) }, /^E_JOURNEY parent\.json: the step "mail" goes through the journey "somewhere"/],
    ['one bad journey of several', ['shop.json', 'bad.json'], { 'bad.json': JSON.stringify({ ...CARE, id: 'bad', colour: 'red' }) }, /^J002 unknown key "colour"$/],
    ['a scenario that is wrong', ['shop.json', '--scenario', 's.json'], { 's.json': '{"format":"scenario","formatVersion":1,"webhooks":{"crm":{"errorShare":2}}}' }, /^E_SCENARIO s\.json: .*\(\$\.webhooks\.crm\.errorShare\)$/],
  ])('%s, and writes nothing', async (_, args, more, firstLine) => {
    const { rehearse, path } = aFolder({ ...files, ...more })
    const before = readdirSync(path('.'))
    const { code, stdout, stderr } = await rehearse('simulate', ...args, '--events', 'events.csv', '--out', 'result.json', '--messages', 'messages.csv', '--pressure', 'pressure.json')
    expect([code, stdout, stderr.split('\n')[0]]).toEqual([1, '', expect.stringMatching(firstLine)])
    expect(readdirSync(path('.'))).toEqual(before)
  })
})

describe('a scenario', () => {
  const crm = { ...CARE, id: 'crm', steps: { crm: { kind: 'webhook', url: 'https://example.com', onError: 'mail' }, mail: { kind: 'message', channel: 'email' } }, entries: [{ ...CARE.entries[0], next: 'crm' }] }
  const scenario = (webhooks: unknown) => JSON.stringify({ format: 'scenario', formatVersion: 1, webhooks })

  it('scripts what webhooks answer; without one they succeed', async () => {
    const { rehearse } = aFolder({ ...FILES, 'crm.json': JSON.stringify(crm), 'down.json': scenario({ crm: { answer: 'error' } }), 'up.json': scenario({ 'crm/crm': { answer: 'success' }, crm: { answer: 'error' } }) })
    const ports = async (...args: string[]) => {
      const { stdout } = await rehearse('simulate', 'crm.json', '--events', 'events.csv', ...args)
      const { steps } = simulationResultSchema.parse(JSON.parse(stdout))
      return [steps.crm!.ports, steps.mail!.sent]
    }
    expect(await ports()).toEqual([{ next: 0, error: 0 }, 0])
    expect(await ports('--scenario', 'up.json')).toEqual([{ next: 0, error: 0 }, 0])
    expect(await ports('--scenario', 'down.json')).toEqual([{ next: 0, error: 3 }, 3])
  })

  it('that names a webhook nobody has is run, and told', async () => {
    const { rehearse } = aFolder({ ...FILES, 'crm.json': JSON.stringify(crm), 's.json': scenario({ crn: { answer: 'error' } }) })
    const { code, stderr } = await rehearse('simulate', 'crm.json', '--events', 'events.csv', '--scenario', 's.json')
    expect([code, stderr]).toEqual([0, `notice: s.json $.webhooks["crn"]: no webhook step is called "crn"; did you mean "crm"?\n${READ}`])
  })
})

describe('time zones nobody knows', () => {
  it('are told once, with the number of profiles', async () => {
    const late = { ...CARE, steps: { wait: { kind: 'delay', until: { time: '12:00' }, next: 'mail' }, ...CARE.steps }, entries: [{ ...CARE.entries[0], next: 'wait' }] }
    const { rehearse } = aFolder({ 'care.json': JSON.stringify(late), 'events.csv': EVENTS, 'people.csv': 'profileId,timeZone\np1,Europe/Istanbul\np2,Middle Earth\n' })
    const { code, stderr } = await rehearse('simulate', 'care.json', '--events', 'events.csv', '--profiles', 'people.csv')
    expect([code, stderr.replace(READ, '')]).toEqual([
      0,
      "notice: 1 profile has a timeZone that is no known time zone; the journey's zone was used for them\n" +
        'notice: attributes as of export, which may know the future: timeZone; with a column of instants in the profiles file, name it with --profiles-at\n',
    ])
  })
})

describe('rehearse merge', () => {
  it('gives the one result of one journey, with its message pressure on request', async () => {
    const { rehearse, path } = aFolder(files)
    const simulate = (...more: string[]) => rehearse('simulate', 'care.json', '--events', 'events.csv', ...more)
    const whole = await simulate('--pressure', 'whole.json')
    for (const shard of ['0', '1', '2']) await simulate('--shards', '3', '--shard', shard, '--out', `${shard}.json`)
    const merged = await rehearse('merge', '2.json', '0.json', '1.json', '--out', 'merged.json', '--pressure', 'pressure.json')
    expect(merged).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(figures([simulationResultSchema.parse(JSON.parse(readFileSync(path('merged.json'), 'utf8')))])).toBe(figures([simulationResultSchema.parse(JSON.parse(whole.stdout))]))
    expect(readFileSync(path('pressure.json'), 'utf8')).toBe(readFileSync(path('whole.json'), 'utf8'))
  })

  it('refuses what are not the shards of one run, exit code 2, and writes nothing', async () => {
    const { rehearse, path } = aFolder({ ...files, 'wrong.json': '{}', 'broken.json': '[', 'none.json': '[]' })
    const shard = (index: string, out: string, ...journeys: string[]) => rehearse('simulate', ...journeys, '--events', 'events.csv', '--shards', '2', '--shard', index, '--out', out)
    await Promise.all([shard('0', 'a0.json', 'care.json'), shard('1', 'a1.json', 'care.json'), shard('1', 'b1.json', 'care.json', 'shop.json'), rehearse('simulate', 'care.json', '--events', 'events.csv', '--out', 'whole.json')])
    const before = readdirSync(path('.'))
    const refusal = async (...args: string[]) => {
      const { code, stdout, stderr } = await rehearse('merge', ...args, '--out', 'out.json', '--pressure', 'pressure.json')
      return [code, stdout, stderr.split('\n')[0]]
    }
    expect(await Promise.all([refusal(), refusal('a0.json'), refusal('a0.json', 'b1.json'), refusal('whole.json'), refusal('wrong.json'), refusal('broken.json'), refusal('none.json'), refusal('gone.json')])).toEqual([
      [2, '', 'E_USAGE no result given'],
      [2, '', 'E_MERGE shard 1 of 2 is missing'],
      [2, '', 'E_MERGE the results are of different runs: they differ in their journeys'],
      [2, '', 'E_MERGE one of the results is not a shard'],
      [2, '', 'E_UNREADABLE cannot read wrong.json: it is no result of a run'],
      [2, '', 'E_UNREADABLE cannot read broken.json: it is not JSON'],
      [2, '', 'E_UNREADABLE cannot read none.json: it is no result of a run'],
      [2, '', 'E_UNREADABLE gone.json: there is no such file.'],
    ])
    expect(readdirSync(path('.'))).toEqual(before)
  })
})
