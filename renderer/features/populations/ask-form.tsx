import { Button, Select } from '@mantine/core'
import { IconCheck, IconMinus } from '@tabler/icons-react'
import type { SubmitEvent } from 'react'
import { ProblemNote } from '../../components/problem-note.tsx'
import { changeZone, closePopulation, learnPeople, type AskStep } from './population-store.ts'
import { populationText } from './texts.ts'
import styles from './population.module.css'

const zones = [...new Set(['UTC', Intl.DateTimeFormat().resolvedOptions().timeZone, ...Intl.supportedValuesOf('timeZone')])]
/** Options drawn at once; the others come by typing. */
const MOST_ZONES = 60

/** What will be learned of a dataset's people and what will not, and by which clock. */
export function AskForm({ step: { timeZone, error } }: { step: AskStep }) {
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    void learnPeople()
  }
  return (
    <form className={styles.stack} onSubmit={submit}>
      <p className={styles.intro}>{populationText('askBody')}</p>
      <dl className={styles.learns}>
        <div>
          <dt>
            <IconCheck size={16} stroke={2} aria-hidden="true" />
            {populationText('askLearned')}
          </dt>
          <dd>{populationText('askLearnedBody')}</dd>
        </div>
        <div>
          <dt>
            <IconMinus size={16} stroke={2} aria-hidden="true" />
            {populationText('askNot')}
          </dt>
          <dd>{populationText('askNotBody')}</dd>
        </div>
      </dl>
      <Select
        label={populationText('zone')}
        description={populationText('zoneHint')}
        data={zones}
        value={timeZone}
        onChange={(zone) => zone !== null && changeZone(zone)}
        searchable
        allowDeselect={false}
        limit={MOST_ZONES}
        nothingFoundMessage={populationText('zoneNone')}
        data-testid="learn-zone"
      />
      {error !== null && <ProblemNote error={error} testId="population-error" />}
      <div className={styles.actions}>
        <Button variant="default" onClick={closePopulation}>
          {populationText('cancel')}
        </Button>
        <Button type="submit" data-first data-testid="learn-people">
          {populationText('learn')}
        </Button>
      </div>
    </form>
  )
}
