import { Button, SegmentedControl, Select } from '@mantine/core'
import { useState } from 'react'
import { ProblemNote } from '../../../components/problem-note.tsx'
import { useNow } from '../../../components/use-now.ts'
import { cut } from '../../../i18n/cut.ts'
import { ago, daySpan } from '../../../i18n/dates.ts'
import { useUiStore } from '../../../stores/ui-store.ts'
import { useVisibleDatasets } from '../../datasets/visible-datasets.ts'
import { momentInWords } from '../moment.ts'
import { useTargetName } from '../targets-store.ts'
import type { Publication } from '../watched-store.ts'
import { WorkNote } from '../work-note.tsx'
import { answerOf } from '../asked.ts'
import { chooseSource, compare, readStatistics, useForecastStore, type Source } from './forecast-store.ts'
import { forecastText } from './texts.ts'
import styles from '../publish.module.css'

/** Where what came of it is read: the platform's own counts, or events of people afterwards. */
export function Reality({ publication }: { publication: Publication }) {
  const source = useForecastStore((state) => state.source)
  const kept = useForecastStore((state) => state.kept)
  if (kept?.state !== 'there') return null
  return (
    <section className={styles.section} aria-label={forecastText('reality')}>
      <div className={styles.sectionHead}>
        <h3 className={styles.sectionName}>{forecastText('reality')}</h3>
        <SegmentedControl
          size="xs"
          aria-label={forecastText('source')}
          value={source}
          onChange={(value) => chooseSource(value as Source)} // as: one of the two below
          data={[{ value: 'platform', label: forecastText('fromPlatform') }, { value: 'events', label: forecastText('fromEvents') }]}
          data-testid="forecast-source"
        />
      </div>
      {source === 'platform' ? <OfPlatform publication={publication} /> : <OfEvents publication={publication} />}
    </section>
  )
}

function OfPlatform({ publication }: { publication: Publication }) {
  const now = useNow()
  const platform = useTargetName(publication.target)
  const readAt = useForecastStore(({ kept }) => answerOf(kept)?.readAt ?? null)
  const reading = useForecastStore((state) => state.reading)
  const read = () => void readStatistics(publication.id)
  return (
    <>
      {reading?.state === 'asking' ? <WorkNote jobId={reading.jobId} before={forecastText('reading')} testId="forecast-reading" /> : (
        <div className={styles.ways}>
          <Button size="xs" h={32} variant={readAt === null ? 'filled' : 'default'} onClick={read} data-testid="forecast-read">{readAt === null ? forecastText('read', { platform }) : forecastText('readAgain')}</Button>
          <span className={styles.quiet} data-testid="forecast-read-at">{readAt === null ? forecastText('neverRead') : forecastText('lastRead', { ago: ago(readAt, now) })}</span>
        </div>
      )}
      {reading?.state === 'failed' && <ProblemNote error={reading.error} testId="forecast-read-problem" />}
    </>
  )
}

function OfEvents({ publication }: { publication: Publication }) {
  const datasets = useVisibleDatasets()
  const [chosen, setChosen] = useState<string | null>(null)
  const answer = useForecastStore(({ kept }) => answerOf(kept))
  const isComparing = useForecastStore(({ comparison }) => comparison?.state === 'asking')
  const before = answer?.forecast?.datasetId
  const datasetId = datasets.find(({ id }) => id === chosen)?.id ?? (datasets.find(({ id }) => id !== before) ?? datasets[0])?.id
  if (datasetId === undefined) {
    return (
      <div className={styles.ways}>
        <span className={styles.quiet}>{forecastText('noEvents')}</span>
        <Button size="xs" h={32} variant="default" onClick={() => useUiStore.getState().showPage('data')}>{forecastText('toData')}</Button>
      </div>
    )
  }
  const since = answer?.since ?? null
  return (
    <>
      <div className={styles.tools}>
        <Select
          size="xs"
          label={forecastText('laterData')}
          w={380}
          value={datasetId}
          allowDeselect={false}
          data={datasets.map(({ id, name, from, to }) => ({ value: id, label: `${cut(name, 60)}, ${daySpan(from, to)}` }))}
          onChange={setChosen}
          data-testid="forecast-dataset"
        />
        <Button size="xs" h={32} disabled={isComparing || answer?.forecast === null} onClick={() => void compare(publication.id, { kind: 'dataset', datasetId })} data-testid="forecast-compare">{forecastText('compare')}</Button>
      </div>
      {since !== null && <span className={styles.quiet}>{forecastText('eventsHelp', { since: momentInWords(since) })}</span>}
    </>
  )
}
