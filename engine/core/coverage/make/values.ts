import { nested, predicatesOf } from '../../compile/columns-needed.ts'
import type { RunProgram } from '../../compile/program.ts'
import type { JsonValue } from '../../json.ts'
import { passes, type ValueTest } from '../../simulate/compare.ts'

type Value = JsonValue | undefined

/** The values that journeys tell apart, by attribute and by property. */
export interface ValuePools { attributes: ReadonlyMap<string, readonly Value[]>; properties: ReadonlyMap<string, readonly Value[]>; events: ReadonlySet<string> }

/** Everything the conditions of a run compare with. */
export function valuePools({ journeys }: RunProgram): ValuePools {
  const attributes = new Map<string, Value[]>()
  const properties = new Map<string, Value[]>()
  const events = new Set<string>()
  const note = (into: Map<string, Value[]>, name: string, values: readonly Value[]) => into.set(name, [...(into.get(name) ?? []), ...values])
  for (const program of journeys) {
    for (const root of predicatesOf(program)) {
      for (const one of nested(root)) {
        if (one.kind === 'attribute') note(attributes, one.name, valuesFor(one.test))
        if (one.kind === 'property') note(properties, one.name, valuesFor(one.test))
        if (one.kind === 'did') {
          events.add(one.event)
          if (one.notFollowedBy) events.add(one.notFollowedBy.event)
          if (one.measure.kind !== 'count') note(properties, one.measure.property, [one.measure.value, one.measure.value + 1, one.measure.value - 1])
        }
        if (one.kind === 'sequence') for (const item of one.items) events.add(item.event)
      }
    }
    for (const attribute of Object.values(program.policies.consent)) note(attributes, attribute, [true])
    for (const { operation } of program.steps) if (operation.kind === 'waitFor') for (const branch of operation.branches) if (branch.kind === 'event') events.add(branch.event)
    for (const goal of program.goals) events.add(goal.event)
    for (const exit of program.exits) if (exit.kind === 'event') events.add(exit.event)
    for (const { trigger } of program.entries) if (trigger.kind === 'event') events.add(trigger.event)
  }
  return { attributes, properties, events }
}

/** Values about what a test asks: some pass, some do not. */
export function valuesFor({ op, value }: ValueTest): Value[] {
  const around = (one: JsonValue): Value[] => {
    if (typeof one === 'number') return [one, one + 1, one - 1, one * 2, one / 2, one + 0.01, one - 0.01]
    if (typeof one === 'string') return [one, `${one}a`, `${one} `.slice(0, -2), `a${one}`]
    return [one, !one]
  }
  if (value === undefined) return ['yes', 1, true]
  if (Array.isArray(value)) {
    const [low, high] = value
    const middle = op === 'between' && typeof low === 'number' && typeof high === 'number' ? [Math.round((low + high) / 2), (low + high) / 2] : []
    return [...middle, ...value.flatMap(around)]
  }
  return op === 'contains' ? [...around(value as JsonValue), [value as JsonValue]] : around(value as JsonValue) // as: not a list, so a scalar
}

/** Values of any type, for what no condition names. */
const OTHERS: readonly Value[] = [undefined, 'other', 1, 0, true, false, 50, -1, '']

/** A value that passes what it has to and fails what it must not; those the tests name come first. `none`: there is no such value in the pool. */
export function valueMeeting(tests: readonly { test: ValueTest; want: boolean }[], pool: readonly Value[] | undefined, now: Value): { found: true; value: Value } | { found: false } {
  const fits = (value: Value) => tests.every(({ test, want }) => passes(test, value) === want)
  if (fits(now)) return { found: true, value: now }
  const named = tests.filter(({ want }) => want).flatMap(({ test }) => valuesFor(test))
  for (const candidates of [named, tests.flatMap(({ test }) => valuesFor(test)), pool ?? [], OTHERS, combined(tests)]) {
    const value = candidates.findIndex(fits)
    if (value >= 0) return { found: true, value: candidates[value] }
  }
  return { found: false }
}

/** Texts and lists that hold several things at once: "contains a and contains b". */
function combined(tests: readonly { test: ValueTest; want: boolean }[]): Value[] {
  const wanted = tests.filter(({ want }) => want).flatMap(({ test }) => (test.op === 'contains' || test.op === 'startsWith' ? [test] : []))
  const parts = wanted.map(({ value }) => value as JsonValue) // as: these ops take one scalar
  const texts = wanted.toSorted((a, b) => Number(b.op === 'startsWith') - Number(a.op === 'startsWith')).map(({ value }) => value).filter((one) => typeof one === 'string')
  return [parts, texts.join(''), texts.toSorted((a, b) => b.length - a.length)[0] ?? undefined]
}
