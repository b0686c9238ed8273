import { describe, expect, test } from 'vitest'
import { inTurns, sortedInTurns } from '../../../engine/node/ingest/sort-in-turns.ts'

/** The numbers 0 … length − 1 in an order that looks like none. */
function mixed(length: number): Uint32Array<ArrayBuffer> {
  const codes = Uint32Array.from({ length }, (_, index) => index)
  let state = length
  for (let index = length - 1; index > 0; index--) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    const other = state % (index + 1)
    ;[codes[index], codes[other]] = [codes[other]!, codes[index]!]
  }
  return codes
}

describe('Sorting in turns', () => {
  test.each([0, 1, 2, 1000, 32_768, 32_769, 65_536, 98_305, 200_003])('%i codes come in order, and no step tells less than the one before', async (length) => {
    const shares: number[] = []
    const sorted = await sortedInTurns(mixed(length), (a, b) => a - b, async (share) => void shares.push(share))
    expect(sorted).toEqual(Uint32Array.from({ length }, (_, index) => index))
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
    expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true)
    if (length > 100_000) expect(shares.length).toBeGreaterThan(10)
  })

  test('a step that throws ends the work', async () => {
    let steps = 0
    const sorting = sortedInTurns(mixed(200_000), (a, b) => a - b, async () => {
      if (++steps === 3) throw new Error('enough')
    })
    await expect(sorting).rejects.toThrow('enough')
    expect(steps).toBe(3)
  })

  test('turns cover everything once, in order', async () => {
    for (const count of [0, 1, 65_536, 65_537, 300_000]) {
      const turns: [number, number][] = []
      const shares: number[] = []
      await inTurns(count, (first, end) => void turns.push([first, end]), async (share) => void shares.push(share))
      expect(turns.map(([first]) => first)).toEqual([0, ...turns.map(([, end]) => end)].slice(0, turns.length))
      expect(turns.at(-1)?.[1] ?? 0).toBe(count)
      expect(shares).toEqual(turns.map(([, end]) => end / count))
    }
  })
})
