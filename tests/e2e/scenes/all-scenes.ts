import { GESTURES_SCENES } from './gestures.ts'
import { BANDS_SCENES } from './bands.ts'
import { CONDITION_SCENES } from './conditions.ts'
import { COVERAGE_SCENES } from './coverage.ts'
import { DIALECT_SCENES } from './dialects.ts'
import { DOUBT_SCENES } from './doubt.ts'
import { PEOPLE_SCENES } from './people.ts'
import { PLAYBACK_SCENES } from './playback.ts'
import { VERSIONS_SCENES } from './versions.ts'
import { COMMAND_SCENES, FIND_SCENES, OUTLINE_SCENES, PROBLEM_SCENES, SEVERAL_SCENES } from './outline.ts'
import { FORECAST_SCENES } from './forecast.ts'
import { MESSAGE_SCENES } from './message.ts'
import { NEWCOMER_SCENES } from './newcomer.ts'
import { ONE_PERSON_SCENES } from './one-person.ts'
import { PRESENT_SCENES } from './present.ts'
import { PUBLISH_SCENES } from './publish.ts'
import { REHEARSING_SCENES } from './rehearsing.ts'
import { REPORT_SCENES } from './report.ts'
import { SETTINGS_SCENES } from './settings.ts'
import { FIRST_RUN_SCENES } from './first-run.ts'
import { FLIGHT_SCENES } from './flight.ts'
import { TOGETHER_SCENES } from './together.ts'
import type { Scene } from './scene.ts'
import { WHAT_IF_SCENES } from './what-if.ts'

/** Every scene, by area. */
export const SCENES: Readonly<Record<string, readonly Scene[]>> = {
  'first run': FIRST_RUN_SCENES,
  'stages, notes and comments': BANDS_SCENES,
  'a first journey': NEWCOMER_SCENES,
  'rehearsing a funnel': REHEARSING_SCENES,
  gestures: GESTURES_SCENES,
  versions: VERSIONS_SCENES,
  outline: OUTLINE_SCENES,
  find: FIND_SCENES,
  'several messages': SEVERAL_SCENES,
  problems: PROBLEM_SCENES,
  commands: COMMAND_SCENES,
  messages: MESSAGE_SCENES,
  conditions: CONDITION_SCENES,
  'one person': ONE_PERSON_SCENES,
  report: REPORT_SCENES,
  presentation: PRESENT_SCENES,
  'people behind numbers': PEOPLE_SCENES,
  playback: PLAYBACK_SCENES,
  coverage: COVERAGE_SCENES,
  doubt: DOUBT_SCENES,
  'what if': WHAT_IF_SCENES,
  flight: FLIGHT_SCENES,
  together: TOGETHER_SCENES,
  dialects: DIALECT_SCENES,
  publishing: PUBLISH_SCENES,
  forecast: FORECAST_SCENES,
  settings: SETTINGS_SCENES,
}
