import type { ComponentType } from 'react'
import { AGGREGATES, isAlways, type Aggregate, type AggregateComparison, type CountComparison, type DidCondition, type SequenceCondition, type Where } from '../../../../engine/core/model/condition.ts'
import { ChoiceField } from '../fields/choice-field.tsx'
import { DurationField } from '../fields/duration-field.tsx'
import { NumberField } from '../fields/number-field.tsx'
import { MoreClauses, Sentence, Words } from '../fields/section.tsx'
import { TextField } from '../fields/text-field.tsx'
import type { Commit } from '../fields/use-draft.ts'
import { inspectorText } from '../texts.ts'
import { usePropertyNames } from './catalogue-names.ts'
import { isNever, measureOf, withDid, withMeasure, withNever } from './condition-forms.ts'
import styles from './condition.module.css'
import { EventField } from './event-field.tsx'

/** The form for what a past event has to be like: conditions hold conditions, so it comes from the form around this one. */
export type NestedWhereForm = ComponentType<{ value: Where | undefined; event: string; onChange: Commit<Where | undefined> }>

const COUNT_OPS = ['gte', 'eq', 'lte', 'gt', 'lt', 'ne'] as const

/** What people did or did not do: which event, how often or how much, when, and what did not follow. */
export function DidFields({ value, onChange, NestedWhere }: { value: DidCondition; onChange: Commit<DidCondition>; NestedWhere: NestedWhereForm }) {
  const { names } = usePropertyNames(value.did)
  const never = isNever(value)
  const measure = measureOf(value)
  const set = (change: Partial<DidCondition>) => onChange(withDid(value, change))
  return (
    <>
      <Sentence>
        <ChoiceField
          label={inspectorText('didOrNot')}
          showLabel={false}
          width={112}
          value={never ? 'never' : 'did'}
          options={[{ value: 'did', label: inspectorText('did') }, { value: 'never', label: inspectorText('didNot') }]}
          onChange={(chosen) => onChange(withNever(value, chosen === 'never'))}
        />
        <EventField past value={value.did} onChange={(did) => onChange({ ...value, did })} testId="did-event" />
      </Sentence>
      {!isAlways(value.where) && <NestedWhere value={value.where} event={value.did} onChange={(where) => set({ where })} />}
      {value.count && !never && <CountClause value={value} count={value.count} names={names} onChange={onChange} />}
      {measure && <MeasureClause measure={measure} names={names} onChange={(next) => onChange(withMeasure(value, next))} />}
      <WindowClauses value={value} onChange={set} />
      {value.notFollowedBy && (
        <>
          <Sentence onRemove={() => set({ notFollowedBy: undefined })}>
            <Words>{inspectorText('withoutThen')}</Words>
            <EventField past value={value.notFollowedBy.did} onChange={(did) => set({ notFollowedBy: { ...value.notFollowedBy!, did } })} testId="not-followed-by" />
            <Words>{inspectorText('withinAfter')}</Words>
            <DurationField label={inspectorText('withinAfter')} showLabel={false} calendar value={value.notFollowedBy.within} onChange={(within) => set({ notFollowedBy: { ...value.notFollowedBy!, within: within ?? '' } })} />
          </Sentence>
          <NestedWhere value={value.notFollowedBy.where} event={value.notFollowedBy.did} onChange={(where) => set({ notFollowedBy: withWhere(value.notFollowedBy!, where) })} />
        </>
      )}
      <MoreClauses
        before={isAlways(value.where) && <NestedWhere value={undefined} event={value.did} onChange={(where) => set({ where })} />}
        clauses={[
          ...(value.count === undefined && !measure ? [{ label: inspectorText('addCount'), testId: 'clause-count', onAdd: () => set({ count: { op: 'gte', value: 3 } }) }] : []),
          ...(value.count && !never && value.per === undefined ? [{ label: inspectorText('addPer'), testId: 'clause-per', onAdd: () => set({ per: names[0] ?? 'productId' }) }] : []),
          ...(value.count === undefined && !measure
            ? [{ label: inspectorText('addMeasure'), testId: 'clause-measure', onAdd: () => onChange(withMeasure(value, { aggregate: 'sum', comparison: { property: names[0] ?? 'price', op: 'gte', value: 100 } })) }]
            : []),
          ...windowClausesToAdd(value, set),
          ...(value.notFollowedBy === undefined ? [{ label: inspectorText('addNotFollowed'), testId: 'clause-not-followed', onAdd: () => set({ notFollowedBy: { did: 'purchase', within: 'PT1H' } }) }] : []),
        ]}
      />
    </>
  )
}

function CountClause({ value, count, names, onChange }: { value: DidCondition; count: CountComparison; names: readonly string[]; onChange: Commit<DidCondition> }) {
  return (
    <>
      <Sentence onRemove={() => onChange(withDid(value, { count: undefined }))}>
        <ChoiceField
          label={inspectorText('count')}
          showLabel={false}
          width={138}
          value={count.op}
          options={COUNT_OPS.map((op) => ({ value: op, label: inspectorText(`c${op}`) }))}
          onChange={(op) => (op === undefined ? undefined : onChange(withDid(value, { count: { ...count, op } })))}
        />
        <NumberField label={inspectorText('times')} showLabel={false} value={count.value} width={60} testId="did-count" onChange={(times) => onChange(withDid(value, { count: { ...count, value: times ?? -1 } }))} />
        <Words>{inspectorText('times')}</Words>
      </Sentence>
      {value.per !== undefined && (
        <Sentence onRemove={() => onChange(withDid(value, { per: undefined }))}>
          <Words>{inspectorText('perProperty')}</Words>
          <TextField label={inspectorText('perProperty')} showLabel={false} value={value.per} suggestions={names} onChange={(per) => (per === undefined ? inspectorText('propertyMissing') : onChange(withDid(value, { per })))} />
        </Sentence>
      )}
    </>
  )
}

