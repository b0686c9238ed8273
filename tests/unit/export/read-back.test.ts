import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exportJourney } from '../../../engine/core/export/export-journey.ts'
import { isMachineText, journeyFromMachine, journeysFromMachine } from '../../../engine/core/export/journey-from-machine.ts'
import { asLiteral, readLiteral } from '../../../engine/core/export/literal.ts'
import { journeyAsMachineJson } from '../../../engine/core/export/xstate-module.ts'
import { canonicalJson } from '../../../engine/core/json.ts'
import { readCases } from '../../golden/read-case.ts'
import { aFolder } from '../cli/run-rehearse.ts'
import { shop } from './shop.ts'

const cases = readCases(join(import.meta.dirname, '../../golden'))
const machine = exportJourney(shop, 'xstate').text
const child = { ...shop, id: 'child' }
const parent = { ...shop, id: 'parent', steps: { ...shop.steps, end: { kind: 'journey' as const, journey: 'child' } } }

describe('an exported machine', () => {
  it('gives back the very documents of every golden case, as a module and as JSON', () => {
    expect(cases.length).toBeGreaterThan(50)
    for (const { name, documents } of cases) {
      const asGiven = canonicalJson(documents)
      const [first, ...others] = documents
      for (const text of [exportJourney(first!, 'xstate', others).text, journeyAsMachineJson(documents)]) {
        const { documents: back, isChanged } = journeysFromMachine(text)
        expect([canonicalJson(back), isChanged, isMachineText(text)], name).toEqual([asGiven, false, true])
      }
    }
  })

  it('is read after a formatter has been at it', () => {
    const formatted = machine.replace(/"((?:[^"\\\n]|\\.)*)"/g, (_, text: string) => `'${text.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`).replace(/\n(\s*)[}\]]/g, ',$&').replace(/([[{]),/g, '$1').replace(/,,/g, ',')
    expect(formatted).toContain("'First \"purchase\"'")
    expect(canonicalJson(journeyFromMachine(formatted))).toBe(canonicalJson(shop))
  })

  it('that was changed by hand still gives its journey, and says so', () => {
    const { documents, isChanged } = journeysFromMachine(machine.replace('"3600000"', '"7200000"'))
    expect([documents, isChanged]).toEqual([[shop], true])
  })

  it('of several journeys gives the one that is named', () => {
    const { text } = exportJourney(parent, 'xstate', [child])
    expect(journeyFromMachine(text, 'child')).toEqual(child)
    expect(() => journeyFromMachine(text)).toThrow(expect.objectContaining({ code: 'E_MACHINE', message: 'this module holds 2 journeys: "parent", "child"' }))
    expect(() => journeyFromMachine(text, 'x')).toThrow(expect.objectContaining({ code: 'E_MACHINE', message: 'this module holds no journey "x", but "parent", "child"' }))
  })

  it.each([
    ["import { createMachine } from 'xstate'\nexport const m = createMachine({ id: 'light' })", 'this is no machine that Rehearsal exported'],
    ['{"id":"light","states":{}}', 'the machine carries no journey (meta.journey)'],
    ['[{"id":"light","states":{}},{"id":"x"}]', 'machine 1 carries no journey (meta.journey)'],
    ['{"id":"x","states":{},"meta":{"journey":{"format":"journey"}}}', 'the machine carries a journey that cannot be read: '],
    ['export const machines = [make()]', 'this is no machine that Rehearsal exported'],
    ['', 'this is no machine that Rehearsal exported'], ['{', 'this is no machine that Rehearsal exported'], ['[]', 'this is no machine that Rehearsal exported'],
  ])('of somebody else is refused: %j', (text, message) => {
    expect(() => journeysFromMachine(text)).toThrow(expect.objectContaining({ code: 'E_MACHINE', unusable: true, message: expect.stringContaining(message) as string }))
  })

  it('is told from a journey', () => {
    expect([JSON.stringify(shop), '{}', 'hello', '[]', '[1]'].map(isMachineText)).toEqual([false, false, false, false, false])
  })
})

