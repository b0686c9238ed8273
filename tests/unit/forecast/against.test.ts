import { describe, expect, it } from 'vitest'
import { againstEvents, againstStatistics, type Told } from '../../../engine/core/forecast/against.ts'
import type { Comparison } from '../../../engine/core/forecast/forecast-schema.ts'
import { changesByLearning, learnedFromStatistics } from '../../../engine/core/forecast/learned.ts'
import { buildDataset } from '../../../engine/core/model/dataset.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { forecastBy, loggedRun } from './forecast-bench.ts'

const [HOUR, DAY] = [3_600_000, 86_400_000]
const START = Date.UTC(2026, 0, 1)

// A mail at once; whoever has not bought within two days gets another one.
const JOURNEY: JourneyDocument = {
  format: 'journey', formatVersion: 1, id: 'two-mails', name: 'Two mails',
  entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'first' }],
  goals: [{ id: 'bought', event: 'purchase', window: 'P7D' }],
  steps: {
    first: { kind: 'message', channel: 'email', name: 'First', template: { title: 'Hi', body: 'Hi' }, next: 'wait' },
    wait: { kind: 'waitFor', name: 'Two days', branches: [{ id: 'yes', event: 'purchase', next: 'out' }], timeout: { after: 'P2D', next: 'second' } },
    second: { kind: 'message', channel: 'email', name: 'Second', template: { title: 'Still', body: 'Hi' }, next: 'out' },
    out: { kind: 'exit', name: 'Out' },
  },
}

interface People { count: number; buy: number; from?: number; days?: number; messages?: (person: number, at: number) => { at: number; name: string; properties: Record<string, string> }[] }

/** People who sign up one after the other over so many days; the share `buy` of them, evenly spread, buys an hour later. */
function people({ count, buy, from = START, days = 60, messages = () => [] }: People) {
  const events = Array.from({ length: count }, (_, person) => {
    const at = from + (person * days * DAY) / count
    const profileId = `p${from}-${person}`
    const isBuyer = Math.floor((person + 1) * buy) > Math.floor(person * buy)
    return [{ profileId, at, name: 'signup' }, ...(isBuyer ? [{ profileId, at: at + HOUR, name: 'purchase' }] : []), ...messages(person, at).map((event) => ({ profileId, ...event }))]
  }).flat()
  return buildDataset([...events, { profileId: 'end', at: from + days * DAY, name: 'other' }], [])
}

const before = forecastBy(loggedRun(JOURNEY, people({ count: 600, buy: 0.4 })))

function held(given: Omit<People, 'from'>, days = given.days ?? 60) {
  const dataset = people({ ...given, days, from: START + 100 * DAY })
  return againstEvents(JOURNEY, before, { logged: loggedRun(JOURNEY, dataset), dataset, name: 'later' })
}

const rowOf = ({ rows }: Comparison, kind: string, stepId: string | null = null, part: string | null = null) => rows.find((row) => row.kind === kind && row.stepId === stepId && row.part === part)!
const told = (statistics: Told['statistics'], more: Partial<Told> = {}): Told => ({ source: 'platform', name: 'Acme', statistics, since: START, at: START + 50 * DAY, underWay: null, ...more })
const counts = (entered: number | null, sent: number | null = null, opened: number | null = null, clicked: number | null = null) => ({ entered, sent, delivered: null, opened, clicked })

