import { isAscii } from 'node:buffer'
import { closeSync, createReadStream, openSync, readSync, statSync, type BigIntStats } from 'node:fs'
import { basename, extname } from 'node:path'
import { StringDecoder } from 'node:string_decoder'
import { createGunzip, gunzipSync } from 'node:zlib'
import { RehearsalError } from '../../core/errors.ts'
import { readError } from '../columns/file-errors.ts'

export type SourceFormat = 'csv' | 'jsonl' | 'parquet'

/** A data file that is there, is not empty, and whose kind is known. `bytes` is its size on disk. */
export interface SourceFile { path: string; name: string; format: SourceFormat; tabs: boolean; gzip: boolean; bytes: number; stat: BigIntStats }

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

/** Looks at a file a person named. Throws an unusable RehearsalError if it is missing, a folder, empty, or not what its name says. */
export function openSource(path: string): SourceFile {
  let stat: BigIntStats
  let head: Buffer
  try {
    stat = statSync(path, { bigint: true })
    if (stat.isDirectory()) throw unusable('E_UNREADABLE', path, 'It is a folder.', 'Name the files in it, in the order in which they happened.')
    if (!stat.isFile()) throw unusable('E_UNREADABLE', path, 'It is not a regular file.', 'Save the data to a file first; it is read more than once.')
    head = headOf(path)
  } catch (error) {
    throw readError(error, path)
  }
  if (head.length === 0) throw unusable('E_EMPTY_FILE', path, 'The file is empty (0 bytes).', 'Check the export that made it.')
  const gzip = head[0] === 0x1f && head[1] === 0x8b
  const lower = basename(path).toLowerCase()
  if (!gzip && lower.endsWith('.gz')) {
    throw unusable('E_GZIP', path, 'It is named .gz but is not a gzip file.', 'Rename it, or compress it again.')
  }
  const inner = extname(lower.endsWith('.gz') ? lower.slice(0, -3) : lower)
  const start = gzip ? unzippedHead(head) : head
  const isParquet = start.subarray(0, 4).toString('latin1') === 'PAR1'
  const named = extensions[inner]
  if (named === 'parquet' && !isParquet) {
    throw unusable('E_NOT_PARQUET', path, 'It is named .parquet but is not a Parquet file.', 'Rename it, or write it again.')
  }
  const firstCharacter = start.toString('utf8').replace(/^\uFEFF/, '').trimStart()[0]
  if (named !== 'parquet' && firstCharacter === '[' && (named === 'jsonl' || inner === '')) {
    throw unusable('E_NOT_JSON_LINES', path, 'It is one JSON array, not JSON Lines.', 'Write one object a line, for example with `jq -c ".[]"`.')
  }
  const format = isParquet ? 'parquet' : (named ?? (firstCharacter === '{' ? 'jsonl' : 'csv'))
  return { path, name: basename(path), format, tabs: inner === '.tsv', gzip, bytes: Number(stat.size), stat }
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

function unzippedHead(head: Buffer): Buffer {
  try {
    // A cut gzip gives what it has with this flush mode.
    return gunzipSync(head, { finishFlush: 2, maxOutputLength: 1 << 28 })
  } catch {
    return Buffer.alloc(0) // the reader that follows says what is wrong with it
  }
}

/** The file's content in blocks, decompressed; `read` is told the bytes of the file itself read so far. */
export async function* blocksOf(source: SourceFile, read: (bytes: number) => void = () => {}): AsyncGenerator<Buffer> {
  const raw = createReadStream(source.path, { highWaterMark: blockBytes })
  const gunzip = source.gzip ? createGunzip({ chunkSize: blockBytes }) : undefined
  const stream = gunzip ?? raw
  if (gunzip) {
    raw.on('error', (error) => gunzip.destroy(error))
    raw.pipe(gunzip)
  }
  try {
    // as: neither stream has an encoding set, so both give buffers
    for await (const block of stream as AsyncIterable<Buffer>) {
      read(raw.bytesRead)
      yield block
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_')) {
      const what = error.code === 'Z_BUF_ERROR' ? 'The gzip file ends too early.' : 'The gzip file is damaged.'
      throw unusable('E_GZIP', source.path, what, 'Fetch or compress it again.', error)
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
 * The file's content as text: UTF-8 (or UTF-16 if its first bytes say so), without the byte order mark. Pieces end where a line ends, but
 * for very long lines and the last piece, so that a reader seldom has to join two.
 */
export async function* textOf(source: SourceFile, read?: (bytes: number) => void): AsyncGenerator<string> {
  let decoder: StringDecoder | undefined
  let waiting: Buffer[] = []
  let waitingBytes = 0
  let whole = true
  let lines = true
  let first = true
  const decode = (bytes: Buffer, ends: boolean): string => {
    // Plain ASCII, nearly always: several times faster than looking for longer characters. After a piece that was cut anywhere the decoder
    // may hold half a character, so it must see what follows.
    const text = whole && ends && isAscii(bytes) ? bytes.toString('latin1') : decoder!.write(bytes)
    whole = ends
    if (!first) return text
    first = false
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  }
  for await (const block of blocksOf(source, read)) {
    if (!decoder) {
      const encoding = encodingOf(block, source.path)
      decoder = new StringDecoder(encoding)
      lines = encoding === 'utf8' // in UTF-16 the byte of a line end may be half of another character
    }
    const end = lines ? block.lastIndexOf(10) + 1 : 0
    waiting.push(end > 0 ? block.subarray(0, end) : block)
    waitingBytes += block.length
    if (end === 0 && waitingBytes < longestWait) continue
    const text = decode(waiting.length === 1 ? waiting[0]! : Buffer.concat(waiting), end > 0)
    waiting = end > 0 && end < block.length ? [block.subarray(end)] : []
    waitingBytes = waiting.length === 0 ? 0 : block.length - end
    if (text !== '') yield text
  }
  if (!decoder) return
  const rest = decode(Buffer.concat(waiting), false) + decoder.end()
  if (rest !== '') yield rest
}

function encodingOf(block: Buffer, path: string): 'utf8' | 'utf16le' {
  if (block[0] === 0xff && block[1] === 0xfe) return 'utf16le'
  if (block[0] === 0xfe && block[1] === 0xff) throw unusable('E_ENCODING', path, 'It is UTF-16 (big endian) text.', 'Save it as UTF-8.')
  return 'utf8'
}
