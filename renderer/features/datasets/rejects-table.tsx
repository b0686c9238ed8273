import { Button } from '@mantine/core'
import { IconFileExport } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { CallError, Reject } from '../../../engine/api/contract.ts'
import { connection } from '../../bridge/connection.ts'
import { ProblemNote } from '../../components/problem-note.tsx'
import { asCallError } from '../../document/save.ts'
import { full } from '../../i18n/numbers.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { useWorkspaceStore } from '../../stores/workspace-store.ts'
import { exportRejects, useDatasetWork } from './dataset-work.ts'
import { dataText } from './texts.ts'
import styles from './data-page.module.css'

const PAGE = 100

/** The rows that could not be read: where each stands, why, and what it says. */
export function RejectsTable({ datasetId, rejected }: { datasetId: string; rejected: number }) {
  const name = useWorkspaceStore((state) => state.datasets?.find(({ id }) => id === datasetId)?.name) ?? ''
  const isBusy = useDatasetWork((state) => state.doing !== null)
  const [rows, setRows] = useState<readonly Reject[]>([])
  const [total, setTotal] = useState(rejected)
  const [limit, setLimit] = useState(PAGE)
  const [error, setError] = useState<CallError | null>(null)
  useEffect(() => {
    if (rejected === 0) return
    let isCurrent = true
    connection.call('datasets.rejects', { id: datasetId, offset: limit - PAGE, limit: PAGE }).then(
      (page) => {
        if (!isCurrent) return
        setRows((before) => [...before.slice(0, limit - PAGE), ...page.rows])
        setTotal(page.total)
      },
      (cause: unknown) => isCurrent && setError(asCallError(cause)),
    )
    return () => {
      isCurrent = false
    }
  }, [datasetId, rejected, limit])
  if (rejected === 0) return <p className={styles.quiet}>{dataText('rejectsNone')}</p>
  if (error !== null) return <ProblemNote error={error} />
  return (
    <>
      <div className={styles.rejectsHead}>
        <p className={styles.quiet}>
          {dataText('rejectsIntro')} {rows.length > 0 && rows.every(({ text }) => text === '') && dataText('rejectsNoText')}
        </p>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconFileExport size={15} stroke={1.8} />}
          disabled={isBusy}
          onClick={() => void exportRejects({ id: datasetId, name })}
          data-testid="rejects-export"
        >
          {dataText('exportRejects')}
        </Button>
      </div>
      <table className={`${styles.table} tabular`} data-testid="rejects">
        <thead>
          <tr>
            <th scope="col">{dataText('colLine')}</th>
            <th scope="col" className={styles.words}>{dataText('colReason')}</th>
            <th scope="col" className={styles.words}>{dataText('colText')}</th>
            <th scope="col" className={styles.words}>{dataText('colFile')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              <td>{full(row.line)}</td>
              <td className={styles.words}>{fromEngine(row.reason)}</td>
              <td className={styles.raw}>{row.text}</td>
              <td className={styles.words}>{row.file.split(/[\\/]/).at(-1)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length < total && (
        <p className={styles.more}>
          <Button variant="default" size="compact-sm" onClick={() => setLimit(rows.length + PAGE)}>
            {dataText('showMore')}
          </Button>
          {dataText('shownOf', { shown: full(rows.length), total: full(total) })}
        </p>
      )}
    </>
  )
}
