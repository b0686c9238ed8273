import { describe, expect, it } from 'vitest'
import { buildDataset, type PlainEvent } from '../../../engine/core/model/dataset.ts'
import { learnResponses, wilson } from '../../../engine/core/simulate/responses/learn-responses.ts'
import { responsesSchema } from '../../../engine/core/simulate/responses/response-schema.ts'

const START = Date.UTC(2026, 0, 1)
const MINUTE = 60_000
const later = (minutes: number) => START + minutes * MINUTE
const of = (step: string, channel = 'email') => ({ stepId: step, channel, journeyId: 'shop' })

/** `count` people are sent a message each; of those from 0 on so many open it (after 1, 2, 3 … minutes) and click it (10 s later). */
function campaign(step: string, count: number, opens: number, clicks: number, more: Partial<PlainEvent['properties']> = {}): PlainEvent[] {
  const properties = { ...of(step), ...more }
  return Array.from({ length: count }, (_, index) => index).flatMap((index): PlainEvent[] => {
    const profileId = `${step}-${index}`
    return [
      { profileId, at: START, name: '$sent', properties },
      ...(index < opens ? [{ profileId, at: later(index + 1), name: '$opened', properties }] : []),
      ...(index < clicks ? [{ profileId, at: later(index + 1) + 10_000, name: '$clicked', properties }] : []),
    ]
  })
}
const THE_END: PlainEvent = { profileId: 'z', at: later(60 * 24 * 30), name: 'visit' }

describe("Wilson's interval", () => {
  // published: Newcombe, Statistics in Medicine 17 (1998), table I, method 3: 81/263, 15/148, 0/20, 1/29
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %d in %d runs from %d to %d, as published', (hits, count, low, high) => {
    expect(wilson(hits, count)).toEqual({ low: expect.closeTo(low, 4) as number, high: expect.closeTo(high, 4) as number })
  })

  it('of nobody says nothing', () => {
    expect(wilson(0, 0)).toEqual({ low: 0, high: 1 })
  })
})

describe('what is learned from data', () => {
  it('is one entry a step and one a channel: shares as ranges, delays by quantiles, where it is from', () => {
    const { responses, messages, unmatched, tooLate } = learnResponses(buildDataset([...campaign('mail', 100, 20, 5), ...campaign('news', 40, 4, 0), ...campaign('rare', 29, 3, 0, { channel: 'push' }), THE_END]))
    expect([messages, unmatched, tooLate]).toEqual([169, 0, 0])
    expect(responses.map(({ journey, step, channel }) => [journey, step, channel])).toEqual([['shop', 'mail', undefined], ['shop', 'news', undefined], [undefined, undefined, 'email']])
    expect(responses[0]).toEqual({
      journey: 'shop', step: 'mail', basis: 'learned', note: 'from 100 messages, 20 opened, 5 clicked; the data hold no deliveries, so opened is of those sent',
      delivered: 1, opened: wilson(20, 100), clicked: wilson(5, 20),
      openDelay: { median: 'PT10M', p90: 'PT18M', longest: 'PT20M' }, clickDelay: { median: 'PT10S', p90: 'PT10S', longest: 'PT10S' },
    })
    expect(responses[2]).toMatchObject({ channel: 'email', opened: wilson(24, 140), clicked: wilson(5, 24) })
    expect(responsesSchema.parse(responses)).toEqual(responses)
  })

  it('counts a reaction for the latest message before it that has none, by step and journey, else by channel', () => {
    const twice = Array.from({ length: 30 }, (_, index) => `p${index}`).flatMap((profileId): PlainEvent[] => [
      { profileId, at: later(0), name: '$sent', properties: of('first') },
      { profileId, at: later(10), name: '$sent', properties: of('second') },
      { profileId, at: later(20), name: '$opened', properties: of('first') },
      { profileId, at: later(30), name: '$opened', properties: { channel: 'email' } },
      { profileId, at: later(40), name: '$opened', properties: { channel: 'email' } },
    ])
    const { responses, unmatched } = learnResponses(buildDataset([...twice, THE_END]))
    expect(unmatched).toBe(30)
    const [first, second] = responses.filter(({ step }) => step !== undefined)
    expect([first!.openDelay, second!.openDelay]).toEqual([{ median: 'PT20M', p90: 'PT20M', longest: 'PT20M' }, { median: 'PT20M', p90: 'PT20M', longest: 'PT20M' }])
  })

  it('takes a click for an opening, deliveries where there are any, and variants apart', () => {
    const sent = Array.from({ length: 60 }, (_, index) => index).flatMap((index): PlainEvent[] => {
      const properties = { ...of('mail'), variant: index % 2 === 0 ? 'a' : 'b' }
      const profileId = `p${index}`
      return [
        { profileId, at: START, name: '$sent', properties },
        ...(index < 50 ? [{ profileId, at: later(1), name: '$delivered', properties }] : []),
        ...(index < 10 ? [{ profileId, at: later(3), name: '$clicked', properties }] : []),
      ]
    })
    const { responses, hasDeliveries } = learnResponses(buildDataset([...sent, THE_END]))
    expect(hasDeliveries).toBe(true)
    expect(responses.map(({ step, variant, channel }) => [step, variant, channel])).toEqual([['mail', 'a', undefined], ['mail', 'b', undefined], ['mail', undefined, undefined], [undefined, undefined, 'email']])
    expect(responses[2]).toMatchObject({ delivered: wilson(50, 60), opened: wilson(10, 50), clicked: wilson(10, 10), openDelay: { median: 'PT2M' }, clickDelay: { median: 'PT0S' } })
  })

  it('leaves out messages that had no time to be opened', () => {
    const late = campaign('late', 40, 0, 0).map((event) => ({ ...event, at: later(100) }))
    const { responses, tooLate } = learnResponses(buildDataset([...campaign('mail', 50, 50, 0), ...late, { ...THE_END, at: later(120) }]))
    expect(tooLate).toBe(40)
    expect(responses.map(({ step }) => step)).toEqual(['mail', undefined])
  })

  it.each<[string, PlainEvent[]]>([
    ['without messages', [THE_END]],
    ['without reactions', campaign('mail', 50, 0, 0)],
  ])('is refused %s', (_, events) => {
    expect(() => learnResponses(buildDataset(events))).toThrow(expect.objectContaining({ code: 'E_LEARN', unusable: true }))
  })
})
