import type { DidPredicate, Predicate, SequencePredicate } from '../../compile/program.ts'
import type { JsonValue } from '../../json.ts'
import { DAY_MS, HOUR_MS } from '../../model/calendar.ts'
import type { Duration } from '../../model/duration.ts'
import { countPasses } from '../../simulate/compare.ts'
import { evaluate, holdsOf, isMeant, occurrences } from '../../simulate/reference/evaluate.ts'
import { clockFits, leavesOf } from './demands.ts'
import { eventOf, nextKey, shifted, withEvent, withoutEvent, withProperties, type Draft } from './draft.ts'
import type { Making, PastDemand } from './making.ts'
import { viewAt } from './view.ts'

/** Events added, or taken away, to make one condition on the past as asked. */
const MOST_EVENTS = 14
const DEEPEST = 3

/** Makes the past so that the condition holds, or does not, when it is asked; what is added at that instant stands before `hand`. */
export function makePast(draft: Draft, demand: PastDemand, hand: number, making: Making): Draft | undefined {
  const isMet = (one: Draft) => isPast(one, demand, making)
  if (isMet(draft)) return draft
  if (making.depth >= DEEPEST) return undefined
  const deeper = { ...making, depth: making.depth + 1 }
  return demand.predicate.kind === 'sequence' ? makeSequence(draft, demand, demand.predicate, hand, deeper, isMet) : makeDid(draft, demand, demand.predicate, hand, deeper, isMet)
}

/** Is the past as asked, as far as can be told without playing? */
export function isPast(draft: Draft, { predicate, want, at }: PastDemand, { played, zone }: Making): boolean {
  return evaluate(predicate, viewAt(draft, played, zone, at), undefined) === want
}

function makeSequence(draft: Draft, { want, at }: PastDemand, predicate: SequencePredicate, hand: number, making: Making, isMet: (one: Draft) => boolean): Draft | undefined {
  if (!want) return withFewer(draft, at, (event, view) => predicate.items.some((item) => isMeant(item.event, event.name) && holdsOf(item.where, view, event)), predicate, making, isMet)
  const { latest, earliest } = reach(predicate, at)
  const step = Math.min(60_000, Math.floor((latest - Math.max(earliest, latest - DAY_MS)) / (predicate.items.length + 1)))
  let edited: Draft | undefined = draft
  predicate.items.forEach((item, index) => {
    edited = edited && withOccurrence(edited, item, at, [latest - (predicate.items.length - 1 - index) * step - step], {}, hand, making)
  })
  return edited && isMet(edited) ? edited : undefined
}

function makeDid(draft: Draft, demand: PastDemand, predicate: DidPredicate, hand: number, making: Making, isMet: (one: Draft) => boolean): Draft | undefined {
  const { at, want } = demand
  const { measure } = predicate
  const found = occurrences(predicate, viewAt(draft, making.played, making.zone, at))
  const fewer = () => withFewer(draft, at, (event, view) => occurrences(predicate, view).includes(event), predicate, making, isMet)
  if (measure.kind === 'count' || measure.kind === 'distinct') {
    const now = measure.kind === 'count' && measure.per === null ? found.length : mostAlike(found, measure.kind === 'count' ? measure.per! : measure.property, measure.kind === 'distinct')
    const passing = Array.from({ length: MOST_EVENTS + 1 }, (_, count) => count).filter((count) => countPasses(measure.op, measure.value, count) === want)
    const more = passing.find((count) => count > now)
    if (more === undefined || (passing.some((count) => count < now) && making.chooser.chance(0.6))) return fewer()
    return withMore(draft, demand, predicate, hand, making, isMet, more - now)
  }
  const more = withMore(draft, demand, predicate, hand, making, isMet, 1)
  return more ?? fewer()
}

function mostAlike(found: readonly { properties: Readonly<Record<string, JsonValue | undefined>> }[], property: string, distinct: boolean): number {
  const counts = new Map<string, number>()
  for (const { properties } of found) {
    const value = properties[property]
    if (value !== undefined && value !== null) counts.set(JSON.stringify(value), (counts.get(JSON.stringify(value)) ?? 0) + 1)
  }
  return distinct ? counts.size : Math.max(0, ...counts.values())
}

/** Adds occurrences one by one until the condition is as asked. */
function withMore(draft: Draft, { at }: PastDemand, predicate: DidPredicate, hand: number, making: Making, isMet: (one: Draft) => boolean, least: number): Draft | undefined {
  const { measure } = predicate
  const times = timesFor(predicate, at, draft, making)
  let edited: Draft | undefined = draft
  for (let added = 0; edited && added < Math.max(least, 1) + 3 && added < MOST_EVENTS; added++) {
    const turns = [...times.slice(added % Math.max(1, times.length)), ...times]
    const options: Record<string, JsonValue>[] = valuesAsked(measure, added, edited, at, predicate, making)
    let next: Draft | undefined
    for (const properties of options) {
      const one = withOccurrence(edited, predicate, at, turns, properties, hand, making)
      next ??= one
      if (one && isMet(one)) return one
    }
    edited = next
  }
  return undefined
}

