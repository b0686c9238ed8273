import type { DatasetCatalogue, DatasetSummary } from '../../../engine/api/contract.ts'
import type { Where } from '../../../engine/core/model/condition.ts'
import { create } from 'zustand'

export type QuestionKind = 'funnel' | 'next' | 'retention' | 'after'

/** `none`, a period, or `attribute:` and its name. */
export type BreakDownChoice = 'none' | 'day' | 'week' | 'month' | `attribute:${string}`

export const ANY_EVENT = '*'

/** An event of the data, and what it has to be like (undefined: anything). */
export interface ChosenEvent {
  event: string
  where?: Where | undefined
}

/** A step keeps its key when it is moved, so that the keyboard stays on it. */
export interface FunnelStep extends ChosenEvent {
  key: string
}

/** What the person has chosen; durations are ISO 8601 texts, undefined for none. */
export interface ExploreForms {
  kind: QuestionKind
  funnel: { steps: readonly FunnelStep[]; window: string | undefined; between: 'anything' | 'nothing'; breakDown: BreakDownChoice }
  next: { start: ChosenEvent; next: ChosenEvent; starts: 'first' | 'every'; timeout: string | undefined; breakDown: BreakDownChoice }
  retention: { start: ChosenEvent; returns: ChosenEvent; unit: 'day' | 'week'; periods: number; breakDown: BreakDownChoice }
  after: { event: ChosenEvent; starts: 'first' | 'every'; horizon: number; order: 'usual' | 'lift' }
}

/** What was asked of each dataset last, as long as the window lives. */
export const useFormsStore = create<{ forms: Readonly<Record<string, ExploreForms>> }>()(() => ({ forms: {} }))

export function changeForm<K extends keyof ExploreForms>(datasetId: string, part: K, change: (value: ExploreForms[K]) => ExploreForms[K]): void {
  useFormsStore.setState(({ forms }) => {
    const before = forms[datasetId]
    return before === undefined ? {} : { forms: { ...forms, [datasetId]: { ...before, [part]: change(before[part]) } } }
  })
}

export function beginForms(dataset: DatasetSummary, catalogue: DatasetCatalogue): void {
  if (useFormsStore.getState().forms[dataset.id] !== undefined) return
  useFormsStore.setState(({ forms }) => ({ forms: { ...forms, [dataset.id]: firstForms(dataset, catalogue) } }))
}

let keys = 0

/** A new step of a funnel. */
export function funnelStep(event: string): FunnelStep {
  return { key: `step-${++keys}`, event }
}

const DAY_MS = 86_400_000
const FUNNEL_STEPS = 4
/** An event that fewer did is not offered by itself. */
const LEAST_SHARE = 0.002

/**
 * Questions to begin with, so that there is something to see and to change at once: the events that most people do, the one done once a person
 * before one done often, which is how people tend to pass through them. With a single event: that event, and again.
 */
export function firstForms({ from, to, profiles }: Pick<DatasetSummary, 'from' | 'to' | 'profiles'>, { events }: Pick<DatasetCatalogue, 'events'>): ExploreForms {
  const usual = events
    .filter((event) => !event.name.startsWith('$') && event.profiles >= LEAST_SHARE * profiles)
    .sort((a, b) => b.profiles - a.profiles || a.count - b.count)
    .map(({ name }) => name)
  const [first = events[0]?.name ?? ANY_EVENT, ...others] = usual
  const steps = [first, ...(others.length === 0 ? [first] : others)].slice(0, FUNNEL_STEPS)
  const days = (to - from) / DAY_MS
  const unit = days >= 56 ? 'week' : 'day'
  return {
    kind: 'funnel',
    funnel: { steps: steps.map(funnelStep), window: days >= 21 ? 'P14D' : 'P7D', between: 'anything', breakDown: 'none' },
    next: { start: { event: first }, next: { event: steps[1] ?? first }, starts: 'first', timeout: undefined, breakDown: 'none' },
    retention: { start: { event: ANY_EVENT }, returns: { event: ANY_EVENT }, unit, periods: unit === 'week' ? 12 : Math.max(1, Math.min(14, Math.floor(days))), breakDown: cohortsOf(days) },
    after: { event: { event: first }, starts: 'first', horizon: 1, order: 'usual' },
  }
}

/** Cohorts few enough to look at. */
function cohortsOf(days: number): BreakDownChoice {
  return days < 14 ? 'day' : days <= 112 ? 'week' : 'month'
}
