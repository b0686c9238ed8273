import { jsonPath } from '../../json.ts'
import { freeId } from '../../model/ids.ts'
import type { JourneyDocument } from '../../model/journey.ts'
import type { Diagnostic } from '../diagnostics.ts'
import { fixWith } from '../fix.ts'
import { nameOf, stepsOf } from '../flow.ts'

/** Ids are how results are listed: two of the same kind with one id would be counted as one. (Keys given twice are caught when reading.) */
export function duplicateIds(document: JourneyDocument): Diagnostic[] {
  return [
    ...among(document, 'entry', document.entries, ['entries']),
    ...among(document, 'goal', document.goals, ['goals']),
    ...among(document, 'exit', document.exits, ['exits']),
    ...among(document, 'stage', document.stages, ['stages']),
    ...stepsOf(document).flatMap(([stepId, step]) => {
      if (step.kind === 'waitFor' || step.kind === 'branch') return among(document, 'branch', step.branches, ['steps', stepId, 'branches'], stepId)
      if (step.kind === 'split' || step.kind === 'message') return among(document, 'variant', step.variants, ['steps', stepId, 'variants'], stepId)
      return []
    }),
  ]
}

function among(document: JourneyDocument, what: string, items: readonly { id: string }[] | undefined, path: (string | number)[], stepId?: string): Diagnostic[] {
  const taken = new Set(items?.map(({ id }) => id))
  const seen = new Set<string>()
  return (items ?? []).flatMap(({ id }, index): Diagnostic[] => {
    if (!seen.has(id)) {
      seen.add(id)
      return []
    }
    const free = freeId(id, (one) => taken.has(one))
    const where = stepId === undefined ? '' : ` of step "${nameOf(document, stepId)}"`
    return [
      {
        code: 'J004',
        severity: 'error',
        message: `the ${what} id "${id}"${where} is used twice`,
        help: `give each ${what} an id of its own`,
        path: jsonPath([...path, index, 'id']),
        ...(stepId === undefined ? {} : { stepId }),
        ...fixWith(document, `Call this one "${free}"`, { path: [...path, index, 'id'], value: free }),
      },
    ]
  })
}
