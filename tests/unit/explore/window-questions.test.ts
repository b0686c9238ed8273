import { expect, test } from 'vitest'
import type { TimeToNextAnswer } from '../../../engine/api/contract.ts'
import { afterRows } from '../../../renderer/features/explore/answers-as-csv.ts'
import { firstForms } from '../../../renderer/features/explore/explore-forms.ts'
import { testInWords, testsOf, whereOf } from '../../../renderer/features/explore/property-tests.ts'
import { funnelQuestion, retentionQuestion, timeToNextQuestion } from '../../../renderer/features/explore/questions.ts'
import { niceTop, placeOfSpan, spanTicks, spread, ticksThatFit } from '../../../renderer/features/explore/scale.ts'
import { thinned, timeoutsWorthShowing } from '../../../renderer/features/explore/timeout-curve.ts'
import { gapInWords, groupNames, liftInWords, spanInWords } from '../../../renderer/features/explore/words.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

const event = (name: string, count: number, profiles: number) => ({ name, count, profiles, first: 0, last: 0, rate: [], properties: [] })

test('the first questions are of the events that most people do, those done once before those done often', () => {
  const events = [event('view', 900, 90), event('open', 500, 100), event('signup', 100, 100), event('buy', 9, 9), event('$sent', 800, 100), event('odd', 1, 0)]
  const forms = firstForms({ from: 0, to: 60 * DAY, profiles: 100 }, { events })
  expect(forms.funnel.steps.map((step) => step.event)).toEqual(['signup', 'open', 'view', 'buy'])
  expect(forms.next).toMatchObject({ start: { event: 'signup' }, next: { event: 'open' } })
  expect(forms.retention).toMatchObject({ unit: 'week', breakDown: 'week' })
})

test('data with a single event are asked whether it comes again', () => {
  const forms = firstForms({ from: 0, to: 2 * DAY, profiles: 3 }, { events: [event('purchase', 5, 3)] })
  expect(funnelQuestion(forms.funnel)).toEqual({ steps: [{ event: 'purchase' }, { event: 'purchase' }], windowMs: 7 * DAY })
  expect(retentionQuestion(forms.retention)).toEqual({ unit: 'day', periods: 2, breakDown: { by: 'day' } })
})

test('a form asks what it says: conditions, a group by attribute, a timeout to judge', () => {
  const where = whereOf([{ property: 'price', op: 'gte', value: 50 }, { property: 'kind', op: 'eq', value: 'shoe' }])
  const question = timeToNextQuestion({ start: { event: 'signup' }, next: { event: 'buy', where }, starts: 'every', timeout: 'PT20M', breakDown: 'attribute:city' })
  expect(question).toMatchObject({ start: { event: 'signup' }, next: [{ event: 'buy', where: { all: [{ property: 'price', op: 'gte', value: 50 }, { property: 'kind', op: 'eq', value: 'shoe' }] } }], starts: 'every', breakDown: { by: 'attribute', name: 'city' } })
  expect(question.timeoutsMs).toContain(20 * 60_000)
})

test('conditions come back as the comparisons they were made of', () => {
  const tests = [{ property: 'price', op: 'gte', value: 50 } as const]
  expect(testsOf(whereOf(tests))).toEqual(tests)
  expect(whereOf([])).toBeUndefined()
  expect(testsOf(undefined)).toEqual([])
  expect(testInWords(tests[0]!)).toContain('price')
})

const point = (timeoutMs: number, estimated: number | null): TimeToNextAnswer['curve'][number] => ({ timeoutMs, watched: 1, caught: 0, share: estimated, estimated })

test('timeouts before anything and after everything is caught are left out, and those the data are too short for; the one asked about stays', () => {
  const curve = [point(1, 0), point(2, 0), point(3, 0.1), point(4, 0.3), point(5, 0.5), point(6, 0.6), point(7, 0.6), point(8, 0.6), point(9, null)]
  expect(timeoutsWorthShowing(curve).map(({ timeoutMs }) => timeoutMs)).toEqual([2, 3, 4, 5, 6])
  expect(timeoutsWorthShowing(curve, 8).map(({ timeoutMs }) => timeoutMs)).toEqual([2, 3, 4, 5, 6, 7, 8])
  expect(timeoutsWorthShowing(curve, 9).at(-1)).toEqual(point(9, null))
  expect(timeoutsWorthShowing([])).toEqual([])
  expect(thinned(curve, 3, 6).map(({ timeoutMs }) => timeoutMs)).toEqual([1, 5, 6, 9])
  expect(thinned(curve, 20)).toEqual(curve)
})

test('labels along an axis keep clear of each other, and names beside it too', () => {
  const ticks = spanTicks(HOUR, 30 * DAY)
  expect(ticks[0]).toEqual({ at: 0, label: '1 h' })
  expect(ticks.at(-1)).toEqual({ at: 1, label: '30 days' })
  expect(ticksThatFit(ticks, 120).length).toBeLessThan(ticks.length)
  expect(ticksThatFit(ticks, 2000)).toEqual(ticks)
  expect(spread([50, 52, 10], 16, 0, 60)).toEqual([44, 60, 10])
  expect(placeOfSpan(1, 5, 5)).toBe(0)
  expect([0, 0.03, 0.5, 1].map(niceTop)).toEqual([0.004, 0.04, 0.6, 1])
})

test('groups are called by their values, their days, or their months', () => {
  const months = [{ value: '2026-11-01' }, { value: '2026-12-01' }]
  expect(months.map(({ value }) => groupNames(months)(value))).toEqual(['Nov 2026', 'Dec 2026'])
  const weeks = [{ value: '2026-11-02' }, { value: '2026-11-09' }]
  expect(groupNames(weeks)('2026-11-02')).toBe('2 Nov 2026')
  expect(['(missing)', '(others)', 'İstanbul'].map(groupNames([]))).toEqual(['(not known)', '(others)', 'İstanbul'])
})

test('spans and lifts have no more digits than say something', () => {
  expect([null, 0, 1499, 36 * HOUR].map(spanInWords)).toEqual(['–', '0 s', '1 s', '1 day 12 h'])
  expect(gapInWords(110 * DAY + HOUR)).toBe('110 days')
  expect([null, 0.04, 2.34, 41.2].map(liftInWords)).toEqual(['–', '× 0.04', '× 2.3', '× 41'])
})

test('what cannot be computed is an empty cell of the CSV', () => {
  const rows = afterRows({ from: 0, until: 1, horizons: [{ horizonMs: HOUR, starts: 0, leftOut: 2 }], events: [{ event: 'buy', within: [{ count: 0, share: null, usual: 0.1, lift: null }] }], leftOff: 0 })
  expect(rows[1]).toEqual(['buy', HOUR, 0, 0, '', 0.1, ''])
})
