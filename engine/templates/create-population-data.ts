import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { RehearsalError } from '../core/errors.ts'
import { canonicalJson } from '../core/json.ts'
import { eventCountOf, type EventDataset } from '../core/model/dataset.ts'
import { writeDataset } from '../node/columns/index.ts'
import type { CreateDataOptions, TemplateData } from './template.ts'

/** Profiles between two looks at the clock, the signal and the event loop. */
const STRIDE = 4096

/** Makes people some at a time; the dataset is there once all are done. */
export interface PeopleMaker { advance(profiles: number): number; build(): EventDataset }

/** Generates a population straight into the column cache; its digest is that of its columns. */
export async function createPopulationData(builder: PeopleMaker, name: string, options: CreateDataOptions & { profiles: number }): Promise<TemplateData> {
  const { directory, profiles, signal, onProgress } = options
  for (let done = 0; done < profiles; ) {
    done = builder.advance(STRIDE)
    onProgress?.({ phase: 'generating', done, total: profiles })
    await new Promise((resolve) => setImmediate(resolve))
    if (signal?.aborted) throw new RehearsalError('CANCELLED', 'Generating the data was cancelled.', 'Nothing was kept of it; start it again.')
  }
  const columns = builder.build()
  const dataset = { ...columns, digest: digestOf(columns) }
  const folder = join(directory, dataset.digest.slice('sha256:'.length, 'sha256:'.length + 32))
  onProgress?.({ phase: 'writing', done: 0, total: 1 })
  writeDataset(folder, dataset, { files: [], mapping: {}, setName: null, rejected: 0, rejectedByReason: {}, timestampFormats: [] })
  onProgress?.({ phase: 'writing', done: 1, total: 1 })
  return { directory: folder, digest: dataset.digest, name, events: eventCountOf(dataset), profiles, from: dataset.firstAt, to: dataset.lastAt, rejected: 0 }
}

/** There are no files to take a digest of: it is taken of the columns, with their names and values. Every machine this runs on is little-endian. */
function digestOf(dataset: EventDataset): string {
  const hash = createHash('sha256')
  const add = (array: Uint8Array | Uint16Array | Uint32Array | Float64Array) => hash.update(new Uint8Array(array.buffer, array.byteOffset, array.byteLength))
  add(dataset.profileIds.bytes)
  add(dataset.offsets)
  add(dataset.at)
  hash.update(canonicalJson(dataset.names))
  add(dataset.nameCodes)
  for (const columns of [dataset.properties, dataset.attributes]) {
    for (const [name, { codes, values }] of columns) {
      hash.update(canonicalJson([name, values.slice(2)]))
      add(codes)
    }
  }
  return `sha256:${hash.digest('hex')}`
}
