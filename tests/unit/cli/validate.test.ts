import { chmodSync, readdirSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { aFolder } from './run-rehearse.ts'
import { CARE, FILES, journeyText } from './sample-files.ts'

describe('rehearse validate', () => {
  it('says that a valid journey is valid, exit code 0', async () => {
    const { program } = aFolder(FILES)
    expect(await program('validate', 'shop.json')).toEqual({ code: 0, stdout: 'shop.json: valid\n', stderr: '' })
  })

  it('prints remarks and still exits 0', async () => {
    const { rehearse } = aFolder({ 'j.json': journeyText(({ steps }) => (steps.lost = { kind: 'exit' })) })
    expect(await rehearse('validate', 'j.json')).toEqual({
      code: 0,
      stdout: 'j.json: valid, 1 remark\n',
      stderr: 'J020 warning: nobody can reach "lost"\n  j.json $.steps.lost\n  connect an entry or another step to it, or delete it\n',
    })
  })

  it('names code, file, path and what to do for an error, exit code 1', async () => {
    const { rehearse } = aFolder({ 'j.json': journeyText(({ entries }) => (entries[0]!.next = 'wat')) })
    const { code, stdout, stderr } = await rehearse('validate', 'j.json')
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr.split('\n').slice(0, 3)).toEqual(['J010 there is no step "wat"', '  j.json $.entries[0].next', '  did you mean "wait"? Otherwise add a step with this id'])
  })

  it('gives one JSON object for one file and a list for several, with the worst exit code', async () => {
    const { rehearse } = aFolder({ ...FILES, 'broken.json': '{', 'wrong.json': '{}' })
    const one = await rehearse('validate', 'shop.json', '--json')
    expect([one.code, JSON.parse(one.stdout), one.stderr]).toEqual([0, { file: 'shop.json', clean: true, diagnostics: [] }, ''])
    const all = await rehearse('validate', 'shop.json', 'wrong.json', 'broken.json', '--json')
    const report = JSON.parse(all.stdout) as { file: string; clean: boolean; diagnostics: { code: string }[] }[] // as: what --json prints for several files
    expect([all.code, report.map(({ file, clean, diagnostics }) => [file, clean, diagnostics[0]?.code])]).toEqual([
      2,
      [['shop.json', true, undefined], ['wrong.json', false, 'J002'], ['broken.json', false, 'J001']],
    ])
  })

  it('gives failures as JSON too, when asked', async () => {
    const { program } = aFolder()
    const { code, stdout, stderr } = await program('validate', '--json')
    expect([code, stdout, JSON.parse(stderr)]).toEqual([2, '', { error: { code: 'E_USAGE', message: 'no journey file given', help: 'rehearse validate <journey.json>… [--json]' } }])
  })
})

const BAD_JOURNEYS: [what: string, text: string, code: number, firstLine: RegExp][] = [
  ['malformed JSON', '{"format": "journey",}', 2, /^J001 not JSON: property name expected at line 1, column 22$/],
  ['a 0-byte file', '', 2, /^J001 the file is empty$/],
  ['a newer format version', journeyText((journey) => (journey.formatVersion = 2)), 2, /^J003 this journey is written in format version 2;/],
  ['an unknown kind of step', journeyText(({ steps }) => (steps.mail = { kind: 'teleport' })), 1, /^J002 expected a step: an object whose "kind" is one of message, delay,/],
  ['an unknown key', journeyText(({ steps }) => (steps.mail = { kind: 'exit', next: 'push' })), 1, /^J002 unknown key "next"$/],
  ['a dangling next', journeyText(({ entries }) => (entries[0]!.next = 'nowhere')), 1, /^J010 there is no step "nowhere"$/],
  ['a loop without time', journeyText(({ steps }) => (steps.push = { kind: 'message', channel: 'push', next: 'push' })), 1, /^J014 "push" loops to itself without time passing$/],
  ['weights of 0', journeyText(({ steps }) => (steps.split = { kind: 'split', variants: [{ id: 'a', weight: 0, next: 'push' }, { id: 'b', weight: 0, next: 'mail' }] })), 1, /^J013 the weights of "split" sum to 0/],
  ['duplicate ids', journeyText(({ entries }) => entries.push(entries[0]!)), 1, /^J004 the entry id "in" is used twice$/],
  ['a key that stands twice', FILES['shop.json'].replace('"steps":{', '"steps":{"mail":{"kind":"exit"},'), 1, /^J004 the key "mail" stands twice at line 1, column \d+, so one of them would be lost$/],
  ['a template that does not parse', journeyText(({ steps }) => (steps.mail = { kind: 'update', set: { x: '{{ oops' } })), 1, /^J023 the template of "mail" does not parse:/],
]

