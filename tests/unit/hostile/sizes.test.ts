import { describe, expect, it } from 'vitest'
import { lower } from '../../../engine/core/compile/lower.ts'
import { exportJourney } from '../../../engine/core/export/export-journey.ts'
import type { Diagnostic } from '../../../engine/core/lint/diagnostics.ts'
import { lintJourney } from '../../../engine/core/lint/lint-journey.ts'
import { readJourney } from '../../../engine/core/lint/read-journey.ts'
import { buildDataset } from '../../../engine/core/model/dataset.ts'
import { journeySchema } from '../../../engine/core/model/journey.ts'
import { simulateTogetherWithKernel } from '../../../engine/core/simulate/kernel.ts'
import { chain, deepText, everywhere, oneMessage, PROTOTYPE_NAMES, wide } from './documents.ts'

const MEGABYTE = 1_000_000

/** What keeps a text from being a journey: codes, paths and messages. */
function errorsOf(text: string): string[] {
  return readJourney(text).diagnostics.filter(({ severity }) => severity === 'error').map(({ code, path, message }: Diagnostic) => `${code} ${path.slice(0, 80)} ${message.slice(0, 120)}`)
}

describe('a large journey', () => {
  const large = chain(100_000)

  it('of 100,000 steps is read, checked, lowered and run', () => {
    expect(errorsOf(JSON.stringify(large))).toEqual([])
    const dataset = buildDataset([{ profileId: 'a', at: 0, name: 'signup' }])
    const { figures } = simulateTogetherWithKernel([large], dataset, { until: 48 * 3_600_000 })
    expect([lower([large]).journeys[0]!.steps.length, figures[0]!.instances.started]).toEqual([100_000, 1])
    expect(exportJourney(large, 'mermaid').text.split('\n').length).toBeGreaterThan(200_000)
  })

  it('of 1,000 steps is checked about as fast as it is read', () => {
    const document = chain(1000)
    lintJourney(document)
    const startedAt = performance.now()
    for (let time = 0; time < 5; time++) lintJourney(document)
    expect((performance.now() - startedAt) / 5).toBeLessThan(500) // a few ms on a machine that does nothing else
  })

  it('with a step of 1,000 ways is checked; one of more is refused with what to do', () => {
    expect(errorsOf(JSON.stringify(wide(1000)))).toEqual([])
    expect(errorsOf(JSON.stringify(wide(100_000)))).toEqual(['J002 $.steps.s.branches a step may have up to 1000 ways out; divide it among several'])
  })
})

describe('conditions in one another', () => {
  it('are read 50 deep', () => {
    expect(errorsOf(deepText(50))).toEqual([])
    const document = readJourney(deepText(50)).document!
    for (const to of ['xstate', 'mermaid', 'json'] as const) expect(exportJourney(document, to).text).not.toBe('')
  })

  it.each([250, 5000, 200_000])('are refused %i deep, wherever they come from', (levels) => {
    const [first, ...others] = errorsOf(deepText(levels))
    expect([first, others]).toEqual([expect.stringMatching(/nested more than \d+ (levels )?deep/), []])
  })

  it('are refused as values, too, without running out of stack', () => {
    let when: unknown = { attribute: 'a', op: 'exists' }
    for (let level = 0; level < 5000; level++) when = { not: when }
    const parsed = journeySchema.safeParse({ ...JSON.parse(deepText(1)) as object, segments: { s: { when } } })
    expect(parsed.error?.issues.map(({ message }) => message)).toEqual([expect.stringContaining('nested more than 200 deep')])
  })
})

