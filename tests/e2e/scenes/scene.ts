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
}

/** What a person does in the window and sees there. Every scene is played in Chromium through `rehearse serve` and in the desktop app. */
export interface Scene {
  /** A sentence: what holds when it passes. */
  name: string
  play(stage: Stage): Promise<void>
}
