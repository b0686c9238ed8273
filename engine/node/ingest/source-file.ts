import { closeSync, createReadStream, openSync, readSync, statSync, type BigIntStats } from 'node:fs'
import { basename, extname } from 'node:path'
// As a whole: the Node 20 of older Electrons has no zstd, and would refuse names it does not have.
import zlib, { constants, createGunzip, gunzipSync } from 'node:zlib'
import type { DatasetPreview, ImportOptions } from '../../api/contract.ts'
import { RehearsalError } from '../../core/errors.ts'
import { readError } from '../columns/file-errors.ts'
import { csvLayout, type CsvLayout } from './csv-layout.ts'
import { detectEncoding, isByteWise, TextReader, type Encoding } from './text-encoding.ts'

export type SourceFormat = 'csv' | 'jsonl' | 'parquet'
export type Compression = 'none' | 'gzip' | 'zstd'

/**
 * A data file that is there, is not empty, and whose kind is known. `bytes` is its size on disk; `layout` that of CSV; `array`: JSON, but one
 * array rather than lines; `strict`: nobody asked for this encoding, so what does not fit it is an error; `oldMac`: lines end with a
 * carriage return alone.
 */
export interface SourceFile {
  path: string
  name: string
  format: SourceFormat
  layout: CsvLayout | undefined
  array: boolean
  encoding: Encoding
  strict: boolean
  oldMac: boolean
  compression: Compression
  bytes: number
  stat: BigIntStats
  detected: DatasetPreview['detected']
}

const blockBytes = 1 << 20
const extensions: Readonly<Record<string, SourceFormat>> = {
  '.csv': 'csv',
  '.tsv': 'csv',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.json': 'jsonl',
  '.parquet': 'parquet',
  '.pq': 'parquet',
}

function unusable(code: string, path: string, what: string, help: string, cause?: unknown): RehearsalError {
  return new RehearsalError(code, `${path}: ${what}`, help, { unusable: true, cause })
}

/**
 * Looks at a file a person named; `options` go before what is detected, `known` are columns somebody mapped. Throws an unusable
 * RehearsalError if it is missing, a folder, empty, or not what its name says.
 */
