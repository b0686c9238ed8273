import { describe, expect, it } from 'vitest'
import type { Counter } from '../../../engine/core/playback/counters.ts'
import { counterTable } from '../../../engine/core/playback/counter-table.ts'
import { NO_INSTANCE } from '../../../engine/core/playback/run-log.ts'
import { MOST_TOKENS, opacityOf, peopleADot, TokenFlow } from '../../../renderer/features/playback/token-flow.ts'

const COUNTERS: Counter[] = [
  { kind: 'admitted', journey: 0, entry: 'in' },
  { kind: 'started', journey: 0 },
  { kind: 'entered', journey: 0, step: 'wait' },
  { kind: 'left', journey: 0, step: 'wait', port: 'next' },
  { kind: 'entered', journey: 0, step: 'mail' },
  { kind: 'sent', journey: 0, step: 'mail' },
  { kind: 'left', journey: 0, step: 'mail', port: 'next' },
  { kind: 'goal', journey: 0, goal: 'bought', step: null },
]
const [ADMITTED, STARTED, ENTERED_WAIT, LEFT_WAIT, ENTERED_MAIL, SENT, LEFT_MAIL, GOAL] = COUNTERS.keys()

/** The flow of a log in which so many people do those things, each at once. */
function flowOf(people: number, did: readonly (number | undefined)[]) {
  const rows = Array.from({ length: people }, (_, who) => did.map((counter) => [counter!, who] as const)).flat()
  const log = {
    counters: COUNTERS, instances: people, at: new Float64Array(rows.length), micros: new Float64Array(rows.length),
    counter: Uint32Array.from(rows, ([counter]) => counter), profile: Uint32Array.from(rows, ([, who]) => who),
    instance: Uint32Array.from(rows, ([counter, who]) => (counter === ADMITTED ? NO_INSTANCE : who)),
  }
  const table = counterTable(COUNTERS)
  const flow = new TokenFlow(log, table, new Int32Array(people).fill(table.steps.indexOf('mail')))
  return { flow, rows: rows.length, edge: (name: string) => table.edges.indexOf(name), step: (name: string) => table.steps.indexOf(name) }
}

const ALL = [ADMITTED, STARTED, ENTERED_WAIT, LEFT_WAIT, ENTERED_MAIL, SENT, LEFT_MAIL]

describe('people in motion', () => {
  it('go along every connection they took at one instant, one after the other, quickly enough and then rest', () => {
    const { flow, rows, edge } = flowOf(1, ALL)
    flow.pass(0, rows)
    expect(flow.tokens).toMatchObject([{ profile: 0, instance: 0, ways: [edge('entry:in:next'), edge('wait:next'), edge('mail:next')], along: 0 }])
    const seen = new Set<number>()
    let ms = 0
    for (; flow.tokens[0]!.ways.length > 0; ms += 16) {
      seen.add(flow.tokens[0]!.ways[0]!)
      flow.advance(16, false)
    }
    expect(seen.size).toBe(3)
    expect(ms).toBeGreaterThan(600)
    expect(ms).toBeLessThan(2000)
    expect(opacityOf(flow.tokens[0]!, false)).toBe(1)
    for (; flow.tokens.length > 0; ms += 16) flow.advance(16, false)
    expect(ms).toBeLessThan(2600)
  })

  it('stay where they arrived while time stands still', () => {
    const { flow, rows } = flowOf(2, ALL)
    flow.pass(0, rows)
    for (let frame = 0; frame < 300; frame++) flow.advance(16, true)
    expect(flow.tokens).toHaveLength(2)
    expect(flow.isBusy(true)).toBe(false)
    expect(flow.tokens.map((token) => opacityOf(token, true))).toEqual([1, 1])
  })

  it('are followed up to as many as can be drawn, always the same ones', () => {
    const many = () => {
      const { flow, rows } = flowOf(MOST_TOKENS + 50, ALL)
      flow.pass(0, rows)
      return flow.tokens.map(({ profile }) => profile)
    }
    expect(many()).toHaveLength(MOST_TOKENS)
    expect(many()).toEqual(many())
  })

  it('are dots of several people where too many move, as dense as the traffic', () => {
    const { flow, rows, edge } = flowOf(1000, [LEFT_WAIT, LEFT_MAIL])
    flow.perDot = 10
    flow.pass(0, rows)
    expect(flow.tokens.filter(({ ways }) => ways[0] === edge('wait:next'))).toHaveLength(100)
    expect(flow.tokens.filter(({ ways }) => ways[0] === edge('mail:next'))).toHaveLength(100)
    const once = flowOf(9, [LEFT_WAIT])
    once.flow.perDot = 10
    once.flow.pass(0, once.rows)
    expect(once.flow.tokens).toEqual([])
    // Where nothing may move, the connection lights up all the same.
    expect([...once.flow.lit.keys()]).toEqual([once.edge('wait:next')])
  })

  it('a dot stands for a round number of people, and for one where all can be told apart', () => {
    expect([0, 10, 200, 300, 1000, 5000, 100_000].map(peopleADot)).toEqual([1, 1, 1, 1, 4, 20, 400])
  })

  it('messages and conversions are seen at their cards and gone after a moment', () => {
    const { flow, rows, step } = flowOf(1, [SENT, GOAL])
    flow.pass(0, rows)
    expect(flow.sparks).toEqual([{ kind: 'sent', step: step('mail'), ageMs: 0 }, { kind: 'goal', step: step('mail'), ageMs: 0 }])
    for (let frame = 0; frame < 70; frame++) flow.advance(16, false)
    expect(flow.isBusy(false)).toBe(false)
  })

  it('nobody is left after a jump', () => {
    const { flow, rows } = flowOf(5, ALL)
    flow.pass(0, rows)
    flow.clear()
    expect([flow.tokens, flow.sparks, flow.lit.size, flow.isBusy(false)]).toEqual([[], [], 0, false])
  })
})
