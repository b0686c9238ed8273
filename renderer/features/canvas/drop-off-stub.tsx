import { full, people } from '../../i18n/numbers.ts'
import { useDropOff } from '../../stores/run-store.ts'
import { useUndecidedDropOff } from '../people/mature-store.ts'
import { NumberButton } from '../people/number-button.tsx'
import { peopleText } from '../people/people-texts.ts'
import { showOneOf } from '../people/walk-people.ts'
import { canvasText } from './texts.ts'
import styles from './card.module.css'

/** People who ended here without a goal, as a stub that tapers off below the card, hatched as far as they may still reach one; and a way to learn why. */
export function DropOffStub({ nodeId, isSelected }: { nodeId: string; isSelected: boolean }) {
  const left = useDropOff(nodeId)
  const undecided = useUndecidedDropOff(nodeId)
  if (left === undefined || left === 0) return null
  const of = { kind: 'leftWithoutGoal', step: nodeId } as const
  const words = [peopleText('numLeft', { people: full(left) }), ...(undecided > 0 ? [peopleText('numUndecided', { people: full(undecided) })] : [])]
  return (
    <div className={`${styles.dropOff} tabular`}>
      <svg width="18" height="26" viewBox="0 0 18 26" aria-hidden="true">
        <path d={STUB} />
        {undecided > 0 && <path d={STUB} className={styles.undecided} style={{ clipPath: `inset(${100 - (100 * undecided) / left}% 0 0 0)` }} />}
      </svg>
      <span className={styles.dropOffWords}>
        <NumberButton of={of} count={left} what={words.join(', ')} hint={words.join('\n')} testId={`drop-off-${nodeId}`} isStop={isSelected}>
          {canvasText('dropOff', { people: people(left) })}
        </NumberButton>
        <button type="button" className={`nodrag nopan ${styles.why}`} tabIndex={isSelected ? undefined : -1} aria-label={`${peopleText('why')} ${words[0]}: ${peopleText('whyHint')}`} title={peopleText('whyHint')} data-testid={`why-${nodeId}`} onClick={() => void showOneOf(of)}>
          {peopleText('why')}
        </button>
      </span>
    </div>
  )
}

export const STUB = 'M0 0H18C14 8 10.5 16 9 26C7.5 16 4 8 0 0Z'
