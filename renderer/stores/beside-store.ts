import { create } from 'zustand'
import type { JourneyDocument } from '../../engine/core/model/journey.ts'
import { connection } from '../bridge/connection.ts'
import { documentStore } from '../document/document-store.ts'
import { goneThroughBy } from '../document/gone-through.ts'
import { chosenBeside } from './run-store.ts'
import { useUiStore } from './ui-store.ts'
import { useWorkspaceStore } from './workspace-store.ts'

/** The latest saved documents of the journeys the open one is rehearsed together with, for the checks that look at several. */
export const useBesideStore = create<{ documents: readonly JourneyDocument[] }>()(() => ({ documents: [] }))

/** Reads them again whenever the choice, the steps that go through another journey, or one of those journeys changes. */
export function watchBeside(): void {
  let last = ''
  const check = () => {
    const wanted = wantedBeside()
    const now = wanted.map(({ id, version }) => `${id}@${version}`).join()
    if (now === last) return
    last = now
    void read(wanted.map(({ id }) => id), () => last === now)
  }
  documentStore.subscribe((state, before) => {
    if (state.document.steps !== before.document.steps || state.summary?.id !== before.summary?.id) check()
  })
  useUiStore.subscribe((state, before) => {
    if (state.runTogether !== before.runTogether) check()
  })
  useWorkspaceStore.subscribe((state, before) => {
    if (state.journeys !== before.journeys) check()
  })
}

/** Those chosen, then those that steps of the open journey go through, by their keys in the workspace. */
function wantedBeside(): { id: string; version: number }[] {
  const { document, summary } = documentStore.getState()
  const journeys = useWorkspaceStore.getState().journeys ?? []
  const named = new Set(goneThroughBy(document))
  const chosen = chosenBeside()
  // Of several with the same id the one saved last is run; the list begins with it.
  const firstWith = (journeyId: string) => journeys.find((one) => one.journeyId === journeyId)?.id
  return journeys.filter(({ id, journeyId }) => id !== summary?.id && (chosen.includes(id) || (named.has(journeyId) && firstWith(journeyId) === id)))
}

async function read(keys: readonly string[], isStillWanted: () => boolean): Promise<void> {
  const journeys = useWorkspaceStore.getState().journeys ?? []
  const documents = new Map<string, JourneyDocument>()
  const queue = [...keys]
  for (let key = queue.shift(); key !== undefined; key = queue.shift()) {
    if (documents.has(key)) continue
    // One that cannot be read is as good as none: the run itself says what is wrong with it.
    const opened = await connection.call('journeys.get', { id: key }).catch(() => undefined)
    if (!opened) continue
    documents.set(key, opened.document)
    for (const journeyId of goneThroughBy(opened.document)) queue.push(...journeys.filter((one) => one.journeyId === journeyId).slice(0, 1).map(({ id }) => id))
  }
  if (isStillWanted()) useBesideStore.setState({ documents: [...documents.values()] })
}
