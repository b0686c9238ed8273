import { closeSync, openSync, readSync } from 'node:fs'
import { DIALECT_IDS, isDialectId } from '../core/dialect/dialect-id.ts'
import { withSessions } from '../core/explore/with-sessions.ts'
import { isClean } from '../core/lint/diagnostics.ts'
import type { EventDataset } from '../core/model/dataset.ts'
import type { JourneyDocument } from '../core/model/journey.ts'
import { readScenario } from '../core/simulate/read-scenario.ts'
import { checkScenario } from '../core/simulate/responses/check-responses.ts'
import { assumeSchema } from '../core/simulate/responses/response-schema.ts'
import type { RunOptions } from '../core/simulate/run.ts'
import { loadDatasetForRun, parseMapping } from '../node/ingest/index.ts'
import { readInstant, readWhole, usage, type Arguments } from './arguments.ts'
import { many, rejectedNotice } from './data-report.ts'
import { hashKeyOf, IMPORT_OPTIONS, importOptionsOf } from './import-options.ts'
import { EXIT_ERRORS, EXIT_UNUSABLE, printDiagnostics } from './output.ts'
import type { ProgressLine } from './progress-line.ts'
import { assertCompany, readJourneyFiles } from './read-journey-files.ts'
import { readSpan } from './read-span.ts'
import { readTextFile } from '../node/read-text-file.ts'

// What every command takes that runs journeys on event files.

/** The options of a run, as `readArguments` takes them. */
export const RUN_OPTIONS = { ...IMPORT_OPTIONS, events: 'list', from: 'one', until: 'one', 'session-gap': 'one', seed: 'one', scenario: 'one', assume: 'one', as: 'one' } as const

/** Journey files and event files of the command line. Throws E_USAGE if one or the other is missing. */
export function filesOf(given: Arguments, commandUsage: string): { journeys: string[]; events: string[] } {
  // Both lists may follow each other on the line; events in .json are one array, so any other such file is a journey.
  const listed = given.list.get('events') ?? []
  const journeys = [...given.positionals, ...listed.filter(isJourneyFile)]
  const events = listed.filter((file) => !isJourneyFile(file))
  if (journeys.length === 0) throw usage('no journey file given', commandUsage)
  if (events.length === 0) throw usage('no event file given', commandUsage)
  return { journeys, events }
}

/** Every file that a run reads, none of which it may write. */
export function inputsOf({ one }: Arguments, ...files: readonly (readonly string[])[]): (string | undefined)[] {
  return [...files.flat(), one.get('profiles'), one.get('scenario'), one.get('hash-key')]
}

function isJourneyFile(file: string): boolean {
  return file.endsWith('.json') && !beginsWithArray(file)
}

function beginsWithArray(file: string): boolean {
  const head = Buffer.alloc(1024)
  try {
    const descriptor = openSync(file, 'r')
    const length = readSync(descriptor, head, 0, head.length, 0)
    closeSync(descriptor)
    return head.toString('utf8', 0, length).replace(/^\uFEFF/, '').trimStart().startsWith('[')
  } catch {
    return false // whoever reads it says what is wrong
  }
}

/** The documents of files that run together; or, if one has errors, the exit code after its findings were printed. Throws E_JOURNEY. */
export function documentsOf(journeys: readonly string[], { flags }: Pick<Arguments, 'flags'>): JourneyDocument[] | number {
  const read = readJourneyFiles(journeys)
  const files = read.flatMap(({ file, document, diagnostics }) => (document && isClean(diagnostics) ? [{ file, document }] : []))
  if (files.length < read.length) {
    for (const { file, document, diagnostics } of read) if (!document || !isClean(diagnostics)) printDiagnostics(file, diagnostics, flags.has('json'))
    return read.some(({ unusable }) => unusable) ? EXIT_UNUSABLE : EXIT_ERRORS
  }
  assertCompany(files)
  return files.map(({ document }) => document)
}

