import { IconInfoCircle } from '@tabler/icons-react'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { figureInWords, headlineOf, type TemplateClaim } from './claim-figures.ts'
import { startText } from './texts.ts'
import styles from './claim-note.module.css'

/** The figure a template is tuned to, in large, with whose it is and what it is worth. Null claim: real data, no figure. */
export function ClaimFigureNote({ claim }: { claim: TemplateClaim | null }) {
  const headline = claim === null ? undefined : headlineOf(claim)
  return (
    <div className={styles.claim}>
      {headline === undefined ? (
        <p className={styles.none}>{startText(claim === null ? 'realData' : 'notPublished')}</p>
      ) : (
        <p className={styles.figure}>
          <span className={`${styles.number} tabular`} data-testid="claim-figure">
            {figureInWords(headline.published!, headline.unit)}
          </span>
          <span className={styles.name}>{fromEngine(headline.name)}</span>
        </p>
      )}
      <div className={styles.whose}>
        <p className={styles.source}>{sourceOf(claim)}</p>
        <TunedNote note={claim?.note ?? startText('realDataNote')} />
      </div>
    </div>
  )
}

function sourceOf(claim: TemplateClaim | null): string {
  if (claim === null) return startText('realDataSource')
  return claim.source === null ? startText('ownAssumptions') : startText('source', { company: claim.source.company, publishedBy: fromEngine(claim.source.publishedBy) })
}

/** What a figure is worth: it stands wherever the figure does. */
export function TunedNote({ note }: { note: string }) {
  return (
    <p className={styles.note} data-testid="claim-note">
      <IconInfoCircle size={15} stroke={1.8} aria-hidden="true" />
      <span>{fromEngine(note)}</span>
    </p>
  )
}
