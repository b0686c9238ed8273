import type { Channel } from '../model/steps/message.ts'
import type { SimulationResult } from './result.ts'

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
  /** Digest of the document, put into the result as given. */
  journeyDigest?: string | undefined
}

/** One message that was sent or suppressed. `path` names the variants the instance had taken by then, as `split=variant`, joined by `/`. */
export interface MessageRecord {
  profileId: string
  stepId: string
  channel: Channel
  at: number
  status: 'sent' | 'suppressed'
  reason: string
  path: string
}

/** The figures of a run: `result.json` without what depends on the engine and the machine. */
export type RunFigures = Omit<SimulationResult, 'engine' | 'engineVersion' | 'timing' | 'shard'>

export interface RunOutput { figures: RunFigures; messages: MessageRecord[] }

/** One thing that happened to one instance; `instance` counts a profile's starts from 1. */
export type TraceEntry = { at: number; profileId: string; instance: number } & (
  | { what: 'start'; entry: string }
  | { what: 'enter'; step: string }
  | { what: 'leave'; step: string; port: string }
  | { what: 'message'; step: string; status: 'sent' | 'suppressed' }
  | { what: 'goal'; goal: string; creditedTo: string }
  | { what: 'end'; step: string; outcome: string }
)
