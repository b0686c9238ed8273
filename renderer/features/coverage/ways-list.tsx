import { Checkbox } from '@mantine/core'
import { IconCircleCheck, IconCircleDashed } from '@tabler/icons-react'
import type { CoveredWay } from '../../../engine/core/coverage/coverage.ts'
import { wayKey } from '../../../engine/core/coverage/way.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { Hint } from '../../components/hint.tsx'
import { ProblemNote } from '../../components/problem-note.tsx'
import { people } from '../../i18n/numbers.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { useRunBasis } from '../../stores/run-basis.ts'
import type { FinishedRun } from '../../stores/run-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { BasisBadge } from '../assumptions/basis-badge.tsx'
import { nodeOfWay, useCoverageStore } from './coverage-store.ts'
import { coverageText } from './texts.ts'
import { wayInLine, wayInWords } from './way-words.ts'
import styles from './coverage.module.css'

/** Every way with who went it, or why nobody did. */
export function WaysList({ run }: { run: FinishedRun }) {
  const coverage = useCoverageStore((state) => (state.run === run ? state.coverage : null))
  const error = useCoverageStore((state) => state.error)
  const onlyMissing = useCoverageStore((state) => state.onlyMissing)
  const isMarked = useCoverageStore((state) => state.isMarked)
  const basis = useRunBasis()
  if (error !== null) return <div className={styles.column}><ProblemNote error={error} /></div>
  if (coverage === null) return <p className={styles.quiet} role="status">{coverageText('counting')}</p>
  const { reached, total, ways } = coverage
  const isWhole = reached === total
  const shown = onlyMissing && !isWhole ? ways.filter(({ count }) => count === 0) : ways
  return (
    <section className={styles.column} aria-label={coverageText('ways')}>
      <div className={styles.head}>
        <h3 className={styles.title} data-testid="ways-gone">
          {isWhole ? coverageText('allGone', { count: total }) : coverageText('gone', { reached, total })}
        </h3>
        <span className={styles.meter} aria-hidden="true"><span style={{ width: `${(100 * reached) / Math.max(1, total)}%` }} /></span>
        {basis !== null && <BasisBadge basis={basis} isSmall />}
      </div>
      {!isWhole && (
        <div className={styles.switches}>
          <Checkbox size="xs" checked={onlyMissing} onChange={(event) => useCoverageStore.setState({ onlyMissing: event.currentTarget.checked })} label={coverageText('onlyMissing')} data-testid="only-missing" />
          <Hint label={coverageText('markHint')}>
            <span><Checkbox size="xs" checked={isMarked} onChange={(event) => useCoverageStore.setState({ isMarked: event.currentTarget.checked })} label={coverageText('mark')} data-testid="mark-missing" /></span>
          </Hint>
        </div>
      )}
      {isWhole && <p className={styles.body}>{coverageText('everythingGone')}</p>}
      <ul className={styles.ways}>
        {shown.map((one) => (
          <WayRow key={wayKey(one.way)} covered={one} document={run.document} />
        ))}
      </ul>
    </section>
  )
}

function WayRow({ covered: { way, count, why }, document }: { covered: CoveredWay; document: JourneyDocument }) {
  const { where, which } = wayInWords(way, document)
  const Glyph = count > 0 ? IconCircleCheck : IconCircleDashed
  return (
    <li>
      <button type="button" className={styles.way} data-gone={count > 0 || undefined} onClick={() => show(nodeOfWay(way))} title={coverageText('reveal', { way: wayInLine(way, document) })} data-testid={`way-${wayKey(way)}`}>
        <Glyph size={16} stroke={1.9} aria-hidden="true" />
        <span className={styles.wayName}>
          <span className={styles.where}>{where}</span> <span aria-hidden="true">›</span> {which}
          {why !== null && <span className={styles.why}>{fromEngine(why)}</span>}
        </span>
        <span className={styles.count}>{count > 0 ? people(count) : coverageText('nobody')}</span>
      </button>
    </li>
  )
}

/** Goals and exits have no card: they stand in the form of the whole journey. */
function show(nodeId: string | null): void {
  const { reveal, select } = useUiStore.getState()
  if (nodeId === null) select([])
  else reveal(nodeId)
}
