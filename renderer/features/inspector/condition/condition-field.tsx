import { useContext, useId, useMemo, useState, type DragEvent, type ReactNode } from 'react'
import { conditionForm, isAlways, type Condition, type ConditionForm, type Where } from '../../../../engine/core/model/condition.ts'
import { ConditionSize } from '../../segments/condition-size.tsx'
import { ChoiceField } from '../fields/choice-field.tsx'
import { Remark } from '../fields/section.tsx'
import type { Commit } from '../fields/use-draft.ts'
import { inspectorText } from '../texts.ts'
import { conditionInWords } from '../../../i18n/in-words.ts'
import { AddCondition } from './add-condition.tsx'
import { asOwnStep, BuilderContext, dropInto, isDragOf } from './builder.ts'
import { asGroup, conditionProblem, groupOf, withoutNot, type ConditionPlace, type Joining } from './condition-forms.ts'
import type { Path } from './condition-tree.ts'
import { asksOnlyTheEvent, EventSize } from './event-size.tsx'
import { FormFields } from './form-fields.tsx'
import { Grip, KindButton, RowMenu } from './row-head.tsx'
import { WholeSize } from './whole-size.tsx'
import styles from './condition.module.css'

export { SegmentField } from './form-fields.tsx'

interface ConditionFieldProps {
  /** Undefined or {}: always. */
  value: Where | undefined
  /** Undefined takes the condition away. */
  onChange: Commit<Where | undefined>
  place: ConditionPlace
  addLabel?: string
  /** True inside another condition, where the button for more is a quiet one. */
  isNested?: boolean
  /** Whether it is told how many people (or events, where it tests one) of the chosen data fit: each of several parts, or also the whole. */
  sizes?: 'none' | 'parts' | 'all'
}

/** The condition builder: what people did, who they are, what the event says, when it is; alone or in groups. */
export function ConditionField({ value, onChange, place, addLabel, isNested = false, sizes = 'none' }: ConditionFieldProps) {
  const id = useId()
  const root = isAlways(value) ? undefined : value
  const builder = useMemo(() => (root === undefined ? null : { id, root, change: (next: Condition | undefined) => asOwnStep(() => (next === undefined ? onChange(undefined) : commit(onChange, next))) }), [id, root, onChange])
  if (root === undefined || builder === null) return <AddCondition isFirst place={place} label={addLabel ?? inspectorText('addCondition')} onAdd={(condition) => onChange(condition)} />
  const group = asGroup(root)
  return (
    <BuilderContext.Provider value={builder}>
      <div className={styles.builder} data-builder={id}>
        <ConditionRow value={root} onChange={(next) => commit(onChange, next)} onRemove={() => onChange(undefined)} place={place} path={NO_PATH} depth={isNested ? 1 : 0} hasSizes={sizes !== 'none'} />
        {group === undefined && <AddCondition isQuiet={isNested} place={place} label={inspectorText(isNested ? 'andAlso' : 'addCondition')} added={rowSelector(id, [1])} onAdd={(added) => onChange({ all: [root, added] })} />}
        {!isNested && group !== undefined && group.items.some((item) => asGroup(item) !== undefined) && <Remark>{inspectorText('inWords', { condition: conditionInWords(root) })}</Remark>}
        {sizes === 'all' && <WholeSize condition={root} place={place} />}
      </div>
    </BuilderContext.Provider>
  )
}

const NO_PATH: Path = []

/** Where the row of that place is, once it is drawn. */
function rowSelector(builderId: string, path: Path): string {
  return `[data-builder="${CSS.escape(builderId)}"] [data-row="${path.join('.')}"]`
}

