import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconDots, IconHandFinger, IconPlayerPlay } from '@tabler/icons-react'
import { useState } from 'react'
import type { StoredCase } from '../../../engine/api/contract.ts'
import { ProblemNote } from '../../components/problem-note.tsx'
import { buildByHand } from '../by-hand/begin.ts'
import { CaseRow } from './case-row.tsx'
import { exportCases, importCases } from './case-files.ts'
import { countsOf, readCases, runCases, useCaseStore, type CaseStatus } from './case-store.ts'
import { StatusIcon } from './status-icon.tsx'
import { caseText } from './texts.ts'
import { UpdateDialog } from './update-dialog.tsx'
import styles from './cases.module.css'

/** The test cases of the open journey: what passes, what does not and why; run again after every edit. */
export function CasesTab() {
  const list = useCaseStore((state) => state.list)
  const runs = useCaseStore((state) => state.runs)
  const isRunning = useCaseStore((state) => state.isRunning)
  const error = useCaseStore((state) => state.error)
  const [updating, setUpdating] = useState<StoredCase | null>(null)
  const counts = countsOf({ list, runs })
  return (
    <div className={styles.tab} data-testid="cases">
      {error !== null && (
        <ProblemNote error={error} testId="cases-problem">
          <Button size="compact-sm" variant="default" onClick={() => void readCases()}>{caseText('runAll')}</Button>
        </ProblemNote>
      )}
      {list.length === 0 ? (
        <Empty />
      ) : (
        <>
          <div className={styles.head}>
            <Button size="compact-sm" variant="default" leftSection={<IconPlayerPlay size={14} stroke={1.9} />} loading={isRunning} onClick={() => void runCases()} data-testid="cases-run">
              {caseText('runAll')}
            </Button>
            <p className={`${styles.summary} tabular`} role="status" aria-label={caseText('summary')} data-testid="cases-summary">
              <Count status="passed" count={counts.passed} words={caseText('passed', { count: counts.passed })} />
              <Count status="failed" count={counts.failed} words={caseText('failed', { count: counts.failed })} />
              <Count status="broken" count={counts.broken} words={caseText('broken', { count: counts.broken })} />
              <Count status="never" count={counts.never} words={caseText('neverRun', { count: counts.never })} />
            </p>
            <span className={styles.gap} />
            <NewCase />
            <More />
          </div>
          <ul className={styles.list} aria-label={caseText('list')}>
            {list.map((one) => <CaseRow key={one.id} stored={one} run={runs[one.id]} onUpdate={setUpdating} />)}
          </ul>
        </>
      )}
      {updating !== null && <UpdateDialog key={updating.id} stored={updating} onClose={() => setUpdating(null)} />}
    </div>
  )
}

function Count({ status, count, words }: { status: CaseStatus; count: number; words: string }) {
  if (count === 0) return null
  return (
    <span className={styles.count}>
      <StatusIcon status={status} />
      {words}
    </span>
  )
}

function NewCase() {
  return (
    <Button size="compact-sm" variant="subtle" leftSection={<IconHandFinger size={14} stroke={1.9} />} onClick={buildByHand} data-testid="cases-new">
      {caseText('newCase')}
    </Button>
  )
}

function More() {
  return (
    <Menu position="bottom-end" shadow="md" withinPortal transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={28} aria-label={caseText('more')} data-testid="cases-more">
          <IconDots size={17} stroke={1.9} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void importCases('files')} data-testid="cases-import">{caseText('import')}</Menu.Item>
        <Menu.Item onClick={() => void importCases('folder')} data-testid="cases-import-folder">{caseText('importFolder')}</Menu.Item>
        <Menu.Item onClick={() => void exportCases()} data-testid="cases-export">{caseText('export')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function Empty() {
  return (
    <div className={styles.empty} data-testid="cases-empty">
      <h3 className={styles.emptyTitle}>{caseText('empty')}</h3>
      <p className={styles.emptyBody}>{caseText('emptyBody')}</p>
      <div className={styles.ways}>
        <Button size="compact-sm" variant="default" leftSection={<IconHandFinger size={14} stroke={1.9} />} onClick={buildByHand} data-testid="cases-new">{caseText('newCase')}</Button>
        <Button size="compact-sm" variant="subtle" onClick={() => void importCases('files')} data-testid="cases-import">{caseText('import')}</Button>
        <Button size="compact-sm" variant="subtle" onClick={() => void importCases('folder')} data-testid="cases-import-folder">{caseText('importFolder')}</Button>
      </div>
    </div>
  )
}
