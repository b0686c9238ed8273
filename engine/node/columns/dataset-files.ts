import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { eventCountOf, profileCountOf, type EventDataset, type ValueColumn } from '../../core/model/dataset.ts'
import { blocksWritten, readBlocks, type BlockArray, type BlockFile, type BlockPart } from './blocks.ts'
import { decodeValues, encodeValues } from './dictionary.ts'
import { writeError } from './file-errors.ts'
import { draftPrefix } from './left-behind.ts'
import { cacheFormatVersion, damaged, readHeader, writeHeader, type DatasetHeader, type ImportFacts } from './header.ts'

/** A folder beside `directory` to fill; `publish` puts it in its place in one step, `discard` leaves nothing behind. */
export interface Draft { path: string; publish(): void; discard(): void }

/** Throws E_READ_ONLY or E_DISK_FULL if the folder cannot be made. */
export function draftOf(directory: string): Draft {
  let path: string
  try {
    makeFolder(dirname(directory))
    path = mkdtempSync(join(dirname(directory), draftPrefix(basename(directory))))
  } catch (error) {
    throw writeError(error, dirname(directory))
  }
  const discard = (): void => rmSync(path, { recursive: true, force: true })
  return {
    path,
    discard,
    publish() {
      try {
        rmSync(directory, { recursive: true, force: true })
        renameSync(path, directory)
      } catch (error) {
        discard()
        // Another process may have put the same content there between the two steps: theirs is as good.
        if (isWhole(directory)) return
        throw writeError(error, directory)
      }
    },
  }
}

/** Node's own recursive mkdir never returns where a parent says that it cannot hold folders (as /proc does), so each is made by itself. */
function makeFolder(path: string): void {
  if (existsSync(path)) return
  if (dirname(path) !== path) makeFolder(dirname(path))
  try {
    mkdirSync(path)
  } catch (error) {
    if (!existsSync(path)) throw error // else another process was faster
  }
}

/**
 * Writes a dataset to `directory` (made if needed, replaced if there), whole or not at all.
 * Throws E_DISK_FULL or E_READ_ONLY.
 */
export function writeDataset(directory: string, dataset: EventDataset, facts: ImportFacts): void {
  const draft = draftOf(directory)
  try {
    for (const _ of datasetFilesWritten(draft.path, writable(dataset), facts));
  } catch (error) {
    draft.discard()
    throw error
  }
  draft.publish()
}

/** A column as it goes to the disk: codes, and the arrays of its dictionary. */
export interface WritableColumn { codes: BlockPart[1]; values: BlockPart[] }

/** A dataset as it goes to the disk; rows and columns are made when they are asked for, one after the other, and need not be kept. */
export interface WritableDataset {
  digest: string
  events: number
  profiles: number
  firstAt: number
  lastAt: number
  names: readonly string[]
  rows: () => BlockPart[]
  properties: { size: number; columns: () => Iterable<readonly [name: string, column: WritableColumn]> }
  attributes: { size: number; columns: () => Iterable<readonly [name: string, column: WritableColumn]> }
}

function writable(dataset: EventDataset): WritableDataset {
  const columns = (all: EventDataset['properties']): WritableDataset['properties'] => ({
    size: all.size,
    *columns() {
      for (const [name, { codes, values }] of all) yield [name, { codes, values: encodeValues(values) }] as const
    },
  })
  return {
    digest: dataset.digest,
    events: eventCountOf(dataset),
    profiles: profileCountOf(dataset),
    firstAt: dataset.firstAt,
    lastAt: dataset.lastAt,
    names: dataset.names,
    rows: () => [
      ['offsets', dataset.offsets],
      ['at', dataset.at],
      ['nameCodes', dataset.nameCodes],
      ['profileBytes', dataset.profileIds.bytes],
      ['profileOffsets', dataset.profileIds.offsets],
      ...(dataset.attributeRows ? [['attributeRows', dataset.attributeRows] satisfies BlockPart] : []),
    ],
    properties: columns(dataset.properties),
    attributes: columns(dataset.attributes),
  }
}

