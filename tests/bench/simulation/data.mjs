// The people all parts run on, laid out as the product has a dataset when a run begins.
import { eventCountOf, profileCountOf } from '../../../engine/core/model/dataset.ts'
import { generatePopulation } from '../../../engine/core/simulate/population.ts'
import { passoSpec } from '../../../engine/core/simulate/population-spec.ts'

const SEED = 1
const SAMPLE_PROFILES = 2000

/** A population of about so many events: the same people every time. */
export function population(events) {
  const sample = generatePopulation(passoSpec, { first: 0, count: SAMPLE_PROFILES }, SEED)
  return generatePopulation(passoSpec, { first: 0, count: Math.round((SAMPLE_PROFILES * events) / eventCountOf(sample)) }, SEED)
}

/** The dataset with the columns `needed`, in shared memory: what opening it from the column cache gives. */
export function loaded(dataset, { properties, attributes }) {
  const column = ({ values, codes }) => ({ values, codes: shared(codes) })
  const columns = (all, names) => new Map(names.filter((name) => all.has(name)).map((name) => [name, column(all.get(name))]))
  return {
    ...dataset,
    profileIds: { bytes: shared(dataset.profileIds.bytes), offsets: shared(dataset.profileIds.offsets) },
    offsets: shared(dataset.offsets),
    at: shared(dataset.at),
    nameCodes: shared(dataset.nameCodes),
    properties: columns(dataset.properties, properties),
    attributes: columns(dataset.attributes, attributes),
    attributeRows: shared(dataset.attributeRows),
  }
}

/** The first `profiles` of a dataset as a dataset of its own, over the same memory; its span stays that of the whole. */
export function share(dataset, profiles) {
  if (profiles >= profileCountOf(dataset)) return dataset
  const rows = dataset.offsets[profiles]
  const cut = (columns, length) => new Map([...columns].map(([name, { values, codes }]) => [name, { values, codes: codes.subarray(0, length) }]))
  return {
    ...dataset,
    profileIds: { bytes: dataset.profileIds.bytes, offsets: dataset.profileIds.offsets.subarray(0, profiles + 1) },
    offsets: dataset.offsets.subarray(0, profiles + 1),
    at: dataset.at.subarray(0, rows),
    nameCodes: dataset.nameCodes.subarray(0, rows),
    properties: cut(dataset.properties, rows),
    attributes: cut(dataset.attributes, profiles),
    attributeRows: dataset.attributeRows.subarray(0, profiles),
  }
}

function shared(array) {
  const copy = new array.constructor(new SharedArrayBuffer(array.byteLength))
  copy.set(array)
  return copy
}
