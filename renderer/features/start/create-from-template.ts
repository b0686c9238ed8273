import { create } from 'zustand'
import type { CallError } from '../../../engine/api/contract.ts'
import { mayLeave } from '../../app/open-journey.ts'
import { connection } from '../../bridge/connection.ts'
import { documentStore, type OpenedJourney } from '../../document/document-store.ts'
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
  if ((await openFromTemplate(templateId)) === undefined) return
  // What somebody else drew is read before it is changed: every step by name, one click away.
  useUiStore.setState({ leftTab: 'outline' })
  void run()
}

/** Makes a journey of a template with its data and opens it; undefined if the person stayed where they were, or it could not be made. */
export async function openFromTemplate(templateId: string): Promise<OpenedJourney | undefined> {
  if (useCreateStore.getState().making !== null || !(await mayLeave())) return undefined
  const jobId = newJobId()
  useCreateStore.setState({ making: { templateId, jobId }, refused: null })
  try {
    const opened = await connection.call('templates.create', { templateId, jobId, withData: true })
    await refreshWorkspace('datasets')
    documentStore.getState().load(opened)
    useUiStore.getState().showPage('editor')
    return opened
  } catch (cause) {
    const error = asCallError(cause)
    useCreateStore.setState({ refused: error.code === CANCELLED ? null : { templateId, error } })
    return undefined
  } finally {
    useCreateStore.setState({ making: null })
    forgetJob(jobId)
  }
}

export function cancelCreate(): void {
  const { making } = useCreateStore.getState()
  if (making) void cancelJob(making.jobId)
}
