import { NO_INSTANCE } from '../playback/run-log.ts'
import type { PlayedLog } from '../playback/playhead.ts'
import type { Film } from './film.ts'

/**
 * A film as a log that a playhead takes: its figures at any instant are those of the run, to the film's unit. Each pass is a profile of its own, and what is
 * told by counts only belongs to no instance, so how many people there were is not to be asked of it.
 */
export function playedLog({ from, unitMs, counters, walks, ticks }: Film): PlayedLog {
  const rows = walks.at.length + ticks.count.reduce((sum, count) => sum + count, 0)
  const log = { at: new Float64Array(rows), profile: new Uint32Array(rows).fill(walks.walkers), instance: new Uint32Array(rows).fill(NO_INSTANCE), counter: new Uint32Array(rows), micros: new Float64Array(rows) }
  let row = 0
  let tick = 0
  for (let move = 0; move <= walks.at.length; move++) {
    const unit = walks.at[move] ?? Infinity
    for (; tick < ticks.at.length && ticks.at[tick]! < unit; tick++) {
      log.micros[row] = ticks.micros[tick]!
      for (let left = ticks.count[tick]!; left > 0; left--, row++) {
        log.at[row] = from + ticks.at[tick]! * unitMs
        log.counter[row] = ticks.counter[tick]!
      }
    }
    if (move === walks.at.length) break
    log.at[row] = from + unit * unitMs
    log.profile[row] = log.instance[row] = walks.walker[move]!
    log.counter[row++] = walks.counter[move]!
  }
  return { ...log, counters, instances: walks.walkers }
}
