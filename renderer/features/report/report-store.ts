import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { CallError, MethodOutput, RunSummary } from '../../../engine/api/contract.ts'
import type { SimulationResult } from '../../../engine/core/simulate/result.ts'
import type { FinishedRun } from '../../stores/run-store.ts'
import { inOrder, moved, SECTIONS, type SectionId } from './report-sections.ts'

export type RunReport = MethodOutput<'runs.report'>

/** Something a report asks the engine for. */
export type Asked<T> = { state: 'asking'; jobId: string } | { state: 'stopped' } | { state: 'failed'; error: CallError } | { state: 'there'; answer: T }

interface ReportState {
  /** The run the report is of, if another one was chosen than the one on the canvas. */
  chosen: FinishedRun | null
  runs: readonly RunSummary[]
  /** By run id. */
  reports: Readonly<Record<string, Asked<RunReport>>>
  /** By run id and attributes. */
  groups: Readonly<Record<string, Asked<SimulationResult['breakdowns']>>>
  /** What the run's document is called in the workspace, by run id; null where it was never saved. */
  versions: Readonly<Record<string, { version: number; label: string | null } | null>>
  /** Attributes of the people and properties of triggers, by dataset id. */
  attributes: Readonly<Record<string, readonly string[]>>
  flowBy: 'stages' | 'steps'
  order: readonly string[]
  off: readonly string[]
  /** By a journey's own id. */
  comments: Readonly<Record<string, string>>
  breakDown: Readonly<Record<string, readonly string[]>>
  toggle(section: SectionId): void
  move(section: SectionId, by: -1 | 1): void
  reset(): void
  comment(journeyId: string, text: string): void
  chooseBreakDown(journeyId: string, attributes: readonly string[]): void
}

/** What is said in a report and how it is laid out is remembered on this machine; what the engine answers is not. */
export const useReportStore = create<ReportState>()(
  persist(
    (set, get) => ({
      chosen: null,
      runs: [],
      reports: {},
      groups: {},
      versions: {},
      attributes: {},
      flowBy: 'stages',
      order: SECTIONS,
      off: [],
      comments: {},
      breakDown: {},
      toggle: (section) => set(({ off }) => ({ off: off.includes(section) ? off.filter((id) => id !== section) : [...off, section] })),
      move: (section, by) => set({ order: moved(inOrder(get().order), section, by) }),
      reset: () => set({ order: SECTIONS, off: [] }),
      comment: (journeyId, text) => set(({ comments }) => ({ comments: { ...comments, [journeyId]: text } })),
      chooseBreakDown: (journeyId, attributes) => set(({ breakDown }) => ({ breakDown: { ...breakDown, [journeyId]: attributes } })),
    }),
    { name: 'rehearsal-report', partialize: ({ order, off, comments, breakDown, flowBy }) => ({ order, off, comments, breakDown, flowBy }) },
  ),
)
