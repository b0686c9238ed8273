import type { DelayUntil, JourneyProgram, Operation } from '../../compile/program.ts'
import { HOUR_MS, instantOfDate, nextTimeOfDay, timeOfDayAt } from '../../model/calendar.ts'
import { holdsOf, type HistoryEvent, type ProfileView } from './evaluate.ts'
import { happening, judge, operationOf, type RunningJourney } from './context.ts'
import type { ReferenceInstance } from './instance.ts'
import { concerns } from './reentry.ts'

/** Does the event at hand take this branch of a wait? A segment branch asks whether the profile is in it now. */
export function meets(run: RunningJourney, instance: ReferenceInstance, step: number, branch: number, event: HistoryEvent | undefined): boolean {
  const one = operationOf(run.program, step, 'waitFor').branches[branch]!
  const asked = { what: 'wait' as const, step, branch, onArrival: false }
  if (one.kind === 'segment') return judge(run, instance, asked, one.segment, undefined)
  // It arrived during this very event, because a journey it waited for has ended: only what comes after arrival counts.
  if (event === undefined || instance.arrivedIn === run.pass || !concerns(run.program.reentry, instance, event)) return false
  return judge(run, instance, asked, one.where, event)
}

/** What a wait waits for, whether it hears it or looks for it at its timeout. */
function waitOf(program: JourneyProgram, step: number): Extract<Operation, { kind: 'waitFor' | 'poll' }> {
  const { operation } = program.steps[step]!
  return operation.kind === 'poll' ? operation : operationOf(program, step, 'waitFor')
}

/** Does the branch hold as the instance arrives: by being in its segment, or by an event in the look-back? */
export function alreadyMet(run: RunningJourney, instance: ReferenceInstance, step: number, branch: number): boolean {
  const one = waitOf(run.program, step).branches[branch]!
  const asked = { what: 'wait' as const, step, branch, onArrival: true }
  if (one.kind === 'segment') return judge(run, instance, asked, one.segment, undefined)
  const found = lookBack(run, instance, step, branch)
  run.observer?.judged({ ...happening(run, instance), asked, predicate: one.where, view: run, atHand: found, holds: found !== undefined })
  return found !== undefined
}

/** The latest event in the wait's look-back that satisfies its branch; messages of this run are no events to wait for. */
export function lookBack(run: RunningJourney, instance: ReferenceInstance, step: number, branch: number): HistoryEvent | undefined {
  const { branches, look } = waitOf(run.program, step)
  const one = branches[branch]!
  if (one.kind === 'segment' || look === 'arrival') return undefined
  const isInView = ({ at }: HistoryEvent) => (look === 'entry' ? at >= instance.startedAt : at > run.now - look)
  return run.history.findLast(
    (event) => !event.sentByRun && event.name === one.event && isInView(event) && concerns(run.program.reentry, instance, event) && holdsOf(one.where, run, event),
  )
}

/** When a delay that begins now is over; not after now: at once. */
export function delayEnd(until: DelayUntil, { history, now, zone }: ProfileView): number {
  switch (until.kind) {
    case 'for': return now + until.ms
    case 'time': return nextTimeOfDay(zone, now, until.timeMs, until.weekday)
    case 'date': return instantOfDate(zone, until.date, until.timeMs)
    case 'bestTime': {
      const reactions = new Array<number>(24).fill(0)
      for (const { name, at } of history) if (name === '$opened' || name === '$clicked') reactions[Math.floor(timeOfDayAt(zone, at) / HOUR_MS)]!++
      const most = Math.max(...reactions)
      if (most === 0) return now
      const start = nextTimeOfDay(zone, now - 1, reactions.indexOf(most) * HOUR_MS) // the earlier hour of a tie; now counts
      return start - now > until.withinMs ? now : start
    }
  }
}
