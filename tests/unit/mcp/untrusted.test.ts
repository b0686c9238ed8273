import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LONGEST_LIST, LONGEST_TEXT, untrusted } from '../../../engine/mcp/untrusted.ts'

describe('what an agent is told', () => {
  it('shows what a text hides: controls, turned directions, no width, tag characters', () => {
    expect(untrusted('a\u0007b\u202ec\u200bd\u{e0041}e\ud800')).toBe('a\\u{7}b\\u{202e}c\\u{200b}d\\u{e0041}e\\u{d800}')
    expect(untrusted('a\u{e0161}\u{e0162}b\u00adc✈\ufe0f\ufe01\ufe02')).toBe('a\\u{e0161}\\u{e0162}b\\u{ad}c✈\ufe0f\\u{fe01}\\u{fe02}')
    expect(untrusted('plain\n\ttext, ünïcode 🎟 日本')).toBe('plain\n\ttext, ünïcode 🎟 日本')
  })

  it('cuts long texts and long lists, and says how much is left off', () => {
    expect(untrusted('x'.repeat(LONGEST_TEXT + 7))).toBe(`${'x'.repeat(LONGEST_TEXT)} [cut: 7 more characters]`)
    const list = untrusted(Array.from({ length: LONGEST_LIST + 3 }, () => 1)) as unknown[]
    expect([list.length, list.at(-1)]).toEqual([LONGEST_LIST + 1, '[3 more are left off]'])
  })

  it('keeps keys that look like prototypes as members', () => {
    expect(JSON.stringify(untrusted(JSON.parse('{"__proto__": {"a": 1}, "constructor": 2}')))).toBe('{"__proto__":{"a":1},"constructor":2}')
  })

  it('never lets a control or an unseen character through, in keys or values', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        expect(JSON.stringify(untrusted(value))).not.toMatch(/(?![\t\n])\p{Cc}|[\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]|[\u{E0000}-\u{E007F}]/u)
      }),
    )
  })
})
