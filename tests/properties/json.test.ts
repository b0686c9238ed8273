import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { canonicalJson, type JsonValue } from '../../engine/core/json.ts'

const json = fc.jsonValue({ maxDepth: 3, stringUnit: 'binary' }) as fc.Arbitrary<JsonValue> // as: fast-check's JSON values are JSON values

function shuffledKeys(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(shuffledKeys)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).reverse().map(([key, member]) => [key, shuffledKeys(member)]))
}

it('canonical JSON reads back as the same value', () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})

it('canonical JSON does not depend on the order of keys, and is its own canonical form', () => {
  fc.assert(
    fc.property(json, (value) => {
      const text = canonicalJson(value)
      expect(canonicalJson(shuffledKeys(value))).toBe(text)
      expect(canonicalJson(JSON.parse(text))).toBe(text)
    }),
  )
})

it('different values have different canonical JSON', () => {
  const asRead = (value: JsonValue): unknown => JSON.parse(JSON.stringify(value)) // -0 is written 0
  fc.assert(
    fc.property(json, json, (a, b) => {
      expect(canonicalJson(a) === canonicalJson(b)).toBe(isDeepStrictEqual(asRead(a), asRead(b)))
    }),
  )
  expect(new Set([0, '0', [0], { 0: 0 }, null, 'null', false].map(canonicalJson)).size).toBe(7)
})

it('keys are sorted by UTF-16 units, as the RFC\'s own example shows', () => {
  // RFC 8785, section 3.2.3
  const example = { '\u20ac': 'Euro Sign', '\r': 'Carriage Return', '\ufb33': 'Hebrew Letter Dalet With Dagesh', '1': 'One', '\ud83d\ude00': 'Emoji: Grinning Face', '\u0080': 'Control', '\u00f6': 'Latin Small Letter O With Diaeresis' }
  const names = ['Carriage Return', 'One', 'Control', 'Latin Small Letter O With Diaeresis', 'Euro Sign', 'Emoji: Grinning Face', 'Hebrew Letter Dalet With Dagesh']
  expect([...canonicalJson(example).matchAll(/:"([^"]+)"/g)].map(([, name]) => name)).toEqual(names)
})

it('numbers are written as ECMAScript writes them, also the awkward ones of the RFC', () => {
  // RFC 8785, section 3.2.2 and appendix B
  expect(canonicalJson(JSON.parse('[333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001, -0]'))).toBe('[333333333.3333333,1e+30,4.5,0.002,1e-27,0]')
  expect(() => canonicalJson(Number.NaN)).toThrow('JSON cannot hold NaN')
})