describe('a bad journey', () => {
  it.each(BAD_JOURNEYS)('%s stops validate, simulate and export alike, and nothing is written', async (_, text, code, firstLine) => {
    const { rehearse, path } = aFolder({ ...FILES, 'bad.json': text })
    const runs = await Promise.all([
      rehearse('validate', 'bad.json'),
      rehearse('simulate', 'bad.json', '--events', 'events.csv', '--out', 'result.json', '--messages', 'messages.csv'),
      rehearse('export', 'bad.json', '--to', 'xstate', '--out', 'machine.ts'),
    ])
    const [validated] = runs
    expect(validated.stderr.split('\n')[0]).toMatch(firstLine)
    expect(runs).toEqual([0, 1, 2].map(() => ({ code, stdout: '', stderr: validated.stderr })))
    expect(readdirSync(path('.')).sort()).toEqual(['bad.json', 'events.csv', 'shop.json'])
  })

  it('is told as JSON by every command that was asked for JSON', async () => {
    const { rehearse } = aFolder({ ...FILES, 'bad.json': journeyText(({ entries }) => (entries[0]!.next = 'wat')) })
    const told = [
      await rehearse('simulate', 'bad.json', '--events', 'events.csv', '--json'),
      await rehearse('explain', 'bad.json', '--events', 'events.csv', '--profile', 'p1', '--json'),
      await rehearse('export', 'bad.json', '--to', 'xstate', '--json'),
      await rehearse('export', 'bad.json', '--to', 'klaviyo', '--json'),
    ]
    for (const { code, stdout, stderr } of told) expect([code, stdout, JSON.parse(stderr)]).toMatchObject([1, '', { file: 'bad.json', diagnostics: expect.arrayContaining([expect.objectContaining({ code: 'J010', path: '$.entries[0].next' })]) }])
  })

  it.skipIf(process.getuid?.() === 0)('a file one may not read is named, exit code 2', async () => {
    const { rehearse, path } = aFolder(FILES)
    chmodSync(path('shop.json'), 0)
    const { code, stderr } = await rehearse('validate', 'shop.json')
    expect([code, stderr.split(':')[0]]).toEqual([2, 'E_UNREADABLE shop.json'])
  })

  it('a file in UTF-16 is read as its byte order mark says, and one in another encoding is refused before a wrong letter stands in a message', async () => {
    const { rehearse, path } = aFolder(FILES)
    writeFileSync(path('wide.json'), `\uFEFF${journeyText((journey) => (journey['name'] = 'Şube çarşısı'))}`, 'utf16le')
    writeFileSync(path('west.json'), journeyText((journey) => (journey['name'] = 'Café')), 'latin1')
    expect(await rehearse('validate', 'wide.json')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^wide\.json: valid/) })
    const { code, stderr } = await rehearse('validate', 'west.json')
    expect([code, stderr.split('\n')[0]]).toEqual([2, 'E_ENCODING west.json: it is not written in UTF-8.'])
  })

  it.each(['missing.json', '.'])('"%s" is no readable file, exit code 2', async (file) => {
    const { rehearse } = aFolder()
    const { code, stderr } = await rehearse('validate', file)
    expect([code, stderr.split(':')[0]]).toEqual([2, `E_UNREADABLE ${file}`])
  })
})

it('checks several files as journeys of one run, in any order', async () => {
  const parent = journeyText((journey) => { journey.id = 'parent'; journey.entries[0]!.trigger = { kind: 'event', event: 'login' }; journey.steps.push = { kind: 'journey', journey: 'care' } })
  const { rehearse } = aFolder({ ...FILES, 'care.json': JSON.stringify(CARE), 'parent.json': parent })
  const codes = async (...files: string[]) => {
    const { code, stdout } = await rehearse('validate', ...files, '--json')
    const report = [JSON.parse(stdout)].flat() as { file: string; diagnostics: { code: string }[] }[] // as: what --json prints
    return [code, Object.fromEntries(report.map(({ file, diagnostics }) => [file, diagnostics.map((one) => one.code).filter((one) => one.startsWith('J07'))]))]
  }
  expect(await codes('parent.json')).toEqual([0, { 'parent.json': ['J070'] }]) // it needs another journey
  expect(await codes('shop.json')).toEqual([0, { 'shop.json': [] }])
  const together = [0, { 'shop.json': ['J071'], 'parent.json': [], 'care.json': ['J071'] }] // two start by one trigger
  expect(await codes('shop.json', 'parent.json', 'care.json')).toEqual(together)
  expect(await codes('care.json', 'parent.json', 'shop.json')).toEqual(together)
})

it('checks the other files when one cannot be read, and exits with 2', async () => {
  const { rehearse } = aFolder({ 'empty.json': '' })
  const { code, stderr } = await rehearse('validate', 'missing.json', 'empty.json')
  expect([code, stderr.match(/^(E|J)\w+ \S+/gm)]).toEqual([2, ['E_UNREADABLE missing.json:', 'J001 the']])
})
