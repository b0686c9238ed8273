import { Button, Select } from '@mantine/core'
import { IconHelpCircle } from '@tabler/icons-react'
import { useState } from 'react'
import { ProblemNote } from '../../../components/problem-note.tsx'
import { useNow } from '../../../components/use-now.ts'
import { cut } from '../../../i18n/cut.ts'
import { ago, daySpan } from '../../../i18n/dates.ts'
import { people } from '../../../i18n/numbers.ts'
import { useRunStore } from '../../../stores/run-store.ts'
import { useUiStore } from '../../../stores/ui-store.ts'
import { useVisibleDatasets } from '../../datasets/visible-datasets.ts'
import type { Publication } from '../watched-store.ts'
import { WorkNote } from '../work-note.tsx'
import { rehearseNow, useForecastStore, type Kept } from './forecast-store.ts'
import { forecastText } from './texts.ts'
import styles from '../publish.module.css'

/** The rehearsal a forecast rests on; where there is none, the way to one. */
export function Expected({ publication }: { publication: Publication }) {
  const kept = useForecastStore((state) => state.kept)
  const making = useForecastStore((state) => state.making)
  return (
    <section className={styles.section} aria-label={forecastText('forecast')}>
      <h3 className={styles.sectionName}>{forecastText('forecast')}</h3>
      {kept?.state === 'failed' && <ProblemNote error={kept.error} />}
      {kept?.state === 'there' && (kept.answer.forecast === null ? making?.state !== 'asking' && <Never publication={publication} /> : <Rests forecast={kept.answer.forecast} />)}
      {making?.state === 'asking' && <WorkNote jobId={making.jobId} before={forecastText('rehearsing')} testId="forecast-making" />}
      {making?.state === 'failed' && <ProblemNote error={making.error} testId="forecast-make-problem" />}
    </section>
  )
}

function Rests({ forecast }: { forecast: NonNullable<Kept['forecast']> }) {
  const now = useNow()
  const { isBefore, madeAt, datasetName, from, until, people: count, scenarioName } = forecast
  const rests = forecastText('on', { data: cut(datasetName, 80), span: daySpan(from, until), people: people(count) })
  const under = scenarioName === null ? '' : `, ${scenarioName === '' ? forecastText('underUnnamed') : forecastText('under', { scenario: cut(scenarioName, 80) })}`
  return <p className={styles.plain} data-testid="forecast-rests">{`${forecastText(isBefore ? 'rehearsedBefore' : 'rehearsedAfter', { ago: ago(madeAt, now) })}, ${rests}${under}.`}</p>
}

function Never({ publication }: { publication: Publication }) {
  const datasets = useVisibleDatasets()
  const last = useRunStore((state) => state.datasetId)
  const [chosen, setChosen] = useState<string | null>(null)
  const datasetId = datasets.find(({ id }) => id === (chosen ?? last))?.id ?? datasets[0]?.id
  return (
    <div className={styles.note} data-testid="forecast-never">
      <IconHelpCircle size={18} stroke={1.8} aria-hidden="true" />
      <div className={styles.noteWords}>
        <p className={styles.strong}>{forecastText('neverHead')}</p>
        <p>{datasets.length === 0 ? forecastText('noData') : forecastText('neverBody')}</p>
        <div className={styles.noteWays}>
          {datasetId === undefined ? <Button size="xs" h={32} variant="default" onClick={() => useUiStore.getState().showPage('data')}>{forecastText('toData')}</Button> : (
            <div className={styles.tools}>
              <Select
                size="xs"
                label={forecastText('rehearseOn')}
                w={280}
                value={datasetId}
                allowDeselect={false}
                data={datasets.map(({ id, name }) => ({ value: id, label: cut(name, 80) }))}
                onChange={setChosen}
                data-testid="forecast-rehearse-on"
              />
              <Button size="xs" h={32} onClick={() => void rehearseNow(publication.id, datasetId)} data-testid="forecast-rehearse">{forecastText('rehearseNow')}</Button>
            </div>
          )}
        </div>
      </div>
    </div>
  )
}
