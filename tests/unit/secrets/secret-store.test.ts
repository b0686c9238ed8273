import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createSecretStore, type Keyring } from '../../../electron/main/secret-store.ts'

const SECRET = 'pk_live_7d1f0b9a4c2e'
const OWNER = { id: 'c-1', name: 'Klaviyo', target: 'klaviyo', sentTo: ['https://a.klaviyo.com'] }

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rehearsal-secrets-'))
  file = join(folder, 'settings', 'secrets.json')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Turns every byte over: not secret, but nobody reads it by chance. */
function keyring(isSafe = true): Keyring {
  const turned = (bytes: Buffer) => Buffer.from(bytes.map((byte) => byte ^ 0xff))
  return { isSafe: () => isSafe, encrypt: (text) => turned(Buffer.from(text)), decrypt: (sealed) => turned(sealed).toString() }
}

describe('with a keyring', () => {
  it('a secret is kept beyond the session, sealed, in a file that nobody else may read', () => {
    expect(createSecretStore({ file, keyring: keyring() }).keep(OWNER, SECRET)).toBe('kept')
    const later = createSecretStore({ file, keyring: keyring() })
    expect([later.stateOf(OWNER), later.secretOf(OWNER)]).toEqual(['kept', SECRET])
    const written = readFileSync(file, 'utf8')
    for (const shape of [SECRET, Buffer.from(SECRET).toString('base64').slice(2, -3), encodeURIComponent(SECRET)]) expect(written).not.toContain(shape)
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('a secret is nobody’s once it would be sent elsewhere, whatever the file says', () => {
    const store = createSecretStore({ file, keyring: keyring() })
    store.keep(OWNER, SECRET)
    const moved = { ...OWNER, sentTo: ['https://evil.example'] }
    expect([store.stateOf(moved), store.secretOf(moved)]).toEqual(['missing', null])
    writeFileSync(file, readFileSync(file, 'utf8').replace('https://a.klaviyo.com', 'https://evil.example'))
    expect(store.secretOf(moved)).toBeNull()
    expect(store.secretOf(OWNER)).toBeNull()
  })

  it('forgetting deletes it, and only it', () => {
    const store = createSecretStore({ file, keyring: keyring() })
    const other = { ...OWNER, id: 'c-2' }
    store.keep(OWNER, SECRET)
    store.keep(other, 'another-secret')
    store.forget(OWNER.id)
    store.forget('c-3')
    expect([store.secretOf(OWNER), store.secretOf(other)]).toEqual([null, 'another-secret'])
    expect(Object.keys((JSON.parse(readFileSync(file, 'utf8')) as { secrets: object }).secrets)).toEqual(['c-2'])
  })

  it('what another keyring sealed, and a damaged file, are no secrets and no reason to stop', () => {
    createSecretStore({ file, keyring: keyring() }).keep(OWNER, SECRET)
    const broken: Keyring = {
      ...keyring(),
      decrypt() {
        throw new Error('wrong key')
      },
    }
    expect(createSecretStore({ file, keyring: broken }).secretOf(OWNER)).toBeNull()
    for (const text of ['', '{', '[]', '{"secrets":[]}', '{"secrets":{"c-1":7}}', '{"secrets":{"c-1":{"sealed":"AA==","sentTo":["https://a.klaviyo.com"]}}}']) {
      writeFileSync(file, text)
      expect(createSecretStore({ file, keyring: keyring() }).secretOf(OWNER)).toBeNull()
    }
    expect(createSecretStore({ file, keyring: keyring() }).keep(OWNER, SECRET)).toBe('kept')
  })

  it('a file that cannot be written leaves it to the session, and the log does not name it', () => {
    const said: string[] = []
    const log = vi.spyOn(console, 'error').mockImplementation((line: string) => void said.push(line))
    mkdirSync(`${file}.new/x`, { recursive: true })
    const store = createSecretStore({ file, keyring: keyring() })
    expect([store.keep(OWNER, SECRET), store.stateOf(OWNER), store.secretOf(OWNER)]).toEqual(['session', 'session', SECRET])
    expect(said.join()).not.toContain(SECRET)
    expect(said).toHaveLength(1)
    log.mockRestore()
  })
})

describe('without a keyring that is safe', () => {
  it('a secret is kept in memory only, and ends with the app', () => {
    const store = createSecretStore({ file, keyring: keyring(false) })
    expect([store.keep(OWNER, SECRET), store.stateOf(OWNER), store.secretOf(OWNER)]).toEqual(['session', 'session', SECRET])
    expect(store.secretOf({ ...OWNER, sentTo: ['https://evil.example'] })).toBeNull()
    expect(statSync(file, { throwIfNoEntry: false })).toBeUndefined()
    expect(createSecretStore({ file, keyring: keyring(false) }).stateOf(OWNER)).toBe('missing')
    store.forget(OWNER.id)
    expect(store.stateOf(OWNER)).toBe('missing')
  })

  it('an older one that was kept does not come back', () => {
    createSecretStore({ file, keyring: keyring() }).keep(OWNER, 'the-old-one')
    createSecretStore({ file, keyring: keyring(false) }).keep(OWNER, SECRET)
    expect(createSecretStore({ file, keyring: keyring() }).secretOf(OWNER)).toBeNull()
  })
})
