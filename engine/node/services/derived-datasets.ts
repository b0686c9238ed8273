import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { DatasetSummary, MethodOutput } from '../../api/contract.ts'
import { RehearsalError } from '../../core/errors.ts'
import { fileNameOf } from '../../core/file-name.ts'
import type { JsonValue } from '../../core/json.ts'
import { eventCountOf, profileCountOf, type EventDataset } from '../../core/model/dataset.ts'
import { BUCKETS } from '../../core/simulate/hash.ts'
import { writeError } from '../columns/file-errors.ts'
import { whileNoted } from '../partial-files.ts'
import type { StoredDataset } from '../storage/datasets.ts'
import { canonicalPath } from '../storage/journey-file.ts'
import type { Asked, ServiceContext } from './context.ts'
import type { DatasetService } from './datasets.ts'
import type { Job } from './jobs.ts'

/** What is made of datasets of the workspace: smaller ones, and files. */
export class DerivedDatasetService {
  readonly #context: ServiceContext
  readonly #datasets: DatasetService

  constructor(context: ServiceContext, datasets: DatasetService) {
    this.#context = context
    this.#datasets = datasets
  }

  async sample({ jobId, id, share, seed = 0, name }: Asked<'datasets.sample'>): Promise<DatasetSummary> {
    const of = this.#datasets.get(id)
    if (Math.round(share * BUCKETS) === 0) throw new RehearsalError('E_SHARE', `A share of ${share} is less than one profile in ${BUCKETS}.`, `Take ${1 / BUCKETS} or more.`, { unusable: true })
    const words = `${percent(share)} of the profiles of ${of.name} (seed ${seed})`
    const { sampleProfiles } = await columns()
    return this.#derive(jobId, of, { how: 'sample', share, seed }, (dataset, digest) => sampleProfiles(dataset, share, seed, digest), name ?? `${of.name}, ${percent(share)}`, words)
  }

  async slice({ jobId, id, from, until, name }: Asked<'datasets.slice'>): Promise<DatasetSummary> {
    const of = this.#datasets.get(id)
    if (from === undefined && until === undefined) throw new RehearsalError('E_SPAN', 'A slice needs a beginning or an end.', 'Say from when, until when, or both.', { unusable: true })
    if (from !== undefined && until !== undefined && from >= until) throw new RehearsalError('E_SPAN', 'The slice ends before it begins.', 'Choose an end after the beginning.', { unusable: true })
    const span = [from === undefined ? '' : `from ${iso(from)}`, until === undefined ? '' : `until ${iso(until)}`].filter((part) => part !== '').join(' ')
    const { sliceTime } = await columns()
    const how = { how: 'slice', from: from ?? null, until: until ?? null }
    return this.#derive(jobId, of, how, (dataset, digest) => sliceTime(dataset, from ?? -Infinity, until ?? Infinity, digest), name ?? `${of.name}, ${span}`, `${of.name} ${span}`)
  }

