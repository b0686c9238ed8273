import { IconCircleCheck } from '@tabler/icons-react'
import { documentStore } from '../../document/document-store.ts'
import { defineTexts } from '../../i18n/define-texts.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { nodeOfDiagnostic, useDiagnosticsStore } from './diagnostics-store.ts'
import { Finding } from './finding.tsx'
import { FindingActions } from './finding-actions.tsx'
import styles from './problems.module.css'

const text = defineTexts('problems', {
  none: 'No problems',
  noneBody: 'This journey can run. What is checked while you draw shows up here and on the cards.',
  list: 'Problems',
})

/** Everything the checks say; a click brings the step to the middle. */
export function ProblemsPanel() {
  const all = useDiagnosticsStore((state) => state.all)
  if (all.length === 0) {
    return (
      <div className={styles.empty}>
        <IconCircleCheck size={28} stroke={1.6} aria-hidden="true" />
        <strong>{text('none')}</strong>
        <span>{text('noneBody')}</span>
      </div>
    )
  }
  return (
    <ul className={styles.list} aria-label={text('list')}>
      {all.map((diagnostic, index) => (
        <li key={`${diagnostic.code}${diagnostic.path}${index}`} className={styles.problem}>
          <button
            type="button"
            className={styles.item}
            data-testid="problem"
            onClick={() => {
              const nodeId = nodeOfDiagnostic(diagnostic, documentStore.getState().document)
              if (nodeId === undefined) useUiStore.getState().select([])
              else useUiStore.getState().reveal(nodeId)
            }}
          >
            <Finding diagnostic={diagnostic} />
          </button>
          <FindingActions diagnostic={diagnostic} />
        </li>
      ))}
    </ul>
  )
}
