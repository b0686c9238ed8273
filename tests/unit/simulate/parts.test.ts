import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ComparisonOp } from '../../../engine/core/model/condition.ts'
import { countPasses, passes, type ValueTest } from '../../../engine/core/simulate/compare.ts'
import { DidWindow } from '../../../engine/core/simulate/kernel/did-window.ts'
import type { ProfileCursor } from '../../../engine/core/simulate/kernel/history.ts'
import { dwellFigures } from '../../../engine/core/simulate/figures.ts'
import { StepClock } from '../../../engine/core/simulate/reference/step-clock.ts'
import { addDwell, emptyDwell, micros } from '../../../engine/core/simulate/tally.ts'

describe('a comparison', () => {
  const holding = (actual: Parameters<typeof passes>[1], value: ValueTest['value']) =>
    (['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'contains', 'startsWith', 'exists', 'missing'] as ComparisonOp[]).filter((op) => passes({ op, value }, actual)) // as: some of the ops
  it.each([
    [5, 5, ['eq', 'lte', 'gte', 'exists']],
    [4, 5, ['ne', 'lt', 'lte', 'exists']],
    ['b', 'a', ['ne', 'gt', 'gte', 'exists']],
    ['Z', 'a', ['ne', 'lt', 'lte', 'exists']],
    ['\u{1F600}', '\uFFFD', ['ne', 'lt', 'lte', 'exists']],
    ['abc', 'ab', ['ne', 'gt', 'gte', 'contains', 'startsWith', 'exists']],
    ['5', 5, ['ne', 'exists']],
    [true, true, ['eq', 'exists']],
    [true, 1, ['ne', 'exists']],
    [undefined, 5, ['ne', 'missing']],
    [null, 5, ['ne', 'missing']],
    [['a', 1], 'a', ['ne', 'contains', 'exists']],
    [['ab'], 'a', ['ne', 'exists']],
    [{ a: 1 }, 'a', ['ne', 'exists']],
  ])('of %j with %j holds for %j', (actual, value, ops) => {
    expect(holding(actual, value)).toEqual(ops)
  })

  it.each<[ComparisonOp, ValueTest['value'], Parameters<typeof passes>[1], boolean]>([
    ['in', ['a', 1, true], 1, true], ['in', ['1'], 1, false], ['in', [], 'a', false], ['in', ['a'], undefined, false],
    ['notIn', ['a'], undefined, true], ['notIn', ['a'], 'a', false], ['notIn', [], 'a', true],
    ['between', [1, 3], 1, true], ['between', [1, 3], 3, true], ['between', [1, 3], 3.001, false], ['between', [3, 1], 2, false], ['between', ['a', 'c'], 'b', true], ['between', [1, 3], '2', false], ['between', [1, 3], null, false],
  ])('%s %j: %j → %s', (op, value, actual, holds) => {
    expect(passes({ op, value }, actual)).toBe(holds)
  })
})

describe('a window over past events', () => {
  it('counts what a plain look through the rows counts, at every instant, profile after profile', () => {
    const row = fc.record({ gap: fc.integer({ min: 0, max: 3 }), name: fc.nat(2), wanted: fc.boolean(), value: fc.integer({ min: 0, max: 4 }) })
    const asked = fc.record({ windowMs: fc.option(fc.integer({ min: 1, max: 6 })), op: fc.constantFrom('eq', 'ne', 'lt', 'lte', 'gt', 'gte'), value: fc.integer({ min: 0, max: 3 }), per: fc.boolean(), anyWhere: fc.boolean() })
    fc.assert(
      fc.property(fc.array(fc.array(row, { maxLength: 40 }), { maxLength: 4 }), asked, fc.nat(3), (profiles, { windowMs, op, value, per, anyWhere }, late) => {
        const rows = profiles.flat()
        const at = new Float64Array(rows.length)
        let end = 0
        const offsets = profiles.map((list) => {
          let now = 0
          for (const { gap } of list) at[end++] = now += gap
          return end - list.length
        })
        const cursor: ProfileCursor = { profile: -1, firstRow: 0, lastRows: new Int32Array(3).fill(2 ** 31 - 1), arrived: 0, now: 0 }
        const wanted = (index: number) => rows[index]!.wanted
        const matches = (index: number) => rows[index]!.name !== 1 && (anyWhere || wanted(index))
        const codes = Uint8Array.from(rows, (one) => one.value)
        const window = new DidWindow(cursor, { at, nameCodes: Uint8Array.from(rows, ({ name }) => name) }, Uint8Array.of(1, 0, 1), anyWhere ? null : wanted, windowMs, { op, value }, per ? { codes, size: 5 } : null)
        profiles.forEach((list, profile) => {
          const first = offsets[profile]!
          for (let arrived = first; arrived <= first + list.length; arrived++) {
            Object.assign(cursor, { profile, firstRow: first, arrived, now: Math.max(cursor.profile === profile ? cursor.now : 0, (arrived > first ? at[arrived - 1]! : 0) + (arrived === first + list.length ? late : 0)) })
            const inView = Array.from({ length: arrived - first }, (_, index) => first + index).filter((index) => matches(index) && (windowMs === null || at[index]! > cursor.now - windowMs))
            const ofValue = (code: number) => inView.filter((index) => codes[index] === code).length
            const naive = per ? [2, 3, 4].some((code) => ofValue(code) > 0 && countPasses(op, value, ofValue(code))) : countPasses(op, value, inView.length)
            expect(window.holds()).toBe(naive)
          }
        })
      }),
      { numRuns: 300 },
    )
  })
})

describe('the clock of the reference engine', () => {
  it('fires every timer at its own due time, chained ones too, and those of one instant in the order they were set', () => {
    const clock = new StepClock()
    const log: string[] = []
    const note = (what: string) => () => void log.push(`${clock.now()} ${what}`)
    clock.setTimeout(() => {
      note('first of a chain')()
      clock.setTimeout(note('second of the chain'), 1000)
    }, 1000)
    clock.setTimeout(note('set earlier'), 2000)
    const never = clock.setTimeout(note('cleared'), 1500)
    clock.clearTimeout(never)
    clock.setTimeout(note('too late'), 2001)
    const dues: number[] = []
    clock.advanceTo(2000, (due) => dues.push(due))
    expect([log, dues, clock.now()]).toEqual([['1000 first of a chain', '2000 set earlier', '2000 second of the chain'], [1000, 2000, 2000], 2000])
    clock.advanceTo(5000, () => {})
    expect([log.at(-1), clock.now()]).toEqual(['2001 too late', 5000])
  })

  it('fires a timer set for now before it goes on', () => {
    const clock = new StepClock()
    const seen: number[] = []
    clock.advanceTo(7, () => {})
    clock.setTimeout(() => seen.push(clock.now()), 0)
    clock.advanceTo(7, () => {})
    expect(seen).toEqual([7])
  })
})

describe('figures', () => {
  const dwell = (stays: number[], usualMs = 0, count = stays.length) => {
    const samples = emptyDwell(usualMs)
    for (const ms of stays) if (ms > 0) addDwell(samples, ms)
    return dwellFigures(samples, count)
  }

  it.each<[string, number[], { p50: number | null; p90: number | null; mean: number | null }]>([
    ['nobody', [], { p50: null, p90: null, mean: null }],
    ['one at once', [0], { p50: 0, p90: 0, mean: 0 }],
    ['an even number: the lower of the two in the middle', [4, 1, 3, 2], { p50: 2, p90: 4, mean: 3 }],
    ['ten: the ninth', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], { p50: 5, p90: 9, mean: 6 }],
    ['eleven: the tenth', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], { p50: 6, p90: 10, mean: 6 }],
    ['a mean of exactly a half, which goes up', [0, 1], { p50: 0, p90: 1, mean: 1 }],
    ['a mean just under a half, which goes down', [0, 0, 1], { p50: 0, p90: 1, mean: 0 }],
    ['stays that add up past what a double counts', Array.from({ length: 4 }, () => 2 ** 52 + 1), { p50: 2 ** 52 + 1, p90: 2 ** 52 + 1, mean: 2 ** 52 + 1 }],
  ])('of stays by nearest rank, the mean rounded half up: %s', (_, stays, expected) => {
    expect(dwell(stays)).toEqual(expected)
    for (const usualMs of [1, 3, 7, 2 ** 52 + 1, 2 ** 53 - 1]) expect(dwell(stays, usualMs)).toEqual(expected) // whichever stay is the usual one
  })

  it('of values are exact in millionths, in whatever order they are summed', () => {
    const values = [0.1, 0.2, 0.3, 19.99, 1e9, -1e9, 0.0000005, -0.0000005]
    const sum = (list: number[]) => list.reduce((total, value) => total + micros(value), 0n)
    expect([sum(values), sum(values.toReversed()), sum([0.1, 0.2])]).toEqual([20_590_001n, 20_590_001n, 300_000n])
    expect([micros(Infinity), micros(NaN), micros(1e308)]).toEqual([0n, 0n, 0n])
  })
})
