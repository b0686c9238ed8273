import type * as z from 'zod'
import type { Exploration } from '../../core/explore/exploration.ts'
import {
  afterQuestionSchema, breakDownSchema, eventPickSchema, funnelQuestionSchema, retentionQuestionSchema, timeToNextQuestionSchema, type EventPick,
} from '../../core/explore/questions.ts'
import { USUAL_SESSION_GAP_MS } from '../../core/explore/sessions.ts'
import { jsonPath } from '../../core/json.ts'
import { schemaProblems } from '../../core/schema-words.ts'
import type { EventDataset } from '../../core/model/dataset.ts'
import { answerInBlocks } from '../../node/services/answer-in-blocks.ts'
import { columnsOf } from '../../node/services/explore.ts'
import { assertTakes, readArguments, readInstant, readWhole, usage, type Arguments } from '../arguments.ts'
import { EXIT_CLEAN } from '../output.ts'
import { ProgressLine } from '../progress-line.ts'
import { readSpan } from '../read-span.ts'
import { datasetOf, documentsOf, RUN_OPTIONS } from '../run-inputs.ts'
import { afterTable, catalogueTables, funnelTables, nextTables, retentionTables, waitTables } from './explore-tables.ts'

export const EXPLORE_USAGE = `rehearse explore catalogue --events <file>… [--session-gap 30m]
rehearse explore funnel    --steps <event> <event>… --events <file>… [--window 7d] [--strict]
rehearse explore next      --start <event>… --next <event>… --events <file>… [--every] [--timeouts 20m 45m …]
rehearse explore wait      <journey.json> --step <id> --events <file>…
rehearse explore retention --events <file>… [--start <event>] [--return <event>] [--weeks] [--periods n]
rehearse explore after     --event <event> --events <file>… [--every] [--horizons 1h 1d 7d …] [--limit n]
all with the options that say how files are read (see rehearse data), [--session-gap 30m] [--json];
all but catalogue with [--from <ISO>] [--until <ISO>]; funnel, next, wait and retention with
[--break-down <attribute> [--as-of-export] | --period day|week|month [--period-zone <zone>]];
an event is a name, * for any, or {"event":"purchase","where":{"property":"price","op":"gte","value":50}}`

const { seed: _seed, scenario: _scenario, assume: _assume, as: _as, ...DATA_OPTIONS } = RUN_OPTIONS
const OPTIONS = {
  ...DATA_OPTIONS, json: 'flag', steps: 'list', step: 'one', window: 'one', strict: 'flag', start: 'list', next: 'list', every: 'flag', timeouts: 'list',
  return: 'one', weeks: 'flag', periods: 'one', event: 'one', horizons: 'list', limit: 'one',
  'break-down': 'one', 'as-of-export': 'flag', period: 'one', 'period-zone': 'one',
} as const

/** What each question takes besides what all take. */
const TAKES = {
  catalogue: [],
  funnel: ['steps', 'window', 'strict', 'break-down', 'as-of-export', 'period', 'period-zone', 'from', 'until'],
  next: ['start', 'next', 'every', 'timeouts', 'break-down', 'as-of-export', 'period', 'period-zone', 'from', 'until'],
  wait: ['step', 'break-down', 'as-of-export', 'period', 'period-zone', 'from', 'until'],
  retention: ['start', 'return', 'weeks', 'periods', 'break-down', 'as-of-export', 'period', 'period-zone', 'from', 'until'],
  after: ['event', 'every', 'horizons', 'limit', 'from', 'until'],
} as const
type What = keyof typeof TAKES
const ALWAYS: readonly string[] = ['events', 'json', ...Object.keys(DATA_OPTIONS).filter((name) => name !== 'from' && name !== 'until')]

/** `rehearse explore catalogue|funnel|next|wait|retention|after`. Returns the exit code; failures are thrown as RehearsalErrors. */
export async function exploreCommand(args: string[]): Promise<number> {
  const given = readArguments(args, OPTIONS)
  const [what, ...files] = given.positionals
  if (what === undefined || !Object.hasOwn(TAKES, what)) throw usage(what === undefined ? 'say what to explore' : `there is no "${what}" to explore`, EXPLORE_USAGE)
  const question = what as What // as: just looked up
  if (files.length > (question === 'wait' ? 1 : 0)) throw usage(`"${files.at(-1)!}" stands alone`, EXPLORE_USAGE)
  assertTakes(given, [...ALWAYS, ...TAKES[question]], `explore ${question}`, EXPLORE_USAGE)
  const events = given.list.get('events')
  if (events === undefined) throw usage('no event file given', EXPLORE_USAGE)
  const ask: Asker = { given, events }
  switch (question) {
    case 'catalogue': return catalogue(ask)
    case 'funnel': return funnel(ask)
    case 'next': return next(ask)
    case 'wait': return wait(ask, files[0])
    case 'retention': return retention(ask)
    case 'after': return after(ask)
  }
}

