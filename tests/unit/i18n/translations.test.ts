import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { PHRASES, PIECES, TEXTS } from '../../../renderer/i18n/tr/index.ts'

const renderer = new URL('../../../renderer', import.meta.url).pathname
const defined = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !path.startsWith('i18n/tr/'))
  .flatMap((path) => [...readFileSync(join(renderer, path), 'utf8').matchAll(/= defineTexts\('([^']+)', \{([\s\S]*?)\n?\}(?: satisfies [^\n]*)?\)\n/g)].map(([, namespace = '', table = '']) => ({ namespace, path, table })))

const marks = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort()

/** The texts of a table as they are written: one a line, or several short ones. */
function entriesOf(table: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const [, key = '', quote = '', text = ''] of table.matchAll(/'?([\w.:-]+)'?: (['"`])((?:\\.|(?!\2).)*)\2/g)) found.set(key, text.replaceAll(`\\${quote}`, quote).replaceAll(String.raw`\n`, '\n'))
  return found
}

test('every area of the window has its Turkish, and nothing else has', () => {
  expect(defined.length).toBeGreaterThan(60)
  expect([...TEXTS.keys()].sort()).toEqual(defined.map(({ namespace }) => namespace).sort())
})

describe('a translation says as much as its original', () => {
  test.each(defined)('$namespace', ({ namespace, table }) => {
    const turkish = TEXTS.get(namespace) ?? {}
    const english = entriesOf(table)
    expect(Object.keys(turkish).sort()).toEqual([...english.keys()].sort())
    for (const [key, text] of english) {
      expect(marks(turkish[key] ?? ''), `${namespace}:${key}`).toEqual(marks(text))
      expect(turkish[key]?.trim() === '', `${namespace}:${key} is empty`).toBe(text.trim() === '')
    }
  })
})

// What begins with an underscore is left out on purpose.
test('a phrase of the engine keeps what varies, and stands in the book once', () => {
  const names = (text: string) => [...new Set([...text.matchAll(/\{(\w+)(?::\w+)?[!#@~*]?\??\}/g)].map(([, name = '']) => name).filter((name) => !name.startsWith('_')))].sort()
  for (const book of [PHRASES, ...Object.values(PIECES)]) {
    const seen = new Set<string>()
    for (const [english, translated] of book) {
      if (translated !== '') expect(names(translated), english).toEqual(names(english))
      expect(seen.has(english), english).toBe(false)
      seen.add(english)
    }
  }
})

test('a kind of pieces stands in one file', () => {
  const files = import.meta.glob<{ pieces?: object }>('../../../renderer/i18n/tr/phrases/*.ts', { eager: true })
  const kinds = Object.values(files).flatMap(({ pieces = {} }) => Object.keys(pieces))
  expect(kinds.filter((kind, index) => kinds.indexOf(kind) !== index)).toEqual([])
})

test('a phrase asks only for kinds of pieces that there are, and is never empty', () => {
  const asked = [...PHRASES, ...Object.values(PIECES).flat()].flatMap(([english]) => [...english.matchAll(/\{\w+:(\w+)[*]?\??\}/g)].map(([, kind = '']) => kind))
  expect([...new Set(asked)].filter((kind) => !Object.hasOwn(PIECES, kind))).toEqual([])
  expect(PHRASES.filter(([, translated]) => translated === '')).toEqual([])
})