describe('a literal', () => {
  it.each([
    [null, true, -1.5e-7, 'it\'s "so"\n\u2028\\', [], {}, [[{ a: 1 }]], { 'a b': { constructor: 1, toString: [2] }, ö: 'x'.repeat(200), list: Array.from({ length: 80 }, (_, index) => index) }],
  ])('is read as it was written', (...value) => {
    expect(readLiteral(`const a = ${asLiteral(value)}, b = 2`, 'const a = '.length)).toEqual({ value })
  })

  it('is nothing else', () => {
    expect(['f()', '[a]', '{ a }', '{ a: 1', '[1 2]', '`x`', '-', "'open"].map((text) => readLiteral(text, 0))).toEqual(Array.from({ length: 8 }, () => undefined))
  })
})

describe('rehearse export', () => {
  const files = { 'shop.json': JSON.stringify(shop), 'parent.json': JSON.stringify(parent), 'child.json': JSON.stringify(child) }

  it('writes a module, and reads the journey out of it again', async () => {
    const { rehearse } = aFolder(files)
    expect(await rehearse('export', 'shop.json', '--to', 'xstate', '--out', 'shop.machine.ts')).toEqual({ code: 0, stdout: '', stderr: '' })
    const { code, stdout, stderr } = await rehearse('export', 'shop.machine.ts', '--to', 'json')
    expect([code, stderr, JSON.parse(stdout)]).toEqual([0, '', shop])
    expect((await rehearse('export', 'shop.machine.ts', '--to', 'mermaid')).stdout).toBe(exportJourney(shop, 'mermaid').text)
  })

  it('writes the machines alone into a JSON file, which is read back as well', async () => {
    const { rehearse } = aFolder(files)
    await rehearse('export', 'shop.json', '--to', 'xstate', '--out', 'shop.machine.json')
    const { code, stdout } = await rehearse('export', 'shop.machine.json', '--to', 'json')
    expect([code, JSON.parse(stdout)]).toEqual([0, shop])
  })

  it('takes the journeys that one goes through beside it', async () => {
    const { rehearse } = aFolder(files)
    const alone = await rehearse('export', 'parent.json', '--to', 'xstate')
    expect([alone.code, alone.stdout, alone.stderr]).toEqual([1, '', 'E_JOURNEY parent.json: the step "end" goes through the journey "child", which is not part of this run\n  add child.json to the command\n'])
    const together = await rehearse('export', 'parent.json', 'child.json', '--to', 'xstate', '--out', 'both.machine.ts')
    expect(together).toEqual({ code: 0, stdout: '', stderr: '' })
    const unsaid = await rehearse('export', 'both.machine.ts', '--to', 'json')
    expect([unsaid.code, unsaid.stderr]).toEqual([2, 'E_USAGE there are 2 journeys, and a JSON file holds one\n  use --journey with one of "parent", "child"\n'])
    expect(JSON.parse((await rehearse('export', 'both.machine.ts', '--to', 'json', '--journey', 'child')).stdout)).toEqual(child)
  })

  it('says what it needs of a machine from elsewhere, exit code 2', async () => {
    const { rehearse } = aFolder({ 'light.ts': "import { createMachine } from 'xstate'" })
    const { code, stdout, stderr } = await rehearse('export', 'light.ts', '--to', 'json')
    expect([code, stdout, stderr.split('\n')[0]]).toEqual([2, '', 'E_MACHINE light.ts: this is no machine that Rehearsal exported'])
  })

  it('says that changes by hand stay behind', async () => {
    const { rehearse } = aFolder({ 'shop.machine.ts': machine.replace('"3600000"', '"7200000"') })
    const { code, stderr } = await rehearse('export', 'shop.machine.ts', '--to', 'json')
    expect([code, stderr]).toEqual([0, 'notice: a machine in shop.machine.ts is not what its journey gives: what was changed by hand in its states is not part of the journey\n'])
  })

  it('refuses another form, and no file', async () => {
    const { rehearse } = aFolder(files)
    expect((await rehearse('export', 'shop.json', '--to', 'pdf')).stderr).toBe('E_USAGE cannot export shop.json to "pdf"\n  use --to xstate, --to mermaid, --to json, a platform such as --to salesforce, --to hand-over or, with --events, --to html\n')
    expect((await rehearse('export', '--to', 'json')).code).toBe(2)
  })
})
