import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
import { RehearsalError } from '../../core/errors.ts'

/** Whoever holds a lock for longer than this is gone, whatever its number says: ms. */
const LONGEST_MS = 10 * 60_000

/** Does `work` as the only process that does it on that file. Throws E_STORE_BUSY while another one is at it. */
export function whileLocked<T>(file: string, work: () => T): T {
  const lock = `${file}.restoring.lock`
  if (isLeftBehind(lock)) rmSync(lock, { force: true })
  let handle: number
  try {
    handle = openSync(lock, 'wx')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    throw new RehearsalError('E_STORE_BUSY', `Another program is putting a backup in the place of the workspace ${file}.`, 'Wait until it is done and try again.')
  }
  try {
    writeSync(handle, String(process.pid))
    return work()
  } finally {
    closeSync(handle)
    rmSync(lock, { force: true })
  }
}

function isLeftBehind(lock: string): boolean {
  try {
    const pid = Number(readFileSync(lock, 'utf8'))
    if (Math.abs(Date.now() - statSync(lock).mtimeMs) > LONGEST_MS) return true
    if (!(pid > 0)) return false
    process.kill(pid, 0)
    return false
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH'
  }
}
