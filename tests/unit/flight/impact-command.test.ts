import { expect, it } from 'vitest'
import { aFolder } from '../cli/run-rehearse.ts'

const steps = { pause: { kind: 'delay', for: 'P10D', next: 'hello' }, hello: { kind: 'message', channel: 'push', template: { title: 'Hi' } } }
const journey = { format: 'journey', formatVersion: 1, id: 'j', entries: [{ id: 'in', trigger: { kind: 'event', event: 'join' }, next: 'pause' }], steps }
const { pause: _pause, ...rest } = steps
const files = {
  'before.json': JSON.stringify(journey),
  'after.json': JSON.stringify({ ...journey, entries: [{ ...journey.entries[0], next: 'hello' }], steps: rest }),
  'capped.json': JSON.stringify({ ...journey, id: 'capped', steps: { ...rest, pause: rest.hello }, policies: { caps: [{ channel: 'push', count: 1, within: 'P1D' }], priority: -1 } }),
  'news.json': JSON.stringify({ ...journey, id: 'news', steps: { ...rest, pause: rest.hello } }),
  'events.csv': 'profileId,at,name\nada,2026-03-01T00:00:00Z,join\nbob,2026-03-02T00:00:00Z,join\ncem,2026-03-20T00:00:00Z,join\n',
}

it('rehearse impact says who is lost, where they are moved, and what comes of them under each policy', async () => {
  const { rehearse } = aFolder(files)
  const words = await rehearse('impact', 'before.json', 'after.json', '--events', 'events.csv', '--at', '2026-03-05')
  expect(words.code).toBe(0)
  expect(words.stdout).toContain('at 2026-03-05T00:00:00.000Z: 2 under way; to follow the new version live 2 are lost, 0 moved')
  expect(words.stdout).toContain('  pause: 2 lost, longest since 2026-03-01T00:00:00.000Z (the step is gone)')
  const moved = await rehearse('impact', 'before.json', 'after.json', '--events', 'events.csv', '--at', '2026-03-05', '--move', 'pause=hello', '--policy', 'follow', '--json')
  expect(JSON.parse(moved.stdout)).toMatchObject({ policy: 'follow', people: 2, fates: { moved: 2, lost: 0 }, fared: { messages: 2 } })
})

it('rehearse impact refuses what it cannot do, with exit code 2', async () => {
  const { rehearse } = aFolder(files)
  const moved = await rehearse('impact', 'before.json', 'after.json', '--events', 'events.csv', '--move', 'pause=nowhere')
  expect([moved.code, moved.stderr]).toEqual([2, expect.stringContaining('E_MOVE the newer version has no step "nowhere"')])
  expect((await rehearse('impact', 'before.json', '--events', 'events.csv')).code).toBe(2)
  for (const [option, at, says] of [['--at', '2030-01-01', '--at 2030-01-01 is outside the run, 2026-03-01T00:00:00.000Z to 2026-03-20T00:00:00.000Z'], ['--at', '2020-01-01', 'is outside the run'], ['--from', '2030-01-01', '--from 2030-01-01 is after the last event']] as const) {
    const refused = await rehearse('impact', 'before.json', 'after.json', '--events', 'events.csv', option, at)
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining(says)])
  }
  expect((await rehearse('impact', 'before.json', 'after.json', '--events', 'events.csv', '--policy', 'both')).stderr).toContain('--policy "both" is unknown')
})

it('rehearse simulate --starvation writes what caps kept back, and says because of whom', async () => {
  const folder = aFolder(files)
  const { code, stderr } = await folder.rehearse('simulate', 'capped.json', 'news.json', '--events', 'events.csv', '--out', 'result.json', '--starvation', 'starvation.json')
  expect(code).toBe(0)
  expect(stderr).toContain('capped lost 3 messages under its cap of 1 (push, P1D): 100 % because of news')
})
