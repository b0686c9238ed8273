import { useEffect } from 'react'
import { notify } from '../components/notify.ts'
import { useAutosaveStore } from '../document/autosave.ts'
import { documentStore } from '../document/document-store.ts'
import { openJourneyPath } from '../features/journeys/open-journey-file.ts'
import { hasUnsavedSegments } from '../features/segments/segment-page-store.ts'
import { language } from '../i18n/language.ts'
import { useRunStore } from '../stores/run-store.ts'
import { useUiStore } from '../stores/ui-store.ts'
import { runAction } from './actions.ts'
import { desktop } from './desktop.ts'
import { openLink } from './open-link.ts'
import { watchMenu } from './watch-menu.ts'
import { saveWithNotice } from './save-journey.ts'
import { appText } from './texts.ts'

/** Joins the window to the desktop shell: menu, files that are opened, title, and the question on closing. */
export function useDesktop(): void {
  useEffect(() => {
    const shell = desktop()
    if (!shell) return warnBeforeUnload()
    shell.setLanguage(language() === 'tr' ? 'tr' : 'en')
    if (shell.facts.fallbackElectron) notify(appText('fallbackElectron'))
    const tell = () => {
      const { document, summary, dirty, undoName, redoName } = documentStore.getState()
      const isOpen = useUiStore.getState().page === 'editor' || summary !== null || undoName !== null
      shell.setDocumentState({
        title: isOpen ? (document.name ?? appText('unnamed')) : null,
        path: summary?.path ?? null,
        // What is kept as the draft of a saved journey is not lost by closing; one that was never saved is worth the question.
        edited: isOpen && dirty && (summary !== null ? useAutosaveStore.getState().state !== 'kept' : undoName !== null),
        undo: undoName,
        redo: redoName,
        running: useRunStore.getState().running !== null,
      })
    }
    tell()
    const stops = [
      documentStore.subscribe(tell),
      useAutosaveStore.subscribe((state, before) => {
        if (state.state !== before.state) tell()
      }),
      useUiStore.subscribe((state, before) => {
        if (state.page !== before.page) tell()
      }),
      useRunStore.subscribe((state, before) => {
        if (state.running !== before.running) tell()
      }),
      watchMenu(shell),
      shell.onCommand((command) => void runAction(command)),
      shell.onOpenFile((path) => void openJourneyPath(path)),
      shell.onOpenLink((link) => void openLink(link)),
      shell.onSaveBeforeClose(() => saveWithNotice()),
    ]
    return () => stops.forEach((stop) => stop())
  }, [])
}

/** A browser asks with its own words before a page is closed whose changes are not even kept as a draft. */
function warnBeforeUnload(): () => void {
  const ask = (event: BeforeUnloadEvent) => {
    const { dirty, undoName } = documentStore.getState()
    const isKept = useAutosaveStore.getState().state === 'kept'
    if ((dirty && undoName !== null && !isKept) || hasUnsavedSegments()) event.preventDefault()
  }
  globalThis.window.addEventListener('beforeunload', ask)
  return () => globalThis.window.removeEventListener('beforeunload', ask)
}