describe('a forecast beside later events', () => {
  it('holds where people are alike, though there are fewer of them over a shorter time', () => {
    const compared = held({ count: 200, buy: 0.4, days: 20 })
    expect(compared.rows.filter(({ kind }) => kind !== 'cameIn').map(({ verdict }) => verdict)).not.toContain('below')
    expect(rowOf(compared, 'goal', null, 'bought')).toMatchObject({ verdict: 'inside', name: 'bought' })
    expect(compared.summary).toContain('The rehearsal was a good guide.')
  })

  it('counts nobody as lost whose time is not up', () => {
    // Data that end three days after the first signup: half of these people have not had the two days of the wait.
    const compared = held({ count: 300, buy: 0, days: 3 })
    expect(compared.horizonMs).toBeLessThan(2 * DAY)
    expect(rowOf(compared, 'entered', 'second').verdict).toBe('inside')
  })

  it('says above and below, by how much, and what that means', () => {
    const compared = held({ count: 400, buy: 0.7 })
    expect(rowOf(compared, 'goal', null, 'bought')).toMatchObject({ verdict: 'above', difference: expect.closeTo(0.3, 2) as number, inWords: expect.stringMatching(/^Above: (29|30)\.\d points above the forecast, 7\d % more, more than chance explains\. The journey reaches more/) as string })
    expect(rowOf(compared, 'sent', 'second')).toMatchObject({ verdict: 'below', inWords: expect.stringContaining('Fewer of them are written to') as string })
    expect(rowOf(compared, 'left', 'wait', 'yes')).toMatchObject({ verdict: 'above', name: expect.stringMatching(/^Two days: /) as string })
  })

  it('says of few people that they are too few', () => {
    expect(rowOf(held({ count: 20, buy: 1 }), 'goal', null, 'bought')).toMatchObject({ verdict: 'tooFew', inWords: expect.stringMatching(/^Too few to tell: it takes 30/) as string })
  })

  it('says which of both it is: messages as they happened, or as the journey would have sent them', () => {
    expect(held({ count: 200, buy: 0.4 })).toMatchObject({ actual: { messages: 'rehearsed' }, notes: [expect.stringContaining('hold no messages of this journey') as string, ...Array.from({ length: 3 }, () => expect.any(String) as string)] })
    const properties = { stepId: 'first', journeyId: 'two-mails' }
    const happened = held({ count: 200, buy: 0.4, messages: (person, at) => (person % 2 === 0 ? [{ at: at + 60_000, name: '$sent', properties }, ...(person % 8 === 0 ? [{ at: at + HOUR, name: '$opened', properties }] : [])] : []) })
    expect(happened.actual.messages).toBe('happened')
    expect(rowOf(happened, 'sent', 'first')).toMatchObject({ verdict: 'below', actual: { rate: expect.closeTo(0.5, 1) as number } })
    expect(rowOf(happened, 'opened', 'first')).toMatchObject({ verdict: 'notForecast', actual: { rate: expect.closeTo(0.25, 1) as number } })
  })

  it('is refused where nobody came in', () => {
    const dataset = buildDataset([{ profileId: 'a', at: START, name: 'other' }], [])
    expect(() => againstEvents(JOURNEY, before, { logged: loggedRun(JOURNEY, dataset), dataset, name: 'later' })).toThrow('Nobody came in')
  })

  it('reaches from the low end of the assumptions to the high one', () => {
    const ends = forecastBy(loggedRun(JOURNEY, people({ count: 600, buy: 0.4 })), loggedRun(JOURNEY, people({ count: 600, buy: 0.2 })), loggedRun(JOURNEY, people({ count: 600, buy: 0.6 })))
    const dataset = people({ count: 400, buy: 0.58, from: START + 100 * DAY })
    const goal = rowOf(againstEvents(JOURNEY, ends, { logged: loggedRun(JOURNEY, dataset), dataset, name: 'later' }), 'goal', null, 'bought')
    expect(goal.verdict).toBe('inside')
    expect([goal.interval!.low < 0.2, goal.interval!.high > 0.6]).toEqual([true, true])
  })
})

