import { create } from 'zustand'
import type { CallError } from '../../../engine/api/contract.ts'
import { desktop } from '../../app/desktop.ts'
import { openInEditor } from '../../app/open-journey.ts'
import { connection } from '../../bridge/connection.ts'
import { askForFiles, JOURNEY_FILES } from '../../bridge/files.ts'
import { notify } from '../../components/notify.ts'
import { asCallError } from '../../document/save.ts'
import { errorInWords } from '../../i18n/in-words.ts'
import { useUiStore } from '../../stores/ui-store.ts'

/** Why the last journey file could not be opened; shown on the start screen until the next try. */
export const useOpenErrorStore = create<{ error: CallError | null; fileName: string }>()(() => ({ error: null, fileName: '' }))

/** Asks for a journey file and opens it. */
export async function chooseJourneyFile(): Promise<void> {
  const shell = desktop()
  if (shell) {
    const path = await shell.chooseJourneyToOpen()
    if (path !== null) await openJourneyPath(path)
    return
  }
  const [file] = await askForFiles(JOURNEY_FILES, false)
  if (file) await openJourneyFile(file)
}

/** Opens a journey file that was chosen or dropped; a file without a path is opened as text. */
export async function openJourneyFile(file: File): Promise<void> {
  const path = desktop()?.pathOfFile(file) ?? ''
  if (path !== '') return openJourneyPath(path)
  const text = await file.text()
  await attempt(file.name, () => connection.call('journeys.openText', { name: file.name, text }))
}

/** Opens a journey that came as text, from the clipboard. */
export function openJourneyText(name: string, text: string): Promise<void> {
  return attempt(name, () => connection.call('journeys.openText', { name, text }))
}

export function openJourneyPath(path: string): Promise<void> {
  return attempt(path, () => connection.call('journeys.openFile', { path }))
}

async function attempt(fileName: string, open: () => Promise<Parameters<typeof openInEditor>[0]>): Promise<void> {
  useOpenErrorStore.setState({ error: null })
  try {
    await openInEditor(await open())
  } catch (cause) {
    const error = asCallError(cause)
    if (useUiStore.getState().page === 'start') useOpenErrorStore.setState({ error, fileName })
    else notify(errorInWords(error), 'error', fileName)
  }
}
