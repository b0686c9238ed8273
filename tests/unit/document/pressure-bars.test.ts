import { describe, expect, it } from 'vitest'
import { emptyPressure, pressureFigures } from '../../../engine/core/simulate/pressure.ts'
import { pressureBars, pressureInWords } from '../../../renderer/features/simulation/pressure-bars.ts'

/** Figures of so many days with 1, 2, 3 … messages. */
const figures = (days: number[], cap: number | null) => pressureFigures({ ...emptyPressure(), profileDays: [0, ...days] }, ['a'], cap)

describe('message pressure', () => {
  it('is a bar for each number of messages, those nobody had included, with what is over the cap marked', () => {
    expect(pressureBars(figures([60, 0, 39, 1], 3))).toEqual([
      { label: '1 message', days: 60, isOver: false },
      { label: '2 messages', days: 0, isOver: false },
      { label: '3 messages', days: 39, isOver: false },
      { label: '4 messages', days: 1, isOver: true },
    ])
  })

  it('puts large numbers into one bar', () => {
    const bars = pressureBars(figures([10, 1, 1, 1, 1, 1, 1, 1, 2, 3], null))
    expect([bars.length, bars.at(-1)]).toEqual([8, { label: '8 or more', days: 6, isOver: false }])
  })

  it('is said in words', () => {
    expect([pressureInWords(figures([90, 9, 1], 2)), pressureInWords(figures([90, 9], 2)), pressureInWords(figures([1], null))]).toEqual([
      'On days with messages, a person gets 1 at most on half of them, 1 at most on nine of ten, and never more than 3. Over the cap of 2 a day: 1.0 % of these days.',
      'On days with messages, a person gets 1 at most on half of them, 1 at most on nine of ten, and never more than 2. No day is over the cap of 2 a day.',
      'On days with messages, a person gets 1 at most on half of them, 1 at most on nine of ten, and never more than 1.',
    ])
  })
})