describe('a forecast beside what a platform counted', () => {
  it('takes rates per person who came in, and leaves open what is not told', () => {
    const compared = againstStatistics(JOURNEY, before, told({ first: counts(1000, 990), wait: counts(990), second: counts(600, 600) }))
    expect(rowOf(compared, 'entered', 'second')).toMatchObject({ verdict: 'inside', actual: { hits: 600, of: 1000, rate: 0.6 } })
    expect(rowOf(compared, 'goal', null, 'bought')).toMatchObject({ verdict: 'notReported', inWords: 'Not reported by Acme.' })
    expect(rowOf(compared, 'entered', 'out')).toMatchObject({ verdict: 'notReported' })
    expect(compared.rows.some(({ kind }) => kind === 'opened' || kind === 'left')).toBe(false)
  })

  it('does not call below what people under way may still make good', () => {
    const statistics = { first: counts(1000, 1000), second: counts(350, 350) }
    expect(rowOf(againstStatistics(JOURNEY, before, told(statistics)), 'entered', 'second').verdict).toBe('below')
    expect(rowOf(againstStatistics(JOURNEY, before, told(statistics, { underWay: 300 })), 'entered', 'second')).toMatchObject({ verdict: 'tooEarly', inWords: expect.stringContaining('people under way may still') as string })
  })

  it('says of a day that is not over that it is too early', () => {
    expect(rowOf(againstStatistics(JOURNEY, before, told({ first: counts(100) }, { at: START + HOUR })), 'cameIn')).toMatchObject({ verdict: 'tooEarly', actual: null })
  })

  it('compares no shares where nobody tells how many came in', () => {
    const compared = againstStatistics(JOURNEY, before, told({ first: counts(null, 900, 300), second: counts(null, 500, 90) }))
    expect(compared.actual.people).toBeNull()
    expect(rowOf(compared, 'sent', 'first')).toMatchObject({ verdict: 'notReported', inWords: expect.stringContaining('how many came in') as string })
    expect(rowOf(compared, 'opened', 'first')).toMatchObject({ verdict: 'notForecast', actual: { hits: 300, of: 900 } })
  })

  it('is refused with the statistics of another journey', () => {
    expect(() => againstStatistics(JOURNEY, before, told({ elsewhere: counts(5) }))).toThrow('are of another journey')
    expect(againstStatistics(JOURNEY, before, told({ first: counts(500), gone: counts(1) })).notes.join(' ')).toContain('does not have: gone')
  })

  it('takes what was assumed of reactions for the forecast of them, with its range', () => {
    const assumed = { ...before, scenario: { format: 'scenario' as const, formatVersion: 1 as const, responses: [{ channel: 'email' as const, basis: 'assumed' as const, delivered: 0.9, opened: { low: 0.3, high: 0.5 } }] } }
    const compared = againstStatistics(JOURNEY, assumed, told({ first: counts(1000, 1000, 400), second: counts(600, 600, 90) }))
    expect(rowOf(compared, 'opened', 'first')).toMatchObject({ verdict: 'inside', forecast: { rate: expect.closeTo(0.36) as number } })
    expect(rowOf(compared, 'opened', 'second')).toMatchObject({ verdict: 'below', inWords: expect.stringContaining('Less is opened than was assumed.') as string })
    expect(rowOf(compared, 'delivered', 'first')).toMatchObject({ verdict: 'notReported' })
  })
})

// As in R: prop.test(30, 100, correct = FALSE)
const WILSON_30_OF_100 = { low: expect.closeTo(0.21895, 5) as number, high: expect.closeTo(0.39585, 5) as number }

describe('what a platform’s counts teach', () => {
  it('is one entry a step and a channel, with 95 % ranges; delays that were assumed stay', () => {
    const scenario = { format: 'scenario' as const, formatVersion: 1 as const, responses: [{ channel: 'email' as const, basis: 'assumed' as const, opened: 0.5, openDelay: 'PT2H' }] }
    const { responses, messages } = learnedFromStatistics(JOURNEY, { first: counts(100, 100, 30, 6), second: counts(20, 20, 9) }, scenario, 'Acme')
    expect(messages).toBe(120)
    expect(responses).toMatchObject([
      { step: 'first', basis: 'learned', delivered: 1, opened: WILSON_30_OF_100, openDelay: 'PT2H', note: expect.stringContaining('from 100 messages counted by Acme: 30 opened, 6 clicked') as string },
      { channel: 'email', opened: { low: expect.closeTo(0.249, 2) as number } },
    ])
    expect(changesByLearning(JOURNEY, scenario, responses)).toContainEqual({ stepId: 'first', channel: null, figure: 'opened', before: 0.5, after: WILSON_30_OF_100 })
  })

  it('is nothing of steps with few messages, or whose openings are not told', () => {
    expect(learnedFromStatistics(JOURNEY, { first: counts(100, 100), second: counts(20, 20, 9) }, null, 'Acme').responses).toEqual([])
  })
})
