import { jsonPath } from '../../json.ts'
import type { JourneyDocument } from '../../model/journey.ts'
import type { Step } from '../../model/steps/registry.ts'
import { Reasoning } from '../can-hold.ts'
import type { Diagnostic } from '../diagnostics.ts'
import { named, reachableFrom, waysOf } from '../flow.ts'

/**
 * Ways that end unseen where their siblings go on, and a delay after which nothing comes. The last message of a journey needs no exit
 * behind it, a step none of whose ways is connected is the end of its branch, and who reaches the goal may leave: none of these is found.
 */
export function silentEnds(document: JourneyDocument): Diagnostic[] {
  const reasoning = new Reasoning(document)
  const lost = (document.goals ?? []).filter(({ window }) => window === undefined).map(({ id }) => id)
  // Of a step nobody can reach, that is what there is to say (J020): mostly it was just dropped, and is about to be connected.
  return [...reachableFrom(document, document.entries.map(({ next }) => next))].flatMap((stepId): Diagnostic[] => {
    const step = document.steps[stepId]!
    const name = step.name ?? stepId
    const report = (message: string, help: string): Diagnostic[] => [{ code: 'J024', severity: 'info', message, help, path: jsonPath(['steps', stepId]), stepId }]
    const ways = waysOf(step)
    if (step.kind === 'delay' && step.next === undefined) return report(`nothing comes after the delay "${name}"`, 'connect it to what should happen then, or delete it')
    if (ways.every(({ target }) => target === undefined)) return []
    const ends = ways.filter(({ port, target }) => target === undefined && !mayEnd(document, reasoning, step, port))
    if (ends.length === 0) return []
    const which = `${named(ends.map(({ label }) => label))} of "${name}" ${ends.length === 1 ? 'ends' : 'end'} the journey`
    if (step.kind === 'split' && lost.length > 0) {
      const goals = lost.length === 1 ? `the goal ${named(lost)} has` : `the goals ${named(lost)} have`
      return report(`${which}, and ${goals} no window, so nothing counts there`, 'give the goal a window such as 7 days: it then counts after the end, too, and the variants can be compared')
    }
    const help = step.kind === 'split'
      ? 'keep it for a control group that gets nothing; otherwise connect it'
      : 'connect it, or lead it to an exit with an outcome of its own, so that the figures tell these people apart'
    return report(`${which}, while others go on`, help)
  })
}

/** Who does what the journey is for may leave without a word, and nobody takes an "else" that no one is left for. */
function mayEnd({ goals = [] }: JourneyDocument, reasoning: Reasoning, step: Step, port: string): boolean {
  if (step.kind === 'waitFor') return step.branches.some((branch) => branch.id === port && 'event' in branch && goals.some(({ event }) => event === branch.event))
  return step.kind === 'branch' && port === 'else' && reasoning.coverAll(step.branches.map(({ when }) => when))
}
