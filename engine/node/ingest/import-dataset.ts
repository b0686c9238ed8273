import { createHash } from 'node:crypto'
import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { ImportOptions, Mapping } from '../../api/contract.ts'
import { RehearsalError } from '../../core/errors.ts'
import { canonicalJson, type JsonValue } from '../../core/json.ts'
import { datasetFilesWritten, datasetInfo, draftOf, isWhole } from '../columns/dataset-files.ts'
import { cacheFormatVersion, type ImportFacts } from '../columns/header.ts'
import { sweepLeftBehind } from '../columns/left-behind.ts'
import { RejectLog } from '../columns/rejects.ts'
import { columnFacts } from './column-facts.ts'
import { ProfileRows } from './collector.ts'
import { EventRows } from './event-rows.ts'
import { detectTime } from './detect-time.ts'
import { Privacy } from './privacy.ts'
import { readCsvEvents, readCsvProfiles, type ProfileColumns, type Reading } from './read-csv.ts'
import { readJsonEvents, readJsonProfiles } from './read-json-lines.ts'
import { readParquetEvents, readParquetProfiles } from './read-parquet.ts'
import { sampleOf, textsOf } from './sample.ts'
import { assertDated, isPartOfTime, noDate } from './undated.ts'
import { blocksOf, openSource, type SourceFile } from './source-file.ts'

/** Rows that show how instants are written; and how many are looked at where those do not tell the day from the month. */
const lookedAtFirst = 1000
const lookedAtLonger = 50_000

export interface ImportProgress { phase: 'checking' | 'reading' | 'sorting' | 'writing'; done: number; total: number }

export interface ImportRequest {
  /** Event files in the order given: it is part of the dataset's order. */
  paths: readonly string[]
  mapping: Mapping
  /** A constant event name, for files without a column for it. */
  setName?: string | undefined
  /** With `at`, the column of the instant from which a row holds. */
  profiles?: { path: string; profileId?: string | undefined; at?: string | undefined } | undefined
  options?: ImportOptions | undefined
  /** What to hash with, if anything is to be hashed. */
  hashKey?: Uint8Array | undefined
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
  /** `export`: attributes that hold from the start, though they were written down later; `dated`: each from its instant on; null: none of its own. */
  attributesAsOf: 'export' | 'dated' | null
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
  const options = request.options ?? {}
  const mapped = ['profileId', ...Object.values(request.mapping)].filter((name) => name !== undefined)
  const eventFiles = request.paths.map((path) => openSource(path, options, mapped))
  // Of the options, a file of people only shares what is kept of the data: it is a file of another making.
  const profileFile = request.profiles ? openSource(request.profiles.path, {}, [request.profiles.profileId, request.profiles.at, request.mapping.profileId].filter((name) => name !== undefined)) : undefined
  const sources = profileFile ? [...eventFiles, profileFile] : eventFiles
  if (eventFiles.length === 0) throw new RehearsalError('E_NO_FILES', 'No event file was given.', 'Name at least one.', { unusable: true })

  const digest = await digestOf(sources, pulse)
  const directory = join(request.cacheDir, keyOf(digest, sources, request))
  if (!request.afresh && isWhole(directory, true)) return imported(directory, true)

  await sweepLeftBehind(request.cacheDir, Date.now())
  const draft = draftOf(directory)
  try {
    const rejects = new RejectLog(draft.path)
    const privacy = new Privacy(options, request.hashKey)
    const { profileId = 'profileId', at = 'at', name = 'name' } = request.mapping
    privacy.settleIds(request.profiles?.profileId === undefined ? [profileId] : [profileId, request.profiles.profileId], at, name)
    // A rejected row may have its cells in the wrong columns: of a file from which something is left out no text is kept.
    const kept = privacy.active ? { add: (file: string, line: number, reason: string) => rejects.add(file, line, reason, '') } : rejects
    const reader = new SourceReader(sources, pulse, kept, rejects)
    const rows = new EventRows(kept, privacy, options.identify)
    for (const source of eventFiles) await reader.events(source, rows, request)
    const attributes = new ProfileRows(privacy)
    if (profileFile) await reader.profiles(profileFile, rows, attributes, request)
    sources.forEach(sameAsBefore)
    privacy.assertAllMet([...rows.collector.properties.all.keys(), ...attributes.columns.all.keys()])

    rows.forget()
    const dataset = await rows.collector.finish(digest, attributes, (share) => pulse.beat('sorting', Math.round(share * 1000), 1000))
    const facts: ImportFacts = {
      files: sources.map(({ name }) => name),
      mapping: request.mapping,
      setName: request.setName ?? null,
      rejected: rejects.count,
      rejectedByReason: rejects.byReason,
      ...(request.options ? { options: request.options } : {}),
      ...(request.profiles ? { attributesAsOf: request.profiles.at === undefined ? 'export' : 'dated' } : {}),
      timestampFormats: rows.formats
        .map((format, index) => ({ format, rows: rows.formatCounts[index]! }))
        .filter((one) => one.rows > 0),
    }
    await pulse.beat('writing', 0, 1000)
    rejects.flush()
    for (const share of datasetFilesWritten(draft.path, dataset, facts)) await pulse.beat('writing', Math.round(share * 1000), 1000)
    draft.publish()
  } catch (error) {
    draft.discard()
    throw error
  }
  return imported(directory, false)
}

