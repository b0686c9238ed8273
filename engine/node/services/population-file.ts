import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { RehearsalError } from '../../core/errors.ts'
import { ABSENT, codesFor, eventCountOf, profileCountOf, textAt, type EventDataset, type ValueColumn } from '../../core/model/dataset.ts'
import { peopleInBlocks } from '../../core/population/generate.ts'
import type { PopulationDocument } from '../../core/population/spec.ts'
import { propertyTypes, type ValueType } from '../../core/population/value-types.ts'
import { csvCell, eventCsv, eventCsvHeader } from '../../templates/event-csv.ts'
import { writeError } from '../columns/file-errors.ts'
import { writeParquet, type TableColumns } from '../ingest/write-parquet.ts'

export interface PeopleFileRequest {
  spec: PopulationDocument
  profiles: number
  seed: number
  /** `.csv`, `.jsonl` or `.parquet`; the first two also with `.gz`. */
  out: string
  /** Where the attributes go, if wanted: `.csv` or `.jsonl`, also with `.gz`. */
  attributes?: string | undefined
  onProgress?: ((done: number, total: number) => void) | undefined
}

type Format = 'csv' | 'jsonl' | 'parquet'

/** People in one part of a Parquet file: it bounds the CSV that lies on disk while it is turned into Parquet. */
const PART_PROFILES = 4096 * 16
/** The column an import unpacks: properties whose text a cell would turn into numbers stand in it as JSON. */
const PACKED = 'properties'

/** Writes a population to a file block by block, whole or not at all; answers how many events. Throws E_USAGE, E_DISK_FULL, E_READ_ONLY. */
export async function writePeopleFile(request: PeopleFileRequest): Promise<number> {
  const { spec, profiles, seed, out, attributes } = request
  const format = formatOf(out)
  const attributesFormat = attributes === undefined ? undefined : formatOf(attributes)
  if (attributesFormat === 'parquet') throw wrongFormat(attributes!, '.csv, .csv.gz, .jsonl or .jsonl.gz')
  const columns = columnsOf(spec)
  let events = 0
  let done = 0
  const counted = function* (first: number, count: number): Generator<EventDataset> {
    for (const block of peopleInBlocks(spec, { first, count }, seed)) {
      events += eventCountOf(block)
      yield format === 'jsonl' ? block : packed(block, columns.packed)
      request.onProgress?.((done += profileCountOf(block)), profiles)
    }
  }
  await wholeOrNothing(out, async (path) => {
    if (format !== 'parquet') return writePieces(path, out, eventLines(format, columns.names, counted(0, profiles)))
    await writeParquet(path, columns.table, Math.max(1, Math.ceil(profiles / PART_PROFILES)), (csv, part) => {
      const first = part * PART_PROFILES
      return writePieces(csv, csv, eventLines('csv', columns.names, counted(first, Math.min(PART_PROFILES, profiles - first))))
    })
  })
  if (attributes !== undefined && attributesFormat !== undefined) {
    await wholeOrNothing(attributes, (path) => writePieces(path, attributes, attributeLines(attributesFormat, peopleInBlocks(spec, { first: 0, count: profiles }, seed))))
  }
  return events
}

/** The columns of the file: properties that a cell keeps as they are, and the packed ones together. */
function columnsOf(spec: PopulationDocument): { names: string[]; packed: string[]; table: TableColumns } {
  const plain: [string, string][] = []
  const packedNames: string[] = []
  for (const [name, types] of propertyTypes(spec)) {
    const type = sqlType(types)
    if (type === undefined || name === PACKED || ['profileId', 'at', 'name'].includes(name)) packedNames.push(name)
    else plain.push([name, type])
  }
  const all: [string, string][] = packedNames.length > 0 ? [...plain, [PACKED, 'VARCHAR']] : plain
  return { names: all.map(([name]) => name), packed: packedNames, table: [['profileId', 'VARCHAR'], ['at', 'TIMESTAMP_MS'], ['name', 'VARCHAR'], ...all] }
}

function sqlType(types: ReadonlySet<ValueType>): string | undefined {
  if (types.has('cellText') || types.size > 1) return undefined
  return types.has('number') ? 'DOUBLE' : types.has('boolean') ? 'BOOLEAN' : 'VARCHAR'
}

/** The block with some of its properties as one column of JSON. */
function packed(block: EventDataset, names: readonly string[]): EventDataset {
  if (names.length === 0) return block
  const columns = names.flatMap((name) => {
    const column = block.properties.get(name)
    return column ? [{ codes: column.codes, members: column.values.map((value) => `${JSON.stringify(name)}:${JSON.stringify(value)}`) }] : []
  })
  if (columns.length === 1) {
    const [{ codes, members }] = columns as [(typeof columns)[number]] // as: just counted
    return { ...block, properties: new Map([...block.properties, [PACKED, { codes, values: members.map((member, code) => (code === ABSENT ? undefined : `{${member}}`)) }]]) }
  }
  const values: (string | null | undefined)[] = [undefined, null]
  const known = new Map<string, number>()
  const codes = codesFor(block.at.length, block.at.length + 2)
  for (let row = 0; row < codes.length; row++) {
    let text = ''
    for (const column of columns) if (column.codes[row] !== ABSENT) text += `${text === '' ? '{' : ','}${column.members[column.codes[row]!]!}`
    if (text === '') continue
    let code = known.get(text)
    if (code === undefined) known.set(text, (code = values.push(`${text}}`) - 1))
    codes[row] = code
  }
  return { ...block, properties: new Map([...block.properties, [PACKED, { codes, values }]]) }
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
  const source = Readable.from(pieces, { objectMode: true, highWaterMark: 1 })
  await (/\.gz$/i.test(named) ? pipeline(source, createGzip(), createWriteStream(path)) : pipeline(source, createWriteStream(path)))
}

function* eventLines(format: 'csv' | 'jsonl', names: readonly string[], blocks: Iterable<EventDataset>): Generator<string | Uint8Array> {
  if (format === 'csv') yield eventCsvHeader(names.map(csvCell))
  for (const block of blocks) yield format === 'csv' ? eventCsv(block, names) : eventJsonLines(block)
}

function eventJsonLines(block: EventDataset): string {
  let text = ''
  for (let profile = 0; profile < profileCountOf(block); profile++) {
    const profileId = textAt(block.profileIds, profile)
    for (let row = block.offsets[profile]!; row < block.offsets[profile + 1]!; row++) {
      text += `${JSON.stringify({ profileId, at: new Date(block.at[row]!).toISOString(), name: block.names[block.nameCodes[row]!], properties: valuesOf(block.properties, row) })}\n`
    }
  }
  return text
}

function* attributeLines(format: 'csv' | 'jsonl', blocks: Iterable<EventDataset>): Generator<string> {
  let isHeaded = format === 'jsonl'
  for (const block of blocks) {
    let text = isHeaded ? '' : `${['profileId', ...block.attributes.keys()].map(csvCell).join(',')}\n`
    isHeaded = true
    for (let profile = 0; profile < profileCountOf(block); profile++) {
      if (block.attributeRows?.[profile] === 0) continue
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
