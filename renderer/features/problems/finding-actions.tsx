import { Button } from '@mantine/core'
import { IconWand } from '@tabler/icons-react'
import type { Diagnostic } from '../../../engine/core/lint/diagnostics.ts'
import { fixProblem } from '../../document/commands/fix.ts'
import { documentStore } from '../../document/document-store.ts'
import { defineTexts } from '../../i18n/define-texts.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { openChecks } from './checks-store.ts'
import styles from './problems.module.css'

export const text = defineTexts('fix', { fix: 'Fix: {{what}}', why: 'Why?', whyLabel: 'Why {{code}} matters' })

/** What can be done about a finding: its fix, as one undo step, where the checks know one; and reading more about it. */
export function FindingActions({ diagnostic }: { diagnostic: Diagnostic }) {
  const { fix, code } = diagnostic
  return (
    <div className={styles.actions}>
      {fix && (
        <Button variant="default" size="compact-sm" className={styles.fix!} leftSection={<IconWand size={14} stroke={1.8} />} data-testid="fix" onClick={() => documentStore.getState().apply(fixProblem(diagnostic))}>
          {text('fix', { what: fromEngine(fix.label) })}
        </Button>
      )}
      <button type="button" className={styles.why} aria-label={text('whyLabel', { code })} onClick={() => openChecks(code)}>
        {text('why')}
      </button>
    </div>
  )
}
