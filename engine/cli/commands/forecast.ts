import { againstEvents, againstStatistics, type ForecastRuns } from '../../core/forecast/against.ts'
import type { Logged } from '../../core/forecast/count-log.ts'
import { figuresOfRun } from '../../core/forecast/figures-of-run.ts'
import { statisticsSchema, type Compared, type Comparison, type GivenStatistics } from '../../core/forecast/forecast-schema.ts'
import { rateInWords } from '../../core/forecast/in-words.ts'
import { hasRanges } from '../../core/forecast/reactions.ts'
import { RehearsalError } from '../../core/errors.ts'
import { schemaProblemsInWords } from '../../core/schema-words.ts'
import type { EventDataset } from '../../core/model/dataset.ts'
import type { JourneyDocument } from '../../core/model/journey.ts'
import type { Figure } from '../../core/forecast/forecast-schema.ts'
import type { RunOptions } from '../../core/simulate/run.ts'
import { datasetColumns, runnable, simulate } from '../../node/services/simulate.ts'
import { readArguments, readInstant, usage, type Arguments } from '../arguments.ts'
import { EXIT_CLEAN } from '../output.ts'
import { ProgressLine } from '../progress-line.ts'
import { readTextFile } from '../../node/read-text-file.ts'
import { assertSpan, datasetOf, dialectOf, documentsOf, filesOf, RUN_OPTIONS, scenarioOf, spanOf } from '../run-inputs.ts'
import { describeDialect } from '../run-report.ts'

export const FORECAST_USAGE = `rehearse forecast <journey.json> --events <file>… [--scenario <file>] [--from <ISO>] [--until <ISO>] --actual <later file>… [--actual-from <ISO>] [--as <platform>] [--json]
rehearse forecast <journey.json> --events <file>… [--scenario <file>] --statistics <file> [--since <ISO>] [--as <platform>] [--json]
both with the options that say how files are read (see rehearse data)
  <file> of --statistics: {"<step id>": {"entered": 120, "sent": 118, "delivered": null, "opened": 40, "clicked": 9}, …}; null or left out: not told`

/** Counts kept of one run; more than that are too many to look at pass by pass. */
const MOST_ROWS = 20_000_000
const MESSAGE_PROPERTIES = ['journeyId', 'stepId', 'variant', 'channel']

/** Holds what the rehearsal on some events says against what later events, or counts of a platform, say happened. */
export async function forecastCommand(args: string[]): Promise<number> {
  const given = readArguments(args, { ...RUN_OPTIONS, actual: 'list', 'actual-from': 'one', statistics: 'one', since: 'one', json: 'flag' })
  const { journeys, events } = filesOf(given, FORECAST_USAGE)
  const later = given.list.get('actual') ?? []
  const told = given.one.get('statistics')
  if ((later.length > 0) === (told !== undefined)) throw usage('what came is read from --actual <events> or from --statistics <file>, one of the two', FORECAST_USAGE)
  const odd = told === undefined ? 'since' : 'actual-from'
  if (given.one.has(odd)) throw usage(`forecast with --${told === undefined ? 'actual' : 'statistics'} takes no --${odd}`, FORECAST_USAGE)
  const documents = documentsOf(journeys, given)
  if (typeof documents === 'number') return documents
  const document = documents[0]!
  const statistics = told === undefined ? undefined : statisticsIn(told)
  const { scenario, assume = 'middle' } = scenarioOf(given, documents)
  const options: RunOptions = { ...spanOf(given), ...dialectOf(given) }
  const forecast = await forecastOn(given, events, documents, { ...options, ...(scenario === undefined ? {} : { scenario, assume }) })
  process.stderr.write(describeDialect(options.dialect, []))
  const since = given.one.get('since')
  const comparison = statistics === undefined
    ? await againstLater(given, later, documents, forecast, options)
    : againstStatistics(document, forecast, { source: 'given', name: told!, statistics, since: since === undefined ? null : readInstant(since, 'since'), at: Date.now(), underWay: null })
  process.stdout.write(given.flags.has('json') ? `${JSON.stringify({ journey: document.id, ...comparison }, null, 2)}\n` : inWords(document, comparison))
  return EXIT_CLEAN
}

