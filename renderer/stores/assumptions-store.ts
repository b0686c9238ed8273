import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { CallError } from '../../engine/api/contract.ts'
import type { DialectId } from '../../engine/core/dialect/dialect-id.ts'
import type { Assume } from '../../engine/core/simulate/responses/response-schema.ts'
import type { Scenario } from '../../engine/core/simulate/scenario.ts'
import { connection } from '../bridge/connection.ts'
import { notify } from '../components/notify.ts'
import { documentStore, useDocumentStore } from '../document/document-store.ts'
import type { Aside } from '../document/history.ts'
import { asCallError } from '../document/save.ts'
import { isEmptyScenario, NO_ASSUMPTIONS, problemOfScenario, textOfScenario } from '../features/assumptions/scenario-edits.ts'
import { assumeText } from '../features/assumptions/texts.ts'
import { editText } from '../document/edit-texts.ts'
import { errorInWords } from '../i18n/in-words.ts'
import { useUiStore } from './ui-store.ts'

/** `loading` and `unread` belong to opening a journey, the others to keeping what was changed. */
export type KeepState = 'loading' | 'unread' | 'kept' | 'changed' | 'keeping' | 'failed'

interface AssumptionsState {
  /** What is assumed of the open journey; no part of its document. */
  scenario: Scenario
  state: KeepState
  error: CallError | null
}

export const useAssumptionsStore = create<AssumptionsState>()(() => ({ scenario: NO_ASSUMPTIONS, state: 'kept', error: null }))

interface TakeState {
  /** By a journey's own id: true where runs are to take history as it is. */
  off: Readonly<Record<string, boolean>>
  /** By a journey's own id: which end of ranges a run takes; left out: the middle. */
  take: Readonly<Record<string, Assume>>
}

/** How runs take the assumptions: a choice of this machine, remembered here. */
export const useTakeStore = create<TakeState>()(persist(() => ({ off: {}, take: {} }), { name: 'rehearsal-assumptions' }))

const PAUSE_MS = 500
const CHANGE_NAME = editText('changeAssumptions')
/** The journey of the workspace that the scenario belongs to; null before its first save. */
let key: string | null = null
let timer: ReturnType<typeof setTimeout> | undefined
let reading: Promise<void> = Promise.resolve()
let keeping: Promise<void> = Promise.resolve()

/** Reads the assumptions of each journey that is opened, and keeps those of one that is saved for the first time. */
export function watchAssumptions(): void {
  documentStore.subscribe(({ generation, summary }, before) => {
    if (generation !== before.generation) open(summary?.id ?? null)
    else if (summary?.id !== before.summary?.id) {
      key = summary?.id ?? null
      if (!isEmptyScenario(useAssumptionsStore.getState().scenario)) keep()
    }
  })
  globalThis.window.addEventListener('pagehide', flush)
}

function open(next: string | null): void {
  flush()
  key = next
  useAssumptionsStore.setState({ scenario: NO_ASSUMPTIONS, state: next === null ? 'kept' : 'loading', error: null })
  reading = next === null ? Promise.resolve() : read(next)
}

/** Reads them again after that failed. */
export function readAgain(): void {
  open(key)
}

async function read(id: string): Promise<void> {
  // The journey may just have been left, and its last change be on its way.
  await keeping
  try {
    const { scenario } = await connection.call('journeys.scenario.get', { id })
    if (key === id && useAssumptionsStore.getState().state === 'loading') useAssumptionsStore.setState({ scenario: scenario ?? NO_ASSUMPTIONS, state: 'kept' })
  } catch (cause) {
    if (key === id) useAssumptionsStore.setState({ state: 'unread', error: asCallError(cause) })
  }
}

/** Resolves when the assumptions of the open journey are here, or cannot be had. */
export function assumptionsRead(): Promise<void> {
  return reading
}

/**
 * Changes the assumptions, and keeps them after a pause. Answers what is wrong with the change, in words; then nothing is changed. `edit`: what Undo calls it, and
 * which edits in a row are one step with it.
 */
export function changeAssumptions(change: (scenario: Scenario) => Scenario, edit = { name: CHANGE_NAME, coalesce: 'assumptions' }): string | undefined {
  const { scenario, state } = useAssumptionsStore.getState()
  if (state === 'loading' || state === 'unread') return undefined
  const next = change(scenario)
  if (next === scenario) return undefined
  const problem = problemOfScenario(next)
  if (problem !== undefined) return problem
  put(next)
  documentStore.getState().applyBeside({ ...edit, aside: backTo(scenario) })
  return undefined
}

