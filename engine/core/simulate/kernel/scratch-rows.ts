import { canonicalJson, type JsonValue } from '../../json.ts'
import { ABSENT, codesFor, EXPLICIT_NULL, type Codes, type EventDataset, type ValueColumn } from '../../model/dataset.ts'
import type { Reaction } from '../responses/draw-reactions.ts'
import type { ResponsePlan } from '../responses/response-plan.ts'
import { CLICKED_EVENT, DELIVERED_EVENT, OPENED_EVENT } from '../own-events.ts'
import { MOST_REACTIONS } from '../responses/too-many-reactions.ts'

/** A column that takes over rows of another, and the codes of the values that reactions bring. */
interface ScratchColumn { source: ValueColumn | undefined; codes: Codes }

/**
 * The rows of one profile with room for reactions to come in between them. `dataset` looks to conditions like any other: they hold its arrays, which stay the
 * same for all profiles, so there is room from the beginning for the longest profile and as many reactions as one may have. Only its rows 0 up to
 * `length` are in use, and `offsets` are those of the source. Rows that have arrived never move.
 */
export class ScratchRows {
  readonly dataset: EventDataset
  length = 0
  /** The lowest row that a reaction was put at since this was last set to Infinity. */
  lowest = Infinity
  readonly #source: EventDataset
  readonly #at: Float64Array
  readonly #nameCodes: Codes
  readonly #columns: readonly ScratchColumn[]
  readonly #nameCodeOf: ReadonlyMap<string, number>
  /** By the properties of a reaction, which are the same object for all from one place: the codes they have in the columns, by number. */
  readonly #codesOf = new Map<Reaction['properties'], readonly { column: number; code: number }[]>()

  constructor(source: EventDataset, plan: ResponsePlan) {
    const capacity = longestProfile(source) + MOST_REACTIONS
    const effects = plan.places.flatMap(({ response }) => response?.effects ?? [])
    const names = [...new Set([...source.names, DELIVERED_EVENT, OPENED_EVENT, CLICKED_EVENT, ...effects.map(({ event }) => event)])]
    const brought = [...plan.places.map(({ properties }) => properties), ...effects.map(({ properties }) => properties)]
    const columnNames = [...new Set([...source.properties.keys(), ...brought.flatMap((properties) => Object.keys(properties))])]
    const properties = new Map<string, ValueColumn>()
    this.#columns = columnNames.map((name, column) => {
      const known = source.properties.get(name)
      const dictionary = new Dictionary(known?.values)
      for (const one of brought) if (Object.hasOwn(one, name)) this.#bring(one, column, dictionary.codeOf(one[name]!))
      const codes = codesFor(capacity, dictionary.values.length)
      properties.set(name, { codes, values: dictionary.values })
      return { source: known, codes }
    })
    this.#source = source
    this.#at = new Float64Array(capacity)
    this.#nameCodes = codesFor(capacity, names.length)
    this.#nameCodeOf = new Map(names.map((name, code) => [name, code]))
    this.dataset = { ...source, at: this.#at, nameCodes: this.#nameCodes, names, properties }
  }

  #bring(properties: Reaction['properties'], column: number, code: number): void {
    this.#codesOf.set(properties, [...(this.#codesOf.get(properties) ?? []), { column, code }])
  }

  /** Takes over the rows of a profile. */
  load(profile: number): void {
    const { offsets, at, nameCodes } = this.#source
    const first = offsets[profile]!
    const end = offsets[profile + 1]!
    this.length = end - first
    this.lowest = Infinity
    this.#at.set(at.subarray(first, end))
    this.#nameCodes.set(nameCodes.subarray(first, end))
    for (const { source, codes } of this.#columns) {
      if (source) codes.set(source.codes.subarray(first, end))
      else codes.fill(ABSENT, 0, this.length)
    }
  }

  /** Puts in a reaction after all rows of its instant; rows before `arrived` have happened by then. */
  insert({ name, at, properties }: Reaction, arrived: number): void {
    let row = this.length
    while (row > arrived && this.#at[row - 1]! > at) row--
    this.#at.copyWithin(row + 1, row, this.length)
    this.#nameCodes.copyWithin(row + 1, row, this.length)
    for (const { codes } of this.#columns) {
      codes.copyWithin(row + 1, row, this.length)
      codes[row] = ABSENT
    }
    this.#at[row] = at
    this.#nameCodes[row] = this.#nameCodeOf.get(name)!
    for (const { column, code } of this.#codesOf.get(properties) ?? []) this.#columns[column]!.codes[row] = code
    this.length++
    if (row < this.lowest) this.lowest = row
  }
}

/** The values of a column, and more of them: those it knows keep their codes. */
class Dictionary {
  readonly values: (JsonValue | undefined)[]

  constructor(known: readonly (JsonValue | undefined)[] = [undefined, null]) {
    this.values = [...known]
  }

  /** A handful of values for a run: looking through all that are known is nothing beside the run. */
  codeOf(value: JsonValue): number {
    if (value === null) return EXPLICIT_NULL
    const known = this.values.findIndex((one) => one !== undefined && isSame(one, value))
    return known >= 0 ? known : this.values.push(value) - 1
  }
}

function isSame(a: JsonValue, b: JsonValue): boolean {
  return typeof a === 'object' && typeof b === 'object' ? canonicalJson(a) === canonicalJson(b) : a === b
}

function longestProfile({ offsets }: EventDataset): number {
  let longest = 0
  for (let profile = 1; profile < offsets.length; profile++) longest = Math.max(longest, offsets[profile]! - offsets[profile - 1]!)
  return longest
}
