import type { Way } from '../../../engine/core/coverage/way.ts'
import { connection } from '../../bridge/connection.ts'
import { focusSoon } from '../../components/focus-soon.ts'
import { notify } from '../../components/notify.ts'
import { documentStore } from '../../document/document-store.ts'
import { asCallError } from '../../document/save.ts'
import { errorInWords } from '../../i18n/in-words.ts'
import { cancelJob, forgetJob, newJobId } from '../../stores/job-store.ts'
import { runAssumptions } from '../../stores/assumptions-store.ts'
import { questionOf } from '../../stores/run-question.ts'
import { chosenBeside, type FinishedRun } from '../../stores/run-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { NOTHING_MADE, useCoverageStore } from './coverage-store.ts'
import { coverageText } from './texts.ts'

/** Counts the ways that were gone in a run, once. */
export async function countWays(run: FinishedRun): Promise<void> {
  const { run: known, error } = useCoverageStore.getState()
  if (known === run && error === null) return
  useCoverageStore.setState({ run, coverage: null, error: null })
  const question = questionOf(run)
  try {
    const coverage = await connection.call('coverage.of', question)
    if (useCoverageStore.getState().run === run) useCoverageStore.setState({ coverage })
  } catch (cause) {
    if (useCoverageStore.getState().run === run) useCoverageStore.setState({ error: asCallError(cause) })
  } finally {
    forgetJob(question.jobId)
  }
}

/** Makes up people for the open journey as it is; `ways` left out: for all of them. */
export async function makePeople(ways?: readonly Way[]): Promise<void> {
  const { document } = documentStore.getState()
  const { scenario } = runAssumptions()
  const together = chosenBeside()
  const jobId = newJobId()
  useCoverageStore.setState({ ...NOTHING_MADE, makingJob: jobId, madeFor: document })
  const isWanted = () => useCoverageStore.getState().makingJob === jobId
  try {
    const made = await connection.call('coverage.make', {
      jobId, document, ...(together.length > 0 ? { together: [...together] } : {}), ...(scenario ? { scenario } : {}), ...(ways === undefined ? {} : { ways: [...ways] }),
    })
    if (isWanted()) useCoverageStore.setState({ made, makingJob: null })
  } catch (cause) {
    const error = asCallError(cause)
    if (isWanted()) useCoverageStore.setState({ makingJob: null, makeError: error.code === 'CANCELLED' ? null : error })
  } finally {
    forgetJob(jobId)
  }
}

export function cancelMaking(): void {
  const { makingJob } = useCoverageStore.getState()
  if (makingJob !== null) void cancelJob(makingJob)
}

/** Keeps people as test cases of the journey they were made for; those that were kept stay kept once. */
export async function keepPeople(places: readonly number[]): Promise<void> {
  const { made, madeFor } = useCoverageStore.getState()
  if (made === null || madeFor === null) return
  let count = 0
  for (const place of places) {
    const { kept } = useCoverageStore.getState()
    const person = made.people[place]
    if (kept.has(place) || !person) continue
    try {
      await connection.call('cases.save', { journeyId: madeFor.id, name: person.name, text: person.caseText })
      useCoverageStore.setState({ kept: new Set([...useCoverageStore.getState().kept, place]) })
      count++
    } catch (cause) {
      return notify(errorInWords(asCallError(cause)), 'error', coverageText('keepFailed'))
    }
  }
  if (count > 0) notify(coverageText('keptCount', { count }))
}

/** Opens the place where the ways are listed. */
export function openCoverage(): void {
  useUiStore.setState({ resultsOpen: true, resultsTab: 'coverage' })
  focusSoon('[data-testid="make-people"]')
}
