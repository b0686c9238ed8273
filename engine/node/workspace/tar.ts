import { Buffer } from 'node:buffer'

// The plainest of archives: ustar, regular files only. Every system can open what is written here; what is read here may come from anybody.

const BLOCK = 512
/** Longer names of files in a workspace there are none. */
const LONGEST_NAME = 100

export interface TarEntry { path: string; bytes: number; content: AsyncIterable<Uint8Array> }

/** An archive as it is written, piece by piece. An entry whose content is not as long as it says throws: the archive would be another one. */
export async function* tarOf(entries: AsyncIterable<TarEntry> | Iterable<TarEntry>): AsyncGenerator<Uint8Array> {
  for await (const { path, bytes, content } of entries) {
    yield headerOf(path, bytes)
    let written = 0
    for await (const chunk of content) {
      written += chunk.length
      if (written > bytes) break
      yield chunk
    }
    if (written !== bytes) throw new Error(`a file changed while it was packed: ${written} of ${bytes} bytes`)
    if (bytes % BLOCK > 0) yield Buffer.alloc(BLOCK - (bytes % BLOCK))
  }
  yield Buffer.alloc(2 * BLOCK)
}

/** What is wrong with an archive. */
export class TarError extends Error {}

/**
 * The entries of an archive in order; the content of one has to be read, or is passed over, before the next. Throws TarError at whatever is no plain file, at a
 * header that is broken, and where the archive ends too early.
 */
export async function* entriesOfTar(archive: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry> {
  const reader = new Reader(archive)
  for (;;) {
    const header = await reader.exactly(BLOCK)
    if (header.every((byte) => byte === 0)) return
    const { path, bytes } = entryIn(header)
    let left = bytes
    async function* content(): AsyncGenerator<Uint8Array> {
      while (left > 0) {
        const chunk = await reader.some(left)
        left -= chunk.length
        yield chunk
      }
    }
    yield { path, bytes, content: content() }
    for await (const _ of content());
    if (bytes % BLOCK > 0) await reader.exactly(BLOCK - (bytes % BLOCK))
  }
}

function headerOf(path: string, bytes: number): Buffer {
  if (Buffer.byteLength(path) > LONGEST_NAME) throw new Error(`too long a name for the archive: ${path}`)
  const header = Buffer.alloc(BLOCK)
  header.write(path, 0)
  header.write('0000600\0', 100)
  header.write('0000000\0', 108)
  header.write('0000000\0', 116)
  writeSize(header, bytes)
  header.write('00000000000\0', 136)
  header.write('        ', 148)
  header.write('0', 156)
  header.write('ustar\0' + '00', 257)
  header.write(`${sumOf(header).toString(8).padStart(6, '0')}\0 `, 148)
  return header
}

/** Eleven octal digits reach to 8 GB; beyond, the number stands in binary, as GNU tar and others write it. */
function writeSize(header: Buffer, bytes: number): void {
  if (bytes < 8 ** 11) return void header.write(`${bytes.toString(8).padStart(11, '0')}\0`, 124)
  header[124] = 0x80
  header.writeBigUInt64BE(BigInt(bytes), 128)
}

function entryIn(header: Buffer): { path: string; bytes: number } {
  const text = (from: number, length: number) => header.toString('utf8', from, from + length).split('\0')[0]!
  const sum = Number.parseInt(text(148, 8).trim(), 8)
  const blank = Buffer.from(header)
  blank.write('        ', 148)
  if (sum !== sumOf(blank)) throw new TarError('a header is broken')
  const kind = header[156]!
  if (kind !== 0x30 && kind !== 0) throw new TarError('it holds something that is no plain file')
  if (text(345, 155) !== '' && text(257, 5) === 'ustar') throw new TarError('a name in it is too long')
  const bytes = header[124] === 0x80 ? Number(header.readBigUInt64BE(128)) : Number.parseInt(text(124, 12).trim(), 8)
  if (!Number.isSafeInteger(bytes) || bytes < 0) throw new TarError('a size in it is no size')
  return { path: text(0, LONGEST_NAME), bytes }
}

function sumOf(header: Buffer): number {
  return header.reduce((sum, byte) => sum + byte, 0)
}

/** Reads a stream by amounts. */
class Reader {
  readonly #source: AsyncIterator<Uint8Array>
  #rest = Buffer.alloc(0)

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]()
  }

  /** What comes next, at most so many bytes and at least one. */
  async some(most: number): Promise<Buffer> {
    if (this.#rest.length === 0) {
      const next = await this.#source.next()
      if (next.done === true) throw new TarError('it ends too early')
      this.#rest = Buffer.from(next.value)
    }
    const chunk = this.#rest.subarray(0, most)
    this.#rest = this.#rest.subarray(chunk.length)
    return chunk
  }

  async exactly(bytes: number): Promise<Buffer> {
    const parts: Buffer[] = []
    for (let left = bytes; left > 0; ) {
      const part = await this.some(left)
      parts.push(part)
      left -= part.length
    }
    return Buffer.concat(parts)
  }
}
