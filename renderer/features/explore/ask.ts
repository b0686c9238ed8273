import { useCallback, useEffect } from 'react'
import { create } from 'zustand'
import type { CallError, MethodInput, MethodOutput } from '../../../engine/api/contract.ts'
import { connection } from '../../bridge/connection.ts'
import { asCallError } from '../../document/save.ts'
import { cancelJob, forgetJob, newJobId } from '../../stores/job-store.ts'
import { CANCELLED } from '../simulation/run.ts'

export type ExploreMethod = 'explore.funnel' | 'explore.timeToNext' | 'explore.wait' | 'explore.retention' | 'explore.after' | 'explore.sessions' | 'explore.quality'
export type Question<M extends ExploreMethod> = Omit<MethodInput<M>, 'jobId' | 'datasetId'>

/** What is asked at one place of the window: `key` says what, `jobId` is set while the engine works on it. */
interface Slot {
  key: string
  jobId: string | undefined
  error: CallError | undefined
}

/** Answers told apart by what was asked. */
const MOST_KEPT = 60

interface AskState {
  slots: Readonly<Record<string, Slot>>
  /** A dataset never changes, so an answer stays good; the oldest are let go. */
  answers: ReadonlyMap<string, unknown>
}

const useAskStore = create<AskState>()(() => ({ slots: {}, answers: new Map() }))

export interface Asked<Answer> {
  /** The answer to this question; while it is not there, the one to the question before at this place. */
  answer: Answer | undefined
  /** The answer shown is not (yet) that to this question. */
  isBehind: boolean
  /** Set while the engine works on it. */
  jobId: string | undefined
  /** Why there is no answer; code CANCELLED after `cancel`. */
  error: CallError | undefined
  cancel(): void
  askAgain(): void
}

/**
 * Asks a dataset, again whenever the question changes (undefined: nothing is asked). `place` tells apart where answers are shown: a new
 * question there stops the work on the one before, and its answer stays in sight until the new one is there.
 */
export function useAnswer<M extends ExploreMethod>(place: string, datasetId: string, method: M, question: Question<M> | undefined): Asked<MethodOutput<M>> {
  const slotId = `${place} ${datasetId}`
  const key = question === undefined ? undefined : `${datasetId} ${method} ${JSON.stringify(question)}`
  const slot = useAskStore((state) => state.slots[slotId])
  const own = useAskStore((state) => (key === undefined ? undefined : state.answers.get(key)))
  const before = useAskStore((state) => state.answers.get(`${slotId} last`))
  const askNow = useCallback(() => {
    if (key !== undefined) void ask(slotId, key, method, datasetId)
  }, [slotId, key, method, datasetId])
  useEffect(askNow, [askNow])
  const isOurs = slot?.key === key
  return {
    answer: (own ?? before) as MethodOutput<M> | undefined, // as: kept under a key that names the method
    isBehind: own === undefined,
    jobId: isOurs && own === undefined ? slot?.jobId : undefined,
    error: isOurs && own === undefined ? slot?.error : undefined,
    cancel: () => slot?.jobId !== undefined && void cancelJob(slot.jobId),
    askAgain: askNow,
  }
}

async function ask(slotId: string, key: string, method: ExploreMethod, datasetId: string): Promise<void> {
  const { slots, answers } = useAskStore.getState()
  const running = slots[slotId]
  if (running?.jobId !== undefined) {
    if (running.key === key) return
    void cancelJob(running.jobId)
  }
  if (answers.has(key)) {
    setSlot(slotId, { key, jobId: undefined, error: undefined })
    keep(`${slotId} last`, answers.get(key))
    return
  }
  const jobId = newJobId()
  setSlot(slotId, { key, jobId, error: undefined })
  const isWanted = () => useAskStore.getState().slots[slotId]?.jobId === jobId
  try {
    const question = JSON.parse(key.slice(`${datasetId} ${method} `.length)) as object // as: made of the question just now
    const answer = await (connection.call as (name: string, input: object) => Promise<unknown>)(method, { ...question, datasetId, jobId }) // as: one of several methods with an input of its own
    keep(key, answer)
    if (!isWanted()) return
    keep(`${slotId} last`, answer)
    setSlot(slotId, { key, jobId: undefined, error: undefined })
  } catch (cause) {
    if (isWanted()) setSlot(slotId, { key, jobId: undefined, error: asCallError(cause) })
  } finally {
    forgetJob(jobId)
  }
}

function setSlot(slotId: string, slot: Slot): void {
  useAskStore.setState(({ slots }) => ({ slots: { ...slots, [slotId]: slot } }))
}

function keep(key: string, answer: unknown): void {
  useAskStore.setState(({ answers }) => {
    const next = new Map(answers)
    next.delete(key)
    next.set(key, answer)
    for (const oldest of next.keys()) {
      if (next.size <= MOST_KEPT) break
      next.delete(oldest)
    }
    return { answers: next }
  })
}

/** That the person stopped it is no failure. */
export function isStopped(error: CallError | undefined): boolean {
  return error?.code === CANCELLED
}
