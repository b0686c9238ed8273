import { knownZone } from '../model/calendar.ts'
import type { Entry } from '../model/journey.ts'
import { scheduleInstants } from '../model/recurrence.ts'
import type { HistoryEvent } from '../simulate/reference/evaluate.ts'
import { explainSegment, shortfall } from './explain-condition.ts'
import type { EntryMiss, ExplainedJourney } from './explanation.ts'
import { triggerInWords, type DrawnJourney } from './journey-names.ts'
import { explainedEvent, type Nearest } from './pass.ts'
import type { ProfilePast } from './profile-past.ts'

/** Events that are named when the one asked for never came. */
const MOST_SEEN = 5
/** Instants at which a segment's membership is looked at in search of the nearest. */
const MOST_LOOKED_AT = 2000

/** The span of the run, and the first instant of its dataset, with which schedules without a start begin. */
export interface RunSpan { from: number; until: number; firstAt: number }

/** How near a profile came to each entry of a journey that it never started. `failed`: by entry, the nearest judgement that failed. */
export function entryMisses(journey: DrawnJourney, failed: ReadonlyMap<number, Nearest>, past: ProfilePast, span: RunSpan): ExplainedJourney['entries'] {
  return journey.document.entries.map((entry, index) => {
    const nearest = failed.get(index)
    const miss: EntryMiss = nearest
      ? { kind: 'failed', at: nearest.at, event: nearest.event ? explainedEvent(nearest.event) : null, condition: nearest.node, count: nearest.count }
      : notJudged(journey, entry, index, past, span)
    return { id: entry.id, trigger: triggerInWords(entry, journey.document), miss }
  })
}

function notJudged(journey: DrawnJourney, { trigger }: Entry, index: number, past: ProfilePast, span: RunSpan): EntryMiss {
  switch (trigger.kind) {
    case 'event': return noEvent(journey, trigger.event, past, span)
    case 'api': return noEvent(journey, `$api:${trigger.name}`, past, span)
    case 'segment': return nearestMembership(journey, trigger, index, past)
    case 'schedule': {
      const lowered = journey.program.entries[index]!.trigger
      const instants = lowered.kind === 'schedule' ? scheduleInstants(lowered, knownZone(journey.program.timeZone), span.firstAt, span.until) : []
      return { kind: 'notAsked', why: instants.some((at) => at >= span.from) ? 'unknownThen' : 'noInstant' }
    }
  }
}

function noEvent({ program }: DrawnJourney, name: string, { history }: ProfilePast, { from }: RunSpan): EntryMiss {
  const { open } = program
  const opens = Math.max(from, open.from ?? -Infinity)
  const came = history.filter((event) => event.name === name)
  const nearest = came.findLast(({ at }) => at < opens) ?? came[0]
  if (!nearest) return { kind: 'noEvent', event: name, seen: seen(history) }
  const isBeforeRun = nearest.at < from && (open.from === null || nearest.at >= open.from)
  return { kind: 'closed', event: explainedEvent(nearest), why: isBeforeRun ? 'beforeRun' : 'notOpen', from: isBeforeRun ? from : open.from, until: isBeforeRun ? null : open.until }
}

function seen(history: readonly HistoryEvent[]): { name: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const { name, sentByRun } of history) if (!sentByRun) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count).slice(0, MOST_SEEN)
}

/** When the profile came nearest to being in the segment. */
function nearestMembership(journey: DrawnJourney, { segment, change }: Extract<Entry['trigger'], { kind: 'segment' }>, index: number, past: ProfilePast): EntryMiss {
  const lowered = journey.program.entries[index]!.trigger
  if (lowered.kind !== 'segment') throw new Error(`entry ${index} has no segment`)
  const { length } = past.history
  let best: { at: number; condition: ReturnType<typeof explainSegment>; short: number } | undefined
  for (let event = length - 1; event >= Math.max(-1, length - MOST_LOOKED_AT) && best?.short !== 0; event--) {
    const view = past.viewAt(event, journey.program.timeZone, past.history[Math.max(event, 0)]?.at)
    const condition = explainSegment(segment, lowered.segment, { view, atHand: undefined, segments: journey.document.segments ?? {} })
    const short = shortfall(condition)
    if (!best || short < best.short) best = { at: view.now, condition, short }
  }
  return { kind: 'segment', change, at: best!.at, condition: best!.condition }
}
