import { create } from 'zustand'
import type { Box } from '../../document/layout.ts'

interface BandState {
  /** The stage whose border can be dragged; null when none is chosen. */
  selected: string | null
  /** The stage whose name is being written on the canvas. */
  renaming: string | null
  /** The stage whose menu is open. */
  menu: string | null
  /** Where bands are drawn while something is dragged, by stage; the document knows nothing of it yet. */
  live: Readonly<Record<string, Box>>
  /** The stage that what is dragged would join. */
  lit: string | null
}

/** What is going on with the stages on the canvas, between two edits. */
export const useBandStore = create<BandState>()(() => ({ selected: null, renaming: null, menu: null, live: {}, lit: null }))

export function selectBand(stageId: string | null): void {
  if (useBandStore.getState().selected !== stageId) useBandStore.setState({ selected: stageId })
}

/** Starts to write a stage's name where it stands. */
export function startRenaming(stageId: string): void {
  useBandStore.setState({ renaming: stageId, selected: stageId })
}

/** Bands are drawn where the document says again. */
export function endBandDrag(): void {
  const { live, lit } = useBandStore.getState()
  if (lit !== null || Object.keys(live).length > 0) useBandStore.setState({ live: {}, lit: null })
}
