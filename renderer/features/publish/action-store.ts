import { create } from 'zustand'
import type { MethodOutput } from '../../../engine/api/contract.ts'
import type { StatusAction } from '../../../engine/core/publish/target.ts'
import { connection as engine } from '../../bridge/connection.ts'
import { notify } from '../../components/notify.ts'
import { ask, type Asked } from './asked.ts'
import { check } from './drift.ts'
import { liveText } from './live-texts.ts'
import { statusInWords } from './status-badge.tsx'
import { refreshWatched } from './refresh-watched.ts'
import type { Publication } from './watched-store.ts'

export type PlannedAction = MethodOutput<'publish.planAction'>

interface ActionState {
  asked: { publication: Publication; action: StatusAction } | null
  planned: Asked<PlannedAction> | null
  doing: Asked<Publication> | null
}

/** Something a person is about to do to a published journey: what it would do, and their consent. */
export const useActionStore = create<ActionState>()(() => ({ asked: null, planned: null, doing: null }))

/** Asks what the action would do now, and shows it to be confirmed. */
export async function openAction(publication: Publication, action: StatusAction): Promise<void> {
  useActionStore.setState({ asked: { publication, action }, planned: null, doing: null })
  await ask((jobId) => engine.call('publish.planAction', { jobId, publicationId: publication.id, action }), (planned) => useActionStore.setState({ planned }))
}

export function closeAction(): void {
  if (useActionStore.getState().doing?.state !== 'asking') useActionStore.setState({ asked: null, planned: null, doing: null })
}

/** Does it, as it was confirmed. Cancelled, it may have been done all the same: what is there is looked at. */
export async function act(digest: string, by: string): Promise<void> {
  const { asked } = useActionStore.getState()
  if (asked === null) return
  const { publication, action } = asked
  const done = await ask((jobId) => engine.call('publish.act', { jobId, publicationId: publication.id, action, digest, by }), (doing) => useActionStore.setState({ doing }))
  if (done === undefined && useActionStore.getState().doing?.state !== 'stopped') return
  if (done !== undefined) {
    closeAction()
    notify(liveText('doneNow', { journey: done.journeyName, status: statusInWords(done.status) }))
  }
  await Promise.all([refreshWatched(), check(publication.id)])
}
