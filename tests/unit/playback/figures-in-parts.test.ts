import { expect, it } from 'vitest'
import type { Overlay } from '../../../engine/core/report/overlay.ts'
import { FiguresInParts } from '../../../renderer/features/playback/figures-in-parts.ts'

const figures = (count: number, entered: number): Overlay => ({
  steps: Object.fromEntries(Array.from({ length: count }, (_, index) => [`s${index}`, { entered }])),
  edges: Object.fromEntries(Array.from({ length: count }, (_, index) => [`s${index}:next`, { people: entered }])),
  stages: {}, dropOffs: { s0: entered },
}) as unknown as Overlay // as: the parts this looks at

it('few changes are shown at once, many over a few frames, and in the end all of them', () => {
  const parts = new FiguresInParts()
  expect(parts.begin(figures(5, 1), figures(5, 2))).toEqual(figures(5, 2))
  expect(parts.isOver).toBe(true)

  for (const count of [40, 3000]) {
    let shown = parts.begin(figures(count, 1), figures(count, 2))
    expect(shown.dropOffs).toEqual({ s0: 2 })
    let frames = 1
    for (; !parts.isOver; frames++) {
      const before = shown
      shown = parts.next(shown)
      expect(shown.steps).not.toBe(before.steps)
    }
    expect(frames).toBeGreaterThan(1)
    expect(frames).toBeLessThanOrEqual(8)
    expect(shown).toEqual(figures(count, 2))
  }
})

it('what has the same figures as before is not among what is given out', () => {
  const parts = new FiguresInParts()
  const before = figures(100, 1)
  const goal = { ...before, steps: { ...before.steps, s7: { ...before.steps['s7']!, entered: 9 } } }
  expect(parts.begin(before, goal)).toBe(goal)
})
