import { settingsOfDraw, tornadoSettings, type Varied } from '../../../engine/core/doubt/vary.ts'
import { connection } from '../../bridge/connection.ts'
import { focusSoon } from '../../components/focus-soon.ts'
import { asCallError } from '../../document/save.ts'
import { cancelJob, forgetJob } from '../../stores/job-store.ts'
import { questionOf } from '../../stores/run-question.ts'
import type { FinishedRun } from '../../stores/run-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { useDoubtStore } from './doubt-store.ts'

/** Settings sent at a time: more than are run in a moment, few enough to travel. */
const AT_A_TIME = 60

/** Runs the tornado, then the draws, and shows what there is as it comes. What was done when it is stopped stays. */
export async function runDraws(run: FinishedRun, varied: readonly Varied[], draws: number): Promise<void> {
  stopDraws()
  const question = questionOf(run)
  const own = question.jobId
  const first = tornadoSettings(varied)
  const settings = [...first, ...Array.from({ length: draws }, (_, index) => settingsOfDraw(varied, { draws, seed: question.seed }, index))]
  const rows: number[][] = []
  let ms = 0
  const isWanted = () => useDoubtStore.getState().job?.id === own
  useDoubtStore.setState({ job: { id: own, done: 0, total: settings.length }, error: null })
  try {
    while (rows.length < settings.length && isWanted()) {
      const answer = await connection.call('doubt.runs', { ...question, settings: settings.slice(rows.length, rows.length + AT_A_TIME) })
      rows.push(...answer.figures)
      ms += answer.ms
      if (!isWanted()) break
      const drawn = { run, varied, draws, tornado: rows.slice(0, first.length), settings: settings.slice(first.length, rows.length), figures: rows.slice(first.length), ms }
      useDoubtStore.setState({ job: { id: own, done: rows.length, total: settings.length }, drawn })
    }
  } catch (cause) {
    const error = asCallError(cause)
    if (isWanted() && error.code !== 'CANCELLED') useDoubtStore.setState({ error })
  } finally {
    forgetJob(own)
    if (isWanted()) useDoubtStore.setState({ job: null })
  }
}

/** What is there stays. */
export function stopDraws(): void {
  const { job } = useDoubtStore.getState()
  if (job === null) return
  useDoubtStore.setState({ job: null })
  void cancelJob(job.id)
}

/** Opens the place of what is in doubt. */
export function openDoubt(): void {
  useUiStore.setState({ resultsOpen: true, resultsTab: 'doubt' })
  focusSoon('[data-testid="run-draws"]:enabled, [data-testid="add-doubt"]')
}
