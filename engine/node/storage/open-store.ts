import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { RehearsalError } from '../../core/errors.ts'
import { backupsFolder, hangsTogether } from './backups.ts'
import { connect, foreign, openDatabase, type StoreDatabase } from './open-database.ts'
import { restorationOf, restoreStore, type Restoration } from './restore-store.ts'
import { storeError } from './store-errors.ts'

/** The database of a workspace, opened as far as it goes. */
export interface OpenStore {
  database: StoreDatabase
  /** Why nothing can be changed; null where everything can. */
  readOnly: RehearsalError | null
  /** What was put right and no person has taken note of yet. */
  restored: Restoration | null
}

/** Up to this size a database is read whole whenever it is opened, which takes about a millisecond a megabyte. */
const ALWAYS_CHECKED_BYTES = 48 * 1024 * 1024

/**
 * Opens (or makes) the workspace database `file`. One that is damaged, gone, or another program's is put aside and the last good backup takes its place; one
 * of a newer Rehearsal is opened for reading if it can be. Nothing that was there is ever overwritten. Throws as `openDatabase` does where neither is possible.
 */
export function openStore(file: string, now: () => number): OpenStore {
  try {
    return { ...openGood(file, now), readOnly: null }
  } catch (error) {
    if (!(error instanceof RehearsalError && error.code === 'E_STORE_NEWER')) throw error
    return { database: openForReading(file, error), readOnly: newer(file), restored: restorationOf(dirname(file)) }
  }
}

function openGood(file: string, now: () => number): Omit<OpenStore, 'readOnly'> {
  const why = lostBefore(file)
  if (why !== null) return restored(file, why, now())
  try {
    return { database: openDatabase(file, undefined, (database) => inspect(database, file)), restored: restorationOf(dirname(file)) }
  } catch (error) {
    const code = error instanceof RehearsalError ? error.code : ''
    if (code !== 'E_STORE_DAMAGED' && code !== 'E_STORE_FOREIGN') throw error
    // Another program's file stays in its place unless a backup says that this was a workspace.
    if (code === 'E_STORE_FOREIGN' && !hasBackups(file)) throw error
    return restored(file, code === 'E_STORE_DAMAGED' ? 'damaged' : 'foreign', now())
  }
}

function restored(file: string, why: Restoration['why'], now: number): Omit<OpenStore, 'readOnly'> {
  const note = restoreStore(file, why, now)
  rmSync(suspicionOf(file), { force: true })
  return { database: openDatabase(file), restored: note }
}

/** SQLite takes a file without a byte for a new database, and makes one that is missing: where there are backups it was neither. */
function lostBefore(file: string): Restoration['why'] | null {
  if (!hasBackups(file)) return null
  if (!existsSync(file)) return 'missing'
  return statSync(file).size === 0 && !existsSync(`${file}-wal`) ? 'damaged' : null
}

function hasBackups(file: string): boolean {
  const folder = backupsFolder(file)
  return existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.sqlite'))
}

function inspect(database: StoreDatabase, file: string): void {
  const version = database.pragma('user_version', { simple: true }) as number // as: SQLite keeps an integer there
  if (version > 0 && database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'changes'").get() === undefined) throw foreign(file)
  if (!isToBeChecked(file)) return
  if (!hangsTogether(database)) throw Object.assign(new Error('quick_check'), { code: 'SQLITE_CORRUPT' })
  rmSync(suspicionOf(file), { force: true })
}

/** A large one only if it was not closed properly, is open elsewhere, or was found damaged while it was in use. */
function isToBeChecked(file: string): boolean {
  return statSync(file).size <= ALWAYS_CHECKED_BYTES || existsSync(`${file}-wal`) || existsSync(suspicionOf(file))
}

/** Remembers that the database was found damaged while it was in use, for the next time it is opened. Never throws. */
export function suspect(file: string): void {
  try {
    writeFileSync(suspicionOf(file), '')
  } catch {
    // Then a large one may be opened unchecked, and is found damaged again.
  }
}

function suspicionOf(file: string): string {
  return join(dirname(file), 'check-at-next-start')
}

function openForReading(file: string, newerError: RehearsalError): StoreDatabase {
  let database: StoreDatabase | undefined
  try {
    database = connect(file, { readonly: true })
    if (!hangsTogether(database)) throw newerError
    return database
  } catch (error) {
    database?.close()
    const told = storeError(error, file)
    throw told instanceof RehearsalError ? told : newerError
  }
}

function newer(file: string): RehearsalError {
  return new RehearsalError(
    'E_STORE_NEWER',
    `The workspace ${file} was written by a newer Rehearsal: it is open for reading only, and nothing in it can be changed here.`,
    'Update Rehearsal, or choose another workspace. What you edit meanwhile can be saved as a file.',
  )
}
