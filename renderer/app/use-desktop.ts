import { useEffect } from 'react'
import { connection } from '../bridge/connection.ts'
import { notify } from '../components/notify.ts'
import { documentStore } from '../document/document-store.ts'
import { asCallError } from '../document/save.ts'
import { useUiStore } from '../stores/ui-store.ts'
import { runAction } from './actions.ts'
import { desktop } from './desktop.ts'
import { openInEditor } from './open-journey.ts'
import { saveWithNotice } from './save-journey.ts'
import { appText } from './texts.ts'

/** Joins the window to the desktop shell: menu, files that are opened, title, and the question on closing. */
export function useDesktop(): void {
  useEffect(() => {
    const shell = desktop()
    if (!shell) return warnBeforeUnload()
    if (shell.facts.fallbackElectron) notify(appText('fallbackElectron'))
    const tell = () => {
      const { document, summary, dirty, undoName, redoName } = documentStore.getState()
      const isOpen = useUiStore.getState().page === 'editor' || summary !== null || undoName !== null
      shell.setDocumentState({
        title: isOpen ? (document.name ?? appText('unnamed')) : null,
        path: summary?.path ?? null,
        edited: isOpen && dirty && (summary !== null || undoName !== null),
        undo: undoName,
        redo: redoName,
        running: globalThis.document.querySelector('[data-testid="run-cancel"]') !== null,
      })
    }
    tell()
    const stops = [
      documentStore.subscribe(tell),
      useUiStore.subscribe((state, before) => {
        if (state.page !== before.page) tell()
      }),
      shell.onCommand((command) => {
        if (command === 'file.open') void chooseAndOpen()
        else runAction(command)
      }),
      shell.onOpenFile((path) => void openPath(path)),
      shell.onSaveBeforeClose(() => saveWithNotice()),
    ]
    return () => stops.forEach((stop) => stop())
  }, [])
}

async function chooseAndOpen(): Promise<void> {
  const path = await desktop()?.chooseJourneyToOpen()
  if (typeof path === 'string') await openPath(path)
}

async function openPath(path: string): Promise<void> {
  try {
    await openInEditor(await connection.call('journeys.openFile', { path }))
  } catch (cause) {
    const { message, help } = asCallError(cause)
    notify(`${message} ${help}`, 'error')
  }
}

/** A browser asks with its own words before a page with unsaved changes is closed. */
function warnBeforeUnload(): () => void {
  const ask = (event: BeforeUnloadEvent) => {
    const { dirty, undoName } = documentStore.getState()
    if (dirty && undoName !== null) event.preventDefault()
  }
  globalThis.window.addEventListener('beforeunload', ask)
  return () => globalThis.window.removeEventListener('beforeunload', ask)
}
