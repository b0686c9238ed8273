import { isLiquid } from '../../compile/lower.ts'
import { jsonPath } from '../../json.ts'
import { readText } from '../../liquid/read-text.ts'
import type { JourneyDocument } from '../../model/journey.ts'
import type { Step } from '../../model/steps/registry.ts'
import type { Diagnostic } from '../diagnostics.ts'
import { stepsOf } from '../flow.ts'

interface Placed { value: unknown; path: (string | number)[] }

/**
 * Liquid that does not parse. In an update it is an error, for a run renders it; in a message a warning: its platform may know tags and
 * filters that we do not.
 */
export function templates(document: JourneyDocument): Diagnostic[] {
  return stepsOf(document).flatMap(([stepId, step]) =>
    textsOf(step).flatMap(({ value, path }): Diagnostic[] => {
      const problem = isLiquid(value) ? readText(String(value)).problem : undefined
      if (problem === undefined) return []
      return [
        {
          code: 'J023',
          severity: step.kind === 'update' ? 'error' : 'warning',
          message: `the template of "${step.name ?? stepId}" does not parse: ${problem.what}${problem.line === 0 ? '' : `, line:${problem.line}, col:${problem.column}`}`,
          help: 'mend the Liquid text: close every {{ … }} and {% … %}, and check the names of tags and filters',
          path: jsonPath(['steps', stepId, ...path]),
          stepId,
        },
      ]
    }),
  )
}

/** Every text of a step that may be a template, with its path in the step. */
export function textsOf(step: Step): Placed[] {
  if (step.kind === 'update') return members(step.set, ['set'])
  if (step.kind !== 'message') return []
  return [
    ...members(step.template, ['template']),
    ...(step.variants ?? []).flatMap(({ template }, index) => members(template, ['variants', index, 'template'])),
  ]
}

function members(texts: Record<string, unknown> | undefined, path: (string | number)[]): Placed[] {
  return Object.entries(texts ?? {}).map(([key, value]) => ({ value, path: [...path, key] }))
}
