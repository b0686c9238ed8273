import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { JsonValue } from '../../engine/core/json.ts'
import { dialectIdSchema } from '../../engine/core/dialect/dialect-id.ts'
import { readJourney } from '../../engine/core/lint/read-journey.ts'
import type { PlainEvent, PlainProfile } from '../../engine/core/model/dataset.ts'
import type { JourneyDocument } from '../../engine/core/model/journey.ts'
import type { PressureFigures } from '../../engine/core/simulate/pressure.ts'
import type { MessageRecord, RunFigures, RunOptions, TraceEntry } from '../../engine/core/simulate/run.ts'
import type { ResponseFigures } from '../../engine/core/simulate/responses/response-figures.ts'
import { assumeSchema } from '../../engine/core/simulate/responses/response-schema.ts'
import { scenarioSchema } from '../../engine/core/simulate/scenario.ts'

/** What a case expects: whole figures, but for the digests. */
export type ExpectedFigures = Omit<RunFigures, 'journey' | 'dataset'> & {
  journey: { id: string }
  dataset: Omit<RunFigures['dataset'], 'digest'>
}

/** `pressure.json`: days of a profile by their messages, and hours in which two journeys both sent something, by their ids. */
export type ExpectedPressure = Pick<PressureFigures, 'distribution' | 'collisions'>

export interface GoldenCase {
  name: string
  /** One, or several that run together. */
  documents: JourneyDocument[]
  events: PlainEvent[]
  profiles: PlainProfile[]
  options: RunOptions
  /** In the order of the documents. */
  figures: ExpectedFigures[]
  messages: MessageRecord[] | undefined
  trace: TraceEntry[] | undefined
  pressure: ExpectedPressure | undefined
  /** What came of the messages. */
  responses: ResponseFigures | undefined
}

interface EventRow { profileId: string; at: string; name: string; properties?: Record<string, JsonValue> }
interface RunFile { from?: string; until?: string; seed?: number; breakDown?: string[]; scenario?: unknown; assume?: unknown; pressure?: boolean; dialect?: unknown }

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
  const documents = ['journey.json', 'journey-2.json', 'journey-3.json'].filter((file) => existsSync(join(folder, file))).map((file) => journeyOf(text(file), `${name}/${file}`))
  const run = optional<RunFile>('run.json') ?? {}
  const scenario = optional('scenario.json') ?? run.scenario
  const expected = JSON.parse(text('expected.json')) as ExpectedFigures | ExpectedFigures[] // as: our own file
  return {
    name,
    documents,
    events: lines<EventRow>('events.jsonl').map((row) => ({ ...row, at: Date.parse(row.at) })),
    profiles: lines<PlainProfile>('profiles.jsonl'),
    options: {
      ...(run.from === undefined ? {} : { from: Date.parse(run.from) }),
      ...(run.until === undefined ? {} : { until: Date.parse(run.until) }),
      ...(run.seed === undefined ? {} : { seed: run.seed }),
      ...(run.breakDown === undefined ? {} : { breakDown: run.breakDown }),
      ...(scenario === undefined ? {} : { scenario: scenarioSchema.parse(scenario) }),
      ...(run.assume === undefined ? {} : { assume: assumeSchema.parse(run.assume) }),
      ...(run.dialect === undefined ? {} : { dialect: dialectIdSchema.parse(run.dialect) }),
      ...(run.pressure === undefined ? {} : { pressure: run.pressure }),
    },
    figures: Array.isArray(expected) ? expected : [expected],
    // the one journey of a run need not be named in every message
    messages: optional<MessageRecord[]>('messages.json')?.map((message) => ({ ...message, journeyId: message.journeyId ?? documents[0]!.id })),
    trace: optional<TraceEntry[]>('trace.json'),
    pressure: optional<ExpectedPressure>('pressure.json'),
    responses: optional<ResponseFigures>('responses.json'),
  }
}

function journeyOf(text: string, file: string): JourneyDocument {
  const { document, diagnostics } = readJourney(text)
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  if (!document || errors.length > 0) throw new Error(`${file}: ${errors.map(({ code, message, path }) => `${code} ${message} at ${path}`).join('; ')}`)
  return document
}
