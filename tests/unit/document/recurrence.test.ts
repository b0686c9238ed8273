import { describe, expect, it } from 'vitest'
import { recurrenceProblem } from '../../../engine/core/model/recurrence.ts'
import { recurrenceInWords } from '../../../renderer/document/recurrence-in-words.ts'
import { recurrenceOf, ruleOf, type Recurrence } from '../../../renderer/document/recurrence-parts.ts'
import { entryInWords, triggerInWords } from '../../../renderer/document/trigger-in-words.ts'

const RULES = [
  'FREQ=DAILY;BYHOUR=9;BYMINUTE=0',
  'FREQ=DAILY;INTERVAL=3;BYHOUR=21;BYMINUTE=30;COUNT=10',
  'FREQ=WEEKLY;BYDAY=MO;BYHOUR=9;BYMINUTE=0',
  'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;BYHOUR=9;BYMINUTE=30;UNTIL=20261231',
  'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=8;BYMINUTE=0',
  'FREQ=MONTHLY;BYMONTHDAY=15;BYHOUR=10;BYMINUTE=0',
  'FREQ=MONTHLY;BYMONTHDAY=-1;BYHOUR=10;BYMINUTE=0;COUNT=1',
  'FREQ=MONTHLY;INTERVAL=3;BYDAY=2TU;BYHOUR=10;BYMINUTE=0',
  'FREQ=MONTHLY;BYDAY=-1FR;BYHOUR=18;BYMINUTE=5',
]

describe('a repetition in the form', () => {
  it('writes back the very rule it was read from', () => {
    expect(RULES.map((rule) => ruleOf(recurrenceOf(rule, undefined)!))).toEqual(RULES)
  })

  it('writes only rules the engine takes', () => {
    expect(RULES.map(recurrenceProblem)).toEqual(RULES.map(() => undefined))
  })

  it('reads what a rule leaves out from the start of the schedule', () => {
    const { time, days } = recurrenceOf('FREQ=WEEKLY', '2026-12-01T09:15')!
    expect({ time, days }).toEqual({ time: '09:15', days: [2] })
    expect(recurrenceOf('FREQ=MONTHLY;BYHOUR=7', '2026-12-24')).toMatchObject({ monthly: { day: 24 }, time: '07:00' })
  })

  it('leaves a rule that says more than it has fields for as it is', () => {
    const more = ['FREQ=YEARLY', 'FREQ=HOURLY', 'FREQ=DAILY;BYHOUR=9,18', 'FREQ=DAILY;BYDAY=MO', 'FREQ=WEEKLY;BYDAY=1MO', 'FREQ=MONTHLY;BYDAY=MO', 'FREQ=MONTHLY;BYMONTHDAY=1,15', 'FREQ=WEEKLY;BYDAY=MO;BYSETPOS=1', 'FREQ=DAILY;UNTIL=20261231T090000Z', 'FREQ=WEEKLY', 'nonsense']
    expect(more.map((rule) => recurrenceOf(rule, undefined))).toEqual(more.map(() => undefined))
  })

  it('reads as a sentence', () => {
    expect(RULES.map((rule) => recurrenceInWords(recurrenceOf(rule, undefined)!))).toEqual([
      'every day at 09:00',
      'every 3 days at 21:30, 10 times',
      'every week on Monday at 09:00',
      'every 2 weeks on Monday and Thursday at 09:30, until 31 Dec 2026',
      'every week on workdays at 08:00',
      'every month on day 15 at 10:00',
      'every month on the last day at 10:00, 1 time',
      'every 3 months on the second Tuesday at 10:00',
      'every month on the last Friday at 18:05',
    ])
  })

  it('keeps its other parts when one is changed', () => {
    const parts: Recurrence = recurrenceOf(RULES[3]!, undefined)!
    expect(ruleOf({ ...parts, time: '18:00' })).toBe('FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;BYHOUR=18;BYMINUTE=0;UNTIL=20261231')
    expect(ruleOf({ ...parts, unit: 'day' })).toBe('FREQ=DAILY;INTERVAL=2;BYHOUR=9;BYMINUTE=30;UNTIL=20261231')
  })
})

describe('an entry in words', () => {
  it('says when a schedule comes', () => {
    expect([
      triggerInWords({ kind: 'schedule', at: '2026-12-01T09:00' }, {}),
      triggerInWords({ kind: 'schedule', at: '2026-12-01', every: RULES[2]! }, {}),
      triggerInWords({ kind: 'schedule', every: 'FREQ=YEARLY' }, {}),
    ]).toEqual(['At 1 Dec 2026, 09:00', 'Every week on Monday at 09:00, from 1 Dec 2026', 'Repeating FREQ=YEARLY'])
  })

  it('says where somebody arrives', () => {
    const near = { near: { latitude: 41, longitude: 29, radiusM: 500 } }
    const entry = { id: 'in', trigger: { kind: 'event' as const, event: 'location' }, next: 'x' }
    expect([entryInWords({ ...entry, where: near }, {}), entryInWords({ ...entry, where: { all: [near, { attribute: 'vip', op: 'eq', value: true }] } }, {})]).toEqual([
      'On location within 500 m of 41, 29',
      'On location within 500 m of 41, 29 and vip is true',
    ])
  })
})
