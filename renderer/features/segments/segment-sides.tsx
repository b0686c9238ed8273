import { Button } from '@mantine/core'
import { IconAlertTriangle, IconChevronRight, IconCircleX, IconInfoCircle, IconRoute, IconUsers } from '@tabler/icons-react'
import { useEffect, useState, type ReactNode } from 'react'
import type { CallError, MethodOutput, SegmentFinding, SegmentSummary } from '../../../engine/api/contract.ts'
import type { Condition } from '../../../engine/core/model/condition.ts'
import { connection } from '../../bridge/connection.ts'
import { ProblemNote } from '../../components/problem-note.tsx'
import { useNow } from '../../components/use-now.ts'
import { asCallError } from '../../document/save.ts'
import { ago } from '../../i18n/dates.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { useInWords } from './in-words.ts'
import { openAtSegment } from './put-into-journey.ts'
import { editSegment, showSegment } from './segment-page-store.ts'
import { segmentText } from './texts.ts'
import { useUsageStore } from './usage-store.ts'
import styles from './condition-tab.module.css'

/** What is known of a segment besides its condition. */
export function SegmentSides({ id, saved }: { id: string; saved: SegmentSummary | undefined }) {
  const { found, error } = useStored(id, saved?.version)
  if (saved === undefined) return <p className={styles.quiet}>{segmentText('sidesNew')}</p>
  return (
    <div className={styles.sides}>
      {error !== undefined && <ProblemNote error={error} />}
      {found !== undefined && found.findings.length > 0 && (
        <Side title={segmentText('findings')}>
          <ul className={styles.items} data-testid="segment-findings">
            {found.findings.map((finding) => (
              <Finding key={`${finding.code}${finding.path}`} finding={finding} />
            ))}
          </ul>
        </Side>
      )}
      <Side title={segmentText('whereUsed')}>
        <WhereUsed id={id} />
      </Side>
      <Side title={segmentText('versions')}>
        <ul className={styles.items} data-testid="segment-versions">
          {[...(found?.versions ?? [])].sort((a, b) => b.version - a.version).map((one) => (
            <Version key={one.version} id={id} one={one} newest={saved.version} />
          ))}
        </ul>
      </Side>
    </div>
  )
}

/** The segment as it is stored, read again with each new version and for other data. */
function useStored(id: string, version: number | undefined): { found?: MethodOutput<'segments.get'>; error?: CallError } {
  const datasetId = useRunStore((state) => state.datasetId)
  const [read, setRead] = useState<{ found?: MethodOutput<'segments.get'>; error?: CallError }>({})
  useEffect(() => {
    if (version === undefined) return undefined
    let isCurrent = true
    connection.call('segments.get', { id, ...(datasetId === null ? {} : { datasetId }) }).then(
      (found) => isCurrent && setRead({ found }),
      (cause: unknown) => isCurrent && setRead({ error: asCallError(cause) }),
    )
    return () => {
      isCurrent = false
    }
  }, [id, version, datasetId])
  return read
}

function Side({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.side} aria-label={title}>
      <h2 className={styles.heading}>{title}</h2>
      {children}
    </section>
  )
}

const SIGNS = { error: IconCircleX, warning: IconAlertTriangle, info: IconInfoCircle } as const

function Finding({ finding: { severity, message, help } }: { finding: SegmentFinding }) {
  const Sign = SIGNS[severity]
  return (
    <li className={styles.finding} data-severity={severity}>
      <Sign size={16} stroke={1.8} aria-label={segmentText(`severity_${severity}`)} />
      <span className={styles.findingWords}>
        {fromEngine(message)}
        {help !== '' && <span className={styles.findingHelp}>{fromEngine(help)}</span>}
      </span>
    </li>
  )
}

function WhereUsed({ id }: { id: string }) {
  const used = useUsageStore((state) => state.used[id])
  if (used === undefined || used.journeys.length + used.segments.length === 0) return <p className={styles.quiet}>{segmentText('usedNowhere')}</p>
  return (
    <ul className={styles.items} data-testid="where-used">
      {used.journeys.map(({ journeyId, name, copyId, status }) => (
        <li key={`${journeyId}/${copyId}`}>
          <button type="button" className={styles.link} onClick={() => void openAtSegment(journeyId, name, copyId)}>
            <IconRoute size={16} stroke={1.7} aria-hidden="true" />
            <span className={styles.linkWords}>{name}</span>
            <span className={styles.badge} data-tone={status === 'same' ? undefined : 'behind'}>{segmentText(`status_${status}`)}</span>
          </button>
        </li>
      ))}
      {used.segments.map(({ id: other, name }) => (
        <li key={other}>
          <button type="button" className={styles.link} onClick={() => showSegment(other)}>
            <IconUsers size={16} stroke={1.7} aria-hidden="true" />
            <span className={styles.linkWords}>{name}</span>
            <span className={styles.badge}>{segmentText('aSegment')}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

function Version({ id, one: { version, savedAt, name }, newest }: { id: string; one: MethodOutput<'segments.get'>['versions'][number]; newest: number }) {
  const now = useNow()
  const [isOpen, setOpen] = useState(false)
  const [said, setSaid] = useState<{ name: string; when: Condition } | CallError>()
  const toggle = () => {
    setOpen(!isOpen)
    if (!isOpen && said === undefined) connection.call('segments.get', { id, version }).then(setSaid, (cause: unknown) => setSaid(asCallError(cause)))
  }
  return (
    <li className={styles.version}>
      <button type="button" className={`${styles.versionHead} tabular`} aria-expanded={isOpen} onClick={toggle} data-testid={`segment-version-${version}`}>
        <IconChevronRight size={14} stroke={2} aria-hidden="true" />
        {segmentText('version', { version })}
        {version === newest && <span className={styles.badge}>{segmentText('newest')}</span>}
        <span className={styles.versionWhen}>{ago(savedAt, now)}</span>
      </button>
      {isOpen && said !== undefined && (
        <div className={styles.versionBody}>
          {'code' in said ? <ProblemNote error={said} /> : <Said name={name} when={said.when} />}
          {version !== newest && !('code' in said) && (
            <Button variant="default" size="compact-sm" onClick={() => editSegment(id, `version ${version}`, { name: said.name, when: said.when })} data-testid={`segment-take-${version}`}>
              {segmentText('takeVersion')}
            </Button>
          )}
        </div>
      )}
    </li>
  )
}

function Said({ name, when }: { name: string; when: Condition }) {
  return <span>{segmentText('said', { name, condition: useInWords(when) })}</span>
}
