import { canonicalJson } from '../core/json.ts'
import type { SimulationResult } from '../core/simulate/result.ts'
import type { RunOptions } from '../core/simulate/run.ts'
import { assumeSchema, type Assume } from '../core/simulate/responses/response-schema.ts'
import { usage, type Arguments } from './arguments.ts'
import { EXIT_CLEAN, writeOutput } from './output.ts'

/** What a journey comes to at one end of the ranges: people converted, and each goal's conversions and value. */
interface AtOneEnd { converted: number; goals: Record<string, { conversions: number; value: number }> }
/** A journey at all of them. They rest on assumptions: it is how far these reach, no confidence interval. */
export interface Interval { journey: string; started: Record<Assume, number>; ends: Record<Assume, AtOneEnd>; sent: Record<Assume, number> }

/** Throws E_USAGE for what does not go with `--interval`. */
export function assertInterval({ one }: Arguments, { scenario }: RunOptions): void {
  if (!scenario?.responses?.length) throw usage('--interval needs a scenario with responses', 'give --scenario with a file that has "responses"')
  const wrong = ['assume', 'shards', 'messages', 'pressure', 'responses', 'break-down'].find((name) => one.has(name))
  if (wrong !== undefined) throw usage(`--interval and --${wrong} do not go together`, 'an interval is three runs: leave one of them out, or run with --assume low and --assume high')
}

/** Runs at the low end, the middle and the high end of the scenario's ranges. All draws are the same, so that only the figures differ. */
export async function intervalOf<Run extends { results: SimulationResult[] }>(options: RunOptions, run: (options: RunOptions) => Promise<Run>): Promise<{ intervals: Interval[]; runs: Map<Assume, Run> }> {
  const runs = new Map<Assume, Run>()
  for (const assume of assumeSchema.options) runs.set(assume, await run({ ...options, assume }))
  const each = <T>(take: (result: SimulationResult) => T, index: number) =>
    Object.fromEntries(assumeSchema.options.map((assume) => [assume, take(runs.get(assume)!.results[index]!)])) as Record<Assume, T> // as: one of each
  const intervals = runs.get('middle')!.results.map(({ journey }, index) => ({
    journey: journey.id,
    started: each(({ instances }) => instances.started, index),
    sent: each(({ steps }) => Object.values(steps).reduce((sum, { sent }) => sum + sent, 0), index),
    ends: each(({ instances, goals }) => ({ converted: instances.converted, goals: Object.fromEntries(Object.entries(goals).map(([id, { conversions, value }]) => [id, { conversions, value }])) }), index),
  }))
  return { intervals, runs }
}

/** Prints the table, or with `--json` or `--out` the figures as JSON. */
export function printInterval({ one, flags }: Arguments, intervals: readonly Interval[]): number {
  const out = one.get('out')
  if (out !== undefined || flags.has('json')) writeOutput(out, `${canonicalJson(intervals)}\n`)
  if (!flags.has('json')) process.stdout.write(describeInterval(intervals))
  return EXIT_CLEAN
}

function describeInterval(intervals: readonly Interval[]): string {
  const rows = intervals.flatMap(({ journey, started, sent, ends }) => [
    row(`${journey}: started`, (assume) => started[assume]),
    row('  messages sent', (assume) => sent[assume]),
    row('  converted', (assume) => ends[assume].converted),
    ...Object.keys(ends.middle.goals).flatMap((goal) => [
      row(`  goal ${goal}`, (assume) => ends[assume].goals[goal]!.conversions),
      row('    value', (assume) => ends[assume].goals[goal]!.value),
    ]),
  ])
  const table = [['', ...assumeSchema.options], ...rows]
  const widths = table[0]!.map((_, column) => Math.max(...table.map((cells) => cells[column]!.length)))
  const lines = table.map((cells) => cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]! + 2))).join('').trimEnd())
  return `${lines.join('\n')}\nlow and high are the ends of what the scenario assumes, all at once; they are no confidence interval\n`
}

function row(name: string, at: (assume: Assume) => number): string[] {
  return [name, ...assumeSchema.options.map((assume) => at(assume).toLocaleString('en'))]
}
