import { desktop } from '../../app/desktop.ts'
import { notify } from '../../components/notify.ts'
import { asCallError } from '../../document/save.ts'
import { errorInWords } from '../../i18n/in-words.ts'
import { connectionText } from './connection-texts.ts'
import { readConnections, type Connection } from './connections-store.ts'
import { testConnection } from './test-connection.ts'

/** True where a secret can be asked for: in the desktop app, by a window of its own. It never comes into this one. */
export function asksForSecrets(): boolean {
  return desktop() !== undefined
}

/** Has a person asked for the secret of a connection; once it is there, the connection is tried with it. */
export async function askForSecret({ id }: Connection): Promise<void> {
  try {
    const where = await desktop()?.secrets.ask(id)
    await readConnections()
    if (where === 'kept' || where === 'session') await testConnection(id)
  } catch (cause) {
    notify(errorInWords(asCallError(cause)), 'error')
  }
}

export async function forgetSecret({ id, name }: Connection): Promise<void> {
  try {
    await desktop()?.secrets.forget(id)
    notify(connectionText('forgotten', { name }))
  } catch (cause) {
    notify(errorInWords(asCallError(cause)), 'error')
  }
  await readConnections()
}
