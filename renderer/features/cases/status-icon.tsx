import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconCircleX } from '@tabler/icons-react'
import type { CaseStatus } from './case-store.ts'
import styles from './cases.module.css'

const ICONS = { passed: IconCircleCheck, failed: IconCircleX, broken: IconAlertTriangle, never: IconCircleDashed } as const satisfies Record<CaseStatus, unknown>

/** A shape for each status; the word stands beside it. */
export function StatusIcon({ status }: { status: CaseStatus }) {
  const Glyph = ICONS[status]
  return (
    <span className={styles.status} data-status={status} aria-hidden="true">
      <Glyph size={17} stroke={2} />
    </span>
  )
}
