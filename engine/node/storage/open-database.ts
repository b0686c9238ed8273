import Database from 'better-sqlite3'
import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { RehearsalError } from '../../core/errors.ts'
import { migrations as released, type Migration } from './migrations/index.ts'
import { storeError } from './store-errors.ts'

export type StoreDatabase = Database.Database

/**
 * Opens (or makes) the database `file` and brings it to the newest version. Before each migration of a database that was there, a whole
 * copy of it goes to `backups/` beside it. `inspect` looks at it before anything is written to it, and throws if it is no good.
 * Throws E_STORE_NEWER, E_STORE_FOREIGN, E_STORE_DAMAGED, E_STORE_BUSY, E_READ_ONLY, E_DISK_FULL.
 */
export function openDatabase(file: string, migrations: readonly Migration[] = released, inspect: (database: StoreDatabase) => void = () => {}): StoreDatabase {
  let database: StoreDatabase | undefined
  try {
    mkdirSync(dirname(file), { recursive: true })
    database = connect(file)
    refuseNewer(database, file, migrations)
    refuseForeign(database, file)
    inspect(database)
    // The app and the command line may have the workspace open at once: readers never wait, writers wait their turn.
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = FULL')
    const isNew = versionOf(database) === 0
    for (const migration of migrations) migrate(database, file, migration, isNew)
    database.pragma('foreign_keys = ON')
    return database
  } catch (error) {
    database?.close()
    throw storeError(error, file)
  }
}

/** A connection to a database file as it is; `readonly` makes none that is not there. */
export function connect(file: string, options: { readonly?: boolean } = {}): StoreDatabase {
  const nativeBinding = process.env['REHEARSAL_SQLITE_BINDING']
  // The timeout is SQLite's busy timeout, ms.
  return new Database(file, { timeout: 5000, ...options, ...(nativeBinding ? { nativeBinding } : {}) })
}

function versionOf(database: StoreDatabase): number {
  return database.pragma('user_version', { simple: true }) as number // as: SQLite keeps an integer there
}

function refuseNewer(database: StoreDatabase, file: string, migrations: readonly Migration[]): void {
  const newest = Math.max(0, ...migrations.map(({ number }) => number))
  const version = versionOf(database)
  if (version <= newest) return
  throw new RehearsalError(
    'E_STORE_NEWER',
    `The workspace ${file} was written by a newer Rehearsal (its version ${version}, this one knows ${newest}).`,
    'Update Rehearsal, or choose another workspace.',
    { unusable: true },
  )
}

/** A database of something else must not become a workspace by mistake: ours has a version from its first table on. */
function refuseForeign(database: StoreDatabase, file: string): void {
  if (versionOf(database) > 0 || database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined) return
  if (versionOf(database) > 0) return // another process has just made it: its first migration adds tables and version at once
  throw foreign(file)
}

/** A good database, and none of ours. */
export function foreign(file: string): RehearsalError {
  return new RehearsalError(
    'E_STORE_FOREIGN',
    `The file ${file} is the database of another program, and no workspace.`,
    'It was left as it is. Move it away, or choose another workspace.',
    { unusable: true },
  )
}

function migrate(database: StoreDatabase, file: string, { number, sql }: Migration, isNew: boolean): void {
  if (versionOf(database) >= number) return
  // Migrations may rebuild tables that others refer to.
  database.pragma('foreign_keys = OFF')
  database
    .transaction(() => {
      const version = versionOf(database)
      if (version >= number) return // another process was first
      if (!isNew) backUp(file, version)
      database.exec(sql)
      database.pragma(`user_version = ${number}`)
    })
    .exclusive()
}

/** A copy through a second connection: it sees the state before the transaction that is under way, and no write can come between. */
function backUp(file: string, version: number): void {
  const folder = join(dirname(file), 'backups')
  const copy = join(folder, `${basename(file, '.sqlite')}-version-${version}.sqlite`)
  mkdirSync(folder, { recursive: true })
  rmSync(`${copy}.partial`, { force: true })
  const reader = connect(file)
  try {
    reader.prepare('VACUUM INTO ?').run(`${copy}.partial`)
  } finally {
    reader.close()
  }
  renameSync(`${copy}.partial`, copy)
}
