import { describe, expect, it } from 'vitest'
import { shownWords } from '../../../electron/main/shown-words.ts'
import { HOSTILE_TEXTS } from '../hostile/documents.ts'

describe('a name in the title bar and the menus of the desktop', () => {
  it('is left as it is where it is one line of 80 characters or fewer', () => {
    expect(shownWords('Welcome & thank you, 👩‍👧‍👦')).toBe('Welcome & thank you, 👩‍👧‍👦')
    expect(shownWords('x'.repeat(80))).toBe('x'.repeat(80))
  })

  it('is cut after 79 characters, not within one', () => {
    expect(shownWords('😀'.repeat(81))).toBe(`${'😀'.repeat(79)}…`)
    expect(shownWords('x'.repeat(50_000_000))).toBe(`${'x'.repeat(79)}…`)
  })

  it.each(Object.entries(HOSTILE_TEXTS))('holds nothing that is not seen: %s', (_what, text) => {
    const shown = shownWords(text)
    expect(shown).not.toMatch(/[\p{Cc}\p{Surrogate}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u)
    expect(Array.from(shown).length).toBeLessThanOrEqual(80)
  })
})
