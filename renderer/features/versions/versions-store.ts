import { create } from 'zustand'
import { documentStore } from '../../document/document-store.ts'
import { notify } from '../../components/notify.ts'
import { versionText } from './texts.ts'

/** The journey whose versions are listed, and whether a version is about to be saved under a name. */
export const useVersionsStore = create<{ listed: { id: string; name: string } | null; isNaming: boolean }>()(() => ({ listed: null, isNaming: false }))

export function showVersions(journey: { id: string; name: string }): void {
  useVersionsStore.setState({ listed: journey })
}

/** The versions of the journey that is open. */
export function showVersionsOfOpen(): void {
  const { summary, document } = documentStore.getState()
  if (summary === null) return notify(versionText('onlyOne'))
  showVersions({ id: summary.id, name: document.name ?? summary.name })
}

/** Asks for a name and a note, and saves. */
export function nameVersion(): void {
  useVersionsStore.setState({ isNaming: true })
}

export function closeVersions(): void {
  useVersionsStore.setState({ listed: null, isNaming: false })
}
