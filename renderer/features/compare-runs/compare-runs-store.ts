import { create } from 'zustand'
import type { CallError, JourneyVersion, MethodOutput } from '../../../engine/api/contract.ts'
import type { DialectId } from '../../../engine/core/dialect/dialect-id.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import type { Differences } from '../../../engine/core/report/differences.ts'

/** What one side is: the run that is shown, the same as a platform would run it (null: by our own rules), the journey as it is open, one of its versions, or a run that was kept. */
export type Side = { kind: 'shown' } | { kind: 'as'; dialect: DialectId | null } | { kind: 'open' } | { kind: 'version'; version: number } | { kind: 'run'; id: string }

/** Which assumptions a side takes: its own, none, or its own at one end of their ranges. */
export type Assumptions = 'own' | 'none' | 'low' | 'middle' | 'high'

export interface Compared {
  before: JourneyDocument
  after: JourneyDocument
  differences: Differences
  /** Null while people are still being paired. */
  paired: MethodOutput<'whatIf.paired'> | null
  /** True if a side's figures rest on assumed or learned responses. */
  isAssumed: boolean
}

interface CompareRunsState {
  /** The journey that was open when the sides were chosen: see the document store. */
  generation: number
  sides: { before: Side; after: Side } | null
  assumptions: { before: Assumptions; after: Assumptions }
  versions: readonly JourneyVersion[]
  compared: Compared | null
  /** The work that is under way. */
  jobId: string | null
  isStopped: boolean
  error: CallError | null
  query: string
  onlyChanged: boolean
  sort: { by: 'order' | 'change' | 'relative'; isFalling: boolean }
}

/** Two runs side by side. What is chosen stays while the window is open. */
export const useCompareRunsStore = create<CompareRunsState>()(() => ({
  generation: -1, sides: null, assumptions: { before: 'own', after: 'own' }, versions: [], compared: null, jobId: null, isStopped: false, error: null, query: '', onlyChanged: true, sort: { by: 'order', isFalling: false },
}))
