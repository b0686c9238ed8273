import { create } from 'zustand'
import type { CallError, DatasetCatalogue } from '../../../engine/api/contract.ts'
import { CLICKED_EVENT, OPENED_EVENT, SENT_EVENT } from '../../../engine/core/simulate/own-events.ts'
import { connection } from '../../bridge/connection.ts'
import { notifyUndoable } from '../../components/notify-undoable.tsx'
import { documentStore } from '../../document/document-store.ts'
import { asCallError } from '../../document/save.ts'
import { full } from '../../i18n/numbers.ts'
import { changeAssumptions, rememberAssumptions } from '../../stores/assumptions-store.ts'
import { cancelJob, forgetJob, newJobId } from '../../stores/job-store.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { CANCELLED } from '../simulation/run.ts'
import { withLearned } from './scenario-edits.ts'
import { assumeText } from './texts.ts'

/** Learning from data under way, and why the last time failed. */
export const useLearnStore = create<{ jobId: string | null; error: CallError | null }>()(() => ({ jobId: null, error: null }))

/** True if the data tell of messages and of reactions to them. */
export function canLearnFrom(catalogue: DatasetCatalogue | undefined): boolean {
  const has = (event: string) => catalogue?.events.some(({ name }) => name === event) ?? false
  return has(SENT_EVENT) && (has(OPENED_EVENT) || has(CLICKED_EVENT))
}

/** Takes shares and delays from the chosen data, in place of what was assumed of the same messages. */
export async function learnFromData(): Promise<void> {
  const { datasetId } = useRunStore.getState()
  if (datasetId === null || useLearnStore.getState().jobId !== null) return
  const { generation } = documentStore.getState()
  const jobId = newJobId()
  useLearnStore.setState({ jobId, error: null })
  try {
    const { scenario: learned, messages } = await connection.call('scenarios.learn', { jobId, datasetId })
    if (documentStore.getState().generation !== generation) return
    const entries = learned.responses ?? []
    const takeBack = rememberAssumptions()
    changeAssumptions((scenario) => withLearned(scenario, entries))
    notifyUndoable({ message: assumeText('learned', { count: entries.length, messages: full(messages) }), undo: takeBack })
  } catch (cause) {
    const error = asCallError(cause)
    if (error.code !== CANCELLED) useLearnStore.setState({ error })
  } finally {
    useLearnStore.setState({ jobId: null })
    forgetJob(jobId)
  }
}

export function stopLearning(): void {
  const { jobId } = useLearnStore.getState()
  if (jobId !== null) void cancelJob(jobId)
}
