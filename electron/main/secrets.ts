import { app, safeStorage } from 'electron'
import { join } from 'node:path'
import { describeSecret, onSecretAsked } from './engine-process.ts'
import { mainWindow } from './main-window.ts'
import { createSecretStore, type SecretStore } from './secret-store.ts'
import { openSecretWindow } from './secret-window.ts'

// Secrets of connections live in this process. The engine host is given one when a call needs it; the app's own window never sees any.

let kept: SecretStore | undefined
let isAsking = false

/** The engine host may ask from now on. */
export function keepSecrets() {
  onSecretAsked((owner, what) => (what === 'state' ? store().stateOf(owner) : store().secretOf(owner)))
}

/** Asks a person for the secret of a connection; null if they cancel, if there is nothing to ask for, or while another one is asked for. */
export async function askForSecret(connectionId: string): Promise<'kept' | 'session' | null> {
  if (isAsking) return null
  isAsking = true
  try {
    const question = await describeSecret(connectionId)
    const parent = mainWindow()
    if (!question || !parent) return null
    return await openSecretWindow(parent, { ...question, canKeep: isKeyringSafe() }, (secret) => store().keep(question, secret))
  } finally {
    isAsking = false
  }
}

export function forgetSecret(connectionId: string) {
  store().forget(connectionId)
}

function store(): SecretStore {
  kept ??= createSecretStore({
    file: join(app.getPath('userData'), 'secrets.json'),
    keyring: { isSafe: isKeyringSafe, encrypt: (text) => safeStorage.encryptString(text), decrypt: (sealed) => safeStorage.decryptString(sealed) },
  })
  return kept
}

/** Where Linux has no keyring, Electron would seal with a key that everybody knows: that is plain text. */
function isKeyringSafe(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false
  return process.platform !== 'linux' || !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend())
}
