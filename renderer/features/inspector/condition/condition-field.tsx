import { conditionInWords } from '../../../../engine/core/model/condition-in-words.ts'
import { isAlways, type Condition, type DidCondition, type Where } from '../../../../engine/core/model/condition.ts'
import { useDocumentStore } from '../../../document/document-store.ts'
import { ChoiceField, SwitchField } from '../fields/choice-field.tsx'
import { DurationField } from '../fields/duration-field.tsx'
import { JsonField } from '../fields/json-field.tsx'
import { NumberField } from '../fields/number-field.tsx'
import { RemoveButton, Row } from '../fields/section.tsx'
import { TextField } from '../fields/text-field.tsx'
import type { Commit } from '../fields/use-draft.ts'
import { inspectorText } from '../texts.ts'
import { AddCondition } from './add-condition.tsx'
import { useAttributeNames, useEventNames, usePropertyNames } from './catalogue-names.ts'
import { ComparisonFields } from './comparison-fields.tsx'
import { conditionProblem, editableForm, withDid } from './condition-forms.ts'
import styles from './condition.module.css'

export interface ConditionFieldProps {
  /** Undefined or {}: always. */
  value: Where | undefined
  /** Undefined takes the condition away. */
  onChange: Commit<Where | undefined>
  /** The event at hand, whose properties are offered; none where no event is at hand. */
  event?: string | undefined
  /** False inside a segment, where no event is at hand. */
  withProperties?: boolean
  addLabel?: string
}

/** The condition builder: groups, segments, attributes, properties, what people did; and the whole in words. */
export function ConditionField({ value, onChange, event, withProperties = true, addLabel }: ConditionFieldProps) {
  if (isAlways(value)) return <AddCondition withProperties={withProperties} event={event} label={addLabel ?? inspectorText('addCondition')} onAdd={(condition) => onChange(condition)} />
  const condition = value as Condition // as: not empty, so a condition
  return (
    <div className={styles.builder}>
      <ConditionRow value={condition} onChange={onChange} onRemove={() => onChange(undefined)} event={event} withProperties={withProperties} depth={0} />
      <p className={styles.words}>{conditionInWords(condition)}</p>
      {!('all' in condition) && !('any' in condition) && (
        <AddCondition withProperties={withProperties} event={event} label={inspectorText('addCondition')} onAdd={(added) => onChange({ all: [condition, added] })} />
      )}
    </div>
  )
}

interface RowProps<C> {
  value: C
  onChange: Commit<Where | undefined>
  onRemove(): void
  event: string | undefined
  withProperties: boolean
  depth: number
}

/** One condition with the fields of its form; groups hold rows of their own. */
function ConditionRow(props: RowProps<Condition>) {
  const { value, onChange, onRemove, event } = props
  if ('all' in value || 'any' in value) return <GroupRow {...props} value={value} />
  const remove = <RemoveButton label={inspectorText('remove', { what: '' }).trim()} onClick={onRemove} />
  if ('not' in value) {
    return (
      <div className={styles.row}>
        <div className={styles.head}>
          <span className={styles.kind}>{inspectorText('condNot')}</span>
          {remove}
        </div>
        <ConditionRow {...props} value={value.not} depth={props.depth + 1} onChange={(next) => onChange(next === undefined ? undefined : { not: next as Condition })} />
      </div>
    )
  }
  const form = editableForm(value)
  const head = (words: string) => (
    <div className={styles.head}>
      <span className={styles.kind}>{words}</span>
      {remove}
    </div>
  )
  if (form === 'segment' && 'segment' in value) {
    return (
      <div className={styles.row}>
        {head(inspectorText('condSegment'))}
        <SegmentField value={value.segment} onChange={(segment) => (segment === undefined ? conditionProblem({ segment: '' }) : onChange({ segment }))} />
      </div>
    )
  }
  if (form === 'attribute' && 'attribute' in value) {
    return (
      <div className={styles.row}>
        {head(inspectorText('condAttribute'))}
        <AttributeFields name={value.attribute} comparison={value} onChange={({ name, ...rest }) => commit(onChange, { attribute: name, ...rest })} />
      </div>
    )
  }
  if (form === 'property' && 'property' in value) {
    return (
      <div className={styles.row}>
        {head(inspectorText('condProperty'))}
        <PropertyFields event={event} name={value.property} comparison={value} onChange={({ name, ...rest }) => commit(onChange, { property: name, ...rest })} />
      </div>
    )
  }
  if (form === 'did' && 'did' in value) {
    return (
      <div className={styles.row}>
        {head(inspectorText('condDid'))}
        <DidFields value={value} onChange={(next) => commit(onChange, next)} />
      </div>
    )
  }
  return (
    <div className={styles.row}>
      {head(inspectorText('condJson'))}
      <JsonField label={inspectorText('condJson')} description={inspectorText('condJsonHelp')} value={value} onChange={(json) => conditionProblem(json) ?? onChange(json as Where)} />
    </div>
  )
}

/** Only a condition that is one goes on; why it is none comes back to the field. */
function commit(onChange: Commit<Where | undefined>, next: unknown): string | undefined {
  return conditionProblem(next) ?? onChange(next as Where) // as: the schema has just accepted it
}

