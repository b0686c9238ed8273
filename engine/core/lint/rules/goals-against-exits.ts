import { jsonPath } from '../../json.ts'
import { durationInWords } from '../../model/duration.ts'
import type { ExitCriterion, Goal, JourneyDocument } from '../../model/journey.ts'
import { Reasoning } from '../can-hold.ts'
import { atHand } from '../conditions-of.ts'
import type { Diagnostic } from '../diagnostics.ts'
import { fixWith } from '../fix.ts'
import { named } from '../flow.ts'

type EventExit = Extract<ExitCriterion, { event: string }>

/**
 * An exit on the very event of a goal. The goal is counted first, then the exit ends the pass, also when the goal's window is over and
 * nothing is counted; and the outcome reads as a loss, though it is the aim.
 */
export function goalsAgainstExits(document: JourneyDocument): Diagnostic[] {
  const reasoning = new Reasoning(document)
  return (document.exits ?? []).flatMap((exit, index): Diagnostic[] => {
    if (!('event' in exit)) return []
    const goal = (document.goals ?? []).find(({ event, where }) => event === exit.event && reasoning.implies([...atHand(event).known, where ?? {}], exit.where ?? {}))
    return goal ? both(document, goal, exit, index) : []
  })
}

function both(document: JourneyDocument, goal: Goal, exit: EventExit, index: number): Diagnostic[] {
  const alike = new Reasoning(document).implies([...atHand(exit.event).known, exit.where ?? {}], goal.where ?? {})
  const exits = (document.exits ?? []).filter((one) => one !== exit)
  const withoutExit = { path: ['exits'], value: exits.length === 0 ? undefined : exits }
  const endsAtGoal = { path: ['goals', document.goals!.indexOf(goal), 'endsJourney'], value: true }
  const report = (message: string, help: string, label: string, ...edits: Parameters<typeof fixWith>[2][]): Diagnostic[] => [
    { code: 'J040', severity: 'warning', message, help, path: jsonPath(['exits', index]), ...fixWith(document, label, ...edits) },
  ]
  if (goal.endsJourney) {
    // With a window, or a wider filter, the exit still has work: it takes out those whose event does not count.
    if (goal.window !== undefined || !alike) return []
    return report(`the exit ${named([exit.id])} is never used: the goal ${named([goal.id])} ends the journey at the same event`, 'remove the exit', 'Remove the exit', withoutExit)
  }
  const leaves = `whoever reaches the goal ${named([goal.id])} leaves by the exit ${named([exit.id])}, and reads as one who gave up`
  if (goal.window === undefined && alike) return report(leaves, 'let the goal end the journey, and remove the exit', 'Let the goal end the journey instead', endsAtGoal, withoutExit)
  const late = goal.window === undefined ? '' : `; and ${named([exit.event])} later than ${durationInWords(goal.window)} after the start ends the journey, but is not counted`
  return report(`${leaves}${late}`, 'let the goal end the journey; the exit then takes out only those whose event does not count', 'Let the goal end the journey', endsAtGoal)
}
