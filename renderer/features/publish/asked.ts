import type { CallError } from '../../../engine/api/contract.ts'
import { asCallError } from '../../document/save.ts'
import { forgetJob, newJobId } from '../../stores/job-store.ts'

/** Something the engine was asked for that takes its time. */
export type Asked<T> = { state: 'asking'; jobId: string } | { state: 'stopped' } | { state: 'failed'; error: CallError } | { state: 'there'; answer: T }

/** Asks, and hands every state it goes through to `show`; answers what came, undefined if nothing did. */
export async function ask<T>(work: (jobId: string) => Promise<T>, show: (asked: Asked<T>) => void): Promise<T | undefined> {
  const jobId = newJobId()
  show({ state: 'asking', jobId })
  try {
    const answer = await work(jobId)
    show({ state: 'there', answer })
    return answer
  } catch (cause) {
    const error = asCallError(cause)
    show(error.code === 'CANCELLED' ? { state: 'stopped' } : { state: 'failed', error })
    return undefined
  } finally {
    forgetJob(jobId)
  }
}

/** The answer, if it is there. */
export function answerOf<T>(asked: Asked<T> | undefined | null): T | undefined {
  return asked?.state === 'there' ? asked.answer : undefined
}
