import { create } from 'zustand'
import type { CallError } from '../../engine/api/contract.ts'
import type { FinishedRun } from './run-store.ts'

/** A stretch of virtual time, epoch ms. */
export interface Stretch { from: number; until: number }

interface PlaybackState {
  /** The run whose log is read and can be played; null until it was needed. */
  run: FinishedRun | null
  /** The log is being read, by this job. */
  reading: { jobId: string } | null
  /** Why the log could not be read. */
  problem: CallError | null
  /** The instant that is shown, epoch ms, every frame while it moves; null: the whole run. */
  at: number | null
  isPlaying: boolean
  /** Virtual ms a second; null: as suits the run's length. */
  speed: number | null
  isLooping: boolean
  /** What is looped if not the whole run. */
  stretch: Stretch | null
  /** How many people one dot on the canvas stands for just now. */
  peopleADot: number
  /** The rows of the log that the last step passed; null if it was no step. */
  stepped: { from: number; until: number } | null
}

/** Where playback of the run that is shown stands. Neither saved nor undone. */
export const usePlaybackStore = create<PlaybackState>()(() => ({
  run: null, reading: null, problem: null, at: null, isPlaying: false, speed: null, isLooping: false, stretch: null, peopleADot: 1, stepped: null,
}))
