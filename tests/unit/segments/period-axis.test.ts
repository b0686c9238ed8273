import { describe, expect, it } from 'vitest'
import { axisLabels, axisSteps, periodInWords } from '../../../renderer/features/segments/period-in-words.ts'

describe('the axes of charts over periods', () => {
  it('go up in round steps of whole people, and cover the most', () => {
    expect(axisSteps(351)).toEqual([0, 100, 200, 300, 400])
    expect(axisSteps(44)).toEqual([0, 20, 40, 60])
    expect(axisSteps(3)).toEqual([0, 1, 2, 3])
    expect(axisSteps(0)).toEqual([0, 1])
  })

  it('name the year where it begins only', () => {
    const weeks = ['2016-12-19', '2016-12-26', '2017-01-02', '2017-01-09'].map((day) => Date.parse(day))
    expect(axisLabels('week', weeks)).toEqual([
      { label: '19 Dec', year: '2016' },
      { label: '26 Dec', year: undefined },
      { label: '2 Jan', year: '2017' },
      { label: '9 Jan', year: undefined },
    ])
    expect(axisLabels('month', [Date.parse('2017-03-01')])).toEqual([{ label: 'Mar', year: '2017' }])
  })

  it('say periods in words', () => {
    const start = Date.parse('2017-03-06')
    expect([periodInWords('day', start), periodInWords('week', start), periodInWords('month', start)]).toEqual(['6 Mar 2017', 'week of 6 Mar 2017', 'Mar 2017'])
  })
})
