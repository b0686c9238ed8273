import { describe, expect, it } from 'vitest'
import { activityOf, landmarksOf } from '../../../engine/core/playback/activity.ts'
import type { Counter } from '../../../engine/core/playback/counters.ts'
import { counterTable } from '../../../engine/core/playback/counter-table.ts'
import type { PlayedLog } from '../../../engine/core/playback/playhead.ts'
import { Whereabouts } from '../../../engine/core/playback/whereabouts.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const COUNTERS: Counter[] = [
  { kind: 'admitted', journey: 0, entry: 'in' },
  { kind: 'started', journey: 0 },
  { kind: 'entered', journey: 0, step: 'wait' },
  { kind: 'entered', journey: 0, step: 'mail' },
  { kind: 'left', journey: 0, step: 'wait', port: 'timeout' },
  { kind: 'ended', journey: 0, step: 'mail', outcome: 'completed' },
  { kind: 'sent', journey: 0, step: 'mail' },
  { kind: 'suppressed', journey: 0, step: 'mail', reason: 'cap' },
  { kind: 'goal', journey: 0, goal: 'bought', step: 'mail' },
  { kind: 'sent', journey: 1, step: 'mail' },
]

/** A log of [instant, counter, profile] rows; a person has one instance. */
function logOf(rows: readonly (readonly [number, number, number])[]): PlayedLog {
  return {
    counters: COUNTERS, instances: 3,
    at: Float64Array.from(rows, ([at]) => at), counter: Uint32Array.from(rows, ([, counter]) => counter),
    profile: Uint32Array.from(rows, ([, , who]) => who), instance: Uint32Array.from(rows, ([, , who]) => who), micros: new Float64Array(rows.length),
  }
}

const LOG = logOf([
  [0, 0, 0], [0, 1, 0], [0, 2, 0],
  [HOUR, 4, 0], [HOUR, 3, 0], [HOUR, 6, 0], [HOUR, 5, 0],
  [2 * HOUR, 0, 1], [2 * HOUR, 1, 1], [2 * HOUR, 2, 1], [2 * HOUR, 0, 2], [2 * HOUR, 1, 2], [2 * HOUR, 2, 2],
  [2 * HOUR + 1, 9, 1],
  [3 * HOUR, 4, 1], [3 * HOUR, 3, 1], [3 * HOUR, 7, 1], [3 * HOUR, 8, 0],
])

describe('what happened when', () => {
  it('counts entries, messages, goals and moves of the one journey by stretches that tell hours of a short run apart', () => {
    const activity = activityOf(LOG, 0, 3 * HOUR)
    expect(activity.stretchMs).toBe(MINUTE)
    expect(activity.entries).toHaveLength(181)
    const filled = (counts: Uint32Array) => [...counts].flatMap((count, index) => (count === 0 ? [] : [[index, count]]))
    expect(filled(activity.entries)).toEqual([[0, 1], [120, 2]])
    expect(filled(activity.messages)).toEqual([[60, 1]])
    expect(filled(activity.goals)).toEqual([[180, 1]])
    expect(filled(activity.moves)).toEqual([[0, 1], [60, 1], [120, 2], [180, 1]])
  })

  it('has no more stretches than a picture can show, however long the run', () => {
    for (const span of [0, 1, MINUTE, 30 * 24 * HOUR, 400 * 24 * HOUR, 40 * 365 * 24 * HOUR]) {
      const { entries, stretchMs } = activityOf(LOG, 0, span)
      expect(entries.length).toBeLessThanOrEqual(241)
      expect(entries.length * stretchMs).toBeGreaterThan(span)
    }
  })

  it('names the first conversion, the first message a cap held back, and the busiest stretches, in order of time', () => {
    expect(landmarksOf(LOG, activityOf(LOG, 0, 3 * HOUR))).toEqual([
      { kind: 'mostMessages', at: HOUR, people: 1 },
      { kind: 'mostEntries', at: 2 * HOUR, people: 2 },
      { kind: 'firstGoal', at: 3 * HOUR, people: null },
      { kind: 'firstCapped', at: 3 * HOUR, people: null },
    ])
    expect(landmarksOf(logOf([]), activityOf(logOf([]), 0, HOUR))).toEqual([])
  })
})

describe('where everybody is', () => {
  const table = counterTable(COUNTERS)
  const step = (name: string) => table.steps.indexOf(name)

  it('is the same from whichever side one comes', () => {
    const moved = new Whereabouts(LOG, table)
    for (const row of [18, 3, 14, 0, 7, 6, 18, 5]) {
      moved.seek(row)
      const fresh = new Whereabouts(LOG, table)
      fresh.seek(row)
      expect([...moved.stepOf]).toEqual([...fresh.stepOf])
    }
  })

  it('tells the last who came to a step and is still there', () => {
    const whereabouts = new Whereabouts(LOG, table)
    whereabouts.seek(13)
    expect(whereabouts.lastIn(step('wait'))).toEqual({ profile: 2, instance: 2 })
    expect(whereabouts.lastIn(step('mail'))).toBeUndefined()
    whereabouts.seek(18)
    expect(whereabouts.lastIn(step('mail'))).toEqual({ profile: 1, instance: 1 })
  })
})
