import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { msInWords } from '../../i18n/in-words.ts'
import { people, share } from '../../i18n/numbers.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { heatLevels, METRICS, type Heat, type Metric } from './heat-levels.ts'

interface HeatState {
  /** What the cards are coloured by; null: they are not. */
  metric: Metric | null
  /** What it was last, to come back to. */
  last: Metric
  nodes: Readonly<Record<string, Heat>>
  most: number
  isMenuOpen: boolean
}

/** How the cards are coloured; which metric is remembered on this machine. */
export const useHeatStore = create<HeatState>()(
  persist((): HeatState => ({ metric: null, last: 'dropOff', nodes: {}, most: 0, isMenuOpen: false }), {
    name: 'rehearsal-heat',
    partialize: ({ metric, last }) => ({ metric, last }),
    merge: (stored, state) => {
      const known = (value: unknown): Metric | undefined => METRICS.find((one) => one === value)
      const { metric, last } = (stored ?? {}) as { metric?: unknown; last?: unknown } // as: whatever a browser kept
      return { ...state, metric: known(metric) ?? null, last: known(last) ?? state.last }
    },
  }),
)

/** A card's heat; undefined where there is none to show. */
export function useHeat(nodeId: string): Heat | undefined {
  return useHeatStore(({ metric, nodes }) => (metric !== null && Object.hasOwn(nodes, nodeId) ? nodes[nodeId] : undefined))
}

export function heatOf(nodeId: string): Heat | undefined {
  const { metric, nodes } = useHeatStore.getState()
  return metric !== null && Object.hasOwn(nodes, nodeId) ? nodes[nodeId] : undefined
}

export function chooseHeat(metric: Metric | null): void {
  useHeatStore.setState({ metric, ...(metric === null ? {} : { last: metric }) })
  refresh()
}

/** Colours the cards by what they were coloured by last, or takes the colour away. */
export function toggleHeat(): void {
  const { metric, last } = useHeatStore.getState()
  chooseHeat(metric === null ? last : null)
}

/** A value of the metric, as people read it. */
export function heatInWords(metric: Metric, value: number): string {
  if (metric === 'share' || metric === 'suppressed') return share(value)
  return metric === 'dwell' ? msInWords(Math.round(value)) : people(value)
}

function refresh(): void {
  const { metric } = useHeatStore.getState()
  useHeatStore.setState(metric === null ? { nodes: {}, most: 0 } : heatLevels(metric, useRunStore.getState().figures))
}

useRunStore.subscribe(({ figures }, before) => {
  if (figures !== before.figures && useHeatStore.getState().metric !== null) refresh()
})

if (useHeatStore.getState().metric !== null) refresh()
