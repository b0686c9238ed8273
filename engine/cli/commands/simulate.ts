import { lower } from '../../core/compile/lower.ts'
import { canonicalJson } from '../../core/json.ts'
import { basisOfRun } from '../../core/report/basis-of-run.ts'
import type { RunOptions } from '../../core/simulate/run.ts'
import { datasetColumns, simulate, type SimulateAnswer } from '../../node/services/simulate.ts'
import { readArguments, readWhole, usage, type Arguments } from '../arguments.ts'
import { EXIT_CLEAN, assertApart, assertWritable, writeOutput } from '../output.ts'
import { ProgressLine } from '../progress-line.ts'
import { assertSpan, datasetOf, dialectOf, documentsOf, filesOf, inputsOf, RUN_OPTIONS, scenarioOf, spanOf } from '../run-inputs.ts'
import { assertInterval, intervalOf, printInterval } from '../run-interval.ts'
import { writeStarvation } from '../starvation-report.ts'
import { describeBasis, describeDialect, describeIntervalNotices, describeNotices, describePressure, describeResponses, messagesCsv } from '../run-report.ts'

export const SIMULATE_USAGE = `rehearse simulate <journey.json>… --events <file>… [--profiles <file>] [--map profileId=<col>,at=<col>,name=<col>]
                  [--set-name <event>] [--from <ISO>] [--until <ISO>] [--seed n] [--workers n] [--engine kernel|xstate]
                  [--as braze|salesforce|klaviyo|dittofeed|onesignal|posthog|adobe] [--scenario <file>] [--assume low|middle|high | --interval] [--break-down platform,…] [--shards n --shard i]
                  [--out result.json] [--messages messages.csv [--as-is]] [--pressure pressure.json] [--responses responses.json]
                  [--starvation starvation.json] [--session-gap 30m] [--json]`

const OPTIONS = {
  ...RUN_OPTIONS, workers: 'one', engine: 'one', 'break-down': 'one', out: 'one', messages: 'one', pressure: 'one', responses: 'one', starvation: 'one', interval: 'flag', json: 'flag', shards: 'one', shard: 'one', 'as-is': 'flag',
} as const

/**
 * Runs journeys together on event files and writes `result.json` (RFC 8785 and a newline; a list for several journeys), and on request
 * one line a message, how much people got and what came of it. `--interval` runs at both ends and the middle of the scenario's ranges and
 * prints goals side by side instead.
 */
export async function simulateCommand(args: string[]): Promise<number> {
  const given = readArguments(args, OPTIONS)
  const { journeys, events } = filesOf(given, SIMULATE_USAGE)
  const documents = documentsOf(journeys, given)
  if (typeof documents === 'number') return documents
  const engine = given.one.get('engine') ?? 'kernel'
  if (engine !== 'kernel' && engine !== 'xstate') throw usage(`--engine "${engine}" is unknown`, 'use kernel or xstate')
  const shard = shardOf(given)
  const several = documents.length > 1
  const options: RunOptions = { ...runOptions(given), ...dialectOf(given), ...scenarioOf(given, documents), pressure: several || shard !== undefined || given.one.has('pressure') }
  const isInterval = given.flags.has('interval')
  if (isInterval) assertInterval(given, options)
  if (given.flags.has('as-is') && !given.one.has('messages')) throw usage('--as-is is about what --messages writes', 'add --messages <file>, or leave it out')
  if (!isInterval && given.one.has('responses') && !options.scenario?.responses?.length) throw usage('--responses has nothing to write', 'give --scenario with a file that has "responses"')
  if (given.one.has('starvation') && (shard !== undefined || isInterval)) throw usage('--starvation goes with a whole run', 'leave out --shards, or --interval')
  const outputs = Object.fromEntries(['out', 'messages', 'pressure', 'responses', 'starvation'].map((name) => [name, given.one.get(name)] as const))
  for (const output of Object.values(outputs)) assertWritable(output)
  assertApart(outputs, inputsOf(given, journeys, events))
  const workers = given.one.get('workers')
  const threads = workers === undefined ? {} : { workers: readWhole(workers, 'workers', 1) === 1 ? 0 : Number(workers) }
  const progress = new ProgressLine()
  const dataset = await datasetOf(given, events, datasetColumns(lower(documents, options.dialect), options), progress)
  assertSpan(given, dataset)
  const run = (one: RunOptions) =>
    simulate({ documents, dataset, options: one, engine, ...threads, ...(shard ? { shard } : {}), onProgress: (done) => progress.show(done) }).finally(() => progress.clear())
  const basisOf = ({ responses }: SimulateAnswer) => basisOfRun({ responses, scenario: options.scenario, documents })
  if (isInterval) {
    const { intervals, runs } = await intervalOf(options, run)
    process.stderr.write(describeDialect(options.dialect, []))
    const basis = basisOf(runs.get('middle')!)
    process.stderr.write(describeBasis(basis))
    process.stderr.write(describeIntervalNotices(runs, basis))
    return printInterval(given, intervals)
  }
  const answer = await run(options)
  const { results, messages, pressure, responses, notices } = answer
  const basis = basisOf(answer)
  process.stderr.write(describeDialect(options.dialect, results))
  process.stderr.write(describeBasis(basis))
  process.stderr.write(describeNotices(notices, basis))
  if (several && pressure) process.stderr.write(describePressure(pressure, basis))
  const starvationFile = given.one.get('starvation')
  if (starvationFile !== undefined) writeStarvation(starvationFile, documents, dataset, options, progress)
  if (responses) process.stderr.write(describeResponses(responses, several))
  const { messages: messagesFile, pressure: pressureFile, responses: responsesFile, out } = Object.fromEntries(given.one)
  if (messagesFile !== undefined) writeOutput(messagesFile, messagesCsv(messages, several, given.flags.has('as-is')))
  if (pressureFile !== undefined) writeOutput(pressureFile, `${canonicalJson(pressure)}\n`)
  if (responsesFile !== undefined) writeOutput(responsesFile, `${canonicalJson(responses)}\n`)
  writeOutput(out, `${canonicalJson(several ? results : results[0])}\n`)
  return EXIT_CLEAN
}

function shardOf({ one }: Arguments): { index: number; of: number } | undefined {
  const shards = one.get('shards')
  const shard = one.get('shard')
  if (shards === undefined && shard === undefined) return undefined
  if (shards === undefined || shard === undefined) throw usage('--shards and --shard go together', 'write --shards 4 --shard 0, and so on up to --shard 3')
  const of = readWhole(shards, 'shards', 1)
  const index = readWhole(shard, 'shard', 0)
  if (index >= of) throw usage(`there is no shard ${index} of ${of}`, `shards count from 0 to ${of - 1}`)
  return { index, of }
}

function runOptions(given: Arguments): RunOptions {
  return {
    ...spanOf(given),
    breakDown: (given.one.get('break-down') ?? '').split(',').map((name) => name.trim()).filter((name) => name !== ''),
    collectMessages: given.one.has('messages'),
  }
}
