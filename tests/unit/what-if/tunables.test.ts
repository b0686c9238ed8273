import { describe, expect, it } from 'vitest'
import { lintJourney } from '../../../engine/core/lint/lint-journey.ts'
import { journeySchema, type JourneyDocument } from '../../../engine/core/model/journey.ts'
import { checkScenario } from '../../../engine/core/simulate/responses/check-responses.ts'
import { scenarioSchema, type Scenario } from '../../../engine/core/simulate/scenario.ts'
import { applyTunable, applyTurns } from '../../../engine/core/what-if/apply.ts'
import { positionIn, spreadOver, valueAtPosition } from '../../../engine/core/what-if/range.ts'
import { tunables } from '../../../engine/core/what-if/tunables.ts'
import { valueInWords } from '../../../engine/core/what-if/value-in-words.ts'
import { templates } from '../../../engine/templates/index.ts'

const passo = templates.find(({ id }) => id === 'passo-dukkan')!
const MINUTE = 60_000

const journey = (rest: object): JourneyDocument =>
  journeySchema.parse({ format: 'journey', formatVersion: 1, id: 'j', entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'end' }], steps: { end: { kind: 'exit' } }, ...rest })
const scenario = (rest: object): Scenario => scenarioSchema.parse({ format: 'scenario', formatVersion: 1, ...rest })
const wordsOf = (document: JourneyDocument, assumed?: Scenario) => tunables(document, assumed).map(({ words, value }) => `${words}: ${value}`)

describe('the numbers of a journey', () => {
  it('are listed with whose they are, in words', () => {
    const document = journey({
      segments: { keen: { name: 'Keen', when: { did: 'view', within: 'P5D', count: { op: 'gte', value: 3 }, per: 'productId' } } },
      entries: [{ id: 'in', trigger: { kind: 'event', event: 'view' }, where: { property: 'price', op: 'gte', value: 50 }, next: 'wait' }],
      reentry: { kind: 'afterExit', cooldown: 'P1D', limit: { count: 3, within: 'P30D' } },
      goals: [{ id: 'ordered', event: 'purchase', window: 'P7D' }],
      policies: {
        quietHours: { from: '22:00', to: '08:00' },
        caps: [{ channel: 'push', count: 3, within: 'P1D', onCap: { retryFor: 'PT6H' } }, { channel: '*', count: 5, within: 'P1W', calendar: true }],
        holdout: { share: 0.05 },
      },
      steps: {
        wait: { kind: 'waitFor', name: 'Cart', branches: [{ id: 'pay', event: 'checkout' }], timeout: { after: 'PT15M', next: 'test' }, look: 'PT2H' },
        test: { kind: 'split', variants: [{ id: 'a', name: 'A', weight: 3, next: 'at-nine' }, { id: 'b', weight: 1 }] },
        'at-nine': { kind: 'delay', until: { time: '09:00' }, next: 'rich' },
        rich: { kind: 'branch', branches: [{ id: 'yes', when: { did: 'purchase', within: 'P1Y', sum: { property: 'price', op: 'gte', value: 500 } } }] },
      },
    })
    expect(wordsOf(document)).toEqual([
      'Cart · time limit: 900000',
      'Cart · look back: 7200000',
      'test · share of A: 0.75',
      'test · share of b: 0.25',
      'at-nine · time of day: 540',
      'rich · sum of price over purchase, at least: 500',
      'rich · purchase, window: 12',
      'Entry in · price, at least: 50',
      'Keen · times view for one productId, at least: 3',
      'Keen · view, window: 432000000',
      'Goal ordered · window: 604800000',
      'Coming back · pause: 86400000',
      'Coming back · starts at most: 3',
      'Coming back · counted within: 2592000000',
      'Quiet hours · from: 1320',
      'Quiet hours · until: 480',
      'Cap on Push · messages at most: 3',
      'Cap on Push · counted within: 86400000',
      'Cap on Push · keep trying for: 21600000',
      'Cap on all messages · messages at most: 5',
      'Holdout · share: 0.05',
    ])
  })

  it('belong to the card they stand on', () => {
    const byId = Object.fromEntries(tunables(passo.document, passo.claim!.scenario).map(({ id, nodeId }) => [id, nodeId]))
    expect(byId['$.steps["cart-filled"].timeout.after']).toBe('cart-filled')
    expect(byId['$scenario.responses[0].opened']).toBe('push-welcome')
    expect(byId['$.goals[0].window']).toBeNull()
  })

  it('are none where a number is no amount: absence, a calendar cap, an order', () => {
    const when = { all: [{ did: 'purchase', count: { op: 'eq', value: 0 } }, { weekday: [1, 2] }, { attribute: 'country', op: 'eq', value: 'TR' }] }
    expect(wordsOf(journey({ steps: { end: { kind: 'branch', branches: [{ id: 'yes', when }] } }, policies: { priority: 3 } }))).toEqual([])
  })

  it.each(templates)('of $id can each be turned to both ends and stay a journey without new errors', ({ document, claim }) => {
    const all = tunables(document, claim?.scenario)
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    for (const { id, range, least, most, value } of all) {
      expect([id, range.low <= value && value <= range.high]).toEqual([id, true])
      for (const to of [range.low, range.high, valueAtPosition(range, 0.3), least, most]) {
        const tuned = applyTunable(document, claim?.scenario, id, to)!
        expect([id, to, lintJourney(tuned.document).filter(({ severity }) => severity === 'error')]).toEqual([id, to, []])
        expect(journeySchema.safeParse(tuned.document).error).toBeUndefined()
        if (tuned.scenario) expect(scenarioSchema.safeParse(tuned.scenario).error).toBeUndefined()
        if (tuned.scenario) expect(checkScenario(tuned.scenario, [tuned.document]).filter(({ severity }) => severity === 'error')).toEqual([])
        const now = tunables(tuned.document, tuned.scenario).find((one) => one.id === id)!
        // Where two ends may not meet, or only so many digits are written, the next value is taken.
        expect(Math.abs(now.value - Math.min(most, Math.max(least, to)))).toBeLessThanOrEqual(now.unit === 'share' ? 1e-6 : 1)
      }
    }
  })
})

