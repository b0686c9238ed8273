import { RehearsalError } from '../errors.ts'
import type { EventDataset } from '../model/dataset.ts'
import type { JourneyDocument } from '../model/journey.ts'
import type { Scenario } from '../simulate/scenario.ts'
import { compareFigures, type ForecastSide } from './compare.ts'
import { countLog, longestOf, startsOf, type Logged } from './count-log.ts'
import type { Comparison, Figure, FigureKind, GivenStatistics, Reality } from './forecast-schema.ts'
import { happenedMessages, tellsOfMessages } from './happened.ts'
import { spanInWords, summaryInWords } from './in-words.ts'
import { observedOf, type Observed } from './observed.ts'
import { assumedReactions } from './reactions.ts'

/**
 * A forecast to hold something against. `runs`: the rehearsal with every count, in the middle of its assumptions and then at their ends; without any, `whole`, the figures
 * of everybody in it, is what is left. Instants epoch ms.
 */
export interface ForecastRuns { runs: readonly Logged[]; whole: readonly Figure[]; scenario: Scenario | null; about: Omit<Comparison['forecast'], 'people'> }

/** What a platform or a file told. `since`: when the journey began to run there, null if unknown. `underWay` null: it does not tell. */
export interface Told { source: 'platform' | 'given'; name: string; statistics: GivenStatistics; since: number | null; at: number; underWay: number | null }

const DAY_MS = 86_400_000
/** A platform counts arrivals at steps and messages. */
const NOT_TOLD_BY_PLATFORMS: readonly FigureKind[] = ['left', 'heldBack', 'converted']

/** The forecast beside what a platform counted. Throws E_FORECAST for statistics of another journey. */
export function againstStatistics(document: JourneyDocument, forecast: ForecastRuns, told: Told): Comparison {
  const { source, name, statistics, since, at, underWay } = told
  const days = since === null || at <= since ? null : (at - since) / DAY_MS
  const { figures, people, unknown } = observedOf(document, statistics, days)
  const starts = forecast.runs.map(startsOf)
  const horizonMs = forecast.runs.length === 0 ? null : Math.min(longestOf(forecast.runs[0]!, starts[0]!), halfHad(starts[0]!, forecast.runs[0]!.until))
  const side = sideOf(document, forecast, starts, horizonMs)
  const rows = compareFigures(document, side, { figures, underWay: underWay ?? 0, notTold: NOT_TOLD_BY_PLATFORMS, silent: `Not reported by ${name}.` })
  const notes = [
    `What came of it was counted by ${source === 'platform' ? name : `whoever made ${name}`}: arrivals at steps and messages. Ways out of steps, messages held back and goals are not told by it.`,
    ...(people === null ? ['How many came in is not told, so only reactions to messages can be held against the forecast.'] : []),
    ...(underWay === null ? ['It does not tell how many are still under way; they may still come to later steps, so what lies below may rise.'] : underWay > 0 ? [`${underWay.toLocaleString('en')} people are still under way there.`] : []),
    ...(unknown.length > 0 ? [`Steps it tells of that the journey does not have: ${unknown.slice(0, 5).join(', ')}.`] : []),
    ...modelNotes(forecast, horizonMs, false),
  ]
  const reality: Reality = { source, name, messages: 'happened', from: since, until: at, people, underWay }
  return finished(forecast, side, reality, null, rows, notes)
}

/**
 * The forecast beside what the people of later events did: the journey rehearsed on them (`actual`, without assumptions) says who would have come each way, goals are
 * counted as they happened, and so are messages where the events hold those of this journey.
 */
