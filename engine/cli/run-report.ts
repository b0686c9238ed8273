import { csvCell, csvCellAsIs, csvLines } from '../core/csv.ts'
import type { DialectId } from '../core/dialect/dialect-id.ts'
import { dialectOf } from '../core/dialect/dialects.ts'
import type { Winner } from '../core/simulate/auto-winner.ts'
import type { PressureFigures } from '../core/simulate/pressure.ts'
import type { Assume, Basis } from '../core/simulate/responses/response-schema.ts'
import type { ResponseFigures } from '../core/simulate/responses/response-figures.ts'
import type { SimulationResult } from '../core/simulate/result.ts'
import type { MessageRecord, RunNotices } from '../core/simulate/run.ts'

const MESSAGE_COLUMNS = ['profileId', 'stepId', 'channel', 'at', 'status', 'reason', 'path'] as const

/** One line a message; where several journeys ran, the last column says whose it is. `asIs` leaves even what a spreadsheet would run as a formula. */
export function messagesCsv(messages: readonly MessageRecord[], severalJourneys: boolean, asIs = false): string {
  const columns = severalJourneys ? ([...MESSAGE_COLUMNS, 'journeyId'] as const) : MESSAGE_COLUMNS
  const rows = messages.map((message) => columns.map((column) => (column === 'at' ? new Date(message.at).toISOString() : message[column])))
  return csvLines([columns, ...rows], asIs ? csvCellAsIs : csvCell)
}

/** How much people get from all journeys together, and where two of them meet, as lines to read. */
export function describePressure({ profileDays, messagesPerDay, cap, shareOverCap, collisions }: PressureFigures, basis: Basis | null = null): string {
  if (profileDays === 0) return 'message pressure: no message was sent\n'
  const { p50, p90, max } = messagesPerDay
  const days = profileDays === 1 ? '1 day of one profile had messages' : `${count(profileDays)} days of profiles had messages`
  return [
    `message pressure: ${days}; messages on such a day: median ${p50}, 90th percentile ${p90}, most ${max}${basis === null ? '' : ` [${basis}]`}`,
    ...(cap === null || shareOverCap === null ? [] : [`over the cap of ${cap} a day: ${percent(shareOverCap)} of these days`]),
    collisions.length === 0 ? 'collisions: none' : 'collisions (hours in which one profile heard from both):',
    ...collisions.map(({ journeys, hours }) => `  ${journeys.join(' and ')}: ${count(hours)}`),
    '',
  ].join('\n')
}

/** What came of the messages, as lines to read: every figure with what it rests on. */
export function describeResponses({ mode, assume, messages }: ResponseFigures, severalJourneys: boolean): string {
  const whats = mode === 'backtest' ? 'backtest: counted, history left as it was' : 'what-if: they happened in this run'
  const lines = messages.map((row) => {
    const where = `${severalJourneys ? `${row.journey}/` : ''}${row.step}${row.variant === null ? '' : ` "${row.variant}"`} (${row.channel})`
    if (row.basis === null) return `  ${where}: sent ${count(row.sent)}; nothing is assumed of it`
    const effects = row.effects.map(({ event, after, count: times }) => `${event} after ${after} ${count(times)}`)
    const figures = [`sent ${count(row.sent)}`, `delivered ${count(row.delivered)}`, `opened ${count(row.opened)}`, `clicked ${count(row.clicked)}`, ...effects]
    return `  ${where}: ${figures.join(', ')} [${row.basis}${row.note === null ? '' : `: ${row.note}`}]`
  })
  return [`responses by the scenario, ${assume === 'middle' ? 'middle' : `${assume} end`} of its ranges; drawn, not measured (${whats})`, ...lines, ''].join('\n')
}

/** As which platform would run it the journeys were run; nothing by our own rules. */
export function describeDialect(dialect: DialectId | undefined, results: readonly SimulationResult[]): string {
  if (dialect === undefined) return ''
  const late = results.reduce((sum, result) => sum + (result.dialect?.endedLate ?? 0), 0)
  return `run as ${dialectOf(dialect).name} would run it${late === 0 ? '' : `; ${count(late)} ended later than what ended them was met`}\n`
}

/** What the counts of a run rest on besides its events; nothing for history alone. */
export function describeBasis(basis: Basis | null): string {
  if (basis === null) return ''
  return `${basis}: the counts of this run rest on ${basis === 'assumed' ? 'assumptions about how people and systems react' : 'reactions learned from data'}; they are no measurement\n`
}

/** What the run could not take as given; nothing if there is nothing to say. */
export function describeNotices({ unknownTimeZones, attributesAsOfExport = [], winners = [] }: RunNotices, basis: Basis | null = null): string {
  const notices: string[] = []
  if (unknownTimeZones > 0) {
    const who = unknownTimeZones === 1 ? '1 profile has a timeZone that is' : `${count(unknownTimeZones)} profiles have a timeZone that is`
    notices.push(`notice: ${who} no known time zone; the journey's zone was used for them\n`)
  }
  if (attributesAsOfExport.length > 0) {
    notices.push(`notice: attributes as of export, which may know the future: ${attributesAsOfExport.join(', ')}; with a column of instants in the profiles file, name it with --profiles-at\n`)
  }
  return [...notices, ...winners.map((winner) => describeWinner(winner, basis))].join('')
}

/** The same of the runs of `--interval`: only whom a rule would have picked may differ between them, and is told of each. */
export function describeIntervalNotices(runs: ReadonlyMap<Assume, { notices: RunNotices }>, basis: Basis | null): string {
  const [first] = runs.values()
  const winners = [...runs].flatMap(([assume, { notices }]) => (notices.winners ?? []).map((winner) => `${assume}: ${describeWinner(winner, basis)}`))
  return [describeNotices({ ...first!.notices, winners: [] }), ...winners].join('')
}

/** Whom the rule of an automatic winner would have picked, as one line; it is no finding. */
function describeWinner({ journey, step, status, at, variant, goal, variants }: Winner, basis: Basis | null): string {
  const shares = variants.map(({ id, entered, converted }) => `${id} ${count(converted)} of ${count(entered)}`).join(', ')
  const when = at === null ? '' : new Date(at).toISOString()
  const what = {
    named: `"${variant}" would have been named the winner at ${when}`,
    tie: `no winner at ${when}: the best are level`,
    tooEarly: 'no winner yet: the run ended before the time to decide',
    tooFew: 'no winner yet: a variant has fewer people than the minimum',
  }[status]
  return `split ${journey}/${step}: ${what} (by "${goal}": ${shares}); everybody kept their variant${basis === null ? '' : ` [${basis}]`}\n`
}

const count = (number: number): string => number.toLocaleString('en')
const percent = (share: number): string => (share > 0 && share < 0.001 ? 'under 0.1 %' : `${(share * 100).toFixed(1)} %`)
