import { create } from 'zustand'
import type { MethodOutput } from '../../../engine/api/contract.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { openInEditor } from '../../app/open-journey.ts'
import { connection as engine } from '../../bridge/connection.ts'
import { notify } from '../../components/notify.ts'
import { documentStore } from '../../document/document-store.ts'
import { asCallError } from '../../document/save.ts'
import { errorInWords } from '../../i18n/in-words.ts'
import { newJobId } from '../../stores/job-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { useWorkspaceStore } from '../../stores/workspace-store.ts'
import { placeIfUnplaced } from '../canvas/arrange-canvas.ts'
import { openSavedJourney } from '../journeys/open-saved-journey.ts'
import { ask, type Asked } from './asked.ts'
import { newestOf } from './history-store.ts'
import { liveText } from './live-texts.ts'
import { notifyWay } from './notify-way.tsx'
import { openPublish } from './publish-store.ts'
import { noteDrifted, noteSame, type Publication } from './watched-store.ts'

export type Check = MethodOutput<'publish.check'>

/** What was found when it was looked, by publication. */
export const useChecksStore = create<{ checks: Readonly<Record<string, Asked<Check>>> }>()(() => ({ checks: {} }))

/** Looks at what is there now. */
export async function check(publicationId: string): Promise<Check | undefined> {
  return ask(
    (jobId) => engine.call('publish.check', { jobId, publicationId }),
    (asked) => {
      useChecksStore.setState(({ checks }) => ({ checks: { ...checks, [publicationId]: asked } }))
      if (asked.state === 'there') noteDrift(asked.answer)
    },
  )
}

/** True if what is there is not what was published. */
export function isDrifted({ isThere, changes }: Check): boolean {
  return !isThere || changes.some(({ by }) => by !== 'us')
}

function noteDrift(found: Check): void {
  if (isDrifted(found)) noteDrifted(found.publication)
  else noteSame(found.publication)
}

const checked = new Set<string>()

/** A journey that was published is looked at once when it is opened, without a word unless somebody changed it there. */
export async function checkOnOpening(journeyId: string): Promise<void> {
  if (checked.has(journeyId)) return
  checked.add(journeyId)
  try {
    const published = newestOf(await engine.call('publish.history', { journeyId })).filter(({ publication: { platformId, state } }) => platformId !== null && state === 'applied')
    for (const { publication } of published) {
      const found = await engine.call('publish.check', { jobId: newJobId(), publicationId: publication.id })
      useChecksStore.setState(({ checks }) => ({ checks: { ...checks, [publication.id]: { state: 'there', answer: found } } }))
      noteDrift(found)
      if (isDrifted(found)) notifyWay({ message: liveText('driftNotice', { journey: publication.journeyName, connection: publication.connectionName }), way: liveText('lookAtIt'), go: () => openPublish('live'), testId: 'drift-notice' })
    }
  } catch {
    // A platform that cannot be reached just now is no news; the Live place says so when it is looked at.
  }
}

/** Makes what is at the platform the journey's content; opens the journey first if it is not open. */
export async function takeTheirs(theirs: JourneyDocument, { journeyId, connectionName }: Publication): Promise<void> {
  const name = liveText('takenName', { connection: connectionName })
  const put = await putIn(theirs, journeyId, name)
  if (put !== 'stayed') notify(put === 'opened' ? liveText('openedNew') : liveText('taken', { connection: connectionName }))
}

/** The same from a plan, which knows the journey and the connection only. */
export async function takeTheirsOf(journeyId: string, connectionId: string): Promise<void> {
  try {
    const published = (await engine.call('publish.history', { journeyId })).find(({ publication }) => publication.connectionId === connectionId)
    if (published === undefined) return notify(liveText('noDocument'), 'error')
    const { theirs } = await engine.call('publish.check', { jobId: newJobId(), publicationId: published.publication.id })
    if (theirs === null) notify(liveText('noDocument'), 'error')
    else await takeTheirs(theirs, published.publication)
  } catch (cause) {
    notify(errorInWords(asCallError(cause)), 'error')
  }
}

/** `edited`: one step that Undo takes back. `opened`: a new journey, with nothing to undo. `stayed`: nothing was put anywhere, for the person rather stays. */
export type Put = 'edited' | 'opened' | 'stayed'

/** Opens a document as a journey of its own, not saved yet. */
export async function openNew(document: JourneyDocument): Promise<Put> {
  return (await openInEditor({ journey: null, document })) ? 'opened' : 'stayed'
}

/**
 * Puts a document in the place of a journey's content, keeping its id and the places of its cards. `key`: the journey's own in the workspace, where it is
 * known; a new journey is opened where there is none.
 */
export async function putIn(content: JourneyDocument, journeyId: string, name: string, key?: string): Promise<Put> {
  const { document, summary } = documentStore.getState()
  if (document.id !== journeyId || (key !== undefined && summary?.id !== key)) {
    const saved = useWorkspaceStore.getState().journeys?.find((journey) => (key === undefined ? journey.journeyId === journeyId : journey.id === key))
    if (saved === undefined) return openNew(content)
    await openSavedJourney(saved.id, saved.name)
    if (documentStore.getState().document.id !== journeyId) return 'stayed'
  }
  const { apply } = documentStore.getState()
  apply({ name, exact: true, run: (current) => ({ ...content, id: current.id, layout: { ...content.layout, ...current.layout } }) })
  useUiStore.getState().showPage('editor')
  await placeIfUnplaced()
  return 'edited'
}
