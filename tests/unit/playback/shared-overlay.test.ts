import { expect, it } from 'vitest'
import type { Overlay } from '../../../engine/core/report/overlay.ts'
import { sharedOverlay } from '../../../engine/core/report/shared-overlay.ts'

it('what says the same stays the very object, at every depth; what differs is new', () => {
  const figures = (waiting: number): Overlay => structuredClone({
    steps: { a: { entered: 1, waiting, suppressed: { cap: 1 } }, b: { entered: 2, waiting: 0, suppressed: {} } },
    edges: { 'a:next': { people: 1, share: 1, widthShare: 1 } }, stages: {}, dropOffs: { a: 1 },
  }) as unknown as Overlay // as: the parts this looks at
  const before = figures(0)
  const now = sharedOverlay(before, figures(1))
  expect(now).toEqual(figures(1))
  expect(now.steps['a']).not.toBe(before.steps['a'])
  expect(now.steps['a']!.suppressed).toBe(before.steps['a']!.suppressed)
  expect(now.steps['b']).toBe(before.steps['b'])
  expect(now.edges).toBe(before.edges)
  expect(sharedOverlay(before, figures(0))).toEqual(before)
  expect(sharedOverlay(before, figures(0)).steps).toBe(before.steps)
  expect(sharedOverlay({ ...before, dropOffs: { constructor: 1 } }, { ...figures(0), dropOffs: {} }).dropOffs).toEqual({})
})
