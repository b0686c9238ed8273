import { Button } from '@mantine/core'
import { ProblemNote } from '../../../components/problem-note.tsx'
import { cut } from '../../../i18n/cut.ts'
import { fromEngine } from '../../../i18n/phrasebook.ts'
import { TakeAlongMenu } from '../../report/take-along-menu.tsx'
import { useTargetName } from '../targets-store.ts'
import type { Publication } from '../watched-store.ts'
import { WorkNote } from '../work-note.tsx'
import { comparisonCsv } from './comparison-csv.ts'
import { ComparisonTable } from './comparison-table.tsx'
import { compare, useForecastStore, type Comparison } from './forecast-store.ts'
import { LearnFrom } from './learn-from.tsx'
import { forecastText } from './texts.ts'
import styles from '../publish.module.css'
import own from './forecast.module.css'

/** The comparison, what it says as a whole, and how it was reckoned. */
export function Compared({ publication }: { publication: Publication }) {
  const comparison = useForecastStore((state) => state.comparison)
  const actual = useForecastStore((state) => state.actual)
  if (comparison === null || comparison.state === 'stopped') return null
  if (comparison.state === 'asking') return <WorkNote jobId={comparison.jobId} before={forecastText('comparing')} testId="forecast-comparing" />
  if (comparison.state === 'there') return <Answer comparison={comparison.answer} publication={publication} />
  return (
    <ProblemNote error={comparison.error} testId="forecast-problem">
      {comparison.error.code === 'E_FORECAST_TIME' && actual?.kind === 'dataset' && (
        <Button size="compact-sm" variant="default" onClick={() => void compare(publication.id, { ...actual, isWhole: true })} data-testid="forecast-whole">{forecastText('compareWhole')}</Button>
      )}
    </ProblemNote>
  )
}

function Answer({ comparison, publication }: { comparison: Comparison; publication: Publication }) {
  const platform = useTargetName(publication.target)
  const { actual, summary, notes } = comparison
  const whence = actual.source === 'events' ? forecastText(actual.messages === 'happened' ? 'happened' : 'rehearsed') : forecastText('counted', { platform })
  return (
    <section className={styles.section} aria-label={forecastText('difference')} data-testid="forecast-answer">
      <div className={styles.sectionHead}>
        <div className={styles.headWords}>
          <p className={styles.strong} data-testid="forecast-summary">{fromEngine(summary)}</p>
          <span className={own.whence} data-testid="forecast-whence">{whence}</span>
        </div>
        <TakeAlongMenu label={forecastText('takeAlong')} what={{ name: cut(`${publication.journeyName} ${forecastText('title')}`, 100), csv: () => comparisonCsv(comparison) }} testId="forecast-take-along" />
      </div>
      <ComparisonTable comparison={comparison} publication={publication} />
      <span className={styles.quiet}>{forecastText('legend')}</span>
      <LearnFrom publication={publication} />
      <details className={own.how}>
        <summary>{forecastText('how')}</summary>
        <ul data-testid="forecast-notes">{notes.map((note) => <li key={note}>{fromEngine(note)}</li>)}</ul>
      </details>
    </section>
  )
}
