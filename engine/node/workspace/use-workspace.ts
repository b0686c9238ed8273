import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { RehearsalError } from '../../core/errors.ts'
import { writeError } from '../columns/file-errors.ts'
import { checkIsOurs } from '../storage/database-copy.ts'
import { openDatabase } from '../storage/open-database.ts'
import { DATABASE_FILE, makeFolders, UNFINISHED } from './folder.ts'
import { readPointer, writePointer } from './pointer.ts'

/** Has the workspace in the folder `given` used from the next start on, wherever none is named; answers the folder. `make`: an empty one is made where that is empty or not there. Throws E_WORKSPACE_NAMED, E_NO_WORKSPACE, E_STORE_NEWER, E_STORE_DAMAGED. */
export function useWorkspace(given: string, make = false): string {
  const to = resolve(given)
  const named = process.env['REHEARSAL_WORKSPACE']
  if (named && resolve(named) !== to) {
    throw new RehearsalError('E_WORKSPACE_NAMED', 'REHEARSAL_WORKSPACE names the workspace, and goes before any choice.', `Set it to ${to}, or take it out of the environment.`)
  }
  const file = join(to, DATABASE_FILE)
  if (make && isEmpty(to)) makeEmpty(to, file)
  if (existsSync(join(to, UNFINISHED)) || !existsSync(file)) {
    if (make && existsSync(to)) throw new RehearsalError('E_NO_WORKSPACE', `${to} is not empty, and holds no workspace.`, 'Choose an empty folder, or one with a workspace in it.', { unusable: true })
    throw new RehearsalError('E_NO_WORKSPACE', `${to} holds no workspace.`, 'Choose the folder that holds the file rehearsal.sqlite.', { unusable: true })
  }
  checkIsOurs(file)
  if (named) return to
  const before = readPointer()?.previous ?? null
  writePointer({ directory: to, previous: before?.directory === to ? null : before })
  return to
}

function makeEmpty(folder: string, file: string): void {
  try {
    makeFolders(folder)
  } catch (error) {
    throw writeError(error, folder)
  }
  openDatabase(file).close()
}

function isEmpty(folder: string): boolean {
  try {
    return !existsSync(folder) || readdirSync(folder).length === 0
  } catch {
    return false // a file
  }
}
