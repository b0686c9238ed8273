import { IconBellOff, IconFlag, IconHourglass, IconLogin2, IconLock, IconSend, type Icon } from '@tabler/icons-react'
import type { PeopleOf } from '../../../engine/api/log-methods.ts'
import type { StepNumbers } from '../../../engine/core/report/overlay.ts'
import { entryIdOf } from '../../document/node-ids.ts'
import { msInWords } from '../../i18n/in-words.ts'
import { full, people, share } from '../../i18n/numbers.ts'
import { useRunBasis } from '../../stores/run-basis.ts'
import { useRunStale, useStepNumbers } from '../../stores/run-store.ts'
import { BasisBadge } from '../assumptions/basis-badge.tsx'
import { NumberButton } from '../people/number-button.tsx'
import { peopleText } from '../people/people-texts.ts'
import { reasonsInWords } from '../simulation/reasons-in-words.ts'
import { canvasText } from './texts.ts'
import styles from './numbers-strip.module.css'

/**
 * Under a card after a run: people, their share of entrants as a bar, median dwell; below, where there are any, who waits, what was sent and not
 * sent, and the conversions credited to it; of an entry who matched and who was refused. Each shows who is behind it; of the card that is selected they
 * are stops of the Tab key.
 */
export function NumbersStrip({ nodeId, isSelected }: { nodeId: string; isSelected: boolean }) {
  const numbers = useStepNumbers(nodeId)
  const isStale = useRunStale()
  const basis = useRunBasis()
  if (!numbers) return null
  const { entered, shareOfEntrants, medianDwellMs } = numbers
  const entry = entryIdOf(nodeId)
  const facts = factsOf(nodeId, numbers)
  const hint = [
    entered === 0 ? canvasText('noNumbers') : canvasText('people', { people: people(entered) }),
    canvasText('share', { share: share(shareOfEntrants) }),
    medianDwellMs === null || medianDwellMs === 0 ? '' : canvasText('dwell', { dwell: msInWords(medianDwellMs) }),
    basis === null ? '' : canvasText('whatIf'),
    isStale ? canvasText('stale') : '',
  ].filter((line) => line !== '').join('\n')
  return (
    <div className={`${styles.numbers} tabular`} data-stale={isStale || undefined}>
      <div className={styles.strip} data-testid={`numbers-${nodeId}`}>
        {basis !== null && (
          <span className={styles.basis} data-testid={`what-if-${nodeId}`}>
            <BasisBadge basis={basis} isSmall />
          </span>
        )}
        <NumberButton
          of={entry === undefined ? { kind: 'entered', step: nodeId } : { kind: 'admitted', entry }}
          count={entered}
          what={peopleText(entry === undefined ? 'numEntered' : 'numAdmitted', { people: full(entered) })}
          hint={hint}
          className={styles.people}
          testId={`people-${nodeId}`}
          isStop={isSelected}
        >
          {people(entered)}
        </NumberButton>
        <span className={styles.bar} aria-hidden="true" title={hint}>
          <span className={styles.fill} style={{ width: `${Math.min(100, shareOfEntrants * 100)}%` }} />
        </span>
        <span className={styles.share} title={hint}>{share(shareOfEntrants)}</span>
        {medianDwellMs !== null && medianDwellMs > 0 && <span className={styles.dwell} title={hint}>{msInWords(medianDwellMs)}</span>}
      </div>
      {facts.length > 0 && (
        <div className={styles.facts} data-testid={`facts-${nodeId}`}>
          {facts.map(({ id, of, count, what, hint: more, Glyph }) => (
            <NumberButton key={id} of={of} count={count} what={what} hint={more} className={styles.fact} testId={`${id}-${nodeId}`} isStop={isSelected}>
              <Glyph size={14} stroke={1.9} aria-hidden="true" />
              {people(count)}
            </NumberButton>
          ))}
        </div>
      )}
    </div>
  )
}

interface Fact { id: string; of: PeopleOf; count: number; what: string; hint: string; Glyph: Icon }

function factsOf(nodeId: string, { waiting, sent, suppressed, credited, asked }: StepNumbers): Fact[] {
  const entry = entryIdOf(nodeId)
  const fact = (id: string, of: PeopleOf, count: number, key: Parameters<typeof peopleText>[0], Glyph: Icon, more: readonly string[] = []): Fact[] => {
    const what = peopleText(key, { people: full(count) })
    return count === 0 ? [] : [{ id, of, count, what: [what, ...more].join(', '), hint: [what, ...more].join('\n'), Glyph }]
  }
  if (asked !== null && entry !== undefined) {
    // Who was refused matched, too: without a refusal it is the number above once more.
    return asked.refused === 0 ? [] : [...fact('matched', { kind: 'matched', entry }, asked.matched, 'numMatched', IconLogin2), ...fact('refused', { kind: 'refused', entry }, asked.refused, 'numRefused', IconLock)]
  }
  return [
    ...fact('waiting', { kind: 'waiting', step: nodeId }, waiting, 'numWaiting', IconHourglass),
    ...fact('sent', { kind: 'sent', step: nodeId }, sent, 'numSent', IconSend),
    ...fact('suppressed', { kind: 'suppressed', step: nodeId }, Object.values(suppressed).reduce((sum, count) => sum + count, 0), 'numNotSent', IconBellOff, reasonsInWords(suppressed)),
    ...Object.entries(credited).flatMap(([goal, count]) => {
      const what = peopleText('numCredited', { count, people: full(count), goal })
      return [{ id: `credited-${goal}`, of: { kind: 'goal', goal, step: nodeId }, count, what, hint: what, Glyph: IconFlag } satisfies Fact]
    }),
  ]
}
