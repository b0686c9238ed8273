import type { Counter } from './counters.ts'

/** What a row of the log says of one journey, as a small number: loops over a million rows compare these. */
export const ROW = { other: 0, matched: 1, admitted: 2, started: 3, entered: 4, left: 5, ended: 6, sent: 7, suppressed: 8, goal: 9, capped: 10 } as const

/** By counter number, what its rows say of one journey of the run. */
export interface CounterTable {
  /** One of `ROW`; `other` for the other journeys and for what no picture shows. */
  readonly kind: Uint8Array
  /** Index in `steps`; -1 where a row names no step. */
  readonly step: Int32Array
  /** Index in `edges`: the way out a `left` or `admitted` row is of; -1 else. */
  readonly edge: Int32Array
  readonly steps: readonly string[]
  /** `<step>:<port>` and `entry:<entry>:next`, as connections are called. */
  readonly edges: readonly string[]
  /** The counter of the journey's starts; -1 without one. */
  readonly started: number
}

const KINDS: Partial<Record<Counter['kind'], number>> = {
  matched: ROW.matched, admitted: ROW.admitted, started: ROW.started, entered: ROW.entered, left: ROW.left, ended: ROW.ended, sent: ROW.sent, suppressed: ROW.suppressed, goal: ROW.goal,
}

export function counterTable(counters: readonly Counter[], journey = 0): CounterTable {
  const table = { kind: new Uint8Array(counters.length), step: new Int32Array(counters.length).fill(-1), edge: new Int32Array(counters.length).fill(-1) }
  const steps = numbering()
  const edges = numbering()
  let started = -1
  counters.forEach((counter, index) => {
    if (counter.journey !== journey) return
    table.kind[index] = counter.kind === 'suppressed' && counter.reason === 'cap' ? ROW.capped : (KINDS[counter.kind] ?? ROW.other)
    if (counter.kind === 'started') started = index
    if ('step' in counter && counter.step !== null) table.step[index] = steps.numberOf(counter.step)
    if (counter.kind === 'left') table.edge[index] = edges.numberOf(`${counter.step}:${counter.port}`)
    if (counter.kind === 'admitted') table.edge[index] = edges.numberOf(`entry:${counter.entry}:next`)
  })
  return { ...table, steps: steps.names, edges: edges.names, started }
}

function numbering() {
  const numbers = new Map<string, number>()
  const names: string[] = []
  const numberOf = (name: string): number => {
    const known = numbers.get(name)
    if (known !== undefined) return known
    numbers.set(name, names.length)
    return names.push(name) - 1
  }
  return { names, numberOf }
}
