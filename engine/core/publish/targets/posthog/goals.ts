import type { JsonValue } from '../../../json.ts'
import { exactMs } from '../../../model/duration.ts'
import type { Goal, JourneyDocument, Reentry } from '../../../model/journey.ts'
import type { ProblemList } from '../../problem-list.ts'
import { eventFilters, type Mapping } from './steps.ts'

/** Units of a goal's window: no cap but a year (graph-schema.md, "Conversion & exit condition"). */
const UNITS = [['d', 86_400_000], ['h', 3_600_000], ['m', 60_000], ['s', 1000]] as const
const LONGEST_WINDOW_MS = 365 * 86_400_000

/**
 * Goals as the conversion of a workflow: one window, and all of them end it or none. Goals that only count are left to Rehearsal where others end the journey.
 */
export function conversionOf({ goals = [] }: JourneyDocument, mapping: Mapping): { conversion: JsonValue; exit_condition: string } {
  const { problems } = mapping
  const ending = goals.filter(({ endsJourney }) => endsJourney)
  const kept = ending.length > 0 ? ending : goals
  if (kept.length === 0) return { conversion: null, exit_condition: 'exit_only_at_end' }
  if (kept.length < goals.length) problems.note(23, ['goals'], 'goals that do not end the journey are counted here only', 'Measure them there with an insight.')
  const windows = kept.map(({ window }) => (window === undefined ? undefined : exactMs(window)))
  const longest = windows.some((window) => window !== undefined) ? Math.max(...windows.map((window) => window ?? 0)) : undefined
  const isOne = new Set(windows).size === 1
  for (const goal of isOne ? [] : kept) tell(goal, goals, problems, 24, 'there is one window for all goals: the longest')
  for (const goal of longest !== undefined && longest > LONGEST_WINDOW_MS ? kept : []) tell(goal, goals, problems, 25, 'a window is 365 days at most')
  const events = kept.map((goal): JsonValue => ({ name: goal.id, filters: eventFilters(goal.event, goal.where, ['goals', goals.indexOf(goal)], mapping) }))
  const window = longest === undefined ? {} : { window: windowThere(Math.min(longest, LONGEST_WINDOW_MS)) }
  return { conversion: { ...window, filters: [], events }, exit_condition: ending.length > 0 ? 'exit_on_conversion' : 'exit_only_at_end' }
}

function tell(goal: Goal, goals: readonly Goal[], problems: ProblemList, number: number, message: string): void {
  problems.loss(number, ['goals', goals.indexOf(goal), 'window'], message, 'Give all goals the same window.')
}

function windowThere(ms: number): string {
  const [unit, size] = UNITS.find(([, one]) => ms > 0 && ms % one === 0) ?? UNITS[3]
  return `${ms / size}${unit}`
}

/** Shortest and longest stretch in which a start can be held back, in seconds. */
const SHORTEST_S = 60
const LONGEST_S = 94_608_000

/** How often people come in: `trigger_masking` lets one start in for each person, or key, in a stretch of time. */
export function maskingOf({ reentry = { kind: 'once' } }: JourneyDocument, problems: ProblemList): JsonValue {
  const path = ['reentry'] as const
  if (reentry.kind === 'once') {
    problems.note(26, path, 'once is once in three years there', 'Nothing to do, as a rule.')
    return { hash: '{person.id}', ttl: LONGEST_S, threshold: null }
  }
  if (reentry.kind === 'afterExit') {
    const rest = reentry.cooldown === undefined ? 0 : exactMs(reentry.cooldown) / 1000
    problems.loss(27, path, rest === 0 ? 'everybody comes in at every such event, also who is in it already' : 'the rest is counted from the start of a pass, not from its end', 'Let people in always, with a limit of one in a stretch of time, to rehearse what happens there.')
    return rest === 0 ? null : { hash: '{person.id}', ttl: ttlOf(rest, path, problems), threshold: null }
  }
  const { key, limit } = reentry
  if (!limit) {
    if (key !== undefined) problems.loss(28, path, `several passes of one ${key} may run at once`, 'Limit starts to one in a stretch of time.')
    return null
  }
  if (limit.count > 1) problems.loss(29, path, 'one start in a stretch of time can be let in, not several', 'Limit starts to one.')
  const ttl = ttlOf(exactMs(limit.within) / 1000 / limit.count, path, problems)
  return { hash: key === undefined ? '{person.id}' : `{person.id}/{event.properties.${key}}`, ttl, threshold: null }
}

function ttlOf(seconds: number, path: readonly PropertyKey[], problems: ProblemList): number {
  const ttl = Math.round(Math.min(LONGEST_S, Math.max(SHORTEST_S, seconds)))
  if (ttl !== seconds) problems.loss(38, path, `starts can be held back from a minute to three years: it becomes ${ttl} seconds`, 'Choose a stretch within that.')
  return ttl
}

/** The way back; null for a masking that says more. */
export function reentryOf(masking: { hash?: string | null | undefined; ttl?: number | null | undefined; threshold?: number | null | undefined } | null | undefined): Reentry | null {
  if (!masking) return { kind: 'always' }
  const key = /^\{person\.id\}\/\{event\.properties\.([^{}]+)\}$/.exec(masking.hash ?? '')?.[1]
  if (masking.threshold || (masking.hash !== '{person.id}' && key === undefined)) return null
  const ttl = masking.ttl ?? LONGEST_S
  if (key === undefined && ttl >= LONGEST_S) return { kind: 'once' }
  return { kind: 'always', ...(key === undefined ? {} : { key }), limit: { count: 1, within: `PT${Math.max(1, Math.round(ttl))}S` } }
}

/** Milliseconds of a goal's window. Undefined: the default of PostHog. */
export function windowMsOf({ window, window_minutes }: { window?: string | null | undefined; window_minutes?: number | null | undefined }): number | undefined {
  const [, amount, unit] = /^(\d*\.?\d+)([dhms])$/.exec(window ?? '') ?? []
  const size = UNITS.find(([name]) => name === unit)?.[1]
  if (amount !== undefined && size !== undefined) return Math.round(Number(amount) * size)
  return typeof window_minutes === 'number' ? window_minutes * 60_000 : undefined
}
