import type { DialectId } from '../dialect/dialect-id.ts'
import type { Winner } from './auto-winner.ts'
import type { LogOptions } from '../playback/run-log.ts'
import type { Channel } from '../model/steps/message.ts'
import type { PressureTally } from './pressure.ts'
import type { ResponseFigures } from './responses/response-figures.ts'
import type { SimulationResult } from './result.ts'
import type { Scenario } from './scenario.ts'
import type { SuppressionReason } from './tally.ts'

/** What a run is asked to do besides the journey and the dataset. Instants are epoch ms. */
export interface RunOptions {
  /** Only what happens at or after it enters; default: the dataset's first instant. */
  from?: number | undefined
  /** What is due at or before it acts, nothing later; default: the dataset's last instant. */
  until?: number | undefined
  seed?: number | undefined
  /** Attributes (or trigger properties) to break the figures down by. */
  breakDown?: readonly string[] | undefined
  /** Keep one record a message. */
  collectMessages?: boolean | undefined
  /** Digests of the documents, in their order, put into the results as given. */
  journeyDigests?: readonly string[] | undefined
  /** Assumptions of the run: webhook answers, and how people respond to messages. */
  scenario?: Scenario | undefined
  /** Which end of the scenario's ranges is taken; default: the middle. */
  assume?: 'low' | 'middle' | 'high' | undefined
  /** As which platform would run it: what the program was lowered with, so that the result says so. Absent: by our own rules. */
  dialect?: DialectId | undefined
  /** Count message pressure and collisions, too. */
  pressure?: boolean | undefined
  /** Write down every count, on the kernel: see playback/run-log.ts. */
  log?: LogOptions | undefined
}

/** One message that was sent or suppressed. `path` names the variants the instance had taken by then, as `split=variant`, joined by `/`. */
export interface MessageRecord {
  profileId: string
  journeyId: string
  stepId: string
  channel: Channel
  at: number
  status: 'sent' | 'suppressed'
  reason: string
  path: string
}

/** The figures of a run: `result.json` without what depends on the engine and the machine. */
export type RunFigures = Omit<SimulationResult, 'engine' | 'engineVersion' | 'timing' | 'shard'>

/** One journey's run. `responses`: what came of the messages, by the scenario's response model; null without one. */
export interface RunOutput { figures: RunFigures; messages: MessageRecord[]; responses: ResponseFigures | null }

/** Several journeys' run: figures in the order of the documents, messages of all of them by profile, then in the order they were decided. */
export interface JointOutput { figures: RunFigures[]; messages: MessageRecord[]; pressure: PressureTally; responses: ResponseFigures | null; notices: RunNotices }

/**
 * What a run could not take as given: profiles whose `timeZone` attribute, at some time it was asked for, named no known zone; and the attributes
 * it went by that were written down when the data were exported, and so may know the future.
 */
export interface RunNotices { unknownTimeZones: number; attributesAsOfExport?: string[] | undefined; winners?: Winner[] | undefined }

/** One thing that happened to one instance; `instance` counts a profile's starts in its journey from 1, `journey` is there when several run together. */
export type TraceEntry = { at: number; profileId: string; instance: number; journey?: string } & (
  | { what: 'start'; entry: string }
  | { what: 'enter'; step: string }
  | { what: 'leave'; step: string; port: string }
  | { what: 'message'; step: string; status: 'sent' }
  | { what: 'message'; step: string; status: 'suppressed'; reason: SuppressionReason }
  | { what: 'goal'; goal: string; creditedTo: string }
  | { what: 'end'; step: string; outcome: string }
)
