import { expect, test } from 'vitest'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import type { Response } from '../../../engine/core/simulate/responses/response-schema.ts'
import type { Scenario } from '../../../engine/core/simulate/scenario.ts'
import { responseInWords } from '../../../renderer/features/assumptions/in-words.ts'
import { areRangesInForce, messageRows, messagesAssumed } from '../../../renderer/features/assumptions/message-rows.ts'
import { reactionRows } from '../../../renderer/features/assumptions/reaction-rows.ts'
import { problemOfScenario, withFigure, withLearned, withOwnResponse, withResponse, withWebhook } from '../../../renderer/features/assumptions/scenario-edits.ts'
import { shareOfText, textOfShare } from '../../../renderer/features/assumptions/share-text.ts'

const document: JourneyDocument = {
  format: 'journey', formatVersion: 1, id: 'shop',
  entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'hi' }],
  steps: {
    hi: { kind: 'message', channel: 'push', next: 'mail' },
    mail: { kind: 'message', channel: 'email', variants: [{ id: 'a', weight: 1 }, { id: 'b', weight: 1 }], next: 'out' },
    out: { kind: 'exit' },
  },
}
const scenario = (...responses: Response[]): Scenario => ({ format: 'scenario', formatVersion: 1, responses })

test.each([
  ['4', 0.04], ['4.15 %', 0.0415], ['7', 0.07], ['4-8', { low: 0.04, high: 0.08 }], ['4 – 8 %', { low: 0.04, high: 0.08 }], ['0,5 to 1', { low: 0.005, high: 0.01 }], ['5-5', 0.05], ['100', 1],
  ['101', undefined], ['8-4', undefined], ['-4', undefined], ['many', undefined], ['', undefined],
])('a share that is typed as %j is %j', (text, share) => {
  expect(shareOfText(text)).toEqual(share)
})

test('a share is shown as it was typed', () => {
  for (const text of ['7', '4.15', '14.3', '4–8', '0.1–0.7', '29']) expect(textOfShare(shareOfText(text))).toBe(text)
})

test('every message has a row, below those of its channel, and a text only once it has figures of its own', () => {
  const { rows, others } = messageRows(document, [
    { channel: 'push', basis: 'assumed', opened: 0.1 },
    { step: 'mail', variant: 'b', basis: 'assumed', opened: 0.2 },
    { step: 'mial', basis: 'assumed', opened: 0.2 },
    { journey: 'other', step: 'hi', basis: 'assumed', opened: 0.2 },
  ])
  expect(rows.map(({ key, own, counts }) => [key, own, counts])).toEqual([['channel:push', 0, 0], ['channel:email', null, null], ['hi', null, 0], ['mail', null, null], ['mail/b', 1, 1]])
  expect(others).toEqual([2, 3])
})

test('of two entries for the same step the one that names the journey is the step’s own, as it is for a run', () => {
  const { rows, others } = messageRows(document, [{ step: 'hi', basis: 'assumed', opened: 0.1 }, { journey: 'shop', step: 'hi', basis: 'assumed', opened: 0.2 }])
  expect(rows.find(({ key }) => key === 'hi')).toMatchObject({ own: 1, counts: 1 })
  expect(others).toEqual([0])
})

test('messages count as assumed also by an entry of their channel; a range that no message takes makes no difference', () => {
  const channel: Response = { channel: 'push', basis: 'assumed', opened: { low: 0.1, high: 0.2 } }
  expect(messagesAssumed(document, [channel])).toBe(1)
  expect(areRangesInForce(document, scenario(channel))).toBe(true)
  expect(areRangesInForce(document, scenario(channel, { journey: 'shop', step: 'hi', basis: 'assumed', opened: 0.1 }))).toBe(false)
})

test('the first figure makes an entry, the last one taken away ends it', () => {
  const made = withResponse(scenario(), null, { journey: 'shop', step: 'hi' }, (one) => withFigure(one, 'opened', 0.1))
  expect(made.responses).toEqual([{ journey: 'shop', step: 'hi', basis: 'assumed', opened: 0.1 }])
  expect(withResponse(made, 0, {}, (one) => withFigure(one, 'opened', undefined)).responses).toBeUndefined()
})

