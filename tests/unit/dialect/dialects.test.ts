import { describe, expect, it } from 'vitest'
import { lower } from '../../../engine/core/compile/lower.ts'
import { DIALECT_IDS } from '../../../engine/core/dialect/dialect-id.ts'
import { dialectsFor } from '../../../engine/core/dialect/dialects-for.ts'
import { dialectOf } from '../../../engine/core/dialect/dialects.ts'
import { inDialect } from '../../../engine/core/dialect/in-dialect.ts'
import { OUR_SWITCHES } from '../../../engine/core/dialect/switches.ts'
import { readJourney } from '../../../engine/core/lint/read-journey.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { generateRun } from '../../differential/generate-run.ts'
import { RandomSource } from '../../differential/random-source.ts'

const journey = (rest: Partial<JourneyDocument> = {}): JourneyDocument => ({
  format: 'journey', formatVersion: 1, id: 'j', entries: [{ id: 'in', trigger: { kind: 'event', event: 'start' }, next: 'w' }],
  steps: { w: { kind: 'waitFor', branches: [{ id: 'seen', event: 'view', where: { property: 'price', op: 'gt', value: 5 }, next: 'm' }], timeout: { after: 'P60D', next: 'm' } }, m: { kind: 'message', channel: 'push' } },
  ...rest,
})

