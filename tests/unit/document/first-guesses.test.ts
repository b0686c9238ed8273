import { describe, expect, it } from 'vitest'
import type { Step } from '../../../engine/core/model/steps/registry.ts'
import { idOfName, namedExit } from '../../../renderer/document/id-of-name.ts'
import { suggestedName } from '../../../renderer/document/suggested-name.ts'
import { dateInWords, dateOf, steppedDate } from '../../../renderer/features/inspector/fields/date-text.ts'
import { numberOf } from '../../../renderer/features/inspector/fields/number-text.ts'
import { likelyGoal, likelyStarts } from '../../../renderer/features/start/likely-events.ts'

const events = (counts: Record<string, number>) => ({
  events: Object.entries(counts).map(([name, profiles]) => ({ name, profiles, count: 2 * profiles, first: 0, last: 1, rate: [], properties: [] })),
})

describe('what the data suggest', () => {
  const loan = events({ app_open: 4000, loan_calculation: 2679, application_start: 1573, form_step: 1290, application_submit: 547, contract_signed: 300, oddity: 3, $sent: 4000 })

  it('to start with is what is called a beginning, then what most people do; what nearly nobody does is left out', () => {
    expect(likelyStarts(loan)).toEqual(['application_start', 'app_open', 'loan_calculation', 'form_step', 'application_submit', 'contract_signed'])
    expect(likelyStarts(events({ page: 10, cart: 5, app_uninstall: 1 }))).toEqual(['page', 'cart', 'app_uninstall'])
    expect(likelyStarts(events({}))).toEqual([])
  })

  it('to aim at is what is called an aim, the rarest of several, else the rarest', () => {
    expect([likelyGoal(loan), likelyGoal(loan, ['contract_signed']), likelyGoal(events({ signup: 40, view: 30, purchase: 4 })), likelyGoal(events({}))]).toEqual(['contract_signed', 'application_submit', 'purchase', undefined])
  })
})

describe('the name of a step nobody named', () => {
  it('says what it does, and only its kind as long as it does nothing in particular', () => {
    const steps: Step[] = [
      { kind: 'waitFor', branches: [{ id: 'happened', event: 'cart_view' }, { id: 'vip', segment: 'vip' }] },
      { kind: 'waitFor', branches: [{ id: 'happened', event: 'event' }] },
      { kind: 'delay', for: 'P2D' },
      { kind: 'delay', until: { time: '09:00' } },
      { kind: 'message', channel: 'push', template: { title: '', body: 'Your cart waits\nfor you' } },
      { kind: 'message', channel: 'push', template: { title: '', body: '' } },
      { kind: 'branch', branches: [{ id: 'yes', when: { all: [] } }] },
      { kind: 'branch', branches: [{ id: 'pre-approved', when: { all: [] } }] },
      { kind: 'webhook', url: 'https://crm.example.org/hook', method: 'POST' },
      { kind: 'exit', outcome: 'gave-up' },
      { kind: 'exit', outcome: 'completed' },
    ]
    expect(steps.map(suggestedName)).toEqual([
      'Wait for cart_view or vip', 'Wait for', 'Wait 2 days', 'Wait until 09:00', 'Your cart waits', 'Message', 'Branch', 'Pre-approved?', 'Call crm.example.org', 'Gave-up', 'Exit',
    ])
  })

  it('of an exit gives its outcome, until somebody writes another', () => {
    const named = namedExit({ kind: 'exit', outcome: 'completed' }, 'Gave up')
    expect(named).toEqual({ kind: 'exit', name: 'Gave up', outcome: 'gave-up' })
    expect(namedExit(named, 'Lost')).toEqual({ kind: 'exit', name: 'Lost', outcome: 'lost' })
    expect(namedExit({ ...named, outcome: 'other' }, 'Lost')).toEqual({ kind: 'exit', name: 'Lost', outcome: 'other' })
    expect(namedExit(named, undefined)).toEqual({ kind: 'exit', outcome: 'completed' })
    expect([idOfName('Pre-approval (7 days)'), idOfName('Satın alma'), idOfName(' – ')]).toEqual(['pre-approval-7-days', 'satin-alma', ''])
  })
})

describe('days as people write them', () => {
  it('are understood, the day before the month, the next one where no year is said', () => {
    const typed = ['1 Dec 2026', '1st december 2026', 'Dec 1, 2026', 'Tue 1 Dec 2026', '1.12.2026', '01/12/2026', '2026-12-01', '1 Dec', '1 Jan', 'today', 'Tomorrow']
    expect(typed.map((text) => dateOf(text, '2026-11-27'))).toEqual([
      '2026-12-01', '2026-12-01', '2026-12-01', '2026-12-01', '2026-12-01', '2026-12-01', '2026-12-01', '2026-12-01', '2027-01-01', '2026-11-27', '2026-11-28',
    ])
    expect(['', 'soon', '31 Feb 2026', '13/13/2026', '2026', '1 Foo 2026', '2026-13-01'].map((text) => dateOf(text, '2026-11-27'))).toEqual(Array.from({ length: 7 }, () => undefined))
  })

  it('are shown in words, which read back as the same day', () => {
    for (const date of ['2026-12-01', '2026-09-30', '2028-02-29']) expect(dateOf(dateInWords(date), '2026-01-01')).toBe(date)
    expect(dateInWords('2026-09-30')).toBe('30 Sep 2026')
    expect(steppedDate('2026-12-31', 1)).toBe('2027-01-01')
  })
})

describe('numbers as people write them', () => {
  it('may have separators and a percent sign', () => {
    expect(['1,000', '12,500.5', '1 000', '0,5', '1,5', '-3', '−3', '12 %', '1e3', '0,125', '.5', '5.'].map(numberOf)).toEqual([1000, 12500.5, 1000, 0.5, 1.5, -3, -3, 12, 1000, 0.125, 0.5, 5])
    expect(['', 'ten', '1,0,0', '1..2', '12px', 'Infinity', '0x10'].map(numberOf)).toEqual(Array.from({ length: 7 }, () => undefined))
  })
})
