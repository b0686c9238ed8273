import { counterTable, ROW } from './counter-table.ts'
import type { PlayedLog } from './playhead.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Stretches a run is divided into, ms: the shortest that makes no more than the most. */
const STRETCHES = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 28 * DAY]
const MOST = 240

/** What happened in a journey in each stretch of a run. Counts are instances. */
export interface Activity {
  from: number
  /** Length of a stretch, ms; the last one may be cut. */
  stretchMs: number
  entries: Uint32Array
  messages: Uint32Array
  goals: Uint32Array
  /** Ways taken from step to step, the start among them. */
  moves: Uint32Array
}

/** Counts a log by stretches of time from `from` to `until`, both included. */
export function activityOf(log: PlayedLog, from: number, until: number, journey = 0): Activity {
  const { kind } = counterTable(log.counters, journey)
  const stretchMs = STRETCHES.find((one) => (until - from) / one < MOST) ?? Math.ceil((until - from) / MOST / DAY) * DAY
  const length = Math.floor(Math.max(0, until - from) / stretchMs) + 1
  const activity = { from, stretchMs, entries: new Uint32Array(length), messages: new Uint32Array(length), goals: new Uint32Array(length), moves: new Uint32Array(length) }
  for (let row = 0; row < log.at.length; row++) {
    const index = Math.min(length - 1, Math.max(0, Math.floor((log.at[row]! - from) / stretchMs)))
    switch (kind[log.counter[row]!]) {
      case ROW.started: activity.entries[index]!++; break
      case ROW.sent: activity.messages[index]!++; break
      case ROW.goal: activity.goals[index]!++; break
      case ROW.left:
      case ROW.admitted: activity.moves[index]!++; break
      default:
    }
  }
  return activity
}

/** An instant worth knowing; `people`: how many in the stretch that begins there, for peaks. */
export interface Landmark {
  kind: 'firstGoal' | 'mostEntries' | 'mostMessages' | 'firstCapped'
  at: number
  people: number | null
}

/** First conversion, the stretches with the most entries and messages, and the first message a cap held back; those there were, in order of time. */
export function landmarksOf(log: PlayedLog, activity: Activity, journey = 0): Landmark[] {
  const { kind } = counterTable(log.counters, journey)
  const first = (what: Landmark['kind'], wanted: number): Landmark[] => {
    for (let row = 0; row < log.at.length; row++) if (kind[log.counter[row]!] === wanted) return [{ kind: what, at: log.at[row]!, people: null }]
    return []
  }
  const peak = (what: Landmark['kind'], counts: Uint32Array): Landmark[] => {
    const most = counts.reduce((highest, count) => Math.max(highest, count), 0)
    return most === 0 ? [] : [{ kind: what, at: activity.from + counts.indexOf(most) * activity.stretchMs, people: most }]
  }
  return [
    ...first('firstGoal', ROW.goal), ...first('firstCapped', ROW.capped), ...peak('mostEntries', activity.entries), ...peak('mostMessages', activity.messages),
  ].sort((a, b) => a.at - b.at)
}
