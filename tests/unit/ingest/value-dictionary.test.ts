import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson, type JsonValue } from '../../../engine/core/json.ts'
import { ValueDictionary } from '../../../engine/node/ingest/value-dictionary.ts'
import { readBlocks } from '../../../engine/node/columns/blocks.ts'
import { decodeValues } from '../../../engine/node/columns/dictionary.ts'
import { join } from 'node:path'
import { writeBlocks } from '../columns/write-blocks.ts'
import { temporaryFolder } from './files.ts'

/** The values by code, by way of the disk. */
function valuesOf(dictionary: ValueDictionary, folder: string): (JsonValue | undefined)[] {
  const path = join(folder, 'column')
  const block = writeBlocks(path, 'column', dictionary.parts())
  return decodeValues(readBlocks(path, block)!)
}

describe('a dictionary', () => {
  test('gives equal values one code, others another, and all of them back', () => {
    const folder = temporaryFolder()
    const plain = fc.oneof(fc.string({ unit: 'grapheme' }), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null), fc.integer({ min: 0, max: 30 }).map((n) => `v${n}`))
    const value = fc.oneof({ weight: 8, arbitrary: plain }, fc.array(plain, { maxLength: 3 }), fc.dictionary(fc.string({ maxLength: 3 }).filter((key) => key !== '__proto__'), plain, { maxKeys: 3 }))
    fc.assert(
      fc.property(fc.array(value, { maxLength: 300 }), (given) => {
        const dictionary = new ValueDictionary('x')
        const keyOf = (one: JsonValue): string => (one === null ? 'null' : typeof one === 'object' ? canonicalJson(one) : `${typeof one} ${String(one)}`)
        const expected = new Map<string, number>()
        const codes = given.map((one) => dictionary.codeOf(one))
        given.forEach((one, index) => {
          const key = keyOf(one)
          if (!expected.has(key)) expected.set(key, codes[index]!)
          expect(codes[index]).toBe(expected.get(key))
        })
        expect(new Set(expected.values()).size).toBe(expected.size)
        const values = valuesOf(dictionary, folder)
        expect(codes.map((code) => canonicalJson(values[code] ?? null))).toEqual(given.map((one) => canonicalJson(one === 0 ? 0 : one)))
      }),
      { numRuns: 100 },
    )
  })

  test('tells texts apart that differ anywhere, however long they are', () => {
    const dictionary = new ValueDictionary('x')
    const long = 'ğ'.repeat(400_000)
    const texts = ['', 'a', long, `${long}a`, `${long.slice(0, 200_000)}x${long.slice(200_001)}`, 'b', 'x'.repeat(300), `${'x'.repeat(150)}y${'x'.repeat(149)}`]
    const codes = texts.map((text) => dictionary.codeOf(text))
    expect(new Set(codes).size).toBe(texts.length)
    expect(texts.map((text) => dictionary.codeOf(text))).toEqual(codes)
    expect(valuesOf(dictionary, temporaryFolder()).slice(2)).toEqual(texts)
  })

  test('keeps hundreds of thousands of texts and numbers', () => {
    const dictionary = new ValueDictionary('x')
    const many = Array.from({ length: 200_000 }, (_, index) => (index % 2 === 0 ? `session-${index}` : index / 7))
    const codes = many.map((value) => dictionary.codeOf(value))
    expect([dictionary.size, new Set(codes).size]).toEqual([200_002, 200_000])
    expect(many.map((value) => dictionary.codeOf(value))).toEqual(codes)
    expect(valuesOf(dictionary, temporaryFolder()).slice(2)).toEqual(many)
  })
})
