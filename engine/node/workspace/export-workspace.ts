import { createReadStream, createWriteStream, mkdirSync, rmSync, renameSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { writeError } from '../columns/file-errors.ts'
import { partialOf } from '../partial-files.ts'
import type { Job } from '../services/jobs.ts'
import { makeFitToHandOn } from '../storage/handed-on.ts'
import type { Workspace } from '../storage/workspace.ts'
import { VERSION } from '../version.ts'
import { digestOf } from './copy-file.ts'
import { DATABASE_FILE, walk } from './folder.ts'
import { MANIFEST, WORKSPACE_FILE_FORMAT, WORKSPACE_FILE_VERSION, type Manifest } from './manifest.ts'
import { tarOf, type TarEntry } from './tar.ts'

/** Columns are numbers that compress little: harder work would save some percent. */
const LEVEL = 4

/**
 * Writes the workspace with the datasets `kept` (by id) as one file, whole or not at all. The database is copied while it is in use and made fit to be handed on:
 * see `makeFitToHandOn`. The key for hashing personal data stays here. Answers what is in it.
 */
export async function exportWorkspace(workspace: Workspace, kept: ReadonlySet<string>, path: string, madeAt: number, { signal, onProgress }: Job): Promise<Manifest> {
  const work = partialOf(join(workspace.directory, 'export'))
  const partial = partialOf(path)
  try {
    mkdirSync(work, { recursive: true })
    const database = join(work, DATABASE_FILE)
    await workspace.copyDatabase(database, signal, (share) => onProgress({ phase: 'copying', done: share, total: 1 }))
    const { journeys, runs, datasets } = makeFitToHandOn(database, kept)
    const files = [{ path: DATABASE_FILE, from: database, bytes: statSync(database).size }]
    const listed = datasets.map(({ name, events, folder }) => {
      const found = walk(workspace.directory, join(workspace.directory, folder)).map(({ path: own, bytes }) => ({ path: own, from: join(workspace.directory, own), bytes }))
      files.push(...found)
      return { name, events, folder, bytes: found.reduce((sum, { bytes }) => sum + bytes, 0) }
    })
    const total = 2 * files.reduce((sum, { bytes }) => sum + bytes, 0)
    let done = 0
    const progress = (bytes: number) => onProgress({ phase: 'packing', done: (done += bytes), total })
    const hashed: Manifest['files'] = []
    for (const file of files) hashed.push({ path: file.path, bytes: file.bytes, sha256: await digestOf(file.from, signal, progress) })
    const name = basename(path).replace(/\.rehearsal-workspace$/i, '') || 'Workspace'
    const manifest: Manifest = { format: WORKSPACE_FILE_FORMAT, formatVersion: WORKSPACE_FILE_VERSION, name, madeAt, madeBy: VERSION, journeys, runs, datasets: listed, files: hashed }
    const text = Buffer.from(JSON.stringify(manifest))
    const entries = [
      { path: MANIFEST, bytes: text.length, content: Readable.from([text]) },
      ...files.map(({ path: own, bytes, from }): TarEntry => ({ path: own, bytes, content: counted(from, progress) })),
    ]
    await pipeline(Readable.from(tarOf(entries)), createGzip({ level: LEVEL }), createWriteStream(partial, { flags: 'wx', flush: true }), { signal })
    renameSync(partial, path)
    onProgress({ phase: 'packing', done: total, total })
    return manifest
  } catch (error) {
    rmSync(partial, { force: true })
    throw writeError(error, path)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

async function* counted(path: string, onBytes: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    onBytes((chunk as Buffer).length) // as: no encoding was asked for
    yield chunk as Buffer
  }
}

