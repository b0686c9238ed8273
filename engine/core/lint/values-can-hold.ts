import type { JsonValue } from '../json.ts'
import { passes, type ValueTest } from '../simulate/compare.ts'

/** What one literal asks of a value, and what the value may be. */
export interface SubjectTest {
  test: ValueTest
  holds: boolean
  kind: 'any' | 'number' | 'numberOrMissing' | 'minute' | 'weekday'
}

/** Whose single literals may be such that no value answers them: an empty list, or two ends the wrong way round. */
const IMPOSSIBLE_ALONE = new Set<ValueTest['op']>(['in', 'between'])

/**
 * Is there a value of which every literal is as asked? Only values beside the constants that are named can differ in their answers, so
 * one of each stretch between them is tried.
 */
export function valuesCanHold(tests: readonly SubjectTest[]): boolean {
  const [only] = tests
  if (tests.length === 1 && only!.kind === 'any' && !IMPOSSIBLE_ALONE.has(only!.test.op)) return true
  const asked = new Map<string, boolean>()
  for (const { test, holds } of tests) {
    const key = `${test.op} ${JSON.stringify(test.value)}`
    if (asked.get(key) === !holds) return false
    asked.set(key, holds)
  }
  if (cannotTell(tests)) return true
  return samples(tests).some((value) => tests.every(({ test, holds }) => passes(test, value) === holds))
}

/** A text that begins and contains is made by joining both; whether another one would escape a third test is not worked out. */
function cannotTell(tests: readonly SubjectTest[]): boolean {
  const asks = (op: string, wanted: boolean) => tests.some(({ test, holds }) => test.op === op && holds === wanted)
  return asks('contains', true) && (asks('startsWith', true) || asks('startsWith', false) || asks('contains', false))
}

function samples(tests: readonly SubjectTest[]): (JsonValue | undefined)[] {
  const { kind } = tests[0]!
  if (kind === 'weekday') return [1, 2, 3, 4, 5, 6, 7]
  const constants = tests.flatMap(({ test }) => (test.value === undefined ? [] : ([] as unknown[]).concat(test.value)))
  const numbers = [...new Set(constants.filter((one) => typeof one === 'number'))].sort((a, b) => a - b)
  if (kind === 'minute') return [0, 1439, ...numbers.flatMap((one) => [one - 1, one, one + 1])].filter((one) => one >= 0 && one < 1440)
  const between = numbers.flatMap((one, index) => [one, index + 1 < numbers.length ? (one + numbers[index + 1]!) / 2 : one + 1])
  const allNumbers = [(numbers[0] ?? 1) - 1, ...between]
  if (kind !== 'any') return kind === 'number' ? allNumbers : [undefined, ...allNumbers]
  const texts = constants.filter((one) => typeof one === 'string')
  const wanted = (op: string) => tests.filter(({ test, holds }) => test.op === op && holds).map(({ test }) => test.value as JsonValue) // as: one value, by the schema
  const longest = wanted('startsWith').map(String).sort((a, b) => b.length - a.length)[0] ?? ''
  return [
    undefined, true, false, ...allNumbers,
    // "a" + NUL is the very next text after "a", and U+FFFF comes after every text.
    '', ...texts.flatMap((text) => [text, `${text}\0`]), longest + wanted('contains').join(''), `${longest}\uFFFF`,
    [], wanted('contains'),
  ]
}
