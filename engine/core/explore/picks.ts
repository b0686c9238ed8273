import { RehearsalError } from '../errors.ts'
import type { JsonValue } from '../json.ts'
import { nearest } from '../lint/nearest.ts'
import { conditionForm, isAlways, type Condition } from '../model/condition.ts'
import type { EventDataset, ValueColumn } from '../model/dataset.ts'
import { isWithinMetres } from '../model/distance.ts'
import { passes } from '../simulate/compare.ts'
import { isActivity } from './activity.ts'
import type { EventPick } from './questions.ts'

type RowTest = (row: number) => boolean

/** Names listed when one is not found and none is like it. */
const MOST_NAMED = 5

/**
 * Picks of events, ready to be asked of rows: at most 32. Throws E_EVENT for a name the data do not have, E_CONDITION for a condition on
 * anything but the event's own properties (both unusable).
 */
export class Picks {
  readonly #nameCodes: ArrayLike<number>
  /** By event code: bit `k` for pick `k`. */
  readonly #byName: Uint32Array
  readonly #tests: readonly (RowTest | undefined)[]
  readonly #tested: number

  constructor(dataset: EventDataset, picks: readonly EventPick[]) {
    for (const { event } of picks) if (event !== '*' && !dataset.names.includes(event)) throw unknownEvent(event, dataset.names)
    this.#nameCodes = dataset.nameCodes
    this.#byName = Uint32Array.from(dataset.names, (name) =>
      picks.reduce((bits, { event }, index) => (event === name || (event === '*' && isActivity(name)) ? bits | (1 << index) : bits), 0),
    )
    this.#tests = picks.map(({ where }) => (isAlways(where) ? undefined : testOf(dataset, where as Condition))) // as: not `{}`, just checked
    this.#tested = this.#tests.reduce((bits, test, index) => (test ? bits | (1 << index) : bits), 0)
  }

  /** Bit `k` is set if the row is one of pick `k`. */
  marks(row: number): number {
    const marks = this.#byName[this.#nameCodes[row]!]!
    return (marks & this.#tested) === 0 ? marks : this.#passed(marks, row)
  }

  #passed(named: number, row: number): number {
    let marks = named
    for (let index = 0; index < this.#tests.length; index++) {
      const bit = 1 << index
      if ((named & bit) !== 0 && this.#tests[index]?.(row) === false) marks &= ~bit
    }
    return marks
  }
}

/** Whether a condition speaks of nothing but the event at hand, so that a pick can carry it. */
export function isAboutEvent(condition: Condition): boolean {
  if ('all' in condition) return condition.all.every(isAboutEvent)
  if ('any' in condition) return condition.any.every(isAboutEvent)
  if ('not' in condition) return isAboutEvent(condition.not)
  return 'property' in condition || 'near' in condition
}

/** The properties that conditions of picks read. */
export function propertiesOf(picks: readonly (EventPick | undefined)[]): string[] {
  const names = new Set<string>()
  const collect = (condition: Condition): void => {
    if ('all' in condition) condition.all.forEach(collect)
    else if ('any' in condition) condition.any.forEach(collect)
    else if ('not' in condition) collect(condition.not)
    else if ('property' in condition) names.add(condition.property)
    else if ('near' in condition) names.add('latitude').add('longitude')
  }
  for (const pick of picks) if (pick && !isAlways(pick.where)) collect(pick.where as Condition) // as: not `{}`, just checked
  return [...names]
}

/** A column's values are judged once each; a row only looks its verdict up. */
function testOf(dataset: EventDataset, condition: Condition): RowTest {
  if ('all' in condition) {
    const tests = condition.all.map((one) => testOf(dataset, one))
    return (row) => tests.every((test) => test(row))
  }
  if ('any' in condition) {
    const tests = condition.any.map((one) => testOf(dataset, one))
    return (row) => tests.some((test) => test(row))
  }
  if ('not' in condition) {
    const test = testOf(dataset, condition.not)
    return (row) => !test(row)
  }
  if ('property' in condition) {
    const column = dataset.properties.get(condition.property)
    const verdicts = Uint8Array.from(column?.values ?? [undefined], (value) => (passes(condition, value) ? 1 : 0))
    return column ? (row) => verdicts[column.codes[row]!] === 1 : () => verdicts[0] === 1
  }
  if ('near' in condition) {
    const [latitudes, longitudes] = [dataset.properties.get('latitude'), dataset.properties.get('longitude')]
    return (row) => isWithinMetres(valueAt(latitudes, row), valueAt(longitudes, row), condition.near)
  }
  throw new RehearsalError(
    'E_CONDITION',
    `a condition of the form "${String(conditionForm(condition))}" cannot stand here`,
    'ask about the properties of the event itself: property, near, and all, any, not around them',
    { unusable: true },
  )
}

function valueAt(column: ValueColumn | undefined, row: number): JsonValue | undefined {
  return column?.values[column.codes[row]!]
}

function unknownEvent(event: string, names: readonly string[]): RehearsalError {
  const like = nearest(event, names)
  const some = names.slice(0, MOST_NAMED).map((name) => JSON.stringify(name)).join(', ')
  const help = like === undefined ? `events here are ${some}${names.length > MOST_NAMED ? ' and others' : ''}` : `did you mean ${JSON.stringify(like)}?`
  return new RehearsalError('E_EVENT', `no event is called ${JSON.stringify(event)} in these data`, help, { unusable: true })
}
