import { IconAlertTriangleFilled, IconCircleXFilled, IconInfoCircleFilled, type Icon } from '@tabler/icons-react'
import type { Diagnostic, Severity } from '../../../engine/core/lint/diagnostics.ts'
import { cut } from '../../i18n/cut.ts'
import styles from './problems.module.css'

const MARKS: Record<Severity, Icon> = { error: IconCircleXFilled, warning: IconAlertTriangleFilled, info: IconInfoCircleFilled }

/** One finding: what and where, and what to do about it. */
export function Finding({ diagnostic }: { diagnostic: Diagnostic }) {
  const Mark = MARKS[diagnostic.severity]
  return (
    <span className={styles.finding} data-severity={diagnostic.severity}>
      <Mark size={16} className={styles.mark} aria-hidden="true" />
      <span>
        <span className={styles.message}>{cut(diagnostic.message)}</span>
        <span className={styles.help}>
          {cut(diagnostic.help)} <span className={styles.code}>{diagnostic.code}</span>
        </span>
      </span>
    </span>
  )
}
