import type { Range } from './range.ts'

/** What is turned: a span, a share (0 to 1), a plain number, a time of day, or the share of one of several ways that together are everybody. */
export type TunableKind = 'duration' | 'share' | 'number' | 'time' | 'weight'

/** `ms`: milliseconds; `month`: calendar months; `share`: 0 to 1; `minuteOfDay`: local time, 0 to 1439; `metre`; `count`: whole number; `number`: any. */
export type TunableUnit = 'ms' | 'month' | 'share' | 'minuteOfDay' | 'metre' | 'count' | 'number'

/** One number of a journey, or of what is assumed of it, that may be turned. */
export interface Tunable {
  /** Its JSON path: `$.steps.wait.timeout.after` in the journey, `$scenario.responses[0].opened` in the assumptions. */
  id: string
  root: 'journey' | 'scenario'
  kind: TunableKind
  unit: TunableUnit
  /** Whose number it is: the name of a step, a segment, a goal, or "Caps". */
  owner: string
  /** What the number says of its owner: "time limit". */
  label: string
  /** Both, for a list: "Wait for cart · time limit". */
  words: string
  /** In `unit`. Of a range of shares the end that is taken: see `tunables`. */
  value: number
  range: Range
  /** What may be typed: a value beyond is taken as the nearest of these. */
  least: number
  most: number
  /** The card it belongs to, as the canvas names it: a step's id, `entry:<id>`; null for the whole journey, or a segment. */
  nodeId: string | null
  /** The range of shares that is assumed; null for a single figure, and for all that is no share of a scenario. */
  assumed: { low: number; high: number } | null
  /** Where the figure of a scenario comes from; null for a number of the journey. */
  basis: 'assumed' | 'learned' | null
}

/** A tunable with how its number is written: `value` is within its limits and whole where it has to be. */
export interface Knob extends Tunable {
  /** Returns a copy of its root; parts it does not touch stay the same objects. */
  write(root: unknown, value: number): unknown
}
