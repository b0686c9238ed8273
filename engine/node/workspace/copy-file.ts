import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { RehearsalError } from '../../core/errors.ts'
import { writeError } from '../columns/file-errors.ts'

const CHUNK = 1024 * 1024

/** Bytes of a file as they come, and their SHA-256 at the end. `onBytes` is told how many each time; an abort ends it. */
export async function digestOf(path: string, signal: AbortSignal, onBytes: (bytes: number) => void = () => {}): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK, signal })) {
    hash.update(chunk as Buffer) // as: no encoding was asked for
    onBytes((chunk as Buffer).length)
  }
  return hash.digest('hex')
}

/** Copies a file to a place where none is, then reads the copy again and holds it against what was read. Throws E_COPY_DAMAGED, E_DISK_FULL, E_READ_ONLY. */
export async function copyVerified(from: string, to: string, signal: AbortSignal, onBytes: (bytes: number) => void): Promise<void> {
  const hash = createHash('sha256')
  await writeNew(to, readHashed(from, hash, signal, onBytes))
  if ((await digestOf(to, signal)) !== hash.digest('hex')) throw damaged(to)
}

/** Writes a new file and has it on the disk before it answers. Throws E_DISK_FULL, E_READ_ONLY. */
export async function writeNew(to: string, content: AsyncIterable<Uint8Array>): Promise<void> {
  try {
    await mkdir(dirname(to), { recursive: true })
    const file = await open(to, 'wx')
    try {
      for await (const chunk of content) await file.writeFile(chunk)
      await file.sync()
    } finally {
      await file.close()
    }
  } catch (error) {
    throw writeError(error, to)
  }
}

export function damaged(path: string): RehearsalError {
  return new RehearsalError('E_COPY_DAMAGED', `${path} does not read as it was written.`, 'The disk may be failing: choose a folder on another one. The original is untouched.')
}

async function* readHashed(from: string, hash: Hash, signal: AbortSignal, onBytes: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of createReadStream(from, { highWaterMark: CHUNK, signal })) {
    hash.update(chunk as Buffer) // as: no encoding was asked for
    onBytes((chunk as Buffer).length)
    yield chunk as Buffer
  }
}
