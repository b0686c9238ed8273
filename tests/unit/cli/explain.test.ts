import { describe, expect, it } from 'vitest'
import { explanationSchema } from '../../../engine/core/explain/explanation.ts'
import { aFolder } from './run-rehearse.ts'
import { CARE, FILES, journeyText } from './sample-files.ts'

const READ = 'timestamps: ISO 8601 (5 rows)\nrejected rows: 1 unreadable instant; see rehearse data inspect\n'
const run = ['shop.json', '--events', 'events.csv'] as const

const STORY_OF_P1 = `Profile p1 in "shop"
The run is from Tue 1 Dec 2026, 09:00 to Wed 2 Dec 2026, 09:00, UTC. 2 events are known of this profile.

This journey was entered once:
  from Tue 1 Dec 2026, 09:00, ended as "completed" after 10 min; 1 message sent.
  Goal "ordered": not reached; no order came after the start.

Tue 1 Dec 2026, 09:00 UTC
  Enters by "in": signup (platform = ios) came.
  Waits at "wait" for cart, 1 h at the most.

Tue 1 Dec 2026, 09:10 UTC
  Leaves "wait" by "cart" after 10 min: cart (platform = ios) came.
`

describe('rehearse explain', () => {
  it('tells the story of one profile as a timeline', async () => {
    const { program } = aFolder(FILES)
    const { code, stdout, stderr } = await program('explain', ...run, '--profile', 'p1')
    expect({ code, stderr }).toEqual({ code: 0, stderr: READ })
    expect(stdout.startsWith(STORY_OF_P1)).toBe(true)
    expect(stdout).toMatch(/\n {2}"split" deals "[ab]": 50 % of people get it, and this profile always does\.\n {2}(Push "push"|Email "mail") is sent\.\n {2}Ends at "(push|mail)", outcome "completed": nothing follows\.\n$/)
  })

  it('gives the same as data with --json', async () => {
    const { rehearse } = aFolder(FILES)
    const { code, stdout } = await rehearse('explain', ...run, '--profile', 'p,"3', '--json')
    expect(code).toBe(0)
    const told = explanationSchema.parse(JSON.parse(stdout))
    expect(told.profile).toEqual({ id: 'p,"3', timeZone: 'UTC', events: 1, attributes: {} })
    expect(told.happenings.map(({ what }) => what)).toEqual(['start', 'arrive', 'leave', 'arrive', 'message', 'end'])
  })

  it('takes the options of a run, and journeys that run together', async () => {
    const { rehearse } = aFolder({ ...FILES, 'care.json': JSON.stringify(CARE) })
    const { code, stdout } = await rehearse('explain', 'care.json', ...run, '--until', '2026-12-01T09:30:00Z', '--seed', '3', '--profile', 'p2')
    expect(code).toBe(0)
    expect(stdout).toContain('In "care":')
    expect(stdout).toContain('The run ends, and it is still at "wait", since Tue 1 Dec 2026, 09:00; its time would be over on Tue 1 Dec 2026, 10:00.')
  })

  it('refuses an unknown profile with the nearest ids', async () => {
    const { rehearse } = aFolder(FILES)
    expect(await rehearse('explain', ...run, '--profile', 'p9')).toEqual({
      code: 2, stdout: '', stderr: `${READ}E_PROFILE there is no profile "p9" in these data\n  the nearest ids are "p1", "p2", "p,\\"3"\n`,
    })
    const { code, stderr } = await rehearse('explain', ...run, '--profile', 'p9', '--json')
    expect(code).toBe(2)
    expect(stderr).toContain('{"error":{"code":"E_PROFILE"')
  })

  it.each([
    ['no profile', [...run], 'E_USAGE no profile given'],
    ['no journey', ['--events', 'events.csv', '--profile', 'p1'], 'E_USAGE no journey file given'],
    ['no events', ['shop.json', '--profile', 'p1'], 'E_USAGE no event file given'],
    ['an unknown option', [...run, '--profil', 'p1'], 'E_USAGE unknown option --profil'],
    ['a wrong instant', [...run, '--profile', 'p1', '--from', 'soon'], 'E_USAGE --from "soon" is no instant'],
    ['a missing file', ['shop.json', '--events', 'none.csv', '--profile', 'p1'], 'E_UNREADABLE none.csv'],
    ['a journey that cannot be read', ['none.json', '--events', 'events.csv', '--profile', 'p1'], 'E_UNREADABLE none.json'],
  ])('is unusable with %s', async (_what, args, says) => {
    const { code, stdout, stderr } = await aFolder(FILES).rehearse('explain', ...args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr.startsWith(says)).toBe(true)
  })

  it('names the errors of a journey and exits with 1', async () => {
    const broken = journeyText((journey) => (journey.entries[0]!.next = 'nowhere'))
    const { code, stderr } = await aFolder({ ...FILES, 'shop.json': broken }).rehearse('explain', ...run, '--profile', 'p1')
    expect(code).toBe(1)
    expect(stderr).toContain('J010')
  })
})