  async export({ jobId, id, path, format = 'csv', attributes = false, asIs = false }: Asked<'datasets.export'>): Promise<MethodOutput<'datasets.export'>> {
    const stored = this.#datasets.get(id)
    return this.#context.jobs.run(jobId, async ({ signal, onProgress }) => {
      const [{ openDataset }, { writeEventsFile, writeProfilesFile }] = await Promise.all([columns(), import('../ingest/index.ts')])
      const out = path ?? this.#exportPath(stored.name, format)
      onProgress({ phase: 'reading', done: 0, total: 1 })
      const dataset = await openDataset(this.#datasets.directoryOf(stored), attributes ? {} : { attributes: [] })
      onProgress({ phase: 'reading', done: 1, total: 1 })
      const profilesPath = attributes && dataset.attributes.size > 0 ? out.replace(/(\.(parquet|csv|jsonl|ndjson))?(\.gz)?$/i, '.profiles.csv') : null
      assertNoOriginal(this.#datasets.all(), profilesPath === null ? [out] : [out, profilesPath])
      await whileNoted(this.#context.workspace.directory, dirname(out), async () => {
        await writeEventsFile(dataset, out, { asIs, signal, onProgress: (done, total) => onProgress({ phase: 'writing', done, total }) })
        if (profilesPath !== null) await writeProfilesFile(dataset, profilesPath, { asIs })
      })
      return { path: out, profilesPath, events: eventCountOf(dataset), bytes: statSync(out).size }
    })
  }

  async exportRejects({ id, path }: Asked<'datasets.exportRejects'>): Promise<MethodOutput<'datasets.exportRejects'>> {
    const stored = this.#datasets.get(id)
    const { writeRejectsCsv } = await columns()
    const out = path ?? this.#exportPath(`${stored.name} rejects`, 'csv')
    assertNoOriginal(this.#datasets.all(), [out])
    return { path: out, rows: await whileNoted(this.#context.workspace.directory, dirname(out), () => writeRejectsCsv(this.#datasets.directoryOf(stored), out)) }
  }

  async #derive(
    jobId: string, of: StoredDataset, how: Record<string, JsonValue>, make: (dataset: EventDataset, digest: string) => EventDataset, name: string, source: string,
  ): Promise<DatasetSummary> {
    return this.#context.jobs.run(jobId, async ({ signal, onProgress }: Job) => {
      const { datasetInfo, derivedDigest, openDataset, writeDataset } = await columns()
      const { workspace } = this.#context
      const whole = this.#datasets.directoryOf(of)
      const turn = async (phase: string, done: number): Promise<void> => {
        onProgress({ phase, done, total: 1 })
        await new Promise((resolve) => setImmediate(resolve))
        signal.throwIfAborted()
      }
      await turn('reading', 0)
      const dataset = await openDataset(whole)
      await turn('reading', 1)
      // The folder names what was read and how, which the digest of the files alone does not.
      const digest = derivedDigest(`${of.digest} ${of.folder}`, how)
      const made = make(dataset, digest)
      if (profileCountOf(made) === 0) throw new RehearsalError('E_EMPTY_DATASET', 'Nobody would be left in it.', 'Take a larger share, or a longer span.')
      if (eventCountOf(made) === 0) throw new RehearsalError('E_EMPTY_DATASET', 'No event would be left in it.', 'Take a larger share, or a longer span.')
      await turn('writing', 0)
      const directory = join(workspace.datasetsDirectory, digest.slice('sha256:'.length, 'sha256:'.length + 32))
      const { attributesAsOf } = await datasetInfo(whole)
      const facts = { files: [], mapping: {}, setName: null, rejected: 0, rejectedByReason: {}, timestampFormats: [], ...(attributesAsOf ? { attributesAsOf } : {}) }
      writeDataset(directory, made, facts)
      await turn('writing', 1)
      const counts = { directory, digest, events: eventCountOf(made), profiles: profileCountOf(made), from: made.firstAt, to: made.lastAt, rejected: 0 }
      return this.#datasets.summaryOf(this.#datasets.add({ ...counts, attributesAsOf: of.attributesAsOf }, name, source, null))
    })
  }

  /** A file of that name in the folder `exports` of the workspace that is not there yet. */
  #exportPath(name: string, format: string): string {
    const folder = join(this.#context.workspace.directory, 'exports')
    try {
      mkdirSync(folder, { recursive: true })
    } catch (error) {
      throw writeError(error, folder)
    }
    const plain = fileNameOf(name, 'events')
    for (let number = 1; ; number++) {
      const path = join(folder, `${plain}${number === 1 ? '' : ` ${number}`}.${format}`)
      if (!existsSync(path)) return path
    }
  }
}

/** Throws E_ORIGINAL for a file that one of the datasets was imported from: nothing could be read from it again. */
function assertNoOriginal(datasets: readonly StoredDataset[], outs: readonly string[]): void {
  const written = new Map(outs.map((out) => [canonicalPath(out), out]))
  for (const { name, request } of datasets) {
    const originals = [...(request?.paths ?? []), ...(request?.profiles ? [request.profiles.path] : [])]
    const original = originals.map((path) => written.get(canonicalPath(path))).find((path) => path !== undefined)
    if (original === undefined) continue
    throw new RehearsalError('E_ORIGINAL', `The dataset "${name}" was imported from ${original}, which would be overwritten.`, 'Write to another file.', { unusable: true })
  }
}

function columns() {
  return import('../columns/index.ts')
}

const percent = (share: number): string => `${Number((share * 100).toFixed(2))} %`
const iso = (instant: number): string => new Date(instant).toISOString().replace(/T00:00:00\.000Z$/, '').replace('.000Z', 'Z')
