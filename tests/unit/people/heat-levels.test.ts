import { describe, expect, it } from 'vitest'
import type { Overlay, StepNumbers } from '../../../engine/core/report/overlay.ts'
import { heatLevels, METRICS } from '../../../renderer/features/heat/heat-levels.ts'

const step = (given: Partial<StepNumbers>): StepNumbers => ({ entered: 0, shareOfEntrants: 0, medianDwellMs: null, sent: 0, waiting: 0, endedHere: 0, suppressed: {}, credited: {}, asked: null, ...given })
const FIGURES: Overlay = {
  steps: {
    'entry:in': step({ entered: 100, shareOfEntrants: 1, asked: { matched: 120, refused: 20 } }),
    wait: step({ entered: 100, shareOfEntrants: 1, medianDwellMs: 60_000, waiting: 4 }),
    push: step({ entered: 25, shareOfEntrants: 0.25, sent: 15, suppressed: { cap: 5, consent: 5 }, credited: { ordered: 3, paid: 1 } }),
  },
  edges: {}, stages: {}, dropOffs: { wait: 9 },
}

describe('the heat of cards', () => {
  it('goes from nothing to the largest, on a square root scale for counts', () => {
    expect(heatLevels('people', FIGURES)).toEqual({ most: 100, nodes: { 'entry:in': { value: 100, level: 1 }, wait: { value: 100, level: 1 }, push: { value: 25, level: 0.5 } } })
    expect(heatLevels('share', FIGURES).nodes['push']).toEqual({ value: 0.25, level: 0.25 })
    expect(heatLevels('dropOff', FIGURES)).toEqual({ most: 9, nodes: { wait: { value: 9, level: 1 }, push: { value: 0, level: 0 } } })
  })

  it('is only of cards the number says something of', () => {
    expect(Object.keys(heatLevels('dwell', FIGURES).nodes)).toEqual(['wait'])
    for (const metric of ['sent', 'suppressed', 'credited'] as const) expect(Object.keys(heatLevels(metric, FIGURES).nodes), metric).toEqual(['push'])
    expect([heatLevels('suppressed', FIGURES).nodes['push']!.value, heatLevels('credited', FIGURES).nodes['push']!.value]).toEqual([0.4, 4])
  })

  it('is none where nothing was counted', () => {
    for (const metric of METRICS) expect(heatLevels(metric, { steps: {}, edges: {}, stages: {}, dropOffs: {} })).toEqual({ nodes: {}, most: 0 })
    expect(heatLevels('waiting', { ...FIGURES, steps: { push: FIGURES.steps['push']! } })).toEqual({ most: 0, nodes: { push: { value: 0, level: 0 } } })
  })
})
