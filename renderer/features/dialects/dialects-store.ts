import { create } from 'zustand'
import type { CallError, MethodOutput } from '../../../engine/api/contract.ts'
import type { DialectId } from '../../../engine/core/dialect/dialect-id.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'

export type DialectView = MethodOutput<'dialects.list'>[number]
export type ComparedDialects = MethodOutput<'dialects.compare'>

interface DialectsState {
  isOpen: boolean
  /** What each platform does otherwise with the journey `document`; null while that is asked. */
  views: { document: JourneyDocument; list: readonly DialectView[] } | null
  /** What came of it: `asked` names journey, data and assumptions. */
  compared: { asked: string; answer: ComparedDialects } | null
  jobId: string | null
  isStopped: boolean
  error: CallError | null
  opened: DialectId | null
}

/** The journey as other platforms would run it, side by side. */
export const useDialectsStore = create<DialectsState>()(() => ({ isOpen: false, views: null, compared: null, jobId: null, isStopped: false, error: null, opened: null }))
