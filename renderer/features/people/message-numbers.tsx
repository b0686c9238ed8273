import { SUPPRESSION_REASONS } from '../../../engine/core/simulate/tally.ts'
import { full, people } from '../../i18n/numbers.ts'
import type { FinishedRun } from '../../stores/run-store.ts'
import { nameOfStep } from '../simulation/name-of-step.ts'
import { reasonsInWords } from '../simulation/reasons-in-words.ts'
import { simulationText } from '../simulation/texts.ts'
import { NumberButton } from './number-button.tsx'

/** How many came to a message, or were sent it. */
export function MessageNumber({ run: { document, result }, stepId, kind }: { run: FinishedRun; stepId: string; kind: 'entered' | 'sent' }) {
  const count = result.steps[stepId]?.[kind] ?? 0
  const what = `${nameOfStep(document, stepId)}, ${simulationText(kind === 'entered' ? 'arrived' : 'sent')}: ${full(count)}`
  return (
    <NumberButton of={{ kind, step: stepId }} count={count} what={what} testId={`message-${kind}-${stepId}`}>
      {people(count)}
    </NumberButton>
  )
}

/** To how many a message was not sent, reason by reason, most first. */
export function NotSent({ run: { document, result }, stepId }: { run: FinishedRun; stepId: string }) {
  const suppressed = result.steps[stepId]?.suppressed ?? {}
  const reasons = SUPPRESSION_REASONS.flatMap((reason) => ((suppressed[reason] ?? 0) > 0 ? [{ reason, count: suppressed[reason]! }] : [])).sort((a, b) => b.count - a.count)
  if (reasons.length === 0) return simulationText('noSuppressed')
  return reasons.map(({ reason, count }, index) => {
    const words = reasonsInWords({ [reason]: count })[0]!
    return (
      <span key={reason}>
        {index > 0 && ', '}
        <NumberButton of={{ kind: 'suppressed', step: stepId, reason }} count={count} what={`${nameOfStep(document, stepId)}: ${words}`} testId={`not-sent-${stepId}-${reason}`}>
          {words}
        </NumberButton>
      </span>
    )
  })
}
