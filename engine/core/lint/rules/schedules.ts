import { jsonPath } from '../../json.ts'
import type { JourneyDocument } from '../../model/journey.ts'
import { recurrenceProblem } from '../../model/recurrence.ts'
import type { Diagnostic } from '../diagnostics.ts'
import { named } from '../flow.ts'

/** Recurrence rules of schedules that do not parse. */
export function schedules(document: JourneyDocument): Diagnostic[] {
  return document.entries.flatMap(({ id, trigger }, index): Diagnostic[] => {
    const problem = trigger.kind === 'schedule' && trigger.every !== undefined ? recurrenceProblem(trigger.every) : undefined
    if (problem === undefined) return []
    return [
      {
        code: 'J018',
        severity: 'error',
        message: `the schedule of the entry ${named([id])} cannot be read: ${problem}`,
        help: 'write a recurrence rule such as FREQ=DAILY;BYHOUR=9;BYMINUTE=0;BYSECOND=0, with the start in "at"',
        path: jsonPath(['entries', index, 'trigger', 'every']),
      },
    ]
  })
}
