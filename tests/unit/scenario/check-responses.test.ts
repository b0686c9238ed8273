import { describe, expect, it } from 'vitest'
import { checkScenario } from '../../../engine/core/simulate/responses/check-responses.ts'
import type { Response } from '../../../engine/core/simulate/responses/response-schema.ts'
import type { Scenario } from '../../../engine/core/simulate/scenario.ts'
import { aJourney } from '../lint/a-journey.ts'

const shop = aJourney(
  {
    push: { kind: 'message', channel: 'push', variants: [{ id: 'long', weight: 1 }, { id: 'short', weight: 1 }], next: 'wait' },
    wait: { kind: 'waitFor', branches: [{ id: 'came', event: '$clicked', next: 'mail' }] },
    mail: { kind: 'message', channel: 'email', next: 'hook' },
    hook: { kind: 'webhook', url: 'https://example.com' },
  },
  { id: 'shop', goals: [{ id: 'ordered', event: 'ordered' }] },
)

function findings(responses: Omit<Response, 'basis'>[], others: Partial<Scenario> = {}) {
  const given: Scenario = { format: 'scenario', formatVersion: 1, responses: responses.map((one) => ({ basis: 'assumed', ...one })), ...others }
  return checkScenario(given, [shop]).map(({ severity, path, message, help }) => [severity, path, message, help].join(' | '))
}

describe('a scenario held against journeys', () => {
  it('has nothing to tell where everything is there', () => {
    expect(findings([
      { journey: 'shop', step: 'push', variant: 'short', opened: 0.5, clicked: 0.5, effects: [{ event: 'ordered', after: 'clicked', share: 0.1 }, { event: '$set', after: 'sent', share: 1 }] },
      { step: 'push' }, { channel: 'email' },
    ], { webhooks: { hook: {} } })).toEqual([])
  })

  it.each<[string, Omit<Response, 'basis'>, string]>([
    ['journey', { journey: 'shopp' }, 'error | $.responses[0].journey | no journey is called "shopp" | did you mean "shop"?'],
    ['step', { step: 'psuh' }, 'error | $.responses[0].step | no message step is called "psuh" | did you mean "push"?'],
    ['step of a journey', { journey: 'shop', step: 'nowhere near' }, 'error | $.responses[0].step | no message step of the journey "shop" is called "nowhere near" | there is "push", "mail"'],
    ['step of another kind', { step: 'wait' }, 'error | $.responses[0].step | the step "wait" is no message, but a waitFor | people respond to messages: name one'],
    ['variant', { step: 'push', variant: 'shart' }, 'error | $.responses[0].variant | no variant of the step "push" is called "shart" | did you mean "short"?'],
    ['variant where there are none', { step: 'mail', variant: 'a' }, 'error | $.responses[0].variant | no variant of the step "mail" is called "a" | there is no variant of the step "mail"'],
    ['channel', { channel: 'sms' }, 'error | $.responses[0].channel | no message here goes by sms | the channels of these messages are push, email'],
    ['channel of a step', { step: 'mail', channel: 'push' }, 'error | $.responses[0].channel | no message here goes by push | the channels of these messages are email'],
    ['event', { effects: [{ event: 'orderd', after: 'sent', share: 0.1 }] }, 'warning | $.responses[0].effects[0].event | no journey reacts to "orderd" | did you mean "ordered"?'],
    ['stage that nobody reaches', { opened: 0, clicked: 1, effects: [{ event: 'ordered', after: 'clicked', share: 0.1 }] }, 'warning | $.responses[0].effects[0].after | nothing comes of it: nobody is assumed to have clicked the message | give the shares that lead to "clicked"'],
    ['share of nothing', { effects: [{ event: 'ordered', after: 'sent', share: { low: 0, high: 0 } }] }, 'warning | $.responses[0].effects[0].share | a share of 0 never comes | give a share above 0, or leave the effect out'],
  ])('names a %s that cannot be meant so', (_, response, finding) => {
    expect(findings([response])).toEqual([finding])
  })

  it('names an entry that more specific ones leave nothing to', () => {
    expect(findings([{ step: 'push' }, { step: 'push', variant: 'long' }, { step: 'push', variant: 'short' }])).toEqual([
      'warning | $.responses[0] | the entry is for no message: more specific ones speak of all it fits | leave it out',
    ])
  })

  it('names webhooks nobody calls, and a mode without responses', () => {
    expect(findings([], { webhooks: { hok: {} }, mode: 'backtest' })).toEqual([
      'error | $.webhooks["hok"] | no webhook step is called "hok" | did you mean "hook"?',
      'warning | $.mode | "mode" is "backtest", but the scenario has no responses | give "responses", or leave "mode" out',
    ])
  })
})
