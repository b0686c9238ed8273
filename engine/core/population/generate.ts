import type { EventDataset, ValueColumn } from '../model/dataset.ts'
import { narrowed, numberedIds } from '../simulate/population-columns.ts'
import { compilePopulation, type PopulationProgram } from './compile.ts'
import type { PopulationDocument } from './spec.ts'
import { PopulationWalk } from './walk.ts'

/** Which people to make: numbers `first` up to but not including `first + count`. The same number is the same person in any range. */
export interface PeopleRange { first: number; count: number }

/** People made at a time where any number is written to a file. */
const BLOCK_PROFILES = 4096

/**
 * Makes the people of a range with everything they did, some at a time, into one dataset sorted by profile, then time: a pure function of spec,
 * seed and number of each. `spec` must be without problems (check-spec.ts). Holds some 20 bytes an event and 4 more for each property.
 */
export class PeopleBuilder {
  readonly #program: PopulationProgram
  readonly #range: PeopleRange
  readonly #walk: PopulationWalk
  readonly #offsets: Uint32Array
  readonly #attributes: readonly Uint32Array[]
  readonly #hasRow: Uint8Array
  #done = 0

  constructor(spec: PopulationDocument, range: PeopleRange, seed = 0) {
    this.#program = compilePopulation(spec)
    this.#range = range
    this.#walk = new PopulationWalk(this.#program, seed)
    this.#offsets = new Uint32Array(range.count + 1)
    this.#attributes = this.#program.attributes.map(() => new Uint32Array(range.count))
    this.#hasRow = new Uint8Array(range.count)
  }

  /** Makes up to `profiles` more; answers how many are done in all. */
  advance(profiles: number): number {
    const until = Math.min(this.#range.count, this.#done + profiles)
    for (let index = this.#done; index < until; index++) {
      const initial = this.#walkOne(index)
      this.#hasRow[index] = initial ? 1 : 0
      this.#offsets[index + 1] = this.#walk.columns.rows
    }
    this.#done = until
    return until
  }

  get events(): number {
    return this.#walk.columns.rows
  }

  /** The dataset, once all are done. `digest` is the caller's, as for every dataset. */
  build(digest = ''): EventDataset {
    this.advance(this.#range.count)
    const attributes = this.#program.attributes.map(({ name, dictionary }, index): [string, ValueColumn] => {
      const codes = this.#attributes[index]!
      return [name, { codes: narrowed(codes, codes.length, dictionary.values.length - 1), values: [...dictionary.values] }]
    })
    return this.#walk.columns.build(this.#program.names, {
      digest, offsets: this.#offsets, attributes: new Map(attributes), attributeRows: this.#hasRow,
      profileIds: numberedIds(this.#program.idPrefix, this.#range.first, this.#range.count),
    })
  }

  #walkOne(index: number): boolean {
    return this.#walk.walk(this.#range.first + index, (codes) => {
      for (let attribute = 0; attribute < codes.length; attribute++) this.#attributes[attribute]![index] = codes[attribute]!
    })
  }
}

/** The people of a range in one go. */
export function generatePeople(spec: PopulationDocument, range: PeopleRange, seed = 0, digest = ''): EventDataset {
  return new PeopleBuilder(spec, range, seed).build(digest)
}

/** The people of a range in blocks, one after another: any number in the memory of one block. */
export function* peopleInBlocks(spec: PopulationDocument, range: PeopleRange, seed = 0, blockProfiles = BLOCK_PROFILES): Generator<EventDataset, void, void> {
  const end = range.first + range.count
  for (let first = range.first; first < end; first += blockProfiles) {
    yield generatePeople(spec, { first, count: Math.min(blockProfiles, end - first) }, seed)
  }
}
