import { afterAll, beforeAll, expect, it } from 'vitest'
import * as z from 'zod'
import { speak } from '../../../renderer/i18n/language.ts'
import { fromEngine, takePhrases } from '../../../renderer/i18n/phrasebook.ts'
import { PHRASES, PIECES } from '../../../renderer/i18n/tr/index.ts'

// "hiçbir şey" needs a verb that denies: where English has a bare "nothing", Turkish says that something is missing or empty.

beforeAll(() => {
  speak('tr')
  takePhrases(PHRASES, PIECES)
})
afterAll(() => {
  speak('en')
  takePhrases([])
})

it('a value that is missing is called missing, whatever was expected', () => {
  const said = (schema: z.ZodType, value: unknown) => fromEngine(schema.safeParse(value).error!.issues[0]!.message)
  expect(said(z.string(), undefined)).toBe('metin beklenir, ama değer yok')
  expect(said(z.array(z.string()), undefined)).toBe('liste beklenir, ama değer yok')
  expect(said(z.number(), 'a')).toBe('sayı beklenir, ama metin var')
  expect(said(z.number(), null)).toBe('sayı beklenir, ama null var')
  expect(fromEngine('Invalid input: expected string, received undefined (steps.a.kind); and 2 more')).toBe('metin beklenir, ama değer yok (steps.a.kind); ve 2 tane daha')
})

it('so are the values of a comparison, waits for no event, and people who do nothing', () => {
  expect(fromEngine('cooldown is nothing instead of 5 days', 'line')).not.toContain('hiçbir şey')
  expect(fromEngine('nothing', 'value')).toBe('boş')
  expect(fromEngine('Waits at "Rest" for nothing, for as long as it takes.')).toBe('“Rest” adımında bekler; beklediği bir şey yok.')
  expect(fromEngine('Waits at "Rest" for nothing, 5 days at the most.')).toBe('“Rest” adımında en çok 5 gün bekler; beklediği bir şey yok.')
  expect(fromEngine('then nothing for 2 days', 'personDoes')).toBe('sonra 2 gün boyunca hiçbir şey yapmıyor')
})
