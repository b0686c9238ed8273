import { describe, expect, it } from 'vitest'
import { textAt } from '../../../engine/core/model/dataset.ts'
import type { BreakdownResult } from '../../../engine/core/simulate/result.ts'
import { contentOf, OTHER_GROUPS } from '../../../engine/core/viewer/file-content.ts'
import { escapedHtml, escapedJson, pageOf, safeScript } from '../../../engine/core/viewer/page.ts'
import { aRun, contentFound, MINUTE } from './a-run.ts'

const run = await aRun('passo-dukkan', 300)
const found = contentFound(run)
const note = { id: 'n', text: 'A note', x: 0, y: 0, width: 200, height: 100 }
const comment = { id: 'c', step: 'first-hour', text: 'Ask Jane', author: 'Bob', at: 1, resolved: false }

describe('the content of a page', () => {
  it('names nobody', () => {
    const digest = 'sha256:of-a-file-somebody-has'
    const text = JSON.stringify(contentOf({ ...found, result: { ...found.result, journey: { ...found.result.journey, digest }, dataset: { ...found.result.dataset, digest } } }))
    const ids = Array.from({ length: 300 }, (_, profile) => textAt(run.dataset.profileIds, profile))
    expect(ids.filter((id) => text.includes(JSON.stringify(id)))).toEqual([])
    expect(text).not.toContain(digest)
  })

  it('leaves notes and comments out, and takes along what is chosen', () => {
    const document = { ...found.document, layout: { ...found.document.layout, notes: [note, comment] } }
    const kept = (choices: Partial<typeof found.choices>) => contentOf({ ...found, document, choices: { ...found.choices, ...choices } }).document.layout?.['notes']
    expect(kept({})).toBeUndefined()
    expect(kept({ notes: true })).toEqual([note])
    expect(kept({ comments: true })).toEqual([comment])
    expect(kept({ notes: true, comments: true })).toEqual([note, comment])
  })

  it('leaves the texts of messages out if they are not wanted', () => {
    const texts = (of: boolean) => Object.values(contentOf({ ...found, choices: { ...found.choices, texts: of } }).document.steps).flatMap((step) => (step.kind === 'message' && step.template ? [step.template] : []))
    expect(texts(true).length).toBeGreaterThan(0)
    expect(texts(false)).toEqual([])
  })

  it('tells instants to the minute, unless exact times are wanted', () => {
    const { result } = contentOf(found)
    expect([result.from, result.until, result.dataset.from, result.dataset.to].map((at) => at % MINUTE)).toEqual([0, 0, 0, 0])
    for (const { entered, dwellMs } of Object.values(result.steps)) if (entered < 10) expect(dwellMs).toEqual({ p50: null, p90: null, mean: null })
    expect(contentOf({ ...found, choices: { ...found.choices, exactTimes: true } }).result.from).toBe(run.result.from)
  })

  it('tells no value of fewer than ten conversions, and no winner', () => {
    const [goal] = Object.keys(found.result.goals)
    const few = { ...found.result, goals: { ...found.result.goals, [goal!]: { conversions: 3, value: 59.97, creditedTo: { none: 3 } } } }
    const content = contentOf({ ...found, result: few, notices: { unknownTimeZones: 0, winners: [{ journey: 'j', step: 's', status: 'named', at: 1, variant: 'a', goal: 'g', variants: [] }] } })
    expect(content.result.goals[goal!]).toMatchObject({ conversions: 3, value: 0 })
    expect(content.document.goals?.find(({ id }) => id === goal)).not.toHaveProperty('value')
    expect(content.notices.winners).toEqual([])
  })

  it('puts groups of fewer than ten together', () => {
    const group = (started: number): BreakdownResult => ({
      instances: { ...found.result.instances, started, outcomes: { bought: started } }, steps: { a: { entered: started, waiting: 0, ports: { next: started }, ended: {}, dwellMs: { p50: 1, p90: 2, mean: 3 }, sent: 0, suppressed: {} } }, goals: {}, splits: {},
    })
    const groups = contentOf({ ...found, result: { ...found.result, breakdowns: { city: { Izmir: group(50), Rize: group(6), Van: group(7) }, plan: { pro: group(40), vip: group(2) } } } }).result.breakdowns
    expect(Object.keys(groups['city']!)).toEqual(['Izmir', OTHER_GROUPS])
    expect(groups['city']![OTHER_GROUPS]).toMatchObject({ instances: { started: 13, outcomes: { bought: 13 } }, steps: { a: { entered: 13, ports: { next: 13 }, dwellMs: { p50: null } } } })
    expect(Object.keys(groups['plan']!)).toEqual(['pro'])
  })

  it('tells ways of fewer than ten passes together, and no time to the millisecond', () => {
    const { report } = contentOf(found)
    expect(report.ways.top.every(({ passes }) => passes >= 10)).toBe(true)
    const passes = (ways: typeof report.ways) => ways.others.passes + ways.top.reduce((sum, way) => sum + way.passes, 0)
    expect(passes(report.ways)).toBe(passes(found.report.ways))
    for (const { medianMs, p90Ms } of report.timeToConvert) expect([(medianMs ?? 0) % MINUTE, (p90Ms ?? 0) % MINUTE]).toEqual([0, 0])
  })
})

describe('a page', () => {
  const hostile = '</script><script>alert(1)</script><!-- \u2028 \u2029 " & \' </title>'
  const page = pageOf({ script: 'a("</script><script>")', style: 'b{}', scriptHash: 'sha256-a', styleHash: 'sha256-b', title: hostile, language: 'en', content: { name: hostile, [hostile]: [hostile] }, film: 'AA==' })

  it('holds a name like the end of a script as text', () => {
    expect(page.match(/<script/g)).toHaveLength(3)
    expect(page.match(/<\/script>/g)).toHaveLength(3)
    expect(page).not.toContain('<!--')
    expect(page.match(/<\/title>/g)).toHaveLength(1)
    const json = /id="content">(.*)<\/script>/.exec(page)![1]!
    expect(JSON.parse(json)).toEqual({ name: hostile, [hostile]: [hostile] })
    expect(json).not.toMatch(/[\u2028\u2029<>&]/)
  })

  it('in another language carries its words, and says so', () => {
    const parts = { script: '', style: '', scriptHash: '', styleHash: '', title: 'Karşılama', content: {}, film: '' }
    const turkish = pageOf({ ...parts, language: 'tr', words: { texts: { viewer: { print: 'Yazdır <b>' } }, phrases: [], pieces: {} } })
    expect(turkish).toContain('<html lang="tr">')
    expect(turkish).toContain('Bu sayfa bir yolculuğu çizer')
    expect(turkish).toContain('id="words">{"texts":{"viewer":{"print":"Yazdır \\u003cb\\u003e"}}')
    expect(pageOf({ ...parts, language: 'en' })).not.toContain('id="words"')
  })

  it('may fetch nothing, and run nothing but its own script', () => {
    expect(page).toContain(`content="default-src 'none'; script-src 'sha256-a'; style-src 'sha256-b'; font-src data:; img-src data: blob:; base-uri 'none'; form-action 'none'"`)
  })

  it('has its script say the same when its texts are made safe', () => {
    expect(safeScript("x = '</script><SCRIPT>'")).toBe("x = '\\x3c/script>\\x3cSCRIPT>'")
    expect(escapedHtml(`<a b="c">'&`)).toBe('&#60;a b=&#34;c&#34;&#62;&#39;&#38;')
    expect(escapedJson({ a: '<&>' })).toBe('{"a":"\\u003c\\u0026\\u003e"}')
  })
})
