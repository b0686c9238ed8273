import { ActionIcon, Menu } from '@mantine/core'
import { IconArrowsExchange, IconBraces, IconDots, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { assertNever } from '../../../../engine/core/errors.ts'
import { conditionForm, isAlways, type Condition, type ConditionForm, type Where } from '../../../../engine/core/model/condition.ts'
import { AudienceLine, ConditionSize } from '../../segments/condition-size.tsx'
import { ChoiceField } from '../fields/choice-field.tsx'
import { DaysField } from '../fields/days-field.tsx'
import { Sentence, Words } from '../fields/section.tsx'
import { TextField } from '../fields/text-field.tsx'
import { TimeField } from '../fields/time-field.tsx'
import type { Commit } from '../fields/use-draft.ts'
import { inspectorText } from '../texts.ts'
import { AddCondition } from './add-condition.tsx'
import { useAttributeNames, usePropertyNames } from './catalogue-names.ts'
import { ComparisonFields, type Comparison } from './comparison-fields.tsx'
import { asGroup, conditionProblem, groupOf, opposite, withoutNot, type ConditionPlace, type Joining } from './condition-forms.ts'
import { useScopeSegments } from './condition-scope.ts'
import { DidFields, SequenceFields } from './did-fields.tsx'
import { PlaceFields } from './place-fields.tsx'
import styles from './condition.module.css'

interface ConditionFieldProps {
  /** Undefined or {}: always. */
  value: Where | undefined
  /** Undefined takes the condition away. */
  onChange: Commit<Where | undefined>
  place: ConditionPlace
  addLabel?: string
  /** True inside another condition, where the button for more is a quiet one. */
  isNested?: boolean
  /** Whether it is told how many people of the chosen data fit: each of several parts, or also the whole. A part of an event's condition fits nobody by itself. */
  sizes?: 'none' | 'parts' | 'all'
}

/** The condition builder: what people did, who they are, what the event says, when it is; alone or in groups. */
export function ConditionField({ value, onChange, place, addLabel, isNested = false, sizes = 'none' }: ConditionFieldProps) {
  if (isAlways(value)) return <AddCondition place={place} label={addLabel ?? inspectorText('addCondition')} onAdd={(condition) => onChange(condition)} />
  return (
    <div className={styles.builder}>
      <ConditionRow value={value} onChange={(next) => commit(onChange, next)} onRemove={() => onChange(undefined)} place={place} depth={isNested ? 1 : 0} hasSizes={sizes !== 'none'} />
      {asGroup(value) === undefined && <AddCondition isQuiet={isNested} place={place} label={inspectorText(isNested ? 'andAlso' : 'addCondition')} onAdd={(added) => onChange({ all: [value, added] })} />}
      {sizes === 'all' && <AudienceLine condition={value} />}
    </div>
  )
}

/** What a past event has to be like; a quiet button while nothing is asked of it. */
function NestedWhere({ value, event, onChange }: { value: Where | undefined; event: string; onChange: Commit<Where | undefined> }) {
  const place: ConditionPlace = { kind: 'event', event: event === '*' ? undefined : event }
  if (isAlways(value)) return <AddCondition isQuiet place={place} label={inspectorText('addWhere')} onAdd={(condition) => onChange(condition)} />
  return (
    <div className={styles.nested}>
      <ConditionField isNested value={value} place={place} onChange={onChange} />
    </div>
  )
}

/** Only a condition that is one goes on; why it is none comes back to the field. */
function commit(onChange: Commit<Where | undefined>, next: Condition): string | undefined {
  return conditionProblem(next) ?? onChange(next)
}

interface RowProps {
  value: Condition
  onChange: Commit<Condition>
  onRemove(): void
  place: ConditionPlace
  /** How many groups or conditions are around it. */
  depth: number
  /** True where it is told how many people fit each part. */
  hasSizes: boolean
}

/** One condition with the fields of its form; groups hold rows of their own. */
function ConditionRow(props: RowProps) {
  const { value, onChange, place } = props
  if (asGroup(value)) return <GroupRow {...props} />
  const { negated, inner } = withoutNot(value)
  const form = conditionForm(inner)
  if (form === undefined) return null
  const setInner: Commit<Condition> = (next) => onChange(negated ? { not: next } : next)
  return (
    <div className={styles.row} data-testid={`condition-row-${form}`}>
      <div className={styles.head}>
        <span className={styles.kind}>
          {negated && <span className={styles.not}>{inspectorText('not')}</span>}
          {inspectorText(HEADS[form])}
        </span>
        {props.hasSizes && props.depth > 0 && <ConditionSize condition={value} />}
        <RowMenu {...props} />
      </div>
      {'not' in inner ? (
        <div className={styles.nested}>
          <ConditionRow value={inner} onChange={setInner} onRemove={props.onRemove} place={place} depth={props.depth + 1} hasSizes={props.hasSizes} />
        </div>
      ) : (
        <FormFields value={inner} onChange={setInner} place={place} />
      )}
    </div>
  )
}

const HEADS = {
  all: 'kindAll', any: 'kindAny', not: 'headNot', segment: 'headSegment', attribute: 'headAttribute', property: 'headProperty', did: 'headDid', sequence: 'headSequence',
  score: 'headScore', near: 'headNear', localTime: 'headLocalTime', weekday: 'headWeekday',
} as const satisfies Record<ConditionForm, string>

function RowMenu({ value, onChange, onRemove }: RowProps) {
  const isGroup = asGroup(value) !== undefined
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={28} aria-label={inspectorText('moreOfCondition')} data-testid="condition-menu">
          <IconDots size={16} stroke={1.7} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {!isGroup && (
          <>
            <Menu.Item leftSection={<IconArrowsExchange size={16} stroke={1.7} />} onClick={() => onChange(opposite(value))}>
              {inspectorText('opposite')}
            </Menu.Item>
            <Menu.Item leftSection={<IconBraces size={16} stroke={1.7} />} onClick={() => onChange({ any: [value] })}>
              {inspectorText('putInGroup')}
            </Menu.Item>
          </>
        )}
        <Menu.Item leftSection={<IconTrash size={16} stroke={1.7} />} onClick={onRemove}>
          {inspectorText('removeCondition')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

const JOININGS: readonly Joining[] = ['all', 'any', 'none', 'notAll']
const JOINING_WORDS = { all: 'condAll', any: 'condAny', none: 'condNone', notAll: 'condNotAll' } as const

function GroupRow(props: RowProps) {
  const { value, onChange, place, depth, hasSizes } = props
  const group = asGroup(value)
  if (!group) return null
  const { joining, items } = group
  const set = (next: readonly Condition[]) => onChange(groupOf(joining, next))
  const isOr = joining === 'any' || joining === 'none'
  const joint = inspectorText(isOr ? 'or' : 'and')
  return (
    <div className={styles.group} role="group" aria-label={inspectorText(JOINING_WORDS[joining])}>
      <div className={styles.head}>
        <div className={styles.joining}>
          <ChoiceField
            label={inspectorText('match')}
            showLabel={false}
            value={joining}
            options={JOININGS.map((one) => ({ value: one, label: inspectorText(JOINING_WORDS[one]) }))}
            onChange={(chosen) => (chosen === undefined ? undefined : onChange(groupOf(chosen, items)))}
          />
        </div>
        {hasSizes && depth > 0 && <ConditionSize condition={value} />}
        <RowMenu {...props} />
      </div>
      {items.map((item, index) => (
        // Rows have no ids; their place is what they are.
        <Joined key={index} joint={index === 0 ? undefined : joint}>
          <ConditionRow value={item} place={place} depth={depth + 1} hasSizes={hasSizes} onChange={(next) => set(items.with(index, next))} onRemove={() => set(items.toSpliced(index, 1))} />
        </Joined>
      ))}
      <AddCondition isQuiet={depth > 0} place={place} label={inspectorText(depth === 0 || items.length === 0 ? 'addCondition' : isOr ? 'orAlso' : 'andAlso')} onAdd={(added) => set([...items, added])} />
    </div>
  )
}

function Joined({ joint, children }: { joint: string | undefined; children: ReactNode }) {
  return (
    <>
      {joint !== undefined && <div className={styles.joint}>{joint}</div>}
      {children}
    </>
  )
}

function FormFields({ value, onChange, place }: { value: Condition; onChange: Commit<Condition>; place: ConditionPlace }) {
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
  return <NamedComparison {...props} label={inspectorText('attribute')} offers={useAttributeNames()} />
}

function PropertyFields({ event, ...props }: NamedFieldsProps & { event: string | undefined }) {
  return <NamedComparison {...props} label={inspectorText('property')} offers={usePropertyNames(event)} />
}

function ScoreFields(props: NamedFieldsProps) {
  // A score is an attribute whose name begins with "score:".
  const { names, valuesOf } = useAttributeNames()
  const scores = names.filter((name) => name.startsWith('score:')).map((name) => name.slice('score:'.length))
  return <NamedComparison {...props} label={inspectorText('score')} offers={{ names: scores, valuesOf: (name) => valuesOf(`score:${name}`) }} />
}

function NamedComparison({ name, comparison, onChange, label, offers }: NamedFieldsProps & { label: string; offers: { names: string[]; valuesOf(name: string): string[] } }) {
  const { op, value } = comparison
  return (
    <ComparisonFields
      subject={
        <TextField label={label} showLabel={false} value={name} suggestions={offers.names} onChange={(next) => (next === undefined ? inspectorText('propertyMissing') : onChange({ name: next, op, ...(value === undefined ? {} : { value }) }))} />
      }
      value={comparison}
      suggestions={offers.valuesOf(name)}
      onChange={(next) => onChange({ name, ...next })}
    />
  )
}
