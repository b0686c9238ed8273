import type { JourneyProgram } from '../compile/program.ts'

const DAY_MS = 86_400_000

/** Messages a day that the strictest cap over all channels allows, rolling or by the calendar; null if no journey of the run has one. */
export function dailyCap(journeys: readonly JourneyProgram[]): number | null {
  const counts = journeys
    .flatMap(({ policies }) => policies.caps)
    .filter(({ channel, window }) => channel === '*' && (window.kind === 'rolling' ? window.ms === DAY_MS : window.period === 'day'))
    .map(({ count }) => count)
  return counts.length === 0 ? null : Math.min(...counts)
}
