import type { ExitStep } from '../../engine/core/model/steps/exit.ts'
import { COMPLETED } from '../../engine/core/model/steps/exit.ts'
import { folded } from '../i18n/letters.ts'
import { withField } from './commands/journey.ts'

/**
 * An id that reads like the name: "Pre-approval (7 days)" as "pre-approval-7-days", "İlk alışveriş" as "ilk-alisveris". Latin letters lose their
 * accents, since ids go into addresses and formulas of platforms that take no others; letters of other scripts stay.
 */
export function idOfName(name: string): string {
  return folded(name).replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-|-$/g, '')
}

/** An exit under a new name; its outcome, as long as nobody wrote another, is called alike. */
export function namedExit(exit: ExitStep, name: string | undefined): ExitStep {
  const isOwn = exit.outcome !== undefined && exit.outcome !== COMPLETED && exit.outcome !== idOfName(exit.name ?? '')
  const outcome = idOfName(name ?? '')
  const named = withField(exit, 'name', name)
  return isOwn ? named : withField(named, 'outcome', outcome === '' ? COMPLETED : outcome)
}
