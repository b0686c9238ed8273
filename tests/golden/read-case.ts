import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { JsonValue } from '../../engine/core/json.ts'
import { readJourney } from '../../engine/core/lint/read-journey.ts'
import type { PlainEvent, PlainProfile } from '../../engine/core/model/dataset.ts'
import type { JourneyDocument } from '../../engine/core/model/journey.ts'
import type { MessageRecord, RunFigures, RunOptions, TraceEntry } from '../../engine/core/simulate/run.ts'

/** What a case expects: whole figures, but for the digests. */
export type ExpectedFigures = Omit<RunFigures, 'journey' | 'dataset'> & {
  journey: { id: string }
  dataset: Omit<RunFigures['dataset'], 'digest'>
}

export interface GoldenCase {
  name: string
  document: JourneyDocument
  events: PlainEvent[]
  profiles: PlainProfile[]
  options: RunOptions
  figures: ExpectedFigures
  messages: MessageRecord[] | undefined
  trace: TraceEntry[] | undefined
}

interface EventRow { profileId: string; at: string; name: string; properties?: Record<string, JsonValue> }
interface RunFile { from?: string; until?: string; seed?: number; breakDown?: string[] }

/** Every folder beside this file that holds a journey is a case. */
export function readCases(directory: string): GoldenCase[] {
  return readdirSync(directory)
    .filter((name) => existsSync(join(directory, name, 'journey.json')))
    .sort()
    .map((name) => readCase(join(directory, name), name))
}

function readCase(folder: string, name: string): GoldenCase {
  const text = (file: string) => readFileSync(join(folder, file), 'utf8')
  const optional = <T>(file: string): T | undefined => (existsSync(join(folder, file)) ? (JSON.parse(text(file)) as T) : undefined) // as: our own files
  const lines = <T>(file: string): T[] =>
    existsSync(join(folder, file)) ? text(file).split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as T) : [] // as: our own files
  const { document, diagnostics } = readJourney(text('journey.json'))
  const errors = diagnostics.filter(({ severity, code }) => severity === 'error' || code === 'J090')
  if (!document || errors.length > 0) throw new Error(`${name}/journey.json: ${errors.map(({ code, message, path }) => `${code} ${message} at ${path}`).join('; ')}`)
  const run = optional<RunFile>('run.json') ?? {}
  return {
    name,
    document,
    events: lines<EventRow>('events.jsonl').map((row) => ({ ...row, at: Date.parse(row.at) })),
    profiles: lines<PlainProfile>('profiles.jsonl'),
    options: {
      ...(run.from === undefined ? {} : { from: Date.parse(run.from) }),
      ...(run.until === undefined ? {} : { until: Date.parse(run.until) }),
      ...(run.seed === undefined ? {} : { seed: run.seed }),
      ...(run.breakDown === undefined ? {} : { breakDown: run.breakDown }),
    },
    figures: JSON.parse(text('expected.json')) as ExpectedFigures, // as: our own file
    messages: optional<MessageRecord[]>('messages.json'),
    trace: optional<TraceEntry[]>('trace.json'),
  }
}
