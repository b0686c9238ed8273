import { afterAll, beforeAll, expect, it } from 'vitest'
import * as z from 'zod'
import '../../../engine/core/schema-words.ts'
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
  expect(said(z.object({ id: z.string() }), {})).toBe('“id” eksik')
  expect(said(z.string(), undefined)).toBe('metin beklenir, ama hiçbir değer yok')
  expect(said(z.number(), 'a')).toBe('sayı beklenir, ama metin var')
  expect(said(z.number(), null)).toBe('sayı beklenir, ama null var')
  expect(said(z.int(), 1.5)).toBe('tam sayı beklenir, ama 1,5 var')
  expect(said(z.union([z.string(), z.array(z.number())]), true)).toBe('metin ya da liste beklenir, ama true var')
  expect(said(z.enum(['push', 'email']), 'pusch')).toBe('şunlardan biri beklenir: "push", "email"; burada "pusch" var; “push” mi demek istediniz?')
  expect(said(z.strictObject({}), { a: 1, b: 2 })).toBe('bilinmeyen anahtar: “a”; bilinmeyen anahtar: “b”')
  expect(fromEngine('"kind" is missing ($.steps.a); and 2 more')).toBe('“kind” eksik ($.steps.a); ve 2 tane daha')
})

it('so are the values of a comparison, waits for no event, and people who do nothing', () => {
  expect(fromEngine('cooldown is nothing instead of 5 days', 'line')).not.toContain('hiçbir şey')
  expect(fromEngine('nothing', 'value')).toBe('boş')
  expect(fromEngine('Waits at "Rest" for nothing, for as long as it takes.')).toBe('“Rest” adımında bekler; beklediği bir şey yok.')
  expect(fromEngine('Waits at "Rest" for nothing, 5 days at the most.')).toBe('“Rest” adımında en çok 5 gün bekler; beklediği bir şey yok.')
  expect(fromEngine('then nothing for 2 days', 'personDoes')).toBe('sonra 2 gün boyunca hiçbir şey yapmıyor')
})
