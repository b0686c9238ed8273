import type { DelayStep } from '../../../../engine/core/model/steps/delay.ts'
import { withField } from '../../../document/commands/journey.ts'
import { useDocumentStore } from '../../../document/document-store.ts'
import { useRunStore } from '../../../stores/run-store.ts'
import { datasetById } from '../../../stores/workspace-store.ts'
import { ChoiceField, SwitchField } from '../fields/choice-field.tsx'
import { DurationField } from '../fields/duration-field.tsx'
import { DateField } from '../fields/moment-field.tsx'
import { Remark, Section, Sentence, Words } from '../fields/section.tsx'
import { TimeField } from '../fields/time-field.tsx'
import { TryValues } from '../../what-if/try-values.tsx'
import { inspectorText, weekdayOptions } from '../texts.ts'
import { stepEdit } from '../use-step-edit.ts'

type Form = 'for' | 'until' | 'bestTime'
type Until = NonNullable<DelayStep['until']>

/** How long: a span, a local time, or the person's best time. */
export function DelayForm({ stepId, step }: { stepId: string; step: DelayStep }) {
  const edit = stepEdit<DelayStep>(stepId)
  const form: Form = step.for !== undefined ? 'for' : step.until ? 'until' : 'bestTime'
  const choose = (next: Form) =>
    edit('delay', (current) => {
      const { for: _for, until: _until, bestTime: _best, ...rest } = current
      if (next === 'for') return { ...rest, for: 'PT1H' }
      return next === 'until' ? { ...rest, until: { time: '09:00' } } : { ...rest, bestTime: { within: 'P1D' } }
    })
  return (
    <Section title={inspectorText('howLong')}>
      <SwitchField
        label={inspectorText('howLong')}
        value={form}
        options={[
          { value: 'for', label: inspectorText('delayFor') },
          { value: 'until', label: inspectorText('delayUntil') },
          { value: 'bestTime', label: inspectorText('delayBest') },
        ]}
        onChange={(next) => (next === form ? undefined : choose(next))}
      />
      {form === 'for' && (
        <Sentence>
          <Words>{inspectorText('waitWord')}</Words>
          <DurationField label={inspectorText('howLong')} showLabel={false} value={step.for} testId="delay-for" onChange={(span) => edit('delay', (current) => withField(current, 'for', span))} />
          <TryValues path={['steps', stepId, 'for']} />
        </Sentence>
      )}
      {step.until && <UntilFields until={step.until} onChange={(until) => edit('time', (current) => ({ ...current, until }))} />}
      {step.bestTime && (
        <>
          <Sentence>
            <Words>{inspectorText('bestWithin')}</Words>
            <DurationField label={inspectorText('bestWithin')} showLabel={false} value={step.bestTime.within} testId="best-within" onChange={(within) => edit('delay', (current) => ({ ...current, bestTime: { within: within ?? '' } }))} />
          </Sentence>
          <Remark>{inspectorText('bestHelp')}</Remark>
        </>
      )}
    </Section>
  )
}

const ANY_DAY = 'any'
const ON_DATE = 'date'

function UntilFields({ until, onChange }: { until: Until; onChange(until: Until): string | undefined }) {
  const datasetId = useRunStore((state) => state.datasetId)
  const timeZone = useDocumentStore((state) => state.document.timeZone ?? 'UTC')
  const day = until.date !== undefined ? ON_DATE : until.weekday === undefined ? ANY_DAY : String(until.weekday)
  const { date: _date, weekday: _weekday, ...rest } = until
  const chooseDay = (chosen: string | undefined) => {
    if (chosen === ON_DATE) return onChange({ ...rest, date: new Date(datasetById(datasetId)?.to ?? Date.now()).toISOString().slice(0, 10) })
    const timed = { ...rest, time: rest.time ?? '09:00' }
    return onChange(chosen === ANY_DAY || chosen === undefined ? timed : { ...timed, weekday: Number(chosen) })
  }
  return (
    <>
      <Sentence>
        <Words>{inspectorText('waitUntil')}</Words>
        <ChoiceField
          label={inspectorText('whichDay')}
          showLabel={false}
          value={day}
          testId="until-day"
          options={[
            { value: ANY_DAY, label: inspectorText('nextDay') },
            ...weekdayOptions().map(({ value, label }) => ({ value, label: inspectorText('nextWeekday', { day: label }) })),
            { value: ON_DATE, label: inspectorText('onDate') },
          ]}
          onChange={chooseDay}
        />
        {until.date !== undefined && <DateField label={inspectorText('onDate')} showLabel={false} value={until.date} onChange={(date) => onChange({ ...until, date: date ?? '' })} />}
        <Words>{inspectorText('atWord')}</Words>
        <TimeField
          label={inspectorText('timeOfDay')}
          showLabel={false}
          value={until.time}
          optional={until.date !== undefined}
          placeholder={until.date === undefined ? '09:00' : '00:00'}
          testId="until-time"
          onChange={(time) => onChange(withField(until, 'time', time))}
        />
      </Sentence>
      <Remark>{inspectorText(until.date === undefined ? 'localTimeHelp' : 'onDateHelp', { zone: timeZone })}</Remark>
    </>
  )
}
