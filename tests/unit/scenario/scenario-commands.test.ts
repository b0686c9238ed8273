import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../../engine/core/json.ts'
import { responseFiguresSchema } from '../../../engine/core/simulate/responses/response-figures.ts'
import { simulationResultSchema } from '../../../engine/core/simulate/result.ts'
import { scenarioSchema } from '../../../engine/core/simulate/scenario.ts'
import { aFolder } from '../cli/run-rehearse.ts'
import { CARE, FILES, journeyText } from '../cli/sample-files.ts'

const RESPONSES = [
  { channel: 'push', basis: 'assumed', note: 'a guess', opened: { low: 0, high: 1 }, effects: [{ event: 'order', after: 'opened', share: { low: 0, high: 1 }, delay: 'PT1H', properties: { price: 2.5 } }] },
  { step: 'mail', basis: 'learned', opened: 1 },
]
const scenario = (others: object = {}) => JSON.stringify({ format: 'scenario', formatVersion: 1, responses: RESPONSES, ...others })
const files = { ...FILES, 's.scenario.json': scenario(), 'back.scenario.json': scenario({ mode: 'backtest' }), 'care.json': JSON.stringify(CARE) }

const result = (text: string) => simulationResultSchema.parse(JSON.parse(text))
const figures = (text: string) => {
  const { engine: _engine, timing: _timing, ...rest } = result(text)
  return canonicalJson(rest)
}

