import { lower } from '../../core/compile/lower.ts'
import type { RunOptions } from '../../core/simulate/run.ts'
import { makePage, MOST_LOG_ROWS } from '../../node/html-page.ts'
import { datasetColumns, simulate } from '../../node/services/simulate.ts'
import { readArguments, usage } from '../arguments.ts'
import { EXIT_CLEAN, assertApart, assertWritable, writeOutput } from '../output.ts'
import { ProgressLine } from '../progress-line.ts'
import { assertSpan, datasetOf, dialectOf, documentsOf, filesOf, inputsOf, RUN_OPTIONS, scenarioOf, spanOf } from '../run-inputs.ts'
import { describeDialect, describeNotices } from '../run-report.ts'

export const EXPORT_PAGE_USAGE = `rehearse export <journey.json>… --to html --events <file>… [--scenario <file>] [--out <file.html>] [--no-texts] [--notes] [--comments]
                  [--exact-times] [--present], and the options of simulate that say what is run`

const OPTIONS = { ...RUN_OPTIONS, to: 'one', out: 'one', 'no-texts': 'flag', notes: 'flag', comments: 'flag', 'exact-times': 'flag', present: 'flag' } as const

/** Runs journeys on event files and writes the run of the first as one web page, in which nothing tells of one person; what is in it is said on stderr. */
export async function exportPageCommand(args: string[]): Promise<number> {
  const given = readArguments(args, OPTIONS)
  if (!given.list.has('events')) throw usage('a web page shows a run', 'give the events it is to run on: --events <file>')
  const { journeys, events } = filesOf(given, EXPORT_PAGE_USAGE)
  const documents = documentsOf(journeys, given)
  if (typeof documents === 'number') return documents
  const out = given.one.get('out')
  assertWritable(out)
  assertApart({ out }, inputsOf(given, journeys, events))
  const options: RunOptions = { ...spanOf(given), ...dialectOf(given), ...scenarioOf(given, documents), pressure: true, log: { most: MOST_LOG_ROWS } }
  const progress = new ProgressLine()
  const dataset = await datasetOf(given, events, datasetColumns(lower(documents, options.dialect), options), progress)
  assertSpan(given, dataset)
  const answer = await simulate({ documents, dataset, options, engine: 'kernel', onProgress: (done) => progress.show(done) }).finally(() => progress.clear())
  process.stderr.write(describeDialect(options.dialect, answer.results))
  process.stderr.write(describeNotices(answer.notices))
  const { flags } = given
  const choices = { texts: !flags.has('no-texts'), notes: flags.has('notes'), comments: flags.has('comments'), exactTimes: flags.has('exact-times'), present: flags.has('present') }
  const { text, film } = await makePage({ documents, answer, scenario: options.scenario, choices, language: 'en', madeAt: Date.now() })
  const { walkers, of } = film.walks
  process.stderr.write(`${(Buffer.byteLength(text) / 1e6).toFixed(1)} MB, instants to ${film.unitMs === 1 ? 'the thousandth of a second' : `${film.unitMs / 60_000} min`}, the ways of ${walkers.toLocaleString('en')} of ${of.toLocaleString('en')} passes\n`)
  writeOutput(out, text)
  return EXIT_CLEAN
}
