import { create } from 'zustand'
import type { CallError } from '../../../engine/api/contract.ts'
import { useRunStore, type FinishedRun } from '../../stores/run-store.ts'

/** What goes along into a web page of a run. */
export interface PageChoices { texts: boolean; notes: boolean; comments: boolean; exactTimes: boolean; present: boolean }

/** A page that was made. `path`: where it is; null where a browser has put it among its downloads. */
export interface MadePage { fileName: string; path: string | null; bytes: number; unitMs: number; walkers: number; of: number }

interface HtmlState {
  isOpen: boolean
  /** The run that is to be saved, if another one than the one on the canvas. */
  of: FinishedRun | null
  choices: PageChoices
  making: { jobId: string; cancelling: boolean } | null
  made: MadePage | null
  error: CallError | null
}

/** Saving a run as a web page. Neither saved nor undone. */
export const useHtmlStore = create<HtmlState>()(() => ({
  isOpen: false, of: null, choices: { texts: true, notes: false, comments: false, exactTimes: false, present: false }, making: null, made: null, error: null,
}))

/** The run that is to be saved; null while there is none. */
export function useRunToSave(): FinishedRun | null {
  const latest = useRunStore((state) => state.latest)
  return useHtmlStore((state) => state.of) ?? latest
}
