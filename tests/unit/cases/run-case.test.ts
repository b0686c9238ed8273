import { describe, expect, it } from 'vitest'
import { profilesOf, type CaseExpectation } from '../../../engine/core/cases/case-format.ts'
import { caseResultSchema } from '../../../engine/core/cases/case-result.ts'
import { documentsForCase, readCase } from '../../../engine/core/cases/read-case.ts'
import { runCase } from '../../../engine/core/cases/run-case.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'

const journey: JourneyDocument = {
  format: 'journey', formatVersion: 1, id: 'j',
  entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'call' }],
  goals: [{ id: 'bought', event: 'order', window: 'P1D' }],
  policies: { consent: { sms: 'smsOptIn' } },
  reentry: { kind: 'afterExit' },
  steps: {
    call: { kind: 'webhook', url: 'https://example.org', method: 'POST', next: 'text', onError: 'wait' },
    text: { kind: 'message', channel: 'sms', next: 'wait' },
    wait: { kind: 'waitFor', branches: [{ id: 'ordered', event: 'order' }], timeout: { after: 'PT1H', next: 'gone' } },
    gone: { kind: 'exit', outcome: 'gone' },
  },
}

const events = [{ at: '2026-01-01T10:00:00Z', name: 'signup' }, { at: '2026-01-01T10:30:00Z', name: 'order' }]

function failures(expectation: CaseExpectation, given: object = {}) {
  const file = readCase(JSON.stringify({ format: 'case', formatVersion: 1, given: { journey: 'j.json', events, ...given }, expect: expectation }), 'a.case.json')
  const result = runCase(file, [journey])
  expect(caseResultSchema.parse(result)).toEqual(result)
  expect(result.difference).toBe(null)
  expect(result.passed).toBe(result.profiles[0]!.failures.length === 0)
  return result.profiles[0]!.failures.map(({ what, diff }) => ({ what, diff }))
}

describe('a case checks', () => {
  it('only what is named', () => {
    expect(failures({})).toEqual([])
    expect(failures({ path: ['call', 'text', 'wait:ordered'], messages: [{ step: 'text', status: 'suppressed', reason: 'consent' }], outcome: 'completed', goals: ['bought'], started: 1 })).toEqual([])
    expect(failures({ path: ['call:next', 'text', 'j/wait'], messages: [{ step: 'text', channel: 'sms' }] })).toEqual([])
  })

  it('the whole path, with what is missing and what is too much', () => {
    expect(failures({ path: ['call:next', 'wait:ordered'] })).toEqual([{ what: 'path', diff: ['  call:next', '+ text:next', '  wait:ordered'] }])
    expect(failures({ path: ['call', 'text', 'wait', 'gone'] })).toEqual([{ what: 'path', diff: ['  call:next', '  text:next', '  wait:ordered', '- gone'] }])
    expect(failures({ path: [] })).toMatchObject([{ what: 'path', diff: ['+ call:next', '+ text:next', '+ wait:ordered'] }])
  })

  it('every message with its instant', () => {
    expect(failures({ messages: [{ step: 'text', at: '2026-01-01T11:00:00Z', status: 'sent' }] })).toEqual([
      { what: 'messages', diff: ['- 2026-01-01T11:00:00.000Z text sent', '+ 2026-01-01T10:00:00.000Z text sms suppressed consent'] },
    ])
    expect(failures({ messages: [{ step: 'text', at: '2026-01-01T12:00:00+02:00' }] })).toEqual([])
    expect(failures({ messages: [] })).toMatchObject([{ what: 'messages' }])
  })

  it('outcome, goals and starts', () => {
    expect(failures({ outcome: 'gone', goals: [], started: 2 })).toEqual([
      { what: 'started', diff: ['- 2', '+ 1'] },
      { what: 'goals', diff: ['+ bought'] },
      { what: 'outcome', diff: ['- gone', '+ completed'] },
    ])
    expect(failures({ outcome: null }, { until: '2026-01-01T10:15:00Z' })).toEqual([])
    expect(failures({ outcome: null, started: 0 }, { events: [] })).toEqual([{ what: 'outcome', diff: ['- (still under way)', '+ (never started)'] }])
  })

  it('with attributes, a span and a scenario as given', () => {
    expect(failures({ messages: [{ step: 'text', status: 'sent' }] }, { profile: { attributes: { smsOptIn: true } } })).toEqual([])
    expect(failures({ path: ['call:error', 'wait:ordered'] }, { scenario: { format: 'scenario', formatVersion: 1, webhooks: { call: { answer: 'error' } } } })).toEqual([])
    expect(failures({ started: 0 }, { from: '2026-01-01T10:01:00Z' })).toEqual([])
    expect(failures({ path: ['call', 'text', 'wait:timeout', 'gone'] }, { events: events.slice(0, 1), until: '2026-01-02' })).toEqual([])
  })
})

