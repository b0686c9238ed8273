import { closeSync, existsSync, lstatSync, mkdirSync, openSync, readdirSync, realpathSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { RehearsalError } from '../../core/errors.ts'
import { writeError } from '../columns/file-errors.ts'
import { isPartial } from '../partial-files.ts'

export const DATABASE_FILE = 'rehearsal.sqlite'
/** Stands in a folder as long as what is copied there is not whole. */
export const UNFINISHED = '.rehearsal-unfinished'
/** What SQLite keeps beside its database: it belongs to the original and is never copied. */
const BESIDE_DATABASE = [`${DATABASE_FILE}-wal`, `${DATABASE_FILE}-shm`, `${DATABASE_FILE}-journal`]
/** Files of doors that are open now. */
const PASSING = ['uploads', UNFINISHED]

/** A file of a workspace by its path in it, with slashes; its size in bytes. */
export interface FolderFile { path: string; bytes: number }

/** Every file of a workspace that is worth copying, the database apart; in order of path. Links are not followed. */
export function filesIn(directory: string): FolderFile[] {
  return walk(directory, directory)
    .filter(({ path }) => path !== DATABASE_FILE && !BESIDE_DATABASE.includes(path) && !path.split('/').some((part, depth) => isPartial(part) || (depth === 0 && PASSING.includes(part))))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** Every file below a folder, whatever it is. A file that goes away meanwhile is left out. */
export function walk(root: string, folder: string): FolderFile[] {
  let entries
  try {
    entries = readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
  return entries.flatMap((entry): FolderFile[] => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return walk(root, path)
    const found = entry.isFile() ? statSync(path, { throwIfNoEntry: false }) : undefined
    return found ? [{ path: relative(root, path).split(sep).join('/'), bytes: found.size }] : []
  })
}

/** Bytes of all files below a folder. */
export function bytesBelow(folder: string): number {
  return walk(folder, folder).reduce((sum, { bytes }) => sum + bytes, 0)
}

/** Room on the disk of a folder that may not be there yet, in bytes. */
export function freeBytesAt(folder: string): number {
  let there = resolve(folder)
  while (!existsSync(there) && dirname(there) !== there) there = dirname(there)
  const { bavail, bsize } = statfsSync(there)
  return bavail * bsize
}

/**
 * Makes `to` ready to take a workspace of `bytes`: made if it is not there, and marked as unfinished. Takes a folder that is empty, or that an earlier attempt
 * left behind. Throws E_MOVE_WORKSPACE, E_MOVE_NOT_EMPTY, E_MOVE_INSIDE (within `from`, or around it), E_DISK_FULL, E_READ_ONLY.
 */
export function prepareFolder(to: string, bytes: number, from?: string): Target {
  if (from !== undefined && (isWithin(to, from) || isWithin(from, to))) {
    throw new RehearsalError('E_MOVE_INSIDE', `${to} and the workspace ${from} lie within each other.`, 'Choose a folder outside of it.', { unusable: true })
  }
  const wasThere = existsSync(to)
  if (wasThere) refuseFilled(to)
  const free = freeBytesAt(to)
  if (free < bytes) {
    throw new RehearsalError('E_DISK_FULL', `${to}: ${inMb(bytes)} MB are needed, and ${inMb(free)} MB are free.`, 'Free some space, or choose a folder on another disk; nothing was copied.')
  }
  try {
    makeFolders(to)
    for (const name of readdirSync(to)) if (name !== UNFINISHED) rmSync(join(to, name), { recursive: true, force: true })
    closeSync(openSync(join(to, UNFINISHED), 'w', 0o600))
    // A full or read-only disk shows when something is written, not when a file is made.
    writeFileSync(join(to, UNFINISHED), 'Rehearsal is copying a workspace here. If it does not any more, this folder can be deleted.\n')
  } catch (error) {
    throw writeError(error, to)
  }
  return {
    finish: () => rmSync(join(to, UNFINISHED), { force: true }),
    discard() {
      for (const name of readdirSync(to)) rmSync(join(to, name), { recursive: true, force: true })
      if (!wasThere) rmSync(to, { recursive: true, force: true })
    },
  }
}

/** A folder that is being filled. */
export interface Target {
  /** It is whole. */
  finish(): void
  /** Leaves it as it was before: empty, or not there. */
  discard(): void
}

function refuseFilled(to: string): void {
  if (!lstatSync(to).isDirectory() && !statSync(to).isDirectory()) throw new RehearsalError('E_MOVE_NOT_EMPTY', `${to} is a file.`, 'Choose an empty folder.', { unusable: true })
  const names = readdirSync(to)
  if (names.includes(UNFINISHED)) return
  if (names.includes(DATABASE_FILE)) {
    throw new RehearsalError('E_MOVE_WORKSPACE', `${to} holds a workspace already.`, 'Use that one, or choose an empty folder; two workspaces are not mixed.', { unusable: true })
  }
  if (names.length > 0) throw new RehearsalError('E_MOVE_NOT_EMPTY', `${to} is not empty: "${names.sort()[0]}" is in it.`, 'Choose an empty folder, or make a new one.', { unusable: true })
}

/** Node's own recursive mkdir never returns where a parent cannot hold folders, so each is made by itself. */
export function makeFolders(path: string): void {
  if (existsSync(path)) return
  if (dirname(path) !== path) makeFolders(dirname(path))
  mkdirSync(path)
}

/** True if `path` is `folder` or lies in it, whatever links lead there. */
function isWithin(path: string, folder: string): boolean {
  return `${real(path)}${sep}`.startsWith(`${real(folder)}${sep}`)
}

function real(path: string): string {
  const whole = resolve(path)
  if (existsSync(whole) || dirname(whole) === whole) return realpathSync(whole)
  return join(real(dirname(whole)), basename(whole))
}

function inMb(bytes: number): number {
  return Math.ceil(bytes / 1_000_000)
}