interface Measure {
  aggregate: Aggregate
  comparison: AggregateComparison
}

function MeasureClause({ measure: { aggregate, comparison }, names, onChange }: { measure: Measure; names: readonly string[]; onChange: Commit<Measure | undefined> }) {
  const set = (change: Partial<AggregateComparison>) => onChange({ aggregate, comparison: { ...comparison, ...change } })
  return (
    <Sentence onRemove={() => onChange(undefined)}>
      <ChoiceField
        label={inspectorText('measure')}
        showLabel={false}
        width={150}
        value={aggregate}
        options={AGGREGATES.map((name) => ({ value: name, label: inspectorText(`m${name}`) }))}
        onChange={(next) => (next === undefined ? undefined : onChange({ aggregate: next, comparison }))}
      />
      <Words>{inspectorText('of')}</Words>
      <TextField label={inspectorText('property')} showLabel={false} value={comparison.property} suggestions={names} onChange={(property) => (property === undefined ? inspectorText('propertyMissing') : set({ property }))} />
      <ChoiceField
        label={inspectorText('comparison')}
        showLabel={false}
        width={138}
        value={comparison.op}
        options={COUNT_OPS.map((op) => ({ value: op, label: inspectorText(op) }))}
        onChange={(op) => (op === undefined ? undefined : set({ op }))}
      />
      <NumberField label={inspectorText('value')} showLabel={false} value={comparison.value} testId="measure-value" onChange={(number) => (number === undefined ? inspectorText('notANumber') : set({ value: number }))} />
    </Sentence>
  )
}

interface Window {
  within?: string | undefined
  endingAgo?: string | undefined
}

function WindowClauses({ value, onChange }: { value: Window; onChange: Commit<Window> }) {
  return (
    <>
      {value.within !== undefined && (
        <Sentence onRemove={() => onChange({ within: undefined })}>
          <Words>{inspectorText(value.endingAgo === undefined ? 'didWithin' : 'inStretch')}</Words>
          <DurationField label={inspectorText('didWithin')} showLabel={false} value={value.within} calendar testId="did-within" onChange={(within) => onChange({ within })} />
        </Sentence>
      )}
      {value.endingAgo !== undefined && (
        <Sentence onRemove={() => onChange({ endingAgo: undefined })}>
          <Words>{inspectorText(value.within === undefined ? 'before' : 'upTo')}</Words>
          <DurationField label={inspectorText('endingAgo')} showLabel={false} value={value.endingAgo} calendar testId="did-ending-ago" onChange={(endingAgo) => onChange({ endingAgo })} />
          <Words>{inspectorText('ago')}</Words>
        </Sentence>
      )}
    </>
  )
}

function windowClausesToAdd(value: Window, onChange: Commit<Window>) {
  return [
    ...(value.within === undefined ? [{ label: inspectorText('addWithin'), testId: 'clause-within', onAdd: () => void onChange({ within: 'P7D' }) }] : []),
    ...(value.endingAgo === undefined ? [{ label: inspectorText('addEndingAgo'), testId: 'clause-ending-ago', onAdd: () => void onChange({ endingAgo: 'P30D' }) }] : []),
  ]
}

/** Events that happened one after the other. */
export function SequenceFields({ value, onChange, NestedWhere }: { value: SequenceCondition; onChange: Commit<SequenceCondition>; NestedWhere: NestedWhereForm }) {
  const { sequence } = value
  const set = (change: Window) => onChange(Object.fromEntries(Object.entries({ ...value, ...change }).filter(([, member]) => member !== undefined)) as SequenceCondition) // as: only undefined members were dropped
  const setItem = (index: number, item: SequenceCondition['sequence'][number]) => onChange({ ...value, sequence: sequence.with(index, item) })
  return (
    <>
      {sequence.map((item, index) => (
        <div key={index} className={styles.row}>
          <Sentence {...(sequence.length > 1 ? { onRemove: () => onChange({ ...value, sequence: sequence.toSpliced(index, 1) }), removeLabel: inspectorText('remove', { what: item.did }) } : {})}>
            <Words>{inspectorText(index === 0 ? 'first' : 'thenWord')}</Words>
            <EventField past value={item.did} onChange={(did) => setItem(index, { ...item, did })} testId={`sequence-${index}`} />
          </Sentence>
          <NestedWhere value={item.where} event={item.did} onChange={(where) => setItem(index, withWhere(item, where))} />
        </div>
      ))}
      <WindowClauses value={value} onChange={set} />
      <MoreClauses
        clauses={[
          { label: inspectorText('addThen'), testId: 'clause-then', onAdd: () => void onChange({ ...value, sequence: [...sequence, { did: sequence.at(-1)?.did ?? 'event' }] }) },
          ...windowClausesToAdd(value, set),
        ]}
      />
    </>
  )
}

/** A copy with that condition on the event; without it when it is undefined. */
function withWhere<T extends { where?: unknown }>(item: T, where: DidCondition['where']): T {
  const { where: _before, ...rest } = item
  return (where === undefined ? rest : { ...rest, where }) as T // as: T with one optional member set or left out
}