interface Asker { given: Arguments; events: string[] }

async function catalogue({ given, events }: Asker): Promise<number> {
  const gap = given.one.get('session-gap')
  const gapMs = gap === undefined ? USUAL_SESSION_GAP_MS : readSpan(gap, 'session-gap')
  const progress = new ProgressLine()
  // Sessions are told of beside the events here, not among them.
  const asRead = { ...given, one: new Map([...given.one].filter(([name]) => name !== 'session-gap')) }
  const dataset = await datasetOf(asRead, events, {}, progress).finally(() => progress.clear())
  const [{ describeDataset }, { SessionExploration }, { QualityExploration }] = await Promise.all([
    import('../../node/columns/index.ts'),
    import('../../core/explore/sessions.ts'),
    import('../../core/explore/quality/quality.ts'),
  ])
  const facts = describeDataset(dataset)
  const sessions = gapMs === facts.sessions.gapMs ? facts.sessions : await answerInBlocks(dataset, new SessionExploration(dataset, gapMs))
  const quality = await answerInBlocks(dataset, new QualityExploration(dataset))
  return print(given, { ...facts, sessions, quality }, catalogueTables)
}

async function funnel(ask: Asker): Promise<number> {
  const { given } = ask
  const window = given.one.get('window')
  const question = checked(funnelQuestionSchema, {
    steps: (given.list.get('steps') ?? []).map(pickOf),
    ...(window === undefined ? {} : { windowMs: readSpan(window, 'window') }),
    ...(given.flags.has('strict') ? { between: 'nothing' } : {}),
    ...common(given),
  })
  const { FunnelExploration } = await import('../../core/explore/funnel.ts')
  return print(given, await answer(ask, question, (dataset) => new FunnelExploration(dataset, question)), funnelTables)
}

async function next(ask: Asker): Promise<number> {
  const { given } = ask
  const [start, ...orStart] = (given.list.get('start') ?? missing('start')).map(pickOf) // a list that is given has a value
  const question = checked(timeToNextQuestionSchema, {
    start,
    orStart,
    next: (given.list.get('next') ?? missing('next')).map(pickOf),
    ...(given.flags.has('every') ? { starts: 'every' } : {}),
    timeoutsMs: (given.list.get('timeouts') ?? []).map((text) => readSpan(text, 'timeouts')),
    ...common(given),
  })
  const { TimeToNextExploration } = await import('../../core/explore/time-to-next.ts')
  return print(given, await answer(ask, question, (dataset) => new TimeToNextExploration(dataset, question)), nextTables)
}

/** What the timeout of a wait would catch, and others. */
async function wait({ given, events }: Asker, file: string | undefined): Promise<number> {
  if (file === undefined) throw usage('no journey file given', EXPLORE_USAGE)
  const stepId = given.one.get('step') ?? missing('step')
  const documents = documentsOf([file], given)
  if (typeof documents === 'number') return documents
  const limits = common(given)
  const [{ waitQuestion }, { TimeToNextExploration }] = await Promise.all([import('../../core/explore/wait-question.ts'), import('../../core/explore/time-to-next.ts')])
  const progress = new ProgressLine()
  try {
    const known = waitQuestion(documents[0]!, stepId)
    const dataset = await datasetOf(given, events, columnsOf({ ...known.question, ...limits }), progress)
    const { question, start, timeoutMs, notes } = waitQuestion(documents[0]!, stepId, dataset.names)
    const answer = await answerInBlocks(dataset, new TimeToNextExploration(dataset, { ...question, ...limits }), { onProgress: (one) => progress.show(one) })
    progress.clear()
    return print(given, { start, next: question.next, starts: question.starts ?? 'first', timeoutMs, notes, answer }, waitTables)
  } finally {
    progress.clear()
  }
}

