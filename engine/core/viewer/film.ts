import type { Counter } from '../playback/counters.ts'
import { NO_INSTANCE, type LogRows } from '../playback/run-log.ts'
import { scramble } from '../simulate/random.ts'

/**
 * What a run counted, for who is not to know of whom: the ways of its passes, or of a sample of them, each by itself and under a number that says
 * nothing; and how often everything else was counted in each unit of time. Both together are all that the first journey of the run counted.
 */
export interface Film {
  /** Epoch ms. */
  from: number
  until: number
  /** Instants are told to this, ms: rows are of the unit `at`, counted from `from`. */
  unitMs: number
  /** What the counter numbers mean: those of the first journey, in their order. */
  counters: Counter[]
  walks: Walks
  ticks: Ticks
}

/** Rows of passes, in order of time; those of one pass in the order in which they happened. */
export interface Walks {
  at: Uint32Array
  walker: Uint32Array
  counter: Uint32Array
  /** How many passes are told of, and how many there were. */
  walkers: number
  of: number
}

/** In order of time; a counter once in a unit. */
export interface Ticks {
  at: Uint32Array
  counter: Uint32Array
  count: Uint32Array
  /** Millionths. A value comes with the count that makes at least `LEAST_PEOPLE` of them, so that no single one can be read. */
  micros: Float64Array
}

export interface FilmOptions {
  /** Epoch ms; both ends of the run. */
  from: number
  until: number
  /** The finest instant that is told: a minute, unless exact times are wanted. */
  unitMs: number
  /** Rows of passes that are told at most; of more, a sample of the passes is told. */
  mostMoves: number
  /** Ticks at most; of more, the unit is made coarser. */
  mostTicks: number
  /** Shuffles the passes and chooses those that are told of: 32 bits that are kept nowhere. */
  key: number
}

/** Fewer than so many are not told apart. */
export const LEAST_PEOPLE = 10
/** Coarser units, one after the other, for runs that are too large for the finer one. */
const UNITS_MS = [60_000, 900_000, 3_600_000, 86_400_000]

/** The film of a run's log; the rows of other journeys than the first are left out. */
export function filmOf(log: LogRows, counters: readonly Counter[], options: FilmOptions): Film {
  const { from, until, mostTicks } = options
  const own = counters.filter(({ journey }) => journey === 0)
  const units = [options.unitMs, ...UNITS_MS.filter((unit) => unit > options.unitMs)]
  const walkerOf = chosenPasses(log, own, units[0]!, options)
  for (const unitMs of units) {
    const rows = ticksOf(log, own, walkerOf, from, unitMs)
    if (rows.length > mostTicks && unitMs !== units.at(-1)) continue
    return { from, until, unitMs, counters: own, walks: walksOf(log, own, walkerOf, from, unitMs), ticks: asColumns(rows) }
  }
  throw new Error('there is always a last unit')
}

/** What is told pass by pass: values never are, nor what belongs to no pass. */
const WALKED: ReadonlySet<Counter['kind']> = new Set(['started', 'entered', 'left', 'ended', 'sent', 'suppressed', 'converted'])

function isWalked(counters: readonly Counter[]): boolean[] {
  return counters.map(({ kind }) => WALKED.has(kind))
}

interface Passes { walkers: ReadonlyMap<number, number>; of: number }

/** A pass is chosen by its hash alone, so that the sample is of all, and numbered by the unit of its first row: within one, by the hash. */
function chosenPasses(log: LogRows, counters: readonly Counter[], unitMs: number, { from, mostMoves, key }: FilmOptions): Passes {
  const walked = isWalked(counters)
  const rowsOf = new Map<number, number>()
  const firstAt = new Map<number, number>()
  for (let row = 0; row < log.at.length; row++) {
    const instance = log.instance[row]!
    if (instance === NO_INSTANCE || walked[log.counter[row]!] !== true) continue
    rowsOf.set(instance, (rowsOf.get(instance) ?? 0) + 1)
    if (!firstAt.has(instance)) firstAt.set(instance, unitOf(log.at[row]!, from, unitMs))
  }
  const hash = (instance: number) => scramble((instance ^ key) >>> 0)
  const chosen: number[] = []
  let left = mostMoves
  for (const instance of [...rowsOf.keys()].sort((a, b) => hash(a) - hash(b))) {
    left -= rowsOf.get(instance)!
    if (left < 0) break
    chosen.push(instance)
  }
  chosen.sort((a, b) => firstAt.get(a)! - firstAt.get(b)! || hash(a) - hash(b))
  return { walkers: new Map(chosen.map((instance, walker) => [instance, walker])), of: rowsOf.size }
}

function walksOf(log: LogRows, counters: readonly Counter[], { walkers, of }: Passes, from: number, unitMs: number): Walks {
  const walked = isWalked(counters)
  const rows: { at: number; walker: number; counter: number }[] = []
  for (let row = 0; row < log.at.length; row++) {
    const walker = walkers.get(log.instance[row]!)
    if (walker !== undefined && walked[log.counter[row]!] === true) rows.push({ at: unitOf(log.at[row]!, from, unitMs), walker, counter: log.counter[row]! })
  }
  // Within a unit by pass: in which order people came within a minute is nobody's to know.
  rows.sort((a, b) => a.at - b.at || a.walker - b.walker)
  return {
    at: Uint32Array.from(rows, ({ at }) => at), walker: Uint32Array.from(rows, ({ walker }) => walker), counter: Uint32Array.from(rows, ({ counter }) => counter),
    walkers: walkers.size, of,
  }
}

interface Tick { at: number; counter: number; count: number; micros: number }

function ticksOf(log: LogRows, counters: readonly Counter[], { walkers }: Passes, from: number, unitMs: number): Tick[] {
  const walked = isWalked(counters)
  const ticks: Tick[] = []
  const held = counters.map(() => ({ count: 0, micros: 0 }))
  const inUnit = new Map<number, Tick>()
  let unit = 0
  const flush = () => {
    for (const tick of [...inUnit.values()].sort((a, b) => a.counter - b.counter)) ticks.push(tick)
    inUnit.clear()
  }
  for (let row = 0; row < log.at.length; row++) {
    const counter = log.counter[row]!
    // The first journey's counters come first.
    if (counter >= counters.length || (walked[counter] === true && walkers.has(log.instance[row]!))) continue
    const at = unitOf(log.at[row]!, from, unitMs)
    if (at !== unit) {
      flush()
      unit = at
    }
    let tick = inUnit.get(counter)
    if (!tick) inUnit.set(counter, (tick = { at, counter, count: 0, micros: 0 }))
    tick.count++
    const value = held[counter]!
    value.count++
    value.micros += log.micros[row]!
    if (value.count < LEAST_PEOPLE) continue
    tick.micros += value.micros
    held[counter] = { count: 0, micros: 0 }
  }
  flush()
  // The last few go with those before them; a counter that has fewer in all tells no value.
  for (const tick of ticks.toReversed()) {
    if (tick.micros === 0 || held[tick.counter]!.count === 0) continue
    tick.micros += held[tick.counter]!.micros
    held[tick.counter] = { count: 0, micros: 0 }
  }
  return ticks
}

function asColumns(ticks: readonly Tick[]): Ticks {
  return {
    at: Uint32Array.from(ticks, ({ at }) => at), counter: Uint32Array.from(ticks, ({ counter }) => counter), count: Uint32Array.from(ticks, ({ count }) => count),
    micros: Float64Array.from(ticks, ({ micros }) => micros),
  }
}

function unitOf(at: number, from: number, unitMs: number): number {
  return Math.max(0, Math.floor((at - from) / unitMs))
}
