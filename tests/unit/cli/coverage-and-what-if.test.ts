import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { aFolder } from './run-rehearse.ts'

const journey: JourneyDocument = {
  format: 'journey', formatVersion: 1, id: 'shop',
  entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'wait' }],
  goals: [{ id: 'bought', event: 'purchase', value: 'price', window: 'P3D' }],
  steps: { wait: { kind: 'waitFor', name: 'A look', branches: [{ id: 'looked', event: 'view', where: { property: 'price', op: 'gt', value: 10 } }], timeout: { after: 'PT2H', next: 'hi' } }, hi: { kind: 'message', channel: 'push' } },
}

const EVENTS = [
  'profileId,at,name,price',
  ...Array.from({ length: 20 }, (_, person) => [`p${person},2026-01-01T00:00:00Z,signup,`, `p${person},2026-01-01T0${1 + (person % 4)}:30:00Z,view,20`, ...(person % 5 === 0 ? [`p${person},2026-01-0${2 + (person % 4)}T10:00:00Z,purchase,30`] : [])]).flat(),
].join('\n')

const files = { 'shop.journey.json': JSON.stringify(journey), 'events.csv': EVENTS }

describe('rehearse coverage', () => {
  it('counts the ways people went, and says why nobody went the others', async () => {
    const { rehearse } = aFolder(files)
    const { code, stdout } = await rehearse('coverage', 'shop.journey.json', '--events', 'events.csv', '--until', '2026-01-01T01:00:00Z')
    expect(code).toBe(0)
    expect(stdout.split('\n').slice(0, 3)).toEqual(['1 of 5 ways were gone', '          20  Entry "in"', '           –  "A look" › view: needs "view" where price is over 10 within 2 h: nobody did, or another branch took them; 20 still wait here at the end of the run'])
  })

  it('refuses a run into which nothing can come, which would say of every way that nobody went it', async () => {
    const { code, stderr } = await aFolder(files).rehearse('coverage', 'shop.journey.json', '--events', 'events.csv', '--from', '2030-01-01')
    expect([code, stderr]).toEqual([2, expect.stringContaining('--from 2030-01-01 is after the last event')])
  })

  it('says as which platform it was run, and counts a span of the events beside people that are made', async () => {
    const { rehearse } = aFolder(files)
    const { code, stderr } = await rehearse('coverage', 'shop.journey.json', '--events', 'events.csv', '--as', 'braze')
    expect([code, stderr]).toEqual([0, expect.stringContaining('run as Braze would run it')])
    const both = await rehearse('coverage', 'shop.journey.json', '--events', 'events.csv', '--until', '2026-01-01T01:00:00Z', '--make', 'cases')
    expect(both.stdout.split('\n').filter((line) => / ways /.test(line))).toEqual(['1 of 5 ways were gone', '3 people go 5 of 5 ways between them; written to cases as test cases'])
  })

  it('makes people who go every way, as cases that pass', async () => {
    const { rehearse, path } = aFolder(files)
    const { code, stdout } = await rehearse('coverage', 'shop.journey.json', '--make', 'cases')
    expect({ code, first: stdout.split('\n')[0] }).toEqual({ code: 0, first: '3 people go 5 of 5 ways between them; written to cases as test cases' })
    const cases = readdirSync(path('cases')).map((file) => path(`cases/${file}`))
    expect(cases).toHaveLength(3)
    const tested = await rehearse('test', ...cases)
    expect({ code: tested.code, last: tested.stdout.trim().split('\n').at(-1) }).toEqual({ code: 0, last: '3 passed, 0 failed' })
  })

  it('gives JSON, and refuses what is no journey', async () => {
    const { rehearse } = aFolder(files)
    const { stdout } = await rehearse('coverage', 'shop.journey.json', '--json')
    const { made } = JSON.parse(stdout) as { made: { people: unknown[]; reached: unknown[]; missed: unknown[] } } // as: checked below
    expect([made.people.length, made.reached.length, made.missed]).toEqual([3, 5, []])
    expect((await rehearse('coverage')).code).toBe(2)
    expect((await rehearse('coverage', 'gone.json')).code).toBe(2)
  })
})

describe('rehearse what-if', () => {
  it('lists the numbers there are', async () => {
    const { rehearse } = aFolder(files)
    const { code, stdout } = await rehearse('what-if', 'shop.journey.json', '--knobs')
    expect(code).toBe(0)
    expect(stdout).toContain('$.steps.wait.timeout.after\n    A look · time limit: 2 h\n')
  })

  it('says as which platform it was run', async () => {
    const { stderr } = await aFolder(files).rehearse('what-if', 'shop.journey.json', '--events', 'events.csv', '--vary', '$.goals[0].window=P2D..P4D', '--draws', '1', '--as', 'klaviyo')
    expect(stderr).toContain('run as Klaviyo would run it\n')
  })

  it('prints how far the figures reach, and what matters most', async () => {
    const { rehearse } = aFolder(files)
    const { code, stdout, stderr } = await rehearse('what-if', 'shop.journey.json', '--events', 'events.csv', '--vary', '$.steps.wait.timeout.after=PT1H..PT5H', '$.goals[0].window=P2D..P4D', '--draws', '20', '--goal', 'sent')
    expect(code).toBe(0)
    expect(stderr).toMatch(/25 runs in .* runs\/s/)
    expect(stdout).toMatch(/messages sent {2,}\d+ {2,}\d+/)
    expect(stdout).toMatch(/20 … 0 \(20\) {2}A look · time limit: 1 h … 5 h/)
    expect(stdout).toContain('they are no confidence intervals')
  })

  it.each([
    ['a range beyond what the number may be', ['--vary', '$.steps.wait.timeout.after=-100..-5'], 'goes beyond what this number may be'],
    ['a number with two ranges', ['--vary', '$.steps.wait.timeout.after=PT1H..PT2H', '$.steps.wait.timeout.after=PT3H..PT4H'], '--vary names $.steps.wait.timeout.after twice'],
    ['a run into which nothing can come', ['--from', '2030-01-01', '--vary', '$.steps.wait.timeout.after=PT1H..PT2H'], '--from 2030-01-01 is after the last event'],
  ])('refuses %s', async (_what, more, says) => {
    const { code, stderr } = await aFolder(files).rehearse('what-if', 'shop.journey.json', '--events', 'events.csv', ...more)
    expect([code, stderr]).toEqual([2, expect.stringContaining(says)])
  })

  it('gives the same for the same seed, and refuses numbers and ranges that are none', async () => {
    const { rehearse } = aFolder(files)
    const ask = (...more: string[]) => rehearse('what-if', 'shop.journey.json', '--events', 'events.csv', '--json', '--draws', '5', ...more)
    const [one, other] = [await ask('--vary', '$.steps.wait.timeout.after=PT1H..PT5H'), await ask('--vary', '$.steps.wait.timeout.after=PT1H..PT5H')]
    expect(one.stdout).toBe(other.stdout)
    expect((await ask()).stderr).toContain('nothing is in doubt')
    expect((await ask('--vary', '$.steps.wait.timeout.aftr=PT1H..PT5H')).stderr).toContain('did you mean')
    expect((await ask('--vary', '$.steps.wait.timeout.after=PT5H..PT1H')).code).toBe(2)
    expect((await ask('--vary', 'nonsense')).code).toBe(2)
  })
})
