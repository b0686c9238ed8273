import type { EventDataset, ValueColumn } from '../model/dataset.ts'
import { ID_DIGITS, narrowed, numberedIds } from './population-columns.ts'
import type { PopulationSpec, Weighted } from './population-spec.ts'
import { POPULATION_EVENTS, PopulationWalk, type ProfileTraits } from './population-walk.ts'

/** How many profiles a population can have: its ids have that many digits. */
export const LARGEST_POPULATION = 10 ** ID_DIGITS

/** Profiles a block holds unless told otherwise: some 60,000 events, a few megabytes. */
const BLOCK_PROFILES = 4096

/** Which profiles to generate: numbers `first` up to but not including `first + count`. The same number is the same person in any block. */
export interface ProfileRange { first: number; count: number }

/**
 * Generates the profiles of a range with everything they did, some at a time, into one dataset: sorted by profile, then time. A pure function
 * of the spec, the seed and the profile's number. Holds some 40 bytes an event while it runs. Throws a RangeError beyond the largest population.
 */
export class PopulationBuilder {
  readonly #spec: PopulationSpec
  readonly #range: ProfileRange
  readonly #walk: PopulationWalk
  readonly #offsets: Uint32Array
  readonly #traits: TraitColumns
  #done = 0

  constructor(spec: PopulationSpec, range: ProfileRange, seed = 0) {
    if (range.first + range.count > LARGEST_POPULATION) throw new RangeError(`a population has at most ${LARGEST_POPULATION} profiles`)
    this.#spec = spec
    this.#range = range
    this.#walk = new PopulationWalk(spec, seed)
    this.#offsets = new Uint32Array(range.count + 1)
    this.#traits = new TraitColumns(range.count)
  }

  /** Generates up to `profiles` more; answers how many are done in all. */
  advance(profiles: number): number {
    const until = Math.min(this.#range.count, this.#done + profiles)
    for (let index = this.#done; index < until; index++) {
      this.#traits.set(index, this.#walk.walk(this.#range.first + index))
      this.#offsets[index + 1] = this.#walk.columns.rows
    }
    this.#done = until
    return until
  }

  /** The dataset, once all are done. `digest` is the caller's, as for every dataset. */
  build(digest = ''): EventDataset {
    this.advance(this.#range.count)
    const profileIds = numberedIds(this.#spec.idPrefix, this.#range.first, this.#range.count)
    return this.#walk.columns.build(POPULATION_EVENTS, { digest, profileIds, offsets: this.#offsets, attributes: this.#traits.build(this.#spec), attributeRows: new Uint8Array(this.#range.count).fill(1) })
  }
}

/** The profiles of a range in one go. */
export function generatePopulation(spec: PopulationSpec, range: ProfileRange, seed = 0, digest = ''): EventDataset {
  return new PopulationBuilder(spec, range, seed).build(digest)
}

/** The people of a range in blocks, one after another: any size in the memory of one block. */
export function* populationBlocks(spec: PopulationSpec, range: ProfileRange, seed = 0, blockProfiles = BLOCK_PROFILES): Generator<EventDataset, void, void> {
  const end = range.first + range.count
  for (let first = range.first; first < end; first += blockProfiles) {
    yield generatePopulation(spec, { first, count: Math.min(blockProfiles, end - first) }, seed)
  }
}

class TraitColumns {
  readonly #platform: Uint8Array
  readonly #city: Uint8Array
  readonly #source: Uint8Array
  readonly #pushOptIn: Uint8Array

  constructor(profiles: number) {
    this.#platform = new Uint8Array(profiles)
    this.#city = new Uint8Array(profiles)
    this.#source = new Uint8Array(profiles)
    this.#pushOptIn = new Uint8Array(profiles)
  }

  set(profile: number, traits: ProfileTraits): void {
    this.#platform[profile] = traits.platform + 2
    this.#city[profile] = traits.city + 2
    this.#source[profile] = traits.source + 2
    this.#pushOptIn[profile] = traits.pushOptIn ? 3 : 2
  }

  build(spec: PopulationSpec): Map<string, ValueColumn> {
    return new Map([
      ['platform', named(this.#platform, spec.platforms)],
      ['city', named(this.#city, spec.cities)],
      ['source', named(this.#source, spec.sources)],
      ['pushOptIn', { codes: this.#pushOptIn, values: [undefined, null, false, true] }],
    ])
  }
}

function named(codes: Uint8Array, list: readonly Weighted[]): ValueColumn {
  return { codes: narrowed(codes, codes.length, list.length + 1), values: [undefined, null, ...list.map(({ name }) => name)] }
}
