import type { ImportOptions } from '../api/contract.ts'
import { importOptionsSchema } from '../api/dataset-methods.ts'
import { readHashKey, workspaceHashKey } from '../node/hash-key.ts'
import { workspaceDirectory } from '../node/workspace/workspace-directory.ts'
import { usage, type Arguments } from './arguments.ts'

/** What every command takes that reads event files: how they are written, and what is kept of them. */
export const IMPORT_OPTIONS = {
  profiles: 'one', 'profiles-at': 'one', map: 'one', 'set-name': 'one', delimiter: 'one', encoding: 'one', header: 'one', columns: 'one', 'time-format': 'one', 'time-zone': 'one',
  identify: 'one', drop: 'one', hash: 'one', 'hash-key': 'one',
} as const

export const IMPORT_USAGE = `[--map profileId=<col>,at=<col>,name=<col>,properties=<col>] [--set-name <event>] [--profiles <file> [--profiles-at <col>]]
  how files are read:  [--delimiter comma|tab|semicolon|pipe|whitespace] [--encoding utf-8|utf-16le|utf-16be|windows-1252|iso-8859-9]
                       [--header yes|no] [--columns a,b,…] [--time-format dd.mm.yyyy] [--time-zone Europe/Istanbul] [--identify <event>|<col>=<value>]
  what is kept of them: [--drop a,b] [--hash a,b [--hash-key <file>]]`

/** The options of an import; undefined if none was given. Throws E_USAGE. */
export function importOptionsOf({ one }: Arguments): ImportOptions | undefined {
  const list = (name: string): string[] | undefined => one.get(name)?.split(',').map((part) => part.trim()).filter((part) => part !== '')
  const header = one.get('header')
  if (header !== undefined && header !== 'yes' && header !== 'no') throw usage(`--header "${header}" is unknown`, 'use yes or no')
  const given = Object.fromEntries(
    Object.entries({
      delimiter: one.get('delimiter'), encoding: one.get('encoding'), header: header === undefined ? undefined : header === 'yes', columns: list('columns'),
      timeFormat: one.get('time-format'), timeZone: one.get('time-zone'), identify: one.get('identify'), drop: list('drop'), hash: list('hash'),
    }).filter(([, value]) => value !== undefined),
  )
  if (Object.keys(given).length === 0) return undefined
  for (const name of ['delimiter', 'encoding'] as const) {
    const { options } = importOptionsSchema.shape[name].unwrap()
    if (given[name] !== undefined && !options.some((one) => one === given[name])) throw usage(`--${name} "${String(given[name])}" is unknown`, `use one of ${options.join(', ')}`)
  }
  return importOptionsSchema.parse(given)
}

/** Refuses, by E_USAGE, what says how files are read where a dataset of the workspace is meant, which was read before. */
export function assertNotReread({ one }: Arguments, action: string): void {
  const odd = Object.keys(IMPORT_OPTIONS).find((name) => one.has(name))
  if (odd !== undefined) throw usage(`${action} of a dataset of the workspace takes no --${odd}`, `--${odd} counts when a file is read: give it to rehearse data import, or name the file itself`)
}

/** The key for `--hash`: that of the file named, else the workspace's, which is made if need be; undefined if nothing is hashed. */
export function hashKeyOf({ one }: Arguments, options: ImportOptions | undefined, workspaceDir = workspaceDirectory()): Uint8Array | undefined {
  const file = one.get('hash-key')
  if (file !== undefined) return readHashKey(file)
  return (options?.hash ?? []).length > 0 ? workspaceHashKey(workspaceDir) : undefined
}
