import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { aFolder } from '../cli/run-rehearse.ts'

const SHOP = `profileId,at,name,price
ada,2026-01-01T10:00:00Z,visit,
ada,2026-01-01T10:05:00Z,cart,20
ada,2026-01-01T12:00:00Z,purchase,20
bob,2026-01-01T10:00:00Z,visit,
bob,2026-01-03T10:00:00Z,cart,80
cyd,2026-01-02T10:00:00Z,visit,
`
const PEOPLE = 'id,plan\nada,pro\nbob,free\n'

const shop = () => aFolder({ 'events.csv': SHOP, 'people.csv': PEOPLE })
const json = (text: string): unknown => JSON.parse(text)

describe('rehearse explore', () => {
  it('funnel counts who reaches each step, in a table or as JSON', async () => {
    const { rehearse } = shop()
    const { code, stdout } = await rehearse('explore', 'funnel', '--steps', 'visit', 'cart', 'purchase', '--window', '1d', '--events', 'events.csv', '--profiles', 'people.csv', '--break-down', 'plan')
    expect(code).toBe(0)
    expect(stdout.split('\n').slice(1)).toEqual([
      'Step      Profiles  Of first  Of previous  Lost here  Time since previous: median        90 %',
      'visit            3   100.0 %                       2',
      'cart             1    33.3 %       33.3 %          0                        5 min       5 min',
      'purchase         1    33.3 %      100.0 %                              1 h 55 min  1 h 55 min',
      '1 of 3 profiles went all the way',
      '',
      'Started in or as  Profiles     cart  median  purchase  median',
      '(missing)                1    0.0 %       –     0.0 %       –',
      'free                     1    0.0 %       –     0.0 %       –',
      'pro                      1  100.0 %   5 min   100.0 %     2 h',
      'Attributes are as of the export: they may know the future.',
      '',
    ])
    const dear = JSON.stringify({ event: 'cart', where: { property: 'price', op: 'gte', value: 50 } })
    const asked = await rehearse('explore', 'funnel', '--steps', 'visit', dear, '--events', 'events.csv', '--until', '2026-01-03', '--json')
    expect(json(asked.stdout)).toMatchObject({ entered: 3, completed: 0, until: Date.UTC(2026, 0, 3) })
  })

  it('next tells what a timeout catches', async () => {
    const { code, stdout } = await shop().rehearse('explore', 'next', '--start', 'visit', '--next', 'cart', '--timeouts', '20m', '--events', 'events.csv')
    expect(code).toBe(0)
    expect(stdout).toMatch(/2 of 3 starts were followed\n1 were not before the data ended, and were watched for 1 day/)
    expect(stdout).toMatch(/^20 min +1 +3 +33\.3 % +33\.3 %$/m)
  })

  it('wait tells what a wait of a journey would catch', async () => {
    const steps = { hello: { kind: 'message', channel: 'push', next: 'for-cart' }, 'for-cart': { kind: 'waitFor', branches: [{ id: 'filled', event: 'cart' }], timeout: { after: 'PT20M' } } }
    const journey = { format: 'journey', formatVersion: 1, id: 'hello', entries: [{ id: 'came', trigger: { kind: 'event', event: 'visit' }, where: { attribute: 'plan', op: 'exists' }, next: 'hello' }], steps }
    const { rehearse } = aFolder({ 'events.csv': SHOP, 'hello.json': JSON.stringify(journey) })
    const { code, stdout } = await rehearse('explore', 'wait', 'hello.json', '--step', 'for-cart', '--events', 'events.csv')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^From visit to cart; the wait gives up after 20 min\n {2}note: the condition of the entry "came" is about more than the event and is left out: every "visit" counts$/m)
    expect(stdout).toMatch(/^20 min +1 +3 +33\.3 % /m)
    const { stderr, ...none } = await rehearse('explore', 'wait', 'hello.json', '--step', 'for-card', '--events', 'events.csv')
    expect(none).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/E_STEP there is no step "for-card"\n {2}did you mean "for-cart"\?/)
  })

  it('retention and after answer, too', async () => {
    const { rehearse } = shop()
    expect(json((await rehearse('explore', 'retention', '--events', 'events.csv', '--periods', '1', '--period', 'day', '--json')).stdout)).toMatchObject({ starts: 3, periods: [{ n: 0, watched: 3, returned: 1 }, { n: 1, watched: 2 }], groups: [{ value: '2026-01-01', starts: 2 }, { value: '2026-01-02', starts: 1 }] })
    expect((await rehearse('explore', 'retention', '--events', 'events.csv', '--periods', '1')).stdout).toMatch(/^ +0 +3 +1 +33\.3 %/m)
    expect((await rehearse('explore', 'after', '--event', 'visit', '--horizons', '10m', '1d', '--events', 'events.csv')).stdout).toMatch(/^cart +33\.3 %/m)
  })

  it('catalogue shows events, properties, sessions and what looks wrong', async () => {
    const { rehearse } = shop()
    const { stdout } = await rehearse('explore', 'catalogue', '--events', 'events.csv', '--profiles', 'people.csv')
    expect(stdout).toMatch(/^visit +3 +3 +2026-01-01 10:00 +2026-01-02 10:00/m)
    expect(stdout).toMatch(/5 sessions of 3 profiles \(30 min/)
    expect(stdout).toMatch(/Nothing looks wrong in these data/)
    expect(json((await rehearse('explore', 'catalogue', '--events', 'events.csv', '--session-gap', '3h', '--json')).stdout)).toMatchObject({ sessions: { sessions: 4, gapMs: 10_800_000 }, quality: { flags: [] }, rate: { unit: 'day', total: [4, 1, 1] } })
  })

  it('knows sessions as events, and so does a run', async () => {
    const journey = { format: 'journey', formatVersion: 1, id: 'hello', entries: [{ id: 'came', trigger: { kind: 'event', event: '$session_start' }, next: 'done' }], reentry: { kind: 'always' }, steps: { done: { kind: 'exit' } } }
    const { rehearse } = aFolder({ 'events.csv': SHOP, 'hello.json': JSON.stringify(journey) })
    expect(json((await rehearse('explore', 'funnel', '--steps', '$session_start', 'purchase', '--session-gap', 'PT30M', '--events', 'events.csv', '--json')).stdout)).toMatchObject({ entered: 3, completed: 1 })
    const run = await rehearse('simulate', 'hello.json', '--events', 'events.csv', '--session-gap', '30m')
    expect(json(run.stdout)).toMatchObject({ instances: { started: 5 }, dataset: { events: 11, digest: expect.stringMatching(/^sha256:[0-9a-f]{64}\+sessions:1800000$/) as unknown } })
    expect(json((await rehearse('simulate', 'hello.json', '--events', 'events.csv', '--session-gap', '30m', '--engine', 'xstate')).stdout)).toMatchObject({ instances: { started: 5 } })
    expect((await rehearse('explain', 'hello.json', '--events', 'events.csv', '--session-gap', '30m', '--profile', 'bob')).stdout).toMatch(/\$session_start/)
  })

  it.each([
    [['funnel', '--events', 'events.csv'], /E_USAGE \$\.steps/],
    [['funnel', '--steps', 'visit', 'card', '--events', 'events.csv'], /E_EVENT no event is called "card" in these data\n {2}did you mean "cart"\?/],
    [['funnel', '--steps', 'visit', '{"event":', '--events', 'events.csv'], /E_USAGE .* is not JSON/],
    [['funnel', '--steps', 'visit', '{"event":"cart","where":{"did":"visit"}}', '--events', 'events.csv'], /E_CONDITION/],
    [['funnel', '--steps', 'visit', 'cart', '--window', '3x', '--events', 'events.csv'], /E_USAGE --window "3x" is no span of time/],
    [['funnel', '--steps', 'visit', 'cart', '--break-down', 'plan', '--period', 'day', '--events', 'events.csv'], /E_USAGE --break-down and --period/],
    [['funnel', '--steps', 'visit', 'cart', '--break-down', 'plann', '--profiles', 'people.csv', '--events', 'events.csv'], /E_ATTRIBUTE .*\n {2}did you mean "plan"\?/],
    [['funnel', '--steps', 'visit', 'cart', '--every', '--events', 'events.csv'], /E_USAGE explore funnel takes no --every/],
    [['next', '--start', 'visit', '--events', 'events.csv'], /E_USAGE --next is missing/],
    [['retention', '--period', 'day', '--period-zone', 'Mars', '--events', 'events.csv'], /E_USAGE .*time zone/],
    [['after', '--event', 'visit', '--from', '2027-01-01', '--events', 'events.csv'], /E_SPAN/],
    [['after', '--event', 'visit'], /E_USAGE no event file given/],
    [['weather'], /E_USAGE there is no "weather" to explore/],
  ])('%j is refused, with what to do', async (args, says) => {
    const { code, stderr, stdout } = await shop().rehearse('explore', ...args)
    expect(stderr).toMatch(says)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  })
})

const real = `${import.meta.dirname}/../../../../shared/data/complete-journey/events.csv.gz`

describe.skipIf(!existsSync(real))('on complete-journey (needs ../shared/data)', () => {
  it('finds the batches and Christmas, and nothing else', async () => {
    const { rehearse } = aFolder()
    const { stdout } = await rehearse('explore', 'catalogue', '--events', real, '--map', 'profileId=user_id,at=timestamp,name=event', '--json')
    const { quality, sessions } = json(stdout) as { quality: { flags: { kind: string; message: string }[] }; sessions: { sessions: number } }
    expect(quality.flags.map(({ kind }) => kind)).toEqual(['oneTime', 'missingDays', 'burstDay', 'burstDay', 'burstDay'])
    expect(quality.flags[0]!.message).toBe('8,693 events (10 %) at exactly 00:00 UTC; always so: campaign_received, coupon_redeemed')
    expect(quality.flags[1]!.message).toMatch(/^2017-12-25 has no event/)
    expect(sessions.sessions).toBe(54_153)
  })
})
