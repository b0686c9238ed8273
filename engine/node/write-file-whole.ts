import { accessSync, closeSync, constants, fsyncSync, openSync, renameSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { partialOf } from './partial-files.ts'

/**
 * Writes a text file whole or not at all: what was there before stays until all of it is on the disk. A pipe or a device is written to
 * as it is. Throws what the system says; a folder at that place is EISDIR.
 */
export function writeFileWhole(path: string, text: string): void {
  const before = statSync(path, { throwIfNoEntry: false })
  if (before && !before.isFile()) return writeFileSync(path, text)
  // Renaming over it would get round the protection of a read-only file.
  if (before) accessSync(path, constants.W_OK)
  const partial = partialOf(path)
  try {
    writeNew(partial, text, before?.mode ?? 0o666)
    renameSync(partial, path)
    syncFolder(dirname(path))
  } catch (error) {
    rmSync(partial, { force: true })
    throw error
  }
}

function writeNew(path: string, text: string, mode: number): void {
  const file = openSync(path, 'wx', mode & 0o777)
  try {
    const bytes = Buffer.from(text)
    for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Makes the new name itself survive a power cut, where the system offers that. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } catch {
    // Some network file systems refuse it; the file itself is on the disk.
  } finally {
    closeSync(folder)
  }
}