describe('every dialect', () => {
  it('says of each rule where it is written, and why it guesses where it does', () => {
    for (const id of DIALECT_IDS) {
      const { rules, leftOut } = dialectOf(id)
      expect(rules.length).toBeGreaterThan(0)
      expect(leftOut.length).toBeGreaterThan(0)
      for (const { says, source, guess } of rules) {
        expect([id, says, source.title, source.url, guess ?? '.']).toEqual([id, expect.stringMatching(/\.$/), expect.stringMatching(/\w/), expect.stringMatching(/^https:\/\//), expect.stringMatching(/\.$/)])
      }
    }
  })

  it('leaves the steps, entries, goals and variants of any journey what they are, and its result a valid journey', () => {
    for (let seed = 0; seed < 25; seed++) {
      for (const document of generateRun(new RandomSource(seed)).documents) {
        const ours = lower([{ ...document, steps: withoutJourneys(document) }]).journeys[0]!
        for (const id of DIALECT_IDS) {
          const theirs = inDialect(document, id).document
          expect(readJourney(JSON.stringify(theirs)).diagnostics.filter(({ severity, code }) => severity === 'error' && code !== 'J003'), `seed ${seed} as ${id}`).toEqual([])
          const program = lower([{ ...document, steps: withoutJourneys(document) }], id).journeys[0]!
          expect(program.steps.map((step) => step.id)).toEqual(ours.steps.map((step) => step.id))
          expect(program.entries.map((entry) => entry.id)).toEqual(ours.entries.map((entry) => entry.id))
          expect(program.goals.map((goal) => goal.id)).toEqual(ours.goals.map((goal) => goal.id))
          expect(program.deals.map(({ deal }) => deal.variantIds)).toEqual(ours.deals.map(({ deal }) => deal.variantIds))
        }
      }
    }
  })

  it('says that a rule changes something exactly where it changes the document', () => {
    for (let seed = 0; seed < 150; seed++) {
      for (const document of generateRun(new RandomSource(seed)).documents) {
        for (const id of DIALECT_IDS) {
          for (const { rewrite, effects, says } of dialectOf(id).rules) {
            if (rewrite === undefined) continue
            const changed = JSON.stringify(rewrite(document)) !== JSON.stringify(document)
            if (changed) expect(effects(document).length, `seed ${seed} as ${id}: ${says}`).toBeGreaterThan(0)
          }
        }
      }
    }
  })

  it('is asked for by name only: without one the document and its program are the very same', () => {
    const document = journey()
    expect(inDialect(document, undefined)).toEqual({ document, switches: OUR_SWITCHES })
    expect(JSON.stringify(lower([document]))).not.toMatch(/endings|redrawn|uncounted|poll/)
  })
})

function withoutJourneys({ steps }: JourneyDocument): JourneyDocument['steps'] {
  return Object.fromEntries(Object.entries(steps).map(([id, step]) => [id, step.kind === 'journey' ? { kind: 'update', set: {}, ...(step.next === undefined ? {} : { next: step.next }) } : step]))
}

describe('what each platform makes of a journey', () => {
  const caps = [{ channel: '*' as const, count: 2, within: 'P1D', onCap: 'exit' as const }, { channel: 'push' as const, count: 3, within: 'P1W', calendar: true }, { channel: 'inApp' as const, count: 1, within: 'PT1H' }]

  it('Braze: calendar days, weeks of 7 times 24 hours, no caps for in-app messages, waits of 31 days at most', () => {
    const { document, switches } = inDialect(journey({ policies: { caps } }), 'braze')
    expect(document.policies?.caps).toEqual([{ channel: '*', count: 2, within: 'P1D', calendar: true }, { channel: 'push', count: 3, within: 'P7D' }])
    expect(document.steps['w']).toMatchObject({ timeout: { after: 'P31D', next: 'm' } })
    expect(switches).toEqual({ ...OUR_SWITCHES, endings: 'stepEnd', uncounted: ['inApp', 'widget'] })
  })

  it('Klaviyo: time since the last message of a channel instead of any cap', () => {
    expect(inDialect(journey({ policies: { caps: [caps[1]!] } }), 'klaviyo').document.policies?.caps).toEqual([{ channel: 'push', count: 1, within: 'PT24H', onCap: 'skip' }])
    expect(inDialect(journey(), 'klaviyo').document.policies).toBeUndefined()
    expect(inDialect(journey(), 'klaviyo').switches).toEqual({ ...OUR_SWITCHES, endings: 'beforeAction', waits: 'poll' })
  })

  it('Salesforce: entry modes without cooldown, limit or key, and no caps', () => {
    const { document, switches } = inDialect(journey({ reentry: { kind: 'always', key: 'orderId', limit: { count: 2, within: 'P1D' } }, policies: { caps } }), 'salesforce')
    expect([document.reentry, document.policies?.caps]).toEqual([{ kind: 'always' }, []])
    expect(switches).toEqual({ ...OUR_SWITCHES, endings: 'waitEnd', goalsDaily: true, splits: 'eachVisit' })
  })

  it('Dittofeed: an event is waited for as a segment of those who did it, and nothing ends anybody early', () => {
    const { document } = inDialect(journey({ exits: [{ id: 'off', event: 'quit' }], goals: [{ id: 'g', event: 'buy', endsJourney: true }] }), 'dittofeed')
    expect(document.steps['w']).toMatchObject({ branches: [{ id: 'seen', segment: '~w/seen', next: 'm' }] })
    expect(document.segments).toEqual({ '~w/seen': { when: { did: 'view', where: { property: 'price', op: 'gt', value: 5 } } } })
    expect([document.exits, document.goals]).toEqual([undefined, [{ id: 'g', event: 'buy' }]])
  })

  it('Dittofeed and OneSignal leave a wait on a loop alone, which would be over again and again at one instant', () => {
    const looping = journey({ steps: { w: { kind: 'waitFor', branches: [{ id: 'seen', event: 'view', next: 'm' }] }, m: { kind: 'message', channel: 'push', next: 'w' } } })
    for (const id of ['dittofeed', 'onesignal'] as const) expect(inDialect(looping, id).document.steps['w']).toMatchObject({ branches: [{ id: 'seen', event: 'view' }] })
    expect(inDialect(looping, 'onesignal').document.steps['w']).not.toHaveProperty('look')
  })

  it('OneSignal: looks back to the beginning, ten minutes before somebody comes again', () => {
    const { document } = inDialect(journey({ reentry: { kind: 'afterExit' } }), 'onesignal')
    expect(document.steps['w']).toMatchObject({ look: 'entry' })
    expect(document.reentry).toEqual({ kind: 'afterExit', cooldown: 'PT10M' })
  })

  it('Adobe: once at a time without a key, 90 days of delay at most', () => {
    const { document } = inDialect(journey({ reentry: { kind: 'always' }, steps: { w: { kind: 'delay', for: 'P120D' } } }), 'adobe')
    expect([document.reentry, document.steps['w']]).toEqual([{ kind: 'afterExit' }, { kind: 'delay', for: 'P90D' }])
    expect(inDialect(journey({ reentry: { kind: 'always', key: 'orderId' } }), 'adobe').document.reentry).toEqual({ kind: 'always', key: 'orderId' })
  })

  it('what matters to the journey stands first, with the step it is about', () => {
    const [braze] = dialectsFor(journey({ exits: [{ id: 'off', event: 'quit' }] }))
    expect(braze!.rules.map(({ topic, effects }) => [topic, effects.length > 0])).toEqual([['exits', true], ['waits', true], ['caps', false], ['delays', false], ['splits', false]])
    expect(braze!.rules[1]!.effects).toEqual([{ stepId: 'w', inWords: 'is over after 31 days instead of 60 days' }])
  })
})
