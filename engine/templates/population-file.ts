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

/** Profiles in one part of a Parquet file: about 4 million events, 300 MB of CSV on disk while it is turned into Parquet. */
const PART_PROFILES = 4096 * 64

const PARQUET_COLUMNS: TableColumns = [
  ['profileId', 'VARCHAR'], ['at', 'TIMESTAMP_MS'], ['name', 'VARCHAR'], ['platform', 'VARCHAR'], ['appVersion', 'VARCHAR'],
  ['category', 'VARCHAR'], ['productId', 'VARCHAR'], ['price', 'INTEGER'], ['quantity', 'INTEGER'], ['orderId', 'VARCHAR'],
]

type Format = 'csv' | 'jsonl' | 'parquet'
interface Table { columns: readonly string[]; rows: (block: EventDataset) => number; cells: (block: EventDataset) => ((row: number) => unknown)[] }

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
    if (format !== 'parquet') return writeText(path, request.out, textOf(format, EVENTS, counted(0, request.profiles)))
    await writeParquet(path, PARQUET_COLUMNS, Math.max(1, Math.ceil(request.profiles / PART_PROFILES)), (csv, part) => {
      const first = part * PART_PROFILES
      return writeText(csv, csv, textOf('csv', EVENTS, counted(first, Math.min(PART_PROFILES, request.profiles - first))))
    })
  })
  if (request.attributes !== undefined && attributesFormat !== undefined) {
    const { attributes } = request
    const blocks = populationBlocks(request.spec, { first: 0, count: request.profiles }, request.seed)
    await wholeOrNothing(attributes, (path) => writeText(path, attributes, textOf(attributesFormat, attributesTable(request.spec), blocks)))
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

async function writeText(path: string, named: string, text: Iterable<string>): Promise<void> {
  const file = createWriteStream(path)
  await (/\.gz$/i.test(named) ? pipeline(Readable.from(text), createGzip(), file) : pipeline(Readable.from(text), file))
}

const EVENTS: Table = {
  columns: PARQUET_COLUMNS.map(([name]) => name),
  rows: eventCountOf,
  cells(block) {
    const ids = idsOfRows(block)
    const rest = PARQUET_COLUMNS.slice(3).map(([name]) => cellOf(block.properties.get(name)))
    return [ids, (row) => new Date(block.at[row]!).toISOString(), (row) => block.names[block.nameCodes[row]!], ...rest]
  },
}

function attributesTable(spec: PopulationSpec): Table {
  const [block] = populationBlocks(spec, { first: 0, count: 1 })
  const names = [...(block as EventDataset).attributes.keys()] // as: a range of one profile is one block
  return {
    columns: ['profileId', ...names],
    rows: profileCountOf,
    cells: (one) => [(row) => textAt(one.profileIds, row), ...names.map((name) => cellOf(one.attributes.get(name)))],
  }
}

/** The profile id of a row; rows are asked for in order. */
function idsOfRows(block: EventDataset): (row: number) => string {
  let profile = 0
  let id = ''
  let known = -1
  return (row) => {
    while (row >= block.offsets[profile + 1]!) profile++
    if (profile !== known) id = textAt(block.profileIds, (known = profile))
    return id
  }
}

function cellOf(column: ValueColumn | undefined): (row: number) => unknown {
  return column ? (row) => column.values[column.codes[row]!] : () => undefined
}

/** A table as text, one piece a block of profiles. */
function* textOf(format: 'csv' | 'jsonl', table: Table, blocks: Iterable<EventDataset>): Generator<string> {
  if (format === 'csv') yield `${table.columns.join(',')}\n`
  for (const block of blocks) {
    const cells = table.cells(block)
    const rows = table.rows(block)
    let text = ''
    for (let row = 0; row < rows; row++) text += format === 'csv' ? csvLine(cells, row) : jsonLine(table.columns, cells, row)
    if (text !== '') yield text
  }
}

function csvLine(cells: readonly ((row: number) => unknown)[], row: number): string {
  let line = ''
  for (let column = 0; column < cells.length; column++) {
    if (column > 0) line += ','
    const value = cells[column]!(row)
    if (value !== undefined && value !== null) line += csvCell(String(value))
  }
  return `${line}\n`
}

function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function jsonLine(columns: readonly string[], cells: readonly ((row: number) => unknown)[], row: number): string {
  const pairs = columns.map((name, column) => [name, cells[column]!(row)] as const).filter(([, value]) => value !== undefined && value !== null)
  return `${JSON.stringify(Object.fromEntries(pairs))}\n`
}
