import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { Checkbox, TextInput } from '@mantine/core'
import { useMemo } from 'react'
import { changeOf, weightOfChange, type FigureRow } from '../../../engine/core/report/differences.ts'
import { locale } from '../../i18n/language.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { ChangeMark } from '../what-if/change-mark.tsx'
import { changeInWords, figureInFull, figureName, figureValue, relativeInWords } from '../what-if/figure-words.ts'
import { useCompareRunsStore, type Compared } from './compare-runs-store.ts'
import { compareText } from './texts.ts'
import styles from './compare-runs.module.css'

/** Every figure of both sides, what differs most first if asked for. */
export function FiguresTable({ compared }: { compared: Compared }) {
  const query = useCompareRunsStore((state) => state.query)
  const onlyChanged = useCompareRunsStore((state) => state.onlyChanged)
  const { by, isFalling } = useCompareRunsStore((state) => state.sort)
  const documents = useMemo(() => [compared.after, compared.before], [compared])
  const named = useMemo(() => compared.differences.rows.map((row) => ({ row, name: figureName(row, documents) })), [compared, documents])
  const words = query.trim().toLocaleLowerCase(locale())
  const differing = named.filter(({ row }) => row.before !== row.after)
  const found = (onlyChanged ? differing : named).filter(({ name }) => name.toLocaleLowerCase(locale()).includes(words))
  const sorted = by === 'order' ? found : found.toSorted((a, b) => (isFalling ? -1 : 1) * (weight(by, a.row) - weight(by, b.row)))
  return (
    <div className={styles.figures}>
      <div className={styles.tools}>
        <TextInput size="xs" className={styles.filter!} placeholder={compareText('filter')} aria-label={compareText('filter')} value={query} onChange={(event) => useCompareRunsStore.setState({ query: event.currentTarget.value })} data-testid="compare-filter" />
        <Checkbox size="xs" label={compareText('onlyChanged')} checked={onlyChanged} onChange={(event) => useCompareRunsStore.setState({ onlyChanged: event.currentTarget.checked })} data-testid="compare-only-changed" />
      </div>
      {differing.length === 0 && onlyChanged ? (
        <p className={styles.quiet} data-testid="compare-same">
          {compareText('nothingDiffers')} {compareText('nothingDiffersHelp')}
        </p>
      ) : found.length === 0 ? (
        <p className={styles.quiet}>{compareText('noneFound', { query })}</p>
      ) : (
        <table className={`${styles.table} tabular`} data-testid="compare-figures">
          <caption className="visually-hidden">{compareText('figures')}</caption>
          <thead>
            <tr>
              <SortHead by="order" label={compareText('figure')} />
              <th scope="col">{compareText('before')}</th>
              <th scope="col">{compareText('after')}</th>
              <SortHead by="change" label={compareText('change')} />
              <SortHead by="relative" label={compareText('relative')} />
            </tr>
          </thead>
          <tbody>
            {sorted.map(({ row, name }) => (
              <Figure key={row.id} row={row} name={name} />
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}

function Figure({ row, name }: { row: FigureRow; name: string }) {
  const isGone = row.after === null
  const isNew = row.before === null
  return (
    <tr data-group={row.group} data-testid={`compare-row-${row.measure}${row.subject === null ? '' : `-${row.subject}`}`}>
      <th scope="row">
        {row.group === 'step' && row.subject !== null ? (
          <button type="button" className={styles.go} title={name} onClick={() => useUiStore.getState().reveal(row.subject!)}>
            {name}
          </button>
        ) : (
          <span title={name}>{name}</span>
        )}
        {(isGone || isNew) && <span className={styles.only}>{compareText(isGone ? 'removed' : 'added')}</span>}
      </th>
      <td title={figureInFull(row, row.before)}>{figureValue(row, row.before)}</td>
      <td title={figureInFull(row, row.after)}>{figureValue(row, row.after)}</td>
      <td className={styles.change}>
        <ChangeMark change={changeOf(row)} /> {changeInWords(row)}
      </td>
      <td>{relativeInWords(row)}</td>
    </tr>
  )
}

/** A heading that sorts: pressed again, the other way round. */
function SortHead({ by, label }: { by: 'order' | 'change' | 'relative'; label: string }) {
  const sort = useCompareRunsStore((state) => state.sort)
  const isOn = sort.by === by
  const choose = () => useCompareRunsStore.setState({ sort: { by, isFalling: isOn ? !sort.isFalling : by !== 'order' } })
  const Arrow = sort.isFalling ? IconArrowDown : IconArrowUp
  return (
    <th scope="col" aria-sort={isOn && by !== 'order' ? (sort.isFalling ? 'descending' : 'ascending') : undefined}>
      <button type="button" className={styles.sort} aria-label={compareText('sortBy', { column: label })} onClick={choose} data-testid={`sort-${by}`}>
        {label}
        {isOn && by !== 'order' && <Arrow size={13} stroke={2} aria-hidden="true" />}
      </button>
    </th>
  )
}

/** What differs most: by how much, or by how much of what there was. */
function weight(by: 'change' | 'relative', row: FigureRow): number {
  if (by === 'relative') return weightOfChange(row)
  // A share and a stay are no people: they stand among those of their weight beside what there was.
  return row.unit === 'people' || row.unit === 'value' ? Math.abs(changeOf(row) ?? row.before ?? row.after ?? 0) : weightOfChange(row)
}
