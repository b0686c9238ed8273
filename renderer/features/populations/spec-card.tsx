import type { PopulationSummary } from '../../../engine/api/population-methods.ts'
import type { PopulationDocument } from '../../../engine/core/population/spec.ts'
import { Hint } from '../../components/hint.tsx'
import { locale } from '../../i18n/language.ts'
import { share } from '../../i18n/numbers.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { amountInWords } from './amounts.ts'
import { populationText } from './texts.ts'
import styles from './population.module.css'

const MOST_NAMES = 24

/** What a description of people says: over which days, how busy, which kinds, and what they do. */
export function SpecCard({ spec: { description, timeZone }, summary }: { spec: PopulationDocument; summary: PopulationSummary }) {
  const { from, until, events, properties, attributes, kinds, eventsPerProfile } = summary
  return (
    <div className={styles.card} data-testid="population-summary">
      {description !== undefined && <p className={styles.intro}>{fromEngine(description)}</p>}
      <dl className={`${styles.facts} tabular`}>
        <div>
          <dt>{populationText('factSpan')}</dt>
          <dd>{daysIn(timeZone ?? 'UTC').formatRange(from, until - 1)}</dd>
        </div>
        <div>
          <dt>{populationText('factEach')}</dt>
          <dd>
            <Hint label={populationText('factEachHint')}>
              <span tabIndex={0}>{amountInWords(eventsPerProfile)}</span>
            </Hint>
          </dd>
        </div>
      </dl>
      <Kinds kinds={kinds} />
      <Names title={populationText('eventNames')} names={events} />
      <Names title={populationText('propertyNames')} names={properties} />
      <Names title={populationText('attributeNames')} names={attributes} />
    </div>
  )
}

/** One bar of all people, cut by kind; each kind with its share below, in the same order. */
function Kinds({ kinds }: { kinds: PopulationSummary['kinds'] }) {
  const label = populationText('kindsLabel', { kinds: kinds.map((kind) => `${fromEngine(kind.name)} ${share(kind.share)}`).join(', ') })
  const left = (index: number) => kinds.slice(0, index).reduce((sum, kind) => sum + kind.share, 0)
  return (
    <section>
      <h3 className={styles.label}>{populationText('kinds')}</h3>
      <svg width="100%" height={10} role="img" aria-label={label} className={styles.kindsBar}>
        {kinds.map((kind, index) => (
          <rect key={kind.name} x={`${left(index) * 100}%`} width={`${kind.share * 100}%`} height={10} className={styles.kind} data-shade={index % 4} />
        ))}
      </svg>
      <ul className={`${styles.kindsList} tabular`} aria-hidden="true">
        {kinds.map((kind, index) => (
          <li key={kind.name}>
            <span className={styles.swatch} data-shade={index % 4} />
            {fromEngine(kind.name)} <span className={styles.muted}>{share(kind.share)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Days as the people live them: a description names local ones. */
function daysIn(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale(), { timeZone, day: 'numeric', month: 'short', year: 'numeric' })
}

function Names({ title, names }: { title: string; names: readonly string[] }) {
  if (names.length === 0) return null
  const rest = names.length - MOST_NAMES
  return (
    <section>
      <h3 className={styles.label}>{title}</h3>
      <ul className={styles.names}>
        {names.slice(0, MOST_NAMES).map((name) => (
          <li key={name}>{name}</li>
        ))}
        {rest > 0 && <li data-rest>{populationText('andMore', { count: rest })}</li>}
      </ul>
    </section>
  )
}
