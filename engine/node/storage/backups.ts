import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { partialOf } from '../partial-files.ts'
import { connect, type StoreDatabase } from './open-database.ts'

/** A copy of the database as it was at `madeAt`, epoch ms by the clock of that time. */
export interface Backup { name: string; file: string; bytes: number; madeAt: number }

/** So many of the regular ones are kept; those from before a new version of the database stay beside them. */
export const BACKUPS_KEPT = 10

/** Numbered, since a clock may be set back: the number says which is the later one. */
const REGULAR = /^(?<stem>.+)-(?<number>\d{6})-[^/]*\.sqlite$/

export function backupsFolder(databaseFile: string): string {
  return join(dirname(databaseFile), 'backups')
}

/** All backups of a database, the last made first; those from before a migration by their time among them. */
export function listBackups(databaseFile: string): Backup[] {
  const folder = backupsFolder(databaseFile)
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.sqlite')) : []
  const all = names.map((name) => {
    const file = join(folder, name)
    const { size, mtimeMs } = statSync(file)
    return { name, file, bytes: size, madeAt: Math.round(mtimeMs) }
  })
  return all.sort((a, b) => (numberOf(b.name) && numberOf(a.name) ? numberOf(b.name) - numberOf(a.name) : b.madeAt - a.madeAt))
}

/**
 * Copies the open database into `backups/` through SQLite's backup interface, a few pages at a time, so that the engine goes on answering; then
 * throws the oldest regular ones away. A copy that is not whole is thrown away too, and answers null. Throws what the disk says.
 */
export async function makeBackup(database: StoreDatabase, databaseFile: string, now: number, isOver: () => boolean = () => false): Promise<Backup | null> {
  const folder = backupsFolder(databaseFile)
  mkdirSync(folder, { recursive: true })
  const stem = basename(databaseFile, '.sqlite')
  const number = 1 + Math.max(0, ...readdirSync(folder).map(numberOf))
  const name = `${stem}-${String(number).padStart(6, '0')}-${stampOf(now)}.sqlite`
  const file = join(folder, name)
  const partial = partialOf(file)
  try {
    await database.backup(partial, { progress: () => goOn(isOver) })
    if (!isWholeByItself(partial)) return null
    renameSync(partial, file)
  } catch (error) {
    if (isOver()) return null
    throw error
  } finally {
    for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(`${partial}${ending}`, { force: true })
  }
  pruneBackups(databaseFile, BACKUPS_KEPT)
  return { name, file, bytes: statSync(file).size, madeAt: now }
}

/** Throwing is how a backup under way is given up. */
function goOn(isOver: () => boolean): number {
  if (isOver()) throw new Error('given up')
  return PAGES_AT_ONCE
}

/** As the open database it says that it has a journal beside it, which a copy has not. */
function isWholeByItself(file: string): boolean {
  const copy = connect(file)
  try {
    copy.pragma('journal_mode = DELETE')
    return hangsTogether(copy)
  } finally {
    copy.close()
  }
}

/** Of the regular ones, keeps the last `kept`. */
export function pruneBackups(databaseFile: string, kept: number): void {
  const regular = listBackups(databaseFile).filter(({ name }) => numberOf(name) > 0)
  for (const { file } of regular.slice(Math.max(1, kept))) rmSync(file, { force: true })
}

/** Whether every page of that database can be read and hangs together. Never throws. */
export function isSound(file: string): boolean {
  let database: StoreDatabase | undefined
  try {
    database = connect(file, { readonly: true })
    return hangsTogether(database)
  } catch {
    return false
  } finally {
    database?.close()
  }
}

/** Reads every page, about a millisecond a megabyte. Throws where SQLite itself does. */
export function hangsTogether(database: StoreDatabase): boolean {
  return database.pragma('quick_check(1)', { simple: true }) === 'ok'
}

/** 2026-11-28T03-22-08: no system minds it in a file name. */
export function stampOf(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replaceAll(':', '-')
}

function numberOf(name: string): number {
  return Number(REGULAR.exec(name)?.groups?.['number'] ?? 0)
}

/** Of 4 kB each. */
const PAGES_AT_ONCE = 512
