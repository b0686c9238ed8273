import { create } from 'zustand'
import type { CallError } from '../../../engine/api/contract.ts'
import type { MeasuredTemplate } from '../../../engine/api/template-methods.ts'
import { connection } from '../../bridge/connection.ts'
import { asCallError } from '../../document/save.ts'
import { cancelJob, forgetJob, newJobId } from '../../stores/job-store.ts'
import { CANCELLED } from '../simulation/run.ts'

/** As many as the figures of the templates were tuned over. */
export const SEEDS = 20

interface MeasureState {
  running: { templateId: string; jobId: string; cancelling: boolean } | null
  /** What was measured since the window was opened, by template. */
  found: Readonly<Record<string, MeasuredTemplate>>
  refused: { templateId: string; error: CallError } | null
}

export const useMeasureStore = create<MeasureState>()(() => ({ running: null, found: {}, refused: null }))

/** Measures the figures of a template; what came out, or why nothing did, is in the store. */
export async function measureTemplate(templateId: string): Promise<void> {
  if (useMeasureStore.getState().running !== null) return
  const jobId = newJobId()
  useMeasureStore.setState({ running: { templateId, jobId, cancelling: false }, refused: null })
  try {
    const measured = await connection.call('templates.measure', { jobId, templateId, seeds: SEEDS })
    useMeasureStore.setState(({ found }) => ({ found: { ...found, [templateId]: measured } }))
  } catch (cause) {
    const error = asCallError(cause)
    if (error.code !== CANCELLED) useMeasureStore.setState({ refused: { templateId, error } })
  } finally {
    useMeasureStore.setState({ running: null })
    forgetJob(jobId)
  }
}

export function stopMeasuring(): void {
  const { running } = useMeasureStore.getState()
  if (running === null || running.cancelling) return
  useMeasureStore.setState({ running: { ...running, cancelling: true } })
  void cancelJob(running.jobId)
}
