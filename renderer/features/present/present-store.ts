import { create } from 'zustand'

interface PresentState {
  /** Below the canvas: the scenes, to be written. */
  isStripOpen: boolean
  /** Full screen, to be shown. */
  isOn: boolean
  /** The scene that is shown, or chosen in the strip, by its place. */
  index: number
  /** Nothing is shown, so that people look at the speaker. */
  isBlack: boolean
  /** Goes on by itself. */
  isRolling: boolean
}

/** Where the presentation stands. Neither saved nor undone. */
export const usePresentStore = create<PresentState>()(() => ({ isStripOpen: false, isOn: false, index: 0, isBlack: false, isRolling: false }))
