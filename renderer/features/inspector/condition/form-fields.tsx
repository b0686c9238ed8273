import { assertNever } from '../../../../engine/core/errors.ts'
import type { Condition } from '../../../../engine/core/model/condition.ts'
import { ChoiceField } from '../fields/choice-field.tsx'
import { DaysField } from '../fields/days-field.tsx'
import { Sentence, Words } from '../fields/section.tsx'
import { TextField } from '../fields/text-field.tsx'
import { TimeField } from '../fields/time-field.tsx'
import type { Commit } from '../fields/use-draft.ts'
import { inspectorText } from '../texts.ts'
import { useAttributeNames, usePropertyNames, type KnownNames } from './catalogue-names.ts'
import { ComparisonFields, type Comparison } from './comparison-fields.tsx'
import { conditionProblem, type ConditionPlace } from './condition-forms.ts'
import { useScopeSegments } from './condition-scope.ts'
import { DidFields, SequenceFields, type NestedWhereForm } from './did-fields.tsx'
import { PlaceFields } from './place-fields.tsx'

/** The fields of one condition's form. What a past event has to be like is a condition again: its form comes from the builder around this one. */
export function FormFields({ value, onChange, place, NestedWhere }: { value: Condition; onChange: Commit<Condition>; place: ConditionPlace; NestedWhere: NestedWhereForm }) {
  // Only conditions that the schema takes go on; the reason comes back to the field.
  const set = (next: Condition) => conditionProblem(next) ?? onChange(next)
  if ('segment' in value) return <SegmentField value={value.segment} onChange={(segment) => (segment === undefined ? inspectorText('noSegments') : set({ segment }))} />
  if ('attribute' in value) return <AttributeFields name={value.attribute} comparison={value} onChange={({ name, ...rest }) => set({ attribute: name, ...rest })} />
  if ('property' in value) return <PropertyFields event={place.kind === 'event' ? place.event : undefined} name={value.property} comparison={value} onChange={({ name, ...rest }) => set({ property: name, ...rest })} />
  if ('score' in value) return <ScoreFields name={value.score} comparison={value} onChange={({ name, ...rest }) => set({ score: name, ...rest })} />
  if ('did' in value) return <DidFields value={value} onChange={set} NestedWhere={NestedWhere} />
  if ('sequence' in value) return <SequenceFields value={value} onChange={set} NestedWhere={NestedWhere} />
  if ('near' in value) return <PlaceFields value={value.near} onChange={(near) => set({ near })} />
  if ('localTime' in value) {
    const { localTime } = value
    return (
      <Sentence>
        <Words>{inspectorText('between1')}</Words>
        <TimeField label={inspectorText('from')} showLabel={false} value={localTime.from} testId="local-from" onChange={(from) => set({ localTime: { ...localTime, from: from ?? '' } })} />
        <Words>{inspectorText('and')}</Words>
        <TimeField label={inspectorText('to')} showLabel={false} value={localTime.to} testId="local-to" onChange={(to) => set({ localTime: { ...localTime, to: to ?? '' } })} />
      </Sentence>
    )
  }
  if ('weekday' in value) return <DaysField label={inspectorText('headWeekday')} value={value.weekday} onChange={(weekday) => set({ weekday })} />
  // Groups and opposites have rows of their own.
  return 'all' in value || 'any' in value || 'not' in value ? null : assertNever(value, 'condition form')
}

export function SegmentField({ value, onChange, label, testId }: { value: string; onChange: Commit<string | undefined>; label?: string; testId?: string }) {
  const options = Object.entries(useScopeSegments()).map(([id, segment]) => ({ value: id, label: segment.name ?? id }))
  return <ChoiceField label={label ?? inspectorText('segment')} showLabel={label !== undefined} value={value} options={options} onChange={onChange} {...(testId === undefined ? {} : { testId })} />
}

type Named = { name: string } & Comparison

interface NamedFieldsProps {
  name: string
  comparison: Comparison
  onChange: Commit<Named>
}

function AttributeFields(props: NamedFieldsProps) {
  return <NamedComparison {...props} label={inspectorText('attribute')} foreign={inspectorText('attributeNotInData')} offers={useAttributeNames()} />
}

function PropertyFields({ event, ...props }: NamedFieldsProps & { event: string | undefined }) {
  return <NamedComparison {...props} label={inspectorText('property')} foreign={inspectorText('propertyNotInData')} offers={usePropertyNames(event)} />
}

const SCORE = 'score:'

function ScoreFields(props: NamedFieldsProps) {
  // A score is an attribute whose name begins with "score:".
  const known = useAttributeNames()
  const scores: KnownNames = {
    names: known.names.filter((name) => name.startsWith(SCORE)).map((name) => name.slice(SCORE.length)),
    valuesOf: (name) => known.valuesOf(`${SCORE}${name}`),
    factOf: (name) => known.factOf(`${SCORE}${name}`),
    factOfValue: (name, value) => known.factOfValue(`${SCORE}${name}`, value),
    isForeign: (name) => known.isForeign(`${SCORE}${name}`),
  }
  return <NamedComparison {...props} label={inspectorText('score')} foreign={inspectorText('attributeNotInData')} offers={scores} />
}

/** `foreign`: what is said of a name that the chosen data do not have. */
function NamedComparison({ name, comparison, onChange, label, foreign, offers }: NamedFieldsProps & { label: string; foreign: string; offers: KnownNames }) {
  const { op, value } = comparison
  return (
    <ComparisonFields
      subject={
        <TextField
          label={label}
          showLabel={false}
          value={name}
          suggestions={offers.names}
          factOf={offers.factOf}
          onChange={(next) => (next === undefined ? inspectorText('propertyMissing') : onChange({ name: next, op, ...(value === undefined ? {} : { value }) }))}
          {...(offers.isForeign(name) ? { remark: foreign } : {})}
        />
      }
      value={comparison}
      suggestions={offers.valuesOf(name)}
      factOf={(one) => offers.factOfValue(name, one)}
      onChange={(next) => onChange({ name, ...next })}
    />
  )
}
