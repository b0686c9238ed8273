import { Button, NumberInput, TextInput } from '@mantine/core'
import { IconFileExport } from '@tabler/icons-react'
import type { SubmitEvent } from 'react'
import { ProblemNote } from '../../components/problem-note.tsx'
import { DECIMALS, full, THOUSANDS } from '../../i18n/numbers.ts'
import { roughly } from './amounts.ts'
import { askToLearn, changeMakeDraft, makePeople, openMakePeople, usualName, type LearnedStep, type SpecStep } from './population-store.ts'
import { saveSpec } from './spec-files.ts'
import { populationText } from './texts.ts'
import styles from './population.module.css'

/** How many people of a description, from which seed, under which name; or the description as a file. */
export function MakeForm({ step }: { step: SpecStep | LearnedStep }) {
  const { spec, summary, draft: { profiles, seed, name }, error } = step
  const events = profiles === null ? undefined : profiles * summary.eventsPerProfile
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    void makePeople()
  }
  return (
    <form className={styles.footer} onSubmit={submit} noValidate>
      {error !== null && <ProblemNote error={error} testId="population-error" />}
      <div className={styles.fields}>
        <NumberInput
          label={populationText('people')}
          value={profiles ?? ''}
          onChange={(value) => changeMakeDraft({ profiles: typeof value === 'number' && value >= 1 ? Math.trunc(value) : null })}
          min={1}
          allowDecimal={false}
          allowNegative={false}
          thousandSeparator={THOUSANDS}
          allowedDecimalSeparators={[DECIMALS]}
          error={profiles === null ? populationText('peopleBad') : undefined}
          data-testid="make-people-count"
        />
        <NumberInput
          label={populationText('seed')}
          title={populationText('seedHint')}
          value={seed}
          onChange={(value) => changeMakeDraft({ seed: Math.max(0, Math.trunc(Number(value) || 0)) })}
          min={0}
          allowDecimal={false}
          allowNegative={false}
          data-testid="make-seed"
        />
        <TextInput
          label={populationText('name')}
          placeholder={usualName(step)}
          value={name}
          onChange={(event) => changeMakeDraft({ name: event.currentTarget.value })}
          data-testid="make-name"
        />
      </div>
      {events !== undefined && <p className={`${styles.about} tabular`}>{populationText('aboutEvents', { count: Math.round(events), amount: roughly(events) })}</p>}
      <div className={styles.actions}>
        <Button variant="default" className={styles.aside!} leftSection={<IconFileExport size={16} stroke={1.8} />} title={populationText('saveHint')} onClick={() => saveSpec(spec)} data-testid="save-population">
          {populationText('save')}
        </Button>
        <Button variant="default" onClick={() => (step.at === 'learned' ? askToLearn(step.dataset) : openMakePeople())}>
          {populationText('back')}
        </Button>
        <Button type="submit" disabled={profiles === null} data-first data-testid="make-people-now">
          {profiles === null ? populationText('makeNone') : populationText('make', { count: profiles, amount: full(profiles) })}
        </Button>
      </div>
    </form>
  )
}