/** Takes the assumptions back to `scenario`, and then on again: they are no part of the document, but of its history. */
function backTo(scenario: Scenario): Aside {
  return {
    swap: () => {
      const there = useAssumptionsStore.getState().scenario
      put(scenario)
      return backTo(there)
    },
  }
}

/** Remembers the assumptions as they are now; what it answers takes them back there, also where another journey has been opened since. */
export function rememberAssumptions(): () => void {
  const { scenario } = useAssumptionsStore.getState()
  const { generation } = documentStore.getState()
  const id = key
  return () => {
    if (documentStore.getState().generation === generation || (id !== null && key === id)) changeAssumptions(() => scenario)
    else if (id !== null) keepFor(id, scenario)
  }
}

function put(scenario: Scenario): void {
  useAssumptionsStore.setState({ scenario, state: 'changed', error: null })
  clearTimeout(timer)
  timer = setTimeout(keep, PAUSE_MS)
}

/** Keeps what is not kept yet; what failed is tried again. */
function flush(): void {
  if (timer !== undefined || useAssumptionsStore.getState().state === 'failed') keep()
}

/** Keeps what there is now; a journey that was never saved keeps it in the window. Saves go one after the other. */
export function keep(): void {
  clearTimeout(timer)
  timer = undefined
  const id = key
  const { scenario } = useAssumptionsStore.getState()
  if (id === null) return
  useAssumptionsStore.setState({ state: 'keeping' })
  keepFor(id, scenario)
}

function keepFor(id: string, scenario: Scenario): void {
  const isStillIt = () => key === id && useAssumptionsStore.getState().scenario === scenario
  keeping = keeping.then(async () => {
    try {
      await connection.call('journeys.scenario.save', { id, text: isEmptyScenario(scenario) ? null : textOfScenario(scenario) })
      if (isStillIt()) useAssumptionsStore.setState({ state: 'kept', error: null })
    } catch (cause) {
      const error = asCallError(cause)
      if (isStillIt()) useAssumptionsStore.setState({ state: 'failed', error })
      notify(errorInWords(error), 'error', assumeText('notSavedNote'))
    }
  })
}

/** What a run is asked to assume, and as which platform it is to run; by our own rules where there is none. */
export interface RunAssumptions { scenario?: Scenario; assume?: Assume; dialect?: DialectId }

/** What the next run of the open journey takes. */
export function runAssumptions(): RunAssumptions {
  const { document } = documentStore.getState()
  const { off, take } = useTakeStore.getState()
  return assumptionsOf(useAssumptionsStore.getState().scenario, off[document.id] === true, take[document.id], useUiStore.getState().rehearseAs[document.id])
}

/** The same for a component; to be compared by `sameAssumptions`. */
export function useRunAssumptions(): RunAssumptions {
  const id = useDocumentStore((state) => state.document.id)
  const scenario = useAssumptionsStore((state) => state.scenario)
  const isOff = useTakeStore((state) => state.off[id] === true)
  const take = useTakeStore((state) => state.take[id])
  const dialect = useUiStore((state) => state.rehearseAs[id])
  return assumptionsOf(scenario, isOff, take, dialect)
}

function assumptionsOf(scenario: Scenario, isOff: boolean, take: Assume = 'middle', dialect: DialectId | undefined): RunAssumptions {
  const as = dialect === undefined ? {} : { dialect }
  if (isOff || isEmptyScenario(scenario)) return as
  return (scenario.responses ?? []).length === 0 ? { scenario, ...as } : { scenario, assume: take, ...as }
}

/** True if two runs with them are the same run. What a scenario is called is no part of that. */
export function sameAssumptions(a: RunAssumptions, b: RunAssumptions): boolean {
  const said = ({ scenario, assume = 'middle' }: RunAssumptions) => {
    if (scenario === undefined) return ''
    const { name: _name, mode = 'whatIf', ...rest } = scenario
    return JSON.stringify([rest.webhooks ?? {}, rest.responses ?? [], mode, assume])
  }
  return a.dialect === b.dialect && said(a) === said(b)
}
