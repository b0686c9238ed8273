import { expect, it } from 'vitest'
import { isNear, spreadOf } from '../../../engine/core/measure/summarize.ts'

it('the spread of figures has straight lines between the ranks', () => {
  expect(spreadOf([3, 1, 2, 4])).toEqual({ median: 2.5, p10: 1.3, p90: 3.7, runs: [3, 1, 2, 4] })
  expect(spreadOf([7])).toEqual({ median: 7, p10: 7, p90: 7, runs: [7] })
})

it('what could not be computed stays as it is, and is left out of the spread', () => {
  expect(spreadOf([null, 5, null])).toEqual({ median: 5, p10: 5, p90: 5, runs: [null, 5, null] })
  expect(spreadOf([null])).toEqual({ median: null, p10: null, p90: null, runs: [null] })
})

it('a median is near what was published within a tenth of it, on either side of zero', () => {
  expect([isNear(1.09, 1), isNear(1.11, 1), isNear(-0.15, -0.166), isNear(-0.14, -0.166)]).toEqual([true, false, true, false])
  expect([isNear(null, 1), isNear(1, null)]).toEqual([null, null])
})
