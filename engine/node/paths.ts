import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where imported data are kept between runs: REHEARSAL_CACHE, else a folder of the user's cache directory. */
export function cacheDirectory(): string {
  return process.env['REHEARSAL_CACHE'] || join(userDirectory('XDG_CACHE_HOME', '.cache', 'Caches', 'cache'), 'datasets')
}

/** The workspace of somebody who never chose another: a folder of the user's data directory. */
export function defaultWorkspaceDirectory(): string {
  return join(dataDirectory(), 'workspace')
}

/** Where it is kept which other workspace somebody chose. */
export function workspacePointerFile(): string {
  return join(dataDirectory(), 'workspace.json')
}

function dataDirectory(): string {
  return userDirectory('XDG_DATA_HOME', '.local/share', 'Application Support', 'data')
}

function userDirectory(variable: string, linux: string, mac: string, windows: string): string {
  if (process.platform === 'darwin') return join(homedir(), 'Library', mac, 'rehearsal')
  if (process.platform === 'win32') return join(process.env['LOCALAPPDATA'] || join(homedir(), 'AppData', 'Local'), 'rehearsal', windows)
  return join(process.env[variable] || join(homedir(), linux), 'rehearsal')
}

/**
 * The folder that holds what comes with the app (`renderer/`, `templates/`): REHEARSAL_RESOURCES, else the `dist` this code was bundled
 * into, else (run from source) the repository itself.
 */
export function resourcesDirectory(): string {
  const given = process.env['REHEARSAL_RESOURCES']
  if (given) return given
  const here = dirname(fileURLToPath(import.meta.url))
  for (let folder = here; folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'engine'))) return folder
    if (/[\\/]dist$/.test(folder)) return folder
  }
  return here
}
