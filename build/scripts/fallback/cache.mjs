// A per-user cache of things that are slow to make. An entry appears whole or not at all: it is made in a temporary directory beside
// its final place and renamed, so an interrupted run or two runs at once leave nothing broken.
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

function cacheDirectory() {
  if (process.env.REHEARSAL_TOOL_CACHE) return process.env.REHEARSAL_TOOL_CACHE
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'rehearsal')
}

/** Resolves to the directory of the entry `name`, calling `make(directory, scratch)` to fill it when it is not there yet. */
export async function cached(name, make) {
  const place = join(cacheDirectory(), name)
  if (existsSync(place)) return place
  mkdirSync(cacheDirectory(), { recursive: true })
  const scratch = mkdtempSync(join(cacheDirectory(), `.making-${name}-`))
  try {
    const made = join(scratch, 'made')
    mkdirSync(made)
    await make(made, scratch)
    try {
      renameSync(made, place)
    } catch (error) {
      if (!existsSync(place)) throw error // otherwise another run was faster, and its entry is as good
    }
    return place
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}
