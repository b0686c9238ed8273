import { msInWords } from '../../i18n/in-words.ts'
import { full, share } from '../../i18n/numbers.ts'
import type { FinishedRun } from '../../stores/run-store.ts'
import { useMature } from './mature-store.ts'
import { NumberButton } from './number-button.tsx'
import { peopleText } from './people-texts.ts'
import styles from './undecided.module.css'

/** Below figures of a run that ended before everybody's time was up: how many may still convert, and what is final. Nothing where all is final. */
export function UndecidedNote({ run }: { run: FinishedRun }) {
  const { started, mature } = run.result.instances
  const found = useMature(run)
  if (mature === started) return null
  const open = started - mature
  const final = found?.figures.mature
  return (
    <p className={styles.note} role="note" data-testid="undecided-note">
      <span className={styles.swatch} aria-hidden="true" />
      <span>
        <NumberButton of={{ kind: 'immature' }} count={open} what={peopleText('openWhat', { people: full(open) })} testId="immature">
          {full(open)}
        </NumberButton>{' '}
        {found === null ? peopleText('openSome', { count: open }) : peopleText('openWords', { count: open, window: msInWords(found.figures.windowMs), undecided: full(found.figures.undecided.started) })}{' '}
        {final !== undefined && final.started > 0 && peopleText('finalWords', { share: share(final.converted / final.started), people: full(final.started) })}
        {final !== undefined && final.started === 0 && peopleText('finalNone')}
      </span>
    </p>
  )
}
