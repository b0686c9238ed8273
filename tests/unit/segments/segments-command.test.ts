import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { aFolder, type Folder, type Ran } from '../cli/run-rehearse.ts'

const EVENTS = `profileId,at,name,price
ada,2026-01-05T10:00:00Z,signup,
ada,2026-01-06T10:00:00Z,purchase,25
bob,2026-01-07T10:00:00Z,signup,
bob,2026-01-15T10:00:00Z,purchase,80
cyd,2026-01-16T09:00:00Z,signup,
`
const BUYERS = { format: 'segment', formatVersion: 1, id: 'buyers', name: 'Buyers', description: 'Who bought.', when: { did: 'purchase' } }
const JOURNEY = {
  format: 'journey', formatVersion: 1, id: 'shop', name: 'Shop',
  segments: { 'big-spenders': { name: 'Big spenders', when: { did: 'purchase', sum: { property: 'price', op: 'gte', value: 50 } } } },
  entries: [{ id: 'in', trigger: { kind: 'segment', segment: 'big-spenders', change: 'enter' }, next: 'end' }],
  steps: { end: { kind: 'exit' } },
}

interface Bench { folder: Folder; run: (...args: string[]) => Promise<Ran>; json: (...args: string[]) => Promise<unknown> }

/** Commands on a workspace of their own; with the buyers and the journey's big spenders in it. */
async function bench(): Promise<Bench> {
  const folder = aFolder({ 'events.csv': EVENTS, 'buyers.segment.json': JSON.stringify(BUYERS), 'shop.journey.json': JSON.stringify(JOURNEY) })
  const run = (...args: string[]) => folder.rehearse('segments', ...args, '--workspace', folder.path('workspace'))
  const json = async (...args: string[]) => JSON.parse((await run(...args, '--json')).stdout) as unknown
  expect((await run('save', 'buyers.segment.json')).stdout).toBe('Saved buyers, version 1: did purchase\n')
  expect((await run('save', 'shop.journey.json', '--segment', 'big-spenders')).stdout).toContain('Saved big-spenders, version 1')
  return { folder, run, json }
}