describe('names of JavaScript', () => {
  it.each(['$.steps', '$.segments', '$.layout'])('"__proto__" is refused as a name in %s', (where) => {
    const key = where.slice(2)
    const text = JSON.stringify({ ...chain(2), [key]: key === 'steps' ? chain(2).steps : {} }).replace(`"${key}":{`, `"${key}":{"__proto__":{"kind":"exit","x":0,"y":0,"when":{"all":[]}}${key === 'steps' ? ',' : ''}`)
    expect(errorsOf(text)).toEqual([expect.stringContaining('nothing may be called "__proto__"')])
    expect(({} as { kind?: string }).kind).toBeUndefined()
  })

  it.each(PROTOTYPE_NAMES)('"%s" that is nowhere is missing', (name) => {
    const document = { ...chain(2), entries: [{ id: 'in', trigger: { kind: 'event' as const, event: name }, where: { segment: name }, next: name }], stages: [], steps: { s: { kind: 'message' as const, channel: 'push' as const, stage: name, next: name } } }
    expect(errorsOf(JSON.stringify(document)).map((line) => line.slice(0, 4)).sort()).toEqual(['J010', 'J010', 'J011', 'J012'])
  })

  it('a key that stands twice is refused', () => {
    expect(errorsOf(JSON.stringify(chain(2)).replace('"s1":', '"s0":'))).toEqual([expect.stringMatching(/^J004 .* the key "s0" stands twice/)])
  })
})

describe('huge values', () => {
  it('a name of 50 MB is no name', () => {
    expect(errorsOf(oneMessage({ name: 'x'.repeat(50 * MEGABYTE) }))).toEqual(['J002 $.steps.m.name a name may have up to 10,000 characters'])
  })

  it('a note of 50 MB is kept', () => {
    expect(readJourney(oneMessage({ note: 'x'.repeat(50 * MEGABYTE) })).document?.steps['m']?.note?.length).toBe(50 * MEGABYTE)
  })

  it.each([
    ['Liquid', { template: { body: `{{ profile.name }}${'{{ event.x | upcase }} '.repeat(MEGABYTE / 23)}` } }],
    ['open Liquid', { template: { body: '{%'.repeat(MEGABYTE / 2) } }],
    ['blanks in Liquid', { template: { body: `{{${' '.repeat(MEGABYTE)}x` } }],
    ['a title', { template: { title: 'ü'.repeat(MEGABYTE) } }],
    ['HTML', { template: { html: '<div>'.repeat(MEGABYTE / 5) } }],
  ])('1 MB of %s is checked', (_, change) => {
    const startedAt = performance.now()
    readJourney(oneMessage(change))
    expect(performance.now() - startedAt).toBeLessThan(15_000)
  })

  it('a value of 1 MB in a condition is kept', () => {
    const document = everywhere('x')
    document.segments!['x'] = { when: { attribute: 'a', op: 'eq', value: 'y'.repeat(MEGABYTE) } }
    const text = JSON.stringify(document)
    expect(errorsOf(text)).toEqual([])
    for (const { message } of readJourney(text).diagnostics) expect(message.length).toBeLessThan(10_000)
    expect(exportJourney(document, 'mermaid').text.length).toBeLessThan(20_000_000)
  })

  it.each([
    ['a delay for ever', { kind: 'delay', for: 'P999999999999Y' }], ['a delay of no number', { kind: 'delay', for: `PT${'9'.repeat(400)}H` }],
    ['a weight beyond numbers', { kind: 'split', variants: [{ id: 'a', weight: Infinity }] }], ['a negative weight', { kind: 'split', variants: [{ id: 'a', weight: -1 }] }],
    ['a time of no day', { kind: 'delay', until: { time: '99:99' } }],
  ])('%s is refused', (_, step) => {
    expect(errorsOf(JSON.stringify({ ...chain(1), steps: { s0: step } }).replace('"weight":null', '"weight":1e400')).length).toBeGreaterThan(0)
  })

  it.each(['-271821-04-20', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '275760-09-13T00:00:00Z'])('an instant as far as %s is read or refused, never a crash', (activeFrom) => {
    const { document } = readJourney(JSON.stringify({ ...chain(2), activeFrom }))
    if (document) simulateTogetherWithKernel([document], buildDataset([{ profileId: 'a', at: 0, name: 'signup' }]), {})
  })

  it.each(['1e999', '-1e308', '1e308', '"x"', 'null', '[]'])('a place of %s is refused or kept, and never breaks what is drawn', (number) => {
    const text = JSON.stringify({ ...chain(1), layout: { s0: { x: 7, y: 7 }, 'stage:a': { x: 0, y: 0, width: -5, height: 1e9 } } }).replace('"x":7', `"x":${number}`)
    const { document } = readJourney(text)
    const x = (document?.layout?.['s0'] as { x?: number } | undefined)?.x
    expect(x === undefined || Number.isFinite(x)).toBe(true)
  })
})
