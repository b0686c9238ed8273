import { jsonPath } from '../../json.ts'
import { conditionInWords } from '../../model/condition-in-words.ts'
import type { JourneyDocument } from '../../model/journey.ts'
import { Reasoning } from '../can-hold.ts'
import { conditionRoots } from '../conditions-of.ts'
import type { Diagnostic } from '../diagnostics.ts'
import { fixWith } from '../fix.ts'
import { reachableFrom } from '../flow.ts'
import { ownerOf } from '../names-of.ts'

/** A filter that asks what its trigger has just made true: `signup` for whoever did `signup`. And a branch that asks nothing. */
export function needlessFilters(document: JourneyDocument): Diagnostic[] {
  const reasoning = new Reasoning(document)
  return [...filters(document, reasoning), ...openBranches(document, reasoning)]
}

function filters(document: JourneyDocument, reasoning: Reasoning): Diagnostic[] {
  return [...conditionRoots(document)].flatMap(({ condition, known, path, place, stepId, event }): Diagnostic[] => {
    if (place !== 'event') return []
    const parts = 'all' in condition ? condition.all : [condition]
    const needless = parts.filter((part) => reasoning.implies(known, part))
    if (needless.length === 0) return []
    const rest = parts.filter((part) => !needless.includes(part))
    const value = rest.length === 0 ? undefined : rest.length === 1 ? rest[0] : { all: rest }
    return [
      {
        code: 'J032',
        severity: 'warning',
        message: `${whose(document, path)} filters by "${shortened(needless.map(conditionInWords).join(' and '))}", which is always true there${event === undefined ? '' : `: ${event} has just happened`}`,
        help: 'remove this part of the filter; for "the first time" ask for a count of exactly 1, for "before" look at a window that ended earlier',
        path: jsonPath(path),
        ...(stepId === undefined ? {} : { stepId }),
        ...fixWith(document, rest.length === 0 ? 'Remove the filter' : 'Remove this part of the filter', { path, value }),
      },
    ]
  })
}

/** A last branch that takes everyone, with nothing after it to be lost: mostly one whose condition is not filled in yet. */
function openBranches(document: JourneyDocument, reasoning: Reasoning): Diagnostic[] {
  return [...reachableFrom(document, document.entries.map(({ next }) => next))].flatMap((stepId): Diagnostic[] => {
    const step = document.steps[stepId]!
    if (step.kind !== 'branch' || step.else !== undefined) return []
    const last = step.branches.at(-1)
    const index = step.branches.length - 1
    if (!last || !reasoning.implies([], last.when) || step.branches.slice(0, -1).some(({ when }) => reasoning.implies([], when))) return []
    return [
      {
        code: 'J032',
        severity: 'info',
        message: `the branch "${last.id}" of "${step.name ?? stepId}" takes everyone who gets to it`,
        help: 'give it a condition, or connect this way as "everyone else" instead',
        path: jsonPath(['steps', stepId, 'branches', index, 'when']),
        stepId,
      },
    ]
  })
}

/** Long enough to be known again. */
function shortened(text: string): string {
  return text.length > 100 ? `${text.slice(0, 99)}…` : text
}

function whose(document: JourneyDocument, path: readonly (string | number)[]): string {
  const step = path[0] === 'steps' ? document.steps[String(path[1])] : undefined
  const branch = step?.kind === 'waitFor' ? `the branch "${step.branches[Number(path[3])]?.id}" of ` : ''
  return `${branch}${ownerOf(document, path)}`
}
