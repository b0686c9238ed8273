import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { csvCell, csvCellAsIs, type CsvCellWriter } from '../../core/csv.ts'
import { RehearsalError } from '../../core/errors.ts'
import { eventCountOf, profileCountOf, textAt, type EventDataset, type ValueColumn } from '../../core/model/dataset.ts'
import { eventCsv, eventCsvHeader } from '../../templates/event-csv.ts'
import { writeError } from '../columns/file-errors.ts'
import { partialOf } from '../partial-files.ts'
import { writeParquet, type TableColumns } from './write-parquet.ts'

/** Where people who are made go. */
export interface PeopleFiles {
  profiles: number
  /** `.csv`, `.jsonl` or `.parquet`; the first two also with `.gz`. */
  out: string
  /** Where the attributes go, if wanted: a profiles file as `simulate --profiles` takes it; `.csv` or `.jsonl`, also with `.gz`. */
  attributes?: string | undefined
  onProgress?: ((done: number, total: number) => void) | undefined
}

/** How they are made and laid out. */
export interface PeopleInBlocks {
  /** Profiles `first` and on, `count` of them, in blocks. */
  blocks(range: { first: number; count: number }): Iterable<EventDataset>
  /** Columns of CSV and Parquet behind id, instant and name, and the whole table's. */
  names: readonly string[]
  table: TableColumns
  /** A block as CSV and Parquet have it, if that is not as it is. */
  asTable?(block: EventDataset): EventDataset
  /** JSON Lines have the properties in an object of their own. */
  isNested: boolean
  /** Profiles in one part of a Parquet file: it bounds the CSV that lies on disk while it is turned into Parquet. */
  partProfiles: number
}

type Format = 'csv' | 'jsonl' | 'parquet'

/** Writes people to a file block by block, whole or not at all; answers how many events. Throws E_USAGE, E_DISK_FULL, E_READ_ONLY. */
export async function writePeople({ profiles, out, attributes, onProgress }: PeopleFiles, people: PeopleInBlocks): Promise<number> {
  const format = formatOf(out)
  const attributesFormat = attributes === undefined ? undefined : formatOf(attributes)
  if (attributesFormat === 'parquet') throw wrongFormat(attributes!, '.csv, .csv.gz, .jsonl or .jsonl.gz')
  const { names, table, partProfiles, isNested } = people
  let events = 0
  let done = 0
  const counted = function* (first: number, count: number): Generator<EventDataset> {
    for (const block of people.blocks({ first, count })) {
      events += eventCountOf(block)
      yield format === 'jsonl' || !people.asTable ? block : people.asTable(block)
      onProgress?.((done += profileCountOf(block)), profiles)
    }
  }
  await wholeOrNothing(out, async (path) => {
    if (format !== 'parquet') return writePieces(path, out, eventLines(format === 'csv' ? csvCell : undefined, names, counted(0, profiles), isNested))
    await writeParquet(path, table, Math.max(1, Math.ceil(profiles / partProfiles)), (csv, part) => {
      const first = part * partProfiles
      return writePieces(csv, csv, eventLines(csvCellAsIs, names, counted(first, Math.min(partProfiles, profiles - first)), isNested))
    })
  })
  if (attributes !== undefined && attributesFormat !== undefined) {
    await wholeOrNothing(attributes, (path) => writePieces(path, attributes, attributeLines(attributesFormat, people.blocks({ first: 0, count: profiles }))))
  }
  return events
}

function formatOf(path: string): Format {
  const match = /\.(?:(parquet)|(csv|jsonl)(?:\.gz)?)$/i.exec(path)
  if (!match) throw wrongFormat(path, '.csv, .jsonl (both also with .gz) or .parquet')
  return match[1] !== undefined ? 'parquet' : match[2]!.toLowerCase() === 'csv' ? 'csv' : 'jsonl'
}

function wrongFormat(path: string, endings: string): RehearsalError {
  return new RehearsalError('E_USAGE', `${path}: the ending says which format to write, and this one is none of those known.`, `End the name in ${endings}.`, { unusable: true })
}

async function wholeOrNothing(out: string, write: (path: string) => Promise<void>): Promise<void> {
  const draft = partialOf(out)
  try {
    await write(draft)
    await rename(draft, out)
  } catch (error) {
    await rm(draft, { force: true })
    throw writeError(error, out)
  }
}

async function writePieces(path: string, named: string, pieces: Iterable<string | Uint8Array>): Promise<void> {
  const source = Readable.from(pieces, { objectMode: true, highWaterMark: 1 })
  await (/\.gz$/i.test(named) ? pipeline(source, createGzip(), createWriteStream(path)) : pipeline(source, createWriteStream(path)))
}

/** CSV with cells written so, or JSON Lines. */
function* eventLines(csv: CsvCellWriter | undefined, names: readonly string[], blocks: Iterable<EventDataset>, isNested: boolean): Generator<string | Uint8Array> {
  if (csv) yield eventCsvHeader(names, csv)
  for (const block of blocks) yield csv ? eventCsv(block, names, csv) : eventJsonLines(block, isNested)
}

function eventJsonLines(block: EventDataset, isNested: boolean): string {
  let text = ''
  for (let profile = 0; profile < profileCountOf(block); profile++) {
    const profileId = textAt(block.profileIds, profile)
    for (let row = block.offsets[profile]!; row < block.offsets[profile + 1]!; row++) {
      const values = valuesOf(block.properties, row)
      text += `${JSON.stringify({ profileId, at: new Date(block.at[row]!).toISOString(), name: block.names[block.nameCodes[row]!], ...(isNested ? { properties: values } : values) })}\n`
    }
  }
  return text
}

function* attributeLines(format: 'csv' | 'jsonl', blocks: Iterable<EventDataset>): Generator<string> {
  let isHeaded = format === 'jsonl'
  for (const block of blocks) {
    let text = isHeaded ? '' : `${['profileId', ...block.attributes.keys()].map((name) => csvCell(name)).join(',')}\n`
    isHeaded = true
    for (let profile = 0; profile < profileCountOf(block); profile++) {
      if (block.attributeRows?.[profile] === 0) continue
      const profileId = textAt(block.profileIds, profile)
      const cells = [profileId, ...[...block.attributes.values()].map((column) => column.values[column.codes[profile]!])]
      text += format === 'csv' ? `${cells.map((value) => csvCell(value)).join(',')}\n` : `${JSON.stringify({ profileId, ...valuesOf(block.attributes, profile) })}\n`
    }
    yield text
  }
}

function valuesOf(columns: ReadonlyMap<string, ValueColumn>, row: number): Record<string, unknown> {
  const pairs = [...columns].map(([name, { codes, values }]) => [name, values[codes[row]!]] as const)
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined && value !== null))
}
