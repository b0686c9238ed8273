import { renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { RehearsalError } from '../../core/errors.ts'
import { writeError } from '../columns/file-errors.ts'
import type { Job } from '../services/jobs.ts'
import type { Workspace } from '../storage/workspace.ts'
import { copyVerified } from './copy-file.ts'
import { DATABASE_FILE, filesIn, prepareFolder, type FolderFile } from './folder.ts'

/** A copy of the database is begun again when somebody wrote meanwhile; so often, then it is given up. */
const MOST_TRIES = 5
/** Room a disk should have beyond what is copied. */
const SPARE = 1.02

/**
 * Copies the workspace to `to`, each file held against its original; answers when all of it is there, whole, and nothing was written to the original meanwhile.
 * `switchOver` is called then, with the original locked against writers. Whatever fails before, `to` is left as it was and the original is what counts.
 */
export async function copyWorkspace(workspace: Workspace, to: string, { signal, onProgress }: Job, switchOver: () => void): Promise<void> {
  const { directory } = workspace
  const database = join(directory, DATABASE_FILE)
  const total = sum(filesIn(directory)) + statSync(database).size
  const target = prepareFolder(to, total * SPARE, directory)
  let done = 0
  const progress = (bytes: number) => onProgress({ phase: 'copying', done: Math.min(total, (done += bytes)), total })
  const copied = new Set<string>()
  // Files of a workspace are written once and then only taken away: those that came while others were copied are copied after them.
  const copyRest = async () => {
    for (const { path } of filesIn(directory)) {
      if (copied.has(path)) continue
      await copyVerified(join(directory, path), join(to, path), signal, progress)
      copied.add(path)
    }
  }
  try {
    onProgress({ phase: 'copying', done: 0, total })
    await copyRest()
    const partial = join(to, `${DATABASE_FILE}.partial`)
    for (let tries = 1; ; tries++) {
      const before = workspace.fingerprint()
      const base = done
      await workspace.copyDatabase(partial, signal, (share) => onProgress({ phase: 'copying', done: Math.min(total, base + share * statSync(database).size), total }))
      await copyRest()
      signal.throwIfAborted()
      const isSame = workspace.together(() => {
        if (workspace.fingerprint() !== before) return false
        renameSync(partial, join(to, DATABASE_FILE))
        target.finish()
        switchOver()
        return true
      })
      if (isSame) break
      if (tries === MOST_TRIES) throw new RehearsalError('E_MOVE_BUSY', 'Something keeps writing to this workspace.', 'Close other windows, imports and commands that use it, then try again.')
    }
    onProgress({ phase: 'copying', done: total, total })
  } catch (error) {
    target.discard()
    throw writeError(error, to)
  }
}

function sum(files: readonly FolderFile[]): number {
  return files.reduce((total, { bytes }) => total + bytes, 0)
}
