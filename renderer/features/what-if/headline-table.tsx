import { changeOf, type FigureRow } from '../../../engine/core/report/differences.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { Hint } from '../../components/hint.tsx'
import { ChangeMark } from './change-mark.tsx'
import { changeInWords, figureInFull, figureName, figureValue, relativeInWords } from './figure-words.ts'
import { whatIfText } from './texts.ts'
import { useWhatIfStore } from './what-if-store.ts'
import styles from './what-if.module.css'

/** What the journey comes to, before and after; a row chooses whose curve is drawn. Without `after` what there is. */
export function HeadlineTable({ rows, documents, chosen, isTried }: { rows: readonly FigureRow[]; documents: readonly JourneyDocument[]; chosen: string | null; isTried: boolean }) {
  return (
    <table className={`${styles.table} tabular`} data-tried={isTried || undefined} data-testid="headline">
      <thead>
        <tr>
          <th scope="col">{whatIfText('figure')}</th>
          <th scope="col">
            <Hint label={whatIfText('beforeHint')}>
              <span>{whatIfText('before')}</span>
            </Hint>
          </th>
          <th scope="col">{isTried ? whatIfText('after') : ''}</th>
          <th scope="col">{isTried ? whatIfText('change') : ''}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const name = figureName(row, documents)
          const change = changeOf(row)
          return (
            <tr key={row.id} data-chosen={row.id === chosen || undefined} data-same={change === 0 || undefined} data-testid={`headline-${row.measure}${row.subject === null ? '' : `-${row.subject}`}`}>
              <th scope="row">
                <button type="button" className={styles.choose} aria-pressed={row.id === chosen} title={name} onClick={() => useWhatIfStore.setState({ figure: row.id })}>
                  {name}
                </button>
              </th>
              <td title={figureInFull(row, row.before)}>{figureValue(row, row.before)}</td>
              <td title={isTried ? figureInFull(row, row.after) : undefined}>{isTried ? figureValue(row, row.after) : ''}</td>
              <td className={styles.change} title={isTried ? relativeInWords(row) : undefined}>
                {isTried && (
                  <>
                    <ChangeMark change={change} /> {changeInWords(row)}
                  </>
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
