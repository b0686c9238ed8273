import { jsonPath } from '../../json.ts'
import type { JourneyDocument } from '../../model/journey.ts'
import type { Diagnostic } from '../diagnostics.ts'
import { fixWith } from '../fix.ts'

/** A holdout that holds nobody out measures nothing; one of everybody sends nothing. Shares count in steps of 1/10,000. */
export function holdouts(document: JourneyDocument): Diagnostic[] {
  const holdout = document.policies?.holdout
  const held = holdout && Math.round(holdout.share * 10_000)
  if (held !== 0 && held !== 10_000) return []
  const all = held === 10_000
  return [
    {
      code: 'J043',
      severity: all ? 'warning' : 'info',
      message: all ? 'everybody is held out, so no message is sent' : 'the holdout has a share of 0, so nobody is held out and there is nothing to compare with',
      help: all ? 'choose a share below 1, such as 0.05, or remove the holdout' : 'choose a share such as 0.05, or remove the holdout',
      path: jsonPath(['policies', 'holdout', 'share']),
      ...fixWith(document, 'Remove the holdout', { path: ['policies', 'holdout'] }),
    },
  ]
}
