import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { aFolder } from './run-rehearse.ts'
import { FILES, JOURNEY, journeyText } from './sample-files.ts'

const TEMPLATES = join(import.meta.dirname, '../../../engine/templates')

const given = { journey: 'shop.json', until: '2026-12-02T00:00:00Z', events: [{ at: '2026-12-01T09:00:00Z', name: 'signup' }] }
const caseText = (change: object = {}) =>
  JSON.stringify({ format: 'case', formatVersion: 1, name: 'Who does not fill the cart gets the push', given, expect: { path: ['wait:timeout', 'push'], outcome: 'completed' }, ...change })

const files = { ...FILES, 'good.case.json': caseText(), 'bad.case.json': caseText({ name: 'Wrong', expect: { path: ['wait:cart', 'split'], outcome: null } }) }

describe('rehearse test', () => {
  it('passes the cases that come with the Passo template', async () => {
    const { program } = aFolder()
    const cases = ['browses-and-orders', 'ends-and-waits'].map((name) => join(TEMPLATES, 'passo-dukkan', `${name}.case.json`))
    const { code, stdout, stderr } = await program('test', ...cases)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^ok {5}Whoever .*\nok {5}An unsubscribe .*\n2 passed, 0 failed\n$/)
  })

  it('shows where a failed case parts from what happened, and why', async () => {
    const { rehearse } = aFolder(files)
    expect(await rehearse('test', 'good.case.json', 'bad.case.json')).toEqual({
      code: 1,
      stderr: '',
      stdout: `ok     Who does not fill the cart gets the push (good.case.json)
FAILED Wrong (bad.case.json)
  profile somebody: the path is not as expected (- expected, + happened)
    - wait:cart
    - split
    + wait:timeout
    + push:next
  where they part:
    Tue 1 Dec 2026, 10:00 UTC
      Leaves "wait" by "timeout" after 1 h: nothing that it waits for had come.
        No cart came from then on, up to the end of the run.
  profile somebody: the outcome is not as expected (- expected, + happened)
    - (still under way)
    + completed
  where they part:
    Tue 1 Dec 2026, 10:00 UTC
      Ends at "push", outcome "completed": nothing follows.
1 passed, 1 failed
`,
    })
  })

  it('gives everything as data with --json', async () => {
    const { rehearse } = aFolder({ ...files, 'broken.case.json': '{' })
    const { code, stdout, stderr } = await rehearse('test', 'good.case.json', 'bad.case.json', 'broken.case.json', '--json')
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' })
    expect(JSON.parse(stdout)).toMatchObject({
      passed: 1,
      failed: 2,
      cases: [
        { file: 'good.case.json', name: 'Who does not fill the cart gets the push', passed: true, profiles: [{ id: 'somebody', passed: true, failures: [] }], difference: null },
        { file: 'bad.case.json', passed: false, profiles: [{ failures: [{ what: 'path' }, { what: 'outcome' }] }] },
        { file: 'broken.case.json', passed: false, error: { code: 'E_CASE' } },
      ],
    })
  })

  it('takes journeys as documents in the case, and several together', async () => {
    const child = { format: 'journey', formatVersion: 1, id: 'child', entries: [{ id: 'in', trigger: { kind: 'api', name: 'never' }, next: 'mail' }], steps: { mail: { kind: 'message', channel: 'email' } } }
    const parent = { format: 'journey', formatVersion: 1, id: 'parent', entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'through' }], steps: { through: { kind: 'journey', journey: 'child' } } }
    const text = caseText({ given: { ...given, journey: [parent, 'child.json'] }, expect: { started: 2, path: ['parent/through:next', 'child/mail'], messages: [{ step: 'mail', channel: 'email', status: 'sent' }] } })
    const { code, stdout } = await aFolder({ 'a.case.json': text, 'child.json': JSON.stringify(child) }).rehearse('test', 'a.case.json')
    expect(stdout).toBe('ok     Who does not fill the cart gets the push (a.case.json)\n1 passed, 0 failed\n')
    expect(code).toBe(0)
  })

  it.each([
    ['no file', [], 2, /^E_USAGE no case file given/],
    ['a file that is not there', ['none.case.json'], 2, /^E_UNREADABLE none\.case\.json/],
    ['a file that is not JSON', ['a.case.json'], 2, /^E_CASE a\.case\.json: not JSON/, '{'],
    ['a newer version', ['a.case.json'], 2, /^E_CASE a\.case\.json: this case is written in format version 2/, caseText({ formatVersion: 2 })],
    ['an unknown key', ['a.case.json'], 1, /^E_CASE a\.case\.json: unknown key "outcom" \(\$\.expect\.outcom\)/, caseText({ expect: { outcom: 'x' } })],
    ['a run that is over before it begins', ['a.case.json'], 1, /^E_CASE a\.case\.json: the run ends before it begins \(\$\.given\.until\)/, caseText({ given: { ...given, from: '2026-12-03', until: '2026-12-02T23:00:00Z' } })],
    ['a misspelt step', ['a.case.json'], 1, /^E_CASE the case expects the step "wiat:cart", which no journey of it has/, caseText({ expect: { path: ['wiat:cart'] } })],
    ['a journey that is not there', ['a.case.json'], 2, /^E_UNREADABLE .*none\.json/, caseText({ given: { ...given, journey: 'none.json' } })],
    ['a journey with an error', ['a.case.json'], 1, /^J010 .*broken\.json/, caseText({ given: { ...given, journey: 'broken.json' } })],
    ['a journey that another one needs', ['a.case.json'], 1, /^E_JOURNEY .*goes through the journey "elsewhere"/, caseText({ given: { ...given, journey: { ...JOURNEY, steps: { ...JOURNEY.steps, mail: { kind: 'journey', journey: 'elsewhere' } } } } })],
  ] as const)('says what is wrong with %s', async (_what, args, code, says, text = '') => {
    const broken = journeyText((journey) => (journey.entries[0]!.next = 'nowhere'))
    const ran = await aFolder({ ...FILES, 'broken.json': broken, ...(text === '' ? {} : { 'a.case.json': text }) }).rehearse('test', ...args)
    expect(ran.code).toBe(code)
    expect(ran.stderr).toMatch(says)
  })
})
