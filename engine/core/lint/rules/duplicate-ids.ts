import { jsonPath } from '../../json.ts'
import type { JourneyDocument } from '../../model/journey.ts'
import type { Diagnostic } from '../diagnostics.ts'

/** Ids are how results are listed: two of the same kind with one id would be counted as one. (Keys given twice are caught when reading.) */
export function duplicateIds(document: JourneyDocument): Diagnostic[] {
  return [
    ...among('entry', document.entries, ['entries']),
    ...among('goal', document.goals, ['goals']),
    ...among('exit', document.exits, ['exits']),
    ...among('stage', document.stages, ['stages']),
    ...Object.entries(document.steps).flatMap(([stepId, step]) => {
      if (step.kind === 'waitFor' || step.kind === 'branch') return among('branch', step.branches, ['steps', stepId, 'branches'], stepId)
      if (step.kind === 'split' || step.kind === 'message') return among('variant', step.variants, ['steps', stepId, 'variants'], stepId)
      return []
    }),
  ]
}

function among(what: string, items: readonly { id: string }[] | undefined, path: PropertyKey[], stepId?: string): Diagnostic[] {
  const seen = new Set<string>()
  return (items ?? []).flatMap(({ id }, index): Diagnostic[] => {
    if (!seen.has(id)) {
      seen.add(id)
      return []
    }
    const where = stepId === undefined ? '' : ` of step "${stepId}"`
    return [
      {
        code: 'J004',
        severity: 'error',
        message: `the ${what} id "${id}"${where} is used twice`,
        help: `give each ${what} an id of its own`,
        path: jsonPath([...path, index, 'id']),
        ...(stepId === undefined ? {} : { stepId }),
      },
    ]
  })
}