async function retention(ask: Asker): Promise<number> {
  const { given } = ask
  const [start, ...others] = given.list.get('start') ?? []
  if (others.length > 0) throw usage('retention starts with one event', EXPLORE_USAGE)
  const [returns, periods] = ['return', 'periods'].map((name) => given.one.get(name))
  const unit = given.flags.has('weeks') ? 'week' : 'day'
  const question = checked(retentionQuestionSchema, {
    ...(start === undefined ? {} : { start: pickOf(start) }),
    ...(returns === undefined ? {} : { returns: pickOf(returns) }),
    ...(periods === undefined ? {} : { periods: readWhole(periods, 'periods', 1) }),
    unit,
    ...common(given),
  })
  const { RetentionExploration } = await import('../../core/explore/retention.ts')
  return print(given, await answer(ask, question, (dataset) => new RetentionExploration(dataset, question)), (told) => retentionTables(told, unit))
}

async function after(ask: Asker): Promise<number> {
  const { given } = ask
  const horizons = given.list.get('horizons')
  const limit = given.one.get('limit')
  const question = checked(afterQuestionSchema, {
    event: pickOf(given.one.get('event') ?? missing('event')),
    ...(given.flags.has('every') ? { starts: 'every' } : {}),
    ...(horizons === undefined ? {} : { horizonsMs: horizons.map((text) => readSpan(text, 'horizons')) }),
    ...(limit === undefined ? {} : { limit: readWhole(limit, 'limit', 1) }),
    ...spanGiven(given),
  })
  const { AfterExploration } = await import('../../core/explore/after.ts')
  return print(given, await answer(ask, question, (dataset) => new AfterExploration(dataset, question)), afterTable)
}

/** Loads what the question reads, and walks it. */
async function answer<Answer>({ given, events }: Asker, question: object, explorationOf: (dataset: EventDataset) => Exploration<Answer>): Promise<Answer> {
  const progress = new ProgressLine()
  try {
    const dataset = await datasetOf(given, events, columnsOf(question), progress)
    return await answerInBlocks(dataset, explorationOf(dataset), { onProgress: (one) => progress.show(one) })
  } finally {
    progress.clear()
  }
}

/** What the schema makes of a question; throws E_USAGE where it does not fit. */
function checked<Schema extends z.ZodType>(schema: Schema, question: unknown): z.output<Schema> {
  const parsed = schema.safeParse(question)
  if (parsed.success) return parsed.data
  const { path, message } = schemaProblems(parsed.error)[0]!
  throw usage(`${jsonPath(path)}: ${message}`, EXPLORE_USAGE)
}

/** An event of the command line: its name, or the JSON of a pick. */
function pickOf(text: string): EventPick {
  if (!text.startsWith('{')) return { event: text }
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw usage(`${text} is not JSON`, 'write a name, or JSON such as {"event":"purchase","where":{"property":"price","op":"gte","value":50}}')
  }
  return checked(eventPickSchema, json)
}

function common(given: Arguments): object {
  const [attribute, period, timeZone] = ['break-down', 'period', 'period-zone'].map((name) => given.one.get(name))
  const isAsOfExport = given.flags.has('as-of-export')
  if (attribute !== undefined && period !== undefined) throw usage('--break-down and --period do not go together', 'break down by one of them at a time')
  if (isAsOfExport && attribute === undefined) throw usage('--as-of-export needs --break-down', 'name the attribute with --break-down')
  if (timeZone !== undefined && period === undefined) throw usage('--period-zone needs --period', 'name the period with --period day, week or month')
  const breakDown =
    attribute !== undefined ? { by: 'attribute', name: attribute, ...(isAsOfExport ? { asOf: 'export' } : {}) }
    : period !== undefined ? { by: period, ...(timeZone === undefined ? {} : { timeZone }) }
    : undefined
  return { ...spanGiven(given), ...(breakDown ? { breakDown: checked(breakDownSchema, breakDown) } : {}) }
}

function spanGiven({ one }: Arguments): { from?: number; until?: number } {
  const [from, until] = [one.get('from'), one.get('until')]
  return { ...(from === undefined ? {} : { from: readInstant(from, 'from') }), ...(until === undefined ? {} : { until: readInstant(until, 'until') }) }
}

function missing(option: string): never {
  throw usage(`--${option} is missing`, EXPLORE_USAGE)
}

function print<Answer>(given: Arguments, told: Answer, tables: (told: Answer) => string[]): number {
  process.stdout.write(given.flags.has('json') ? `${JSON.stringify(told, null, 2)}\n` : `${tables(told).join('\n')}\n`)
  return EXIT_CLEAN
}
