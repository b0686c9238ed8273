import { useMemo } from 'react'
import { recurrenceProblem } from '../../../../engine/core/model/recurrence.ts'
import { ordinalInWords } from '../../../document/recurrence-in-words.ts'
import { recurrenceOf, ruleOf, type Recurrence } from '../../../document/recurrence-parts.ts'
import { ChoiceField } from '../fields/choice-field.tsx'
import { DaysField } from '../fields/days-field.tsx'
import { DateField } from '../fields/moment-field.tsx'
import { NumberField } from '../fields/number-field.tsx'
import { Remark, Sentence, Words } from '../fields/section.tsx'
import { TextField } from '../fields/text-field.tsx'
import { TimeField } from '../fields/time-field.tsx'
import type { Commit } from '../fields/use-draft.ts'
import { inspectorText, weekdayOptions } from '../texts.ts'

const UNITS = ['day', 'week', 'month'] as const
const ORDINALS = [1, 2, 3, 4, -1] as const
const BY_DATE = 'date'

/** How a schedule repeats: every so many days, weeks or months, on which days, at what time, until when. A rule that says more is shown as it is. */
export function RecurrenceFields({ rule, at, onChange }: { rule: string; at: string | undefined; onChange: Commit<string> }) {
  const parts = useMemo(() => recurrenceOf(rule, at), [rule, at])
  if (parts === undefined) return <RuleField rule={rule} onChange={onChange} />
  const set = (change: Partial<Recurrence>) => onChange(ruleOf({ ...parts, ...change }))
  return (
    <>
      <Sentence>
        <Words>{inspectorText('every')}</Words>
        <NumberField label={inspectorText('interval')} showLabel={false} width={56} value={parts.every} testId="recurrence-every" onChange={(every) => (every === undefined || !Number.isInteger(every) || every < 1 ? inspectorText('wholeNumber') : set({ every }))} />
        <ChoiceField
          label={inspectorText('recurrenceUnit')}
          showLabel={false}
          width={132}
          testId="recurrence-unit"
          value={parts.unit}
          options={UNITS.map((unit) => ({ value: unit, label: inspectorText(`unit_${unit}`, { count: parts.every }) }))}
          onChange={(unit) => (unit === undefined ? undefined : set({ unit }))}
        />
      </Sentence>
      {parts.unit === 'week' && <DaysField label={inspectorText('recurrenceDays')} value={parts.days} onChange={(days) => set({ days })} />}
      {parts.unit === 'month' && <MonthlyFields monthly={parts.monthly} onChange={(monthly) => set({ monthly })} />}
      <Sentence>
        <Words>{inspectorText('atWord')}</Words>
        <TimeField label={inspectorText('timeOfDay')} showLabel={false} value={parts.time} testId="recurrence-time" onChange={(time) => set({ time: time ?? parts.time })} />
      </Sentence>
      <Sentence>
        <Words>{inspectorText('endsWord')}</Words>
        <ChoiceField
          label={inspectorText('recurrenceEnd')}
          showLabel={false}
          width={98}
          value={parts.end.kind}
          options={[{ value: 'never', label: inspectorText('endNever') }, { value: 'until', label: inspectorText('endDate') }, { value: 'count', label: inspectorText('endCount') }]}
          onChange={(kind) => set({ end: kind === 'until' ? { kind, date: at?.slice(0, 10) ?? '2026-12-31' } : kind === 'count' ? { kind, count: 10 } : { kind: 'never' } })}
        />
        {parts.end.kind === 'until' && <DateField label={inspectorText('endDate')} showLabel={false} value={parts.end.date} onChange={(date) => set({ end: { kind: 'until', date: date ?? '' } })} />}
        {parts.end.kind === 'count' && (
          <NumberField label={inspectorText('endCount')} showLabel={false} width={64} value={parts.end.count} onChange={(count) => (count === undefined || !Number.isInteger(count) || count < 1 ? inspectorText('wholeNumber') : set({ end: { kind: 'count', count } }))} />
        )}
        {parts.end.kind === 'count' && <Words>{inspectorText('times')}</Words>}
      </Sentence>
    </>
  )
}

function MonthlyFields({ monthly, onChange }: { monthly: Recurrence['monthly']; onChange: Commit<Recurrence['monthly']> }) {
  const isDate = 'day' in monthly
  const isLast = isDate && monthly.day === -1
  return (
    <Sentence>
      <Words>{inspectorText('onThe')}</Words>
      <ChoiceField
        label={inspectorText('whichOfMonth')}
        showLabel={false}
        width={118}
        value={isDate ? (isLast ? 'lastDay' : BY_DATE) : String(monthly.ordinal)}
        options={[
          { value: BY_DATE, label: inspectorText('dayOfMonth') },
          { value: 'lastDay', label: inspectorText('lastDayShort') },
          ...ORDINALS.map((ordinal) => ({ value: String(ordinal), label: ordinalInWords(ordinal) })),
        ]}
        onChange={(chosen) => onChange(chosen === BY_DATE ? { day: 1 } : chosen === 'lastDay' ? { day: -1 } : { ordinal: Number(chosen), weekday: isDate ? 1 : monthly.weekday })}
      />
      {isDate && !isLast && <NumberField label={inspectorText('dayOfMonth')} showLabel={false} width={56} value={monthly.day} onChange={(day) => (day === undefined || !Number.isInteger(day) || day < 1 || day > 31 ? inspectorText('notADayOfMonth') : onChange({ day }))} />}
      {!isDate && (
        <ChoiceField label={inspectorText('weekday')} showLabel={false} value={String(monthly.weekday)} options={weekdayOptions()} onChange={(day) => onChange({ ...monthly, weekday: Number(day ?? 1) })} />
      )}
    </Sentence>
  )
}

/** The rule itself, for those that know RFC 5545; what is none stays in the field. */
export function RuleField({ rule, onChange }: { rule: string; onChange: Commit<string> }) {
  return (
    <>
      <TextField
        label={inspectorText('rule')}
        description={inspectorText('ruleHelp')}
        value={rule}
        lines={2}
        testId="recurrence-rule"
        onChange={(text) => {
          const problem = recurrenceProblem(text ?? '')
          return problem === undefined ? onChange(text ?? '') : inspectorText('ruleProblem', { problem })
        }}
      />
      <Remark>{inspectorText('ruleOther')}</Remark>
    </>
  )
}
