import { describe, expect, it } from 'vitest'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import type { Counter } from '../../../engine/core/playback/counters.ts'
import { NO_INSTANCE, type RunLog } from '../../../engine/core/playback/run-log.ts'
import { MOST_COLUMNS, MOST_IN_COLUMN } from '../../../engine/core/report/way-flow.ts'
import { MOST_STEPS } from '../../../engine/core/report/ways.ts'
import { runReport } from '../../../engine/core/report/run-report.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** A Monday. */
const MONDAY = Date.UTC(2026, 5, 1)

/** A counter without its journey, which is the first one's if none is named. */
type Counted = Counter extends infer One ? (One extends Counter ? Omit<One, 'journey'> & { journey?: number } : never) : never
type Count = [at: number, profile: number, instance: number, counter: Counted]

/** A log of these counts, in order of time. */
function logOf(counts: readonly Count[]): { log: RunLog; counters: Counter[] } {
  const sorted = counts.toSorted(([a], [b]) => a - b)
  const counters = sorted.map(([, , , counter]) => ({ journey: 0, ...counter }) as Counter) // as: now with its journey
  return {
    counters,
    log: {
      at: Float64Array.from(sorted, ([at]) => at), profile: Uint32Array.from(sorted, ([, profile]) => profile), instance: Uint32Array.from(sorted, ([, , instance]) => instance),
      counter: Uint32Array.from(sorted.keys()), micros: new Float64Array(sorted.length), rows: sorted.length, instances: new Set(sorted.map(([, , instance]) => instance)).size,
    },
  }
}

/** One pass: the steps it came to, an hour apart, and how it ended after them; null: it is under way. */
function pass(instance: number, steps: readonly string[], outcome: string | null, { profile = instance, at = MONDAY, more = [] as readonly Count[] } = {}): Count[] {
  return [
    [at, profile, instance, { kind: 'started' }],
    ...steps.map((step, index): Count => [at + index * HOUR, profile, instance, { kind: 'entered', step }]),
    ...more,
    ...(outcome === null ? [] : [[at + steps.length * HOUR, profile, instance, { kind: 'ended', step: steps.at(-1)!, outcome }] as Count]),
  ]
}

const reached = (instance: number, at: number, profile = instance): Count[] => [[at, profile, instance, { kind: 'goal', goal: 'ordered', step: null }], [at, profile, instance, { kind: 'converted' }]]

const journey: JourneyDocument = {
  format: 'journey', formatVersion: 1, id: 'shop', timeZone: 'Europe/Istanbul',
  stages: [{ id: 'look' }, { id: 'buy' }],
  entries: [{ id: 'in', trigger: { kind: 'event', event: 'visit' }, next: 'a' }],
  goals: [{ id: 'ordered', event: 'order', window: 'P7D' }],
  steps: {
    a: { kind: 'delay', for: 'PT1H', stage: 'look', next: 'b' }, b: { kind: 'delay', for: 'PT1H', stage: 'look', next: 'c' },
    c: { kind: 'message', channel: 'push', stage: 'buy', next: 'end' }, end: { kind: 'exit', outcome: 'done' },
  },
}

const report = (counts: readonly Count[], { document = journey, until = MONDAY + 30 * DAY } = {}) => runReport({ document, ...logOf(counts), until })

describe('the ways of a run', () => {
  it('are counted by their steps, the commonest first, with who converted and how long they took', () => {
    const { ways } = report([
      ...pass(0, ['a', 'b'], 'left'),
      ...pass(1, ['a', 'b', 'c'], 'done', { more: reached(1, MONDAY + HOUR) }),
      ...pass(2, ['a', 'b', 'c'], 'done'),
      ...pass(3, ['a', 'b', 'c'], null),
    ])
    expect(ways).toMatchObject({
      different: 2,
      top: [{ steps: ['a', 'b', 'c'], passes: 3, converted: 1, medianMs: 3 * HOUR }, { steps: ['a', 'b'], passes: 1, converted: 0, medianMs: 2 * HOUR }],
      others: { passes: 0, converted: 0 },
    })
  })

  it('are the streams of the picture as well: what comes into a node goes out of it, and ends are nodes', () => {
    const { ways } = report([...pass(0, ['a', 'b'], 'left'), ...pass(1, ['a', 'b', 'c'], 'done'), ...pass(2, ['a', 'c'], null)])
    expect(ways.byStages).toEqual({
      columns: [
        [{ kind: 'place', id: 'look', passes: 3 }],
        [{ kind: 'place', id: 'buy', passes: 2 }, { kind: 'end', id: 'left', passes: 1 }],
        [{ kind: 'end', id: 'active', passes: 1 }, { kind: 'end', id: 'done', passes: 1 }],
      ],
      links: [{ column: 0, from: 0, to: 0, passes: 2 }, { column: 0, from: 0, to: 1, passes: 1 }, { column: 1, from: 0, to: 0, passes: 1 }, { column: 1, from: 0, to: 1, passes: 1 }],
    })
    expect(ways.bySteps.columns[0]).toEqual([{ kind: 'place', id: 'a', passes: 3 }])
    const { bySteps } = report(pass(0, ['a', 'end'], 'done')).ways
    expect(bySteps.columns.map(([node]) => node)).toEqual([{ kind: 'place', id: 'a', passes: 1 }, { kind: 'end', id: 'done', passes: 1 }])
  })

  it('that loop without end are cut, and fold into the columns that fit a page', () => {
    const { ways } = report(pass(0, Array.from({ length: 200 }, (_, index) => (index % 2 === 0 ? 'a' : 'b')), 'done'))
    expect(ways.top[0]).toMatchObject({ isCut: true, passes: 1 })
    expect(ways.top[0]!.steps).toHaveLength(MOST_STEPS)
    expect(ways.bySteps.columns).toHaveLength(MOST_COLUMNS)
    expect(ways.bySteps.columns.slice(-2)).toEqual([[{ kind: 'more', id: '', passes: 1 }], [{ kind: 'end', id: 'done', passes: 1 }]])
  })

  it('that are rare in a column are shown together', () => {
    const { ways } = report(Array.from({ length: 20 }, (_, index) => pass(index, [`step-${index}`], 'done')).flat())
    expect(ways.bySteps.columns[0]).toHaveLength(MOST_IN_COLUMN)
    expect(ways.bySteps.columns[0]!.at(-1)).toEqual({ kind: 'other', id: '', passes: 13 })
    expect(ways.bySteps.columns[1]).toEqual([{ kind: 'end', id: 'done', passes: 20 }])
    expect(ways.byStages).toBeNull()
  })

  it('are those of the document’s own journey: another one’s, and matched entries, are left out', () => {
    const other: Count[] = [[MONDAY, 0, 5, { kind: 'started', journey: 1 }], [MONDAY, 0, 5, { kind: 'entered', step: 'x', journey: 1 }], [MONDAY, 0, NO_INSTANCE, { kind: 'matched', entry: 'in' }]]
    expect(report([...pass(0, ['a'], 'done'), ...other]).ways).toMatchObject({ different: 1, top: [{ steps: ['a'], passes: 1 }] })
  })
})