describe('turning one number', () => {
  it('changes that number, and leaves the rest as the same objects', () => {
    const { document } = applyTunable(passo.document, undefined, '$.steps["cart-filled"].timeout.after', 60 * MINUTE)!
    expect(document.steps['cart-filled']).toMatchObject({ timeout: { after: 'PT1H', next: 'is-high-intent' } })
    expect(document.steps['paying']).toBe(passo.document.steps['paying'])
    expect(document.entries).toBe(passo.document.entries)
    expect(passo.document.steps['cart-filled']).toMatchObject({ timeout: { after: 'PT15M' } })
  })

  it('lets the other ways share the rest as they did before', () => {
    const variants = [{ id: 'a', weight: 1 }, { id: 'b', weight: 2 }, { id: 'c', weight: 1 }]
    const document = journey({ steps: { end: { kind: 'split', variants } } })
    const weights = (share: number) => (applyTunable(document, undefined, '$.steps.end.variants[1].weight', share)!.document.steps['end'] as { variants: { weight: number }[] }).variants.map(({ weight }) => weight)
    expect(weights(0.8)).toEqual([10, 80, 10])
    expect(weights(1)).toEqual([0, 100, 0])
  })

  it('keeps a value within what the format takes, and two ends of a stretch apart', () => {
    const document = journey({ policies: { quietHours: { from: '22:00', to: '08:00' }, holdout: { share: 0.1 } } })
    expect(applyTunable(document, undefined, '$.policies.holdout.share', 7)!.document.policies!.holdout!.share).toBe(1)
    expect(applyTunable(document, undefined, '$.policies.quietHours.from', 480)!.document.policies!.quietHours).toEqual({ from: '08:01', to: '08:00' })
  })

  it('makes one assumed share of a range, keeps the shape of a delay, and calls what was learned assumed', () => {
    const before = scenario({ responses: [{ channel: 'push', basis: 'learned', opened: { low: 0.1, high: 0.2 }, openDelay: { median: 'PT10M', p90: 'PT2H' } }] })
    const [opened] = tunables(journey({}), before)
    expect([opened!.value, opened!.assumed, opened!.basis]).toEqual([0.15000000000000002, { low: 0.1, high: 0.2 }, 'learned'])
    expect(tunables(journey({}), before, 'low')[0]!.value).toBe(0.1)
    const after = applyTurns(journey({}), before, [{ id: '$scenario.responses[0].opened', value: 0.3 }, { id: '$scenario.responses[0].openDelay', value: 20 * MINUTE }])
    expect(after.scenario!.responses).toEqual([{ channel: 'push', basis: 'assumed', opened: 0.3, openDelay: { median: 'PT20M', p90: 'PT4H' } }])
  })

  it('of a number that is no longer there is nothing', () => {
    expect(applyTunable(journey({}), undefined, '$.steps.gone.for', 1)).toBeUndefined()
  })
})

describe('the range of a number', () => {
  it('has the spans that people name, the present one among them', () => {
    const limit = tunables(passo.document).find(({ id }) => id === '$.steps["cart-filled"].timeout.after')!
    expect(limit.range.stops!.map((ms) => valueInWords(limit, ms))).toEqual(['1 min', '2 min', '3 min', '5 min', '10 min', '15 min', '20 min', '30 min', '45 min', '1 h', '1 h 30 min', '2 h', '3 h'])
  })

  it('goes from a place on the slider to a value and back', () => {
    const { range } = tunables(passo.document).find(({ id }) => id === '$.steps["cart-filled"].timeout.after')!
    for (const stop of range.stops!) expect(valueAtPosition(range, positionIn(range, stop))).toBe(stop)
    const share = { low: 0, high: 0.5, step: 0.005, stops: null }
    for (const value of [0, 0.005, 0.15, 0.295, 0.5]) expect(valueAtPosition(share, positionIn(share, value))).toBe(value)
  })

  it('is spread over for a curve, with both ends and the present value', () => {
    expect(spreadOver({ low: 0, high: 1, step: 0.01, stops: null }, 5, 0.3)).toEqual([0, 0.25, 0.3, 0.5, 0.75, 1])
  })
})
