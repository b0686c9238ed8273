import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { CallError, Reject } from '../../../engine/api/contract.ts'
import { connection } from '../../bridge/connection.ts'
import { ProblemNote } from '../../components/problem-note.tsx'
import { asCallError } from '../../document/save.ts'
import { full } from '../../i18n/numbers.ts'
import { dataText } from './texts.ts'
import styles from './data-page.module.css'

const PAGE = 100

/** The rows that could not be read: where each stands, why, and what it says. */
export function RejectsTable({ datasetId, rejected }: { datasetId: string; rejected: number }) {
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
      <p className={styles.quiet}>{dataText('rejectsIntro')}</p>
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
              <td className={styles.words}>{row.reason}</td>
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