describe('how long goals take', () => {
  it('is measured from the start, in spans people think in', () => {
    const took = [HOUR / 2, HOUR, 3 * HOUR, 30 * HOUR]
    const { timeToConvert } = report(took.flatMap((ms, index) => pass(index, ['a'], 'done', { more: reached(index, MONDAY + ms) })))
    expect(timeToConvert[0]).toMatchObject({ started: 4, converted: 4, immature: 0, medianMs: HOUR, p90Ms: 30 * HOUR })
    expect(timeToConvert[0]!.bars.filter(({ converted }) => converted > 0)).toEqual([
      { withinMs: HOUR / 2, converted: 1 }, { withinMs: HOUR, converted: 1 }, { withinMs: 4 * HOUR, converted: 1 }, { withinMs: 2 * DAY, converted: 1 },
    ])
  })

  it('tells apart who did not convert and who still can', () => {
    const counts = [...pass(0, ['a'], 'done'), ...pass(1, ['a'], 'done', { at: MONDAY + 5 * DAY })]
    expect(report(counts, { until: MONDAY + 7 * DAY }).timeToConvert[0]).toMatchObject({ started: 2, converted: 0, immature: 1, medianMs: null, bars: [] })
  })

  it('no longer waits for a pass whose person started again, unless the journey tells passes apart by a key', () => {
    const counts = [...pass(0, ['a'], 'done', { profile: 0 }), ...pass(1, ['a'], 'done', { profile: 0, at: MONDAY + DAY })]
    const until = MONDAY + 2 * DAY
    expect(report(counts, { until }).timeToConvert[0]).toMatchObject({ immature: 1 })
    expect(report(counts, { until, document: { ...journey, reentry: { kind: 'always', key: 'cartId' } } }).timeToConvert[0]).toMatchObject({ immature: 2 })
  })

  it('without a window waits for those who are under way', () => {
    const document: JourneyDocument = { ...journey, goals: [{ id: 'ordered', event: 'order' }] }
    expect(report([...pass(0, ['a'], 'done'), ...pass(1, ['a'], null)], { document }).timeToConvert[0]).toMatchObject({ immature: 1 })
  })
})

describe('when it happens', () => {
  it('is by the journey’s own clock: hours of messages, and weeks from Monday', () => {
    const sent = (instance: number, at: number): Count => [at, instance, instance, { kind: 'sent', step: 'c' }]
    // Istanbul is three hours ahead: Sunday 21:00 UTC is Monday there.
    const { rhythm, weeks } = report([
      ...pass(0, ['c'], 'done', { at: MONDAY - 3 * HOUR, more: [sent(0, MONDAY - 3 * HOUR)] }),
      ...pass(1, ['c'], 'done', { at: MONDAY + 15 * DAY, more: [sent(1, MONDAY + 15 * DAY + 6 * HOUR), ...reached(1, MONDAY + 16 * DAY)] }),
    ])
    expect([rhythm.timeZone, rhythm.sent, rhythm.byHour[0]![0], rhythm.byHour[1]![9]]).toEqual(['Europe/Istanbul', 2, 1, 1])
    const first = MONDAY - 3 * HOUR
    expect(weeks).toEqual([
      { from: first, started: 1, converted: 0, immature: 0, sent: 1 },
      { from: first + 7 * DAY, started: 0, converted: 0, immature: 0, sent: 0 },
      { from: first + 14 * DAY, started: 1, converted: 1, immature: 0, sent: 1 },
    ])
  })

  it('of a run in which nobody started is nothing', () => {
    expect(report([])).toMatchObject({ ways: { different: 0, top: [], bySteps: { columns: [], links: [] }, byStages: null }, timeToConvert: [{ started: 0 }], rhythm: { sent: 0 }, weeks: [] })
  })
})
