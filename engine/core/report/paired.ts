import type { JourneyProgram } from '../compile/program.ts'
import { counterLayout, countersOf, type Counter } from '../playback/counters.ts'
import type { LogRows } from '../playback/run-log.ts'

/** People by what they did on the two sides; they add up to all who started on either. */
export interface PairedCount { both: number; onlyBefore: number; onlyAfter: number; neither: number }

export interface PairedRuns {
  people: { before: number; after: number; either: number }
  /** Who reached any goal. */
  converted: PairedCount
  /** By goal, of the goals of either side, by the newer one's ids. */
  goals: { goal: string; count: PairedCount }[]
  /** Who took other steps or ways, or ended otherwise; instants are not compared. Null where the log does not say. */
  anotherWay: number | null
  /** Numbers of profiles, the first few of each, for somebody to look at. */
  examples: { onlyBefore: number[]; onlyAfter: number[]; anotherWay: number[] }
}

/** One side: its journey's log, of the counters that `pairedCounters` names. `now` gives the newer journey's id of a step or goal. */
export interface PairedSide { program: JourneyProgram; log: LogRows; stepNow(id: string): string; goalNow(id: string): string }

const MOST_EXAMPLES = 20

/** The counters of a run's first journey that pairing reads; without `ways` only who started and who converted. */
export function pairedCounters(program: JourneyProgram, ways: boolean): number[] {
  const layout = counterLayout(program, 0)
  const span = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index)
  const { started, converted, goal, entered, left, ended, sent, variantEntered } = layout
  return [started, converted, ...span(goal, variantEntered), ...(ways ? [...span(entered, left), ...span(left, ended), ...span(ended, sent)] : [])]
}

const STARTED = 1
const CONVERTED = 2

/**
 * The same people on two sides, paired. Both logs are of the same dataset, whose profiles number `profiles`. This is a count, no inference: the same people did
 * the same things on both sides, and only what the journey made of them differs.
 */
export function pairedRuns(before: PairedSide, after: PairedSide, profiles: number, hasWays: boolean): PairedRuns {
  const goalIds = [...new Set([...after.program.goals.map(({ id }) => id), ...before.program.goals.map(({ id }) => before.goalNow(id))])]
  if (goalIds.length > MOST_GOALS) goalIds.length = MOST_GOALS
  const old = sideFacts(before, profiles, goalIds)
  const now = sideFacts(after, profiles, goalIds)
  const counted = (bit: number): PairedCount => {
    const count = { both: 0, onlyBefore: 0, onlyAfter: 0, neither: 0 }
    for (let profile = 0; profile < profiles; profile++) {
      const [was, is] = [old.bits[profile]!, now.bits[profile]!]
      if (((was | is) & STARTED) === 0) continue
      count[was & bit ? (is & bit ? 'both' : 'onlyBefore') : is & bit ? 'onlyAfter' : 'neither']++
    }
    return count
  }
  const examples: PairedRuns['examples'] = { onlyBefore: [], onlyAfter: [], anotherWay: [] }
  const people = { before: 0, after: 0, either: 0 }
  let anotherWay = 0
  for (let profile = 0; profile < profiles; profile++) {
    const [was, is] = [old.bits[profile]!, now.bits[profile]!]
    people.before += was & STARTED
    people.after += is & STARTED
    people.either += (was | is) & STARTED
    if (was & CONVERTED && !(is & CONVERTED)) note(examples.onlyBefore, profile)
    if (is & CONVERTED && !(was & CONVERTED)) note(examples.onlyAfter, profile)
    if (old.ways[2 * profile] === now.ways[2 * profile] && old.ways[2 * profile + 1] === now.ways[2 * profile + 1]) continue
    anotherWay++
    note(examples.anotherWay, profile)
  }
  return { people, converted: counted(CONVERTED), goals: goalIds.map((goal, index) => ({ goal, count: counted(4 << index) })), anotherWay: hasWays ? anotherWay : null, examples }
}

/** As many as fit into the bits of one profile. */
const MOST_GOALS = 28

function note(list: number[], profile: number): void {
  if (list.length < MOST_EXAMPLES) list.push(profile)
}

/** By profile: what it reached, as bits, and what its way through the steps comes to, as two hashes of it: a million people would be too many texts. */
function sideFacts({ program, log, stepNow, goalNow }: PairedSide, profiles: number, goalIds: readonly string[]): { bits: Int32Array; ways: Int32Array } {
  const counters = countersOf({ journeys: [program], turns: [0] })
  const bitOf = Int32Array.from(counters, (one) => (one.kind === 'started' ? STARTED : one.kind === 'converted' ? CONVERTED : one.kind === 'goal' ? 4 << goalIds.indexOf(goalNow(one.goal)) : 0))
  const markOf = Int32Array.from(counters, (one) => markOfWay(one, stepNow))
  const bits = new Int32Array(profiles)
  const ways = new Int32Array(2 * profiles)
  for (let row = 0; row < log.counter.length; row++) {
    const [profile, counter] = [log.profile[row]!, log.counter[row]!]
    // Of several journeys that ran together the first one is compared.
    if (counter >= counters.length) continue
    bits[profile]! |= bitOf[counter]!
    const mark = markOf[counter]!
    if (mark === 0) continue
    ways[2 * profile] = Math.imul(ways[2 * profile]! ^ mark, 16_777_619)
    ways[2 * profile + 1] = Math.imul(ways[2 * profile + 1]! + mark, 2_654_435_761 | 0) ^ (ways[2 * profile + 1]! >>> 15)
  }
  return { bits, ways }
}

/** A number for what a step did with somebody, the same on both sides; 0 for what is no part of a way. */
function markOfWay(counter: Counter, stepNow: (id: string) => string): number {
  if (counter.kind === 'entered') return hashOf(`>${stepNow(counter.step)}`)
  if (counter.kind === 'left') return hashOf(`${stepNow(counter.step)}:${counter.port}`)
  if (counter.kind === 'ended') return hashOf(`${stepNow(counter.step)}=${counter.outcome}`)
  return 0
}

function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 16_777_619)
  return hash | 1
}
