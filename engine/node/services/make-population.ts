import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { RehearsalError } from '../../core/errors.ts'
import { canonicalJson } from '../../core/json.ts'
import { eventCountOf } from '../../core/model/dataset.ts'
import { PeopleBuilder } from '../../core/population/generate.ts'
import type { PopulationDocument } from '../../core/population/spec.ts'
import { eventsPerProfile } from '../../core/population/summary.ts'
import { ID_DIGITS } from '../../core/simulate/population-columns.ts'
import { writeDataset } from '../columns/index.ts'
import { VERSION } from '../version.ts'
import type { DatasetColumns } from './datasets.ts'
import type { Job } from './jobs.ts'

/** People made between two looks at the signal and the event loop: some 20 ms. */
const STRIDE = 1024
/** A dataset is made in memory: more events than this go into a file instead, from the command line. */
const MOST_EVENTS = 80_000_000
export const MOST_PEOPLE = 10 ** ID_DIGITS

export interface PopulationRequest { spec: PopulationDocument; profiles: number; seed: number }

/** SHA-256 over spec, seed, number of people and the version that makes them: who gives the same gets the same. */
export function populationDigest({ spec, profiles, seed }: PopulationRequest): string {
  return `sha256:${createHash('sha256').update(canonicalJson({ spec, profiles, seed, version: VERSION })).digest('hex')}`
}

/** Throws E_TOO_MANY if the people, or what the first of them let expect of all, are too many. */
export function assertPopulationSize({ spec, profiles, seed }: PopulationRequest): void {
  if (profiles > MOST_PEOPLE) throw new RehearsalError('E_TOO_MANY', `${profiles.toLocaleString('en')} profiles are too many`, `a population has at most ${MOST_PEOPLE.toLocaleString('en')} profiles`)
  const expected = profiles * eventsPerProfile(spec, seed)
  if (expected <= MOST_EVENTS) return
  throw new RehearsalError(
    'E_TOO_MANY', `${profiles.toLocaleString('en')} profiles would have some ${Math.round(expected / 1e6)} million events`,
    `make fewer than ${MOST_EVENTS / 1e6} million events, or write them to a file with rehearse population make`,
  )
}

/** Makes a population in the column cache below `directory`, whole or not at all. Throws CANCELLED, E_DISK_FULL, E_READ_ONLY. */
export async function makePopulation(request: PopulationRequest, directory: string, { signal, onProgress }: Job): Promise<DatasetColumns> {
  const { spec, profiles, seed } = request
  const builder = new PeopleBuilder(spec, { first: 0, count: profiles }, seed)
  for (let done = 0; done < profiles; ) {
    done = builder.advance(STRIDE)
    onProgress({ phase: 'generating', done, total: profiles })
    await new Promise((resolve) => setImmediate(resolve))
    signal.throwIfAborted()
  }
  const digest = populationDigest(request)
  const dataset = builder.build(digest)
  const folder = join(directory, digest.slice('sha256:'.length, 'sha256:'.length + 32))
  onProgress({ phase: 'writing', done: 0, total: 1 })
  writeDataset(folder, dataset, { files: [], mapping: {}, setName: null, rejected: 0, rejectedByReason: {}, timestampFormats: [] })
  onProgress({ phase: 'writing', done: 1, total: 1 })
  return { directory: folder, digest, events: eventCountOf(dataset), profiles, from: dataset.firstAt, to: dataset.lastAt, rejected: 0 }
}
