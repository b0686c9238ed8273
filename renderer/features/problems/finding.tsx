import { IconAlertTriangleFilled, IconCircleXFilled, IconInfoCircleFilled, type Icon } from '@tabler/icons-react'
import type { Diagnostic, Severity } from '../../../engine/core/lint/diagnostics.ts'
import { cut } from '../../i18n/cut.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import styles from './problems.module.css'

const MARKS: Record<Severity, Icon> = { error: IconCircleXFilled, warning: IconAlertTriangleFilled, info: IconInfoCircleFilled }

/** One finding: what and where, and what to do about it. */
export function Finding({ diagnostic }: { diagnostic: Diagnostic }) {
  const Mark = MARKS[diagnostic.severity]
  const message = cut(fromEngine(diagnostic.message))
  const help = cut(fromEngine(diagnostic.help))
  return (
    <span className={styles.finding} data-severity={diagnostic.severity}>
      <Mark size={16} className={styles.mark} aria-hidden="true" />
      <span>
        <span className={styles.message} data-words={startsWithWord(message)}>
          {message}
        </span>
        <span className={styles.help} data-words={startsWithWord(help)}>
          {help} <span className={styles.code}>{diagnostic.code}</span>
        </span>
      </span>
    </span>
  )
}

/** Whether its first letter may be drawn large: a quoted name in front is somebody's own, and stays as it is. */
function startsWithWord(text: string): true | undefined {
  return /^\p{L}/u.test(text) || undefined
}
