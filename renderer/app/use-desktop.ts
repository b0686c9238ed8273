import { useEffect } from 'react'
import { notify } from '../components/notify.ts'
import { documentStore } from '../document/document-store.ts'
import { chooseJourneyFile, openJourneyPath } from '../features/journeys/open-journey-file.ts'
import { hasUnsavedSegments } from '../features/segments/segment-page-store.ts'
import { useRunStore } from '../stores/run-store.ts'
import { useUiStore } from '../stores/ui-store.ts'
import { runAction } from './actions.ts'
import { desktop } from './desktop.ts'
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
        running: useRunStore.getState().running !== null,
      })
    }
    tell()
    const stops = [
      documentStore.subscribe(tell),
      useUiStore.subscribe((state, before) => {
        if (state.page !== before.page) tell()
      }),
      useRunStore.subscribe((state, before) => {
        if (state.running !== before.running) tell()
      }),
      shell.onCommand((command) => {
        if (command === 'file.open') void chooseJourneyFile()
        else runAction(command)
      }),
      shell.onOpenFile((path) => void openJourneyPath(path)),
      shell.onSaveBeforeClose(() => saveWithNotice()),
    ]
    return () => stops.forEach((stop) => stop())
  }, [])
}

/** A browser asks with its own words before a page with unsaved changes is closed. */
function warnBeforeUnload(): () => void {
  const ask = (event: BeforeUnloadEvent) => {
    const { dirty, undoName } = documentStore.getState()
    if ((dirty && undoName !== null) || hasUnsavedSegments()) event.preventDefault()
  }
  globalThis.window.addEventListener('beforeunload', ask)
  return () => globalThis.window.removeEventListener('beforeunload', ask)
}
