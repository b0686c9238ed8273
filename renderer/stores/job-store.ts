import { create } from 'zustand'
import { connection } from '../bridge/connection.ts'

/** How far a piece of work is: `done` of `total` in the unit the phase names; total 0 while unknown. */
export interface JobProgress {
  phase: string
  done: number
  total: number
}

/** What the engine said of the work this window asked for, by job id. */
export const useJobStore = create<{ jobs: Readonly<Record<string, JobProgress>> }>()(() => ({ jobs: {} }))

/** A name for a piece of work, chosen before it starts so that it can be followed and cancelled. */
export function newJobId(): string {
  return crypto.randomUUID()
}

export function useJobProgress(jobId: string | undefined): JobProgress | undefined {
  return useJobStore(({ jobs }) => (jobId === undefined ? undefined : jobs[jobId]))
}

export function setJobProgress(jobId: string, progress: JobProgress): void {
  useJobStore.setState(({ jobs }) => ({ jobs: { ...jobs, [jobId]: progress } }))
}

export function forgetJob(jobId: string): void {
  useJobStore.setState(({ jobs: { [jobId]: _over, ...jobs } }) => ({ jobs }))
}

/** Asks the engine to stop that work; the method that does it is then refused with code CANCELLED. */
export async function cancelJob(jobId: string): Promise<void> {
  await connection.call('jobs.cancel', { jobId }).catch(() => undefined) // what is over, or lost with its connection, needs no stopping
}
