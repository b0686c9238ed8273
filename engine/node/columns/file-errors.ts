import { RehearsalError } from '../../core/errors.ts'

function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

/** Turns what the system said while `path` was being written into a failure a person can act on; other errors come back as they are. */
export function writeError(error: unknown, path: string): unknown {
  const code = systemCode(error)
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') {
    return new RehearsalError('E_DISK_FULL', `No space left while writing ${path}.`, 'Free some space, or choose a folder on another disk; nothing was kept of this attempt.', {
      cause: error,
    })
  }
  if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'EISDIR', 'ENOENT'].includes(code)) {
    return new RehearsalError('E_READ_ONLY', `Cannot write to ${path} (${code}).`, 'Choose a folder you may write to; REHEARSAL_CACHE names the one for imported data.', {
      cause: error,
    })
  }
  return error
}

/** The same for reading a file a person named: always unusable input. */
export function readError(error: unknown, path: string): unknown {
  const code = systemCode(error)
  if (code === '') return error
  const why = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : `it cannot be read (${code})`
  return new RehearsalError('E_UNREADABLE', `${path}: ${why}.`, 'Check the path, and that you may read it.', { unusable: true, cause: error })
}