/** The rehearsal with every count; where the scenario has ranges, at their ends too. */
async function forecastOn(given: Arguments, events: string[], documents: readonly JourneyDocument[], options: RunOptions): Promise<ForecastRuns> {
  const progress = new ProgressLine()
  const { scenario, assume = 'middle' } = options
  const dataset = await datasetOf(given, events, datasetColumns(runnable(documents, options.dialect), options), progress)
  assertSpan(given, dataset)
  const isVaried = scenario !== undefined && hasRanges(scenario)
  const runs: Logged[] = []
  let whole: Figure[] = []
  let span = { from: dataset.firstAt, until: dataset.lastAt }
  for (const end of isVaried ? [assume, ...(['low', 'middle', 'high'] as const).filter((one) => one !== assume)] : [assume]) {
    const { logged, figures } = await run(documents, dataset, { ...options, assume: scenario === undefined ? undefined : end }, progress)
    if (runs.length === 0) [whole, span] = [figures, logged]
    runs.push(logged)
  }
  const { from, until } = span
  return { runs, whole, scenario: scenario ?? null, about: { madeAt: null, isBefore: true, datasetName: events.join(', '), from, until, scenarioName: scenario === undefined ? null : (scenario.name ?? ''), hasRanges: isVaried } }
}

async function againstLater(given: Arguments, files: string[], documents: readonly JourneyDocument[], forecast: ForecastRuns, { seed, dialect }: RunOptions): Promise<Comparison> {
  const progress = new ProgressLine()
  const columns = datasetColumns(runnable(documents, dialect), {})
  const dataset = await datasetOf(given, files, columns.properties ? { ...columns, properties: [...new Set([...columns.properties, ...MESSAGE_PROPERTIES])] } : columns, progress)
  const after = given.one.get('actual-from')
  const { logged } = await run(documents, dataset, { seed, dialect, ...(after === undefined ? {} : { from: readInstant(after, 'actual-from') }) }, progress)
  return againstEvents(documents[0]!, forecast, { logged, dataset, name: files.join(', ') })
}

async function run(documents: readonly JourneyDocument[], dataset: EventDataset, options: RunOptions, progress: ProgressLine): Promise<{ logged: Logged; figures: Figure[] }> {
  const { results, responses, log } = await simulate({ documents, dataset, options: { ...options, log: { most: MOST_ROWS } }, engine: 'kernel', onProgress: (done) => progress.show(done) }).finally(() => progress.clear())
  const [result] = results
  if (log!.rows > log!.at.length) throw new RehearsalError('E_LOG_SIZE', `This run counts ${log!.rows.toLocaleString('en')} moves, too many to look at pass by pass.`, 'rehearse a shorter span, or a sample of the people')
  return { logged: { program: runnable(documents, options.dialect).journeys[0]!, log: log!, from: result!.from, until: result!.until }, figures: figuresOfRun(documents[0]!, result!, responses) }
}

/** Throws E_FORECAST (unusable) for a file that is no statistics. */
function statisticsIn(file: string): GivenStatistics {
  const text = readTextFile(file)
  const refused = (why: string) => new RehearsalError('E_FORECAST', `${file} holds no statistics: ${why}`, 'write {"<step id>": {"entered": 120, "sent": 118, "opened": 40}, …}', { unusable: true })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw refused('it is no JSON')
  }
  const parsed = statisticsSchema.safeParse(value)
  if (!parsed.success) throw refused(schemaProblemsInWords(parsed.error))
  return parsed.data
}

const WHAT: Readonly<Record<Compared['kind'], string>> = { cameIn: 'came in', entered: 'came here', left: 'went this way', sent: 'sent', heldBack: 'held back', delivered: 'delivered', opened: 'opened', clicked: 'clicked', goal: 'reached', converted: 'any goal' }

function inWords({ id, name }: JourneyDocument, { rows, summary, notes, forecast, actual }: Comparison): string {
  const number = (count: number) => count.toLocaleString('en')
  const cells = rows.map((row) => {
    const isShare = row.per !== 'day' && (row.interval?.high ?? 1) <= 1
    const rate = (value: number) => rateInWords(value, row.per, isShare)
    return [
      `${row.name === '' ? '' : `${row.name}, `}${WHAT[row.kind]}`,
      row.forecast === null ? '–' : rate(row.forecast.rate),
      row.interval === null ? '' : `${rate(row.interval.low)} – ${rate(row.interval.high)}`,
      row.actual === null ? '–' : rate(row.actual.rate),
      row.inWords,
    ]
  })
  const table = [['', 'forecast', '95 %', 'actual', ''], ...cells]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((line) => line[column]!.length)))
  const lines = table.map((line) => `  ${line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : column < 4 ? cell.padStart(widths[column]!) : cell)).join('  ')}`.trimEnd())
  return `${name ?? id}: forecast of ${number(forecast.people)} people in ${forecast.datasetName}, held against ${actual.people === null ? '' : `${number(actual.people)} in `}${actual.name}\n${summary}\n${lines.join('\n')}\n${notes.map((note) => `* ${note}`).join('\n')}\n`
}