/** Properties an occurrence has to have for what is measured, besides its filter: several where one has to be found by trying. */
function valuesAsked(measure: DidPredicate['measure'], added: number, draft: Draft, at: number, predicate: DidPredicate, making: Making): Record<string, JsonValue>[] {
  if (measure.kind === 'count') {
    if (measure.per === null) return [{}]
    const { per } = measure
    const seen = occurrences(predicate, viewAt(draft, making.played, making.zone, at)).map(({ properties }) => properties[per]).findLast((value) => value !== undefined && value !== null)
    const pool = (making.pools.properties.get(per) ?? []).filter((value) => value !== undefined && value !== null)
    return [seen, ...pool.slice(0, 6), 'A'].filter((value) => value !== undefined).map((value) => ({ [per]: value! }))
  }
  const { property, value } = measure
  if (measure.kind === 'distinct') return [{ [property]: `kind ${added + 1}` }, { [property]: added }]
  const now = occurrences(predicate, viewAt(draft, making.played, making.zone, at)).reduce((sum, { properties }) => sum + (typeof properties[property] === 'number' ? properties[property] : 0), 0)
  const candidates = [value, value + 1, value - 1, value - now, value - now + 1, value - now - 1, value + 0.01, value - 0.01, 2 * value + 1, -Math.abs(value) - 1, 20 * (value - now) + 20, 20 * (value - now) - 20]
  return candidates.map((one) => ({ [property]: Math.round(one * 1e6) / 1e6 }))
}

/** One more event as asked, at the first of these times at which its clocks are right. */
function withOccurrence(draft: Draft, { event, where }: { event: string; where: Predicate }, at: number, times: readonly number[], properties: Record<string, JsonValue>, hand: number, making: Making): Draft | undefined {
  const name = event === '*' ? making.neutralEvent : event
  const key = nextKey(draft)
  const look = (instant: number) => viewAt(draft, making.played, making.zone, instant)
  let second: Draft | undefined
  for (const time of times) {
    const placed = withEvent(draft, { at: time, name, properties }, hand)
    const leaves = leavesOf([{ predicate: where, want: true, at, hand: key, clock: time }], look, (one) => eventOf(placed, one), making.chooser)
    if (!clockFits(leaves.filter((leaf) => leaf.kind === 'clock'), look)) continue
    const met = making.meet(placed, [{ predicate: where, want: true, at, hand: key, clock: time }], making)
    const made = met && withProperties(met, key, properties)
    if (!made) return undefined
    if (making.keep.every((one) => isPast(made, one, making))) return made
    second ??= made
  }
  return second
}

/** How late and how early (not included) an event may be to count at `at`, about. */
function reach(predicate: { window: Duration | null; ago: Duration | null; notFollowedBy?: DidPredicate['notFollowedBy'] }, at: number): { latest: number; earliest: number } {
  const shift = Math.max(spanMs(predicate.ago), predicate.notFollowedBy ? spanMs(predicate.notFollowedBy.within) : 0)
  return { latest: at - shift, earliest: predicate.window === null ? -Infinity : at - spanMs(predicate.ago) - spanMs(predicate.window) }
}

function spanMs(duration: Duration | null): number {
  return duration === null ? 0 : duration.kind === 'exact' ? duration.ms : duration.months * 31 * DAY_MS
}

/** Times at which an occurrence would count: shortly before it is asked, before everything else, and spread between. */
function timesFor(predicate: DidPredicate, at: number, draft: Draft, { chooser }: Making): number[] {
  const { latest, earliest } = reach(predicate, at)
  const first = draft.events[0]?.at ?? at
  const near = [60_000, 120_000, 300_000, 1000, 1].map((ms) => latest - ms)
  const before = [HOUR_MS, 2 * HOUR_MS, DAY_MS, 60_000, 8 * DAY_MS, 31 * DAY_MS, 100 * DAY_MS, 400 * DAY_MS].map((ms) => Math.min(first, latest) - ms)
  const spread = earliest === -Infinity ? [] : [(latest + earliest) / 2, earliest + 60_000, earliest + 1].map(Math.floor)
  const week = Array.from({ length: 60 }, (_, step) => latest - (step * 7 * HOUR_MS) / 2)
  const orders = [[near, before, spread], [before, near, spread], [spread, near, before]]
  return [...orders[chooser.chance(0.6) ? (chooser.chance(0.5) ? 0 : 1) : 2]!.flat(), latest, ...week].filter((time) => time <= latest && time > earliest)
}

/** Takes away, or makes unfit, what counts, until the condition is as asked; or lets it be so long ago that it no longer does. */
function withFewer(
  draft: Draft, at: number, counts: (event: Draft['events'][number], view: ReturnType<typeof viewAt>) => boolean, { window, ago }: Pick<DidPredicate, 'window' | 'ago'>, making: Making, isMet: (one: Draft) => boolean,
): Draft | undefined {
  const { chooser } = making
  const last = draft.events.filter((event) => event.at <= at).at(-1)
  if (window !== null && last && chooser.chance(0.3)) return shifted(draft, last.at, spanMs(window) + spanMs(ago) + HOUR_MS)
  let edited = draft
  for (let taken = 0; taken < MOST_EVENTS; taken++) {
    const view = viewAt(edited, making.played, making.zone, at)
    const own = edited.events.filter((event) => event.at <= at && counts(event, view))
    const one = chooser.pick(own)
    if (!one) return undefined
    edited = withoutEvent(edited, one.key)
    if (isMet(edited)) return edited
  }
  return undefined
}