describe('rehearse simulate with responses', () => {
  it('tells what came of the messages, in words and as a file, with what each figure rests on', async () => {
    const { program, path } = aFolder(files)
    const ran = await program('simulate', 'shop.json', '--events', 'events.csv', '--scenario', 's.scenario.json', '--assume', 'high', '--responses', 'responses.json')
    expect(ran.code).toBe(0)
    expect(ran.stderr).toContain(
      [
        'responses by the scenario, high end of its ranges; drawn, not measured (what-if: they happened in this run)',
        '  push (push): sent 3, delivered 3, opened 3, clicked 0, order after opened 3 [assumed: a guess]',
        '  mail (email): sent 0, delivered 0, opened 0, clicked 0 [learned]',
        '',
      ].join('\n'),
    )
    expect(result(ran.stdout).goals.ordered).toEqual({ conversions: 3, value: 7.5, creditedTo: { push: 3 } })
    const text = readFileSync(path('responses.json'), 'utf8')
    expect(text).toBe(`${canonicalJson(responseFiguresSchema.parse(JSON.parse(text)))}\n`)
  })

  it('counts in a backtest and leaves the result as history makes it', async () => {
    const { rehearse } = aFolder(files)
    const plain = await rehearse('simulate', 'shop.json', '--events', 'events.csv')
    const backtest = await rehearse('simulate', 'shop.json', '--events', 'events.csv', '--scenario', 'back.scenario.json', '--assume', 'high')
    expect(figures(backtest.stdout)).toBe(figures(plain.stdout))
    expect(backtest.stderr).toContain('opened 3, clicked 0, order after opened 3')
    expect(backtest.stderr).toContain('(backtest: counted, history left as it was)')
  })

  it('gives the same on either engine, on any number of workers and in shards', async () => {
    const { rehearse, path } = aFolder(files)
    const simulate = (name: string, ...more: string[]) => rehearse('simulate', 'shop.json', 'care.json', '--events', 'events.csv', '--scenario', 's.scenario.json', '--out', `${name}.json`, '--responses', `${name}.responses.json`, ...more)
    const read = (name: string) => readFileSync(path(name), 'utf8')
    await simulate('kernel')
    await simulate('xstate', '--engine', 'xstate')
    await simulate('threads', '--workers', '3')
    for (const shard of ['0', '1', '2']) await simulate(`shard-${shard}`, '--shards', '3', '--shard', shard)
    const merged = await rehearse('merge', 'shard-2.json', 'shard-0.json', 'shard-1.json', '--responses', 'merged.responses.json')
    expect(merged.stderr).toMatch(/^assumed: the counts of this run rest on assumptions.*\nmessage pressure: .* \[assumed\]\n/)
    expect(merged.stderr).toContain('responses by the scenario, middle of its ranges')
    expect(['xstate', 'threads', 'merged'].map((name) => read(`${name}.responses.json`))).toEqual(Array.from({ length: 3 }, () => read('kernel.responses.json')))
    expect(JSON.parse(read('kernel.responses.json'))).toMatchObject({ messages: [{ journey: 'shop', step: 'push', sent: 3 }, { journey: 'shop', step: 'mail', sent: 0 }, { journey: 'care', step: 'mail', sent: 3, opened: 3 }] })
  })

  it('refuses to merge shards that assumed different things', async () => {
    const { rehearse } = aFolder(files)
    const shard = (index: string, assume: string) => rehearse('simulate', 'shop.json', '--events', 'events.csv', '--scenario', 's.scenario.json', '--assume', assume, '--shards', '2', '--shard', index, '--out', `${index}.json`)
    await shard('0', 'low')
    await shard('1', 'high')
    expect(await rehearse('merge', '0.json', '1.json', '--out', 'm.json')).toMatchObject({ code: 2, stderr: expect.stringMatching(/^E_MERGE the results are of runs with different scenarios/) as string })
  })

  it('puts the ends of the ranges side by side', async () => {
    const { rehearse } = aFolder(files)
    const { code, stdout } = await rehearse('simulate', 'shop.json', '--events', 'events.csv', '--scenario', 's.scenario.json', '--interval')
    expect(code).toBe(0)
    expect(stdout.split('\n').map((line) => line.replaceAll(/ {2,}/g, ' '))).toEqual([
      ' low middle high', 'shop: started 3 3 3', ' messages sent 3 3 3', expect.stringMatching(/^ converted 1 \d 3$/), expect.stringMatching(/^ goal ordered 1 \d 3$/), expect.stringMatching(/^ value 12\.5 [\d.]+ 7\.5$/),
      'low and high are the ends of what the scenario assumes, all at once; they are no confidence interval', '',
    ])
    const json = await rehearse('simulate', 'shop.json', '--events', 'events.csv', '--scenario', 's.scenario.json', '--interval', '--json')
    expect(JSON.parse(json.stdout)).toMatchObject([{ journey: 'shop', started: { low: 3, high: 3 }, ends: { low: { converted: 1 }, high: { goals: { ordered: { conversions: 3, value: 7.5 } } } } }])
  })

  it('says of an interval what is said of a run: the platform, what it rests on, and what could not be taken as given', async () => {
    const people = 'profileId,timeZone\np1,Mars/Crater\n'
    const { rehearse } = aFolder({ ...files, 'people.csv': people, 'shop.json': journeyText((journey) => Object.assign(journey, { policies: { quietHours: { from: '01:00', to: '02:00' } } })) })
    const { code, stderr } = await rehearse('simulate', 'shop.json', '--events', 'events.csv', '--profiles', 'people.csv', '--scenario', 's.scenario.json', '--interval', '--as', 'braze')
    expect([code, stderr]).toEqual([0, expect.stringMatching(/run as Braze would run it\nassumed: the counts of this run rest on assumptions.*\nnotice: 1 profile has a timeZone that is no known time zone/)])
  })

  it('tells of each end of an interval whom an automatic winner would have been', async () => {
    const won = journeyText((journey) => Object.assign(journey.steps['split']!, { autoWinner: { after: 'P1D', metric: 'ordered', minimum: 1 } }))
    const { rehearse } = aFolder({ ...files, 'shop.json': won })
    const { code, stderr } = await rehearse('simulate', 'shop.json', '--events', 'events.csv', '--scenario', 's.scenario.json', '--interval')
    expect([code, stderr.split('\n').flatMap((line) => /^(low|middle|high): split shop\/split: /.exec(line)?.[1] ?? [])]).toEqual([0, ['low', 'middle', 'high']])
  })

  it.each<[string, string[], RegExp]>([
    ['an end of the ranges there is not', ['--scenario', 's.scenario.json', '--assume', 'most'], /^E_USAGE --assume "most" is unknown/],
    ['an end of no ranges', ['--assume', 'low'], /^E_USAGE --assume takes an end of the ranges of a scenario/],
    ['an interval of nothing', ['--interval'], /^E_USAGE --interval needs a scenario with responses/],
    ['an interval of an end', ['--scenario', 's.scenario.json', '--interval', '--assume', 'low'], /^E_USAGE --interval and --assume do not go together/],
    ['an interval broken down', ['--scenario', 's.scenario.json', '--interval', '--break-down', 'platform'], /^E_USAGE --interval and --break-down do not go together/],
    ['an interval of messages as they are', ['--scenario', 's.scenario.json', '--interval', '--as-is'], /^E_USAGE --as-is is about what --messages writes/],
    ['messages as they are that are not written', ['--as-is'], /^E_USAGE --as-is is about what --messages writes/],
    ['responses of nothing', ['--responses', 'r.json'], /^E_USAGE --responses has nothing to write/],
  ])('refuses %s', async (_, args, message) => {
    const { rehearse } = aFolder(files)
    const { code, stdout, stderr } = await rehearse('simulate', 'shop.json', '--events', 'events.csv', ...args)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(message)
  })

  it('tells beside the run what of the scenario no journey has', async () => {
    const wrong = scenario({ responses: [{ step: 'psuh', basis: 'assumed', opened: 1 }] })
    const { rehearse } = aFolder({ ...files, 'wrong.scenario.json': wrong })
    const { code, stderr } = await rehearse('simulate', 'shop.json', '--events', 'events.csv', '--scenario', 'wrong.scenario.json')
    expect([code, stderr]).toEqual([0, expect.stringContaining('notice: wrong.scenario.json $.responses[0].step: no message step is called "psuh"; did you mean "push"?\n')])
    expect(stderr).toContain('  push (push): sent 3; nothing is assumed of it\n')
  })

  it('is told in an explanation, as what it is', async () => {
    const { rehearse } = aFolder(files)
    const { code, stdout } = await rehearse('explain', 'shop.json', '--events', 'events.csv', '--profile', 'p1', '--scenario', 's.scenario.json', '--assume', 'high')
    expect([code, stdout]).toEqual([0, expect.stringContaining('Reaches the goal "ordered" by order (price = 2.5; assumed by the scenario), worth 2.5, credited to "push"')])
    const json = await rehearse('explain', 'shop.json', '--events', 'events.csv', '--profile', 'p1', '--scenario', 's.scenario.json', '--assume', 'high', '--json')
    expect(JSON.parse(json.stdout)).toMatchObject({ profile: { events: 2 }, happenings: expect.arrayContaining([expect.objectContaining({ what: 'goal', event: expect.objectContaining({ name: 'order', basis: 'assumed' }) as object })]) as object })
  })
})

