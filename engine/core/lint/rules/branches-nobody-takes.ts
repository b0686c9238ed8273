import { jsonPath } from '../../json.ts'
import { isAlways } from '../../model/condition.ts'
import type { JourneyDocument } from '../../model/journey.ts'
import type { BranchStep } from '../../model/steps/branch.ts'
import type { WaitForStep } from '../../model/steps/wait-for.ts'
import { Reasoning } from '../can-hold.ts'
import { awaited } from '../conditions-of.ts'
import type { Diagnostic, Fix } from '../diagnostics.ts'
import { fixWith } from '../fix.ts'
import { stepsOf } from '../flow.ts'

const MOST_BRANCHES = 200
const CONTRADICTION = 'its conditions contradict each other'

/** The first branch that holds is taken, so one that an earlier branch always takes away from, or that contradicts itself, is never taken. */
export function branchesNobodyTakes(document: JourneyDocument): Diagnostic[] {
  const reasoning = new Reasoning(document)
  return stepsOf(document).flatMap(([stepId, step]) => {
    // Every branch is held against every one before it: of a step with more than people draw, nothing is said.
    if ((step.kind === 'branch' || step.kind === 'waitFor') && step.branches.length > MOST_BRANCHES) return []
    if (step.kind === 'branch') return inBranch(document, reasoning, stepId, step)
    return step.kind === 'waitFor' ? inWait(document, reasoning, stepId, step) : []
  })
}

function inBranch(document: JourneyDocument, reasoning: Reasoning, stepId: string, step: BranchStep): Diagnostic[] {
  const name = step.name ?? stepId
  const found = step.branches.flatMap(({ id, when }, index): Diagnostic[] => {
    const report = (why: string, help: string, { fix } = without(document, stepId, step, index)) => [
      finding(`nobody ${why === CONTRADICTION ? 'can take' : 'gets to'} the branch "${id}" of "${name}": ${why}`, help, ['steps', stepId, 'branches', index], stepId, fix),
    ]
    if (!reasoning.canHold([when])) return report(CONTRADICTION, 'correct them, or remove the branch')
    const before = step.branches.slice(0, index)
    const taker = before.findIndex((earlier) => reasoning.implies([when], earlier.when))
    if (taker >= 0) {
      const { id: first, when: wider } = before[taker]!
      if (reasoning.implies([], wider)) return report(`"${first}" before it takes everyone`, 'give the earlier branch a condition, or remove the later one')
      if (reasoning.implies([wider], when)) return report(`"${first}" before it asks for the same`, 'change one of the two conditions, or remove the later branch')
      const help = 'put the narrower branch first, or remove one of them: the first that holds is taken'
      return report(`"${first}" before it takes all of them`, help, moving(document, stepId, step, index, taker))
    }
    if (index < 2 || !reasoning.implies([when], { any: before.map((earlier) => earlier.when) })) return []
    return report('the branches before it take all of them', 'put the narrower branch first, or remove it')
  })
  if (step.else === undefined || step.branches.length === 0 || !reasoning.coverAll(step.branches.map(({ when }) => when))) return found
  const fix = fixWith(document, 'Disconnect "everyone else"', { path: ['steps', stepId, 'else'] })
  return [...found, finding(`nobody is left for "everyone else" of "${name}": its branches take everyone`, 'narrow a branch, or disconnect this way', ['steps', stepId, 'else'], stepId, fix.fix)]
}

function inWait(document: JourneyDocument, reasoning: Reasoning, stepId: string, step: WaitForStep): Diagnostic[] {
  const name = step.name ?? stepId
  return step.branches.flatMap((branch, index): Diagnostic[] => {
    const report = (message: string, help: string, { fix } = without(document, stepId, step, index)) => [
      finding(message, help, ['steps', stepId, 'branches', index], stepId, fix),
    ]
    const before = step.branches.slice(0, index)
    if ('segment' in branch) {
      const same = before.find((earlier) => 'segment' in earlier && earlier.segment === branch.segment)
      return same ? report(`nobody gets to the branch "${branch.id}" of "${name}": "${same.id}" before it waits for the same segment`, 'remove one of them') : []
    }
    const { event, where = {} } = branch
    const { known } = awaited(step, event)
    if (!isAlways(where) && !reasoning.canHold([...known, where])) {
      return report(`nobody can take the branch "${branch.id}" of "${name}": no ${event} can be as its filter says`, 'correct the filter, or remove the branch')
    }
    const taker = before.findIndex((earlier) => 'event' in earlier && earlier.event === event && reasoning.implies([...known, where], earlier.where ?? {}))
    const earlier = before[taker]
    if (!earlier || !('event' in earlier)) return []
    const same = reasoning.implies([...known, earlier.where ?? {}], where)
    return report(
      `nobody gets to the branch "${branch.id}" of "${name}": every such ${event} is taken by "${earlier.id}" before it`,
      same ? 'change one of the two filters, or remove the later branch' : 'put the narrower branch first: the first that matches is taken',
      same ? without(document, stepId, step, index) : moving(document, stepId, step, index, taker),
    )
  })
}

function finding(message: string, help: string, path: PropertyKey[], stepId: string, fix: Fix): Diagnostic {
  return { code: 'J030', severity: 'warning', message, help, path: jsonPath(path), stepId, fix }
}

function without(document: JourneyDocument, stepId: string, { branches }: BranchStep | WaitForStep, index: number): { fix: Fix } {
  return fixWith(document, `Remove the branch "${branches[index]!.id}"`, { path: ['steps', stepId, 'branches'], value: branches.filter((_, one) => one !== index) })
}

function moving(document: JourneyDocument, stepId: string, { branches }: { branches: readonly { id: string }[] }, from: number, to: number): { fix: Fix } {
  const value = branches.toSpliced(from, 1).toSpliced(to, 0, branches[from]!)
  return fixWith(document, `Move "${branches[from]!.id}" before "${branches[to]!.id}"`, { path: ['steps', stepId, 'branches'], value })
}
