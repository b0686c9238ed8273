import { copyFileSync, existsSync, fsyncSync, mkdirSync, openSync, closeSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { RehearsalError } from '../../core/errors.ts'
import { writeFileWhole } from '../write-file-whole.ts'
import { isSound, listBackups, stampOf, type Backup } from './backups.ts'
import { migrations } from './migrations/index.ts'
import { connect } from './open-database.ts'
import { storeError } from './store-errors.ts'
import { whileLocked } from './store-lock.ts'

/** What was put right: when, from which backup, and where what was there before lies now. Paths are relative to the workspace. */
export interface Restoration {
  at: number
  /** `asked`: a person wanted the state of that backup back. */
  why: 'damaged' | 'foreign' | 'missing' | 'asked'
  backup: string
  backupMadeAt: number
  /** Null if there was nothing to keep. */
  setAside: string | null
}

const NOTE = 'restored.json'
/** A database and what SQLite keeps beside it. */
const PARTS = ['', '-wal', '-shm'] as const

/**
 * Puts a backup in the place of the database `file`; what is there is copied to `damaged/` first, and never thrown away. Without `wanted`, the good backup
 * in which most was written is taken. The note of it stays in the workspace until `forgetRestoration`. Throws E_STORE_DAMAGED if there is no good backup.
 */
export function restoreStore(file: string, why: Restoration['why'], now: number, wanted?: Backup): Restoration {
  return whileLocked(file, () => {
    const backup = wanted ?? bestBackup(file)
    if (!backup) throw nothingToRestore(file)
    if (!isSound(backup.file) || !isOurs(backup.file)) throw unusableBackup(backup)
    const setAside = copyAside(file, now)
    const fresh = `${file}.restoring`
    copyFileSync(backup.file, fresh)
    flush(fresh)
    // SQLite would play what is left of the old journal onto the new file.
    for (const part of ['-wal', '-shm']) rmSync(`${file}${part}`, { force: true })
    renameSync(fresh, file)
    const note: Restoration = { at: now, why, backup: backup.name, backupMadeAt: backup.madeAt, setAside: setAside === null ? null : relative(dirname(file), setAside).replaceAll('\\', '/') }
    writeFileWhole(join(dirname(file), NOTE), `${JSON.stringify(note, null, 2)}\n`)
    return note
  })
}

/** The restoration that no person has taken note of yet. */
export function restorationOf(directory: string): Restoration | null {
  try {
    return JSON.parse(readFileSync(join(directory, NOTE), 'utf8')) as Restoration // as: written here
  } catch {
    return null
  }
}

export function forgetRestoration(directory: string): void {
  rmSync(join(directory, NOTE), { force: true })
}

/** The good backup in which most was written: by its own counters, which no clock can turn back. */
function bestBackup(file: string): Backup | undefined {
  const good = listBackups(file).filter((backup) => isSound(backup.file) && isOurs(backup.file))
  return good.toSorted((a, b) => writesIn(b.file) - writesIn(a.file))[0]
}

/** A workspace this version can open, by what is in it. */
export function isOurs(file: string): boolean {
  const database = connect(file, { readonly: true })
  try {
    const version = database.pragma('user_version', { simple: true }) as number // as: SQLite keeps an integer there
    return version > 0 && version <= migrations.length && database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'changes'").get() !== undefined
  } finally {
    database.close()
  }
}

/** How much was ever written to the lists of a database, by its own counters. */
export function writesIn(file: string): number {
  const database = connect(file, { readonly: true })
  try {
    return database.prepare<[], number>('SELECT total(count) FROM changes').pluck().get() ?? 0
  } finally {
    database.close()
  }
}

/** Throws E_STORE_BUSY while any program has the database open: what it writes would go with the old file. A damaged one is nobody's. */
export function assertNobodyHasIt(file: string): void {
  if (!existsSync(file)) return
  const database = connect(file)
  try {
    database.pragma('busy_timeout = 250')
    // In this mode the first look takes the whole file, which only the last one who has it open can.
    database.pragma('locking_mode = EXCLUSIVE')
    database.transaction(() => database.pragma('user_version')).exclusive()
  } catch (error) {
    const told = storeError(error, file)
    if (told instanceof RehearsalError && told.code === 'E_STORE_DAMAGED') return
    if (told instanceof RehearsalError && told.code === 'E_STORE_BUSY') {
      throw new RehearsalError('E_STORE_BUSY', `Rehearsal has the workspace ${file} open.`, 'Close its windows, and what serves it, and try again.')
    }
    throw told
  } finally {
    database.close()
  }
}

/** Null if there is nothing. */
function copyAside(file: string, now: number): string | null {
  if (!existsSync(file) || (statSync(file).size === 0 && !existsSync(`${file}-wal`))) return null
  const folder = join(dirname(file), 'damaged')
  mkdirSync(folder, { recursive: true })
  const stem = join(folder, `${basename(file, '.sqlite')}-${stampOf(now)}`)
  const name = (number: number) => `${stem}${number === 1 ? '' : `-${number}`}.sqlite`
  let number = 1
  while (existsSync(name(number))) number++
  for (const part of PARTS) if (existsSync(`${file}${part}`)) copyFileSync(`${file}${part}`, `${name(number)}${part}`)
  flush(name(number))
  return name(number)
}

function flush(file: string): void {
  const handle = openSync(file, 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

function unusableBackup({ file }: Backup): RehearsalError {
  return new RehearsalError('E_STORE_DAMAGED', `The backup ${file} is damaged, or of a newer Rehearsal.`, 'Nothing was changed. Take another one.', { unusable: true })
}

function nothingToRestore(file: string): RehearsalError {
  return new RehearsalError(
    'E_STORE_DAMAGED',
    `The workspace ${file} is damaged, and there is no good backup of it in ${join(dirname(file), 'backups')}.`,
    'Nothing was changed. Put a backup of your own in its place, or choose another workspace; the damaged file is worth keeping.',
    { unusable: true },
  )
}
