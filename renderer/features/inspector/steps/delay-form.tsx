import type { DelayStep } from '../../../../engine/core/model/steps/delay.ts'
import { withField } from '../../../document/commands/journey.ts'
import { ChoiceField, SwitchField } from '../fields/choice-field.tsx'
import { DurationField } from '../fields/duration-field.tsx'
import { Section } from '../fields/section.tsx'
import { TextField } from '../fields/text-field.tsx'
import { inspectorText, weekdayOptions } from '../texts.ts'
import { stepEdit } from '../use-step-edit.ts'

type Form = 'for' | 'until' | 'bestTime'

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
  const until = step.until ?? {}
  const setUntil = (next: NonNullable<DelayStep['until']>) => edit('time', (current) => ({ ...current, until: next }))
  return (
    <Section>
      <SwitchField
        label={inspectorText('howLong')}
        value={form}
        options={[
          { value: 'for', label: inspectorText('delayFor') },
          { value: 'until', label: inspectorText('delayUntil') },
          { value: 'bestTime', label: inspectorText('delayBest') },
        ]}
        onChange={(next) => choose(next)}
      />
      {form === 'for' && (
        <DurationField label={inspectorText('howLong')} value={step.for} testId="delay-for" onChange={(span) => edit('delay', (current) => withField(current, 'for', span))} />
      )}
      {form === 'until' && (
        <>
          <TextField label={inspectorText('timeOfDay')} value={until.time} placeholder="09:00" onChange={(time) => setUntil(withField(until, 'time', time))} />
          <ChoiceField
            label={inspectorText('weekday')}
            value={until.weekday === undefined ? undefined : String(until.weekday)}
            none={inspectorText('anyDay')}
            options={weekdayOptions()}
            onChange={(day) => setUntil(withField(withField(until, 'date', undefined), 'weekday', day === undefined ? undefined : Number(day)))}
          />
          <TextField
            label={inspectorText('date')}
            description={inspectorText('dateHelp')}
            value={until.date}
            placeholder="2026-12-24"
            onChange={(date) => setUntil(withField(date === undefined ? until : withField(until, 'weekday', undefined), 'date', date))}
          />
        </>
      )}
      {form === 'bestTime' && (
        <>
          <DurationField label={inspectorText('within')} value={step.bestTime?.within} onChange={(within) => edit('delay', (current) => ({ ...current, bestTime: { within: within ?? '' } }))} />
          <p style={{ margin: 0, fontSize: 13, color: 'var(--text-3)' }}>{inspectorText('bestHelp')}</p>
        </>
      )}
    </Section>
  )
}
