import type { JourneyDocument } from '../model/journey.ts'
import { portsOf } from '../model/steps/registry.ts'
import type { Range } from '../statistics/proportions.ts'
import { FIGURE_KINDS, type Compared, type Figure, type FigureKind, type Verdict } from './forecast-schema.ts'
import { comparedInWords } from './in-words.ts'
import type { Observed } from './observed.ts'
import { predictedRate, predictedShare, sharesUnder, widest } from './prediction.ts'
import type { AssumedReactions, ReactionKind } from './reactions.ts'

/** With fewer people or messages on either side nothing is said of a share. */
export const FEWEST = 30

/** What was forecast: in the middle of the assumptions, at their low and high ends where they are ranges, and what was assumed of reactions. */
export interface ForecastSide { middle: readonly Figure[]; ends: readonly (readonly Figure[])[]; assumed: ReadonlyMap<string, AssumedReactions> }

/** What came. `underWay`: people who may still do what they have not done; null: nobody tells. `notTold`: kinds of figures that this source never tells of. */
export interface ActualSide { figures: readonly Observed[]; underWay: number; notTold: readonly FigureKind[]; silent: string }

const REACTIONS: readonly FigureKind[] = ['delivered', 'opened', 'clicked']

/** Every figure of both sides, in the order of the steps; those the source never tells of are left out, but for goals, whose silence matters. */
export function compareFigures(document: JourneyDocument, forecast: ForecastSide, actual: ActualSide): Compared[] {
  const observed = new Map(actual.figures.map((figure) => [keyOf(figure), figure]))
  const middle = new Map(forecast.middle.map((figure) => [keyOf(figure), figure]))
  const ends = forecast.ends.map((figures) => new Map(figures.map((figure) => [keyOf(figure), figure])))
  const named = [...middle.values(), ...actual.figures.filter((figure) => !middle.has(keyOf(figure)))].filter(({ kind }) => !actual.notTold.includes(kind))
  const order = placesIn(document)
  const sorted = named.toSorted((a, b) => order(a) - order(b))
  return sorted.flatMap((place): Compared[] => {
    const key = keyOf(place)
    const ours = middle.get(key) ?? null
    const theirs = observed.get(key) ?? null
    // Nobody assumed anything and nobody tells: there is nothing to put side by side.
    if (REACTIONS.includes(place.kind) && (theirs === null || theirs.hits === null) && ours === null && !forecast.assumed.has(place.stepId ?? '')) return []
    return [compared(document, place, ours, ends.flatMap((end) => end.get(key) ?? []), forecast.assumed.get(place.stepId ?? ''), theirs, actual)]
  })
}

type Place = Pick<Figure, 'kind' | 'stepId' | 'part'>

function keyOf({ kind, stepId, part }: Place): string {
  return JSON.stringify([kind, stepId, part])
}

function placesIn({ steps, goals = [] }: JourneyDocument): (place: Place) => number {
  const stepOrder = new Map(Object.keys(steps).map((id, index) => [id, index]))
  const count = stepOrder.size
  return ({ kind, stepId, part }) => {
    const within = FIGURE_KINDS.indexOf(kind) / FIGURE_KINDS.length
    if (stepId !== null) return 1 + (stepOrder.get(stepId) ?? count) + within
    return kind === 'cameIn' ? 0 : 2 + count + goals.findIndex(({ id }) => id === part) + (kind === 'converted' ? goals.length + 1 : 0)
  }
}

