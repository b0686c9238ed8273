import { create } from 'zustand'
import type { CallError, MethodOutput } from '../../../engine/api/contract.ts'
import type { PeopleOf } from '../../../engine/api/log-methods.ts'
import { connection } from '../../bridge/connection.ts'
import { asCallError } from '../../document/save.ts'
import { cancelJob, forgetJob } from '../../stores/job-store.ts'
import { questionOf } from '../../stores/run-question.ts'
import { useRunStore, type FinishedRun } from '../../stores/run-store.ts'
import { useUiStore, type ResultTab } from '../../stores/ui-store.ts'
import { CANCELLED } from '../simulation/run.ts'

export type CountedPerson = MethodOutput<'runs.people'>['list'][number]

/** A number whose people are asked for: of which run, and up to which instant if not its end. */
export interface AskedNumber { run: FinishedRun; of: PeopleOf; until: number | null }

interface PeopleState {
  asked: AskedNumber | null
  /** Different people, and how often they were counted; null until it is known. */
  counted: { people: number; times: number } | null
  /** Those loaded so far of the `found` whose id has `like` in it. */
  list: readonly CountedPerson[]
  found: number
  like: string
  /** The job of the question that is being answered. */
  asking: string | null
  error: CallError | null
  /** Place in the list of who is looked at, or would be. */
  at: number
  /** Whose story is shown from this list. */
  isWalking: boolean
  /** Where the number was pressed. */
  from: { tab: ResultTab; isOpen: boolean; focus: Element | null }
}

const NOTHING = { asked: null, counted: null, list: [], found: 0, like: '', asking: null, error: null, at: 0, isWalking: false }

/** The people behind one number of a run. Neither saved nor undone. */
export const usePeopleStore = create<PeopleState>()(() => ({ ...NOTHING, from: { tab: 'funnel', isOpen: true, focus: null } }))

/** People asked for at once. */
export const PAGE = 500

/** Lists who is behind a number of the figures that are shown, in the results. */
export async function showPeople(of: PeopleOf): Promise<void> {
  const { latest: run, moment } = useRunStore.getState()
  if (run === null) return
  const { resultsTab, resultsOpen } = useUiStore.getState()
  const focus = globalThis.document.activeElement
  const isWithin = resultsTab === 'people' && resultsOpen
  usePeopleStore.setState({
    ...NOTHING,
    asked: { run, of, until: moment?.at ?? null },
    from: isWithin ? usePeopleStore.getState().from : { tab: resultsTab, isOpen: resultsOpen, focus: focus instanceof HTMLElement || focus instanceof SVGElement ? focus : null },
  })
  useUiStore.setState({ resultsOpen: true, resultsTab: 'people' })
  await load(0)
}

/** The same number of another run, as after an edit. */
export function askAgainOf(run: FinishedRun): void {
  const { asked } = usePeopleStore.getState()
  if (asked === null || asked.run === run) return
  if (asked.run.document.id !== run.document.id) return usePeopleStore.setState(NOTHING)
  usePeopleStore.setState({ ...NOTHING, asked: { run, of: asked.of, until: null } })
  void load(0)
}

export function findPeople(like: string): Promise<void> {
  // What was found before stays until there is something else to show.
  usePeopleStore.setState({ like, at: 0 })
  return load(0)
}

/** The next people of the list, if there are more. */
export async function loadMore(): Promise<void> {
  const { list, found, asking } = usePeopleStore.getState()
  if (asking === null && list.length < found) await load(list.length)
}

export function tryAgain(): Promise<void> {
  return load(usePeopleStore.getState().list.length)
}

export function stopAskingPeople(): void {
  const { asking } = usePeopleStore.getState()
  if (asking !== null) void cancelJob(asking)
}

/** A page of the people behind a number. */
export async function pageOf({ run, of, until }: AskedNumber, more: { like?: string; offset: number; limit: number }, onJob?: (jobId: string) => void): Promise<MethodOutput<'runs.people'>> {
  const question = questionOf(run)
  onJob?.(question.jobId)
  return connection.call('runs.people', { ...question, ...(until === null ? {} : { until }), of, ...more }).finally(() => forgetJob(question.jobId))
}

async function load(offset: number): Promise<void> {
  const { asked, like } = usePeopleStore.getState()
  if (asked === null) return
  const isWanted = () => usePeopleStore.getState().asked === asked && usePeopleStore.getState().like === like
  const before = usePeopleStore.getState().asking
  if (before !== null) void cancelJob(before)
  usePeopleStore.setState({ error: null })
  let own = ''
  try {
    const { people, times, found, list } = await pageOf(asked, { ...(like === '' ? {} : { like }), offset, limit: PAGE }, (jobId) => usePeopleStore.setState({ asking: (own = jobId) }))
    if (isWanted()) usePeopleStore.setState({ counted: { people, times }, found, list: [...usePeopleStore.getState().list.slice(0, offset), ...list] })
  } catch (cause) {
    const error = asCallError(cause)
    if (isWanted() && error.code !== CANCELLED) usePeopleStore.setState({ error })
  } finally {
    if (usePeopleStore.getState().asking === own) usePeopleStore.setState({ asking: null })
  }
}
