import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { csvCell, csvCellAsIs, type CsvCellWriter } from '../../core/csv.ts'
import { RehearsalError } from '../../core/errors.ts'
import { ABSENT, profileCountOf, textAt, type EventDataset } from '../../core/model/dataset.ts'
import { writeError } from '../columns/file-errors.ts'
import { partialOf } from '../partial-files.ts'
import { writeParquet } from './write-parquet.ts'

interface WriteOptions { asIs?: boolean | undefined; signal?: AbortSignal; onProgress?: (done: number, total: number) => void }

export type EventsFormat = 'parquet' | 'csv' | 'jsonl'

/**
 * Writes all events of a dataset to a file, in the dataset's order, whole or not at all; the ending of the name says the format (CSV and
 * JSON Lines also with .gz). The columns are profileId, at, name and properties (JSON): the names an import looks for by itself, and values
 * keep their types in every format. In CSV, ids and names that a spreadsheet would run as a formula begin with an apostrophe, unless `asIs`. `onProgress` is told profiles done and in all. Throws E_FORMAT, E_DISK_FULL, E_READ_ONLY, CANCELLED.
 */
export async function writeEventsFile(dataset: EventDataset, path: string, { asIs = false, signal, onProgress = () => {} }: WriteOptions = {}): Promise<void> {
  const { format, gzip } = formatOf(path)
  const draft = partialOf(path)
  const told = (done: number): void => {
    if (signal?.aborted) throw new RehearsalError('CANCELLED', 'The export was cancelled.', 'Nothing was written; start it again.')
    onProgress(done, profileCountOf(dataset))
  }
  try {
    if (format === 'parquet') {
      const columns = [['profileId', 'VARCHAR'], ['at', 'TIMESTAMP_MS'], ['name', 'VARCHAR'], ['properties', 'VARCHAR']] as const
      await writeParquet(draft, columns, 1, (csv) => pipeline(Readable.from(textOf(dataset, csvCellAsIs, told)), createWriteStream(csv)))
    } else {
      const text = Readable.from(textOf(dataset, format === 'jsonl' ? undefined : asIs ? csvCellAsIs : csvCell, told))
      await (gzip ? pipeline(text, createGzip(), createWriteStream(draft)) : pipeline(text, createWriteStream(draft)))
    }
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {}) // what went wrong first is what counts
    // DuckDB tells of a full disk in words only.
    const full = error instanceof Error && /no space left/i.test(error.message)
    throw writeError(full ? Object.assign(new Error('disk full', { cause: error }), { code: 'ENOSPC' }) : error, path)
  }
}

function formatOf(path: string): { format: EventsFormat; gzip: boolean } {
  const match = /\.(?:(parquet)|(csv|jsonl|ndjson)(\.gz)?)$/i.exec(path)
  if (!match) {
    throw new RehearsalError('E_FORMAT', `${path}: cannot tell from the name which format to write.`, 'End it in .parquet, .csv, .jsonl, .csv.gz or .jsonl.gz.', {
      unusable: true,
    })
  }
  const [, parquet, text, gzip] = match
  return { format: parquet !== undefined ? 'parquet' : text?.toLowerCase() === 'csv' ? 'csv' : 'jsonl', gzip: gzip !== undefined }
}

/** CSV with cells written so, or JSON Lines. */
function* textOf(dataset: EventDataset, csv: CsvCellWriter | undefined, told: (profiles: number) => void): Generator<string> {
  const columns = [...dataset.properties].map(([name, { codes, values }]) => ({
    codes,
    members: values.map((value) => (value === undefined ? '' : `${JSON.stringify(name)}:${JSON.stringify(value)}`)),
  }))
  const cell = csv ?? JSON.stringify
  const names = dataset.names.map((name) => cell(name))
  let block = csv ? 'profileId,at,name,properties\n' : ''
  for (let profile = 0; profile < profileCountOf(dataset); profile++) {
    const id = cell(textAt(dataset.profileIds, profile))
    for (let row = dataset.offsets[profile]!; row < dataset.offsets[profile + 1]!; row++) {
      const at = new Date(dataset.at[row]!).toISOString()
      const name = names[dataset.nameCodes[row]!]!
      let properties = ''
      for (const { codes, members } of columns) {
        if (codes[row] !== ABSENT) properties += `${properties === '' ? '' : ','}${members[codes[row]!]!}`
      }
      if (properties !== '') properties = `{${properties}}`
      block += csv ? `${id},${at},${name},${csv(properties)}\n` : `{"profileId":${id},"at":"${at}","name":${name},"properties":${properties || '{}'}}\n`
      if (block.length > 1 << 18) {
        told(profile)
        yield block
        block = ''
      }
    }
  }
  told(profileCountOf(dataset))
  yield block
}
