import { useElementSize } from '@mantine/hooks'
import type { RetentionAnswer } from '../../../engine/api/contract.ts'
import { full, people, share } from '../../i18n/numbers.ts'
import { exploreText } from './texts.ts'
import { groupNames } from './words.ts'
import styles from './cohort-table.module.css'

const NAMES_WIDTH = 200
const CELL_WIDTH = 50

interface Cohort {
  starts: number
  periods: RetentionAnswer['periods']
}

/** Who came back, a cohort a row: the fuller a cell, the more came back. What lies beyond the data stays empty, which makes the triangle. */
export function CohortTable({ all, groups, unit }: { all: Cohort; groups: RetentionAnswer['groups']; unit: 'day' | 'week' }) {
  const { ref, width } = useElementSize<HTMLDivElement>()
  const told = toldPeriods(all.periods.map(({ n }) => n), unit, Math.max(4, Math.floor((width - NAMES_WIDTH) / CELL_WIDTH)))
  const most = Math.max(0.01, ...[all, ...groups].flatMap(({ periods }) => told.filter((n) => n > 0).map((n) => periods[n]?.share ?? 0)))
  const nameOf = groupNames(groups)
  const row = (name: string, { starts, periods }: Cohort, isAll: boolean) => (
    <tr key={name} data-all={isAll || undefined}>
      <th scope="row">{name}</th>
      <td>{people(starts)}</td>
      {told.map((n) => (
        <Cell key={n} period={periods[n]} most={most} unit={unit} />
      ))}
    </tr>
  )
  return (
    <div ref={ref} className={styles.frame}>
      {width > 0 && (
        <table className={`${styles.table} tabular`} data-testid="cohorts">
          <thead>
            <tr>
              <td colSpan={2} />
              <th scope="colgroup" colSpan={told.length} className={styles.over}>
                {exploreText(unit === 'week' ? 'afterWeeks' : 'afterDays')}
              </th>
            </tr>
            <tr>
              <th scope="col">{exploreText('colStarted')}</th>
              <th scope="col">{exploreText('colStarts')}</th>
              {told.map((n) => (
                <th key={n} scope="col" aria-label={exploreText(unit, { n })}>
                  {n}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {row(exploreText('everybody'), all, true)}
            {groups.map(({ value, ...cohort }) => row(nameOf(value), cohort, false))}
          </tbody>
        </table>
      )}
    </div>
  )
}

function Cell({ period, most, unit }: { period: Cohort['periods'][number] | undefined; most: number; unit: 'day' | 'week' }) {
  if (period === undefined || period.watched === 0 || period.share === null) return <td />
  const hint = exploreText('cameBackHint', { period: exploreText(unit, { n: period.n }), returned: full(period.returned), watched: full(period.watched), share: share(period.share) })
  return (
    <td title={hint}>
      <span className={styles.tint} style={{ opacity: Math.min(1, period.share / most) * 0.55 }} aria-hidden="true" />
      <span className={styles.figure}>{share(period.share).replaceAll(/[ %]/g, '')}</span>
    </td>
  )
}

const TOLD_DAYS: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 10, 14, 21, 28, 30, 45, 60, 90, 120, 180, 270, 365]

/** As many of the stretches after the first as there is room for: all, or those people ask for, or every so many. */
function toldPeriods(all: readonly number[], unit: 'day' | 'week', room: number): number[] {
  const later = all.filter((n) => n > 0)
  if (later.length <= room) return later
  if (unit === 'day') {
    const usual = later.filter((n) => TOLD_DAYS.includes(n))
    if (usual.length <= room) return usual
  }
  const every = Math.ceil(later.length / room)
  return later.filter((n) => (n - 1) % every === 0)
}
