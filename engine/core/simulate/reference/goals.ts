import { evaluate, type HistoryEvent } from './evaluate.ts'
import { judge, type RunningJourney } from './context.ts'
import type { ReferenceInstance } from './instance.ts'
import { concerns } from './reentry.ts'

/** Would the event be the goal's first match for the instance, while the goal is open? Without a window it is open while the instance is under way. */
export function goalMatches(run: RunningJourney, instance: ReferenceInstance, goal: number, event: HistoryEvent): boolean {
  return isOpenTo(run, instance, goal, event) && evaluate(run.program.goals[goal]!.where, run, event)
}

function isOpenTo({ program }: RunningJourney, instance: ReferenceInstance, goal: number, event: HistoryEvent): boolean {
  const { event: name, windowMs } = program.goals[goal]!
  if (name !== event.name || instance.reached.has(goal) || !concerns(program.reentry, instance, event)) return false
  return windowMs === null ? !instance.ended : event.at < instance.startedAt + windowMs
}

/** Counts the conversions an event brings; all goals are looked at. */
export function countGoals(run: RunningJourney, instance: ReferenceInstance, event: HistoryEvent): void {
  run.program.goals.forEach(({ where }, goal) => {
    if (isOpenTo(run, instance, goal, event) && judge(run, instance, { what: 'goal', goal }, where, event)) run.recorder.goal(run, instance, goal, event)
  })
}

/** May an ended instance still count a goal at `now`? */
export function mayStillCount({ program, now }: RunningJourney, instance: ReferenceInstance): boolean {
  return now < instance.startedAt + program.longestWindowMs
}
