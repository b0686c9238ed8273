import { IconAlertCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { CallError } from '../../engine/api/contract.ts'
import { fromEngine } from '../i18n/phrasebook.ts'
import { LimitsWay, limitToRaise } from './limits-way.tsx'
import styles from './problem-note.module.css'

/** Something that went wrong, where it went wrong: what, and what to do about it. `children` are the ways on; a limit that has to be raised is led to by itself. */
export function ProblemNote({ error, title, children, testId }: { error: CallError; title?: string; children?: ReactNode; testId?: string }) {
  const limit = limitToRaise(error)
  return (
    <div className={styles.note} role="alert" data-testid={testId}>
      <IconAlertCircle size={18} stroke={1.8} className={styles.icon} aria-hidden="true" />
      <div className={styles.words}>
        {title !== undefined && <p className={styles.title}>{title}</p>}
        <p className={styles.message}>{fromEngine(error.message)}</p>
        {error.help !== '' && <p className={styles.help}>{fromEngine(error.help)}</p>}
        {(children !== undefined || limit !== null) && (
          <div className={styles.ways}>
            {limit !== null && <LimitsWay limit={limit} />}
            {children}
          </div>
        )}
      </div>
      <code className={styles.code}>{error.code}</code>
    </div>
  )
}
