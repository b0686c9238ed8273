import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { extname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { RehearsalError } from '../core/errors.ts'
import { eventCountOf, profileCountOf, textAt, type EventDataset, type ValueColumn } from '../core/model/dataset.ts'
import { populationBlocks } from '../core/simulate/population.ts'
import type { PopulationSpec } from '../core/simulate/population-spec.ts'
import { csvCell, eventCsv, eventCsvHeader } from './event-csv.ts'
import { writeError } from '../node/columns/file-errors.ts'
import { writeParquet, type TableColumns } from '../node/ingest/write-parquet.ts'

export interface PopulationFileRequest {
  spec: PopulationSpec
  profiles: number
  seed: number
  /** `.csv`, `.jsonl` or `.parquet`; the first two also with `.gz`. */
  out: string
  /** Where the attributes go, if wanted: a profiles file as `simulate --profiles` takes it; `.csv` or `.jsonl`, also with `.gz`. */
  attributes?: string | undefined
  onProgress?: ((done: number, total: number) => void) | undefined
}

/** Profiles in one part of a Parquet file: about 2 million events, 150 MB of CSV on disk while it is turned into Parquet. */
const PART_PROFILES = 4096 * 32

const PARQUET_COLUMNS: TableColumns = [
  ['profileId', 'VARCHAR'], ['at', 'TIMESTAMP_MS'], ['name', 'VARCHAR'], ['platform', 'VARCHAR'], ['appVersion', 'VARCHAR'],
  ['category', 'VARCHAR'], ['productId', 'VARCHAR'], ['price', 'INTEGER'], ['quantity', 'INTEGER'], ['orderId', 'VARCHAR'],
]

type Format = 'csv' | 'jsonl' | 'parquet'

/** Writes a synthetic population to a file, block by block, whole or not at all; answers how many events. Throws E_USAGE, E_DISK_FULL, E_READ_ONLY. */
export async function writePopulationFile(request: PopulationFileRequest): Promise<number> {
  const format = formatOf(request.out)
  const attributesFormat = request.attributes === undefined ? undefined : formatOf(request.attributes)
  if (attributesFormat === 'parquet') throw wrongFormat(request.attributes!, '.csv, .csv.gz, .jsonl or .jsonl.gz')
  let events = 0
  let done = 0
  const counted = function* (first: number, count: number): Generator<EventDataset> {
    for (const block of populationBlocks(request.spec, { first, count }, request.seed)) {
      events += eventCountOf(block)
      yield block
      request.onProgress?.((done += profileCountOf(block)), request.profiles)
    }
  }
  await wholeOrNothing(request.out, async (path) => {
    if (format !== 'parquet') return writePieces(path, request.out, eventLines(format, counted(0, request.profiles)))
    await writeParquet(path, PARQUET_COLUMNS, Math.max(1, Math.ceil(request.profiles / PART_PROFILES)), (csv, part) => {
      const first = part * PART_PROFILES
      return writePieces(csv, csv, eventLines('csv', counted(first, Math.min(PART_PROFILES, request.profiles - first))))
    })
  })
  if (request.attributes !== undefined && attributesFormat !== undefined) {
    const { attributes } = request
    const blocks = populationBlocks(request.spec, { first: 0, count: request.profiles }, request.seed)
    await wholeOrNothing(attributes, (path) => writePieces(path, attributes, attributeLines(attributesFormat, blocks)))
  }
  return events
}

function formatOf(path: string): Format {
  const plain = path.replace(/\.gz$/i, '')
  const format = { '.csv': 'csv', '.jsonl': 'jsonl', '.parquet': 'parquet' }[extname(plain).toLowerCase()] as Format | undefined // as: the values above
  if (format === undefined || (format === 'parquet' && plain !== path)) throw wrongFormat(path, '.csv, .jsonl (both also with .gz) or .parquet')
  return format
}

function wrongFormat(path: string, endings: string): RehearsalError {
  return new RehearsalError('E_USAGE', `${path}: the ending says which format to write, and this one is none of those known.`, `End the name in ${endings}.`, { unusable: true })
}

async function wholeOrNothing(out: string, write: (path: string) => Promise<void>): Promise<void> {
  const draft = `${out}.partial-${process.pid}`
  try {
    await write(draft)
    await rename(draft, out)
  } catch (error) {
    await rm(draft, { force: true })
    throw writeError(error, out)
  }
}

async function writePieces(path: string, named: string, pieces: Iterable<string | Uint8Array>): Promise<void> {
  const file = createWriteStream(path)
  const source = Readable.from(pieces, { objectMode: true, highWaterMark: 1 })
  await (/\.gz$/i.test(named) ? pipeline(source, createGzip(), file) : pipeline(source, file))
}

const PROPERTIES = PARQUET_COLUMNS.slice(3).map(([name]) => name)

function* eventLines(format: 'csv' | 'jsonl', blocks: Iterable<EventDataset>): Generator<string | Uint8Array> {
  if (format === 'csv') yield eventCsvHeader(PROPERTIES)
  for (const block of blocks) yield format === 'csv' ? eventCsv(block, PROPERTIES) : eventJsonLines(block)
}

function eventJsonLines(block: EventDataset): string {
  let text = ''
  for (let profile = 0; profile < profileCountOf(block); profile++) {
    const profileId = textAt(block.profileIds, profile)
    for (let row = block.offsets[profile]!; row < block.offsets[profile + 1]!; row++) {
      const fixed = { profileId, at: new Date(block.at[row]!).toISOString(), name: block.names[block.nameCodes[row]!] }
      text += `${JSON.stringify({ ...fixed, ...valuesOf(block.properties, row) })}\n`
    }
  }
  return text
}

function* attributeLines(format: 'csv' | 'jsonl', blocks: Iterable<EventDataset>): Generator<string> {
  let headed = format === 'jsonl'
  for (const block of blocks) {
    let text = headed ? '' : `${['profileId', ...block.attributes.keys()].join(',')}\n`
    headed = true
    for (let profile = 0; profile < profileCountOf(block); profile++) {
      const profileId = textAt(block.profileIds, profile)
      const cells = [profileId, ...[...block.attributes.values()].map((column) => column.values[column.codes[profile]!])]
      text += format === 'csv' ? `${cells.map(csvCell).join(',')}\n` : `${JSON.stringify({ profileId, ...valuesOf(block.attributes, profile) })}\n`
    }
    yield text
  }
}

function valuesOf(columns: ReadonlyMap<string, ValueColumn>, row: number): Record<string, unknown> {
  const pairs = [...columns].map(([name, { codes, values }]) => [name, values[codes[row]!]] as const)
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined && value !== null))
}
