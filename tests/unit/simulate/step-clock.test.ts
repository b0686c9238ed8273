import { describe, expect, it } from 'vitest'
import { StepClock } from '../../../engine/core/simulate/reference/step-clock.ts'

describe('one clock for the actors of several journeys', () => {
  it('fires timers of one instant by priority, then in the order they were set, whichever actor set them', () => {
    const clock = new StepClock()
    const log: string[] = []
    const actor = (name: string, priority: number) => clock.forActor(priority, () => log.push(`${clock.now()} ${name} is told`))
    const [low, high] = [actor('low', 0), actor('high', 5)]
    low.setTimeout(() => log.push('low 1'), 10)
    high.setTimeout(() => log.push('high 1'), 10)
    high.setTimeout(() => log.push('high 2'), 10)
    low.setTimeout(() => log.push('low early'), 9)
    high.clearTimeout(high.setTimeout(() => log.push('cleared'), 1))
    while (clock.nextDue < Infinity) clock.fireNext()
    expect(log).toEqual(['9 low is told', 'low early', '10 high is told', 'high 1', '10 high is told', 'high 2', '10 low is told', 'low 1'])
  })

  it('moves its hands without firing, and fires one timer at a time', () => {
    const clock = new StepClock()
    const log: string[] = []
    clock.setTimeout(() => log.push(`first at ${clock.now()}`), 5)
    clock.setTimeout(() => log.push('second'), 5)
    clock.moveTo(5)
    expect([clock.now(), clock.nextDue, log]).toEqual([5, 5, []])
    clock.fireNext()
    expect([clock.nextDue, log]).toEqual([5, ['first at 5']])
  })
})
