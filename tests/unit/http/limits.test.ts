import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BudgetBook } from '../../../engine/node/http/budget-book.ts'
import { backOffMs, retryAfterMs } from '../../../engine/node/http/retry-after.ts'

const NOTHING = () => []

describe('a book of calls', () => {
  it('never has more of them in any stretch of a limit’s length than the limit counts, and waits no longer than it has to', () => {
    const limits = fc.array(fc.record({ count: fc.integer({ min: 1, max: 6 }), perMs: fc.integer({ min: 10, max: 5000 }) }), { minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(limits, fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 60 }), fc.array(fc.integer({ min: 1, max: 3000 }), { maxLength: 8 }), (all, gaps, before) => {
        const book = new BudgetBook()
        const budget = { id: 'create', limits: all }
        let now = 1_000_000
        const written = before.map((ago) => now - ago)
        const spent = (_: string, since: number) => [...written, ...calls].filter((at) => at > since)
        const calls: number[] = []
        for (const gap of gaps) {
          now += gap
          const ms = book.roomIn('c', budget, spent, now)
          if (ms > 0) {
            // A moment before there is none yet.
            expect(book.roomIn('c', budget, spent, now + ms - 1)).toBe(1)
            now += ms
          }
          expect(book.roomIn('c', budget, spent, now)).toBe(0)
          book.take('c', budget, now)
          calls.push(now)
        }
        const everything = [...written.toSorted((a, b) => a - b), ...calls]
        for (const { count, perMs } of all) {
          for (const end of calls) expect(everything.filter((at) => at > end - perMs && at <= end).length).toBeLessThanOrEqual(Math.max(count, written.length))
          // Without what was there before, strictly.
          if (written.length === 0) for (const end of calls) expect(calls.filter((at) => at > end - perMs && at <= end).length).toBeLessThanOrEqual(count)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('keeps accounts and budgets apart', () => {
    const book = new BudgetBook()
    const budget = { id: 'create', limits: [{ count: 1, perMs: 1000 }] }
    book.take('a', budget, 0)
    expect([book.roomIn('a', budget, NOTHING, 400), book.roomIn('b', budget, NOTHING, 400), book.roomIn('a', { ...budget, id: 'read' }, NOTHING, 400)]).toEqual([600, 0, 0])
  })

  it('tells what is left of the tightest limit, of two as tight the longer', () => {
    const book = new BudgetBook()
    const budget = { id: 'create', limits: [{ count: 2, perMs: 1000 }, { count: 15, perMs: 60_000 }, { count: 100, perMs: 86_400_000 }] }
    expect(book.left('a', budget, NOTHING, 0)).toEqual({ count: 2, perMs: 1000, left: 2 })
    const yesterday = (_: string, since: number) => Array.from({ length: 99 }, (_, number) => -3_600_000 - number).filter((at) => at > since)
    expect(book.left('a', budget, yesterday, 0)).toEqual({ count: 100, perMs: 86_400_000, left: 1 })
  })

  it('is told by the platform to wait, and the longer of two waits holds', () => {
    const book = new BudgetBook()
    const budget = { id: 'create', limits: [] }
    book.block('a', 'create', 5000)
    book.block('a', 'create', 3000)
    expect([book.roomIn('a', budget, NOTHING, 1000), book.roomIn('a', budget, NOTHING, 6000)]).toEqual([4000, 0])
  })

  it('strikes out what was never sent', () => {
    const book = new BudgetBook()
    const budget = { id: 'create', limits: [{ count: 1, perMs: 1000 }] }
    const strike = book.take('a', budget, 0)
    strike()
    expect(book.roomIn('a', budget, NOTHING, 1)).toBe(0)
  })
})

describe('how long to wait', () => {
  it.each([
    [{ 'retry-after': '12' }, 12_000],
    [{ 'retry-after': ' 0.4 ' }, 400],
    [{ 'retry-after': 'Fri, 27 Nov 2026 10:00:30 GMT' }, 30_000],
    [{ 'retry-after': 'Fri, 27 Nov 2026 11:00:05 GMT', date: 'Fri, 27 Nov 2026 11:00:00 GMT' }, 5000],
    [{ 'retry-after': 'Fri, 27 Nov 2026 09:00:00 GMT' }, 0],
    [{ 'retry-after': 'soon' }, null],
    [{}, null],
  ])('%j is %j ms', (headers, ms) => {
    expect(retryAfterMs(headers as Record<string, string>, Date.parse('2026-11-27T10:00:00Z'))).toBe(ms)
  })

  it('doubles with every failure up to the most, between a half and the whole of it by chance', () => {
    const waits = (random: number) => [1, 2, 3, 4, 9].map((failures) => backOffMs(failures, { firstMs: 500, mostMs: 3000, random: () => random }))
    expect([waits(0), waits(1)]).toEqual([[250, 500, 1000, 1500, 1500], [500, 1000, 2000, 3000, 3000]])
  })
})
