import { describe, expect, it } from 'vitest'
import type { Comparison } from '../../../engine/core/forecast/forecast-schema.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { aFolder } from '../cli/run-rehearse.ts'

const journey: JourneyDocument = {
  format: 'journey', formatVersion: 1, id: 'shop', name: 'Shop',
  entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'hi' }],
  goals: [{ id: 'bought', event: 'purchase', window: 'P3D' }],
  steps: { hi: { kind: 'message', channel: 'push', name: 'Hi', template: { title: 'Hi', body: 'Hi' } } },
}

/** A hundred people over twenty days of a month, every `buys`th of whom buys within the hour. */
function events(month: string, buys: number): string {
  const rows = Array.from({ length: 100 }, (_, person) => {
    const day = String(1 + Math.floor(person / 5)).padStart(2, '0')
    return [`${month}-${person},2026-${month}-${day}T0${person % 5}:00:00Z,signup`, ...(person % buys === 0 ? [`${month}-${person},2026-${month}-${day}T0${person % 5}:30:00Z,purchase`] : [])]
  }).flat()
  return ['profileId,at,name', ...rows, `${month}-0,2026-${month}-28T00:00:00Z,other`].join('\n')
}

const files = {
  'shop.journey.json': JSON.stringify(journey), 'before.csv': events('01', 4), 'later.csv': events('04', 2), 'counts.json': JSON.stringify({ hi: { entered: 200, sent: 120 } }),
  'other.json': JSON.stringify({ elsewhere: { entered: 3 } }), 'broken.json': '{', 'negative.json': JSON.stringify({ hi: { entered: -1 } }),
}
const BEFORE = ['shop.journey.json', '--events', 'before.csv']

describe('rehearse forecast', () => {
  it('holds a rehearsal against later events, in words and as JSON', async () => {
    const { rehearse } = aFolder(files)
    const { code, stdout } = await rehearse('forecast', ...BEFORE, '--actual', 'later.csv')
    expect(code).toBe(0)
    expect(stdout).toMatch(/bought, reached +25\.0 % .* 50\.0 % +Above: 25\.0 points above the forecast, 100 % more, more than chance explains/)
    const { rows, actual } = JSON.parse((await rehearse('forecast', ...BEFORE, '--actual', 'later.csv', '--json')).stdout) as Comparison // as: what it prints
    expect(actual).toMatchObject({ source: 'events', messages: 'rehearsed' })
    expect(rows.find(({ kind }) => kind === 'goal')).toMatchObject({ verdict: 'above', difference: 0.25 })
  })

  it('holds it against counts somebody else made', async () => {
    const { rehearse } = aFolder(files)
    const { code, stdout } = await rehearse('forecast', ...BEFORE, '--statistics', 'counts.json', '--since', '2026-04-01')
    expect(code).toBe(0)
    expect(stdout).toMatch(/Hi, sent +100\.0 % .* 60\.0 % +Below: 40\.0 points/)
    expect(stdout).toContain('Not reported by counts.json.')
  })

  it('says as which platform it was rehearsed', async () => {
    const { stderr } = await aFolder(files).rehearse('forecast', ...BEFORE, '--statistics', 'counts.json', '--as', 'braze')
    expect(stderr).toContain('run as Braze would run it\n')
  })

  it.each([
    ['a beginning of counts beside events', ['--actual', 'later.csv', '--since', '2026-04-01'], 'E_USAGE forecast with --actual takes no --since', 2],
    ['a beginning of events beside counts', ['--statistics', 'counts.json', '--actual-from', '2026-04-01'], 'E_USAGE forecast with --statistics takes no --actual-from', 2],
    ['neither counts nor events', [], 'E_USAGE', 2],
    ['counts of another journey', ['--statistics', 'other.json'], 'E_FORECAST', 1],
    ['a file that is no JSON', ['--statistics', 'broken.json'], 'E_FORECAST', 2],
    ['a number that is no count', ['--statistics', 'negative.json'], 'E_FORECAST', 2],
    ['a file that is not there', ['--statistics', 'none.json'], 'E_UNREADABLE', 2],
  ])('refuses %s', async (_, args, says, exit) => {
    const { rehearse } = aFolder(files)
    const { code, stderr } = await rehearse('forecast', ...BEFORE, ...args)
    expect({ code, says: stderr.includes(says) }).toEqual({ code: exit, says: true })
  })
})
