import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { DialectId } from '../../engine/core/dialect/dialect-id.ts'
import type { ThemeChoice } from '../../engine/api/desktop.ts'

export type Page = 'start' | 'editor' | 'data' | 'segments' | 'report' | 'publish' | 'settings'
export type LeftTab = 'steps' | 'outline' | 'problems'
export type ResultTab = 'funnel' | 'goals' | 'splits' | 'messages' | 'together' | 'people' | 'person' | 'whatIf' | 'compare' | 'impact' | 'doubt' | 'coverage' | 'cases'
export type Dialog = 'shortcuts' | 'checks' | 'publishing' | 'about' | 'saveConflict' | null

export interface Selection {
  nodeIds: readonly string[]
  edgeIds: readonly string[]
}

interface UiState {
  page: Page
  theme: ThemeChoice
  /** Asked for here; a system that asks for more contrast gets it without. */
  highContrast: boolean
  leftOpen: boolean
  leftTab: LeftTab
  inspectorOpen: boolean
  /** CSS pixels; what is shown is never more than leaves the canvas half the window. */
  inspectorWidth: number
  resultsOpen: boolean
  resultsHeight: number
  /** The same while one person is looked at, which takes more room. */
  personHeight: number
  /** What was asked for; a run without splits, say, shows its funnel instead. */
  resultsTab: ResultTab
  minimapOpen: boolean
  dialog: Dialog
  /** By a journey's own id: the keys of the journeys of the workspace it is rehearsed together with. */
  runTogether: Readonly<Record<string, readonly string[]>>
  /** By a journey's own id: the platform it is rehearsed as; by our own rules where there is none. */
  rehearseAs: Readonly<Record<string, DialectId | undefined>>
  selection: Selection
  /** A node the canvas should bring to the middle; `at` makes a second request for the same node a new one. */
  focus: { nodeId: string; at: number } | null
  showPage(page: Page): void
  setTheme(theme: ThemeChoice): void
  select(nodeIds: readonly string[], edgeIds?: readonly string[]): void
  /** Selects a node and brings it to the middle of the canvas. */
  reveal(nodeId: string): void
  openDialog(dialog: Dialog): void
  setRunTogether(journeyId: string, keys: readonly string[]): void
  setRehearseAs(journeyId: string, dialect: DialectId | undefined): void
}

const remembered = ['theme', 'highContrast', 'leftOpen', 'leftTab', 'inspectorOpen', 'inspectorWidth', 'resultsHeight', 'personHeight', 'minimapOpen', 'runTogether', 'rehearseAs'] as const

export const NOTHING_SELECTED: Selection = { nodeIds: [], edgeIds: [] }

/** What is on the screen and where: neither saved with the journey nor undone. Sizes and choices are remembered on this machine. */
export const useUiStore = create<UiState>()(
  persist(
    (set, get) => ({
      page: 'start',
      theme: 'system',
      highContrast: false,
      leftOpen: true,
      leftTab: 'steps',
      inspectorOpen: true,
      inspectorWidth: 360,
      resultsOpen: false,
      resultsHeight: 280,
      personHeight: 480,
      resultsTab: 'funnel',
      minimapOpen: true,
      dialog: null,
      runTogether: {},
      rehearseAs: {},
      selection: NOTHING_SELECTED,
      focus: null,
      showPage: (page) => set({ page }),
      setTheme: (theme) => set({ theme }),
      select: (nodeIds, edgeIds = []) => {
        const { selection } = get()
        if (same(selection.nodeIds, nodeIds) && same(selection.edgeIds, edgeIds)) return
        set({ selection: nodeIds.length + edgeIds.length === 0 ? NOTHING_SELECTED : { nodeIds, edgeIds } })
      },
      reveal: (nodeId) => set({ page: 'editor', selection: { nodeIds: [nodeId], edgeIds: [] }, focus: { nodeId, at: (get().focus?.at ?? 0) + 1 } }),
      openDialog: (dialog) => set({ dialog }),
      setRunTogether: (journeyId, keys) => set({ runTogether: { ...get().runTogether, [journeyId]: keys } }),
      setRehearseAs: (journeyId, dialect) => set({ rehearseAs: { ...get().rehearseAs, [journeyId]: dialect } }),
    }),
    {
      name: 'rehearsal-window',
      partialize: (state) => Object.fromEntries(remembered.map((key) => [key, state[key]])),
    },
  ),
)

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index])
}
