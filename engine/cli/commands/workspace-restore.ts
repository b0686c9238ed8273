import { join } from 'node:path'
import { RehearsalError } from '../../core/errors.ts'
import { listBackups } from '../../node/storage/backups.ts'
import { assertNobodyHasIt, restoreStore } from '../../node/storage/restore-store.ts'
import { databaseFileOf } from '../../node/storage/workspace.ts'
import { usage, type Arguments } from '../arguments.ts'
import { workspaceOf } from './data-library.ts'
import { EXIT_CLEAN } from '../output.ts'

export const RESTORE_USAGE = 'rehearse workspace restore [<backup>] [--workspace <dir>] [--json]; without a backup it lists them, "last" takes the last good one'

/** `rehearse workspace restore`: puts a backup in the place of the workspace; what is there now is kept in its folder "damaged". */
export function restoreCommand(names: string[], given: Arguments): number {
  const [wanted, ...others] = names
  if (others.length > 0) throw usage('one backup at a time', RESTORE_USAGE)
  const directory = workspaceOf(given)
  const file = databaseFileOf(directory)
  const backups = listBackups(file)
  const json = given.flags.has('json')
  if (wanted === undefined) {
    const lines = backups.map(({ name, bytes, madeAt }) => `${name}  ${new Date(madeAt).toISOString().slice(0, 16).replace('T', ' ')} UTC  ${(bytes / 1e6).toFixed(1)} MB`)
    return tell(json ? JSON.stringify(backups, null, 2) : (lines.join('\n') || `There is no backup in ${join(directory, 'backups')} yet.`))
  }
  const backup = backups.find(({ name }) => name === wanted)
  if (wanted !== 'last' && !backup) throw new RehearsalError('E_NOT_FOUND', `There is no backup ${JSON.stringify(wanted)} in ${join(directory, 'backups')}.`, backups.length === 0 ? 'There is none at all.' : `There are: ${backups.map(({ name }) => name).join(', ')}.`, { unusable: true })
  assertNobodyHasIt(file)
  const note = restoreStore(file, 'asked', Date.now(), backup)
  const kept = note.setAside === null ? '' : `; what was there is kept as ${join(directory, note.setAside)}`
  return tell(json ? JSON.stringify(note, null, 2) : `The workspace is as it was in ${note.backup}${kept}`)
}

function tell(text: string): number {
  process.stdout.write(`${text}\n`)
  return EXIT_CLEAN
}
