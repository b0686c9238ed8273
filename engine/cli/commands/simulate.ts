import { canonicalJson } from '../../core/json.ts'
import { columnsNeeded } from '../../core/compile/columns-needed.ts'
import { lower } from '../../core/compile/lower.ts'
import { isClean } from '../../core/lint/diagnostics.ts'
import type { JourneyDocument } from '../../core/model/journey.ts'
import type { MessageRecord } from '../../core/simulate/run.ts'
import { loadDatasetForRun, parseMapping } from '../../node/ingest/index.ts'
import { simulate } from '../../node/services/simulate.ts'
import { readArguments, readInstant, readWhole, usage, type Arguments } from '../arguments.ts'
import { EXIT_CLEAN, EXIT_ERRORS, EXIT_UNUSABLE, assertWritable, printDiagnostics, writeOutput } from '../output.ts'
import { ProgressLine } from '../progress-line.ts'
import { readJourneyFile } from '../read-journey-file.ts'

export const SIMULATE_USAGE = `rehearse simulate <journey.json> --events <file>… [--profiles <file>] [--map profileId=<col>,at=<col>,name=<col>]
                  [--set-name <event>] [--from <ISO>] [--until <ISO>] [--seed n] [--workers n] [--engine kernel|xstate]
                  [--break-down platform,…] [--shards n --shard i] [--out result.json] [--messages messages.csv] [--json]`

const OPTIONS = {
  events: 'list', profiles: 'one', map: 'one', 'set-name': 'one', from: 'one', until: 'one', seed: 'one', workers: 'one', engine: 'one',
  'break-down': 'one', out: 'one', messages: 'one', json: 'flag', scenario: 'one', shards: 'one', shard: 'one',
} as const

/** Runs a journey on event files and writes `result.json` (RFC 8785 and a newline), and on request one line a message. */
export async function simulateCommand(args: string[]): Promise<number> {
  const given = readArguments(args, OPTIONS)
  const { journey, events } = inputs(given)
  const read = readJourneyFile(journey)
  if (!read.document || !isClean(read.diagnostics)) {
    printDiagnostics(journey, read.diagnostics)
    return read.unusable ? EXIT_UNUSABLE : EXIT_ERRORS
  }
  const { document } = read
  const engine = given.one.get('engine') ?? 'kernel'
  if (engine !== 'kernel' && engine !== 'xstate') throw usage(`--engine "${engine}" is unknown`, 'use kernel or xstate')
  const options = runOptions(given)
  assertWritable(given.one.get('out'))
  assertWritable(given.one.get('messages'))
  const workers = given.one.get('workers')
  const threads = workers === undefined ? {} : { workers: readWhole(workers, 'workers', 1) === 1 ? 0 : Number(workers) }
  const progress = new ProgressLine()
  const dataset = await load(given, events, document, options.breakDown, progress)
  const { result, messages } = await simulate({ document, dataset, options, engine, ...threads, ...shardOf(given), onProgress: (one) => progress.show(one) })
  progress.clear()
  const messagesFile = given.one.get('messages')
  if (messagesFile !== undefined) writeOutput(messagesFile, messagesCsv(messages))
  writeOutput(given.one.get('out'), `${canonicalJson(result)}\n`)
  return EXIT_CLEAN
}

function inputs(given: Arguments): { journey: string; events: string[] } {
  if (given.one.has('scenario')) throw usage('--scenario is not supported in this version', 'leave it out: the run then uses what the dataset says')
  // Both lists may follow each other on the line; event files are never .json, so such a one is a journey.
  const listed = given.list.get('events') ?? []
  const journeys = [...given.positionals, ...listed.filter(isJourneyFile)]
  const events = listed.filter((file) => !isJourneyFile(file))
  if (journeys.length === 0) throw usage('no journey file given', SIMULATE_USAGE)
  if (journeys.length > 1) throw usage('several journeys in one run are not supported in this version', 'run them one at a time')
  if (events.length === 0) throw usage('no event file given', SIMULATE_USAGE)
  return { journey: journeys[0]!, events }
}

function shardOf({ one }: Arguments): { shard?: { index: number; of: number } } {
  const shards = one.get('shards')
  const shard = one.get('shard')
  if (shards === undefined && shard === undefined) return {}
  if (shards === undefined || shard === undefined) throw usage('--shards and --shard go together', 'write --shards 4 --shard 0, and so on up to --shard 3')
  const of = readWhole(shards, 'shards', 1)
  const index = readWhole(shard, 'shard', 0)
  if (index >= of) throw usage(`there is no shard ${index} of ${of}`, `shards count from 0 to ${of - 1}`)
  return { shard: { index, of } }
}

function isJourneyFile(file: string): boolean {
  return file.endsWith('.json')
}

function runOptions({ one }: Arguments) {
  const from = one.get('from')
  const until = one.get('until')
  const seed = one.get('seed')
  if (from !== undefined && until !== undefined && readInstant(from, 'from') > readInstant(until, 'until')) throw usage(`--from ${from} is after --until ${until}`, 'swap them')
  return {
    ...(from === undefined ? {} : { from: readInstant(from, 'from') }),
    ...(until === undefined ? {} : { until: readInstant(until, 'until') }),
    seed: seed === undefined ? 0 : readWhole(seed, 'seed', 0),
    breakDown: (one.get('break-down') ?? '').split(',').map((name) => name.trim()).filter((name) => name !== ''),
    collectMessages: one.has('messages'),
  }
}

async function load({ one }: Arguments, events: string[], document: JourneyDocument, breakDown: readonly string[], progress: ProgressLine) {
  const map = one.get('map')
  const needed = columnsNeeded(lower(document), breakDown)
  const { dataset, imported } = await loadDatasetForRun({
    events,
    profiles: one.get('profiles'),
    map: map === undefined ? undefined : parseMapping(map),
    setName: one.get('set-name'),
    ...(needed.all ? {} : { properties: needed.properties, attributes: needed.attributes }),
    onProgress: (step) => progress.show(step),
  })
  progress.clear()
  const formats = imported.timestampFormats.map(({ format, rows }) => `${format} (${rows.toLocaleString('en')} rows)`).join(', ')
  process.stderr.write(`timestamps: ${formats}\n`)
  if (imported.rejected > 0) {
    const reasons = Object.entries(imported.rejectedByReason).map(([reason, count]) => `${count.toLocaleString('en')} ${reason}`)
    process.stderr.write(`rejected rows: ${reasons.join(', ')}; see rehearse data inspect\n`)
  }
  return dataset
}

const MESSAGE_COLUMNS = ['profileId', 'stepId', 'channel', 'at', 'status', 'reason', 'path'] as const

function messagesCsv(messages: readonly MessageRecord[]): string {
  const lines = messages.map((message) =>
    MESSAGE_COLUMNS.map((column) => csvCell(column === 'at' ? new Date(message.at).toISOString() : message[column])).join(','),
  )
  return `${[MESSAGE_COLUMNS.join(','), ...lines].join('\n')}\n`
}

function csvCell(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
