import { judge, type RunningJourney } from './context.ts'
import type { HistoryEvent } from './evaluate.ts'
import { countGoals, goalMatches } from './goals.ts'
import type { ReferenceInstance } from './instance.ts'
import { concerns } from './reentry.ts'

/** Does the exit end the instance: an event's by the event, a segment's by being in it now? */
export function exitMatches(run: RunningJourney, instance: ReferenceInstance, exit: number, event: HistoryEvent | undefined): boolean {
  const one = run.program.exits[exit]!
  const asked = { what: 'exit' as const, exit }
  if (one.kind === 'segment') return judge(run, instance, asked, one.segment, undefined)
  return event !== undefined && concerns(run.program.reentry, instance, event) && judge(run, instance, asked, one.where, event)
}

/** Where ends take effect later: counts goals; the first matched one that ends the journey marks the instance, else the first exit that matches. */
export function markEndings(run: RunningJourney, instance: ReferenceInstance, event: HistoryEvent): void {
  const { goals, exits } = run.program
  const ending = goals.find(({ endsJourney }, goal) => endsJourney && goalMatches(run, instance, goal, event)) // before they are counted: each counts once
  countGoals(run, instance, event)
  if (ending) run.mark(instance, ending.outcome, true)
  if (instance.mark) return
  const exit = exits.find((one, index) => one.kind === 'event' && one.event === event.name && exitMatches(run, instance, index, event))
  if (exit) run.mark(instance, exit.outcome, false)
}
