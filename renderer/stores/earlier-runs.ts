import { giveSameFigures } from '../../engine/core/report/same-figures.ts'
import { documentStore } from '../document/document-store.ts'
import { assumptionsRead, runAssumptions, sameAssumptions, useAssumptionsStore } from './assumptions-store.ts'
import { assumptionsOfRun, useRunStore, type FinishedRun } from './run-store.ts'

const KEPT = 8
let runs: readonly FinishedRun[] = []

/** Runs that were shown since the window opened, the last first. */
export function earlierRuns(): readonly FinishedRun[] {
  return runs
}

/** Keeps the runs that were shown, and shows one of them again when an Undo or Redo brings back the very journey that it ran. */
export function watchEarlierRuns(): void {
  useRunStore.subscribe(({ latest }, before) => {
    if (latest !== null && latest !== before.latest) runs = [latest, ...runs.filter((run) => run !== latest)].slice(0, KEPT)
  })
  documentStore.subscribe(({ document, generation }, before) => {
    if (document !== before.document && generation === before.generation) void showAgain()
  })
  useAssumptionsStore.subscribe(({ scenario }, before) => {
    if (scenario !== before.scenario) void showAgain()
  })
}

async function showAgain(): Promise<void> {
  await assumptionsRead()
  const { latest, datasetId, show } = useRunStore.getState()
  const { document } = documentStore.getState()
  const assumed = runAssumptions()
  const isOfNow = (run: FinishedRun) => run.summary.datasetId === datasetId && run.document.id === document.id && giveSameFigures(run.document, document) && sameAssumptions(assumptionsOfRun(run), assumed)
  if (latest === null || isOfNow(latest)) return
  const found = runs.find(isOfNow)
  // What is shown is the run of the journey as it is; its names and places are those of now.
  if (found !== undefined) show(found)
}
