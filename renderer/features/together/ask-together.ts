import type { TogetherView } from '../../../engine/core/together/together-view.ts'
import { connection } from '../../bridge/connection.ts'
import { asCallError } from '../../document/save.ts'
import { cancelJob, forgetJob } from '../../stores/job-store.ts'
import { questionOf } from '../../stores/run-question.ts'
import type { FinishedRun } from '../../stores/run-store.ts'
import { NOTHING_SEEN, useTogetherStore } from './together-store.ts'

/** Looks at a run once; `again` after it was stopped or failed. */
export async function lookTogether(run: FinishedRun, again = false): Promise<void> {
  const { run: known, jobId: running } = useTogetherStore.getState()
  if (known === run && !again) return
  if (running !== null) void cancelJob(running)
  const question = questionOf(run)
  useTogetherStore.setState({ run, ...NOTHING_SEEN, jobId: question.jobId })
  const isWanted = () => useTogetherStore.getState().jobId === question.jobId
  try {
    const view = await connection.call('together.look', question)
    if (isWanted()) useTogetherStore.setState({ view, jobId: null })
  } catch (cause) {
    const error = asCallError(cause)
    if (isWanted()) useTogetherStore.setState({ jobId: null, ...(error.code === 'CANCELLED' ? { isCancelled: true } : { error }) })
  } finally {
    forgetJob(question.jobId)
  }
}

/** Tries the run with `first` coming before `second`: their priorities exchanged, or where they are equal, the first raised by one. */
export async function tryBefore(run: FinishedRun, view: TogetherView, first: string, second: string): Promise<void> {
  const priority = (id: string) => view.journeys.find((one) => one.id === id)!.priority
  const [a, b] = [priority(first), priority(second)]
  // Of equal ones the one that was given first has its turn first: there is nothing to exchange but that.
  const priorities = a === b ? { [first]: b + 1 } : { [first]: b, [second]: a }
  const question = questionOf(run)
  useTogetherStore.setState({ jobId: question.jobId, error: null, swapped: { first, second, view: null } })
  const isWanted = () => useTogetherStore.getState().jobId === question.jobId
  try {
    const tried = await connection.call('together.look', { ...question, priorities })
    if (isWanted()) useTogetherStore.setState({ jobId: null, swapped: { first, second, view: tried } })
  } catch (cause) {
    const error = asCallError(cause)
    if (isWanted()) useTogetherStore.setState({ jobId: null, swapped: null, ...(error.code === 'CANCELLED' ? {} : { error }) })
  } finally {
    forgetJob(question.jobId)
  }
}

export function closeTried(): void {
  useTogetherStore.setState({ swapped: null })
}

export function cancelLooking(): void {
  const { jobId } = useTogetherStore.getState()
  if (jobId !== null) void cancelJob(jobId)
}
