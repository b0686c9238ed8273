import { describe, expect, it } from 'vitest'
import { readScenario, unheardWebhooks } from '../../../engine/core/simulate/read-scenario.ts'
import { aJourney } from '../lint/a-journey.ts'

const scenario = (webhooks: unknown, others: object = {}) => JSON.stringify({ format: 'scenario', formatVersion: 1, webhooks, ...others })

describe('a scenario', () => {
  it('is read as it was written, with a byte order mark too', () => {
    const webhooks = { crm: { answer: 'error' }, 'shop/ask': { errorShare: 0.25, set: { tier: 'gold', n: [1, null] } } }
    expect(readScenario(`\uFEFF${scenario(webhooks, { name: 'A bad day' })}`, 's.json')).toEqual({ format: 'scenario', formatVersion: 1, name: 'A bad day', webhooks })
  })

  it.each<[what: string, text: string, unusable: boolean, message: RegExp]>([
    ['a 0-byte file', '', true, /^s\.json: the file is empty$/],
    ['what is no JSON', '{"format":', true, /^s\.json: not JSON: /],
    ['a newer version', scenario({}, { formatVersion: 2 }), true, /^s\.json: this scenario is written in format version 2; this Rehearsal reads version 1$/],
    ['another format', JSON.stringify({ format: 'journey', formatVersion: 1 }), false, /"format" must be "scenario" \(\$\.format\)/],
    ['a list', '[]', false, /\(\$\)$/],
    ['an unknown key', scenario({}, { webhook: {} }), false, /"webhook"/],
    ['a share over 1', scenario({ 'my step': { errorShare: 1.5 } }), false, /\(\$\.webhooks\["my step"\]\.errorShare\)/],
    ['an answer and a share', scenario({ a: { answer: 'error', errorShare: 0.5 } }), false, /takes "answer" or "errorShare", not both \(\$\.webhooks\.a\)/],
    ['every wrong place', scenario({ a: { answer: 'maybe' }, b: { errorShare: 'half' } }), false, /\(\$\.webhooks\.a\.answer\); .*\(\$\.webhooks\.b\.errorShare\)/],
  ])('is refused if it is %s', (_, text, unusable, message) => {
    expect(() => readScenario(text, 's.json')).toThrow(expect.objectContaining({ code: 'E_SCENARIO', unusable, message: expect.stringMatching(message) as string }))
  })

  it('may name webhooks that no journey of the run has: they are told', () => {
    const shop = aJourney({ ask: { kind: 'webhook', url: 'https://example.com' }, mail: { kind: 'message', channel: 'email' } }, { id: 'shop' })
    const given = readScenario(scenario({ ask: {}, 'shop/ask': {}, mail: {}, 'other/ask': {}, asc: {} }), 's.json')
    expect(unheardWebhooks(given, [shop])).toEqual(['mail', 'other/ask', 'asc'])
    expect(unheardWebhooks(readScenario('{"format":"scenario","formatVersion":1}', 's.json'), [shop])).toEqual([])
  })
})
