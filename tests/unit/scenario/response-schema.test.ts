import { describe, expect, it } from 'vitest'
import { readScenario } from '../../../engine/core/simulate/read-scenario.ts'

const scenario = (responses: unknown, others: object = {}) => JSON.stringify({ format: 'scenario', formatVersion: 1, responses, ...others })
const response = (others: object) => scenario([{ basis: 'assumed', ...others }])

describe('the responses of a scenario', () => {
  it('are read as they were written', () => {
    const responses = [
      {
        journey: 'shop', step: 'push', variant: 'short', channel: 'push', note: 'last spring', basis: 'learned', delivered: 0.95, opened: { low: 0.04, high: 0.08 }, clicked: 1,
        openDelay: { median: 'PT20M', p90: 'PT8H', longest: 'P2D' }, clickDelay: 'PT5S',
        effects: [{ event: 'order', after: 'clicked', share: 0.03, delay: { median: 'PT15M' }, properties: { price: 49.9, tags: ['a', null] } }],
      },
      { basis: 'assumed' },
    ]
    expect(readScenario(scenario(responses, { mode: 'backtest' }), 's.json')).toEqual({ format: 'scenario', formatVersion: 1, mode: 'backtest', responses })
  })

  it.each<[what: string, text: string, message: RegExp]>([
    ['a percentage', response({ delivered: 95 }), /is a share from 0 to 1 \(0\.25 is 25 %\).*\(\$\.responses\[0\]\.delivered\)/],
    ['a range the wrong way round', response({ opened: { low: 0.5, high: 0.2 } }), /or a range of them.*\(\$\.responses\[0\]\.opened\)/],
    ['half a range', response({ opened: { low: 0.5 } }), /\(\$\.responses\[0\]\.opened\.high\)/],
    ['a click of nobody', response({ clicked: 0.5 }), /is a share of those who opened: give "opened", too.*\(\$\.responses\[0\]\.clicked\)/],
    ['a variant of no step', response({ variant: 'a' }), /name the "step", too \(\$\.responses\[0\]\.variant\)/],
    ['a channel there is not', response({ channel: 'pusch' }), /\(\$\.responses\[0\]\.channel\)/],
    ['no word on where it comes from', scenario([{ opened: 0.5 }]), /\(\$\.responses\[0\]\.basis\)/],
    ['a delay in months', response({ openDelay: 'P1M' }), /"P1M" is a calendar span.*\(\$\.responses\[0\]\.openDelay\)/],
    ['a delay in words', response({ openDelay: { median: '10 min' } }), /openDelay/],
    ['a delay that is a number', response({ openDelay: 10 }), /is an ISO 8601 duration such as PT10M, or its quantiles.*\(\$\.responses\[0\]\.openDelay\)/],
    ['quantiles that fall', response({ openDelay: { median: 'PT2H', p90: 'PT1H' } }), /each as long as the one before or longer \(\$\.responses\[0\]\.openDelay\)/],
    ['a reaction as an effect', response({ effects: [{ event: '$opened', after: 'sent', share: 1 }] }), /are no effects.*\(\$\.responses\[0\]\.effects\[0\]\.event\)/],
    ['an effect after nothing', response({ effects: [{ event: 'order', share: 1 }] }), /\(\$\.responses\[0\]\.effects\[0\]\.after\)/],
    ['a key nobody knows', response({ open: 0.5 }), /"open"/],
    ['two entries for the same messages', scenario([{ basis: 'assumed', step: 'a' }, { basis: 'assumed' }, { basis: 'learned', step: 'a', opened: 1 }]), /same messages as entry 0.*\(\$\.responses\[2\]\)/],
    ['a mode there is not', scenario([], { mode: 'forecast' }), /\(\$\.mode\)/],
  ])('are refused with the path for %s', (_, text, message) => {
    expect(() => readScenario(text, 's.json')).toThrow(expect.objectContaining({ code: 'E_SCENARIO', unusable: false, message: expect.stringMatching(message) as string }))
  })
})
