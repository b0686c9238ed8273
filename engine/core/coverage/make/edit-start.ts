import type { JourneyProgram, Predicate, ProgramEntry } from '../../compile/program.ts'
import { nested } from '../../compile/columns-needed.ts'
import { DAY_MS, HOUR_MS, knownZone } from '../../model/calendar.ts'
import { scheduleInstants } from '../../model/recurrence.ts'
import { edgesOf, evaluate } from '../../simulate/reference/evaluate.ts'
import type { Demand } from './demands.ts'
import { blankDraft, nextKey, runningUntil, withEvent, type Draft } from './draft.ts'
import type { Making } from './making.ts'
import { meet } from './meet.ts'
import type { Played } from './play.ts'
import { viewAt } from './view.ts'

/** A Monday morning, so that nothing made up begins at night: 2026-01-12T09:00Z. */
const MONDAY = Date.UTC(2026, 0, 12, 9)

/** An instant at which the journey is open, a good while before it closes. */
export function startOf({ open }: JourneyProgram): number {
  const { from, until } = open
  const opened = from === null ? MONDAY : Math.max(MONDAY, from + HOUR_MS)
  if (until === null || opened < until - DAY_MS) return opened
  return from === null ? until - 3 * DAY_MS : Math.max(from + 1, Math.floor((from + until) / 2))
}

/** Nobody yet, at a time of day when people are up. */
export function blankFor(program: JourneyProgram): Draft {
  return blankDraft(startOf(program))
}

/** An edit by which the person should start by that entry; undefined: none was found this time. */
export function startingBy(draft: Draft, played: Played, program: JourneyProgram, entry: number, making: Making): Draft | undefined {
  const one = program.entries[entry]!
  switch (one.trigger.kind) {
    case 'event': return byEvent(draft, played, program, entry, one.trigger.event, making)
    case 'segment': return bySegment(draft, one, one.trigger, making)
    case 'schedule': return bySchedule(draft, program, one, one.trigger, making)
  }
}

function byEvent(draft: Draft, played: Played, { entries }: JourneyProgram, entry: number, event: string, making: Making): Draft | undefined {
  const unlike = entries.slice(0, entry).flatMap(({ trigger, where }) => (trigger.kind === 'event' && trigger.event === event ? [where] : []))
  const demands = (at: number, hand: number): Demand[] => [{ predicate: entries[entry]!.where, want: true, at, hand }, ...unlike.map((predicate) => ({ predicate, want: false, at, hand }))]
  // It was asked already, of an event that was not as wanted.
  const asked = played.asked.findLast((one) => one.entry === entry && !one.holds && one.hand >= 0)
  if (asked && making.chooser.chance(0.7)) return meet(draft, demands(asked.at, asked.hand), making)
  const last = draft.events.at(-1)?.at
  const at = last === undefined ? draft.from : last + making.chooser.pick([HOUR_MS, DAY_MS, 600_000])!
  return meet(withEvent(draft, { at, name: event, properties: {} }), demands(at, nextKey(draft)), making)
}

function bySegment(draft: Draft, { where }: ProgramEntry, { segment, change }: Extract<ProgramEntry['trigger'], { kind: 'segment' }>, making: Making): Draft | undefined {
  const { chooser } = making
  const wanted = change === 'enter'
  const first = Math.max(draft.from, draft.events.at(-1)?.at ?? draft.from)
  const late = { ...making, late: true }
  const isIn = (one: Draft, at: number) => evaluate(segment, viewAt(one, making.played, making.zone, at), undefined)
  const before = isIn({ ...draft, events: [] }, first)
  const t0 = first + chooser.pick([600_000, HOUR_MS])!
  // Being in it from the start is no entering: first it has to be otherwise.
  const other = isIn(draft, t0) === wanted || (before === wanted && draft.events.length === 0) ? meet(draft, [{ predicate: segment, want: !wanted, at: t0, hand: -1 }], chooser.chance(0.5) || before === wanted ? late : making) : draft
  if (!other) return undefined
  const also = (at: number): Demand[] => [{ predicate: where, want: true, at, hand: -1 }]
  const passing = edgesAfter(segment, other, t0, making).find((at) => isIn(other, at) === wanted)
  // Who came in by an entry before that may not come again: then it was before the run begins.
  const begun = (one: Draft): Draft => (chooser.chance(0.4) ? { ...one, from: t0 } : one)
  if (passing !== undefined && chooser.chance(0.8)) {
    const edited = meet(other, also(passing), making)
    return edited && begun(runningUntil(edited, passing))
  }
  const t1 = t0 + chooser.pick([HOUR_MS, 2 * HOUR_MS, DAY_MS])!
  const edited = meet(other, [{ predicate: segment, want: wanted, at: t1, hand: -1 }, ...also(t1)], late)
  return edited && begun(runningUntil(edited, t1))
}

/** Instants after `after` at which mere passing of time may change what a condition says, rising. */
export function edgesAfter(predicate: Predicate, draft: Draft, after: number, { played, zone }: Making): number[] {
  const view = viewAt(draft, played, zone, Infinity)
  const timed = [...nested(predicate)].filter((one) => one.kind === 'did' || one.kind === 'sequence')
  const edges = view.history.flatMap(({ at }) => timed.flatMap((one) => edgesOf(one, at, view.zone)))
  return [...new Set(edges)].filter((at) => at > after).sort((a, b) => a - b)
}

function bySchedule(draft: Draft, program: JourneyProgram, { where }: ProgramEntry, trigger: Extract<ProgramEntry['trigger'], { kind: 'schedule' }>, making: Making): Draft | undefined {
  const zone = knownZone(program.timeZone)
  // Without a start of its own it starts on the day of the first event, so there has to be one; with one, everything may as well happen about then.
  const anchor = trigger.at === null ? undefined : scheduleInstants({ at: trigger.at, every: null }, zone, 0, Infinity)[0]
  const near = anchor !== undefined && Math.abs(anchor - draft.from) > 30 * DAY_MS ? blankDraft(anchor - HOUR_MS) : draft
  const known = near.events.length > 0 ? near : withEvent(near, { at: anchor === undefined ? near.from : Math.min(near.from, anchor - HOUR_MS), name: making.neutralEvent, properties: {} })
  const at = firstInstant(trigger, program, known)
  if (at === undefined) return undefined
  const met = meet(known, [{ predicate: trigger.audience, want: true, at, hand: -1 }, { predicate: where, want: true, at, hand: -1 }], making)
  return met && runningUntil(met, at)
}

/** When the schedule first comes round while the journey is open. A rule that comes round every hour is not looked at for a year. */
function firstInstant(trigger: { at: string | null; every: string | null }, program: JourneyProgram, draft: Draft): number | undefined {
  for (const days of [2, 40, 400]) {
    try {
      const found = scheduleInstants(trigger, knownZone(program.timeZone), draft.events[0]!.at, draft.from + days * DAY_MS).find((at) => at >= draft.from && isOpenAt(program, at))
      if (found !== undefined) return found
    } catch {
      return undefined // more instants than the library counts
    }
  }
  return undefined
}

function isOpenAt({ open }: JourneyProgram, at: number): boolean {
  return (open.from === null || at >= open.from) && (open.until === null || at < open.until)
}