/** What a past event has to be like; a quiet button while nothing is asked of it. */
function NestedWhere({ value, event, onChange }: { value: Where | undefined; event: string; onChange: Commit<Where | undefined> }) {
  const place: ConditionPlace = { kind: 'event', event: event === '*' ? undefined : event }
  if (isAlways(value)) return <AddCondition isQuiet isFirst place={place} label={inspectorText('addWhere')} onAdd={(condition) => onChange(condition)} />
  return (
    <div className={styles.nested}>
      <ConditionField isNested sizes="parts" value={value} place={place} onChange={onChange} />
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
  /** Where it stands in the builder; undefined inside an opposite, whose parts are not moved. */
  path: Path | undefined
  /** How many groups or conditions are around it. */
  depth: number
  /** True where it is told how many people fit each part. */
  hasSizes: boolean
}

/** One condition with the fields of its form; groups hold rows of their own. */
function ConditionRow(props: RowProps) {
  const { value, onChange, place, path } = props
  if (asGroup(value)) return <GroupRow {...props} />
  const { negated, inner } = withoutNot(value)
  const form = conditionForm(inner)
  if (form === undefined) return null
  const setInner: Commit<Condition> = (next) => onChange(negated ? { not: next } : next)
  const name = inspectorText(HEADS[form])
  return (
    <div className={styles.row} data-testid={`condition-row-${form}`} data-row={path?.join('.')}>
      <div className={styles.head}>
        <Grip path={path} name={name} />
        <span className={styles.kind}>
          {negated && <span className={styles.not}>{inspectorText('not')}</span>}
          {'not' in inner ? name : <KindButton label={name} place={place} onChange={setInner} />}
        </span>
        {props.hasSizes && props.depth > 0 && <PartSize condition={value} place={place} />}
        <RowMenu {...props} />
      </div>
      {'not' in inner ? (
        <div className={styles.nested}>
          <ConditionRow value={inner} onChange={setInner} onRemove={props.onRemove} place={place} path={undefined} depth={props.depth + 1} hasSizes={props.hasSizes} />
        </div>
      ) : (
        <FormFields value={inner} onChange={setInner} place={place} NestedWhere={NestedWhere} />
      )}
    </div>
  )
}

const HEADS = {
  all: 'kindAll', any: 'kindAny', not: 'headNot', segment: 'headSegment', attribute: 'headAttribute', property: 'headProperty', did: 'headDid', sequence: 'headSequence',
  score: 'headScore', near: 'headNear', localTime: 'headLocalTime', weekday: 'headWeekday',
} as const satisfies Record<ConditionForm, string>

/** How many people, or events where it tests one, fit a part. */
function PartSize({ condition, place }: { condition: Condition; place: ConditionPlace }) {
  return place.kind === 'event' && place.event !== undefined && asksOnlyTheEvent(condition) ? <EventSize condition={condition} event={place.event} /> : <ConditionSize condition={condition} />
}

const JOININGS: readonly Joining[] = ['all', 'any', 'none', 'notAll']
const JOINING_WORDS = { all: 'condAll', any: 'condAny', none: 'condNone', notAll: 'condNotAll' } as const

function GroupRow(props: RowProps) {
  const { value, onChange, place, path, depth, hasSizes } = props
  const builder = useContext(BuilderContext)
  const group = asGroup(value)
  if (!group) return null
  const { joining, items } = group
  const set = (next: readonly Condition[]) => onChange(groupOf(joining, next))
  const isOr = joining === 'any' || joining === 'none'
  const joint = inspectorText(isOr ? 'or' : 'and')
  return (
    <div className={styles.group} role="group" aria-label={inspectorText(JOINING_WORDS[joining])} data-row={path?.join('.')}>
      <div className={styles.head}>
        <Grip path={path} name={inspectorText(JOINING_WORDS[joining])} />
        <div className={styles.joining}>
          <ChoiceField
            label={inspectorText('match')}
            showLabel={false}
            value={joining}
            options={JOININGS.map((one) => ({ value: one, label: inspectorText(JOINING_WORDS[one]) }))}
            onChange={(chosen) => (chosen === undefined ? undefined : asOwnStep(() => onChange(groupOf(chosen, items))))}
          />
        </div>
        {hasSizes && depth > 0 && items.length > 0 && <PartSize condition={value} place={place} />}
        <RowMenu {...props} />
      </div>
      {items.map((item, index) => (
        // Rows have no ids; their place is what they are.
        <Joined key={index} joint={index === 0 ? undefined : joint}>
          <DropPlace groupPath={path} index={index} />
          <ConditionRow
            value={item}
            place={place}
            path={path && [...path, index]}
            depth={depth + 1}
            hasSizes={hasSizes}
            onChange={(next) => set(items.with(index, next))}
            onRemove={() => set(items.toSpliced(index, 1))}
          />
        </Joined>
      ))}
      <DropPlace groupPath={path} index={items.length} />
      <AddCondition isQuiet={depth > 0} place={place} label={inspectorText(depth === 0 || items.length === 0 ? 'addCondition' : isOr ? 'orAlso' : 'andAlso')} {...(builder && path ? { added: rowSelector(builder.id, [...path, items.length]) } : {})} onAdd={(added) => set([...items, added])} />
    </div>
  )
}

/** Where a dragged part can be let go: between two parts, or at the end of a group. */
function DropPlace({ groupPath, index }: { groupPath: Path | undefined; index: number }) {
  const builder = useContext(BuilderContext)
  const [isOver, setOver] = useState(false)
  if (builder === null || groupPath === undefined) return null
  const onDragOver = (event: DragEvent) => {
    if (!isDragOf(builder.id)) return
    event.preventDefault()
    event.stopPropagation()
    setOver(true)
  }
  return (
    <div
      className={styles.drop}
      data-over={isOver || undefined}
      data-testid={`condition-drop-${[...groupPath, index].join('.')}`}
      onDragOver={onDragOver}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        event.stopPropagation()
        setOver(false)
        dropInto(builder, groupPath, index)
      }}
    />
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
