import { readFileSync } from 'node:fs'
import { RehearsalError } from '../../core/errors.ts'
import { canonicalJson } from '../../core/json.ts'
import { simulationResultSchema, type SimulationResult } from '../../core/simulate/result.ts'
import { mergeShards } from '../../core/simulate/shard.ts'
import { readArguments, usage } from '../arguments.ts'
import { EXIT_CLEAN, writeOutput } from '../output.ts'

/** Merges the results of all shards of one run into the run's result. */
export async function mergeCommand(args: string[]): Promise<number> {
  const { positionals, one } = readArguments(args, { out: 'one', json: 'flag' })
  if (positionals.length === 0) throw usage('no result given', 'rehearse merge <result.json>… --out <file>')
  writeOutput(one.get('out'), `${canonicalJson(mergeShards(positionals.map(readResult)))}\n`)
  return EXIT_CLEAN
}

function readResult(file: string): SimulationResult {
  const unusable = (reason: string, cause?: unknown) =>
    new RehearsalError('E_UNREADABLE', `cannot read ${file}: ${reason}`, 'give a result.json that rehearse simulate wrote', { unusable: true, cause })
  let json: unknown
  try {
    json = JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw unusable(cause instanceof Error ? cause.message : String(cause), cause)
  }
  const parsed = simulationResultSchema.safeParse(json)
  if (!parsed.success) throw unusable('it is no result of a run')
  return parsed.data
}
