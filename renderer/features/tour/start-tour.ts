import { notify } from '../../components/notify.ts'
import { notifyUndoable } from '../../components/notify-undoable.tsx'
import { connection } from '../../bridge/connection.ts'
import { dropDraft } from '../../document/autosave.ts'
import { documentStore } from '../../document/document-store.ts'
import { emptyJourney } from '../../document/empty-journey.ts'
import { asCallError } from '../../document/save.ts'
import { errorInWords } from '../../i18n/in-words.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { refreshWorkspace, useWorkspaceStore } from '../../stores/workspace-store.ts'
import { openSavedJourney } from '../journeys/open-saved-journey.ts'
import { pause } from '../playback/player.ts'
import { openFromTemplate, SAMPLE_ID, useCreateStore } from '../start/create-from-template.ts'
import { STOPS } from './stops.ts'
import { isOfTour, useTourStore } from './tour-store.ts'
import { tourText } from './texts.ts'

const tour = () => useTourStore.getState()

/** Begins the tour, or goes on where it was left. It works on a copy of the sample of its own. */
export async function startOrResumeTour(): Promise<void> {
  const { status, journeyId, stop } = tour()
  if (status === 'preparing') return
  const copy = useWorkspaceStore.getState().journeys?.find(({ id }) => id === journeyId)
  const from = status === 'on' || status === 'left' ? stop : 'look'
  if (copy !== undefined && isOfTour(copy.id, copy.version)) {
    await openSavedJourney(copy.id, copy.name)
    if (documentStore.getState().summary?.id === copy.id) useTourStore.setState({ status: 'on', stop: from === 'end' ? 'publish' : from })
    return
  }
  const before = useWorkspaceStore.getState().datasets?.map(({ id }) => id) ?? []
  useTourStore.setState({ status: 'preparing' })
  const opened = await openFromTemplate(SAMPLE_ID)
  const refused = useCreateStore.getState().refused
  if (opened === undefined || opened.journey === null) {
    useTourStore.setState({ status })
    if (refused?.templateId === SAMPLE_ID) notify(`${refused.error.message} ${refused.error.help}`, 'error', tourText('notMade'))
    return
  }
  const made = opened.journey.datasetId
  useTourStore.setState({ status: 'on', stop: from === 'end' ? 'look' : from, journeyId: opened.journey.id, datasetId: made !== null && !before.includes(made) ? made : null })
}

/** Stops showing it; it can be gone on with. */
export function leaveTour(): void {
  if (tour().status !== 'on') return
  useTourStore.setState({ status: 'left' })
  notify(tourText('leftNote'))
}

export function goToStop(by: 1 | -1): void {
  const at = STOPS.findIndex(({ id }) => id === tour().stop)
  const next = tour().stop === 'end' ? (by < 0 ? STOPS.at(-1) : undefined) : at + by < 0 ? STOPS[0] : STOPS[at + by]
  useTourStore.setState({ stop: next?.id ?? 'end' })
}

/** Ends it for good; the copy becomes a journey like any other. */
export function keepCopy(): void {
  useTourStore.setState({ status: 'done', stop: 'look', journeyId: null, datasetId: null })
  useUiStore.getState().showPage('editor')
  notify(tourText('keptNote'))
}

/** Ends it for good and puts away what it made: the copy, its draft, and its people and events unless another journey has them by now. */
export async function putAwayCopy(): Promise<void> {
  const { journeyId, datasetId } = tour()
  const journeys = useWorkspaceStore.getState().journeys ?? []
  const copy = journeys.find(({ id }) => id === journeyId)
  useTourStore.setState({ status: 'done', stop: 'look', journeyId: null, datasetId: null })
  if (journeyId === null || (copy !== undefined && copy.version > 1)) return useUiStore.getState().showPage('start')
  pause()
  if (documentStore.getState().summary?.id === journeyId) {
    await dropDraft()
    documentStore.getState().load({ journey: null, document: emptyJourney() })
  }
  useUiStore.getState().showPage('start')
  try {
    await connection.call('journeys.delete', { id: journeyId })
  } catch (cause) {
    return notify(errorInWords(asCallError(cause)), 'error', tourText('notPutAway'))
  } finally {
    await refreshWorkspace('journeys')
  }
  const isShared = journeys.some((one) => one.id !== journeyId && one.datasetId === datasetId)
  notifyUndoable({
    message: tourText('putAwayNote'),
    undo: async () => {
      await connection.call('journeys.restore', { id: journeyId }).catch((cause: unknown) => notify(errorInWords(asCallError(cause)), 'error', tourText('notBack')))
      await refreshWorkspace('journeys')
    },
    over: () => {
      if (datasetId !== null && !isShared) void connection.call('datasets.delete', { id: datasetId }).then(() => refreshWorkspace('datasets'), () => undefined)
    },
  })
}
