import { jsonPath } from '../../json.ts'
import { instantOfBound } from '../../model/calendar.ts'
import type { JourneyDocument } from '../../model/journey.ts'
import type { Diagnostic } from '../diagnostics.ts'
import { fixWith } from '../fix.ts'

/** A journey that closes before it opens, or at the same instant. */
export function spans(document: JourneyDocument): Diagnostic[] {
  const { activeFrom, activeUntil, timeZone = 'UTC' } = document
  if (activeFrom === undefined || activeUntil === undefined) return []
  const [opens, closes] = [instantOfBound(activeFrom, timeZone), instantOfBound(activeUntil, timeZone)]
  if (opens < closes) return []
  return [
    {
      code: 'J029',
      severity: 'warning',
      message: `nobody can come in: the journey is open from ${activeFrom}, but only until ${activeUntil}`,
      help: 'set an end that comes after the start, or leave one of them out',
      path: jsonPath(['activeUntil']),
      ...(opens > closes ? fixWith(document, 'Exchange the two', { path: ['activeFrom'], value: activeUntil }, { path: ['activeUntil'], value: activeFrom }) : {}),
    },
  ]
}
