import { IconCircleCheck, IconCircleDashed, IconTriangle } from '@tabler/icons-react'
import { useState, type KeyboardEvent } from 'react'
import type { Comparison } from '../../../engine/core/population/fidelity/report.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { closenessOf, groupOf, GROUPS, timesAsFar, type Closeness } from './closeness.ts'
import { ComparisonDetail } from './comparison-detail.tsx'
import { populationText } from './texts.ts'
import styles from './alike.module.css'

const icons: Record<Closeness, typeof IconCircleCheck> = { close: IconCircleCheck, less: IconTriangle, unknown: IconCircleDashed }
/** Where the axis of a row ends, in distances of two halves of the real people. */
const MOST_TIMES = 3
const HEIGHT = 14

/** Every figure with its distance beside that of two real halves; the one chosen, with its values. */
export function AlikePanel({ comparisons }: { comparisons: readonly Comparison[] }) {
  const [chosenId, choose] = useState(comparisons[0]?.id)
  const chosen = comparisons.find(({ id }) => id === chosenId)
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-comparison]')]
    const next = rows[rows.findIndex((row) => row.dataset['comparison'] === chosenId) + step]
    next?.focus()
    choose(next?.dataset['comparison'] ?? chosenId)
  }
  return (
    <div className={styles.alike}>
      <div className={styles.list} onKeyDown={onKeyDown} data-testid="comparisons">
        <p className={styles.hint}>{populationText('alikeHint')}</p>
        {GROUPS.map((group) => {
          const some = comparisons.filter((comparison) => groupOf(comparison) === group)
          if (some.length === 0) return null
          return (
            <section key={group}>
              <h3 className={styles.group}>{populationText(`group_${group}`)}</h3>
              {some.map((comparison) => (
                <Row key={comparison.id} comparison={comparison} isChosen={comparison.id === chosenId} choose={() => choose(comparison.id)} />
              ))}
            </section>
          )
        })}
      </div>
      {chosen !== undefined && <ComparisonDetail key={chosen.id} comparison={chosen} />}
    </div>
  )
}

function Row({ comparison, isChosen, choose }: { comparison: Comparison; isChosen: boolean; choose: () => void }) {
  const closeness = closenessOf(comparison)
  const Icon = icons[closeness]
  const times = timesAsFar(comparison) ?? (closeness === 'less' ? MOST_TIMES : 0)
  return (
    <button type="button" className={styles.row} aria-current={isChosen ? 'true' : undefined} data-comparison={comparison.id} onClick={choose}>
      <span className={styles.title}>{fromEngine(comparison.title)}</span>
      <svg width={84} height={HEIGHT} className={styles.times} aria-hidden="true">
        <rect x={0} y={3} width={84} height={HEIGHT - 6} rx={3} className={styles.track} />
        {times > 0 && <rect x={0} y={3} width={Math.max(2, (Math.min(times, MOST_TIMES) / MOST_TIMES) * 84)} height={HEIGHT - 6} rx={3} className={styles.bar} data-closeness={closeness} />}
        <line x1={84 / MOST_TIMES} x2={84 / MOST_TIMES} y1={0} y2={HEIGHT} className={styles.mark} />
      </svg>
      <span className={styles.verdict} data-closeness={closeness}>
        <Icon size={15} stroke={1.9} aria-hidden="true" />
        {populationText(`close_${closeness}`)}
      </span>
    </button>
  )
}
