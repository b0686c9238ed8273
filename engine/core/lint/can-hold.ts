import { canonicalJson } from '../json.ts'
import { AGGREGATES, isAlways, type Condition, type DidCondition, type Where } from '../model/condition.ts'
import type { JourneyDocument } from '../model/journey.ts'
import { countPasses } from '../simulate/compare.ts'
import { timeOfDayInMinutes } from './clock-of-day.ts'
import { countOf, countsCanHold, type CountTest } from './counts-can-hold.ts'
import { valuesCanHold, type SubjectTest } from './values-can-hold.ts'

/** A condition that is not made of others, and whether it has to hold or to fail: a test of a value, a count, or something opaque. */
type Literal = { subject: string; holds: boolean } & ({ kind: 'value'; test: SubjectTest } | { kind: 'count'; test: CountTest } | { kind: 'opaque' })
/** Ways in which a condition can come true (or fail), any of them: each a list of literals, all of which must be as asked. */
type Ways = readonly (readonly Literal[])[]

/** Ways to hold that are looked at; conditions with more are taken to hold. */
const MOST_WAYS = 200
/** How deep in one another the conditions on past events are looked at. */
const DEEPEST = 4
const ALWAYS: Condition = { all: [] }

/**
 * What surely follows from conditions of one document, of one profile, event and instant. What cannot be told may hold. Missing and
 * differently typed values count, as in a run: "not under 5" holds without a value, "at least 5" does not.
 */
export class Reasoning {
  readonly #segments: NonNullable<JourneyDocument['segments']>
  /** Conditions are looked at again and again, in pairs; a rule asks one reasoning all its questions. */
  readonly #holding = new Map<Condition, Ways | undefined>()
  readonly #failing = new Map<Condition, Ways | undefined>()

  /** Of a `where` within a `where`; segments in a circle have no end of them. */
  #depth = 0
  /** Segments that are being looked into: one that is defined by itself is looked into once. */
  readonly #open = new Set<string>()

  constructor({ segments = {} }: Pick<JourneyDocument, 'segments'>) {
    this.#segments = segments
  }

  /** Can all of these hold at once? False only if surely not. */
  canHold(conditions: readonly Where[]): boolean {
    return this.#together(conditions.map((where) => this.#ways(isAlways(where) ? ALWAYS : (where as Condition), true))) // as: not empty
  }

