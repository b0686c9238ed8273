import { randomUUID } from 'node:crypto'
import { createWriteStream, existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { RehearsalError } from '../core/errors.ts'
import { DATABASE_FILE } from '../node/workspace/folder.ts'

/** What doors that were killed left behind is thrown away after a week. */
const LEFT_BEHIND_MS = 7 * 24 * 60 * 60 * 1000
const LONGEST_NAME = 120

/** Files a browser hands to the engine. They stay as long as the door is open: what is imported from them is kept apart. */
export class Uploads {
  readonly folder: string
  readonly #root: string

  /** `root` lies in the workspace and holds the uploads of every door on it, this one's in a folder of its own. */
  constructor(root: string) {
    this.#root = root
    this.folder = join(root, randomUUID())
  }

  /** Writes the body of a request, whole or not at all. `bytes` is its size. Throws E_UPLOAD_CUT, E_DISK_FULL, E_READ_ONLY, E_WORKSPACE_GONE. */
  async receive(request: IncomingMessage, givenName: string): Promise<{ path: string; bytes: number }> {
    const own = join(this.folder, randomUUID().slice(0, 8))
    const path = join(own, safeName(givenName))
    this.#refuseGone()
    try {
      await this.#makeFolders(own)
      await pipeline(request, createWriteStream(`${path}.partial`, { flags: 'wx' }))
      await rename(`${path}.partial`, path)
      return { path, bytes: (await stat(path)).size }
    } catch (error) {
      await remove(own)
      this.#refuseGone()
      throw uploadFailure(error, safeName(givenName))
    }
  }

  /** Throws E_WORKSPACE_GONE. Where a disk was taken out, the folder may be there and empty. */
  #refuseGone(): void {
    const workspace = dirname(this.#root)
    if (existsSync(join(workspace, DATABASE_FILE))) return
    throw new RehearsalError(
      'E_WORKSPACE_GONE',
      `The workspace ${workspace} is not there.`,
      'Put the folder back or connect its disk, press "Try again" in the window, then choose the file again; nothing was made in its place.',
    )
  }

  /** Not the folder around them: a workspace that was taken away must not come back as an empty one. */
  async #makeFolders(own: string): Promise<void> {
    for (const folder of [this.#root, this.folder, own]) {
      await mkdir(folder).catch((error: unknown) => {
        if (codeOf(error) !== 'EEXIST') throw error
      })
    }
  }

  async sweep(now: number): Promise<void> {
    const folders = await readdir(this.#root).catch(() => [])
    for (const name of folders) {
      const folder = join(this.#root, name)
      const { mtimeMs } = await stat(folder).catch(() => ({ mtimeMs: now }))
      if (now - mtimeMs > LEFT_BEHIND_MS) await remove(folder)
    }
  }

  async clear(): Promise<void> {
    await remove(this.folder)
  }
}

/** Clearing up never fails the work it comes after. */
async function remove(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true }).catch(() => {})
}

/** A file name that is one on every system and leads nowhere else: the last part of what was given, without what shells and Windows mind. */
export function safeName(given: string): string {
  const last = given.split(/[\\/]/).at(-1)!
  // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
  const plain = last.replace(/[\u0000-\u001f\u007f<>:"|?*]/g, '_').replace(/^[.\s]+|[.\s]+$/g, '')
  const usable = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(plain) ? `_${plain}` : plain
  const characters = [...usable]
  // The end is kept: it says what kind of file it is.
  return characters.length > LONGEST_NAME ? [...characters.slice(0, LONGEST_NAME - 20), ...characters.slice(-20)].join('') : usable || 'file'
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

function uploadFailure(error: unknown, name: string): unknown {
  const code = codeOf(error)
  const because = { cause: error }
  if (['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'ABORT_ERR'].includes(code)) {
    return new RehearsalError('E_UPLOAD_CUT', `The upload of ${name} was broken off.`, 'Choose the file again.', because)
  }
  if (['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code)) {
    return new RehearsalError(
      'E_DISK_FULL',
      `No space left for ${name}.`,
      'Free some space, or choose a workspace on another disk; nothing was kept of the file.',
      because,
    )
  }
  if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].includes(code)) {
    return new RehearsalError(
      'E_READ_ONLY',
      `The workspace cannot take ${name} (${code}).`,
      'Choose a workspace you may write to, with --workspace.',
      because,
    )
  }
  return error
}
