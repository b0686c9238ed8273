import type { ExitStep } from '../../engine/core/model/steps/exit.ts'
import { COMPLETED } from '../../engine/core/model/steps/exit.ts'
import { withField } from './commands/journey.ts'

/** An id that reads like the name: "Pre-approval (7 days)" as "pre-approval-7-days"; letters of every language stay. */
export function idOfName(name: string): string {
  return name.trim().toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-|-$/g, '')
}

/** An exit under a new name; its outcome, as long as nobody wrote another, is called alike. */
export function namedExit(exit: ExitStep, name: string | undefined): ExitStep {
  const isOwn = exit.outcome !== undefined && exit.outcome !== COMPLETED && exit.outcome !== idOfName(exit.name ?? '')
  const outcome = idOfName(name ?? '')
  const named = withField(exit, 'name', name)
  return isOwn ? named : withField(named, 'outcome', outcome === '' ? COMPLETED : outcome)
}
