import { createHash } from 'node:crypto'
import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Mapping } from '../../api/contract.ts'
import { RehearsalError } from '../../core/errors.ts'
import { canonicalJson } from '../../core/json.ts'
import { datasetInfo, draftOf, isWhole, writeDatasetFiles } from '../columns/dataset-files.ts'
import { cacheFormatVersion, type ImportFacts } from '../columns/header.ts'
import { RejectLog } from '../columns/rejects.ts'
import { ProfileRows } from './collector.ts'
import { EventRows } from './event-rows.ts'
import { timestampFormats } from './instants.ts'
import { readCsvEvents, readCsvProfiles, type Reading } from './read-csv.ts'
import { readJsonEvents, readJsonProfiles } from './read-json-lines.ts'
import { readParquetEvents, readParquetProfiles } from './read-parquet.ts'
import { blocksOf, openSource, type SourceFile } from './source-file.ts'

export interface ImportProgress { phase: 'checking' | 'reading' | 'sorting' | 'writing'; done: number; total: number }

export interface ImportRequest {
  /** Event files in the order given: it is part of the dataset's order. */
  paths: readonly string[]
  mapping: Mapping
  /** A constant event name, for files without a column for it. */
  setName?: string | undefined
  profiles?: { path: string; profileId?: string | undefined } | undefined
  /** Folder that holds imported datasets, each in a folder of its own. */
  cacheDir: string
  /** Import even if the cache has it: it turned out to be damaged. */
  afresh?: boolean | undefined
  signal?: AbortSignal | undefined
  /** Told at least five times a second; `done` and `total` in bytes (checking, reading) or per mille. */
  onProgress?: ((progress: ImportProgress) => void) | undefined
}

export interface ImportedDataset {
  directory: string
  /** `sha256:` of the bytes of all files in the order given, events before profiles. */
  digest: string
  events: number
  profiles: number
  /** First and last instant, epoch ms. */
  from: number
  to: number
  rejected: number
  rejectedByReason: Record<string, number>
  timestampFormats: { format: string; rows: number }[]
  columns: { properties: string[]; attributes: string[] }
  /** The same files had been imported before, with the same mapping. */
  fromCache: boolean
}

/**
 * Reads event files (and a profiles file) into the column cache, by the rules of the format page; a file that was imported before, with
 * the same mapping, is not read again. Writes the whole dataset or nothing. Throws RehearsalErrors: unusable input, E_DISK_FULL,
 * E_READ_ONLY, CANCELLED.
 */
export async function importDataset(request: ImportRequest): Promise<ImportedDataset> {
  const pulse = new Pulse(request)
  const eventFiles = request.paths.map(openSource)
  const profileFile = request.profiles ? openSource(request.profiles.path) : undefined
  const sources = profileFile ? [...eventFiles, profileFile] : eventFiles
  if (eventFiles.length === 0) throw new RehearsalError('E_NO_FILES', 'No event file was given.', 'Name at least one.', { unusable: true })

  const digest = await digestOf(sources, pulse)
  const directory = join(request.cacheDir, keyOf(digest, sources, request))
  if (!request.afresh && isWhole(directory, true)) return imported(directory, true)

  const draft = draftOf(directory)
  try {
    const rejects = new RejectLog(draft.path)
    const reader = new SourceReader(sources, pulse, rejects)
    const rows = new EventRows(rejects)
    for (const source of eventFiles) await reader.events(source, rows, request)
    const attributes = new ProfileRows()
    if (profileFile) await reader.profiles(profileFile, rows, attributes, request)
    sources.forEach(sameAsBefore)

    const dataset = await rows.collector.build(digest, attributes, (share) => pulse.beat('sorting', Math.round(share * 1000), 1000))
    const facts: ImportFacts = {
      files: sources.map(({ name }) => name),
      mapping: request.mapping,
      setName: request.setName ?? null,
      rejected: rejects.count,
      rejectedByReason: rejects.byReason,
      timestampFormats: timestampFormats
        .map((format, index) => ({ format, rows: rows.formatCounts[index]! }))
        .filter((one) => one.rows > 0),
    }
    await pulse.beat('writing', 0, 1000)
    rejects.flush()
    writeDatasetFiles(draft.path, dataset, facts, (share) => pulse.tell('writing', Math.round(share * 1000), 1000))
    await pulse.beat('writing', 1000, 1000)
    draft.publish()
  } catch (error) {
    draft.discard()
    throw error
  }
  return imported(directory, false)
}

async function imported(directory: string, fromCache: boolean): Promise<ImportedDataset> {
  const { digest, events, profiles, from, to, rejected, rejectedByReason, timestampFormats: formats, properties, attributes } = await datasetInfo(directory)
  return {
    directory, digest, events, profiles, from, to, rejected, rejectedByReason, timestampFormats: formats, columns: { properties, attributes }, fromCache,
  }
}