it('why it parted is told from the step where it did', () => {
  const file = readCase(JSON.stringify({ format: 'case', formatVersion: 1, given: { journey: 'j.json', events, until: '2026-01-03' }, expect: { path: ['call', 'text', 'wait:timeout', 'gone'] } }), 'a.case.json')
  expect(runCase(file, [journey]).profiles[0]!.failures[0]!.why).toEqual([
    'Thu 1 Jan 2026, 10:30 UTC',
    '  Leaves "wait" by "ordered" after 30 min: order came.',
    '  Ends there, outcome "completed": nothing follows that way.',
  ])
})

describe('reading a case', () => {
  const text = (change: object) => JSON.stringify({ format: 'case', formatVersion: 1, given: { journey: 'j.json', events }, expect: {}, ...change })

  it.each([
    ['another format', text({ format: 'journey' }), /this is no test case: "format" must be "case" \(\$\.format\)/],
    ['an empty file', ' ', /the file is empty/],
    ['no expectation', text({ expect: undefined }), /needs "expect" \(or "profiles"\) \(\$\.expect\)/],
    ['no events', text({ given: { journey: 'j.json' } }), /needs "events" .*\(\$\.given\.events\)/],
    ['both forms', text({ profiles: [{ id: 'a', events: [], expect: {} }] }), /not both \(\$\.profiles\)/],
    ['one id twice', JSON.stringify({ format: 'case', formatVersion: 1, given: { journey: 'j.json' }, profiles: [{ id: 'a', events: [], expect: {} }, { id: 'a', events: [], expect: {} }] }), /two profiles have one id \(\$\.profiles\[1\]\.id\)/],
    ['a wrong instant', text({ given: { journey: 'j.json', events: [{ at: 'noon', name: 'x' }] } }), /expected an instant .*\(\$\.given\.events\[0\]\.at\)/],
  ])('refuses %s and names the place', (_what, given, says) => {
    expect(() => readCase(given, 'a.case.json')).toThrow(says)
  })

  it('takes several profiles', () => {
    const file = readCase(JSON.stringify({ format: 'case', formatVersion: 1, given: { journey: 'j.json' }, profiles: [{ id: 'a', events, expect: { started: 1 } }, { id: 'b', events: [], expect: { started: 0 } }] }), 'a.case.json')
    expect(profilesOf(file).map(({ id }) => id)).toEqual(['a', 'b'])
    expect(runCase(file, [journey])).toMatchObject({ passed: true, profiles: [{ id: 'a', passed: true }, { id: 'b', passed: true }] })
  })

  it('names a misspelt goal and what was meant', () => {
    expect(() => runCase(readCase(text({ expect: { goals: ['bouht'] } }), 'a.case.json'), [journey])).toThrow(/expects the goal "bouht"/)
  })

  it('puts the open document in the place of the journey that the case names', () => {
    const read = (given: object) => readCase(text({ given: { events, ...given } }), 'a.case.json')
    const other: JourneyDocument = { ...journey, id: 'other' }
    expect(documentsForCase(read({ journey: 'some.json' }), journey)).toEqual([journey])
    expect(documentsForCase(read({ journey: [{ ...journey, name: 'Old' }, other] }), journey)).toEqual([journey, other])
    expect(() => documentsForCase(read({ journey: other }), journey)).toThrow('the case is about other journeys than "j"')
    expect(() => documentsForCase(read({ journey: ['a.json', 'b.json'] }), journey)).toThrow('the case runs 2 journeys from files')
  })
})
