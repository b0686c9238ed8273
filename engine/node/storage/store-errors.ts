import { RehearsalError } from '../../core/errors.ts'

/** How the codes begin that mean: not here. */
const cannotWrite = ['SQLITE_READONLY', 'SQLITE_CANTOPEN', 'SQLITE_PERM', 'EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT']

/** Turns what the database said about `file` into a failure a person can act on; other errors come back as they are. */
export function storeError(error: unknown, file: string): unknown {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  const because = { cause: error }
  if (code.startsWith('SQLITE_FULL') || code === 'ENOSPC' || code === 'SQLITE_IOERR_WRITE') {
    return new RehearsalError(
      'E_DISK_FULL',
      `No space left for the workspace ${file}.`,
      'Free some space and try again; what was stored before is intact.',
      because,
    )
  }
  if (cannotWrite.some((start) => code.startsWith(start))) {
    return new RehearsalError(
      'E_READ_ONLY',
      `The workspace ${file} cannot be written (${code}).`,
      'Choose a folder you may write to, with --workspace or REHEARSAL_WORKSPACE.',
      because,
    )
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new RehearsalError(
      'E_STORE_BUSY',
      `Another program holds the workspace ${file}.`,
      'Wait until it is done, or close it, and try again.',
      because,
    )
  }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return new RehearsalError(
      'E_STORE_DAMAGED',
      `The workspace ${file} is damaged or no workspace.`,
      'Start Rehearsal again: it puts the last good backup in its place, and keeps the damaged file. Without one, choose another workspace.',
      because,
    )
  }
  return error
}
