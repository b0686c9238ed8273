import { stripTypeScriptTypes } from 'node:module'
import { describe, expect, it } from 'vitest'
import { csvLines } from '../../../engine/core/csv.ts'
import { exportJourney } from '../../../engine/core/export/export-journey.ts'
import { journeysFromMachine } from '../../../engine/core/export/journey-from-machine.ts'
import { journeyAsMachineJson } from '../../../engine/core/export/xstate-module.ts'
import { isClean } from '../../../engine/core/lint/diagnostics.ts'
import { readJourney } from '../../../engine/core/lint/read-journey.ts'
import { buildDataset } from '../../../engine/core/model/dataset.ts'
import { simulateTogetherWithKernel } from '../../../engine/core/simulate/kernel.ts'
import { simulateTogetherWithXState } from '../../../engine/core/simulate/reference.ts'
import { messagesCsv } from '../../../engine/cli/run-report.ts'
import { terminalText } from '../../../engine/cli/terminal.ts'
import { mermaidProblems } from '../export/mermaid-syntax.ts'
import { everywhere, HOSTILE_TEXTS, PROTOTYPE_NAMES } from './documents.ts'

const HOUR = 3_600_000
const texts = [...Object.entries(HOSTILE_TEXTS), ...PROTOTYPE_NAMES.map((name) => [`the name ${name}`, name] as const)]

describe.each(texts)('%s in every place for a text', (_, text) => {
  const document = everywhere(text)
  const read = readJourney(JSON.stringify(document))

  it('is a journey that can run, and nothing of it is lost', () => {
    expect(read.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
    expect([isClean(read.diagnostics), read.document]).toEqual([true, document])
  })

  it('is named in findings that leave a terminal as it is', () => {
    for (const { message, help, path } of read.diagnostics) expect(terminalText(`${message}${path}${help}`)).not.toMatch(/(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066]/u)
  })

  it('runs alike on both engines, with data that are called so', () => {
    const events = [
      { profileId: text, at: 0, name: text, properties: { [text]: text } },
      { profileId: text, at: HOUR / 2, name: `came${text}`, properties: { [text]: text } },
      { profileId: `${text}2`, at: 0, name: text, properties: {} },
      { profileId: `${text}2`, at: 3 * HOUR, name: `goal${text}`, properties: { [text]: 3 } },
    ]
    const dataset = buildDataset(events, [{ profileId: text, attributes: { [text]: text } }])
    const options = { collectMessages: true, until: 10 * HOUR }
    const [kernel, xstate] = [simulateTogetherWithKernel([document], dataset, options), simulateTogetherWithXState([document], dataset, options)]
    expect(kernel.figures).toEqual(xstate.figures)
    expect(kernel.figures[0]!.instances.started).toBe(2)
    const rows = messagesCsv(kernel.messages, false).length
    expect(rows).toBeGreaterThan(0)
  })

  it('is exported as a module that is only data, and comes back out of it', () => {
    const module = exportJourney(document, 'xstate').text
    expect(withoutTexts(stripTypeScriptTypes(module))).not.toContain('hacked')
    expect(module).not.toMatch(/<\/script|<!--|[\u2028\u2029\u202a-\u202e\u2066-\u2069\u007f-\u009f]/)
    expect(module.replaceAll(/[\t\n]/g, '')).not.toMatch(/\p{Cc}/u)
    expect(journeysFromMachine(module)).toEqual({ documents: [document], isChanged: false })
    expect(journeysFromMachine(journeyAsMachineJson([document])).documents).toEqual([document])
  })

  it('is exported as a flowchart without markup, and as JSON as it is', () => {
    const chart = exportJourney(document, 'mermaid').text
    expect(mermaidProblems(chart)).toEqual([])
    expect(chart.replaceAll(/<br\/>|-->|-\.->/g, '')).not.toMatch(/[<>`\u202a-\u202e\u2066-\u2069\u2028]|%%|\$\$/)
    expect(JSON.parse(exportJourney(document, 'json').text)).toEqual(document)
  })

  it('is one cell of a CSV, and no formula', () => {
    const [line] = csvLines([[text, 1]]).split(/\n$/)
    expect(line).not.toMatch(/^[=+@\-\t]/)
    expect(line!.endsWith(',1')).toBe(true)
  })
})

/** The program without its texts and comments: what would run. */
function withoutTexts(module: string): string {
  return module.slice(0, module.indexOf('const WALL_CLOCK')).replaceAll(/"(?:[^"\\\n]|\\.)*"/g, '').replaceAll(/\/\/[^\n]*/g, '')
}

it('leaves every object of the program as it was', () => {
  expect(Object.keys(Object.prototype)).toEqual([])
  expect((globalThis as { hacked?: number }).hacked).toBeUndefined()
})
