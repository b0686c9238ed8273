import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { templates } from '../../../engine/templates/index.ts'
import { aFolder } from './run-rehearse.ts'

describe('rehearse template', () => {
  it('lists them with who published what, and what that is worth', async () => {
    const { rehearse } = aFolder()
    const { stdout, code } = await rehearse('template', 'list')
    expect(code).toBe(0)
    expect(stdout).toContain('Turkcell Pasaj: Conversion rose from 4 % to 8 %')
    expect(stdout).toContain("(scenario tuned to a vendor's published claim, not evidence)")
    const listed = JSON.parse((await rehearse('template', 'list', '--json')).stdout) as { id: string }[] // as: looked at below
    expect(listed.map(({ id }) => id)).toEqual(templates.map(({ id }) => id))
  })

  it('writes one as files that simulate takes', async () => {
    const { rehearse, path } = aFolder()
    const { stdout, code } = await rehearse('template', 'create', 'cart-abandonment', '--out', 'cart', '--people', '300')
    expect([code, stdout.split('\n')[0]]).toEqual([0, '300 people, 4,143 events'])
    expect(readdirSync(path('cart')).sort()).toEqual(['cart-abandonment.journey.json', 'cart-abandonment.population.json', 'cart-abandonment.scenario.json', 'events.csv.gz', 'profiles.csv', 'segments'])
    expect(readdirSync(path('cart/segments')).sort()).toEqual(['abandoned-cart.segment.json', 'torn.segment.json', 'valued-and-keen.segment.json'])

    const at = (name: string) => path(`cart/${name}`)
    const journey = at('cart-abandonment.journey.json')
    const simulated = await rehearse('simulate', journey, '--events', at('events.csv.gz'), '--profiles', at('profiles.csv'), '--scenario', at('cart-abandonment.scenario.json'), '--out', at('result.json'))
    expect(simulated.code).toBe(0)
    expect(JSON.parse(readFileSync(at('result.json'), 'utf8'))).toMatchObject({ dataset: { profiles: 300 }, instances: { started: expect.any(Number) } })
    expect((await rehearse('scenario', 'check', at('cart-abandonment.scenario.json'), '--journey', journey)).code).toBe(0)

    const made = await rehearse('population', 'make', at('cart-abandonment.population.json'), '--profiles', '300', '--out', at('again.csv.gz'))
    expect(made.code).toBe(0)
    expect(readFileSync(at('again.csv.gz')).equals(readFileSync(at('events.csv.gz')))).toBe(true)
  })

  it.skipIf(process.platform === 'win32')('names the next command so that it can be typed, also where a folder has blanks or quotes in its name', async () => {
    const { rehearse } = aFolder()
    const { stdout } = await rehearse('template', 'create', 'cart-abandonment', '--out', "Ali's cart", '--people', '1')
    expect(stdout).toMatch(/^1 person, \d+ events?\n/)
    expect(stdout.trim().split('\n').at(-1)).toBe(
      ['journey.json', 'events.csv.gz', 'profiles.csv', 'scenario.json'].reduce(
        (line, file) => line.replace(`<${file}>`, `'Ali'\\''s cart/${file.includes('n.') || file.startsWith('journey') || file.startsWith('scenario') ? `cart-abandonment.${file}` : file}'`),
        'rehearse it: rehearse simulate <journey.json> --events <events.csv.gz> --profiles <profiles.csv> --scenario <scenario.json>',
      ),
    )
  })

  it('measures one, and exits 1 where a median is too far from what was published', async () => {
    const { rehearse } = aFolder()
    const few = await rehearse('template', 'measure', 'cart-abandonment', '--seeds', '2', '--people', '5', '--json')
    const { figures, note } = JSON.parse(few.stdout) as { figures: { isNear: boolean | null }[]; note: string } // as: what `--json` writes
    expect(note).toContain('not evidence')
    expect(few.code).toBe(figures.some(({ isNear }) => isNear === false) ? 1 : 0)
    const { stdout } = await rehearse('template', 'measure', 'cart-abandonment', '--seeds', '3', '--people', '1000')
    expect(stdout).toMatch(/Visitors who order: median [\d.]+ % \(10 % [\d.]+ %, 90 % [\d.]+ %\); published 8 %, /)
  })

  it.each([
    [[], /say what to do with a template/],
    [['show'], /there is no "template show"/],
    [['create'], /no template named/],
    [['create', 'cart-abandonmen', '--out', 'x'], /did you mean "cart-abandonment"/],
    [['create', 'cart-abandonment'], /--out is missing/],
    [['create', 'coupon-campaign', '--out', 'x'], /comes with real data/],
    [['create', 'cart-abandonment', '--out', '/proc/none'], /cannot write \/proc\/none/],
    [['create', 'win-back', '--out', 'x', '--people', '0'], /--people "0" is no whole number/],
    [['measure', 'coupon-campaign'], /E_NO_FIGURE.*real data/],
    [['measure', 'win-back', '--seeds', '201'], /--seeds 201 is too many/],
    [['measure', 'win-back', '--out', 'x'], /template measure takes no --out/],
    [['list', 'win-back'], /"win-back" is too much/],
  ])('refuses %j with exit code 2 and says what to do', async (args, says) => {
    const { rehearse } = aFolder()
    const { code, stderr } = await rehearse('template', ...args)
    expect(stderr).toMatch(says)
    expect(code).toBe(2)
  })
})