test('who opens nothing clicks nothing: taking the openings away takes clicks and delays along, so the scenario stays valid', () => {
  const full: Response = { step: 'hi', basis: 'assumed', delivered: 0.9, opened: 0.1, openDelay: 'PT1M', clicked: 0.5, clickDelay: 'PT5S' }
  const { responses } = withResponse(scenario(full), 0, {}, (one) => withFigure(one, 'opened', undefined))
  expect(responses).toEqual([{ step: 'hi', basis: 'assumed', delivered: 0.9 }])
  expect(problemOfScenario(scenario(...responses!))).toBeUndefined()
})

test('a learned figure that is changed by hand is an assumption', () => {
  expect(withFigure({ step: 'hi', basis: 'learned', opened: 0.1 }, 'opened', 0.2)).toEqual({ step: 'hi', basis: 'assumed', opened: 0.2 })
})

test('figures of its own begin as those it had from its channel', () => {
  const channel: Response = { channel: 'push', basis: 'learned', opened: 0.1, note: 'from 500 messages' }
  expect(withOwnResponse(scenario(channel), { journey: 'shop', step: 'hi' }, channel).responses?.[1]).toEqual({ journey: 'shop', step: 'hi', basis: 'learned', opened: 0.1, note: 'from 500 messages' })
})

test('learning takes the place of entries for the same messages, and leaves their effects and all other entries', () => {
  const effects = [{ event: 'ordered', after: 'clicked' as const, share: 0.1 }]
  const before = scenario({ channel: 'push', basis: 'assumed', opened: 0.5, effects }, { channel: 'email', basis: 'assumed', opened: 0.3 })
  expect(withLearned(before, [{ channel: 'push', basis: 'learned', opened: 0.1 }]).responses).toEqual([{ channel: 'push', basis: 'learned', opened: 0.1, effects }, { channel: 'email', basis: 'assumed', opened: 0.3 }])
})

test('a webhook without an answer of its own is not in the scenario', () => {
  const failing = withWebhook(scenario(), 'call', { answer: 'error' })
  expect(failing.webhooks).toEqual({ call: { answer: 'error' } })
  expect(withWebhook(failing, 'call', undefined).webhooks).toBeUndefined()
})

test('an entry is told in one line', () => {
  const entry: Response = { basis: 'assumed', delivered: 0.95, opened: { low: 0.04, high: 0.08 }, openDelay: { median: 'PT20M' }, clicked: 0.2, clickDelay: 'PT5S', effects: [{ event: 'ordered', after: 'clicked', share: 0.03 }] }
  expect(responseInWords(entry).replaceAll('\u00a0', ' ')).toBe('95 % delivered, 4–8 % open after about 20 min, 20 % of these click after 5 s, 3 % more do ordered')
  expect(responseInWords({ basis: 'assumed' })).toBe('delivered, and nothing comes of it')
})

test('the texts of a message are added up, and it is assumed if anything of it is', () => {
  const part = { journey: 'shop', step: 'mail', channel: 'email' as const, note: null, sent: 10, delivered: 9, opened: 3, clicked: 1 }
  const messages = [
    { ...part, variant: 'a', basis: 'learned' as const, effects: [{ event: 'ordered', after: 'clicked' as const, count: 1 }] },
    { ...part, variant: 'b', basis: 'assumed' as const, effects: [{ event: 'ordered', after: 'opened' as const, count: 2 }] },
    { ...part, journey: 'other', variant: null, basis: 'assumed' as const, effects: [] },
  ]
  const [hi, mail] = reactionRows({ document, responses: { mode: 'whatIf', assume: 'middle', messages } })
  expect(hi).toMatchObject({ stepId: 'hi', counts: { basis: null, sent: 0 }, variants: [] })
  expect(mail!.counts).toEqual({ basis: 'assumed', note: null, sent: 20, delivered: 18, opened: 6, clicked: 2, effects: [{ event: 'ordered', count: 3 }] })
  expect(mail!.variants.map(({ id }) => id)).toEqual(['a', 'b'])
})