function compared(document: JourneyDocument, place: Place, ours: Figure | null, ends: readonly Figure[], assumed: AssumedReactions | undefined, theirs: Observed | null, source: ActualSide): Compared {
  const { kind, stepId, part } = place
  const isReaction = REACTIONS.includes(kind)
  const per = kind === 'cameIn' ? 'day' : isReaction ? 'message' : 'person'
  // Where it happens several times to one person, a platform counts each time: then so does the forecast, and it is no share.
  const isOften = per === 'person' && ((ours !== null && ours.times > ours.hits && source.notTold.length > 0) || (theirs?.hits ?? 0) > (theirs?.of ?? Infinity))
  const isShare = per !== 'day' && !isOften
  const of = theirs?.of ?? null
  const told = theirs === null ? null : isOften ? theirs.times : theirs.hits
  // Less than a day says nothing of days.
  const isTooSoon = kind === 'cameIn' && told !== null && of !== null && of < 1
  const actual = told === null || of === null || of <= 0 || isTooSoon ? null : { hits: told, of, rate: told / of }
  const size = actual?.of ?? Infinity
  const counted = (figure: Figure) => ({ hits: isOften ? figure.times : figure.hits, of: figure.of })
  const rangeOf = (figure: Figure): Range | null => (isShare ? predictedShare(counted(figure), size) : predictedRate(counted(figure), size, { dispersion: figure.dispersion ?? 1 }))
  const range = isReaction ? (assumed?.[kind as ReactionKind] ?? null) : null // as: looked for above
  const middle = ours !== null && ours.of > 0 ? counted(ours) : null
  // What was drawn of reactions is an assumption with the luck of the dice on top: the assumption itself says more.
  const assumedRate = range === null ? null : (range.low + range.high) / 2
  const forecast = assumedRate !== null ? { hits: assumedRate * (ours?.of ?? 0), of: ours?.of ?? 0, rate: assumedRate } : middle === null ? null : { ...middle, rate: middle.hits / middle.of }
  const interval = isReaction ? (range === null ? null : sharesUnder(range, size)) : widest([ours, ...ends].map((figure) => (figure === null ? null : rangeOf(figure))))
  const verdict = isTooSoon ? 'tooEarly' : verdictOf({ forecast, interval, actual, isShare, isAssumed: isReaction, mayStill: isReaction || kind === 'cameIn' ? 0 : source.underWay })
  const difference = forecast === null || actual === null ? null : actual.rate - forecast.rate
  const row = {
    kind, stepId, part, name: nameOf(document, place), per, forecast, interval, actual, verdict, difference,
    relative: difference === null || forecast === null || forecast.rate === 0 ? null : difference / forecast.rate,
  } satisfies Omit<Compared, 'inWords'>
  const why = isTooSoon ? 'Too early to tell: it has run for less than a day.' : verdict === 'notReported' ? (told !== null && of === null ? 'Not reported how many came in, so no share can be told.' : `${source.silent}`) : isReaction ? 'Nothing was assumed of this message, so nothing was forecast.' : 'The rehearsal had nobody to tell from.'
  return { ...row, inWords: comparedInWords(row, { isShare, fewest: FEWEST, why }) }
}

interface Judged { forecast: Compared['forecast']; interval: Range | null; actual: Compared['actual']; isShare: boolean; isAssumed: boolean; mayStill: number }

function verdictOf({ forecast, interval, actual, isShare, isAssumed, mayStill }: Judged): Verdict {
  if (actual === null) return 'notReported'
  if (forecast === null || interval === null) return 'notForecast'
  // Days need not be many; people do. An assumption is as sure with few messages rehearsed as with many.
  const isFew = isShare ? actual.of < FEWEST || (!isAssumed && forecast.of < FEWEST) : forecast.hits + actual.hits < FEWEST
  if (isFew) return 'tooFew'
  if (actual.rate > interval.high) return 'above'
  if (actual.rate >= interval.low) return 'inside'
  return mayStill > 0 && (actual.hits + mayStill) / actual.of >= interval.low ? 'tooEarly' : 'below'
}

/** What people call it; goals go by their ids. */
function nameOf(document: JourneyDocument, { stepId, part, kind }: Place): string {
  if (stepId === null) return part ?? ''
  const step = document.steps[stepId]
  const name = step?.name ?? stepId
  return kind === 'left' && step ? `${name}: ${portsOf(step).find(({ id }) => id === part)?.label ?? part}` : name
}
