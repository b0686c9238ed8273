import type { ReactNode } from 'react'
import type { FinishedRun } from '../../stores/run-store.ts'
import type { ResultTab } from '../../stores/ui-store.ts'
import { useWorkspaceStore } from '../../stores/workspace-store.ts'
import { CasesTab } from '../cases/cases-tab.tsx'
import { CoverageTab } from '../coverage/coverage-tab.tsx'
import { DoubtTab } from '../doubt/doubt-tab.tsx'
import { OnePersonTab } from '../explain/one-person-tab.tsx'
import { PeopleTab } from '../people/people-tab.tsx'
import { FunnelTab } from './funnel-tab.tsx'
import { GoalsTab } from './goals-tab.tsx'
import { MessagesTab, messageSteps } from './messages-tab.tsx'
import { SplitsTab, dealtSteps } from './splits-tab.tsx'
import { simulationText } from './texts.ts'
import { TogetherTab } from './together-tab.tsx'
import { CompareTab } from '../compare-runs/compare-tab.tsx'
import { ImpactTab } from '../flight/impact-tab.tsx'
import { WhatIfTab } from '../what-if/what-if-tab.tsx'

/** What one asks of a run: what came out, who the people are, what would be if. */
export type ResultGroup = 'results' | 'people' | 'whatIf'
export const RESULT_GROUPS: readonly ResultGroup[] = ['results', 'people', 'whatIf']

/** A place of the results. `shown` is the run with the figures of the instant that is played, `whole` the run itself. */
export interface ResultPlace {
  id: ResultTab
  group: ResultGroup
  label: Parameters<typeof simulationText>[0]
  /** Left out: it is always there. */
  isThere?(run: FinishedRun): boolean
  show(shown: FinishedRun, whole: FinishedRun): ReactNode
}

/** Are there journeys that could run beside the open one? */
function hasOthers(): boolean {
  return (useWorkspaceStore.getState().journeys?.length ?? 0) > 1
}

/** Every place of the results, in the order of the tabs. */
export const RESULT_PLACES: readonly ResultPlace[] = [
  { id: 'funnel', group: 'results', label: 'funnelTab', show: (run) => <FunnelTab run={run} /> },
  { id: 'goals', group: 'results', label: 'goalsTab', isThere: ({ result }) => Object.keys(result.goals).length > 0, show: (run) => <GoalsTab run={run} /> },
  { id: 'splits', group: 'results', label: 'splitsTab', isThere: ({ document, result }) => dealtSteps(document, result).length > 0, show: (run) => <SplitsTab run={run} /> },
  { id: 'messages', group: 'results', label: 'messagesTab', isThere: ({ document }) => messageSteps(document).length > 0, show: (run) => <MessagesTab run={run} /> },
  { id: 'together', group: 'results', label: 'togetherTab', isThere: ({ together }) => together.length > 0 || hasOthers(), show: (_, run) => <TogetherTab run={run} /> },
  { id: 'coverage', group: 'results', label: 'coverageTab', show: (_, run) => <CoverageTab run={run} /> },
  { id: 'people', group: 'people', label: 'peopleTab', show: (_, run) => <PeopleTab run={run} /> },
  { id: 'person', group: 'people', label: 'personTab', show: (_, run) => <OnePersonTab run={run} /> },
  { id: 'cases', group: 'people', label: 'casesTab', show: () => <CasesTab /> },
  { id: 'whatIf', group: 'whatIf', label: 'whatIfTab', show: (_, run) => <WhatIfTab run={run} /> },
  { id: 'compare', group: 'whatIf', label: 'compareTab', show: (_, run) => <CompareTab run={run} /> },
  { id: 'impact', group: 'whatIf', label: 'impactTab', show: (_, run) => <ImpactTab run={run} /> },
  { id: 'doubt', group: 'whatIf', label: 'doubtTab', show: (_, run) => <DoubtTab run={run} /> },
]

/** The place of that name if the run has it, else the first of its group. */
export function placeShown(run: FinishedRun, tab: ResultTab): ResultPlace {
  const there = RESULT_PLACES.filter(({ isThere }) => isThere?.(run) ?? true)
  const group = RESULT_PLACES.find(({ id }) => id === tab)?.group
  return there.find(({ id }) => id === tab) ?? there.find((place) => place.group === group) ?? there[0]!
}
