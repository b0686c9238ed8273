import type { Counter } from '../playback/counters.ts'
import { NO_INSTANCE, type RunLog } from '../playback/run-log.ts'

/** One pass of one profile through a journey, as the log tells it. Instants are epoch ms. */
export interface LoggedInstance {
  /** Number of the profile in the dataset. */
  profile: number
  startedAt: number
  /** Null while it is under way at the end of the run. */
  endedAt: number | null
  /** How it ended; null while under way. */
  outcome: string | null
  /** The steps it came to, in order. */
  steps: string[]
  /** Instants at which it was sent something. */
  sentAt: number[]
  /** First instant each goal was reached. */
  goals: Map<string, number>
  converted: boolean
  /** True if its profile started another pass at or after the end of this one, which closes the counting of its goals. */
  isFollowed: boolean
}

/** What a report needs of a log: the others of its counters may be left out of it. */
export function isReported({ kind, journey }: Counter, ofJourney: number): boolean {
  return journey === ofJourney && (kind === 'started' || kind === 'entered' || kind === 'ended' || kind === 'sent' || kind === 'goal' || kind === 'converted')
}

/** Visits every instance of a journey of the run, by profile and start. What is visited is the caller's for as long as the visit lasts. */
export function eachInstance(log: RunLog, counters: readonly Counter[], journey: number, visit: (instance: LoggedInstance) => void): void {
  const { order, offsets } = rowsByInstance(log, counters, journey)
  const lastStart = lastStarts(log, counters, journey)
  const one: LoggedInstance = { profile: 0, startedAt: 0, endedAt: null, outcome: null, steps: [], sentAt: [], goals: new Map(), converted: false, isFollowed: false }
  for (let number = 0; number + 1 < offsets.length; number++) {
    const [first, end] = [offsets[number]!, offsets[number + 1]!]
    if (first === end) continue
    read(one, log, counters, order.subarray(first, end))
    const last = lastStart.get(one.profile)
    one.isFollowed = one.endedAt !== null && last !== undefined && last.instance !== number && last.at >= one.endedAt
    visit(one)
  }
}

function read(one: LoggedInstance, log: RunLog, counters: readonly Counter[], rows: Uint32Array): void {
  one.profile = log.profile[rows[0]!]!
  one.startedAt = log.at[rows[0]!]!
  one.endedAt = null
  one.outcome = null
  one.steps.length = 0
  one.sentAt.length = 0
  one.goals.clear()
  one.converted = false
  for (const row of rows) {
    const counter = counters[log.counter[row]!]!
    const at = log.at[row]!
    switch (counter.kind) {
      case 'entered':
        one.steps.push(counter.step)
        break
      case 'sent':
        one.sentAt.push(at)
        break
      case 'goal':
        if (!one.goals.has(counter.goal)) one.goals.set(counter.goal, at)
        break
      case 'converted':
        one.converted = true
        break
      case 'ended':
        one.endedAt = at
        one.outcome = counter.outcome
        break
      default:
    }
  }
}

/** The rows of a journey in the order of their instances, and in the order of the log within one. */
function rowsByInstance(log: RunLog, counters: readonly Counter[], journey: number): { order: Uint32Array; offsets: Uint32Array } {
  const isOurs = (row: number) => log.instance[row] !== NO_INSTANCE && counters[log.counter[row]!]!.journey === journey
  let instances = 0
  for (let row = 0; row < log.at.length; row++) if (isOurs(row)) instances = Math.max(instances, log.instance[row]! + 1)
  const offsets = new Uint32Array(instances + 1)
  for (let row = 0; row < log.at.length; row++) if (isOurs(row)) offsets[log.instance[row]! + 1]!++
  for (let number = 0; number < instances; number++) offsets[number + 1]! += offsets[number]!
  const order = new Uint32Array(offsets[instances]!)
  const next = offsets.slice()
  for (let row = 0; row < log.at.length; row++) if (isOurs(row)) order[next[log.instance[row]!]!++] = row
  return { order, offsets }
}

function lastStarts(log: RunLog, counters: readonly Counter[], journey: number): Map<number, { instance: number; at: number }> {
  const last = new Map<number, { instance: number; at: number }>()
  for (let row = 0; row < log.at.length; row++) {
    const counter = counters[log.counter[row]!]!
    if (counter.kind === 'started' && counter.journey === journey) last.set(log.profile[row]!, { instance: log.instance[row]!, at: log.at[row]! })
  }
  return last
}
