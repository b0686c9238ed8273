import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { SecretOwner } from '../../engine/node/host.ts'
import { readJsonFile } from './json-file.ts'

/** The keyring of the system. `isSafe` is asked each time: it may be locked later. */
export interface Keyring {
  isSafe(): boolean
  encrypt(text: string): Buffer
  decrypt(sealed: Buffer): string
}

/** The secrets of connections. One belongs to the origins it was given for, and is nobody's once they are others. */
export interface SecretStore {
  /** `kept`: by the keyring, beyond this session. */
  keep(owner: SecretOwner, secret: string): 'kept' | 'session'
  stateOf(owner: SecretOwner): 'kept' | 'session' | 'missing'
  secretOf(owner: SecretOwner): string | null
  forget(connectionId: string): void
}

interface Given { readonly secret: string; readonly sentTo: readonly string[] }
interface Sealed { readonly sealed: string; readonly sentTo: readonly string[] }

/**
 * Keeps secrets in `file`, each sealed by the keyring together with where it may be sent; never in plain text. Without a keyring that is safe, or if the
 * file cannot be written, they are kept in memory and end with the app.
 */
export function createSecretStore({ file, keyring }: { readonly file: string; readonly keyring: Keyring }): SecretStore {
  const session = new Map<string, Given>()

  const opened = ({ id, sentTo }: SecretOwner): Given | null => {
    const kept = readSealed(file).get(id)
    if (!kept || !same(kept.sentTo, sentTo) || !keyring.isSafe()) return null
    try {
      return givenIn(keyring.decrypt(Buffer.from(kept.sealed, 'base64')))
    } catch {
      return null // another keyring than the one it was sealed by
    }
  }

  return {
    keep({ id, sentTo }, secret) {
      session.delete(id)
      if (keyring.isSafe()) {
        try {
          const sealed = keyring.encrypt(JSON.stringify({ secret, sentTo } satisfies Given)).toString('base64')
          writeSealed(file, new Map([...readSealed(file), [id, { sealed, sentTo }]]))
          return 'kept'
        } catch (error) {
          say('secret.notKept', error)
        }
      }
      session.set(id, { secret, sentTo })
      // An older one must not come back after a restart.
      try {
        dropSealed(file, id)
      } catch (error) {
        say('secret.olderNotDropped', error)
      }
      return 'session'
    },
    // What is kept is not opened to say so: a system may ask the person for leave each time.
    stateOf({ id, sentTo }) {
      const given = session.get(id)
      if (given && same(given.sentTo, sentTo)) return 'session'
      const kept = readSealed(file).get(id)
      return kept && same(kept.sentTo, sentTo) && keyring.isSafe() ? 'kept' : 'missing'
    },
    secretOf(owner) {
      const given = session.get(owner.id) ?? opened(owner)
      return given && same(given.sentTo, owner.sentTo) ? given.secret : null
    },
    forget(connectionId) {
      session.delete(connectionId)
      dropSealed(file, connectionId)
    },
  }
}

function say(event: string, error: unknown): void {
  console.error(JSON.stringify({ event, code: (error as NodeJS.ErrnoException).code ?? null })) // as: of the disk, if it has a code
}

function dropSealed(file: string, id: string): void {
  const all = readSealed(file)
  if (all.delete(id)) writeSealed(file, all)
}

function readSealed(file: string): Map<string, Sealed> {
  const content = readJsonFile(file)
  if (!isRecord(content) || !isRecord(content['secrets'])) return new Map()
  return new Map(Object.entries(content['secrets']).filter((entry): entry is [string, Sealed] => isSealed(entry[1])))
}

/** Whole or not at all, and for nobody else's eyes from the first byte on. */
function writeSealed(file: string, all: ReadonlyMap<string, Sealed>): void {
  mkdirSync(dirname(file), { recursive: true })
  rmSync(`${file}.new`, { force: true })
  writeFileSync(`${file}.new`, `${JSON.stringify({ version: 1, secrets: Object.fromEntries(all) })}\n`, { mode: 0o600, flag: 'wx', flush: true })
  renameSync(`${file}.new`, file)
}

function givenIn(text: string): Given | null {
  const given: unknown = JSON.parse(text)
  return isRecord(given) && typeof given['secret'] === 'string' && isTexts(given['sentTo']) ? { secret: given['secret'], sentTo: given['sentTo'] } : null
}

function isSealed(value: unknown): value is Sealed {
  return isRecord(value) && typeof value['sealed'] === 'string' && isTexts(value['sentTo'])
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((member) => typeof member === 'string')
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return JSON.stringify(a.toSorted()) === JSON.stringify(b.toSorted())
}