/** Everything the result depends on: a change of any part is another dataset. */
function keyOf(digest: string, sources: readonly SourceFile[], request: ImportRequest): string {
  const parts = {
    cacheFormatVersion,
    digest,
    files: sources.map(({ name, format, tabs, bytes }) => ({ name, format, tabs, bytes })),
    mapping: request.mapping,
    setName: request.setName,
    profiles: request.profiles && { profileId: request.profiles.profileId },
  }
  return createHash('sha256').update(canonicalJson(parts)).digest('hex').slice(0, 32)
}

async function digestOf(sources: readonly SourceFile[], pulse: Pulse): Promise<string> {
  const hash = createHash('sha256')
  const total = sources.reduce((sum, { bytes }) => sum + bytes, 0)
  let done = 0
  for (const source of sources) {
    for await (const block of blocksOf({ ...source, gzip: false })) {
      hash.update(block)
      done += block.length
      await pulse.beat('checking', done, total)
    }
  }
  return `sha256:${hash.digest('hex')}`
}

function sameAsBefore({ path, stat }: SourceFile): void {
  const now = statSync(path, { bigint: true, throwIfNoEntry: false })
  if (now?.size === stat.size && now.mtimeNs === stat.mtimeNs) return
  throw new RehearsalError('E_FILE_CHANGED', `${path} changed while it was being read.`, 'Import it again when nothing writes to it any more.', { unusable: true })
}

/** Tells how far the work is, a few times a second, and stops it when it is cancelled. */
class Pulse {
  readonly #request: ImportRequest
  #last = 0
  #phase = ''

  constructor(request: ImportRequest) {
    this.#request = request
  }

  /** Also gives other work of this process its turn: an import must not stop the engine from answering. */
  async beat(phase: ImportProgress['phase'], done: number, total: number): Promise<void> {
    this.tell(phase, done, total)
    if (this.#request.signal) await new Promise((resolve) => setImmediate(resolve))
    if (this.#request.signal?.aborted) throw new RehearsalError('CANCELLED', 'The import was cancelled.', 'Nothing was kept of it; start it again.')
  }

  tell(phase: ImportProgress['phase'], done: number, total: number): void {
    const now = performance.now()
    if (phase === this.#phase && now - this.#last < 100 && done < total) return
    this.#last = now
    this.#phase = phase
    this.#request.onProgress?.({ phase, done, total })
  }
}

/** Reads the files one after the other with the reader of their format, and keeps account of the bytes. */
class SourceReader {
  readonly #pulse: Pulse
  readonly #rejects: RejectLog
  readonly #total: number
  #before = 0

  constructor(sources: readonly SourceFile[], pulse: Pulse, rejects: RejectLog) {
    this.#pulse = pulse
    this.#rejects = rejects
    this.#total = sources.reduce((sum, { bytes }) => sum + bytes, 0)
  }

  async events(source: SourceFile, rows: EventRows, { mapping, setName }: ImportRequest): Promise<void> {
    const before = rows.collector.count
    const rejectedBefore = { ...this.#rejects.byReason }
    const read = { csv: readCsvEvents, jsonl: readJsonEvents, parquet: readParquetEvents }[source.format]
    await read(source, mapping, setName, rows, this.#reading())
    this.#before += source.bytes
    if (rows.collector.count > before) return
    const reasons = Object.entries(this.#rejects.byReason)
      .map(([reason, count]) => [reason, count - (rejectedBefore[reason] ?? 0)] as const)
      .filter(([, count]) => count > 0)
    const rejected = reasons.map(([reason, count]) => `${count} × ${reason}`).join(', ')
    throw new RehearsalError(
      'E_NO_USABLE_ROW',
      `${source.path}: no row is usable${rejected === '' ? '; it has no rows' : ` (${rejected})`}.`,
      'Check with `rehearse data inspect` that the file is what it should be and that --map names the right columns.',
      { unusable: true },
    )
  }

  async profiles(source: SourceFile, rows: EventRows, into: ProfileRows, { mapping, profiles }: ImportRequest): Promise<void> {
    const explicit = profiles?.profileId !== undefined
    const idColumn = profiles?.profileId ?? mapping.profileId ?? 'profileId'
    const read = { csv: readCsvProfiles, jsonl: readJsonProfiles, parquet: readParquetProfiles }[source.format]
    await read(source, idColumn, explicit, rows.collector.profiles, into, this.#reading())
    if (into.count > 0) return
    throw new RehearsalError('E_NO_USABLE_ROW', `${source.path}: no row has a profile id.`, 'Check the file, and which of its columns holds the ids.', {
      unusable: true,
    })
  }

  #reading(): Reading {
    return { rejects: this.#rejects, read: (bytes) => this.#pulse.beat('reading', this.#before + bytes, this.#total) }
  }
}

/** Removes an imported dataset from the cache. */
export function removeDataset(directory: string): void {
  rmSync(directory, { recursive: true, force: true })
}
