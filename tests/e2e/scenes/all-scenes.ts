import { GESTURES_SCENES } from './gestures.ts'
import { BANDS_SCENES } from './bands.ts'
import { CONDITION_SCENES } from './conditions.ts'
import { VERSIONS_SCENES } from './versions.ts'
import { COMMAND_SCENES, FIND_SCENES, OUTLINE_SCENES, PROBLEM_SCENES, SEVERAL_SCENES } from './outline.ts'
import { MESSAGE_SCENES } from './message.ts'
import { NEWCOMER_SCENES } from './newcomer.ts'
import type { Scene } from './scene.ts'

/** Every scene, by area. */
export const SCENES: Readonly<Record<string, readonly Scene[]>> = {
  'stages, notes and comments': BANDS_SCENES,
  'a first journey': NEWCOMER_SCENES,
  gestures: GESTURES_SCENES,
  versions: VERSIONS_SCENES,
  outline: OUTLINE_SCENES,
  find: FIND_SCENES,
  'several messages': SEVERAL_SCENES,
  problems: PROBLEM_SCENES,
  commands: COMMAND_SCENES,
  messages: MESSAGE_SCENES,
  conditions: CONDITION_SCENES,
}
