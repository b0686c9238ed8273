import { describe, expect, it } from 'vitest'
import { describeBasis, describeNotices, describePressure } from '../../../engine/cli/run-report.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { basisOfRun } from '../../../engine/core/report/basis-of-run.ts'
import type { ResponseFigures } from '../../../engine/core/simulate/responses/response-figures.ts'
import { peopleCsv } from '../../../renderer/features/people/export-people.ts'
import { figuresAsCsv } from '../../../renderer/features/simulation/figures-as-csv.ts'
import { resultOf, stepResult } from '../report/hand-made-result.ts'

const document: JourneyDocument = {
  format: 'journey', formatVersion: 1, id: 'shop', entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'call' }],
  steps: { call: { kind: 'webhook', url: 'https://shop.example/call', next: 'hi' }, hi: { kind: 'message', channel: 'push' } },
} as JourneyDocument // as: no more is needed here

const row = (basis: 'assumed' | 'learned' | null): ResponseFigures['messages'][number] => ({ journey: 'shop', step: 'hi', variant: null, channel: 'push', basis, note: null, sent: 9, delivered: 9, opened: 3, clicked: 1, effects: [] })
const basisOf = (mode: ResponseFigures['mode'], ...bases: ('assumed' | 'learned' | null)[]) => basisOfRun({ responses: { mode, messages: bases.map(row) }, scenario: null, documents: [document] })

describe('what the figures of a run rest on', () => {
  it('is assumed as soon as anything is, learned if all is, and history where nobody is moved', () => {
    expect([basisOf('whatIf', 'learned', 'assumed'), basisOf('whatIf', 'learned', null), basisOf('whatIf', null), basisOf('backtest', 'assumed')]).toEqual(['assumed', 'learned', null, null])
    expect(basisOfRun({ responses: null, scenario: null, documents: [document] })).toBeNull()
  })

  it('is assumed where a webhook’s answer is, and only then', () => {
    const answered = (key: string) => basisOfRun({ responses: null, scenario: { format: 'scenario', formatVersion: 1, webhooks: { [key]: { answer: 'error' } } }, documents: [document] })
    expect([answered('call'), answered('shop/call'), answered('other/call'), answered('hi')]).toEqual(['assumed', 'assumed', null, null])
  })
})

describe('figures that leave the window', () => {
  const result = resultOf({ instances: { started: 9, outcomes: { completed: 9 } }, steps: { hi: stepResult({ entered: 9, sent: 9 }) }, goals: { ordered: { conversions: 2, value: 0, creditedTo: { hi: 2 } } }, splits: { call: { a: { entered: 4, converted: 1, value: 0 } } } })

  it.each([['assumed', 'assumed'], ['learned', 'learned'], [null, 'history']] as const)('say so in every line of their CSV: %s', (basis, word) => {
    for (const csv of [figuresAsCsv(document, result, basis), peopleCsv([{ profileId: '=1+1', times: 2, firstAt: 0, lastAt: 60_000 }], basis)]) {
      const [head, ...lines] = csv.trim().split('\n')
      expect(head).toMatch(/,basis$/)
      expect(lines.length).toBeGreaterThan(0)
      for (const line of lines) expect(line).toMatch(new RegExp(`,${word}$`))
    }
  })

  it('are safe in a spreadsheet', () => {
    expect(peopleCsv([{ profileId: '=1+1', times: 2, firstAt: 0, lastAt: 60_000 }], null)).toBe("profileId,times,firstAt,lastAt,basis\n'=1+1,2,1970-01-01T00:00:00.000Z,1970-01-01T00:01:00.000Z,history\n")
  })

  it('say so in what the command line prints', () => {
    const winner = { journey: 'shop', step: 'call', status: 'named' as const, at: 0, variant: 'a', goal: 'ordered', variants: [{ id: 'a', entered: 4, converted: 1 }] }
    const pressure = { profileDays: 3, messagesPerDay: { p50: 1, p90: 1, max: 2 }, cap: null, shareOverCap: null, collisions: [] }
    for (const text of [describeBasis('assumed'), describeNotices({ unknownTimeZones: 0, winners: [winner] }, 'assumed'), describePressure(pressure as never, 'assumed')]) expect(text).toContain('assumed') // as: nothing else is printed of it
    expect([describeBasis(null), describeNotices({ unknownTimeZones: 0, winners: [winner] })].join('')).not.toContain('assumed')
  })
})
