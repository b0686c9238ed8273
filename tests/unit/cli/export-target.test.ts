import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { aFolder } from './run-rehearse.ts'

const shop = {
  format: 'journey', formatVersion: 1, id: 'shop', name: 'Shop',
  entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'hello' }],
  steps: { hello: { kind: 'message', channel: 'email', template: { title: 'Hi', body: 'Hello' }, next: 'pause' }, pause: { kind: 'delay', for: 'P1D', next: 'bye' }, bye: { kind: 'exit', outcome: 'greeted' } },
}
const lossy = { ...shop, policies: { quietHours: { from: '22:00', to: '08:00' } } }
const impossible = { ...shop, steps: { hello: { kind: 'message', channel: 'whatsapp' } } }
const files = { 'shop.json': JSON.stringify(shop), 'lossy.json': JSON.stringify(lossy), 'impossible.json': JSON.stringify(impossible), 'settings.json': JSON.stringify({ subdomain: 'mc1', clientId: 'c' }), 'wrong.json': JSON.stringify({ subdomain: 'a b', clientId: 'c' }), 'broken.json': '{' }

describe('rehearse export --to a platform', () => {
  it('writes payloads that rehearse import reads back', async () => {
    const { rehearse, path } = aFolder(files)
    const ran = await rehearse('export', 'shop.json', '--to', 'salesforce', '--settings', 'settings.json', '--out', 'sf.json')
    expect(ran).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(await rehearse('import', 'sf.json', '--from', 'salesforce', '--settings', 'settings.json', '--out', 'back.json')).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(JSON.parse(readFileSync(path('back.json'), 'utf8'))).toEqual(shop)
  })

  it('takes the platform after = as well', async () => {
    const { rehearse } = aFolder(files)
    const [apart, together] = [await rehearse('export', 'shop.json', '--to', 'klaviyo'), await rehearse('export', 'shop.json', '--to=klaviyo')]
    expect(together).toEqual(apart)
    expect(JSON.parse(together.stdout)).toMatchObject({ target: 'klaviyo' })
  })

  it('says what is lost, and what stands in for an account, and ends with 0', async () => {
    const { rehearse } = aFolder(files)
    const { code, stdout, stderr } = await rehearse('export', 'lossy.json', '--to', 'salesforce')
    expect(code).toBe(0)
    expect(stderr).toMatch(/notice: without --settings, Subdomain, Client id are made up/)
    expect(stderr).toMatch(/SF19 loss: a journey has no quiet hours\n {2}lossy\.json \$\.policies\.quietHours/)
    expect(JSON.parse(stdout)).toMatchObject({ target: 'salesforce' })
  })

  it('ends with 1 and writes nothing where it is impossible', async () => {
    const { rehearse, path } = aFolder(files)
    const { code, stderr } = await rehearse('export', 'impossible.json', '--to', 'salesforce', '--out', 'sf.json', '--json', '--settings', 'settings.json')
    expect(code).toBe(1)
    expect(JSON.parse(stderr)).toMatchObject({ problems: [expect.anything(), expect.objectContaining({ code: 'SF23', stepId: 'hello' })] })
    expect(existsSync(path('sf.json'))).toBe(false)
  })

  it.each([
    ['no file', ['export', '--to', 'salesforce']],
    ['a file that is not there', ['export', 'gone.json', '--to', 'salesforce']],
    ['a file that is no JSON', ['export', 'broken.json', '--to', 'http']],
    ['wrong settings', ['export', 'shop.json', '--to', 'salesforce', '--settings', 'wrong.json']],
    ['settings that are no JSON', ['export', 'shop.json', '--to', 'salesforce', '--settings', 'broken.json']],
    ['a platform without a hand-over', ['export', 'shop.json', '--to', 'salesforce', '--platform', 'braze']],
    ['a hand-over to nobody', ['export', 'shop.json', '--to', 'hand-over']],
    ['a hand-over to whom there is no word for', ['export', 'shop.json', '--to', 'hand-over', '--platform', 'constructor']],
    ['an import from nobody', ['import', 'shop.json']],
    ['an import of what is no journey', ['import', 'settings.json', '--from', 'salesforce']],
    ['an import of no JSON', ['import', 'broken.json', '--from', 'http']],
  ] as const)('ends with 2 for %s', async (_, [command, ...args]) => {
    const { rehearse } = aFolder(files)
    const { code, stdout } = await rehearse(command, ...args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  })
})

describe('rehearse export --to hand-over', () => {
  it('writes a page and its tables into a folder, or the page alone', async () => {
    const { rehearse, path } = aFolder(files)
    expect((await rehearse('export', 'shop.json', '--to', 'hand-over', '--platform', 'moengage', '--out', 'pack')).code).toBe(0)
    expect(readdirSync(path('pack')).sort()).toEqual(['Shop.moengage.html', 'Shop.moengage.segments.csv', 'Shop.moengage.steps.csv', 'Shop.moengage.texts.csv', 'Shop.moengage.timings.csv'])
    expect((await rehearse('export', 'shop.json', '--to', 'hand-over', '--platform', 'netmera')).stdout).toMatch(/^<!doctype html>/)
  })
})