describe('rehearse scenario check', () => {
  it('finds nothing in a scenario that fits, also without a journey', async () => {
    const { program, rehearse } = aFolder(files)
    expect(await program('scenario', 'check', 's.scenario.json', '--journey', 'shop.json', 'care.json')).toEqual({ code: 0, stdout: 's.scenario.json: 2 responses (1 assumed, 1 learned), what-if; fits the 2 journeys\n', stderr: '' })
    expect((await rehearse('scenario', 'check', 'back.scenario.json')).stdout).toBe('back.scenario.json: 2 responses (1 assumed, 1 learned), backtest; not held against a journey: name it with --journey\n')
  })

  it('names what no journey has with the nearest name, exit 1; as JSON on request', async () => {
    const { rehearse } = aFolder({ ...files, 'wrong.scenario.json': scenario({ responses: [{ step: 'psuh', basis: 'assumed' }], webhooks: { crm: {} } }) })
    const ran = await rehearse('scenario', 'check', 'wrong.scenario.json', '--journey', 'shop.json')
    expect(ran).toEqual({
      code: 1,
      stdout: 'wrong.scenario.json: 1 response (1 assumed, 0 learned), what-if, 1 webhook; 2 findings\n',
      stderr: 'E_SCENARIO no webhook step is called "crm"\n  wrong.scenario.json $.webhooks["crm"]\n  there is no webhook step\nE_SCENARIO no message step is called "psuh"\n  wrong.scenario.json $.responses[0].step\n  did you mean "push"?\n',
    })
    const json = await rehearse('scenario', 'check', 'wrong.scenario.json', '--journey', 'shop.json', '--json')
    expect([json.code, JSON.parse(json.stdout)]).toMatchObject([1, { file: 'wrong.scenario.json', findings: [{ path: '$.webhooks["crm"]' }, { severity: 'error', path: '$.responses[0].step', help: 'did you mean "push"?' }] }])
  })

  it.each<[string, string[], number, RegExp]>([
    ['no file', ['check'], 2, /^E_USAGE no scenario given/],
    ['a file that is not there', ['check', 'nowhere.json'], 2, /^E_UNREADABLE/],
    ['a file that is no scenario', ['check', 'shop.json'], 1, /^E_SCENARIO shop\.json: this is no scenario/],
    ['an impossible share', ['check', 'share.json'], 1, /^E_SCENARIO share\.json: is a share from 0 to 1 \(0\.25 is 25 %\)/],
    ['another action', ['chekc', 's.scenario.json'], 2, /^E_USAGE there is no "scenario chekc"/],
    ['no action', [], 2, /^E_USAGE say what to do with a scenario/],
  ])('refuses %s', async (_, args, code, message) => {
    const { rehearse } = aFolder({ ...files, 'share.json': scenario({ responses: [{ basis: 'assumed', opened: 40 }] }) })
    const ran = await rehearse('scenario', ...args)
    expect([ran.code, ran.stdout]).toEqual([code, ''])
    expect(ran.stderr).toMatch(message)
  })
})