/** `--from`, `--until` and `--seed`. Throws E_USAGE. */
export function spanOf({ one }: Arguments): Pick<RunOptions, 'from' | 'until'> & { seed: number } {
  const from = one.get('from')
  const until = one.get('until')
  const seed = one.get('seed')
  if (from !== undefined && until !== undefined && readInstant(from, 'from') > readInstant(until, 'until')) throw usage(`--from ${from} is after --until ${until}`, 'swap them')
  return {
    ...(from === undefined ? {} : { from: readInstant(from, 'from') }),
    ...(until === undefined ? {} : { until: readInstant(until, 'until') }),
    seed: seed === undefined ? 0 : readWhole(seed, 'seed', 0),
  }
}

/** Throws E_USAGE for a run that would be over before it begins: an end of it that was not given is that of the data. */
export function assertSpan({ one }: Arguments, { firstAt, lastAt }: EventDataset): void {
  const from = one.get('from')
  const until = one.get('until')
  if (from !== undefined && until === undefined && readInstant(from, 'from') > lastAt) throw usage(`--from ${from} is after the last event, ${new Date(lastAt).toISOString()}`, 'begin earlier, or say with --until when the run ends')
  if (until !== undefined && from === undefined && readInstant(until, 'until') < firstAt) throw usage(`--until ${until} is before the first event, ${new Date(firstAt).toISOString()}`, 'end later')
}

/** `--as`: the platform that would run it. Throws E_USAGE. */
export function dialectOf({ one }: Arguments): Pick<RunOptions, 'dialect'> {
  const given = one.get('as')
  if (given === undefined) return {}
  if (!isDialectId(given)) throw usage(`--as "${given}" is unknown`, `use ${DIALECT_IDS.slice(0, -1).join(', ')} or ${DIALECT_IDS.at(-1)!}`)
  return { dialect: given }
}

/** `--scenario` and `--assume`; says on stderr what of it these journeys do not have. Throws E_SCENARIO, E_UNREADABLE, E_ENCODING or E_USAGE. */
export function scenarioOf({ one }: Arguments, documents: readonly JourneyDocument[]): Pick<RunOptions, 'scenario' | 'assume'> {
  const file = one.get('scenario')
  const given = one.get('assume')
  if (given !== undefined && file === undefined) throw usage('--assume takes an end of the ranges of a scenario', 'give --scenario <file>, too')
  const assume = assumeSchema.optional().safeParse(given)
  if (!assume.success) throw usage(`--assume "${given}" is unknown`, 'use low, middle or high')
  if (file === undefined) return {}
  const scenario = readScenario(readTextFile(file), file)
  for (const { message, path, help } of checkScenario(scenario, documents)) process.stderr.write(`notice: ${file} ${path}: ${message}; ${help}\n`)
  return { scenario, ...(assume.data === undefined ? {} : { assume: assume.data }) }
}

/**
 * Imports the event files, with the columns named or all, and says on stderr what was detected and rejected; with `--session-gap`,
 * `$session_start` is added.
 */
export async function datasetOf(given: Arguments, events: string[], columns: { properties?: string[]; attributes?: string[] }, progress: ProgressLine) {
  const { one } = given
  const options = importOptionsOf(given)
  const map = one.get('map')
  const gap = one.get('session-gap')
  const gapMs = gap === undefined ? undefined : readSpan(gap, 'session-gap')
  const { dataset, imported } = await loadDatasetForRun({
    events,
    profiles: one.get('profiles'),
    profilesAt: one.get('profiles-at'),
    options,
    hashKey: hashKeyOf(given, options),
    map: map === undefined ? undefined : parseMapping(map),
    setName: one.get('set-name'),
    ...columns,
    onProgress: (step) => progress.show(step),
  })
  progress.clear()
  const formats = imported.timestampFormats.map(({ format, rows }) => `${format} (${many(rows, 'row')})`).join(', ')
  process.stderr.write(`timestamps: ${formats}\n`)
  process.stderr.write(rejectedNotice(imported))
  return gapMs === undefined ? dataset : withSessions(dataset, gapMs)
}