  /** Does `then` surely hold whenever all of `given` do? */
  implies(given: readonly Where[], then: Where): boolean {
    if (isAlways(then)) return true
    const parts = given.map((where) => this.#ways(isAlways(where) ? ALWAYS : (where as Condition), true)) // as: not empty
    return !this.#together([...parts, this.#ways(then as Condition, false)]) // as: not empty
  }

  /** Do these surely take everyone between them? */
  coverAll(conditions: readonly Where[]): boolean {
    return !this.#together(conditions.map((where) => this.#ways(isAlways(where) ? ALWAYS : (where as Condition), false))) // as: not empty
  }

  #together(parts: readonly (Ways | undefined)[]): boolean {
    const ways = product(parts)
    if (ways === undefined || this.#depth === DEEPEST) return true
    this.#depth++
    const can = ways.some((literals) => this.#literalsCanHold(literals))
    this.#depth--
    return can
  }

  /** The disjunctive normal form of a condition that has to hold or to fail; undefined if it grows too large. */
  #ways(condition: Condition, holds: boolean): Ways | undefined {
    const kept = holds ? this.#holding : this.#failing
    if (kept.has(condition)) return kept.get(condition)
    const ways = this.#workOut(condition, holds)
    kept.set(condition, ways)
    return ways
  }

  #workOut(condition: Condition, holds: boolean): Ways | undefined {
    if ('not' in condition) return this.#ways(condition.not, !holds)
    if ('all' in condition || 'any' in condition) {
      const parts = ('all' in condition ? condition.all : condition.any).map((part) => this.#ways(part, holds))
      return 'all' in condition === holds ? product(parts) : union(parts)
    }
    if ('segment' in condition && !this.#open.has(condition.segment) && Object.hasOwn(this.#segments, condition.segment)) {
      this.#open.add(condition.segment)
      const ways = this.#ways(this.#segments[condition.segment]!.when, holds)
      this.#open.delete(condition.segment)
      return ways
    }
    return [[this.#literal(condition, holds)]]
  }

  #literal(condition: Condition, holds: boolean): Literal {
    const value = (subject: string, test: SubjectTest): Literal => ({ kind: 'value', subject, holds, test })
    if ('attribute' in condition) return value(`attribute ${condition.attribute}`, { test: condition, holds, kind: 'any' })
    if ('score' in condition) return value(`attribute score:${condition.score}`, { test: condition, holds, kind: 'any' })
    if ('property' in condition) return value(`property ${condition.property}`, { test: condition, holds, kind: 'any' })
    if ('weekday' in condition) return value('weekday', { test: { op: 'in', value: condition.weekday }, holds, kind: 'weekday' })
    if ('localTime' in condition) return value('localTime', minutes(condition.localTime, holds))
    if ('did' in condition) {
      const aggregate = aggregateOf(condition)
      if (aggregate) return value(aggregate.subject, { test: aggregate.test, kind: aggregate.kind, holds })
      const count = countOf(condition)
      if (count) return { kind: 'count', subject: count.group, holds, test: { ...count, passes: this.#times(condition, holds) } }
    }
    return { kind: 'opaque', subject: canonicalJson(condition), holds }
  }

  /** An event that cannot be as its `where` says never happened. */
  #times({ count = { op: 'gte', value: 1 }, where = {} }: DidCondition, holds: boolean): (times: number) => boolean {
    const possible = isAlways(where) || this.canHold([where])
    return (times) => (possible || times === 0) && countPasses(count.op, count.value, times) === holds
  }

  #literalsCanHold(literals: readonly Literal[]): boolean {
    if (literals.length === 1 && literals[0]!.kind === 'opaque') return true
    const values = new Map<string, SubjectTest[]>()
    const counts: CountTest[] = []
    const asked = new Map<string, boolean>()
    for (const literal of literals) {
      if (literal.kind === 'count') counts.push(literal.test)
      else if (literal.kind === 'opaque') {
        if (asked.get(literal.subject) === !literal.holds) return false
        asked.set(literal.subject, literal.holds)
      } else {
        const tests = values.get(literal.subject)
        if (tests) tests.push(literal.test)
        else values.set(literal.subject, [literal.test])
      }
    }
    for (const tests of values.values()) if (!valuesCanHold(tests)) return false
    return countsCanHold(counts, (a, b) => this.implies([a], b))
  }
}

function union(parts: readonly (Ways | undefined)[]): Ways | undefined {
  const all: (readonly Literal[])[] = []
  for (const part of parts) {
    if (!part || all.length + part.length > MOST_WAYS) return undefined
    all.push(...part)
  }
  return all
}

function product(parts: readonly (Ways | undefined)[]): Ways | undefined {
  let all: Ways = [[]]
  for (const part of parts) {
    if (!part || all.length * part.length > MOST_WAYS) return undefined
    all = part.length === 1 && all.length === 1 && all[0]!.length === 0 ? part : all.flatMap((one) => part.map((other) => [...one, ...other]))
  }
  return all
}

/** A stretch over midnight is what the stretch from its end to its start is not. */
function minutes({ from, to }: { from: string; to: string }, holds: boolean): SubjectTest {
  const [first, end] = [timeOfDayInMinutes(from), timeOfDayInMinutes(to)]
  return first < end
    ? { test: { op: 'between', value: [first, end - 1] }, holds, kind: 'minute' }
    : { test: { op: 'between', value: [end, first - 1] }, holds: !holds, kind: 'minute' }
}

function aggregateOf(condition: DidCondition): (Omit<SubjectTest, 'holds'> & { subject: string }) | undefined {
  const name = AGGREGATES.find((aggregate) => condition[aggregate] !== undefined)
  const asked = name && condition[name]
  if (!name || !asked) return undefined
  const subject = canonicalJson({ ...condition, [name]: asked.property, aggregate: name })
  return { subject, test: { op: asked.op, value: asked.value }, kind: name === 'sum' || name === 'distinct' ? 'number' : 'numberOrMissing' }
}
