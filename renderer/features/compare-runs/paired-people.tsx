import { full, share } from '../../i18n/numbers.ts'
import { askPerson, openOnePerson } from '../explain/ask-person.ts'
import type { Compared } from './compare-runs-store.ts'
import { compareText } from './texts.ts'
import styles from './compare-runs.module.css'

const MOST_NAMED = 6
const SIDES = ['both', 'onlyBefore', 'onlyAfter', 'neither'] as const

/** The same people on both sides: who reaches a goal where, and who goes another way. */
export function PairedPeople({ compared: { paired, before, after } }: { compared: Compared }) {
  const hasSplit = [before, after].some(({ steps }) => Object.values(steps).some(({ kind }) => kind === 'split'))
  return (
    <section className={styles.paired} aria-label={compareText('byPerson')} data-testid="paired">
      <h3 className={styles.title}>{compareText('byPerson')}</h3>
      {paired === null ? (
        <p className={styles.quiet} role="status">{compareText('comparing')}</p>
      ) : (
        <>
          <p className={styles.of}>{compareText('paired', { people: full(paired.people.either) })}</p>
          {paired.goals.length === 0 ? (
            <p className={styles.quiet}>{compareText('noGoals')}</p>
          ) : (
            <dl className={`${styles.pairs} tabular`}>
              {SIDES.map((side) => (
                <div key={side} className={styles.pair} data-side={side} data-testid={`paired-${side}`}>
                  <dt>{compareText(side)}</dt>
                  <dd>{full(paired.converted[side])}</dd>
                </div>
              ))}
            </dl>
          )}
          <Some label={compareText('onlyBefore')} ids={paired.examples.onlyBefore} />
          <Some label={compareText('onlyAfter')} ids={paired.examples.onlyAfter} />
          <p className={styles.says}>
            {paired.anotherWay === null
              ? compareText('waysUnknown')
              : paired.anotherWay === 0
                ? compareText('sameWay')
                : compareText('anotherWay', { people: full(paired.anotherWay), share: share(paired.people.either === 0 ? 0 : paired.anotherWay / paired.people.either) })}
          </p>
          <Some label={compareText('someOf')} ids={paired.examples.anotherWay} />
          <p className={styles.note}>{compareText('aCount')}</p>
          {hasSplit && <p className={styles.note}>{compareText('splitChance')}</p>}
        </>
      )}
    </section>
  )
}

/** The same in one line, for a narrow drawer: it leads to the rest. */
export function PairedLine({ compared: { paired } }: { compared: Compared }) {
  if (paired === null) return null
  const { converted, anotherWay } = paired
  const words = [
    ...(paired.goals.length === 0 ? [] : [compareText('lineGoals', { before: full(converted.onlyBefore), after: full(converted.onlyAfter) })]),
    ...(anotherWay === null ? [] : [compareText('lineWays', { people: full(anotherWay) })]),
  ]
  return (
    <button type="button" className={`${styles.pairedLine} tabular`} data-testid="paired-line" onClick={() => globalThis.document.querySelector('[data-testid="paired"]')?.scrollIntoView({ block: 'start' })}>
      <span className={styles.pairedTitle}>{compareText('byPerson')}</span> {words.join(' · ')}
    </button>
  )
}

/** A few of them by id; one that is chosen is told of in the run that is shown. */
function Some({ label, ids }: { label: string; ids: readonly string[] }) {
  const look = (id: string) => {
    openOnePerson()
    void askPerson(id)
  }
  if (ids.length === 0) return null
  return (
    <span className={styles.some} role="group" aria-label={label}>
      <span className={styles.someOf}>{label}</span>
      {ids.slice(0, MOST_NAMED).map((id) => (
        <button key={id} type="button" className={styles.person} aria-label={compareText('look', { id })} title={compareText('look', { id })} onClick={() => look(id)} data-testid="paired-person">
          {id}
        </button>
      ))}
    </span>
  )
}
