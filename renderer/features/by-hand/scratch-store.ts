import { create } from 'zustand'
import type { CallError, Explanation } from '../../../engine/api/contract.ts'
import type { Assume } from '../../../engine/core/simulate/responses/response-schema.ts'
import type { Scenario } from '../../../engine/core/simulate/scenario.ts'
import type { Scratch } from './scratch.ts'

/** Where the person comes from, and what the run alone takes as given. */
export interface Origin {
  kind: 'data' | 'nothing' | 'case'
  /** The own id of the journey it is tried on. */
  journeyId: string
  /** Beginning of the run; one built by hand may begin earlier, with its first event. */
  from: number
  firstAt: number | null
  seed: number
  /** Keys of the journeys that run beside it. */
  together: readonly string[]
  scenario: Scenario | null
  assume: Assume | null
  /** The case it was opened from, which keeping writes over. */
  caseOf: { id: string; name: string } | null
}

interface ScratchState {
  origin: Origin | null
  now: Scratch | null
  past: readonly { name: string; scratch: Scratch }[]
  future: readonly { name: string; scratch: Scratch }[]
  /** As it was taken over, with what happened then; null: built from nothing. */
  was: { scratch: Scratch; explanation: Explanation } | null
  /** What happens to the person as they are now. */
  explanation: Explanation | null
  /** What happened before the last change, to tell what is new. */
  before: Explanation | null
  asking: boolean
  problem: CallError | null
}

const NOBODY: ScratchState = { origin: null, now: null, past: [], future: [], was: null, explanation: null, before: null, asking: false, problem: null }

/** One person who is tried out beside the data: a copy, undone by itself, part of no document. */
export const useScratchStore = create<ScratchState>()(() => NOBODY)

/** Begins with that person; `was`: what is known of them unchanged. */
export function beginScratch(origin: Origin, now: Scratch, was: ScratchState['was'] = null): void {
  useScratchStore.setState({ ...NOBODY, origin, now, was, explanation: was?.explanation ?? null })
}

export function closeScratch(): void {
  useScratchStore.setState(NOBODY)
}

/** One change with its name, which can be undone. */
export function changeScratch(name: string, change: (scratch: Scratch) => Scratch): void {
  const { now, past } = useScratchStore.getState()
  if (now === null) return
  const next = change(now)
  if (next !== now) useScratchStore.setState({ now: next, past: [...past, { name, scratch: now }], future: [] })
}

export function undoScratch(): void {
  const { now, past, future } = useScratchStore.getState()
  const last = past.at(-1)
  if (now !== null && last) useScratchStore.setState({ now: last.scratch, past: past.slice(0, -1), future: [{ name: last.name, scratch: now }, ...future] })
}

export function redoScratch(): void {
  const { now, past, future } = useScratchStore.getState()
  const [next] = future
  if (now !== null && next) useScratchStore.setState({ now: next.scratch, past: [...past, { name: next.name, scratch: now }], future: future.slice(1) })
}
