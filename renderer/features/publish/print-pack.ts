import { desktop } from '../../app/desktop.ts'
import { fileNameOf } from '../../bridge/save-file.ts'
import { notify } from '../../components/notify.ts'
import { reportText } from '../report/texts.ts'
import type { PackFile } from './hand-over.ts'
import './publish-print.css'

/**
 * Prints a page of a pack; the desktop app writes it as PDF. It is put into the window in a tree of its own, so that its styles and ours do not
 * meet, and its scripts, if it had any, do not run.
 */
export async function printPack({ fileName, text }: PackFile): Promise<void> {
  const page = new DOMParser().parseFromString(text, 'text/html')
  const host = globalThis.document.createElement('div')
  host.setAttribute('data-print-pack', '')
  const tree = host.attachShadow({ mode: 'closed' })
  tree.append(...[...page.querySelectorAll('style')].map((style) => globalThis.document.importNode(style, true)), globalThis.document.importNode(page.body, true))
  globalThis.document.body.append(host)
  const shell = desktop()
  try {
    if (!shell) return globalThis.window.print()
    const name = fileNameOf(fileName.replace(/\.html?$/i, '.pdf'))
    const path = await shell.savePdf(name, { header: page.title, page: reportText('page'), of: reportText('pageOf') })
    if (path !== null) notify(reportText('savedTo', { path }))
  } catch {
    notify(reportText('saveFailed', { name: fileName }), 'error')
  } finally {
    host.remove()
  }
}
