/** Which counts of a run are written down: all, or those of some counters; no more than `most` rows are kept, and how many there were is counted on. */
export interface LogOptions { most: number; only?: readonly number[] | undefined }

/** Counts of a run, one row a count: arrays of one length. */
export interface LogRows {
  /** Epoch ms. */
  at: Float64Array
  /** Number of the profile in the dataset. */
  profile: Uint32Array
  /** Which instance it belongs to, numbered from 0 in order of profile and start; `NO_INSTANCE` for entries that matched, were admitted or refused. */
  instance: Uint32Array
  /** Number of the counter: see counters.ts. */
  counter: Uint32Array
  /** Exact millionths, whole numbers; 0 where a count has no value. */
  micros: Float64Array
}

/**
 * Everything a run counted, in order of time (equal instants: by profile, then as it happened). Figures at any instant are what has been counted up to
 * it: see figures-at.ts. `rows`: how many there are; more than the arrays hold if the log was to keep no more.
 */
export interface RunLog extends LogRows { rows: number; instances: number }

export const NO_INSTANCE = 0xffff_ffff

/** The log of a run from the rows of its stretches of profiles, which come in the order of their profiles, each with its instances numbered from 0. */
export function joinedLog(parts: readonly (LogRows & { instances: number })[], rows: number): RunLog {
  const length = parts.reduce((sum, { at }) => sum + at.length, 0)
  const at = new Float64Array(length)
  let first = 0
  for (const part of parts) {
    at.set(part.at, first)
    first += part.at.length
  }
  const place = placesByTime(at)
  const log: RunLog = { at: new Float64Array(length), profile: new Uint32Array(length), instance: new Uint32Array(length), counter: new Uint32Array(length), micros: new Float64Array(length), rows, instances: 0 }
  first = 0
  for (const part of parts) {
    for (let row = 0; row < part.at.length; row++) {
      const to = place[first + row]!
      const instance = part.instance[row]!
      log.at[to] = part.at[row]!
      log.profile[to] = part.profile[row]!
      log.instance[to] = instance === NO_INSTANCE ? NO_INSTANCE : instance + log.instances
      log.counter[to] = part.counter[row]!
      log.micros[to] = part.micros[row]!
    }
    first += part.at.length
    log.instances += part.instances
  }
  return log
}

const DIGIT = 65_536

/** By row: the place it has in order of time, rows of one instant in the order given. Radix sort: comparing a million rows takes half a second. */
function placesByTime(at: Float64Array): Uint32Array {
  const length = at.length
  let least = Infinity
  let most = -Infinity
  for (let row = 0; row < length; row++) {
    least = Math.min(least, at[row]!)
    most = Math.max(most, at[row]!)
  }
  const low = new Uint32Array(length)
  const high = new Uint32Array(length)
  for (let row = 0; row < length; row++) {
    const since = at[row]! - least
    high[row] = Math.floor(since / 2 ** 32)
    low[row] = since - high[row]! * 2 ** 32
  }
  let order = new Uint32Array(length)
  for (let row = 0; row < length; row++) order[row] = row
  let next = new Uint32Array(length)
  for (let digit = 0; digit < 4 && DIGIT ** digit <= most - least; digit++) {
    const half = digit < 2 ? low : high
    const shift = (digit % 2) * 16
    const before = new Uint32Array(DIGIT + 1)
    for (let row = 0; row < length; row++) before[((half[row]! >>> shift) & 0xffff) + 1]!++
    for (let value = 0; value < DIGIT; value++) before[value + 1]! += before[value]!
    for (let index = 0; index < length; index++) {
      const row = order[index]!
      next[before[(half[row]! >>> shift) & 0xffff]!++] = row
    }
    ;[order, next] = [next, order]
  }
  for (let index = 0; index < length; index++) next[order[index]!] = index
  return next
}
