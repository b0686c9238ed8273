import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { catalogueAsMarkdown, lintCatalogue } from '../../../engine/core/lint/catalogue.ts'
import { DIAGNOSTIC_CODES } from '../../../engine/core/lint/diagnostics.ts'
import { applyFix } from '../../../engine/core/lint/fix.ts'
import type { LintContext } from '../../../engine/core/lint/lint-context.ts'
import { readJourney } from '../../../engine/core/lint/read-journey.ts'

/** The example of a code: a journey that yields it and nothing else, and what has to be known beside the journey for it. */
function example(code: string): { text: string; context: LintContext } {
  const file = (kind: string) => join(import.meta.dirname, 'examples', `${code}.${kind}.json`)
  const context = existsSync(file('context')) ? (JSON.parse(readFileSync(file('context'), 'utf8')) as LintContext) : {} // as: our own file
  return { text: readFileSync(file('journey'), 'utf8'), context }
}

describe('the catalogue of findings', () => {
  const catalogue = lintCatalogue()

  it('has an entry for every code, in their order', () => {
    expect(catalogue.map(({ code }) => code)).toEqual(Object.keys(DIAGNOSTIC_CODES))
  })

  it.each(catalogue)('$code: its example yields exactly that, $title', ({ code }) => {
    const { text, context } = example(code)
    expect([...new Set(readJourney(text, context).diagnostics.map((finding) => finding.code))]).toEqual([code])
  })

  it.each(catalogue)('$code says why it matters, what to do and what its example is, and names a fix just if there is one', ({ code, why, todo, example: words, fix }) => {
    for (const text of [why, todo, words]) expect(text.length).toBeGreaterThan(10)
    const { text, context } = example(code)
    expect(readJourney(text, context).diagnostics.some((finding) => finding.fix !== undefined)).toBe(fix !== undefined)
  })

  it.each(catalogue.filter(({ fix }) => fix !== undefined))('$code: its fix ($fix) does away with it, leaves no worse finding, and keeps to the schema', ({ code }) => {
    const { text, context } = example(code)
    const { document, diagnostics } = readJourney(text, context)
    for (const finding of diagnostics) {
      const fixed = readJourney(JSON.stringify(applyFix(document!, finding)), context)
      expect(fixed.document).toBeDefined()
      expect(fixed.diagnostics.filter((one) => one.code === code || one.severity !== 'info')).toEqual([])
    }
    expect(document).toEqual(JSON.parse(text)) // what was fixed is a copy
  })

  it('reads as a table with a row for each code', () => {
    const lines = catalogueAsMarkdown().split('\n')
    expect(lines.slice(0, 2)).toEqual(['| Code | What it finds | Why it matters, what to do | What the fix does |', '| --- | --- | --- | --- |'])
    expect(lines.slice(2, -1).map((line) => line.slice(2, 6))).toEqual(catalogue.map(({ code }) => code))
    for (const line of lines.slice(0, -1)) expect(line.split(/(?<!\\)\|/).length).toBe(6)
  })
})
