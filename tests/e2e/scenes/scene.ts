import type { Page } from '@playwright/test'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'

/** The window behind either door, at its start screen with an empty workspace. */
export interface Stage {
  page: Page
  kind: 'browser' | 'desktop'
  /** A folder of this scene, gone afterwards. */
  folder: string
  /** The open journey as "Save as file" writes it, places included. */
  document(): Promise<JourneyDocument>
  /** What the window hands over as a file when that is done: a download, or what a save dialog was answered for. */
  saved(act: () => Promise<void>): Promise<SavedFile>
}

export interface SavedFile { name: string; content: Buffer }

/** What a person does in the window and sees there. A scene is played in Chromium through `rehearse serve` and in the desktop app. */
export interface Scene {
  /** A sentence: what holds when it passes. */
  name: string
  /** The one door it is played in: of two scenes that do the same by mouse and by keyboard each has one, and so has what takes longest. */
  only?: Stage['kind']
  play(stage: Stage): Promise<void>
}

/** The scenes of an area that are played in that door. */
export function playedIn(door: Stage['kind'], scenes: readonly Scene[]): readonly Scene[] {
  return scenes.filter(({ only }) => only === undefined || only === door)
}
