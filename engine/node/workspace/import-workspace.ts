import { createHash } from 'node:crypto'
import { createReadStream, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createGunzip } from 'node:zlib'
import { RehearsalError } from '../../core/errors.ts'
import { readError, writeError } from '../columns/file-errors.ts'
import type { Job } from '../services/jobs.ts'
import { checkHandedOn } from '../storage/handed-on.ts'
import { writeNew } from './copy-file.ts'
import { DATABASE_FILE, prepareFolder } from './folder.ts'
import { LARGEST_MANIFEST, MANIFEST, manifestSchema, unpackedBytes, WORKSPACE_FILE_FORMAT, WORKSPACE_FILE_VERSION, type Manifest } from './manifest.ts'
import { entriesOfTar, TarError, type TarEntry } from './tar.ts'

/** What a file of a workspace says of itself. Throws E_WORKSPACE_FILE, E_WORKSPACE_FILE_NEWER, E_UNREADABLE. */
export async function manifestOf(path: string): Promise<Manifest> {
  return opened(path, undefined, (entries) => readManifest(path, entries))
}

/**
 * Unpacks a file of a workspace into `to`, which is empty or not there yet. A name, a size or a digest that is not as the manifest says ends it, and so does a database
 * that is not one of ours to the letter; `to` is then as it was before. Throws as `manifestOf` and `prepareFolder` do.
 */
export async function importWorkspace(path: string, to: string, { signal, onProgress }: Job): Promise<Manifest> {
  return opened(path, signal, async (entries) => {
    const manifest = await readManifest(path, entries)
    const total = unpackedBytes(manifest)
    const target = prepareFolder(to, total)
    let done = 0
    try {
      const waiting = new Map(manifest.files.map((file) => [file.path, file]))
      if (waiting.size !== manifest.files.length || !waiting.has(DATABASE_FILE)) throw broken(path, 'its list of files is not whole')
      for (;;) {
        const next = await entries.next()
        if (next.done === true) break
        const expected = waiting.get(next.value.path)
        if (!expected || expected.bytes !== next.value.bytes) throw broken(path, 'it holds a file that its list does not have')
        waiting.delete(expected.path)
        // Under its own name the database makes the folder a workspace: that comes last.
        const place = join(to, expected.path === DATABASE_FILE ? `${DATABASE_FILE}.partial` : expected.path)
        const digest = await unpacked(next.value, place, signal, (bytes) => onProgress({ phase: 'unpacking', done: (done += bytes), total }))
        if (digest !== expected.sha256) throw broken(path, 'a file in it is not as it was packed')
      }
      if (waiting.size > 0) throw broken(path, 'files of its list are missing')
      signal.throwIfAborted()
      const { datasets } = checkHandedOn(join(to, `${DATABASE_FILE}.partial`))
      const folders = new Set(manifest.files.map((file) => file.path.split('/').slice(0, 2).join('/')))
      if (datasets.some(({ folder }) => !folders.has(folder))) throw broken(path, 'a dataset in it has no columns')
      renameSync(join(to, `${DATABASE_FILE}.partial`), join(to, DATABASE_FILE))
      target.finish()
      return manifest
    } catch (error) {
      target.discard()
      throw writeError(error, to)
    }
  })
}

async function unpacked({ content }: TarEntry, to: string, signal: AbortSignal, onBytes: (bytes: number) => void): Promise<string> {
  const hash = createHash('sha256')
  async function* hashed(): AsyncGenerator<Uint8Array> {
    for await (const chunk of content) {
      signal.throwIfAborted()
      hash.update(chunk)
      onBytes(chunk.length)
      yield chunk
    }
  }
  await writeNew(to, hashed())
  return hash.digest('hex')
}

async function readManifest(path: string, entries: AsyncGenerator<TarEntry>): Promise<Manifest> {
  const first = await entries.next()
  if (first.done === true || first.value.path !== MANIFEST || first.value.bytes > LARGEST_MANIFEST) throw broken(path, 'it does not begin with a list of what is in it')
  const parts: Uint8Array[] = []
  for await (const part of first.value.content) parts.push(part)
  let read: unknown
  try {
    read = JSON.parse(Buffer.concat(parts).toString('utf8'))
  } catch {
    throw broken(path, 'its list of files cannot be read')
  }
  const { format, formatVersion } = (typeof read === 'object' && read !== null ? read : {}) as { format?: unknown; formatVersion?: unknown } // as: both are looked at
  if (format === WORKSPACE_FILE_FORMAT && typeof formatVersion === 'number' && formatVersion > WORKSPACE_FILE_VERSION) {
    throw new RehearsalError('E_WORKSPACE_FILE_NEWER', `${path} was written by a newer Rehearsal.`, 'Update Rehearsal, then try again.', { unusable: true })
  }
  const parsed = manifestSchema.safeParse(read)
  if (!parsed.success) throw broken(path, 'its list of files is not one of ours')
  return parsed.data
}

/** Works on the entries of a file, and says what is wrong with it in words. */
async function opened<T>(path: string, signal: AbortSignal | undefined, work: (entries: AsyncGenerator<TarEntry>) => Promise<T>): Promise<T> {
  try {
    if (!statSync(path).isFile()) throw broken(path, 'it is a folder')
  } catch (error) {
    throw error instanceof RehearsalError ? error : readError(error, path)
  }
  const file = createReadStream(path, { highWaterMark: 256 * 1024 })
  const archive = createGunzip()
  file.on('error', (error) => archive.destroy(error)).pipe(archive)
  try {
    return await work(entriesOfTar(archive as AsyncIterable<Uint8Array>)) // as: bytes, as no encoding was asked for
  } catch (error) {
    if (signal?.aborted) throw error
    if (error instanceof TarError) throw broken(path, error.message)
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code.startsWith('Z_')) throw broken(path, code === 'Z_BUF_ERROR' ? 'it ends too early' : 'it is not packed as such files are')
    throw error instanceof RehearsalError ? error : readError(error, path)
  } finally {
    file.destroy()
    archive.destroy()
  }
}

function broken(path: string, why: string): RehearsalError {
  return new RehearsalError('E_WORKSPACE_FILE', `${path} is no workspace file that can be used: ${why}.`, 'Choose a file that was written by "Export the whole workspace", and fetch it again if it was sent to you.', { unusable: true })
}
