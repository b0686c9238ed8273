import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { PHRASES, TEXTS } from '../../../renderer/i18n/tr/index.ts'

const renderer = new URL('../../../renderer', import.meta.url).pathname
const defined = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !path.startsWith('i18n/tr/'))
  .flatMap((path) => [...readFileSync(join(renderer, path), 'utf8').matchAll(/= defineTexts\('([^']+)', \{([\s\S]*?)\n?\}\)\n/g)].map(([, namespace = '', table = '']) => ({ namespace, path, table })))

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

test('a phrase of the engine keeps what varies, and stands in the book once', () => {
  const seen = new Set<string>()
  for (const [english, translated] of PHRASES) {
    const names = (text: string) => [...text.matchAll(/\{(\w+[!#*]?)\}/g)].map(([, name]) => name).sort()
    expect([...new Set(names(translated))], english).toEqual([...new Set(names(english))])
    expect(seen.has(english), english).toBe(false)
    seen.add(english)
  }
})
