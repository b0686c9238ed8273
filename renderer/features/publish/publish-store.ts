import { create } from 'zustand'
import { useDocumentStore } from '../../document/document-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'

export type PublishPlaceId = 'where' | 'connections' | 'plan' | 'live' | 'forecast' | 'history' | 'inbox' | 'handOver'

interface PublishState {
  place: PublishPlaceId
  /** Where the open journey is to be published; null while nobody chose. */
  connectionId: string | null
}

/** What of publishing is on the screen. */
export const usePublishStore = create<PublishState>()(() => ({ place: 'where', connectionId: null }))

/** Goes to a place of the publish page; without one, to where it was left. */
export function openPublish(place?: PublishPlaceId): void {
  if (place !== undefined) usePublishStore.setState({ place })
  useUiStore.getState().showPage('publish')
}

/** True if there is a journey to publish: one with a step or an entry. */
export function useHasJourney(): boolean {
  return useDocumentStore(({ document }) => document.entries.length > 0 || Object.keys(document.steps).length > 0)
}