/** Writes the files themselves into a folder that is there; tells the share done (0 to 1) after each piece. Only when it has run to its end is the dataset there. */
export function* datasetFilesWritten(directory: string, dataset: WritableDataset, facts: ImportFacts): Generator<number, void> {
  const total = 1 + dataset.properties.size + dataset.attributes.size
  let done = 0
  function* block(file: string, parts: readonly BlockPart[]): Generator<number, BlockFile> {
    try {
      const written = yield* blocksWritten(join(directory, file), file, parts, (share) => (done + share) / total)
      done++
      return written
    } catch (error) {
      throw writeError(error, directory)
    }
  }
  const rows = yield* block('rows.bin', dataset.rows())
  const columns = { property: [] as DatasetHeader['properties'], attribute: [] as DatasetHeader['attributes'] }
  for (const [kind, { columns: made }] of [['property', dataset.properties], ['attribute', dataset.attributes]] as const) {
    for (const [name, { codes, values }] of made()) {
      columns[kind].push({ name, block: yield* block(`${kind}-${columns[kind].length}.bin`, [['codes', codes], ...values]) })
    }
  }
  yield 1
  const { digest, events, profiles, firstAt, lastAt, names } = dataset
  try {
    writeHeader(directory, { cacheFormatVersion, digest, events, profiles, firstAt, lastAt, names: [...names], rows, properties: columns.property, attributes: columns.attribute, facts })
  } catch (error) {
    throw writeError(error, directory)
  }
}

/**
 * Opens a dataset; only the columns asked for are read (names that are not there are left out; default: all of them). The arrays lie in
 * shared memory. Throws E_CACHE_DAMAGED if a file that is read is not as it was written.
 */
export async function openDataset(
  directory: string,
  wanted: { properties?: readonly string[] | undefined; attributes?: readonly string[] | undefined } = {},
): Promise<EventDataset> {
  const header = readHeader(directory)
  const read = (block: BlockFile): Map<string, BlockArray> => {
    const blocks = readBlocks(join(directory, block.file), block)
    if (!blocks) throw damaged(directory, `${block.file} is not as it was written`)
    return blocks
  }
  const columns = (all: DatasetHeader['properties'], names: readonly string[] | undefined): Map<string, ValueColumn> =>
    new Map(
      all
        .filter(({ name }) => names === undefined || names.includes(name))
        .map(({ name, block }) => {
          const blocks = read(block)
          // as: codes were written from a code array, and the header says which
          return [name, { codes: blocks.get('codes') as ValueColumn['codes'], values: decodeValues(blocks) }]
        }),
    )
  const rows = read(header.rows)
  const attributeRows = rows.get('attributeRows') as Uint8Array | undefined // as: see below; files of the first version have none
  return {
    digest: header.digest,
    // as (five times): the header, checked by its checksum, says which array each of them is
    profileIds: { bytes: rows.get('profileBytes') as Uint8Array, offsets: rows.get('profileOffsets') as Uint32Array },
    offsets: rows.get('offsets') as Uint32Array,
    at: rows.get('at') as Float64Array,
    nameCodes: rows.get('nameCodes') as EventDataset['nameCodes'],
    names: header.names,
    properties: columns(header.properties, wanted.properties),
    attributes: columns(header.attributes, wanted.attributes),
    ...(attributeRows ? { attributeRows } : {}),
    ...(header.facts.attributesAsOf === 'export' ? { attributesAsOfExport: true } : {}),
    firstAt: header.firstAt,
    lastAt: header.lastAt,
  }
}

/** Whether every file is there with the length it was written with. `deep` reads them all and compares their checksums too. */
export function isWhole(directory: string, deep = false): boolean {
  try {
    const header = readHeader(directory)
    return [header.rows, ...[...header.properties, ...header.attributes].map(({ block }) => block)].every((block) =>
      deep ? readBlocks(join(directory, block.file), block) !== undefined : statSync(join(directory, block.file)).size === block.bytes,
    )
  } catch {
    return false
  }
}

/** Counts, span and import facts of a dataset on disk, without reading a row. */
export interface DatasetInfo extends ImportFacts {
  digest: string
  events: number
  profiles: number
  from: number
  to: number
  names: string[]
  properties: string[]
  attributes: string[]
}

export async function datasetInfo(directory: string): Promise<DatasetInfo> {
  const { digest, events, profiles, firstAt, lastAt, names, properties, attributes, facts } = readHeader(directory)
  return {
    ...facts,
    digest,
    events,
    profiles,
    from: firstAt,
    to: lastAt,
    names,
    properties: properties.map(({ name }) => name),
    attributes: attributes.map(({ name }) => name),
  }
}
