import { IconBellOff } from '@tabler/icons-react'
import { msInWords } from '../../../engine/core/model/duration.ts'
import { Hint } from '../../components/hint.tsx'
import { people, share } from '../../i18n/numbers.ts'
import { useIsWhatIf, useRunStale, useStepNumbers, useSuppressed } from '../../stores/run-store.ts'
import { ApproximatelyIcon } from '../assumptions/basis-badge.tsx'
import { reasonsInWords } from '../simulation/reasons-in-words.ts'
import { canvasText } from './texts.ts'
import styles from './numbers-strip.module.css'

/** Under a message's card: how many were not sent, and why. */
export function SuppressedStrip({ nodeId }: { nodeId: string }) {
  const suppressed = useSuppressed(nodeId)
  const isStale = useRunStale()
  if (!suppressed) return null
  const reasons = reasonsInWords(suppressed)
  const total = Object.values(suppressed).reduce((sum, count) => sum + count, 0)
  return (
    <Hint label={[canvasText('notSent', { people: people(total) }), ...reasons].join('\n')} position="bottom">
      <div className={`${styles.suppressed} tabular`} data-stale={isStale || undefined} data-testid={`suppressed-${nodeId}`}>
        <IconBellOff size={14} stroke={1.8} aria-hidden="true" />
        <span className={styles.reasons}>{reasons.join(' · ')}</span>
      </div>
    </Hint>
  )
}

/** The quiet line under a card after a run: people, share of entrants as a bar, median dwell. */
export function NumbersStrip({ nodeId }: { nodeId: string }) {
  const numbers = useStepNumbers(nodeId)
  const isStale = useRunStale()
  const isWhatIf = useIsWhatIf()
  if (!numbers) return null
  const { entered, shareOfEntrants, medianDwellMs, sent, waiting } = numbers
  const facts = [
    entered === 0 ? canvasText('noNumbers') : canvasText('people', { people: people(entered) }),
    canvasText('share', { share: share(shareOfEntrants) }),
    medianDwellMs === null || medianDwellMs === 0 ? '' : canvasText('dwell', { dwell: msInWords(medianDwellMs) }),
    sent > 0 ? canvasText('sent', { people: people(sent) }) : '',
    waiting > 0 ? canvasText('waiting', { people: people(waiting) }) : '',
    isWhatIf ? canvasText('whatIf') : '',
    isStale ? canvasText('stale') : '',
  ].filter((fact) => fact !== '')
  return (
    <Hint label={facts.join('\n')} position="bottom">
      <div className={`${styles.strip} tabular`} data-stale={isStale || undefined} data-testid={`numbers-${nodeId}`}>
        {isWhatIf && (
          <span className={styles.whatIf} data-testid={`what-if-${nodeId}`}>
            <ApproximatelyIcon size={13} />
            <span className="visually-hidden">{canvasText('whatIf')}</span>
          </span>
        )}
        <span className={styles.people}>{people(entered)}</span>
        <span className={styles.bar} aria-hidden="true">
          <span className={styles.fill} style={{ width: `${Math.min(100, shareOfEntrants * 100)}%` }} />
        </span>
        <span className={styles.share}>{share(shareOfEntrants)}</span>
        {medianDwellMs !== null && medianDwellMs > 0 && <span className={styles.dwell}>{msInWords(medianDwellMs)}</span>}
      </div>
    </Hint>
  )
}
