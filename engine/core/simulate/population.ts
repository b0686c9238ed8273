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
 * The profiles of a range with everything they did, as a dataset: sorted by profile, then time. A pure function of the spec, the seed and the
 * profile's number. `digest` is the caller's, as for every dataset. Holds some 40 bytes an event while it runs.
 */
export function generatePopulation(spec: PopulationSpec, range: ProfileRange, seed = 0, digest = ''): EventDataset {
  if (range.first + range.count > LARGEST_POPULATION) throw new RangeError(`a population has at most ${LARGEST_POPULATION} profiles`)
  const walk = new PopulationWalk(spec, seed)
  const offsets = new Uint32Array(range.count + 1)
  const traits = new TraitColumns(range.count)
  for (let index = 0; index < range.count; index++) {
    traits.set(index, walk.walk(range.first + index))
    offsets[index + 1] = walk.columns.rows
  }
  const profileIds = numberedIds(spec.idPrefix, range.first, range.count)
  return walk.columns.build(POPULATION_EVENTS, { digest, profileIds, offsets, attributes: traits.build(spec) })
}

/** The first `profiles` people in blocks, one after another: any size in the memory of one block. */
export function* populationBlocks(spec: PopulationSpec, profiles: number, seed = 0, blockProfiles = BLOCK_PROFILES): Generator<EventDataset, void, void> {
  for (let first = 0; first < profiles; first += blockProfiles) {
    yield generatePopulation(spec, { first, count: Math.min(blockProfiles, profiles - first) }, seed)
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
