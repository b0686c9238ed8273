import Database from 'better-sqlite3'
import { closeSync, fsyncSync, openSync, rmSync } from 'node:fs'
import { RehearsalError } from '../../core/errors.ts'
import { migrations } from './migrations/index.ts'
import type { StoreDatabase } from './open-database.ts'

/** Pages copied at a time: other work of this process goes on in between. */
const PAGES = 512

/**
 * Copies a database that is in use to the new file `to`, as of one moment, into one file; what other processes write meanwhile is in it or the copy begins again. An
 * abort ends it and leaves no file.
 */
export async function copyDatabase(database: StoreDatabase, to: string, signal: AbortSignal, onProgress: (share: number) => void): Promise<void> {
  try {
    await database.backup(to, {
      progress({ totalPages, remainingPages }) {
        signal.throwIfAborted()
        if (totalPages > 0) onProgress(1 - remainingPages / totalPages)
        return PAGES
      },
    })
    checkDatabase(to)
    withDatabase(to, (copy) => copy.pragma('journal_mode = DELETE'))
    const file = openSync(to, 'r+')
    fsyncSync(file)
    closeSync(file)
  } catch (error) {
    rmSync(to, { force: true })
    throw error
  }
}

/** Goes through the whole database and its references. Throws E_STORE_DAMAGED. */
export function checkDatabase(file: string): void {
  withDatabase(file, (database) => {
    const found = database.pragma('integrity_check(1)', { simple: true })
    const broken = database.pragma('foreign_key_check') as unknown[] // as: rows, whatever they say
    if (found !== 'ok' || broken.length > 0) throw damaged(file)
  })
}

/** What a database has been through: two of one state have the same, and one that was written to has another. */
export function fingerprintOf(database: StoreDatabase): string {
  const counts = database.prepare('SELECT what, count FROM changes ORDER BY what').raw().all()
  // Keeping a draft up to date counts as no change of a list.
  const drafts = database.prepare('SELECT count(*), coalesce(max(kept_at), 0) FROM journey_drafts').raw().get()
  return JSON.stringify([counts, drafts])
}

/** The same of a database file nobody here has open; undefined if it cannot be read. */
export function fingerprintOfFile(file: string): string | undefined {
  try {
    return withDatabase(file, fingerprintOf, true)
  } catch {
    return undefined
  }
}

/** A database somebody else made must be one of ours to the letter: a trigger more could write what nobody asked for. Throws E_STORE_NEWER, E_STORE_DAMAGED. */
export function checkIsOurs(file: string): void {
  withDatabase(file, (database) => {
    database.pragma('trusted_schema = OFF')
    const version = database.pragma('user_version', { simple: true }) as number // as: SQLite keeps an integer there
    const newest = Math.max(...migrations.map(({ number }) => number))
    if (version > newest) {
      throw new RehearsalError('E_STORE_NEWER', `This workspace was written by a newer Rehearsal (its version ${version}, this one knows ${newest}).`, 'Update Rehearsal, then try again.', { unusable: true })
    }
    if (version < 1 || schemaOf(database) !== schemaOfVersion(version)) throw damaged(file)
  })
  checkDatabase(file)
}

/** Opens a database file as it is, whatever it is. */
export function withDatabase<T>(file: string, work: (database: StoreDatabase) => T, readonly = false): T {
  const nativeBinding = process.env['REHEARSAL_SQLITE_BINDING']
  const database = new Database(file, { readonly, fileMustExist: true, timeout: 5000, ...(nativeBinding ? { nativeBinding } : {}) })
  try {
    return work(database)
  } finally {
    database.close()
  }
}

function schemaOfVersion(version: number): string {
  const nativeBinding = process.env['REHEARSAL_SQLITE_BINDING']
  const fresh = new Database(':memory:', nativeBinding ? { nativeBinding } : {})
  try {
    for (const { number, sql } of migrations) if (number <= version) fresh.exec(sql)
    return schemaOf(fresh)
  } finally {
    fresh.close()
  }
}

function schemaOf(database: StoreDatabase): string {
  return JSON.stringify(database.prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%' ORDER BY type, name").raw().all())
}

function damaged(file: string): RehearsalError {
  return new RehearsalError('E_STORE_DAMAGED', `The workspace ${file} is damaged or no workspace.`, 'Put a backup from the folder "backups" in its place, or choose another workspace.', { unusable: true })
}
