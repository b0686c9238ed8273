import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs'
import { crc32 } from 'node:zlib'

// A block file is a row of typed arrays, each starting at a multiple of eight bytes, so that views can be laid over the file's bytes as they are.

type ArrayKind = 'u8' | 'u16' | 'u32' | 'f64'
export type BlockArray = Uint8Array | Uint16Array | Uint32Array | Float64Array

export interface BlockSection { name: string; kind: ArrayKind; start: number; length: number }
export interface BlockFile { file: string; bytes: number; crc: number; sections: BlockSection[] }

/** An array in pieces, each made when it is asked for and laid behind the one before: it need never be in memory as a whole. */
export interface Pieces { kind: ArrayKind; pieces: () => Iterable<BlockArray> }

/** An array with its name. */
export type BlockPart = readonly [name: string, array: BlockArray | Pieces]

const kindOf = (array: BlockArray): ArrayKind =>
  array instanceof Uint8Array ? 'u8' : array instanceof Uint16Array ? 'u16' : array instanceof Uint32Array ? 'u32' : 'f64'

/**
 * Writes the arrays to `path`, a piece at a time, so that others have their turn in between: yields what `told` makes of the share of arrays written (0 to 1).
 * Describes the file in the end: length, checksum, where each array lies. Throws what the system throws; whoever stops in the middle leaves no file open.
 */
export function* blocksWritten<T>(path: string, file: string, parts: readonly BlockPart[], told: (share: number) => T): Generator<T, BlockFile> {
  const descriptor = openSync(path, 'w')
  let position = 0
  let crc = 0
  const put = (bytes: Uint8Array): void => {
    for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done, Math.min(bytes.length - done, 1 << 28))
    crc = crc32(bytes, crc)
    position += bytes.length
  }
  try {
    const sections: BlockSection[] = []
    for (const [name, array] of parts) {
      put(new Uint8Array(-position & 7))
      const start = position
      const { kind, pieces } = 'pieces' in array ? array : { kind: kindOf(array), pieces: () => [array] }
      let length = 0
      for (const piece of pieces()) {
        put(new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength))
        length += piece.length
        yield told(sections.length / parts.length)
      }
      sections.push({ name, kind, start, length })
    }
    return { file, bytes: position, crc, sections }
  } finally {
    closeSync(descriptor)
  }
}

/**
 * Reads a block file into shared memory, which workers can read without a copy. Undefined if the file is missing, or is not, byte for byte,
 * what was written.
 */
export function readBlocks(path: string, block: BlockFile): Map<string, BlockArray> | undefined {
  const buffer = new SharedArrayBuffer(block.bytes)
  const bytes = new Uint8Array(buffer)
  if (!fill(path, bytes) || crc32(bytes) !== block.crc) return undefined
  return new Map(block.sections.map(({ name, kind, start, length }) => [name, viewOf(kind, buffer, start, length)]))
}

function viewOf(kind: ArrayKind, buffer: SharedArrayBuffer, start: number, length: number): BlockArray {
  switch (kind) {
    case 'u8':
      return new Uint8Array(buffer, start, length)
    case 'u16':
      return new Uint16Array(buffer, start, length)
    case 'u32':
      return new Uint32Array(buffer, start, length)
    case 'f64':
      return new Float64Array(buffer, start, length)
  }
}

function fill(path: string, bytes: Uint8Array): boolean {
  let descriptor: number
  try {
    descriptor = openSync(path, 'r')
  } catch {
    return false
  }
  try {
    if (fstatSync(descriptor).size !== bytes.length) return false
    for (let done = 0; done < bytes.length; ) {
      const read = readSync(descriptor, bytes, done, Math.min(bytes.length - done, 1 << 28), done)
      if (read === 0) return false
      done += read
    }
    return true
  } finally {
    closeSync(descriptor)
  }
}