export function openSource(path: string, options: ImportOptions = {}, known: readonly string[] = []): SourceFile {
  let stat: BigIntStats
  let head: Buffer
  try {
    stat = statSync(path, { bigint: true })
    if (stat.isDirectory()) throw unusable('E_UNREADABLE', path, 'It is a folder.', 'Name the files in it, in the order in which they happened.')
    if (!stat.isFile()) throw unusable('E_UNREADABLE', path, 'It is not a regular file.', 'Save the data to a file first; it is read more than once.')
    head = headOf(path)
  } catch (error) {
    throw error instanceof RehearsalError ? error : readError(error, path)
  }
  if (head.length === 0) throw unusable('E_EMPTY_FILE', path, 'The file is empty (0 bytes).', 'Check the export that made it.')
  const lower = basename(path).toLowerCase()
  const compression = compressionOf(path, lower, head)
  const inner = extname(lower.replace(/\.(gz|zst)$/, ''))
  const start = compression === 'none' ? head : unpackedHead(head, compression)
  const cut = compression !== 'none' || stat.size > BigInt(head.length)
  const isParquet = start.subarray(0, 4).toString('latin1') === 'PAR1'
  const named = extensions[inner]
  if (named === 'parquet' && !isParquet) {
    throw unusable('E_NOT_PARQUET', path, 'It is named .parquet but is not a Parquet file.', 'Rename it, or write it again.')
  }
  const plain = { path, name: basename(path), compression, bytes: Number(stat.size), stat, strict: options.encoding === undefined, oldMac: false }
  const packed: DatasetPreview['detected'] = compression === 'none' ? [] : [{ what: 'compression', value: compression, why: 'its first bytes say so' }]
  if (isParquet) return { ...plain, format: 'parquet', layout: undefined, array: false, encoding: 'utf-8', detected: packed }

  const found = detectEncoding(start, cut)
  const encoding = options.encoding ?? found.encoding
  const written = new TextReader(encoding, path, false).write(start, false)
  const base = { ...plain, oldMac: written.includes('\r') && !written.includes('\n') }
  const text = withLineFeeds(written, base)
  const firstCharacter = text.trimStart()[0]
  const format = named ?? (firstCharacter === '{' || /^\s*\[\s*\{/.test(text) ? 'jsonl' : 'csv')
  const array = format === 'jsonl' && firstCharacter === '['
  const detected = options.encoding === undefined ? [...packed, { what: 'encoding' as const, value: encoding, why: found.why }] : packed
  if (format === 'jsonl') {
    const layout = array ? [{ what: 'layout' as const, value: 'one JSON array', why: 'it begins with [' }] : []
    return { ...base, format, layout: undefined, array, encoding, detected: [...detected, ...layout] }
  }
  const { why, ...layout } = csvLayout(text, cut, inner === '.tsv', options, known)
  if (why.delimiter !== '') detected.push({ what: 'delimiter', value: layout.delimiter, why: why.delimiter })
  if (why.header !== '') detected.push({ what: 'header', value: layout.header ? 'yes' : 'no', why: why.header })
  return { ...base, format, layout, array, encoding, detected }
}

function compressionOf(path: string, lower: string, head: Buffer): Compression {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip'
  if (lower.endsWith('.gz')) throw unusable('E_GZIP', path, 'It is named .gz but is not a gzip file.', 'Rename it, or compress it again.')
  if (head.length >= 4 && head.readUInt32LE(0) === 0xfd2fb528) {
    if (typeof zlib.createZstdDecompress === 'function') return 'zstd'
    throw unusable('E_ZSTD', path, 'It is a zstd file, which this version of Node cannot read.', 'Update Node to 22.15 or later, or unpack the file with zstd -d.')
  }
  if (lower.endsWith('.zst')) throw unusable('E_ZSTD', path, 'It is named .zst but is not a zstd file.', 'Rename it, or compress it again.')
  return 'none'
}

function headOf(path: string): Buffer {
  const descriptor = openSync(path, 'r')
  try {
    const head = Buffer.alloc(1 << 16)
    return head.subarray(0, readSync(descriptor, head, 0, head.length, 0))
  } finally {
    closeSync(descriptor)
  }
}

function unpackedHead(head: Buffer, compression: 'gzip' | 'zstd'): Buffer {
  try {
    // A cut file gives what it has with these flush modes.
    const room = { maxOutputLength: 1 << 28 }
    return compression === 'gzip' ? gunzipSync(head, { ...room, finishFlush: constants.Z_SYNC_FLUSH }) : zlib.zstdDecompressSync(head, { ...room, finishFlush: constants.ZSTD_e_flush })
  } catch {
    return Buffer.alloc(0) // the reader that follows says what is wrong with it
  }
}

/** The file's content in blocks, decompressed; `read` is told the bytes of the file itself read so far. */
export async function* blocksOf(source: SourceFile, read: (bytes: number) => void = () => {}): AsyncGenerator<Buffer> {
  // Node's zstd stops after one frame, and files that were compressed in parallel or put together have many.
  let start = 0
  do {
    start = yield* frameOf(source, start, read)
  } while (source.compression === 'zstd' && start < source.bytes)
}

/** Blocks from byte `start` of the file on; returns where reading has to go on. */
async function* frameOf(source: SourceFile, start: number, read: (bytes: number) => void): AsyncGenerator<Buffer, number> {
  const raw = createReadStream(source.path, { highWaterMark: blockBytes, start })
  const unpack = source.compression === 'none' ? undefined : source.compression === 'gzip' ? createGunzip({ chunkSize: blockBytes }) : zlib.createZstdDecompress({ chunkSize: blockBytes })
  const stream = unpack ?? raw
  if (unpack) {
    raw.on('error', (error) => unpack.destroy(error))
    raw.pipe(unpack)
  }
  try {
    // as: neither stream has an encoding set, so both give buffers
    for await (const block of stream as AsyncIterable<Buffer>) {
      read(start + raw.bytesRead)
      yield block
    }
    return start + (unpack?.bytesWritten ?? raw.bytesRead)
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string' && /^(Z_|ZSTD_|ERR_ZSTD)/.test(error.code)) {
      const { code, what } = source.compression === 'gzip' ? { code: 'E_GZIP', what: 'gzip' } : { code: 'E_ZSTD', what: 'zstd' }
      throw unusable(code, source.path, `The ${what} file ${error.code === 'Z_BUF_ERROR' ? 'ends too early' : 'is damaged'}.`, 'Fetch or compress it again.', error)
    }
    throw readError(error, source.path)
  } finally {
    raw.destroy()
    stream.destroy()
  }
}

/** How much of a line without an end is gathered before it is handed on in parts. */
const longestWait = 1 << 23

/**
 * The file's content as text, without the byte order mark. Pieces end where a line ends, but for very long lines, UTF-16 and the last piece,
 * so that a reader seldom has to join two. Throws E_ENCODING where bytes do not fit an encoding that was detected.
 */
export async function* textOf(source: SourceFile, read?: (bytes: number) => void): AsyncGenerator<string> {
  const decoder = new TextReader(source.encoding, source.path, source.strict)
  const lines = isByteWise(source.encoding) // in UTF-16 the byte of a line end may be half of another character
  let waiting: Buffer[] = []
  let waitingBytes = 0
  for await (const block of blocksOf(source, read)) {
    const end = lines ? block.lastIndexOf(10) + 1 : 0
    waiting.push(end > 0 ? block.subarray(0, end) : block)
    waitingBytes += block.length
    if (lines && end === 0 && waitingBytes < longestWait) continue
    const text = decoder.write(waiting.length === 1 ? waiting[0]! : Buffer.concat(waiting), end > 0)
    waiting = end > 0 && end < block.length ? [block.subarray(end)] : []
    waitingBytes = waiting.length === 0 ? 0 : block.length - end
    if (text !== '') yield withLineFeeds(text, source)
  }
  const rest = decoder.write(Buffer.concat(waiting), lines) + decoder.end()
  if (rest !== '') yield withLineFeeds(rest, source)
}

function withLineFeeds(text: string, { oldMac }: Pick<SourceFile, 'oldMac'>): string {
  return oldMac ? text.replaceAll('\r', '\n') : text
}