describe('rehearse segments', () => {
  it('lists, shows, deletes and brings back', async () => {
    const { run, json } = await bench()
    expect((await run('list')).stdout).toBe('big-spenders  v1  Big spenders  sum of price over purchase is at least 50\nbuyers        v1  Buyers        did purchase\n')
    expect(await json('show', 'buyers')).toEqual(BUYERS) // what save reads
    expect(await run('delete', 'buyers')).toMatchObject({ code: 0 })
    expect(await run('show', 'buyers')).toMatchObject({ code: 2, stderr: expect.stringMatching(/^E_NOT_FOUND There is no segment "buyers" here/) as string })
    expect(await run('restore', 'buyers')).toMatchObject({ code: 0, stdout: 'buyers  v1  Buyers  did purchase\n' })
  })

  it('measures on event files: sizes now and over time, overlap and movement', async () => {
    const { run, json } = await bench()
    const events = ['--events', 'events.csv'] as const
    expect((await run('size', 'buyers', ...events)).stdout).toBe('buyers: 2 of 3 profiles (66.7%) at 2026-01-16T09:00:00.000Z\n  such as ada, bob\n')
    expect((await run('size', '--condition', '{"did":"purchse"}', ...events)).stderr).toMatch(/notice: .*"purchse", which never happens in the data; did you mean "purchase"/)
    expect(await json('size', '--condition', '{"not":{"segment":"buyers"}}', '--at', '2026-01-07T12:00Z', ...events)).toEqual([
      { name: 'condition', at: Date.parse('2026-01-07T12:00Z'), known: 2, members: 1, share: 0.5, sample: ['bob'] },
    ])
    expect((await run('size', 'buyers', 'big-spenders', '--by', 'week', ...events)).stdout.split('\n')).toEqual([
      'week of                   profiles  buyers  big-spenders', '2026-01-05T00:00:00.000Z         2       1             0', '2026-01-12T00:00:00.000Z         3       2             1', '',
    ])
    expect((await run('overlap', 'buyers', 'big-spenders', ...events)).stdout.split('\n')).toEqual([
      '3 profiles at 2026-01-16T09:00:00.000Z; in both, and of those in either (Jaccard)',
      '                 buyers  big-spenders  only here', 'buyers                2     1 (0.500)          1', 'big-spenders  1 (0.500)             1          0', 'in none: 1', '',
    ])
    expect((await run('movement', 'buyers', ...events)).stdout.split('\n').slice(0, 5)).toEqual([
      '2026-01-11T23:59:59.999Z to 2026-01-16T09:00:00.000Z', '  from \\ to  buyers  none', '  buyers          1     0', '  none            1     0', '  new             0     1',
    ])
  })

  it('measures on a dataset of the workspace, by its id or name, and compares names with it', async () => {
    const { folder, run } = await bench()
    await folder.program('data', 'import', 'events.csv', '--workspace', folder.path('workspace'))
    expect((await run('size', 'buyers', '--dataset', 'events.csv')).stdout).toContain('buyers: 2 of 3 profiles')
    expect((await run('size', '--condition', '{"did":"purchase","where":{"property":"prise","op":"exists"}}', '--dataset', 'events.csv')).stderr).toMatch(/^notice: .*"prise".*did you mean "price"/)
    expect((await run('movement', 'buyers', '--dataset', 'events.csv', '--by', 'day')).stdout).toContain('all together')
    writeFileSync(folder.path('typo.segment.json'), JSON.stringify({ ...BUYERS, id: 'typo', when: { did: 'purchse' } }))
    expect((await run('save', 'typo.segment.json', '--dataset', 'events.csv')).stdout).toMatch(/^Saved typo.*\nJ060 warning: .*"purchse"/)
  })

  it('embeds a segment, and tells by the exit code whether a copy has drifted', async () => {
    const { folder, run, json } = await bench()
    expect(await run('embed', 'shop.journey.json', 'buyers', '--out', 'shop.journey.json')).toMatchObject({ code: 0, stderr: 'buyers v1 as buyers\n' })
    expect((JSON.parse(readFileSync(folder.path('shop.journey.json'), 'utf8')) as typeof JOURNEY).segments).toEqual({ ...JOURNEY.segments, buyers: { name: 'Buyers', when: BUYERS.when } })
    expect(await run('drift', 'shop.journey.json')).toMatchObject({ code: 0 })
    await run('save', 'buyers.segment.json')
    expect(await json('list')).toMatchObject([{ id: 'big-spenders' }, { id: 'buyers', version: 1 }])
    writeFileSync(folder.path('buyers.segment.json'), JSON.stringify({ ...BUYERS, when: { did: 'purchase', within: 'P30D' } }))
    await run('save', 'buyers.segment.json')
    expect(await run('drift', 'shop.journey.json')).toEqual({
      code: 1,
      stdout: [
        'shop.journey.json: big-spenders (big-spenders, copied v1, library v1): as in the library',
        'shop.journey.json: buyers (buyers, copied v1, library v2): the library has changed',
        '  $.when.within  here: did purchase; in the library: did purchase within 30 days', '',
      ].join('\n'),
      stderr: '',
    })
    expect((await run('used', 'buyers')).stdout).toBe('Nothing uses it\n') // the journey is no journey of the workspace
  })

  it.each<[string, string[], number, RegExp]>([
    ['nothing to do', [], 2, /^E_USAGE say what to do/],
    ['an unknown word', ['burn'], 2, /^E_USAGE segments cannot "burn"/],
    ['no data', ['size', 'buyers'], 2, /^E_USAGE the data are missing/],
    ['two kinds of data', ['size', 'buyers', '--dataset', 'x', '--events', 'events.csv'], 2, /given twice/],
    ['no segment', ['overlap', '--events', 'events.csv'], 2, /^E_USAGE no segment given/],
    ['a dataset nobody has', ['size', 'buyers', '--dataset', 'x'], 2, /^E_NOT_FOUND there is no dataset "x"/],
    ['a segment nobody has', ['size', 'byers', '--events', 'events.csv'], 1, /^E_SEGMENT .*"byers", which does not exist\n {2}did you mean "buyers"/],
    ['a condition that is none', ['size', '--condition', '{"did":""}', '--events', 'events.csv'], 1, /^E_SEGMENT --condition: .*\$\.did/],
    ['a condition that is no JSON', ['size', '--condition', '{', '--events', 'events.csv'], 2, /^E_SEGMENT --condition: not JSON/],
    ['a condition for an event at hand', ['size', '--condition', '{"property":"price","op":"gt","value":1}', '--events', 'events.csv'], 1, /^J016 /],
    ['a period that is none', ['movement', 'buyers', '--by', 'year', '--events', 'events.csv'], 2, /no period/],
    ['a zone that is none', ['size', 'buyers', '--zone', 'Mars', '--events', 'events.csv'], 2, /no time zone/],
    ['a file that is missing', ['save', 'nowhere.json'], 2, /^E_UNREADABLE/],
    ['a journey without saying which segment', ['save', 'shop.journey.json'], 2, /name one of its segments/],
    ['a segment the journey lacks', ['save', 'shop.journey.json', '--segment', 'big-spender'], 2, /did you mean "big-spenders"/],
  ])('refuses %s', async (_, args, code, says) => {
    const { run } = await bench()
    const ran = await run(...args)
    expect({ code: ran.code, stdout: ran.stdout }).toEqual({ code, stdout: '' })
    expect(ran.stderr.replace(/^timestamps:.*\n/, '')).toMatch(says)
  })
})
