import { RehearsalError } from '../../core/errors.ts'
import { canonicalJson } from '../../core/json.ts'
import { resultFileSchema, type SimulationResult } from '../../core/simulate/result.ts'
import { mergeShards } from '../../core/simulate/shard.ts'
import { readArguments, usage } from '../arguments.ts'
import { EXIT_CLEAN, assertApart, assertWritable, writeOutput } from '../output.ts'
import { readTextFile } from '../../node/read-text-file.ts'
import { describeBasis, describeDialect, describeNotices, describePressure, describeResponses } from '../run-report.ts'

export const MERGE_USAGE = 'rehearse merge <result.json>… --out <file> [--pressure pressure.json] [--responses responses.json] [--json]'

/** Merges the results of all shards of one run into the run's result: a list where several journeys ran, as `simulate` writes it. */
export async function mergeCommand(args: string[]): Promise<number> {
  const { positionals, one } = readArguments(args, { out: 'one', pressure: 'one', responses: 'one', json: 'flag' })
  if (positionals.length === 0) throw usage('no result given', MERGE_USAGE)
  const out = one.get('out')
  const pressureFile = one.get('pressure')
  const responsesFile = one.get('responses')
  for (const output of [out, pressureFile, responsesFile]) assertWritable(output)
  assertApart({ out, pressure: pressureFile, responses: responsesFile }, positionals)
  const { results, pressure, responses, basis, notices } = mergeShards(positionals.map(readResults))
  process.stderr.write(describeDialect(results[0]!.dialect?.id, results))
  process.stderr.write(describeBasis(basis))
  process.stderr.write(describeNotices(notices, basis))
  if (results.length > 1) process.stderr.write(describePressure(pressure, basis))
  if (responses) process.stderr.write(describeResponses(responses, results.length > 1))
  if (pressureFile !== undefined) writeOutput(pressureFile, `${canonicalJson(pressure)}\n`)
  if (responsesFile !== undefined) writeOutput(responsesFile, `${canonicalJson(responses)}\n`)
  writeOutput(out, `${canonicalJson(results.length > 1 ? results : results[0])}\n`)
  return EXIT_CLEAN
}

/** The results in a file: one, or one a journey. */
function readResults(file: string): SimulationResult[] {
  const unusable = (reason: string, cause?: unknown) =>
    new RehearsalError('E_UNREADABLE', `cannot read ${file}: ${reason}`, 'give a result.json that rehearse simulate wrote', { unusable: true, cause })
  const text = readTextFile(file)
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    throw unusable('it is not JSON', cause)
  }
  const parsed = resultFileSchema.safeParse(json)
  if (!parsed.success) throw unusable('it is no result of a run')
  return Array.isArray(parsed.data) ? parsed.data : [parsed.data]
}
