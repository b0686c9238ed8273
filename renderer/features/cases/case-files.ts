import type { StoredCase } from '../../../engine/api/contract.ts'
import { documentsForCase, readCase } from '../../../engine/core/cases/read-case.ts'
import { UNNAMED } from '../../../engine/core/cases/write-case.ts'
import { fileNameOf } from '../../../engine/core/file-name.ts'
import { RehearsalError } from '../../../engine/core/errors.ts'
import { connection } from '../../bridge/connection.ts'
import { askForFiles } from '../../bridge/files.ts'
import { notify } from '../../components/notify.ts'
import { documentStore } from '../../document/document-store.ts'
import { asCallError } from '../../document/save.ts'
import { errorInWords } from '../../i18n/in-words.ts'
import { caseText } from './texts.ts'

const SUFFIX = '.case.json'

/** Asks for `*.case.json` files, or a whole folder of them, and keeps those that are about the open journey. */
export async function importCases(from: 'files' | 'folder'): Promise<void> {
  const chosen = from === 'files' ? await askForFiles('.json', true) : await askForFolder()
  if (chosen.length === 0) return
  const files = from === 'files' ? chosen : chosen.filter(({ name }) => name.endsWith(SUFFIX))
  if (files.length === 0) return notify(caseText('importNone'))
  const { document } = documentStore.getState()
  let count = 0
  for (const file of files) {
    try {
      const text = await file.text()
      const read = readCase(text, file.name)
      documentsForCase(read, document)
      await connection.call('cases.save', { journeyId: document.id, name: read.name ?? file.name.replace(/(\.case)?\.json$/, ''), text })
      count++
    } catch (cause) {
      notify(errorInWords(cause instanceof RehearsalError ? cause : asCallError(cause)), 'error', caseText('importFailed', { name: file.name }))
    }
  }
  if (count > 0) notify(caseText('imported', { count }))
}

/** Hands one case over as a file. */
export function downloadCase({ name, text }: StoredCase): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = globalThis.document.createElement('a')
  link.href = address
  link.download = `${fileNameOf(name, UNNAMED)}${SUFFIX}`
  link.click()
  URL.revokeObjectURL(address)
}

/** Writes the journey and all its cases into a folder of the workspace, as `rehearse test` takes them. */
export async function exportCases(): Promise<void> {
  try {
    const { directory, files } = await connection.call('cases.export', { document: documentStore.getState().document })
    notify(caseText('exported', { count: files.length - 1, directory }))
  } catch (cause) {
    notify(errorInWords(asCallError(cause)), 'error', caseText('exportFailed'))
  }
}

function askForFolder(): Promise<File[]> {
  return new Promise((resolve) => {
    const field = globalThis.document.createElement('input')
    field.type = 'file'
    field.webkitdirectory = true
    field.addEventListener('change', () => resolve([...(field.files ?? [])]), { once: true })
    field.addEventListener('cancel', () => resolve([]), { once: true })
    field.click()
  })
}