function GroupRow({ value, onChange, onRemove, event, withProperties, depth }: RowProps<{ all: Condition[] } | { any: Condition[] }>) {
  const items = 'all' in value ? value.all : value.any
  const group = (next: readonly Condition[], isAll = 'all' in value): Condition => (isAll ? { all: [...next] } : { any: [...next] })
  return (
    <div className={styles.group} data-depth={Math.min(depth, 3)}>
      <div className={styles.head}>
        <SwitchField
          label={inspectorText('match')}
          value={'all' in value ? 'all' : 'any'}
          options={[{ value: 'all', label: inspectorText('condAll') }, { value: 'any', label: inspectorText('condAny') }]}
          onChange={(chosen) => onChange(group(items, chosen === 'all'))}
        />
        <RemoveButton label={inspectorText('remove', { what: '' }).trim()} onClick={onRemove} />
      </div>
      {items.map((item, index) => (
        <ConditionRow
          // Rows have no ids; their place is what they are.
          key={index}
          value={item}
          depth={depth + 1}
          event={event}
          withProperties={withProperties}
          onChange={(next) => onChange(group(next === undefined ? items.toSpliced(index, 1) : items.with(index, next as Condition)))}
          onRemove={() => onChange(group(items.toSpliced(index, 1)))}
        />
      ))}
      <AddCondition withProperties={withProperties} event={event} label={inspectorText('addCondition')} onAdd={(added) => onChange(group([...items, added]))} />
    </div>
  )
}

function SegmentField({ value, onChange }: { value: string; onChange: Commit<string | undefined> }) {
  const segments = useDocumentStore((state) => state.document.segments)
  const options = Object.entries(segments ?? {}).map(([id, segment]) => ({ value: id, label: segment.name ?? id }))
  return <ChoiceField label={inspectorText('segment')} showLabel={false} value={value} options={options} onChange={onChange} />
}

type Named = { name: string } & Pick<Parameters<typeof ComparisonFields>[0]['value'], 'op' | 'value'>

function AttributeFields({ name, comparison, onChange }: { name: string; comparison: Omit<Named, 'name'>; onChange: Commit<Named> }) {
  const { names, valuesOf } = useAttributeNames()
  return (
    <ComparisonFields
      subject={<TextField label={inspectorText('attribute')} showLabel={false} value={name} suggestions={names} onChange={(next) => onChange({ name: next ?? '', ...picked(comparison) })} />}
      value={comparison}
      suggestions={valuesOf(name)}
      onChange={(next) => onChange({ name, ...next })}
    />
  )
}

function PropertyFields({ event, name, comparison, onChange }: { event: string | undefined; name: string; comparison: Omit<Named, 'name'>; onChange: Commit<Named> }) {
  const { names, valuesOf } = usePropertyNames(event)
  return (
    <ComparisonFields
      subject={<TextField label={inspectorText('property')} showLabel={false} value={name} suggestions={names} onChange={(next) => onChange({ name: next ?? '', ...picked(comparison) })} />}
      value={comparison}
      suggestions={valuesOf(name)}
      onChange={(next) => onChange({ name, ...next })}
    />
  )
}

function picked({ op, value }: Omit<Named, 'name'>): Omit<Named, 'name'> {
  return value === undefined ? { op } : { op, value }
}

const COUNT_OPS = ['gte', 'eq', 'lte', 'gt', 'lt', 'ne'] as const

function DidFields({ value, onChange }: { value: DidCondition; onChange: Commit<DidCondition> }) {
  const events = useEventNames()
  const { names } = usePropertyNames(value.did)
  return (
    <>
      <TextField label={inspectorText('event')} showLabel={false} value={value.did} suggestions={[...events, '*']} onChange={(did) => onChange({ ...value, did: did ?? '' })} />
      <Row>
        <ChoiceField
          label={inspectorText('count')}
          value={value.count?.op}
          none={inspectorText('atLeastOnce')}
          options={COUNT_OPS.map((op) => ({ value: op, label: inspectorText(`c${op}`) }))}
          onChange={(op) => onChange(withDid(value, { count: op === undefined ? undefined : { op, value: value.count?.value ?? 3 } }))}
        />
        {value.count && (
          <NumberField label={inspectorText('times')} value={value.count.value} width={72} onChange={(times) => onChange(withDid(value, { count: { op: value.count?.op ?? 'gte', value: times ?? -1 } }))} />
        )}
      </Row>
      <DurationField label={inspectorText('didWithin')} value={value.within} calendar optional placeholder={inspectorText('ever')} onChange={(within) => onChange(withDid(value, { within }))} />
      {value.count && (
        <TextField label={inspectorText('perProperty')} value={value.per} suggestions={names} placeholder={inspectorText('perAny')} onChange={(per) => onChange(withDid(value, { per }))} />
      )}
      <ConditionField
        value={value.where}
        event={value.did}
        addLabel={inspectorText('addWhere')}
        withProperties
        onChange={(where) => onChange(withDid(value, { where }))}
      />
    </>
  )
}
