import { isAlways, type DidCondition, type Where } from '../model/condition.ts'
import { parseDuration, type Duration } from '../model/duration.ts'

/** How often something was done: `group` names what is counted in which way, `where` and `window` narrow it down. */
export interface CountTest {
  group: string
  where: Where
  window: Duration | null
  /** Numbers at which the answer may change. */
  edges: readonly number[]
  passes: (times: number) => boolean
}

/** A condition read as a count; undefined for a `per` whose answer does not rise with the count from "no" on. */
export function countOf(condition: DidCondition): Omit<CountTest, 'passes'> | undefined {
  const { did, where = {}, within, endingAgo, count = { op: 'gte', value: 1 }, per, notFollowedBy } = condition
  if (per !== undefined && count.op !== 'gt' && (count.op !== 'gte' || count.value === 0)) return undefined
  return {
    group: JSON.stringify([did, endingAgo, per, notFollowedBy]),
    where,
    window: within === undefined ? null : (parseDuration(within) ?? null),
    edges: [count.value - 1, count.value, count.value + 1],
  }
}

/** Are there numbers of times at which every literal is as asked? What happened within a day happened within a week. */
export function countsCanHold(tests: readonly CountTest[], implies: (a: Where, b: Where) => boolean): boolean {
  if (tests.length === 0) return true
  const counted = new Map<string, CountTest[]>()
  for (const test of tests) {
    const key = `${test.group} ${JSON.stringify(test.where)} ${JSON.stringify(test.window)}`
    const same = counted.get(key)
    if (same) same.push(test)
    else counted.set(key, [test])
  }
  const subjects = [...counted.values()].map((own) => ({ ...own[0]!, own, least: 0 }))
  // The least solution: every count starts at 0 and is raised to what its tests and the counts it includes ask for.
  for (let round = 0; round <= subjects.length; round++) {
    let settled = true
    for (const subject of subjects) {
      const included = subjects.filter((other) => other !== subject && includes(subject, other, implies)).map(({ least }) => least)
      const least = leastPassing(subject.own, Math.max(subject.least, ...included))
      if (least === undefined) return false
      if (least !== subject.least) settled = false
      subject.least = least
    }
    if (settled) break
  }
  return true
}

function leastPassing(tests: readonly CountTest[], from: number): number | undefined {
  return [from, ...tests.flatMap(({ edges }) => edges)].filter((times) => times >= from).sort((a, b) => a - b).find((times) => tests.every(({ passes }) => passes(times)))
}

function includes(wide: CountTest, narrow: CountTest, implies: (a: Where, b: Where) => boolean): boolean {
  if (wide.group !== narrow.group || !windowIncludes(wide.window, narrow.window)) return false
  return isAlways(wide.where) || JSON.stringify(wide.where) === JSON.stringify(narrow.where) || implies(narrow.where, wide.where)
}

const DAY = 86_400_000

/** A month has 28 to 31 days, give or take an hour of summer time. */
function windowIncludes(wide: Duration | null, narrow: Duration | null): boolean {
  if (wide === null || narrow === null) return wide === null
  if (wide.kind === 'exact') return wide.ms >= (narrow.kind === 'exact' ? narrow.ms : narrow.months * 31 * DAY + DAY)
  return narrow.kind === 'calendar' ? wide.months >= narrow.months : wide.months * 28 * DAY - DAY >= narrow.ms
}
