import { explainProfile } from '../../core/explain/explain-profile.ts'
import { explanationInWords } from '../../core/explain/in-words.ts'
import { readArguments, usage } from '../arguments.ts'
import { EXIT_CLEAN } from '../output.ts'
import { ProgressLine } from '../progress-line.ts'
import { assertSpan, datasetOf, dialectOf, documentsOf, filesOf, RUN_OPTIONS, scenarioOf, spanOf } from '../run-inputs.ts'

export const EXPLAIN_USAGE = `rehearse explain <journey.json>… --events <file>… --profile <id> [--profiles <file>] [--map profileId=<col>,at=<col>,name=<col>]
                  [--set-name <event>] [--from <ISO>] [--until <ISO>] [--seed n] [--session-gap 30m] [--scenario <file>] [--assume low|middle|high] [--as <platform>] [--json]`

const OPTIONS = { ...RUN_OPTIONS, profile: 'one', json: 'flag' } as const

/** Tells on stdout everything that happens to one profile in a run, with the reasons and the nearest misses; with `--json` as data. */
export async function explainCommand(args: string[]): Promise<number> {
  const given = readArguments(args, OPTIONS)
  const { journeys, events } = filesOf(given, EXPLAIN_USAGE)
  const profileId = given.one.get('profile')
  if (profileId === undefined) throw usage('no profile given', EXPLAIN_USAGE)
  const documents = documentsOf(journeys, given)
  if (typeof documents === 'number') return documents
  const options = { ...spanOf(given), ...dialectOf(given), ...scenarioOf(given, documents) }
  const progress = new ProgressLine()
  const dataset = await datasetOf(given, events, {}, progress).finally(() => progress.clear())
  assertSpan(given, dataset)
  const explanation = explainProfile({ documents, dataset, profileId, options })
  process.stdout.write(given.flags.has('json') ? `${JSON.stringify(explanation, null, 2)}\n` : explanationInWords(explanation))
  return EXIT_CLEAN
}