describe('rehearse scenario learn', () => {
  const rows = Array.from({ length: 200 }, (_, index) => `p${index},2026-01-01T10:00:00Z,$sent,push,push,shop\n${index % 4 === 0 ? `p${index},2026-01-01T10:0${index % 8 === 0 ? 5 : 7}:00Z,$opened,push,push,shop\n` : ''}`)
  const events = `profileId,at,name,stepId,channel,journeyId\n${rows.join('')}z,2026-02-01T00:00:00Z,visit,,,\n`

  it('writes a scenario that checks and runs, and says what it rests on', async () => {
    const { program, rehearse, path } = aFolder({ ...files, 'sent.csv': events })
    const ran = await program('scenario', 'learn', '--events', 'sent.csv', '--out', 'learned.scenario.json')
    expect([ran.code, ran.stdout]).toEqual([0, ''])
    expect(ran.stderr).toContain('learned from 200 messages: 2 entries, shares as 95 % ranges\nnotice: the data hold no $delivered, so every message counts as delivered\nnotice: effects are not learned')
    const learned = scenarioSchema.parse(JSON.parse(readFileSync(path('learned.scenario.json'), 'utf8')))
    expect(learned.responses).toMatchObject([{ journey: 'shop', step: 'push', basis: 'learned', opened: { low: expect.closeTo(0.195, 3) as number, high: expect.closeTo(0.3145, 3) as number }, openDelay: { median: 'PT5M', p90: 'PT7M' } }, { channel: 'push' }])
    const check = await rehearse('scenario', 'check', 'learned.scenario.json', '--journey', 'shop.json')
    expect([check.code, check.stdout]).toEqual([0, 'learned.scenario.json: 2 responses (0 assumed, 2 learned), what-if; 1 finding\n'])
    const run = await rehearse('simulate', 'shop.json', '--events', 'events.csv', '--scenario', 'learned.scenario.json')
    expect(run.stderr).toContain('[learned: from 200 messages, 50 opened, 0 clicked')
  })

  it('reads files as its siblings do', async () => {
    const other = events.replace('profileId,at,', 'who;when;').replaceAll(',', ';')
    const { rehearse } = aFolder({ 'sent.csv': other })
    const ran = await rehearse('scenario', 'learn', '--events', 'sent.csv', '--map', 'profileId=who,at=when', '--delimiter', 'semicolon', '--time-zone', 'UTC')
    expect([ran.code, ran.stderr]).toEqual([0, expect.stringContaining('learned from 200 messages')])
  })

  it.each<[string, string[], number, RegExp]>([
    ['data without messages', ['--events', 'events.csv', '--out', 'x.json'], 2, /E_LEARN these data hold no \$sent event/],
    ['too few messages', ['--events', 'few.csv', '--out', 'x.json'], 1, /E_LEARN 1 messages? (is|are) too few/],
    ['no file', [], 2, /^E_USAGE no event file given/],
    ['a folder that is not there', ['--events', 'events.csv', '--out', 'nowhere/x.json'], 2, /^E_WRITE/],
  ])('refuses %s', async (_, args, code, message) => {
    const few = 'profileId,at,name\np,2026-01-01T10:00:00Z,$sent\np,2026-01-01T10:00:01Z,$opened\nz,2026-02-01T00:00:00Z,visit\n'
    const { rehearse } = aFolder({ ...files, 'few.csv': few })
    const ran = await rehearse('scenario', 'learn', ...args)
    expect([ran.code, ran.stdout]).toEqual([code, ''])
    expect(ran.stderr).toMatch(message)
  })
})
