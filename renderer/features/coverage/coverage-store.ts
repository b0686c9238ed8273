import { create } from 'zustand'
import type { CallError, MethodOutput } from '../../../engine/api/contract.ts'
import type { Coverage } from '../../../engine/core/coverage/coverage.ts'
import type { Way } from '../../../engine/core/coverage/way.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import type { FinishedRun } from '../../stores/run-store.ts'

export type Made = MethodOutput<'coverage.make'>

interface CoverageState {
  /** The run whose ways were counted, or are being counted. */
  run: FinishedRun | null
  coverage: Coverage | null
  error: CallError | null
  onlyMissing: boolean
  /** Cards with ways that nobody went are marked on the canvas. */
  isMarked: boolean
  /** The work that is making people up. */
  makingJob: string | null
  made: Made | null
  /** The document they were made for. */
  madeFor: JourneyDocument | null
  makeError: CallError | null
  /** Who was kept as a test case, by place in the list. */
  kept: ReadonlySet<number>
}

export const NOTHING_MADE = { makingJob: null, made: null, madeFor: null, makeError: null, kept: new Set<number>() }

/** Which ways of the journey were gone, and people made up for the others. Neither saved nor undone. */
export const useCoverageStore = create<CoverageState>()(() => ({ run: null, coverage: null, error: null, onlyMissing: true, isMarked: false, ...NOTHING_MADE }))

/** The card a way is drawn at, as the canvas names it; null for goals and exits, which have none. */
export function nodeOfWay(way: Way): string | null {
  if (way.kind === 'entry') return `entry:${way.entry}`
  return way.kind === 'port' || way.kind === 'text' ? way.step : null
}

/** How many ways of each card nobody went, and which. */
export function missingByNode({ ways }: Coverage): Map<string, Way[]> {
  const byNode = new Map<string, Way[]>()
  for (const { way, count } of ways) {
    const nodeId = nodeOfWay(way)
    if (count === 0 && nodeId !== null) byNode.set(nodeId, [...(byNode.get(nodeId) ?? []), way])
  }
  return byNode
}
