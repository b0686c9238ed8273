import { jsonPath } from '../../json.ts'
import type { JourneyDocument } from '../../model/journey.ts'
import type { Diagnostic } from '../diagnostics.ts'
import { fixWith } from '../fix.ts'
import { stepsOf } from '../flow.ts'

/** Weights count in steps of 1/10,000; if all round to 0 there is nobody to deal. */
export function splitWeights(document: JourneyDocument): Diagnostic[] {
  return stepsOf(document).flatMap(([stepId, step]): Diagnostic[] => {
    const variants = step.kind === 'split' || step.kind === 'message' ? step.variants : undefined
    if (!variants || variants.some(({ weight }) => Math.round(weight * 10_000) > 0)) return []
    return [
      {
        code: 'J013',
        severity: 'error',
        message: `the weights of "${step.name ?? stepId}" sum to 0, so no variant can be chosen`,
        help: 'give at least one variant a weight of 0.0001 or more',
        path: jsonPath(['steps', stepId, 'variants']),
        stepId,
        ...fixWith(document, 'Deal evenly', ...variants.map((_, index) => ({ path: ['steps', stepId, 'variants', index, 'weight'], value: 1 }))),
      },
    ]
  })
}
