import type { JourneyProgram } from '../compile/program.ts'
import { counterLayout } from '../playback/counters.ts'
import { NO_INSTANCE, type RunLog } from '../playback/run-log.ts'
import { SUPPRESSION_REASONS, tallyLayout } from '../simulate/tally.ts'
import type { Figure, FigureKind } from './forecast-schema.ts'

const DAY_MS = 86_400_000
/** With fewer days their variance says nothing. */
const FEWEST_DAYS = 7

/** A run of one journey, with every count. The journey's counters begin at 0. */
export interface Logged { program: JourneyProgram; log: RunLog; from: number; until: number }

/** By instance: when it came in, epoch ms; NaN for one of another journey. */
export function startsOf({ program, log }: Logged): Float64Array {
  const { started } = counterLayout(program, 0)
  const starts = new Float64Array(log.instances).fill(NaN)
  for (let row = 0; row < log.at.length; row++) if (log.counter[row] === started) starts[log.instance[row]!] = log.at[row]!
  return starts
}

/** The longest time after coming in at which anything was counted of anybody, ms. */
export function longestOf(logged: Logged, starts: Float64Array): number {
  const { log, program } = logged
  const { end } = counterLayout(program, 0)
  let longest = 0
  for (let row = 0; row < log.at.length; row++) {
    const instance = log.instance[row]!
    if (instance === NO_INSTANCE || log.counter[row]! >= end) continue
    const since = log.at[row]! - starts[instance]!
    if (since > longest) longest = since
  }
  return longest
}

/** True of those who had `horizonMs` before the end; null: of everybody. */
export function hadTime(start: number, until: number, horizonMs: number | null): boolean {
  return horizonMs === null ? !Number.isNaN(start) : start + horizonMs <= until
}

/**
 * Figures of those who had `horizonMs` before the end of the run, counted up to so long after they came in: so runs of different lengths count the same thing.
 * `horizonMs` null: of everybody, as long as they had. Looks at each row once; holds a bit for every figure of every instance.
 */
export function countLog({ program, log, from, until }: Logged, starts: Float64Array, horizonMs: number | null): Figure[] {
  const places = placesOf(program)
  const { of } = places
  const width = places.figures.length
  const longest = horizonMs ?? Infinity
  const seen = new Uint8Array(Math.ceil((log.instances * width) / 8))
  const hits = new Float64Array(width)
  const times = new Float64Array(width)
  for (let row = 0; row < log.at.length; row++) {
    const instance = log.instance[row]!
    const counter = log.counter[row]!
    if (instance === NO_INSTANCE || counter >= of.length) continue
    const figure = of[counter]!
    const start = starts[instance]!
    if (figure < 0 || !hadTime(start, until, horizonMs) || log.at[row]! > start + longest) continue
    times[figure]!++
    const bit = instance * width + figure
    const mask = 1 << (bit & 7)
    if ((seen[bit >>> 3]! & mask) !== 0) continue
    seen[bit >>> 3]! |= mask
    hits[figure]!++
  }
  const arrived = starts.filter((start) => hadTime(start, until, horizonMs))
  const people = arrived.length
  const last = until - (horizonMs ?? 0)
  return [cameIn(people, Math.max(0, last - from), dispersionOf(arrived, from, last)), ...places.figures.map((figure, index) => ({ ...figure, hits: hits[index]!, times: times[index]!, of: people }))]
}

/** How many came in in that time. `dispersion`: how much more days differ than independent arrivals would, at least 1. */
export function cameIn(people: number, ms: number, dispersion = 1): Figure {
  return { kind: 'cameIn', stepId: null, part: null, hits: people, times: people, of: ms / DAY_MS, dispersion }
}

/** Variance of the counts of whole days over their mean: weekends, campaigns and growth make it larger than the 1 of independent arrivals. 1 with less than a week. */
function dispersionOf(starts: Float64Array, from: number, until: number): number {
  const days = Math.floor((until - from) / DAY_MS)
  if (days < FEWEST_DAYS) return 1
  const counts = new Float64Array(days)
  for (const start of starts) {
    const day = Math.floor((start - from) / DAY_MS)
    if (day >= 0 && day < days) counts[day]!++
  }
  const mean = counts.reduce((sum, count) => sum + count, 0) / days
  if (mean === 0) return 1
  return Math.max(1, counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (days - 1) / mean)
}

/** Which figure each counter adds to; -1: none. Ports of steps with one way out say nothing of their own. */
function placesOf(program: JourneyProgram): { of: Int32Array; figures: { kind: FigureKind; stepId: string | null; part: string | null }[] } {
  const layout = counterLayout(program, 0)
  const { portBase } = tallyLayout(program)
  const of = new Int32Array(layout.end).fill(-1)
  const figures: { kind: FigureKind; stepId: string | null; part: string | null }[] = []
  const add = (kind: FigureKind, stepId: string | null, part: string | null, first: number, length = 1) => of.fill(figures.push({ kind, stepId, part }) - 1, first, first + length)
  for (const [step, { id, ports, operation }] of program.steps.entries()) {
    add('entered', id, null, layout.entered + step)
    if (ports.length > 1) for (const [port, { id: part }] of ports.entries()) add('left', id, part, layout.left + portBase[step]! + port)
    if (operation.kind !== 'message') continue
    add('sent', id, null, layout.sent + step)
    add('heldBack', id, null, layout.suppressed + step * SUPPRESSION_REASONS.length, SUPPRESSION_REASONS.length)
  }
  for (const [goal, { id }] of program.goals.entries()) add('goal', null, id, layout.goal + goal * (program.steps.length + 1), program.steps.length + 1)
  if (program.goals.length > 1) add('converted', null, null, layout.converted)
  return { of, figures }
}
