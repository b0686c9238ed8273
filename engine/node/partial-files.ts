import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { uptime } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { ABANDONED_AFTER_MS, isDead, machine } from './columns/left-behind.ts'

/** Of a file's own name in that of its partial one, which no file system may find too long. */
const MOST_OF_NAME = 40
/** What partial files are called, and what SQLite and the Parquet writer put beside theirs. */
const PARTIAL = /^\..+-(?<of>[^-]+)-(?<pid>\d+)-[0-9a-f]{8}\.partial(-wal|-shm|-journal|\.part-([ab]\.csv|\d+\.parquet))?$/
/** Says which folder elsewhere is being written to. */
const NOTE = /^\.writing-(?<of>[^-]+)-(?<pid>\d+)-[0-9a-f]{8}$/
/** Folders of a workspace in which files are written whole or not at all; `datasets` has a sweep of its own. */
const OURS = ['.', 'backups', 'exports']

/** The name under which a file or folder is made until it is whole: beside it, hidden, and telling who makes it. What killed processes left half made in that folder goes away. */
export function partialOf(path: string): string {
  sweepPartials(dirname(path))
  const name = [...basename(path)].slice(0, MOST_OF_NAME).join('')
  return join(dirname(path), `.${name}-${maker()}.partial`)
}

/** Whether that is the name of something half made. */
export function isPartial(name: string): boolean {
  return PARTIAL.test(name) || NOTE.test(name)
}

/** Does `work`, which writes to `folder`, under a note in the workspace: should this process be killed meanwhile, the next one that opens the workspace sweeps there. */
export async function whileNoted<T>(workspaceDir: string, folder: string, work: () => Promise<T>): Promise<T> {
  const note = join(workspaceDir, `.writing-${maker()}`)
  try {
    writeFileSync(note, resolve(folder))
  } catch {
    // A full workspace is no reason not to write elsewhere.
  }
  try {
    return await work()
  } finally {
    rmSync(note, { force: true })
  }
}

/** Throws away what processes that were killed left half made in a workspace, and where they wrote for it; what a living one writes stays, and so does every other file. Never throws. */
export function sweepWorkspace(directory: string): void {
  // Not waited for: it may lie on a disk of the network that does not answer.
  for (const note of leftBehindIn(directory, NOTE)) void sweepElsewhere(note)
  for (const folder of OURS) sweepPartials(join(directory, folder))
}

async function sweepElsewhere(note: string): Promise<void> {
  try {
    const folder = readFileSync(note, 'utf8')
    await readdir(folder)
    sweepPartials(folder)
    rmSync(note, { force: true })
  } catch {
    // The folder is not there now, as a disk that was taken out: the next start looks again.
  }
}

function sweepPartials(folder: string): void {
  for (const path of leftBehindIn(folder, PARTIAL)) remove(path)
}

function remove(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true })
  } catch {
    // Somebody else's, or a program looks into it: the next sweep tries again.
  }
}

function leftBehindIn(folder: string, named: RegExp): string[] {
  let names: string[]
  try {
    names = readdirSync(folder)
  } catch {
    return []
  }
  return names.flatMap((name) => {
    const { of, pid } = named.exec(name)?.groups ?? {}
    const path = join(folder, name)
    return of !== undefined && pid !== undefined && isLeftBehind(path, of, Number(pid)) ? [path] : []
  })
}

function isLeftBehind(path: string, of: string, pid: number): boolean {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined) return false
  const ageMs = Date.now() - found.mtimeMs
  // A folder may be shared between machines, and only this one's processes can be asked for.
  if (of !== machine()) return ageMs > ABANDONED_AFTER_MS
  // Numbers of processes come round: nobody who lives now wrote it before this process, or this machine, was started.
  return isDead(pid) || ageMs > 1000 * (pid === process.pid ? process.uptime() : uptime())
}

function maker(): string {
  return `${machine()}-${process.pid}-${randomUUID().slice(0, 8)}`
}
