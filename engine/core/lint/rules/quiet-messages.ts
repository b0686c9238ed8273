import { jsonPath } from '../../json.ts'
import { exactMs } from '../../model/duration.ts'
import type { JourneyDocument } from '../../model/journey.ts'
import { timeOfDayInMinutes } from '../clock-of-day.ts'
import type { Diagnostic } from '../diagnostics.ts'
import { fixWith } from '../fix.ts'
import { named, nameOf, stepAt, stepsOf, waysOf } from '../flow.ts'

const DAY_MINUTES = 1440

/** A step people come to at a known time of day: behind a delay until a time, or a schedule. */
interface Timed { id: string; minute: number; source: string; delayId: string | undefined }

/** Messages whose own delay or schedule brings people to them within the quiet hours: dropped, or held until the morning. */
export function quietMessages(document: JourneyDocument): Diagnostic[] {
  const quiet = document.policies?.quietHours
  if (!quiet) return []
  const [from, to] = [timeOfDayInMinutes(quiet.from), timeOfDayInMinutes(quiet.to)]
  const isQuiet = (minute: number) => (from < to ? minute >= from && minute < to : minute >= from || minute < to)
  const reported = new Set<string>()
  return [...timedSteps(document)].flatMap(({ id, minute, source, delayId }): Diagnostic[] => {
    const step = stepAt(document, id)
    if (step?.kind !== 'message' || step.exempt?.includes('quietHours') || !isQuiet(minute) || reported.has(id)) return []
    reported.add(id)
    const name = nameOf(document, id)
    const hours = `the quiet hours from ${quiet.from} to ${quiet.to}`
    const fate = quiet.mode === 'drop' ? 'is never sent' : `goes out at ${quiet.to}`
    const delay = delayId === undefined ? undefined : document.steps[delayId]
    const fixable = delayId !== undefined && delay?.kind === 'delay' && timeOfDayInMinutes(delay.until?.time ?? '00:00') === minute
    return [
      {
        code: 'J051',
        severity: 'warning',
        message: `"${name}" ${fate}: ${source} brings people to it at ${clock(minute)}, within ${hours}`,
        help: 'choose a time outside the quiet hours, or exempt the message from them',
        path: jsonPath(['steps', id]),
        stepId: id,
        ...(fixable ? fixWith(document, `Wait until ${quiet.to} instead`, { path: ['steps', delayId, 'until', 'time'], value: quiet.to }) : {}),
      },
    ]
  })
}

function* timedSteps(document: JourneyDocument): Generator<Timed> {
  const queue: Timed[] = []
  for (const { id, trigger, next } of document.entries) {
    const at = trigger.kind === 'schedule' && trigger.at !== undefined ? /T(\d\d:\d\d)(:\d\d(\.\d+)?)?$/.exec(trigger.at)?.[1] : undefined
    // A rule may name hours of its own; only without them it goes by its start.
    if (at !== undefined && trigger.kind === 'schedule' && !/BYHOUR|HOURLY|MINUTELY|SECONDLY/i.test(trigger.every ?? '')) {
      queue.push({ id: next, minute: timeOfDayInMinutes(at), source: `the schedule ${named([id])}`, delayId: undefined })
    }
  }
  for (const [stepId, step] of stepsOf(document)) {
    if (step.kind !== 'delay' || !step.until || step.next === undefined) continue
    queue.push({ id: step.next, minute: timeOfDayInMinutes(step.until.time ?? '00:00'), source: `the delay ${named([nameOf(document, stepId)])}`, delayId: stepId })
  }
  const seen = new Set<string>()
  for (let head = 0; head < queue.length; head++) {
    const timed = queue[head]!
    const key = `${timed.minute} ${timed.id}`
    const step = stepAt(document, timed.id)
    if (!step || seen.has(key)) continue
    seen.add(key)
    yield timed
    // Beyond an event, another time of day, the best time or another journey the time is anybody's guess.
    if (step.kind === 'waitFor' || step.kind === 'journey' || (step.kind === 'delay' && step.for === undefined)) continue
    for (const { target } of waysOf(step)) {
      if (target === undefined) continue
      const later = step.kind === 'delay' && step.for !== undefined ? Math.floor(exactMs(step.for) / 60_000) : 0
      queue.push({ ...timed, id: target, minute: (timed.minute + later) % DAY_MINUTES })
    }
  }
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}
