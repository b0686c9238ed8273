import { describe, expect, it } from 'vitest'
import { fileNameOf } from '../../../renderer/bridge/save-file.ts'
import { usualBreakDown } from '../../../renderer/features/report/ask-report.ts'
import { flowLayout } from '../../../renderer/features/report/flow-layout.ts'
import { inOrder, moved, SECTIONS } from '../../../renderer/features/report/report-sections.ts'
import { shortCount } from '../../../renderer/features/report/short-count.ts'

describe('the sections of a report', () => {
  it('keep the order that was chosen, take in what is new, and forget what is no section', () => {
    expect(inOrder(['splits', 'gone', 'comment'])).toHaveLength(SECTIONS.length)
    expect(inOrder(['splits', 'gone', 'comment']).filter((id) => id === 'splits' || id === 'comment')).toEqual(['splits', 'comment'])
    expect(inOrder(SECTIONS)).toEqual(SECTIONS)
  })

  it('move one place, and no further than the ends', () => {
    expect(moved(['comment', 'headline', 'ways'], 'ways', -1)).toEqual(['comment', 'ways', 'headline'])
    expect(moved(['comment', 'headline'], 'comment', -1)).toEqual(['comment', 'headline'])
    expect(moved(['comment', 'headline'], 'headline', 1)).toEqual(['comment', 'headline'])
  })
})

describe('the streams', () => {
  const flow = {
    columns: [
      [{ kind: 'place' as const, id: 'a', passes: 90 }, { kind: 'place' as const, id: 'b', passes: 10 }],
      [{ kind: 'end' as const, id: 'done', passes: 70 }, { kind: 'end' as const, id: 'left', passes: 30 }],
    ],
    links: [{ column: 0, from: 0, to: 0, passes: 65 }, { column: 0, from: 0, to: 1, passes: 25 }, { column: 0, from: 1, to: 0, passes: 5 }, { column: 0, from: 1, to: 1, passes: 5 }],
  }

  it('leave and reach their nodes one beside the other, within them, as wide as their passes', () => {
    const { boxes, bands, height } = flowLayout(flow)
    const total = boxes.filter(({ column }) => column === 0).reduce((sum, box) => sum + box.height, 0)
    for (const box of boxes) expect(box.height / total).toBeCloseTo(box.passes / 100, 5)
    for (const box of boxes) {
      const ends = bands.filter(({ from, to }) => from === box || to === box).map(({ path, from }) => {
        const [, start, , , , end] = /^M[\d.]+ ([-\d.]+)C([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+) [-\d.]+ ([-\d.]+)/.exec(path)!.slice(0)
        return Number(from === box ? start : /([-\d.]+)V/.exec(path)?.[1] ?? end)
      })
      for (const y of ends) expect(y).toBeGreaterThanOrEqual(box.y - 1e-6)
      for (const y of ends) expect(y).toBeLessThanOrEqual(box.y + box.height + 1e-6)
      expect(new Set(ends.map((y) => y.toFixed(3))).size).toBe(ends.length)
    }
    expect(height).toBeGreaterThanOrEqual(Math.max(...boxes.map((box) => box.y + box.height)))
  })

  it('of nobody are nothing', () => {
    expect(flowLayout({ columns: [], links: [] })).toMatchObject({ boxes: [], bands: [] })
  })
})

describe('words for files and axes', () => {
  it('name files so that every system takes them', () => {
    expect(fileNameOf('Müşteri: A/B "test"?.csv')).toBe('Müşteri A B test .csv')
    expect(fileNameOf('  x\n\ty.png ')).toBe('x y.png')
  })

  it.each([[0, '0'], [999, '999'], [1000, '1k'], [12_499, '12k'], [999_499, '999k'], [2_600_000, '3M']])('%d is %s', (count, short) => {
    expect(shortCount(count)).toBe(short)
  })

  it('break down by where people are and what they hold, if that is known', () => {
    expect(usualBreakDown(['age', 'platform', 'city', 'language'])).toEqual(['platform', 'city'])
    expect(usualBreakDown(['age'])).toEqual([])
  })
})