async function imported(directory: string, fromCache: boolean): Promise<ImportedDataset> {
  const { digest, events, profiles, from, to, rejected, rejectedByReason, timestampFormats, attributesAsOf = null, properties, attributes } = await datasetInfo(directory)
  return {
    directory, digest, events, profiles, from, to, rejected, rejectedByReason, timestampFormats, columns: { properties, attributes }, attributesAsOf, fromCache,
  }
}

/** Counted up when the same bytes come to be read otherwise, so that nobody is given what older rules made of them. */
const READING_RULES = 3

/** Everything the result depends on: a change of any part is another dataset. */
function keyOf(digest: string, sources: readonly SourceFile[], request: ImportRequest): string {
  const parts = {
    cacheFormatVersion,
    readingRules: READING_RULES,
    digest,
    files: sources.map(({ name, format, layout, encoding, bytes }) => ({ name, format, layout, encoding, bytes })),
    mapping: request.mapping,
    setName: request.setName,
    profiles: request.profiles && { profileId: request.profiles.profileId, at: request.profiles.at },
    options: request.options,
    // The key itself must not be guessed from the name of a folder: a hash of it that took part in nothing else.
    hashKey: request.hashKey && createHash('sha256').update('cache').update(request.hashKey).digest('hex'),
  }
  return createHash('sha256').update(canonicalJson(JSON.parse(JSON.stringify(parts)) as JsonValue)).digest('hex').slice(0, 32)
}

async function digestOf(sources: readonly SourceFile[], pulse: Pulse): Promise<string> {
  const hash = createHash('sha256')
  const total = sources.reduce((sum, { bytes }) => sum + bytes, 0)
  let done = 0
  for (const source of sources) {
    for await (const block of blocksOf({ ...source, compression: 'none' })) {
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
  readonly #kept: Pick<RejectLog, 'add'>
  readonly #rejects: RejectLog
  readonly #total: number
  #before = 0

  /** Rejects go to `kept`, and are counted in `rejects`. */
  constructor(sources: readonly SourceFile[], pulse: Pulse, kept: Pick<RejectLog, 'add'>, rejects: RejectLog) {
    this.#pulse = pulse
    this.#kept = kept
    this.#rejects = rejects
    this.#total = sources.reduce((sum, { bytes }) => sum + bytes, 0)
  }

  async events(source: SourceFile, rows: EventRows, { mapping, setName, options }: ImportRequest): Promise<void> {
    await this.#settleTime(source, mapping.at ?? 'at', rows, options)
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

  async profiles(source: SourceFile, rows: EventRows, into: ProfileRows, { mapping, profiles, options }: ImportRequest): Promise<void> {
    const wanted: ProfileColumns = { id: profiles?.profileId ?? mapping.profileId ?? 'profileId', explicit: profiles?.profileId !== undefined, at: profiles?.at }
    if (wanted.at !== undefined) await this.#settleTime(source, wanted.at, rows, { timeZone: options?.timeZone })
    const before = rows.collector.count
    const read = { csv: readCsvProfiles, jsonl: readJsonProfiles, parquet: readParquetProfiles }[source.format]
    await read(source, wanted, rows, into, this.#reading())
    if (into.count > 0 || rows.collector.count > before) return
    throw new RehearsalError('E_NO_USABLE_ROW', `${source.path}: no row has a profile id${wanted.at === undefined ? '' : ' and an instant'}.`, 'Check the file, and which of its columns holds the ids.', {
      unusable: true,
    })
  }

  /** Looks at the first rows for how instants are written, unless somebody said it. Throws E_TIME_AMBIGUOUS, E_NO_DATE. */
  async #settleTime(source: SourceFile, column: string, rows: EventRows, options: Pick<ImportOptions, 'timeFormat' | 'timeZone'> = {}): Promise<void> {
    let timeFormat = options.timeFormat
    if (timeFormat === undefined) {
      const texts = await textsOf(source, column, lookedAtFirst)
      if (texts.length === 0) await assertSomeDate(source)
      let found = detectTime(texts)
      if (found.ambiguous) found = detectTime(await textsOf(source, column, lookedAtLonger))
      if (found.ambiguous) throw ambiguousTime(source.path, column, found.why)
      assertDated(source.path, column, texts)
      timeFormat = found.pattern ?? undefined
    }
    rows.readInstants(timeFormat, options.timeZone)
  }

  #reading(): Reading {
    return { rejects: this.#kept, read: (bytes) => this.#pulse.beat('reading', this.#before + bytes, this.#total) }
  }
}

/** The instants are not where they should be: perhaps there are none in the file. */
async function assertSomeDate(source: SourceFile): Promise<void> {
  const columns = columnFacts(await sampleOf(source, lookedAtFirst))
  const parts = columns.filter(({ name, texts }) => isPartOfTime(name, texts)).map(({ name }) => name)
  if (parts.length > 0 && !columns.some(({ time }) => time.share >= 0.9)) throw noDate(source.path, parts)
}

function ambiguousTime(path: string, column: string, why: string): RehearsalError {
  return new RehearsalError('E_TIME_AMBIGUOUS', `${path}: the dates in ${JSON.stringify(column)} can be read two ways: ${why}.`, 'Say which with --time-format dd/mm/yyyy or mm/dd/yyyy.', {
    unusable: true,
  })
}

/** Removes an imported dataset from the cache. */
export function removeDataset(directory: string): void {
  rmSync(directory, { recursive: true, force: true })
}
