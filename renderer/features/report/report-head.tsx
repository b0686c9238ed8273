import { IconHistory } from '@tabler/icons-react'
import { useEffect } from 'react'
import { daySpan, instantInWords } from '../../i18n/dates.ts'
import { full } from '../../i18n/numbers.ts'
import { basisOf } from '../../stores/run-basis.ts'
import { useRunStale, type FinishedRun } from '../../stores/run-store.ts'
import { BasisBadge } from '../assumptions/basis-badge.tsx'
import { asItWouldRun } from '../dialects/name-of-dialect.ts'
import { askVersion } from './ask-report.ts'
import { basisLine } from './basis-words.ts'
import { Counting } from './counted.tsx'
import { useReportStore } from './report-store.ts'
import { reportText } from './texts.ts'
import styles from './report.module.css'

/** What was run on what, at the top of the report. */
export function ReportHead({ run, isLatest }: { run: FinishedRun; isLatest: boolean }) {
  const { document, summary, result, together } = run
  const version = useReportStore((state) => state.versions[summary.id])
  const isStale = useRunStale() && isLatest
  const asked = useReportStore((state) => state.reports[summary.id])
  useEffect(() => void askVersion(run), [run])
  const basis = basisOf(run)
  const facts: [string, string][] = [
    [reportText('factJourney'), `${document.name ?? document.id}${version === undefined ? '' : `, ${versionInWords(version)}`}`],
    [reportText('factData'), summary.datasetName],
    [reportText('factSpan'), daySpan(result.from, result.until)],
    [reportText('factAmount'), reportText('amount', { events: full(result.dataset.events), people: full(result.dataset.profiles) })],
    [reportText('factEngine'), reportText(result.engine === 'kernel' ? 'engineKernel' : 'engineXstate', { when: instantInWords(summary.startedAt), seed: result.seed })],
    ...(result.dialect === undefined ? [] : [[reportText('factRules'), asItWouldRun(result.dialect)] as [string, string]]),
    ...(together.length === 0 ? [] : [[reportText('factBeside'), together.map(({ name }) => name).join(', ')] as [string, string]]),
  ]
  return (
    <header className={styles.head} data-testid="report-head">
      <h1 className={styles.title}>{document.name ?? document.id}</h1>
      {document.description !== undefined && document.description !== '' && <p className={styles.description}>{document.description}</p>}
      <dl className={`${styles.facts} tabular`} aria-label={reportText('facts')}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {basis !== null && (
        <p className={styles.basis} data-testid="report-basis">
          <BasisBadge basis={basis} />
          <span>{basisLine(run, basis)?.replace(/^≈ [^:]+: /, '')}</span>
        </p>
      )}
      {asked?.state === 'asking' && (
        <div className={`${styles.progress} ${styles.control}`}>
          <Counting jobId={asked.jobId} />
        </div>
      )}
      {isStale && (
        <p className={styles.stale} role="note">
          <IconHistory size={15} stroke={1.9} aria-hidden="true" />
          {reportText('stale')}
        </p>
      )}
    </header>
  )
}

function versionInWords(version: { version: number; label: string | null } | null): string {
  if (version === null) return reportText('noVersion')
  return version.label === null ? reportText('version', { version: version.version }) : reportText('versionLabel', { version: version.version, label: version.label })
}
