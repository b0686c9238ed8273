import { create } from 'zustand'
import type { MethodOutput } from '../../../engine/api/contract.ts'
import { openInEditor } from '../../app/open-journey.ts'
import { connection as engine } from '../../bridge/connection.ts'
import { notify } from '../../components/notify.ts'
import { ask, type Asked } from './asked.ts'
import { connectionText } from './connection-texts.ts'
import type { Connection } from './connections-store.ts'

export type Listed = MethodOutput<'connections.journeys'>[number]
export type Brought = MethodOutput<'connections.importJourney'>

interface ImportState {
  /** Whose journeys are looked at; null for a file, or while nothing is brought. */
  from: Connection | null
  isOpen: boolean
  listed: Asked<readonly Listed[]> | null
  brought: Asked<Brought> | null
}

/** A journey on its way from a platform into the workspace. */
export const useImportStore = create<ImportState>()(() => ({ from: null, isOpen: false, listed: null, brought: null }))

/** Shows the journeys of an account. */
export async function listJourneys(from: Connection): Promise<void> {
  useImportStore.setState({ from, isOpen: true, listed: null, brought: null })
  await ask((jobId) => engine.call('connections.journeys', { jobId, id: from.id }), (listed) => useImportStore.setState({ listed }))
}

/** Reads one of them, to be looked at before it is opened. */
export async function readJourney(platformId: string): Promise<void> {
  const { from } = useImportStore.getState()
  if (from === null) return
  await ask((jobId) => engine.call('connections.importJourney', { jobId, id: from.id, platformId }), (brought) => useImportStore.setState({ brought }))
}

/** Opens what was read as a journey of its own. */
export async function openBrought({ document }: Brought): Promise<void> {
  if (!(await openInEditor({ journey: null, document }))) return
  closeImport()
  notify(connectionText('brought'))
}

export function closeImport(): void {
  useImportStore.setState({ isOpen: false })
}
