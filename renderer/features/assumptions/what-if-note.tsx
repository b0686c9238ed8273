import { useDocumentStore } from '../../document/document-store.ts'
import type { FinishedRun } from '../../stores/run-store.ts'
import { ApproximatelyIcon } from './basis-badge.tsx'
import { openAssumptions } from './panel-store.ts'
import { areRangesInForce } from './message-rows.ts'
import { assumeText } from './texts.ts'
import styles from './results.module.css'

const ENDS = { low: 'endLow', middle: 'endMiddle', high: 'endHigh' } as const

/** Above all results of a run that rests on assumptions: on which, and what follows. Nothing for one of history alone. */
export function WhatIfNote({ run }: { run: FinishedRun }) {
  // Of another journey than the open one there is nothing to change.
  const isOpen = useDocumentStore((state) => state.document.id === run.document.id)
  const words = noteInWords(run)
  if (words === undefined) return null
  return (
    <div className={styles.note} role="note" data-testid="what-if-note">
      <ApproximatelyIcon size={16} className={styles.noteMark} />
      <p className={styles.noteWords}>{words}</p>
      {isOpen && (
        <button type="button" className={styles.noteButton} onClick={openAssumptions}>
          {assumeText('change')}
        </button>
      )}
    </div>
  )
}

/** What the figures of a run rest on, in one sentence; undefined for a run of history alone. */
export function noteInWords({ document, scenario, responses }: FinishedRun): string | undefined {
  if (scenario === null) return undefined
  if (responses === null) return Object.keys(scenario.webhooks ?? {}).length === 0 ? undefined : assumeText('noteWebhooks')
  const rows = responses.messages.filter(({ basis }) => basis !== null)
  const count = new Set(rows.map(({ journey, step }) => JSON.stringify([journey, step]))).size
  if (count === 0) return assumeText('noneOfThese')
  const bases = new Set(rows.map(({ basis }) => basis))
  const basis = assumeText(bases.size > 1 ? 'basisBoth' : bases.has('learned') ? 'basisLearned' : 'basisAssumed')
  const end = areRangesInForce(document, scenario) ? assumeText(ENDS[responses.assume]) : ''
  return assumeText(responses.mode === 'whatIf' ? 'noteWhatIf' : 'noteBacktest', { count, basis, end })
}
