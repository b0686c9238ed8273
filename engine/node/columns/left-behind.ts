import { readdir, rm, stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'

/** Whatever nobody finished for so long is nobody's: ms. */
export const ABANDONED_AFTER_MS = 7 * 86_400_000

/** How the name of a half-made dataset begins: with a dot, what it becomes, and who makes it. */
export function draftPrefix(name: string): string {
  return `.${name}-${machine()}-${process.pid}-`
}

/** Throws away what processes that were killed left half made in that folder; what a living one works on stays. Never rejects. */
export async function sweepLeftBehind(directory: string, now: number): Promise<void> {
  const names = await readdir(directory).catch(() => [])
  for (const name of names.filter((one) => one.startsWith('.'))) {
    const path = join(directory, name)
    if (isOfDeadProcess(name) || (await isAbandoned(path, now))) await rm(path, { recursive: true, force: true }).catch(() => {})
  }
}

function isOfDeadProcess(name: string): boolean {
  const [, of, pid] = /-([^-]+)-(\d+)-[^-]+$/.exec(name) ?? []
  // A folder may be shared between machines, and only this one's processes can be asked for.
  return of === machine() && pid !== undefined && isDead(Number(pid))
}

/** Whether no process of this machine has that number. */
export function isDead(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH'
  }
}

async function isAbandoned(path: string, now: number): Promise<boolean> {
  const found = await stat(path).catch(() => null)
  return found !== null && now - found.mtimeMs > ABANDONED_AFTER_MS
}

/** This machine in a file name: letters and digits. */
export function machine(): string {
  return hostname().replace(/[^A-Za-z0-9]/g, '').slice(0, 24) || 'here'
}
