import { useEffect, useMemo, useState } from 'react'
import { create } from 'zustand'
import type { Audience, CallError } from '../../../engine/api/contract.ts'
import type { Condition } from '../../../engine/core/model/condition.ts'
import { connection } from '../../bridge/connection.ts'
import { asCallError } from '../../document/save.ts'
import { cancelJob, forgetJob, newJobId } from '../../stores/job-store.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { useWorkspaceStore } from '../../stores/workspace-store.ts'
import type { NamedSegments } from '../inspector/condition/condition-scope.ts'
import { CANCELLED } from '../simulation/run.ts'

export interface AudienceQuestion {
  condition: Condition
  /** Those of a journey, which come before the library's. */
  segments?: NamedSegments
  timeZone?: string
}

export type AudienceAnswer =
  | { is: 'waiting' }
  | { is: 'measuring'; jobId: string }
  | { is: 'there'; audience: Audience }
  | { is: 'refused'; error: CallError }
  | { is: 'stopped' }

/** How many ids of people are asked for with a size. */
export const SAMPLE = 100
/** A person still types: the answer would be thrown away. */
const PAUSE_MS = 300
const AT_ONCE = 2
const MOST_KEPT = 400
const WAITING: AudienceAnswer = { is: 'waiting' }

/** Sizes that were measured, by question and data: the same question is asked once, whoever asks. */
const useAudienceStore = create<{ answers: Readonly<Record<string, AudienceAnswer>> }>()(() => ({ answers: {} }))

const waiters = new Map<string, number>()
const queue: { key: string; datasetId: string; question: AudienceQuestion }[] = []
let running = 0

/**
 * How many people of the chosen data a condition holds for; `before` is what was last known of another form of it. Undefined without data
 * or a question. What nobody waits for any more is not measured further.
 */
export function useAudience(question: AudienceQuestion | undefined): { answer: AudienceAnswer; before: Audience | undefined; stop(): void; again(): void } | undefined {
  const datasetId = useRunStore((state) => state.datasetId)
  const digest = useWorkspaceStore((state) => state.datasets?.find(({ id }) => id === datasetId)?.digest)
  const library = useWorkspaceStore((state) => state.segments)
  const key = useMemo(() => {
    if (question === undefined || datasetId === null || digest === undefined) return undefined
    const { condition, segments, timeZone } = question
    // What segments are like matters only to a condition that names one.
    const named = JSON.stringify(condition).includes('"segment":') ? [segments ?? null, library?.map(({ id, version }) => [id, version]) ?? null] : null
    return JSON.stringify([datasetId, digest, condition, timeZone ?? null, named])
  }, [question, datasetId, digest, library])
  const settled = useSettled(key)
  useEffect(() => {
    if (settled === undefined || datasetId === null || question === undefined) return undefined
    return waitFor(settled, datasetId, question)
  }, [settled, datasetId, question])
  const answer = useAudienceStore((state) => (key === undefined ? undefined : state.answers[key]))
  const known = answer?.is === 'there' ? answer.audience : undefined
  const [before, setBefore] = useState<Audience>()
  if (known !== undefined && known !== before) setBefore(known)
  if (key === undefined || datasetId === null || question === undefined) return undefined
  return {
    answer: answer ?? WAITING,
    before: known ?? before,
    stop: () => stop(key),
    again: () => {
      queue.push({ key, datasetId, question })
      next()
    },
  }
}

/** The value once it has been the same for a moment; the first one counts at once. */
function useSettled(value: string | undefined): string | undefined {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    if (settled === value) return undefined
    const timer = setTimeout(() => setSettled(value), settled === undefined ? 0 : PAUSE_MS)
    return () => clearTimeout(timer)
  }, [value, settled])
  return settled === value ? settled : undefined
}

function waitFor(key: string, datasetId: string, question: AudienceQuestion): () => void {
  waiters.set(key, (waiters.get(key) ?? 0) + 1)
  const { answers } = useAudienceStore.getState()
  if (answers[key] === undefined && !queue.some((one) => one.key === key)) {
    queue.push({ key, datasetId, question })
    next()
  }
  return () => {
    const left = waiters.get(key)! - 1
    waiters.set(key, left)
    // Whoever moves on to another page may come right back to this question.
    setTimeout(() => {
      if ((waiters.get(key) ?? 0) > 0) return
      waiters.delete(key)
      abandon(key)
    }, 0)
  }
}

/** Drops a question nobody waits for, unless it is answered. */
function abandon(key: string): void {
  const place = queue.findIndex((one) => one.key === key)
  if (place >= 0) queue.splice(place, 1)
  const answer = useAudienceStore.getState().answers[key]
  if (answer?.is === 'measuring') void cancelJob(answer.jobId)
}

function stop(key: string): void {
  const answer = useAudienceStore.getState().answers[key]
  abandon(key)
  if (answer?.is !== 'there') put(key, { is: 'stopped' })
}

function next(): void {
  while (running < AT_ONCE) {
    const asked = queue.shift()
    if (asked === undefined) return
    running++
    void measure(asked).finally(() => {
      running--
      next()
    })
  }
}

async function measure({ key, datasetId, question }: (typeof queue)[number]): Promise<void> {
  const jobId = newJobId()
  put(key, { is: 'measuring', jobId })
  try {
    const { condition, segments, timeZone } = question
    const audience = await connection.call('segments.measure', {
      jobId, datasetId, condition, sample: SAMPLE, ...(segments === undefined ? {} : { segments }), ...(timeZone === undefined ? {} : { timeZone }),
    })
    put(key, { is: 'there', audience })
  } catch (cause) {
    const error = asCallError(cause)
    if (error.code !== CANCELLED) put(key, { is: 'refused', error })
    else if (useAudienceStore.getState().answers[key]?.is === 'measuring') {
      forget(key)
      // Somebody asked again while it was being cancelled.
      if ((waiters.get(key) ?? 0) > 0) queue.push({ key, datasetId, question })
    }
  } finally {
    forgetJob(jobId)
  }
}

function put(key: string, answer: AudienceAnswer): void {
  useAudienceStore.setState(({ answers: { [key]: _before, ...answers } }) => {
    const keys = Object.keys(answers)
    const kept = keys.length < MOST_KEPT ? answers : Object.fromEntries(Object.entries(answers).slice(keys.length - MOST_KEPT + 1))
    return { answers: { ...kept, [key]: answer } }
  })
}

function forget(key: string): void {
  useAudienceStore.setState(({ answers: { [key]: _gone, ...answers } }) => ({ answers }))
}
