import { desktop } from '../app/desktop.ts'
import { connection } from '../bridge/connection.ts'
import { useConnectionState } from '../bridge/connection-state.ts'
import { notify } from '../components/notify.ts'
import { watchEdits } from '../document/autosave.ts'
import { documentStore } from '../document/document-store.ts'
import { watchCases } from '../features/cases/case-store.ts'
import { watchMature } from '../features/people/mature-store.ts'
import { createFromTemplate, SAMPLE_ID } from '../features/start/create-from-template.ts'
import { watchPublishing } from '../features/publish/watch-publishing.ts'
import { openSavedJourney } from '../features/journeys/open-saved-journey.ts'
import { keepSegmentDrafts } from '../features/segments/keep-drafts.ts'
import { openSettingsAddress } from '../features/settings/settings-store.ts'
import { knownDataset, loadCatalogue, showLastRun } from '../features/simulation/run.ts'
import { defineTexts } from '../i18n/define-texts.ts'
import { fromEngine } from '../i18n/phrasebook.ts'
import { watchAssumptions } from './assumptions-store.ts'
import { watchBeside } from './beside-store.ts'
import { watchEarlierRuns } from './earlier-runs.ts'
import { afterOpening, askedJourney, openingIsOver, useOpeningStore, windowIsDrawn } from './opening-store.ts'
import { readRegional } from './read-regional.ts'
import { setJobProgress } from './job-store.ts'
import { useRunStore } from './run-store.ts'
import { useUiStore } from './ui-store.ts'
import { isShelf, refreshAll, refreshToOpen, refreshWorkspace, useWorkspaceStore } from './workspace-store.ts'

export const text = defineTexts('session', { restarted: 'The engine was started again; your edits are safe', apart: 'Two windows on one journey', notKept: 'The changes cannot be kept as a draft' })

let isStarted = false

/** Keeps the stores in step with the engine and with each other, for as long as the window lives. */
export function startSession(): void {
  if (isStarted) return
  isStarted = true
  connection.on('job.progress', ({ jobId, ...progress }) => setJobProgress(jobId, progress))
  connection.on('workspace.changed', ({ what }) => {
    if (isShelf(what)) void refreshWorkspace(what)
    else if (what === 'settings') void readRegional()
  })
  connection.on('host.restarted', ({ reason }) => {
    notify(fromEngine(reason), 'error', text('restarted'))
    void refreshAll()
  })
  watchBeside()
  watchAssumptions()
  watchMature()
  watchCases()
  watchEarlierRuns()
  watchPublishing()
  watchEdits(({ code, message, help }) => notify(`${fromEngine(message)} ${fromEngine(help)}`, code === 'E_DRAFT_TAKEN' ? 'info' : 'error', text(code === 'E_DRAFT_TAKEN' ? 'apart' : 'notKept')))
  void readRegional()
  void refreshToOpen().then(openAskedFirst)
  afterOpening(() => void keepSegmentDrafts())
  setTimeout(openingIsOver, OPENING_AT_MOST_MS)
  setTimeout(windowIsDrawn, DRAWING_AT_MOST_MS)
  useConnectionState.subscribe(({ state }, before) => {
    if (state === 'open' && before.state === 'lost') void refreshAll()
  })
  documentStore.subscribe(({ generation, summary }, before) => {
    if (generation !== before.generation) void showLastRun()
    // The first save of a new journey keeps the run that is shown.
    else if (summary?.id !== before.summary?.id) void refreshWorkspace('journeys')
  })
  useWorkspaceStore.subscribe(({ datasets, hiddenDatasets }, before) => {
    if (datasets === before.datasets && hiddenDatasets === before.hiddenDatasets) return
    const { datasetId } = useRunStore.getState()
    const known = knownDataset(datasetId)
    if (known !== datasetId) useRunStore.setState({ datasetId: known })
  })
  useRunStore.subscribe(({ datasetId }, before) => {
    if (datasetId !== before.datasetId) void loadCatalogue()
  })
}

/** Reading the templates keeps the engine busy, so it waits for what was asked for; not for long, since that may have to be made first. */
async function openAskedFirst(): Promise<void> {
  const opened = openAsked().finally(() => {
    openingIsOver()
    if (useUiStore.getState().page !== 'editor') windowIsDrawn() // there is no canvas to wait for
  })
  await Promise.race([opened, new Promise((resolve) => setTimeout(resolve, TEMPLATES_WAIT_MS))])
  if (useOpeningStore.getState().isDrawn) await refreshWorkspace('templates')
  else afterOpening(() => void refreshWorkspace('templates'))
}

const TEMPLATES_WAIT_MS = 1_000
/** Where the engine takes longer to answer, the start screen says that it is waited for. */
const OPENING_AT_MOST_MS = 4_000
/** What nobody waits for is not kept back for longer. */
const DRAWING_AT_MOST_MS = 15_000

/** The window opens with the journey of the address (`#journey=<id>`), at the settings (`#settings=<section>`), or with the sample if the desktop app was started to show it. */
async function openAsked(): Promise<void> {
  const id = askedJourney()
  const settings = new URLSearchParams(globalThis.location.hash.slice(1)).get('settings')
  if (settings !== null) {
    history.replaceState(null, '', globalThis.location.pathname)
    return openSettingsAddress(settings)
  }
  if (documentStore.getState().generation > 0) return
  if (id === null) return desktop()?.facts.openSample ? openSample() : undefined
  history.replaceState(null, '', globalThis.location.pathname)
  await openSavedJourney(id, id)
}

/** The sample as it was left, or a new one with its data, rehearsed at once. */
async function openSample(): Promise<void> {
  const sample = useWorkspaceStore.getState().journeys?.find(({ journeyId }) => journeyId === SAMPLE_ID)
  if (sample) return openSavedJourney(sample.id, sample.name)
  openingIsOver() // it is made before everybody's eyes
  windowIsDrawn()
  await createFromTemplate(SAMPLE_ID)
}
