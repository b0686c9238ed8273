import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { RehearsalError } from '../core/errors.ts'
import { readError } from './columns/file-errors.ts'

const keyFile = 'hash.key'

/**
 * The key with which a workspace hashes personal data: random, made when it is first needed, readable by its owner alone, and never handed
 * out. Without it nobody can tell what was hashed, nor hash the next export alike.
 */
export function workspaceHashKey(workspaceDir: string): Uint8Array {
  const path = join(workspaceDir, keyFile)
  try {
    mkdirSync(workspaceDir, { recursive: true })
    writeFileSync(path, `${randomBytes(32).toString('hex')}\n`, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw readError(error, path)
  }
  return readHashKey(path)
}

/** A key a person keeps in a file: its bytes, without blanks around them. Throws E_HASH_KEY if it is shorter than 16 bytes, E_UNREADABLE. */
export function readHashKey(path: string): Uint8Array {
  let text: string
  try {
    text = readFileSync(path, 'latin1').trim()
  } catch (error) {
    throw readError(error, path)
  }
  if (text.length < 16) {
    throw new RehearsalError('E_HASH_KEY', `${path}: a key of ${text.length} bytes can be guessed.`, 'Put at least 16 random bytes into it, for example with `openssl rand -hex 32`.', { unusable: true })
  }
  return Buffer.from(text, 'latin1')
}
