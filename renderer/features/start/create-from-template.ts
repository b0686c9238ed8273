import { create } from 'zustand'
import type { CallError } from '../../../engine/api/contract.ts'
import { mayLeave } from '../../app/open-journey.ts'
import { connection } from '../../bridge/connection.ts'
import { documentStore } from '../../document/document-store.ts'
import { asCallError } from '../../document/save.ts'
import { cancelJob, forgetJob, newJobId } from '../../stores/job-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { refreshWorkspace } from '../../stores/workspace-store.ts'
import { CANCELLED, run } from '../simulation/run.ts'

/** The template the start screen makes most of, and `npm start` opens with. */
export const SAMPLE_ID = 'passo-dukkan'

interface CreateState {
  /** The template that is being made into a journey. */
  making: { templateId: string; jobId: string } | null
  refused: { templateId: string; error: CallError } | null
}

export const useCreateStore = create<CreateState>()(() => ({ making: null, refused: null }))

/** Makes a journey of a template with its data, opens it and rehearses it, so that there is something to see at once. */
export async function createFromTemplate(templateId: string): Promise<void> {
  if (useCreateStore.getState().making !== null || !(await mayLeave())) return
  const jobId = newJobId()
  useCreateStore.setState({ making: { templateId, jobId }, refused: null })
  try {
    const opened = await connection.call('templates.create', { templateId, jobId, withData: true })
    await refreshWorkspace('datasets')
    documentStore.getState().load(opened)
    useUiStore.getState().showPage('editor')
    // What somebody else drew is read before it is changed: every step by name, one click away.
    useUiStore.setState({ leftTab: 'outline' })
    void run()
  } catch (cause) {
    const error = asCallError(cause)
    useCreateStore.setState({ refused: error.code === CANCELLED ? null : { templateId, error } })
  } finally {
    useCreateStore.setState({ making: null })
    forgetJob(jobId)
  }
}

export function cancelCreate(): void {
  const { making } = useCreateStore.getState()
  if (making) void cancelJob(making.jobId)
}
