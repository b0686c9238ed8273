import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exportJourney } from '../../../engine/core/export/export-journey.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { readCases } from '../../golden/read-case.ts'
import { mermaidProblems } from './mermaid-syntax.ts'
import { shop } from './shop.ts'

const everything: JourneyDocument = {
  format: 'journey', formatVersion: 1, id: 'all', timeZone: 'Europe/Istanbul', activeFrom: '2026-12-01', activeUntil: '2027-01-31',
  segments: { fresh: { when: { did: 'signup', within: 'P1D' } } },
  entries: [
    { id: 'leaves', trigger: { kind: 'segment', segment: 'fresh', change: 'leave' }, next: 'child' },
    { id: 'daily', trigger: { kind: 'schedule', at: '2026-12-01T09:00', every: 'FREQ=DAILY', audience: { attribute: 'country', op: 'eq', value: 'TR' } }, next: 'child' },
    { id: 'once', trigger: { kind: 'schedule', at: '2026-12-01T09:00' }, next: 'child' },
    { id: 'ready', trigger: { kind: 'api', name: 'order-ready' }, next: 'child' },
    { id: 'near', trigger: { kind: 'event', event: 'location' }, where: { near: { latitude: 41, longitude: 29, radiusM: 500 } }, next: 'child' },
  ],
  reentry: { kind: 'always', key: 'orderId', limit: { count: 3, within: 'P30D' } },
  goals: [{ id: 'ordered', event: 'purchase', value: 'price', window: 'P7D', endsJourney: true }],
  exits: [{ id: 'unsubscribed', event: 'unsubscribe' }, { id: 'left', segment: 'fresh' }],
  policies: {
    quietHours: { from: '22:00', to: '08:00' },
    caps: [{ channel: 'push', count: 3, within: 'P1D', calendar: true, onCap: { retryFor: 'PT6H' } }, { channel: '*', count: 1, within: 'PT1H', onCap: 'exit' }],
    consent: { push: 'pushOptIn' }, holdout: { share: 0.05 }, priority: 2,
  },
  steps: { child: { kind: 'journey', journey: 'Passo Dükkân/1', next: 'end' }, end: { kind: 'exit' } },
}

describe('a journey as a Mermaid flowchart', () => {
  it('has a node a step in its stage, an edge a connection, and every sign Mermaid would misread written out', () => {
    expect(exportJourney(shop, 'mermaid')).toEqual({
      fileName: 'Passo-Dükkân-1.mmd',
      text: `flowchart LR
  e0(["in: signup where in segment fresh"])
  e0 --> s0
  e1(["again: login"])
  e1 --> s1
  subgraph g0["Awareness &amp; #quot;more#quot;"]
    s0{{"Cart #lt;soon#gt;?<br/>Wait up to 1 h for cart"}}
    s2("push<br/>Push: Hi")
  end
  s1{"split<br/>Text A 50 % · b 50 %"}
  s3{{"pause<br/>Wait 1 day"}}
  s4[["end<br/>Leaves as reminded"]]
  done[["Completed"]]
  s0 -->|"cart"| s1
  s0 -->|"After 1 h"| s2
  s1 -->|"Text A"| s2
  s1 -->|"b"| done
  s2 --> s3
  s3 --> s4
  n0["Goals<br/>ordered: order, ends the journey"]:::note
  n1["Exits<br/>left: unsubscribe"]:::note
  classDef note stroke-dasharray:4,text-align:left
`,
    })
  })

  it('shows entries of every kind, what ends it, and its policies', () => {
    const { text } = exportJourney(everything, 'mermaid')
    expect(text.split('\n').filter((line) => /\(\[|:::note/.test(line))).toEqual([
      '  e0(["leaves: leaves segment fresh"])',
      '  e1(["daily: every FREQ=DAILY from 2026-12-01T09:00, who: country is TR"])',
      '  e2(["once: at 2026-12-01T09:00"])',
      '  e3(["ready: API call order-ready"])',
      '  e4(["near: location where within 500 m of 41, 29"])',
      '  n0["Goals<br/>ordered: purchase, within 7 days, counts price, ends the journey"]:::note',
      '  n1["Exits<br/>unsubscribed: unsubscribe<br/>left: in segment fresh"]:::note',
      '  n2["Policies<br/>Re-entry: always, one at a time for each orderId, at most 3 within 30 days<br/>Entries open from 2026-12-01 until 2027-01-31<br/>Quiet hours 22:00–08:00: hold<br/>At most 3 push per calendar 1 day, then retry for 6 h<br/>At most 1 messages within 1 h, then exit<br/>Consent for push: pushOptIn<br/>Holdout 5 %<br/>Priority 2"]:::note',
    ])
  })

  it('draws the journeys it goes through beside it, and what starts them', () => {
    const { text } = exportJourney(everything, 'mermaid', [shop])
    expect(mermaidProblems(text)).toEqual([])
    expect(text.split('\n').filter((line) => /^ {2}subgraph|starts/.test(line))).toEqual(['  subgraph j0["all"]', '  subgraph j1["First #quot;purchase#quot;"]', '  j0s0 -.->|"starts"| j1s0'])
  })
})

it('every golden journey is a flowchart that Mermaid reads', () => {
  const cases = readCases(join(import.meta.dirname, '../../golden'))
  expect(cases.length).toBeGreaterThan(50)
  const wrong = cases.flatMap(({ name, documents: [first, ...others] }) => mermaidProblems(exportJourney(first!, 'mermaid', others).text).map((problem) => `${name}: ${problem}`))
  expect(wrong).toEqual([])
})

it.each(['%%{init: {}}%%', '#quot;', '<b>&amp;</b>', '`**bold**`', '$$x$$', 'a\nb\u2028c', '"]; click s0', 'end', '\\n'])('the text %j stays a text', (name) => {
  const strange: JourneyDocument = {
    ...shop, name, stages: [{ id: 'aware', name }], goals: [{ id: name, event: name }],
    entries: [{ id: name, trigger: { kind: 'event', event: name }, next: name }], exits: [{ id: name, event: name }],
    steps: { [name]: { kind: 'waitFor', name, stage: 'aware', branches: [{ id: name, event: name, next: name }], timeout: { after: 'P1D' } } },
  }
  expect(mermaidProblems(exportJourney(strange, 'mermaid').text)).toEqual([])
})

it('the checker finds what is wrong', () => {
  const problems = mermaidProblems('flowchart LR\n  s0["a < b"]\n  s0 --> s1\n  end["x"]\n  s0["twice"]\n  subgraph g0["open"]\n  what?\n')
  expect(problems).toEqual(['"<" in "a < b"', 'no id: end["x"]', 'defined twice: s0', 'not understood: what?', 'a subgraph does not end', 'no node s1: s0 --> s1'])
})
