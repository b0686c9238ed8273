import { IconAlertTriangleFilled, IconCircleCheck, IconCircleXFilled, IconInfoCircleFilled, type Icon } from '@tabler/icons-react'
import { useEffect, useState, type KeyboardEvent } from 'react'
import type { Diagnostic, Severity } from '../../../engine/core/lint/diagnostics.ts'
import { documentStore } from '../../document/document-store.ts'
import { defineTexts } from '../../i18n/define-texts.ts'
import { openFinding } from '../inspector/open-form.ts'
import { nodeOfDiagnostic, readChecks, useDiagnosticsStore } from './diagnostics-store.ts'
import { Finding } from './finding.tsx'
import { FindingActions } from './finding-actions.tsx'
import { FixAll } from './fix-all-menu.tsx'
import styles from './problems.module.css'

export const text = defineTexts('problems', {
  notYet: 'Looking through the journey …', unread: 'The checks could not be read. Load the page anew; your journey is kept.',
  none: 'Nothing to fix',
  noneBody: 'This journey can run. What is checked while you draw shows up here and on the cards.',
  list: 'Problems', filter: 'Show only', noneOfThese: 'None of these. Press the filter again to see the others.',
  error_one: '{{count}} error', error_other: '{{count}} errors', warning_one: '{{count}} warning', warning_other: '{{count}} warnings', info_one: '{{count}} hint', info_other: '{{count}} hints',
})

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info']
const MARKS: Record<Severity, Icon> = { error: IconCircleXFilled, warning: IconAlertTriangleFilled, info: IconInfoCircleFilled }

/** Everything the checks say, by how much it weighs; a finding opens the form of what it is about, at the field it tells. */
export function ProblemsPanel() {
  const all = useDiagnosticsStore((state) => state.all)
  const isChecked = useDiagnosticsStore((state) => state.isChecked)
  const isUnread = useDiagnosticsStore((state) => state.isUnread)
  const [only, setOnly] = useState<Severity | null>(null)
  // Whoever looks at the problems waits for them.
  useEffect(() => void readChecks(), [])
  if (!isChecked) {
    return (
      <div className={styles.empty} data-testid="not-checked" role="status" tabIndex={-1}>
        {text(isUnread ? 'unread' : 'notYet')}
      </div>
    )
  }
  if (all.length === 0) {
    return (
      <div className={styles.empty} data-testid="no-problems" role="status" tabIndex={-1}>
        <IconCircleCheck size={28} stroke={1.6} aria-hidden="true" />
        <strong>{text('none')}</strong>
        <span>{text('noneBody')}</span>
      </div>
    )
  }
  const groups = SEVERITIES.map((severity) => ({ severity, findings: all.filter((one) => one.severity === severity) })).filter(({ findings }) => findings.length > 0)
  // A filter whose last finding was fixed lets the others be seen again.
  const shown = groups.some(({ severity }) => severity === only) ? groups.filter(({ severity }) => severity === only) : groups
  return (
    <div className={styles.panel}>
      <div className={styles.tools}>
        <div className={styles.filters} role="group" aria-label={text('filter')}>
          {groups.map(({ severity, findings }) => {
            const Mark = MARKS[severity]
            const words = text(severity, { count: findings.length })
            return (
              <button key={severity} type="button" className={`${styles.filter} tabular`} data-severity={severity} data-testid={`problems-${severity}`} aria-pressed={only === severity} aria-label={words} title={words} onClick={() => setOnly(only === severity ? null : severity)}>
                <Mark size={15} aria-hidden="true" />
                {findings.length}
              </button>
            )
          })}
        </div>
        <FixAll all={all} />
      </div>
      <div className={styles.scroll} onKeyDown={moveAlong}>
        {shown.map(({ severity, findings }) => (
          <section key={severity} className={styles.group} aria-label={text(severity, { count: findings.length })}>
            <h3 className={styles.groupTitle}>{text(severity, { count: findings.length })}</h3>
            <ul className={styles.list}>
              {findings.map((diagnostic, index) => (
                <Problem key={`${diagnostic.code}${diagnostic.path}${index}`} diagnostic={diagnostic} />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </div>
  )
}

function Problem({ diagnostic }: { diagnostic: Diagnostic }) {
  return (
    <li className={styles.problem}>
      <button type="button" className={styles.item} data-testid="problem" data-code={diagnostic.code} onClick={() => openFinding(diagnostic, nodeOfDiagnostic(diagnostic, documentStore.getState().document))}>
        <Finding diagnostic={diagnostic} />
      </button>
      <FindingActions diagnostic={diagnostic} />
    </li>
  )
}

/** The arrows go from finding to finding; Tab goes to what can be done about one. */
function moveAlong(event: KeyboardEvent<HTMLDivElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined || !(event.target instanceof Element)) return
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-testid="problem"]')]
  const at = items.findIndex((item) => item.parentElement?.contains(event.target as Element) === true) // as: checked above
  const next = items[at + step]
  event.preventDefault()
  event.stopPropagation()
  next?.focus()
}