export function againstEvents(document: JourneyDocument, forecast: ForecastRuns, { logged, dataset, name }: { logged: Logged; dataset: EventDataset; name: string }): Comparison {
  const starts = forecast.runs.map(startsOf)
  const theirs = startsOf(logged)
  const [middle] = forecast.runs
  const longest = Math.max(middle ? longestOf(middle, starts[0]!) : 0, longestOf(logged, theirs))
  const horizonMs = middle ? Math.min(longest, halfHad(starts[0]!, middle.until), halfHad(theirs, logged.until)) : null
  const side = sideOf(document, forecast, starts, horizonMs)
  const counted = countLog(logged, theirs, horizonMs)
  const happened = tellsOfMessages(document, dataset) ? happenedMessages(document, dataset, logged, theirs, horizonMs) : null
  const isHappened = (figure: Figure) => happened !== null && (figure.kind === 'sent' || figure.kind === 'heldBack')
  const figures: Observed[] = [...counted.filter((figure) => !isHappened(figure)), ...(happened?.figures ?? [])]
  const notTold: readonly FigureKind[] = happened === null ? ['delivered', 'opened', 'clicked'] : ['heldBack']
  const rows = compareFigures(document, side, { figures, underWay: horizonMs === null ? theirs.length : 0, notTold, silent: `${name} does not tell.` })
  const notes = [
    happened === null
      ? 'These events hold no messages of this journey. Who would have come each way, and been sent each message, is the journey rehearsed on them; goals are counted as they happened.'
      : `Messages and reactions are counted as they happened (${happened.messages.toLocaleString('en')} messages). Who came in and which way they went is the journey rehearsed on these events; goals are counted as they happened.`,
    ...(happened !== null && happened.unexplained > 0 ? [`${happened.unexplained.toLocaleString('en')} messages went to people whom the journey, by these events, had not let in: they are left out.`] : []),
    ...modelNotes(forecast, horizonMs, true),
  ]
  const reality: Reality = { source: 'events', name, messages: happened === null ? 'rehearsed' : 'happened', from: logged.from, until: logged.until, people: counted[0]!.hits, underWay: null }
  return finished(forecast, side, reality, horizonMs, rows, notes)
}

function sideOf(document: JourneyDocument, { runs, whole, scenario }: ForecastRuns, starts: readonly Float64Array[], horizonMs: number | null): ForecastSide {
  const counted = horizonMs === null ? [] : runs.map((run, index) => countLog(run, starts[index]!, horizonMs))
  const reactions = whole.filter(({ kind }) => kind === 'delivered' || kind === 'opened' || kind === 'clicked')
  const [middle, ...ends] = counted
  return { middle: middle === undefined ? whole : [...middle, ...reactions], ends, assumed: assumedReactions(document, scenario) }
}

/** The longest time that half of those who came in had before the end, ms. */
function halfHad(starts: Float64Array, until: number): number {
  const had = starts.filter((start) => !Number.isNaN(start)).map((start) => until - start).sort()
  return had.length === 0 ? 0 : Math.max(0, had[Math.floor((had.length - 1) / 2)]!)
}

function modelNotes({ runs, about }: ForecastRuns, horizonMs: number | null, isBoth: boolean): string[] {
  return [
    ...(horizonMs === null
      ? ['The data of the rehearsal are not at hand, or too large to look at pass by pass: its figures are of everybody in it, also of those whose time was not up.']
      : [isBoth ? `Both sides count what happened within ${spanInWords(horizonMs)} of coming in, of people who had that long; those who came in later are left out, not counted as lost.` : `The forecast counts what happened within ${spanInWords(horizonMs)} of coming in, of people who had that long.`]),
    'Shares are of the people who came in. An interval holds 95 % of what chance gives if these people are like those of the rehearsal, for as many as came (the score interval of Wilson, widened by the chance of the people who came).',
    `People a day are taken to come as they did in the rehearsal and to vary from day to day as they did there; seasons and campaigns it did not see are not in it.${runs.length > 1 ? ' Intervals reach from the low end of the assumptions to their high end.' : about.hasRanges ? ' The ends of the assumptions were not rehearsed.' : ''}`,
    ...(about.isBefore ? [] : ['It was rehearsed after it was published, so this is no forecast that was kept, but what one would have said.']),
  ]
}

function finished({ about, whole }: ForecastRuns, side: ForecastSide, actual: Reality, horizonMs: number | null, rows: Comparison['rows'], notes: string[]): Comparison {
  const people = (side.middle.find(({ kind }) => kind === 'cameIn') ?? whole[0])?.hits ?? 0
  if (actual.people === 0) throw new RehearsalError('E_FORECAST', `Nobody came in by ${actual.name}.`, 'Wait until somebody has, or take data that reach further.')
  return { forecast: { ...about, people }, actual, horizonMs, rows, summary: summaryInWords(rows), notes }
}
