import type { CSSProperties } from 'react'
import { Hint } from '../../components/hint.tsx'
import styles from './matrix.module.css'

export interface MatrixCell {
  /** What is written in the cell, and beneath it in small. */
  figure: string
  share: string
  /** How dark it is, 0 to 1; null for none. */
  shade: number | null
  /** The cell as a sentence. */
  says: string
  isOwn?: boolean
}

interface MatrixProps {
  label: string
  corner: string
  columns: readonly string[]
  rows: readonly { name: string; cells: readonly MatrixCell[] }[]
  testId: string
}

/** Figures of everything against everything, each written out; the shade only repeats the share. */
export function Matrix({ label, corner, columns, rows, testId }: MatrixProps) {
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={label}>
      <table className={`${styles.matrix} tabular`} data-testid={testId}>
        <caption className="visually-hidden">{label}</caption>
        <thead>
          <tr>
            <td className={styles.corner}>{corner}</td>
            {columns.map((name, index) => (
              <th key={index} scope="col" title={name}>
                <span className={styles.columnName}>{name}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, cells }, row) => (
            <tr key={row}>
              <th scope="row" title={name}>
                <span className={styles.rowName}>{name}</span>
              </th>
              {cells.map((cell, column) => (
                <td key={column} className={styles.cell} data-own={cell.isOwn || undefined} style={{ '--shade': `${(cell.shade ?? 0) * 36}%` } as CSSProperties}>
                  <Hint label={cell.says}>
                    <span className={styles.figures}>
                      <span className={styles.figure}>{cell.figure}</span>
                      <span className={styles.share}>{cell.share}</span>
                    </span>
                  </Hint>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
