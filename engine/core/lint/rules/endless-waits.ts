import { jsonPath } from '../../json.ts'
import type { JourneyDocument } from '../../model/journey.ts'
import type { Diagnostic } from '../diagnostics.ts'
import { fixWith } from '../fix.ts'
import { stepsOf } from '../flow.ts'

/** Without a timeout a profile that never does the awaited thing stays for good. */
export function endlessWaits(document: JourneyDocument): Diagnostic[] {
  return stepsOf(document).flatMap(([stepId, step]): Diagnostic[] => {
    if (step.kind !== 'waitFor' || step.timeout) return []
    return [
      {
        code: 'J021',
        severity: 'warning',
        message: `"${step.name ?? stepId}" has no timeout: whoever never does this waits to the end of the run`,
        help: 'add a timeout, or keep it if waiting for good is meant',
        path: jsonPath(['steps', stepId]),
        stepId,
        ...fixWith(document, 'Wait 7 days at most', { path: ['steps', stepId, 'timeout'], value: { after: 'P7D' } }),
      },
    ]
  })
}
