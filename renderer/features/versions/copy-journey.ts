import { notify } from '../../components/notify.ts'
import { documentStore } from '../../document/document-store.ts'
import { versionText } from './texts.ts'

/** Puts the whole open journey on the clipboard, as its file would be: to be pasted into another window, a mail or an editor. */
export async function copyJourney(): Promise<void> {
  const { document } = documentStore.getState()
  const isCopied = await navigator.clipboard?.writeText(`${JSON.stringify(document, null, 2)}\n`).then(() => true, () => false)
  notify(versionText(isCopied === true ? 'copied' : 'copyRefused', { name: document.name ?? document.id }), isCopied === true ? 'info' : 'error')
}
